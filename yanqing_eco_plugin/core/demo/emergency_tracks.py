"""Made-up tracks of units that drive to an incident over a network of roads, with what goes wrong in the field."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..emergency import RoadNetwork, fastest_route
from ..ingest.positions import FIX_COLUMNS
from .chance import key, normal

__all__ = ["drive"]

Floats = NDArray[np.float64]
_NOISE_DEG = 3.0 / 111_195.0
_WILD_DEG = 0.4


def drive(
    unit_id: str,
    number: int,
    network: RoadNetwork,
    origin: tuple[float, float],
    target: tuple[float, float],
    *,
    start: datetime,
    leave_s: float,
    seconds: int,
    silent_after_s: float = np.inf,
    wild_every_s: int = 0,
    seed: int = 110119,
) -> pd.DataFrame:
    """Fixes of one unit, one a second, as a decoder gives them (`FIX_COLUMNS`): it waits, drives the fastest way, stays.

    Parameters
    ----------
    number
        Of the unit: its noise follows from it.
    leave_s
        Seconds after `start` at which it leaves.
    silent_after_s
        Its receiver says nothing from then on.
    wild_every_s
        So often a fix lies tens of kilometres off; 0 for never.
    """
    route = fastest_route(network, origin, target)
    clock = np.arange(seconds, dtype=np.float64)
    share = np.clip((clock - leave_s) / max(route.seconds, 1.0), 0.0, 1.0)
    points = shapely.get_coordinates(shapely.line_interpolate_point(route.line, share, normalized=True))
    ticks = number * 1_000_000 + np.arange(seconds)
    lon = points[:, 0] + _NOISE_DEG * normal(key(seed, "fix x"), ticks)
    lat = points[:, 1] + _NOISE_DEG * normal(key(seed, "fix y"), ticks)
    if wild_every_s:
        lon[wild_every_s // 2 :: wild_every_s] += _WILD_DEG
    moving = (share > 0) & (share < 1)
    step = np.diff(points, axis=0)
    ahead = np.concatenate([step, step[-1:]])
    course = np.degrees(np.arctan2(ahead[:, 0] * np.cos(np.radians(lat)), ahead[:, 1])) % 360.0
    columns = {
        "unit_id": unit_id,
        "time": pd.Timestamp(start) + pd.to_timedelta(clock, unit="s"),
        "lon": lon,
        "lat": lat,
        "accuracy_m": 6.0,
        "speed_ms": np.where(moving, route.length_m / max(route.seconds, 1.0), 0.0),
        "course_deg": np.where(moving, course, np.nan),
        "altitude_m": np.nan,
        "source": "示意 synthetic",
        "valid": True,
        "datum": "wgs84",
        "source_lon": lon,
        "source_lat": lat,
    }
    fixes = pd.DataFrame(columns)[list(FIX_COLUMNS)]
    return fixes[clock <= silent_after_s].reset_index(drop=True)
