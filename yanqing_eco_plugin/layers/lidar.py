"""Lidar overlays as raster layers with time: one scan, or a day of them that the Temporal Controller plays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import numpy as np
from qgis.core import (
    Qgis,
    QgsColorRampShader,
    QgsDateTimeRange,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtCore import QDateTime, Qt
from qgis.PyQt.QtGui import QColor

from ..compat import LINEAR_RAMP
from ..core.errors import InputError
from ..core.lidar.overlay_file import OverlayTags, overlay_of, read_overlay_tags
from ..core.lidar.quantities import QUANTITIES, ramp_stops
from .language import word

__all__ = ["QUANTITY", "apply_lidar_ramp", "dress_lidar_layer", "lidar_layer", "lidar_series_layers", "ramp_range"]

QUANTITY = "yanqing_eco/lidar_quantity"

# A scan is shown until the next one, but no longer than this many usual gaps: a pause of the instrument stays empty.
_LONGEST_GAPS = 3
_OPACITY = 0.8  # roads and names of the map below stay legible


def ramp_range(paths: Sequence[Path | str]) -> tuple[float, float] | None:
    """Ends of the ramp that overlays of one quantity share; None where the quantity has fixed ones."""
    parts = []
    for path in paths:
        if QUANTITIES[read_overlay_tags(path).quantity].low is not None:
            return None
        overlay = overlay_of(path)
        known = overlay.values[np.isfinite(overlay.values) & (overlay.values > 0)]
        if known.size:
            parts.append(known[:: max(1, known.size // 20_000)])
    if not parts:
        return None
    low, high = np.percentile(np.concatenate(parts), (2.0, 99.0))
    return float(low), float(high)


def apply_lidar_ramp(
    layer: QgsRasterLayer,
    tags: OverlayTags,
    *,
    ends: tuple[float, float] | None = None,
    utc_offset_hours: float = 8.0,
) -> None:
    """Colour band 1 by the quantity's ramp, its unit in the legend; what is masked stays transparent."""
    on = None if tags.start is None else _local(tags.start, utc_offset_hours).date()
    stops = ramp_stops(tags.quantity, *(ends or (None, None)), on=on or date.today())
    unit = {"km-1": "km⁻¹", "1": ""}.get(tags.unit, tags.unit)
    decimals = QUANTITIES[tags.quantity].decimals
    shader = QgsColorRampShader(stops[0][0], stops[-1][0])
    shader.setColorRampType(LINEAR_RAMP)
    items = []
    for value, colour in stops:
        text = f"{value:.{decimals}f}" if 1e-3 <= abs(value) < 1e5 or value == 0 else f"{value:.1e}"
        items.append(QgsColorRampShader.ColorRampItem(value, QColor(colour), f"{text} {unit}".strip()))
    shader.setColorRampItemList(items)
    function = QgsRasterShader(stops[0][0], stops[-1][0])
    function.setRasterShaderFunction(shader)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, function)
    renderer.setClassificationMin(stops[0][0])
    renderer.setClassificationMax(stops[-1][0])
    layer.setRenderer(renderer)


def _local(moment: datetime, utc_offset_hours: float) -> datetime:
    return moment.astimezone(timezone(timedelta(hours=utc_offset_hours)))


def _qt(moment: datetime) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(round(moment.timestamp() * 1000), Qt.TimeSpec.UTC)


def _title(tags: OverlayTags, language: str, utc_offset_hours: float) -> str:
    parts = [QUANTITIES[tags.quantity].label(language)]
    if tags.start is not None:
        parts.append(f"{_local(tags.start, utc_offset_hours):%Y-%m-%d %H:%M}")
    if tags.synthetic:
        parts.append(f"({word('lidar_synthetic', language)})")
    return " ".join(parts)


def lidar_layer(
    path: Path | str,
    *,
    language: str = "zh",
    utc_offset_hours: float = 8.0,
    ends: tuple[float, float] | None = None,
    shown: tuple[datetime, datetime] | None = None,
) -> QgsRasterLayer:
    """An overlay that `write_overlay` wrote as a layer: coloured, named, and with its time.

    Parameters
    ----------
    ends
        Ends of the ramp; None = the quantity's own, or by the values where it has none.
    shown
        When the Temporal Controller shows it; None = while it was scanned.

    Raises
    ------
    InputError
        Where it is no lidar overlay or QGIS cannot open it.
    """
    # The default style would stretch grey values over statistics of the whole raster, only to be thrown away.
    layer = QgsRasterLayer(str(path), "", "gdal", QgsRasterLayer.LayerOptions(False))
    if not layer.isValid():
        raise InputError("QGIS cannot open the raster {path}.", hint="Make the overlay again.", path=path)
    dress_lidar_layer(layer, language=language, utc_offset_hours=utc_offset_hours, ends=ends, shown=shown)
    return layer


def dress_lidar_layer(
    layer: QgsRasterLayer,
    *,
    language: str = "zh",
    utc_offset_hours: float = 8.0,
    ends: tuple[float, float] | None = None,
    shown: tuple[datetime, datetime] | None = None,
) -> None:
    """Give a layer on an overlay's file its ramp, its name and its time; parameters as of `lidar_layer`."""
    path = layer.source()
    tags = read_overlay_tags(path)
    layer.setName(_title(tags, language, utc_offset_hours))
    apply_lidar_ramp(layer, tags, ends=ends or ramp_range([path]), utc_offset_hours=utc_offset_hours)
    layer.setOpacity(_OPACITY)
    layer.setCustomProperty(QUANTITY, tags.quantity)
    start, end = shown or (tags.start, tags.end)
    if start is not None and end is not None:
        time = layer.temporalProperties()
        time.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
        time.setFixedTemporalRange(QgsDateTimeRange(_qt(start), _qt(end), True, shown is None))
        time.setIsActive(True)


def lidar_series_layers(
    paths: Sequence[Path | str], *, language: str = "zh", utc_offset_hours: float = 8.0
) -> list[QgsRasterLayer]:
    """The overlays of a day, in the order of time, coloured alike; each is shown until the next one begins.

    Raises
    ------
    InputError
        Where one is no overlay, has no time, or shows another quantity than the others.
    """
    told = [(read_overlay_tags(path), path) for path in paths]
    known = [(tags.start, tags, path) for tags, path in told if tags.start is not None]
    if len(known) < len(told) or len({tags.quantity for tags, _ in told}) > 1:
        raise InputError(
            "The overlays are no series: one has no time, or they show different quantities.",
            hint="Choose overlays of one quantity made from scans with times.",
        )
    known.sort(key=lambda one: one[0])
    starts = [start for start, _, _ in known]
    gaps = sorted(later - earlier for earlier, later in pairwise(starts))
    usual = gaps[len(gaps) // 2] if gaps else timedelta(minutes=10)
    ends = ramp_range([path for _, _, path in known])
    layers = []
    for number, (start, tags, path) in enumerate(known):
        following = starts[number + 1] if number + 1 < len(starts) else start + usual
        until = min(following, start + _LONGEST_GAPS * usual)
        until = max(until, tags.end or start) if number + 1 == len(starts) else until
        layers.append(
            lidar_layer(path, language=language, utc_offset_hours=utc_offset_hours, ends=ends, shown=(start, until))
        )
    return layers
