"""Chooses the edition of a standard that was in force when something was measured."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import InputError

__all__ = ["edition_positions", "local_moment", "local_time", "positions_at"]


def local_time(on: Any, utc_offset_hours: float = 8.0) -> npt.NDArray[np.datetime64]:
    """Local wall-clock time of dates or instants, as they count for a standard.

    Parameters
    ----------
    on
        One value or a one-dimensional array: dates, texts, datetimes, ``datetime64``. Naive values are local already.
        Values with a time zone are the ends of measuring intervals, as everywhere in a data centre: midnight belongs to
        the day that ends there (GB 3095: a natural day is the 24 hours ending 01:00 … 24:00).
    utc_offset_hours
        Local time minus UTC, hours; used for values with a time zone.

    Returns
    -------
    ndarray of datetime64, shape () or (n,)
        NaT where the input is missing.

    Raises
    ------
    InputError
        Something is no date.
    """
    scalar = pd.api.types.is_scalar(on) or not hasattr(on, "__len__")
    try:
        given = pd.Index([on] if scalar else on)
        if pd.api.types.is_numeric_dtype(given.dtype):
            # pandas would take 20260301 for nanoseconds after 1970.
            raise ValueError("numbers are no dates")
        index = pd.DatetimeIndex(pd.to_datetime(given))
    except (ValueError, TypeError, OverflowError) as error:
        raise InputError(
            "The date that chooses the edition of a standard cannot be read.",
            hint="Give a date such as 2026-03-01, or one date for each row.",
            details=str(error),
        ) from error
    if index.tz is not None:
        just_before_the_end = timedelta(hours=utc_offset_hours) - timedelta(microseconds=1)
        index = index.as_unit("ns").tz_convert("UTC").tz_localize(None) + just_before_the_end
    values: npt.NDArray[np.datetime64] = index.to_numpy()
    return values[0] if scalar else values


def local_moment(on: Any, utc_offset_hours: float = 8.0) -> np.datetime64:
    """As `local_time`, for one date or instant. Raises `InputError` also where it is missing."""
    moment = np.asarray(local_time(on, utc_offset_hours)).reshape(-1)
    if len(moment) != 1 or np.isnat(moment[0]):
        raise InputError(
            "One date is needed to choose the edition of a standard.", hint="Give a date such as 2026-03-01."
        )
    return np.datetime64(moment[0])


def edition_positions(
    starts: npt.NDArray[np.datetime64], on: Any, *, utc_offset_hours: float = 8.0
) -> npt.NDArray[np.intp]:
    """Position of the edition in force on each date.

    Parameters
    ----------
    starts
        First local day of each edition, ascending, shape (k,).
    on
        As in `local_time`.

    Returns
    -------
    ndarray of int, shape of `on`
        0 … k−1; dates before the first edition are judged by the first; −1 where the date is missing.
    """
    return positions_at(starts, local_time(on, utc_offset_hours))


def positions_at(starts: npt.NDArray[np.datetime64], times: npt.NDArray[np.datetime64]) -> npt.NDArray[np.intp]:
    """As `edition_positions`, for local times that are at hand already."""
    positions = np.searchsorted(starts.astype("datetime64[s]"), times, side="right") - 1
    return np.where(np.isnat(times), -1, np.maximum(positions, 0))
