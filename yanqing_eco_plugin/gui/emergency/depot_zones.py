"""The watched zone of a depot, from its context menu on the board: a radius, a drawing, none, or the usual circle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QInputDialog, QMenu

from ..line_tool import LineTool

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre
    from ...core.emergency import Changes
    from ..session import EcoSession
    from .board import Board, Row
    from .resources_page import ResourcesPage
    from .writer import CentreWriter

__all__ = ["DepotZones"]

_LEAST_M, _MOST_M, _STEP_M = 10, 5_000, 10
_DRAWN = QColor(179, 38, 30, 190)
_CORNERS = 3


class DepotZones(QObject):
    """Each choice writes the zone as it was seen on the board; who was slower reads the writer's one sentence."""

    def __init__(
        self, session: EcoSession, writer: CentreWriter, page: ResourcesPage, board: Callable[[], Board | None]
    ) -> None:
        super().__init__(page)
        self._session, self._writer, self._page, self._board = session, writer, page, board
        self._of: tuple[Row, Sequence[Row]] | None = None
        self.tool = LineTool(session.iface.mapCanvas(), _DRAWN, width=3, fewest=_CORNERS, stays=False)
        self.tool.drawn.connect(self._on_drawn)
        self.asked: QInputDialog | None = None
        page.menuOpened.connect(self._offer)
        session.centreClosed.connect(self._end)

    def drop(self) -> None:
        """Leave the map and the session."""
        self._session.centreClosed.disconnect(self._end)
        self._end()
        self.tool.shut_down()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _end(self) -> None:
        self.tool.end()
        if self.asked is not None:
            self.asked.close()
        self._of = None

    def _offer(self, menu: QMenu, depot: Row) -> None:
        from ...core.emergency.depot_zones import circle_radius_m, stored_zones
        from ...core.emergency.watched_zones import DEPOT_RADIUS_M

        board = self._board()
        if depot["kind"] != "depot" or board is None:
            return
        stored = stored_zones(board.depot_zones, depot["resource_id"])
        own = [row for row in stored if row["resource_id"]]
        watched = [row for row in own if row["active"] != 0]
        metres = circle_radius_m(watched[0]["geometry"], depot["geometry"]) if watched else None
        usual = self.tr("Usual circle of {metres:.0f} m").format(metres=DEPOT_RADIUS_M)
        circle = self.tr("Circle of {metres:.0f} m …").format(metres=metres) if metres else self.tr("Circle …")
        zone = menu.addMenu(self.tr("Watched zone"))
        zone.setObjectName("yanqing_eco_depot_zone")
        for text, holds, act in (
            (usual, not own, self._give_back),
            (circle, metres is not None, lambda of, rows: self._ask_radius(of, rows, metres or DEPOT_RADIUS_M)),
            (self.tr("Draw on the map"), bool(watched) and metres is None, self._draw),
            (self.tr("Not watched"), bool(own) and not watched, self._ignore),
        ):
            action = zone.addAction(text)
            action.setCheckable(True)
            action.setChecked(holds)
            action.triggered.connect(lambda _=False, act=act: act(depot, stored))

    def _ask_radius(self, depot: Row, stored: Sequence[Row], metres: float) -> None:
        dialog = self.asked = QInputDialog(self._page)
        dialog.setObjectName("yanqing_eco_depot_radius")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Watched zone"))
        text = self.tr("Radius around {name} in metres ({least} to {most}):")
        dialog.setLabelText(text.format(name=_name(depot), least=_LEAST_M, most=_MOST_M))
        dialog.setOkButtonText(self.tr("Set"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(_LEAST_M, _MOST_M)
        dialog.setIntStep(_STEP_M)
        dialog.setIntValue(round(metres))
        dialog.intValueSelected.connect(lambda chosen: self._set_radius(depot, stored, chosen))
        dialog.destroyed.connect(self._answered)
        dialog.open()

    def _answered(self) -> None:
        self.asked = None

    def _set_radius(self, depot: Row, stored: Sequence[Row], metres: float) -> None:
        synthetic = self._session.centre.synthetic

        def make(centre: DataCentre) -> Changes:
            from ...core.emergency import circle_fence
            from ...core.emergency.depot_zones import set_depot_zone

            home = _home(centre, depot)
            return set_depot_zone(home, circle_fence(home["geometry"], metres), stored, synthetic=synthetic)

        self._write(depot, make)

    def _draw(self, depot: Row, stored: Sequence[Row]) -> None:
        self.tool.begin()
        self._of = depot, stored
        self._session.inform(self.tr("Click the corners of the zone; the right button ends it, Escape calls it off."))

    def _on_drawn(self, corners: list[tuple[float, float]]) -> None:
        if self._of is None:
            return
        (depot, stored), synthetic = self._of, self._session.centre.synthetic
        self._of = None

        def make(centre: DataCentre) -> Changes:
            from ...core.emergency.depot_zones import drawn_zone, set_depot_zone

            return set_depot_zone(_home(centre, depot), drawn_zone(corners), stored, synthetic=synthetic)

        self._write(depot, make)

    def _ignore(self, depot: Row, stored: Sequence[Row]) -> None:
        synthetic = self._session.centre.synthetic

        def make(centre: DataCentre) -> Changes:
            from ...core.emergency.depot_zones import ignore_depot

            return ignore_depot(_home(centre, depot), stored, synthetic=synthetic)

        self._write(depot, make)

    def _give_back(self, depot: Row, stored: Sequence[Row]) -> None:
        if not stored:
            return

        def make(_centre: DataCentre) -> Changes:
            from ...core.emergency.depot_zones import usual_depot_zone

            return usual_depot_zone(stored)

        self._write(depot, make)

    def _write(self, depot: Row, make: Callable[[Any], Changes]) -> None:
        self._writer.change(self.tr("Writing the zone"), make, about=_name(depot))


def _home(centre: DataCentre, depot: Row) -> dict[Any, Any]:
    """The row of the depot with the place where it stands, which a fix of its own does not move."""
    return dict(centre.features("resource", where={"resource_id": depot["resource_id"]}).iloc[0])


def _name(depot: Row) -> str:
    return str(depot["name"] or depot["resource_id"])
