"""Markers of the networks: a shape of its own for each kind, in the colour of a level, with the marks of its state."""

from __future__ import annotations

import base64
from functools import cache

from qgis.core import QgsMarkerSymbol, QgsProperty, QgsSvgMarkerSymbolLayer
from qgis.PyQt.QtGui import QColor

from ..compat import MARKER_SIZE, MILLIMETRES, OPACITY
from ..core.standards.levels import level_colour
from ..core.standards.tables import RESOURCES

__all__ = ["DENSE_KINDS", "STREET_SCALE", "TOWN_SCALE", "hollow_marker", "level_marker", "state_mark"]

TOWN_SCALE = 80_000
STREET_SCALE = 15_000

# Networks of hundreds of small devices: dots on the map of the district, markers in the street.
DENSE_KINDS = frozenset({"micro", "fume"})

_SIZES = (3.6, 4.6, 6.0)  # millimetres on the map of the district, of a town, of a street
_DENSE_SIZES = (1.7, 2.8, 4.8)
_LEAST_MARK = 3.4
_LINE = QColor("#303030")
_QUIET = QColor("#8c8c8c")
_STALE_OPACITY = 45


@cache
def _drawing(name: str) -> str:
    """The drawing as text inside the symbol: a project then shows it on a machine that has no plugin."""
    path = RESOURCES / "icons" / "kinds" / f"{name}.svg"
    if not path.is_file():
        path = path.with_name("station.svg")
    return "base64:" + base64.b64encode(path.read_bytes()).decode("ascii")


def _size_expression(kind: str, factor: float, least: float) -> str:
    sizes = _DENSE_SIZES if kind in DENSE_KINDS else _SIZES
    district, town, street = (max(factor * size, least) for size in sizes)
    return (
        f"CASE WHEN @map_scale > {TOWN_SCALE} THEN {district:g} WHEN @map_scale > {STREET_SCALE} THEN {town:g} "
        f"ELSE {street:g} END"
    )


def _marker(
    kind: str, drawing: str, fill: QColor, line: QColor, render_pass: int, factor: float, least: float = 0.0
) -> QgsMarkerSymbol:
    body = QgsSvgMarkerSymbolLayer(_drawing(drawing))
    body.setSize(_SIZES[1] * factor)
    body.setSizeUnit(MILLIMETRES)
    body.setFillColor(fill)
    body.setStrokeColor(line)
    # The width of the line belongs to the drawing, where it grows with the marker.
    body.setStrokeWidth(0)
    body.setRenderingPass(render_pass)
    body.setDataDefinedProperty(MARKER_SIZE, QgsProperty.fromExpression(_size_expression(kind, factor, least)))
    symbol = QgsMarkerSymbol()
    # Not given to the constructor: Python keeps, and soon deletes, what stands in a list.
    symbol.changeSymbolLayer(0, body)
    return symbol


def level_marker(kind: str, colour: str, render_pass: int, *, fades: bool = True) -> QgsMarkerSymbol:
    """Marker filled with `colour`, faded where the station is stale; higher passes are drawn on top."""
    symbol = _marker(kind, kind, QColor(colour), _LINE, render_pass, 1.0)
    if fades:
        faded = QgsProperty.fromExpression(f"if(\"state\" = 'stale', {_STALE_OPACITY}, 100)")
        symbol.setDataDefinedProperty(OPACITY, faded)
    return symbol


def hollow_marker(kind: str, render_pass: int, *, quiet: bool) -> QgsMarkerSymbol:
    """Marker without a colour: grey and small (`quiet`) where nothing came, dark where what came has no level."""
    return _marker(kind, kind, QColor("#ffffff"), _QUIET if quiet else _LINE, render_pass, 0.8 if quiet else 1.0)


def state_mark(kind: str, state: str, render_pass: int) -> QgsMarkerSymbol:
    """What is laid over a marker: a clock for ``stale``, a crossed ring for ``fault``."""
    line = QColor(level_colour("compliance", 2)) if state == "fault" else _LINE
    return _marker(kind, f"state_{state}", QColor("#ffffff"), line, render_pass, 1.45, _LEAST_MARK)
