"""Where emergency resources came from in the last hours: read in the background, drawn on the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from qgis.core import QgsFeature, QgsGeometry, QgsLineSymbol, QgsSingleSymbolRenderer, QgsVectorLayer

from ..core.data_centre.centre import DataCentre
from .language import word
from .sources import mark_layer

__all__ = ["TRACK_ROLE", "Tracks", "draw_tracks", "read_tracks", "track_layer", "update_tracks"]

TRACK_ROLE = "resource_track"
_LEAST_STEP_S = 10.0
# More points than this a track does not need on a screen.
_MOST_POINTS = 720


@dataclass(frozen=True)
class Tracks:
    """Tracks that have to be drawn.

    Attributes
    ----------
    lines
        Resource → first and last moment (ISO) and the line as WKB, for those that are not drawn like this already.
    ends
        Resource → last moment, for all that have a track.
    """

    lines: Mapping[str, tuple[str, str, bytes]] = field(default_factory=dict)
    ends: Mapping[str, str] = field(default_factory=dict)


def track_layer(centre: DataCentre, *, language: str = "zh") -> QgsVectorLayer:
    """An empty layer in memory for the tracks of the last hours, to be filled by `draw_tracks`."""
    fields = "field=resource_id:string&field=start:string&field=end:string"
    layer = QgsVectorLayer(f"LineString?crs=EPSG:4326&{fields}", word("resource_tracks", language), "memory")
    mark_layer(layer, TRACK_ROLE, centre.address, centre.district.utc_offset_hours)
    layer.setCustomProperty("skipMemoryLayersCheck", 1)
    symbol = QgsLineSymbol.createSimple({"line_color": "#0072b2", "line_width": "0.5", "line_style": "dash"})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def read_tracks(
    centre: DataCentre,
    drawn: Mapping[str, str] | None = None,
    *,
    hours: float = 2.0,
    now: datetime | None = None,
) -> Tracks:
    """The tracks of the last `hours`; to be called in the background.

    Parameters
    ----------
    drawn
        Resource → last moment of what is drawn (`Tracks.ends`): their lines are left out where nothing was added.
    """
    import numpy as np
    import shapely

    end = datetime.now(UTC) if now is None else now
    step = max(_LEAST_STEP_S, hours * 3_600 / _MOST_POINTS)
    columns = ["resource_id", "time", "lon", "lat"]
    fixes = centre.fixes(None, end - timedelta(hours=hours), end, every_s=step, columns=columns)
    names = fixes["resource_id"].to_numpy(dtype=object)
    places = fixes[["lon", "lat"]].to_numpy(dtype=np.float64)
    # Fixes come sorted by resource and time.
    first = np.flatnonzero(np.append(True, names[1:] != names[:-1])) if len(names) else np.zeros(0, dtype=np.int64)
    lines, ends = {}, {}
    for start, stop in zip(first, np.append(first[1:], len(names))):
        if stop - start < 2:
            continue
        name, last = str(names[start]), fixes["time"].iloc[stop - 1].isoformat()
        ends[name] = last
        if drawn is None or drawn.get(name) != last:
            line = shapely.to_wkb(shapely.LineString(places[start:stop]))
            lines[name] = (fixes["time"].iloc[start].isoformat(), last, line)
    return Tracks(lines, ends)


def draw_tracks(layer: QgsVectorLayer, tracks: Tracks) -> int:
    """Draw what was read, and nothing else, on a layer of `track_layer`; returns how many tracks were drawn anew."""
    provider, fresh = layer.dataProvider(), []
    stale = [
        f.id() for f in layer.getFeatures() if f["resource_id"] in tracks.lines or f["resource_id"] not in tracks.ends
    ]
    for name, (start, end, line) in tracks.lines.items():
        geometry = QgsGeometry()
        geometry.fromWkb(line)
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name, start, end])
        feature.setGeometry(geometry)
        fresh.append(feature)
    if stale:
        provider.deleteFeatures(stale)
    if fresh:
        provider.addFeatures(fresh)
    if stale or fresh:
        layer.triggerRepaint()
    return len(fresh)


def update_tracks(layer: QgsVectorLayer, centre: DataCentre, *, hours: float = 2.0, now: datetime | None = None) -> int:
    """Both at once, for scripts; returns how many tracks were drawn anew."""
    drawn = {feature["resource_id"]: feature["end"] for feature in layer.getFeatures()}
    return draw_tracks(layer, read_tracks(centre, drawn, hours=hours, now=now))
