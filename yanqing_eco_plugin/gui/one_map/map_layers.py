"""Which layers of the One Map are shown, how they are coloured, and which time they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsLayerTreeGroup, QgsLayerTreeLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.standards import KINDS
from .clock import local_text

if TYPE_CHECKING:
    from ..session import EcoSession
    from .past_map import PastMap

__all__ = ["TOWNSHIPS", "MapLayers", "insert_folded"]

TOWNSHIPS = ""
"""Stands for the townships where a kind of station is asked for."""

# On a live layer's place in the tree while a past moment is shown: whether it was visible. Kept there and not here, so that
# a project saved meanwhile can be put right when it is opened.
_WAS_SHOWN = "yanqing_eco/shown_when_live"
_LIVE, _PAST = ("network", "township"), ("moment", "moment_township")


class MapLayers(QObject):
    """The live layers of the One Map and, while a past moment is shown, the layers that stand in for them."""

    changed = pyqtSignal()  # other layers are visible, or there are others

    def __init__(self, session: EcoSession) -> None:
        super().__init__()
        self._session = session
        self._past: PastMap | None = None
        self._following = False  # whether a centre was ever opened, without which the project has no layers of ours
        # One signal for the many that the tree gives when a group is switched.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.changed)
        self._root = QgsProject.instance().layerTreeRoot()
        for signal in self._signals():
            signal.connect(self._later)

    def follow(self) -> None:
        """A centre was opened: look after its layers, and put right what a saved project brought along."""
        self._following = True
        self.show_now()

    @property
    def is_past(self) -> bool:
        """Whether the map shows a past moment."""
        return self._past is not None

    def shut_down(self) -> None:
        """Show the present and hear no signal any more."""
        self.show_now()
        for signal in self._signals():
            signal.disconnect(self._later)
        self._soon.stop()

    # -- what is shown -------------------------------------------------------------------------------------------------

    def layer(self, kind: str) -> QgsVectorLayer | None:
        """The layer of a kind (or of the `TOWNSHIPS`) that the user sees: the past one while a moment is shown."""
        node = self._seen_node(kind)
        return node.layer() if node is not None else None

    def is_shown(self, kind: str) -> bool:
        """Whether the map shows a kind."""
        node = self._seen_node(kind)
        return node is not None and node.isVisible()

    def show(self, kind: str, shown: bool) -> None:
        """Show or hide a kind."""
        live = self._node(_LIVE, kind)
        if self._past is None:
            if live is not None:
                _set_visible(live, shown)
            return
        if live is not None:
            live.setCustomProperty(_WAS_SHOWN, int(shown))
        past = self._node(_PAST, kind) or (self._add_past(kind) if shown else None)
        if past is not None:
            _set_visible(past, shown)

    def make_active(self, kind: str) -> None:
        """Make the layer of a kind the active one."""
        layer = self.layer(kind)
        if layer is not None:
            self._session.iface.setActiveLayer(layer)

    # -- colours -------------------------------------------------------------------------------------------------------

    def coloured_by(self, kind: str) -> str:
        """``index`` or the property that a network is coloured by."""
        from ...layers.colouring import colouring_of

        layer = self.layer(kind)
        return colouring_of(layer).by if layer is not None else "index"

    def colour(self, kind: str, by: str) -> None:
        """Colour a network by ``index`` or a property, now and in the past."""
        from ...layers.colouring import Colouring, apply_colouring

        for node in (self._node(_LIVE, kind), self._node(_PAST, kind)):
            if node is not None:
                when = self._past.moment if self._past is not None and layer_role_of(node) in _PAST else None
                apply_colouring(node.layer(), Colouring(by), self._session.language, when=when)

    # -- time ----------------------------------------------------------------------------------------------------------

    def show_moment(self, past: PastMap) -> None:
        """Show the network of a past moment in place of the live one; layers that are there already are filled anew."""
        entering, self._past = self._past is None, past
        for kind in (*self._kinds(), TOWNSHIPS):
            live = self._node(_LIVE, kind)
            if live is None:
                continue
            if entering:
                live.setCustomProperty(_WAS_SHOWN, int(live.itemVisibilityChecked()))
                live.setItemVisibilityChecked(False)
            stand_in = self._node(_PAST, kind)
            if stand_in is not None:
                self._fill(stand_in.layer(), kind)
            elif live.customProperty(_WAS_SHOWN):
                self._add_past(kind)
        self._later()

    def show_now(self) -> None:
        """Show the live layers again; also what a project, saved while it showed a moment, left behind."""
        self._past = None
        project = QgsProject.instance()
        gone = [node.layerId() for node in self._nodes() if layer_role_of(node) in _PAST]
        for node in self._nodes():
            was_shown = node.customProperty(_WAS_SHOWN)
            if was_shown is not None:
                node.removeCustomProperty(_WAS_SHOWN)
                node.setItemVisibilityChecked(bool(int(was_shown)))
        if gone:
            project.removeMapLayers(gone)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _signals(self) -> tuple[pyqtSignal, ...]:
        return self._root.visibilityChanged, self._root.addedChildren, self._root.removedChildren

    def _later(self, *_: object) -> None:
        self._soon.start(0)

    def _nodes(self) -> list[QgsLayerTreeLayer]:
        return self._root.findLayers() if self._following else []

    def _kinds(self) -> list[str]:
        nodes = self._nodes()
        return [kind_of(node) for node in nodes if layer_role_of(node) == "network"]

    def _node(self, roles: tuple[str, str], kind: str) -> QgsLayerTreeLayer | None:
        role = roles[1] if kind == TOWNSHIPS else roles[0]
        for node in self._nodes():
            if layer_role_of(node) == role and kind_of(node) == kind:
                return node
        return None

    def _seen_node(self, kind: str) -> QgsLayerTreeLayer | None:
        return self._node(_LIVE if self._past is None else _PAST, kind)

    def _add_past(self, kind: str) -> QgsLayerTreeLayer | None:
        live = self._node(_LIVE, kind)
        layer = self._past_layer(kind, live.layer()) if live is not None else None
        if live is None or layer is None:
            return None
        parent = live.parent()
        QgsProject.instance().addMapLayer(layer, False)
        return insert_folded(parent, parent.children().index(live), layer)

    def _past_layer(self, kind: str, live: QgsVectorLayer) -> QgsVectorLayer | None:
        from ...layers.colouring import colouring_of
        from ...layers.moment import moment_layer
        from .township_layer import past_township_layer

        past, session = self._past, self._session
        if past is None:
            return None
        offset = session.centre.district.utc_offset_hours
        if kind == TOWNSHIPS:
            return past_township_layer(live, past.areas, past.moment, offset)
        return moment_layer(
            past.tables.get(kind, past.nobody),
            kind,
            past.moment,
            session.language,
            colouring=colouring_of(live),
            address=session.address,
            utc_offset_hours=offset,
        )

    def _fill(self, layer: QgsVectorLayer, kind: str) -> None:
        from .past_map import refill
        from .township_layer import fill_past_township_layer

        past = self._past
        if past is None:
            return
        offset = self._session.centre.district.utc_offset_hours
        if kind == TOWNSHIPS:
            fill_past_township_layer(layer, past.areas, past.moment, offset)
            return
        known = KINDS.get(kind)
        name = known.label(self._session.language) if known else kind
        refill(layer, past.features.get(kind, []), f"{name} {local_text(past.moment, offset)}")


def insert_folded(parent: QgsLayerTreeGroup, at: int, layer: QgsVectorLayer) -> QgsLayerTreeLayer:
    """Put a layer into the tree with its legend folded, so that it does not push the others out of sight."""
    node = QgsLayerTreeLayer(layer)
    node.setExpanded(False)
    parent.insertChildNode(at, node)
    return node


# The module of the layers' marks is imported when there are layers: it brings pandas, which takes longer to load than the
# start of QGIS may be held up.
def layer_role_of(node: QgsLayerTreeLayer) -> str:
    """Role of the layer at a place of the tree; empty where the layer is gone or not ours."""
    from ...layers.sources import layer_role

    layer = node.layer()
    return layer_role(layer) if layer is not None else ""


def kind_of(node: QgsLayerTreeLayer) -> str:
    """Kind of station that the layer at a place of the tree shows; empty where it shows none."""
    from ...layers.sources import layer_kind

    layer = node.layer()
    return layer_kind(layer) if layer is not None else ""


def _set_visible(node: QgsLayerTreeLayer, shown: bool) -> None:
    if shown:
        node.setItemVisibilityCheckedParentRecursive(True)
    else:
        node.setItemVisibilityChecked(False)
