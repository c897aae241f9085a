"""What a network is coloured by: the level of its index, or any property by the limits of its standard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qgis.core import (
    QgsExpression,
    QgsRuleBasedRenderer,
    QgsSymbol,
    QgsVectorLayer,
)

from ..core.standards import LEVELS, PROPERTIES, level_colour, level_label
from .classes import ValueClass, schemes_of, value_classes
from .labelling import network_labelling
from .language import word
from .markers import DENSE_KINDS, TOWN_SCALE, hollow_marker, level_marker, state_mark
from .plain_classes import plain_classes
from .sources import layer_kind, utc_offset_hours

__all__ = ["INDEX", "Colouring", "apply_colouring", "colouring_of", "legend_heading"]

_COLOURED_BY = "yanqing_eco/coloured_by"


@dataclass(frozen=True)
class Colouring:
    """What decides the colour of a station: ``index`` (the level of its index or class), or the name of a property."""

    by: str = "index"


INDEX = Colouring()


def apply_colouring(
    layer: QgsVectorLayer, colouring: Colouring, language: str = "zh", *, when: datetime | None = None
) -> None:
    """Give a layer of stations its renderer, legend and labels.

    The kind is the one written into the layer; worse levels are drawn on top. `when` chooses the editions of the
    standards where the layer shows another time than now.
    """
    kind = layer_kind(layer)
    has_state = layer.fields().lookupField("state") >= 0
    drawn = _Rules(kind, has_state, language)
    if colouring == INDEX:
        _index_rules(drawn)
    else:
        _property_rules(drawn, layer, colouring.by, when)
    drawn.add_states()
    layer.setRenderer(QgsRuleBasedRenderer(drawn.root))
    layer.setLabeling(network_labelling(kind, colouring.by, language, layer.fields().names()))
    layer.setLabelsEnabled(True)
    layer.setCustomProperty(_COLOURED_BY, colouring.by)
    layer.triggerRepaint()
    layer.emitStyleChanged()


def colouring_of(layer: QgsVectorLayer) -> Colouring:
    """How the layer is coloured now; also in a project opened again."""
    return Colouring(str(layer.customProperty(_COLOURED_BY, "") or INDEX.by))


def legend_heading(kind: str, colouring: Colouring, language: str) -> str:
    """What stands above the classes of a legend: the property with its unit, or what the levels are of."""
    if colouring == INDEX:
        schemes = schemes_of(kind)
        return word(f"scheme_{schemes[0]}" if schemes else "index", language)
    known = PROPERTIES.get(colouring.by)
    if known is None:
        return colouring.by
    return f"{known.label(language)} ({known.unit})" if known.unit else known.label(language)


class _Rules:
    """Rules of one renderer while it is put together; each is drawn above those of a lower pass."""

    def __init__(self, kind: str, has_state: bool, language: str) -> None:
        self.kind, self.has_state, self.language = kind, has_state, language
        self.root = QgsRuleBasedRenderer.Rule(None)

    def add(self, symbol: QgsSymbol, condition: str, label: str, *, largest_scale_only: bool = False) -> None:
        """One entry of the legend."""
        self.root.appendChild(
            QgsRuleBasedRenderer.Rule(symbol, 0, TOWN_SCALE if largest_scale_only else 0, condition, label)
        )

    def add_class(self, condition: str, label: str, colour: str, render_pass: int) -> None:
        """A class of values or a level, shown wherever something has come from the station."""
        symbol = level_marker(self.kind, colour, render_pass, fades=self.has_state)
        self.add(symbol, self._reporting(condition), label)

    def add_unclassed(self, condition: str, label: str) -> None:
        """Stations that report, but nothing that has a colour."""
        self.add(hollow_marker(self.kind, 1, quiet=False), self._reporting(condition), label)

    def add_states(self) -> None:
        """Offline stations, and the marks of stale and faulty ones above their colour."""
        if not self.has_state:
            return
        offline = hollow_marker(self.kind, 0, quiet=True)
        self.add(offline, "coalesce(\"state\", 'none') = 'none'", word("none", self.language))
        for render_pass, state in enumerate(("stale", "fault"), start=20):
            # Hundreds of clocks would hide the dots they belong to; there the fading alone tells.
            dense = state == "stale" and self.kind in DENSE_KINDS
            mark = state_mark(self.kind, state, render_pass)
            self.add(mark, f"\"state\" = '{state}'", word(state, self.language), largest_scale_only=dense)

    def _reporting(self, condition: str) -> str:
        return f"({condition}) AND \"state\" <> 'none'" if self.has_state else condition


def _index_rules(rules: _Rules) -> None:
    schemes = schemes_of(rules.kind)
    for scheme in schemes:
        for level in LEVELS[scheme]:
            # With one scheme alone the level says it all; a second test for each of 907 stations costs time.
            condition = f'"level" = {level.level}'
            if len(schemes) > 1:
                condition += f' AND "scheme" = {QgsExpression.quotedString(scheme)}'
            label = level_label(scheme, level.level, rules.language)
            rules.add_class(condition, label, level_colour(scheme, level.level), 1 + level.level)
    label = word("unclassed" if schemes else "online", rules.language)
    rules.add_unclassed('"level" IS NULL', label)


def _property_rules(rules: _Rules, layer: QgsVectorLayer, prop: str, when: datetime | None) -> None:
    column = QgsExpression.quotedColumnRef(prop)
    offset = utc_offset_hours(layer)
    classes = value_classes(rules.kind, prop, rules.language, when=when, utc_offset_hours=offset)
    for one in classes or _plain(layer, prop, rules.language):
        condition = f"{column} IS NOT NULL AND {one.condition(column)}"
        rules.add_class(condition, one.label, one.colour, 1 + one.level)
    rules.add_unclassed(f"{column} IS NULL", word("no_value", rules.language))


def _plain(layer: QgsVectorLayer, prop: str, language: str) -> tuple[ValueClass, ...]:
    index = layer.fields().lookupField(prop)
    found = (layer.minimumValue(index), layer.maximumValue(index)) if index >= 0 else (None, None)
    low, high = (value if isinstance(value, (int, float)) else None for value in found)
    # Providers answer for a column of NULLs with nothing, or with a minimum above the maximum.
    if low is None or high is None or high < low:
        return ()
    return plain_classes(prop, low, high, language)
