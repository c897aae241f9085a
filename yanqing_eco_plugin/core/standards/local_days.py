"""Local stamps of rows: which local day the hour that a value stands for belongs to."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import InputError
from .editions import local_time

__all__ = ["local_stamps"]


def local_stamps(frame: pd.DataFrame, utc_offset_hours: float) -> npt.NDArray[np.datetime64]:
    """Local time inside the interval each row stands for, datetime64[us] (n,); NaT where the time is missing.

    Times are ends of intervals, in the column ``time`` or the index, with a time zone or naive local: one microsecond
    before the end lies in the right hour and day (GB 3095: a natural day is the 24 hours ending 01:00 … 24:00).

    Raises
    ------
    InputError
        There is neither a column ``time`` nor an index of times, or it cannot be read.
    """
    if "time" in frame.columns:
        times = frame["time"]
    elif isinstance(frame.index, pd.DatetimeIndex):
        times = frame.index.to_series()
    else:
        raise InputError(
            "The table has no times.", hint="Give the end of each interval in a column time, or as the index."
        )
    if getattr(times.dtype, "tz", None) is not None:
        return np.asarray(local_time(times.array, utc_offset_hours)).astype("datetime64[us]")
    ends = pd.DatetimeIndex(local_time(times.array)) - pd.Timedelta(microseconds=1)
    return ends.to_numpy().astype("datetime64[us]")
