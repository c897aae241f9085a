"""Plans of inspection grids as layers: by type, by workload, by its deviation, and what changes between two plans."""

from __future__ import annotations

from datetime import date
from typing import Literal

from qgis.core import (
    QgsFillSymbol,
    QgsPalLayerSettings,
    QgsRuleBasedLabeling,
    QgsRuleBasedRenderer,
    QgsSimpleFillSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ..compat import INSIDE_AREA
from ..core.data_centre.centre import DataCentre
from ..core.supervision.plan_life import plan_in_force
from ..core.supervision.plan_tables import header_of
from .language import word
from .lettering import text_format
from .sources import mark_layer, opened

__all__ = [
    "GRID_TYPES",
    "GridColouring",
    "grid_layer",
    "plan_in_force_layer",
    "source_layer",
    "style_changes",
    "style_grids",
    "unit_layer",
]

GridColouring = Literal["type", "load", "deviation", "outline"]

_TYPES = {"industrial": "#c9a0c8", "built_up": "#f2b8a2", "rural": "#d9e8b0", "mountain": "#a8cfa8"}
GRID_TYPES = tuple(_TYPES)
_PLAIN = "#dfe6ea"
# Largest value of each class and its colour; the last takes all the rest. Sequential: light to dark blue.
_MINUTES = ((60, "#f1eef6"), (120, "#bdc9e1"), (240, "#74a9cf"), (480, "#2b8cbe"), (None, "#045a8d"))
# Deviation from the mean of the layer, diverging: too little blue, balanced pale, too much red.
_DEVIATION = ((-0.5, "#2166ac"), (-0.2, "#92c5de"), (0.2, "#f7f7f7"), (0.5, "#f4a582"), (None, "#b2182b"))
_BORDER = QColor("#5c6b76")
_LABEL_SCALE = 120_000


def grid_layer(centre: DataCentre, plan_id: str, *, level: str = "cell", language: str = "zh") -> QgsVectorLayer:
    """The grids of one level of a plan as a native layer, coloured by type.

    Raises `CentreError` where QGIS cannot open the table.
    """
    source = centre.map_source("grid", where={"plan_id": plan_id, "level": level})
    layer = opened(source, f"{word(f'grids_{level}', language)} {plan_id}")
    mark_layer(layer, "grid", centre.address, centre.district.utc_offset_hours, level)
    style_grids(layer, "type", language)
    return layer


def plan_in_force_layer(centre: DataCentre, day: date, *, language: str = "zh") -> QgsVectorLayer | None:
    """The plan that is in force on a local day, as borders; None where there is none.

    Raises `CentreError` where QGIS cannot open the table.
    """
    header = plan_in_force([header_of(row) for row in centre.features("grid_plan").to_dict("records")], day)
    if header is None:
        return None
    layer = grid_layer(centre, header.plan_id, language=language)
    layer.setName(f"{word('plan_in_force', language)}: {header.title or header.plan_id}")
    style_grids(layer, "outline", language)
    return layer


def unit_layer(centre: DataCentre, unit_set: str, *, language: str = "zh") -> QgsVectorLayer:
    """The units of a set as a native layer with thin borders."""
    layer = opened(centre.map_source("grid_unit", where={"unit_set": unit_set}), word("grid_units", language))
    mark_layer(layer, "grid_unit", centre.address, centre.district.utc_offset_hours)
    root = QgsRuleBasedRenderer.Rule(None)
    root.appendChild(QgsRuleBasedRenderer.Rule(_fill(None, 0.1), 0, 0, "", word("grid_units", language)))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    return layer


def source_layer(centre: DataCentre, *, language: str = "zh") -> QgsVectorLayer:
    """The pollution sources as a native layer."""
    layer = opened(centre.map_source("pollution_source"), word("pollution_sources", language))
    return mark_layer(layer, "pollution_source", centre.address, centre.district.utc_offset_hours)


def style_grids(layer: QgsVectorLayer, by: GridColouring = "type", language: str = "zh") -> None:
    """Colour grids by their type, by minutes a week, or by the deviation of these from the mean.

    Parameters
    ----------
    by
        ``deviation`` compares each grid with the mean of all grids in the layer; ``outline`` draws borders only, so that
        what lies below is seen.
    """
    root = QgsRuleBasedRenderer.Rule(None)
    if by == "type":
        for name, colour in _TYPES.items():
            condition = f"\"type\" = '{name}'"
            root.appendChild(
                QgsRuleBasedRenderer.Rule(_fill(colour, 0.3), 0, 0, condition, word(f"type_{name}", language))
            )
        rest = QgsRuleBasedRenderer.Rule(_fill(_PLAIN, 0.3), 0, 0, "ELSE", word("type_other", language))
        root.appendChild(rest)
    elif by == "outline":
        root.appendChild(QgsRuleBasedRenderer.Rule(_fill(None, 0.15), 0, 0, "", word("grids_cell", language)))
    else:
        value = '"minutes"' if by == "load" else '("minutes" / nullif(mean("minutes"), 0) - 1)'
        for rule in _classed(value, _MINUTES if by == "load" else _DEVIATION, percent=by == "deviation"):
            root.appendChild(rule)
        missing = QgsRuleBasedRenderer.Rule(_fill(None, 0.3), 0, 0, f"{value} IS NULL", word("no_value", language))
        root.appendChild(missing)
    layer.setRenderer(QgsRuleBasedRenderer(root))
    _label(layer, 'coalesce("name", substr("code", 10))')
    layer.triggerRepaint()
    layer.emitStyleChanged()


def style_changes(layer: QgsVectorLayer, language: str = "zh") -> None:
    """Show which areas change hands, and from which grid to which."""
    root = QgsRuleBasedRenderer.Rule(None)
    for condition, colour, key in (
        ("coalesce(\"after\", '') = ''", "#b2182b", "change_lost"),
        ("coalesce(\"before\", '') = ''", "#4d9221", "change_new"),
        ("coalesce(\"person_before\", '') <> coalesce(\"person_after\", '')", "#e08214", "change_person"),
        ("ELSE", "#fee0b6", "change_grid"),
    ):
        root.appendChild(QgsRuleBasedRenderer.Rule(_fill(colour, 0.3, 0.75), 0, 0, condition, word(key, language)))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    _label(layer, "coalesce(substr(\"before\", 10), '–') || ' → ' || coalesce(substr(\"after\", 10), '–')")
    layer.triggerRepaint()
    layer.emitStyleChanged()


def _classed(
    value: str, classes: tuple[tuple[float | None, str], ...], *, percent: bool
) -> list[QgsRuleBasedRenderer.Rule]:
    rules, low = [], None
    for high, colour in classes:
        tests = [f"{value} > {low}"] if low is not None else []
        tests += [f"{value} <= {high}"] if high is not None else []
        shown = [None if edge is None else (f"{edge:+.0%}" if percent else f"{edge:.0f}") for edge in (low, high)]
        title = f"≤ {shown[1]}" if low is None else f"> {shown[0]}" if high is None else f"{shown[0]} – {shown[1]}"
        rules.append(QgsRuleBasedRenderer.Rule(_fill(colour, 0.3), 0, 0, " AND ".join(tests), title))
        low = high
    return rules


def _fill(colour: str | None, width: float, opacity: float = 0.55) -> QgsFillSymbol:
    inside = QColor(colour or "#ffffff")
    inside.setAlphaF(opacity if colour else 0.0)
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(
        0, QgsSimpleFillSymbolLayer(inside, Qt.BrushStyle.SolidPattern, _BORDER, Qt.PenStyle.SolidLine, width)
    )
    return symbol


def _label(layer: QgsVectorLayer, expression: str) -> None:
    settings = QgsPalLayerSettings()
    settings.fieldName = expression
    settings.isExpression = True
    settings.placement = INSIDE_AREA
    settings.setFormat(text_format(7.5))
    root = QgsRuleBasedLabeling.Rule(None)
    root.appendChild(QgsRuleBasedLabeling.Rule(settings, 0, _LABEL_SCALE))
    layer.setLabeling(QgsRuleBasedLabeling(root))
    layer.setLabelsEnabled(True)
