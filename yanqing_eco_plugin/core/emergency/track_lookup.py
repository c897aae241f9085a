"""Where units were at a moment, looked up in their tracks."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["FIX_COLUMNS", "POSITION_COLUMNS", "TrackLookup"]

POSITION_COLUMNS = ("resource_id", "lon", "lat", "fix_time", "fix_age_s", "speed_ms", "course_deg")
FIX_COLUMNS = ("resource_id", "time", "lon", "lat", "speed_ms", "course_deg")
_MEASURES = ("lon", "lat", "speed_ms", "course_deg")


class TrackLookup:
    """Fixes by unit and time; a look costs as much as there are units, however long their tracks are.

    Parameters
    ----------
    fixes
        ``resource_id, time, lon, lat`` and, where known, ``speed_ms, course_deg``, in any order.
    """

    def __init__(self, fixes: pd.DataFrame) -> None:
        units, names = pd.factorize(fixes["resource_id"].to_numpy(dtype=object), sort=True)
        instants = pd.DatetimeIndex(fixes["time"]).as_unit("ns").asi8
        order = np.lexsort((instants, units))
        self._names: NDArray[np.object_] = np.asarray(names, dtype=object)
        self._instants: NDArray[np.int64] = instants[order]
        self._first: NDArray[np.int64] = np.searchsorted(units[order], np.arange(len(names) + 1)).astype(np.int64)
        self._steps = int(np.diff(self._first).max(initial=0)).bit_length()
        self._columns = {
            name: fixes[name].to_numpy(dtype=np.float64)[order]
            if name in fixes.columns
            else np.full(len(fixes), np.nan)
            for name in _MEASURES
        }

    def __len__(self) -> int:
        return len(self._instants)

    @property
    def span(self) -> tuple[pd.Timestamp, pd.Timestamp] | None:
        """Moments of the first and the last fix; None where there is none."""
        if not len(self._instants):
            return None
        return _moment(self._instants.min()), _moment(self._instants.max())

    def positions(self, when: datetime | pd.Timestamp) -> pd.DataFrame:
        """`POSITION_COLUMNS` at `when` (aware): each unit's newest fix not later; those without one are left out."""
        instant = int(pd.Timestamp(when).tz_convert("UTC").as_unit("ns").value)
        at = self._newest(instant)
        seen = at >= self._first[:-1]
        at = at[seen]
        return pd.DataFrame(
            {
                "resource_id": self._names[seen],
                "lon": self._columns["lon"][at],
                "lat": self._columns["lat"][at],
                "fix_time": _moments(self._instants[at]),
                "fix_age_s": (instant - self._instants[at]) / 1e9,
                "speed_ms": self._columns["speed_ms"][at],
                "course_deg": self._columns["course_deg"][at],
            }
        )

    def newest(self) -> pd.DataFrame:
        """The last fix of each unit: `FIX_COLUMNS`."""
        at = self._first[1:] - 1
        columns = {name: self._columns[name][at] for name in _MEASURES}
        return pd.DataFrame({"resource_id": self._names, "time": _moments(self._instants[at]), **columns})

    def _newest(self, instant: int) -> NDArray[np.int64]:
        """Of each unit the place of its last fix not after `instant`; one before its first where there is none.

        A bisection of all tracks at once.
        """
        low, high = self._first[:-1].copy(), self._first[1:].copy()
        for _ in range(self._steps):
            middle = (low + high) >> 1
            open_ = low < high
            # Where nothing is left to halve, the middle may lie behind the last fix of all.
            known = self._instants[np.where(open_, middle, 0)] <= instant
            low = np.where(open_ & known, middle + 1, low)
            high = np.where(open_ & ~known, middle, high)
        return low - 1


def _moment(instant: int) -> pd.Timestamp:
    return pd.Timestamp(int(instant), tz="UTC")


def _moments(instants: NDArray[np.int64]) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(instants.astype("datetime64[ns]")).tz_localize("UTC")
