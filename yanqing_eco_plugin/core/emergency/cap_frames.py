"""The areas of a CAP message as rows."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from .cap import CapAlert
from .geofences import circle_fence

__all__ = ["warned_areas"]

_TEXTS = ("event", "headline", "description", "instruction", "urgency", "severity", "certainty")
_COLUMNS = ("identifier", "sender", "sent", "status", "message_type", "area", *_TEXTS, "expires")


def warned_areas(alert: CapAlert) -> gpd.GeoDataFrame:
    """One row per area with a shape, EPSG:4326; circles as polygons, times as naive UTC."""
    rows, shapes = [], []
    for info in alert.infos:
        for area in info.areas:
            round_ones = [
                circle_fence(shapely.Point(circle.lon, circle.lat), max(circle.radius_km * 1e3, 1.0))
                for circle in area.circles
            ]
            whole = shapely.union_all([*area.polygons, *round_ones])
            if whole.is_empty:
                continue
            about = (alert.identifier, alert.sender, _naive(alert.sent), alert.status, alert.message_type)
            texts = (getattr(info, name) for name in _TEXTS)
            rows.append((*about, area.description, *texts, _naive(info.expires)))
            shapes.append(whole)
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    for name in ("sent", "expires"):
        frame[name] = pd.to_datetime(frame[name])
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=4326)


def _naive(moment: object) -> pd.Timestamp | None:
    return None if moment is None else pd.Timestamp(moment).tz_convert("UTC").tz_localize(None)  # type: ignore[arg-type]
