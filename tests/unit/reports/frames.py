"""Small observation frames with known contents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pandas as pd

__all__ = ["END", "hourly", "local"]

END = datetime(2026, 11, 22, 16, tzinfo=UTC)  # 2026-11-23 00:00 in Beijing


def local(text: str) -> datetime:
    """The UTC instant of a local time in Beijing."""
    return datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(hours=8))).astimezone(UTC)


def hourly(
    prop: str,
    values: Sequence[float] | np.ndarray,
    *,
    end: datetime = END,
    flags: str | Sequence[str] = "N",
    interval: int = 3600,
    station: str = "S1",
) -> pd.DataFrame:
    """Records of one property, the last one ending at `end`."""
    times = pd.date_range(end=pd.Timestamp(end), periods=len(values), freq=pd.Timedelta(seconds=interval or 3600))
    return pd.DataFrame(
        {
            "station_id": station,
            "property": prop,
            "time": times.as_unit("ns"),
            "interval": interval,
            "value": np.asarray(values, dtype=float),
            "flag": flags if isinstance(flags, str) else list(flags),
        }
    )
