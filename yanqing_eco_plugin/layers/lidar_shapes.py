"""Colours of lidar hot spots and curtains, by the ramp that the overlay has."""

from __future__ import annotations

from qgis.core import (
    NULL,
    Qgis,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsLineSymbol,
    QgsRendererRange,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
)

from ..compat import POLYGON
from ..core.lidar.quantities import QUANTITIES, ramp_stops
from .language import current_language, word

__all__ = ["dress_lidar_shapes"]


def dress_lidar_shapes(layer: QgsVectorLayer) -> None:
    """Colour a layer of hot spots or of a curtain, give it its time and, where it has heights, let them be absolute."""
    fields = layer.fields()
    first = next(layer.getFeatures(), None)
    quantity = None if first is None else first["quantity"] if fields.lookupField("quantity") >= 0 else None
    if quantity in (None, NULL) or quantity not in QUANTITIES:
        return
    language = current_language()
    if fields.lookupField("hot_spot") >= 0:
        layer.setName(f"{word('lidar_hot_spots', language)} · {QUANTITIES[quantity].label(language)}")
        layer.setRenderer(QgsSingleSymbolRenderer(_outline()))
    else:
        layer.setName(f"{word('lidar_curtain', language)} · {QUANTITIES[quantity].label(language)}")
        layer.setRenderer(_by_ramp(layer, quantity, language))
        _stand_up(layer)
    if fields.lookupField("start") >= 0 and fields.lookupField("end") >= 0:
        time = layer.temporalProperties()
        time.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields)
        time.setStartField("start")
        time.setEndField("end")
        time.setIsActive(True)


def _outline() -> QgsSymbol:
    return QgsFillSymbol.createSimple(
        {"color": "179,38,30,40", "outline_color": "#b3261e", "outline_width": "0.6", "outline_style": "solid"}
    )


def _by_ramp(layer: QgsVectorLayer, quantity: str, language: str) -> QgsGraduatedSymbolRenderer:
    ends = None
    if QUANTITIES[quantity].low is None:
        at = layer.fields().lookupField("value")
        low, high = layer.minimumValue(at), layer.maximumValue(at)
        ends = (max(float(low), float(high) / 1e4), float(high)) if high not in (None, NULL) and high > 0 else None
    stops = ramp_stops(quantity, *(ends or (None, None)))
    polygons = layer.geometryType() == POLYGON
    decimals = QUANTITIES[quantity].decimals
    ranges = []
    for number, (value, colour) in enumerate(stops):
        following = stops[number + 1][0] if number + 1 < len(stops) else 1e300
        symbol = (
            QgsFillSymbol.createSimple({"color": colour, "outline_color": colour, "outline_width": "0.4"})
            if polygons
            else QgsLineSymbol.createSimple({"color": colour, "width": "1.2"})
        )
        low = -1e300 if number == 0 else value
        text = f"≥ {value:.{decimals}f}" if ends is None else f"≥ {value:.1e}"
        ranges.append(QgsRendererRange(low, following, symbol, text))
    renderer = QgsGraduatedSymbolRenderer("value", ranges)
    renderer.setClassAttribute("value")
    return renderer


def _stand_up(layer: QgsVectorLayer) -> None:
    """Heights of the shapes are metres above the sea, not above the ground of a 3-D view."""
    elevation = layer.elevationProperties()
    clamping = getattr(Qgis, "AltitudeClamping", None)
    if clamping is not None and hasattr(elevation, "setClamping"):
        elevation.setClamping(clamping.Absolute)
