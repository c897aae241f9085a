"""Frames of fixes for the tests."""

from __future__ import annotations

import numpy as np
import pandas as pd

START = pd.Timestamp("2026-03-01T08:00:00Z")


def track(seconds: list[float], lon: list[float], lat: list[float], unit: str = "a", source: str = "s") -> pd.DataFrame:
    """A frame of plain fixes of one unit."""
    count = len(seconds)
    return pd.DataFrame(
        {
            "unit_id": np.full(count, unit, dtype=object),
            "time": START + pd.to_timedelta(np.array(seconds, dtype=float), unit="s"),
            "lon": np.array(lon, dtype=float),
            "lat": np.array(lat, dtype=float),
            "accuracy_m": np.full(count, 5.0),
            "speed_ms": np.full(count, np.nan),
            "course_deg": np.full(count, np.nan),
            "altitude_m": np.full(count, np.nan),
            "source": np.full(count, source, dtype=object),
            "valid": np.ones(count, dtype=bool),
        }
    )


def drive(count: int, unit: str = "a", source: str = "s", metres_per_second: float = 15.0) -> pd.DataFrame:
    """A unit driving north near the district's town, a fix a second."""
    lat = 40.45 + np.arange(count) * metres_per_second / 111_195.0
    return track(list(range(count)), [115.97] * count, list(lat), unit, source)
