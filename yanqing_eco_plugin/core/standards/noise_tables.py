"""The tables of noise: limits by class of zone (GB 3096, GB 22337) and levels (HJ 640)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import numpy.typing as npt

from .tables import cell_numbers, read_table

__all__ = ["NOISE_DAY_HOURS", "is_day", "noise_class_name", "noise_level", "noise_limits"]

# GB 3096-2008 clause 3.4 (day 06:00-22:00).
NOISE_DAY_HOURS = (6, 22)


def is_day(local: npt.NDArray[np.datetime64]) -> npt.NDArray[np.bool_]:
    """Whether local times lie in the day of GB 3096 (06:00–22:00), shape of `local`."""
    hours = local.astype("datetime64[h]").astype(np.int64) % 24
    first, last = NOISE_DAY_HOURS
    return (hours >= first) & (hours < last)


@cache
def noise_limits() -> Mapping[str, Mapping[str, tuple[float, float]]]:
    """Limits for day and night, dB(A), by standard and class. Raises `InputError` for a cell that is no number."""
    limits: dict[str, dict[str, tuple[float, float]]] = {}
    for row in read_table("noise_limits"):
        day, night = cell_numbers(row, ("day", "night"), "noise_limits")
        limits.setdefault(row["standard"], {})[row["class"]] = (day, night)
    return limits


def noise_class_name(text: object) -> str:
    """Class of a noise zone as the tables write it (``2``, ``4a``), however it came (``2类``, 2.0, ``4A``)."""
    return str(text).strip().lower().removesuffix("类").removesuffix(".0")


@cache
def _levels() -> Mapping[tuple[str, str], npt.NDArray[np.float64]]:
    return {
        (zone, row["period"]): np.array(cell_numbers(row, ("1", "2", "3", "4"), "noise_levels"))
        for row in read_table("noise_levels")
        for zone in row["classes"].split()
    }


def noise_level(leq: npt.NDArray[np.float64], zone: str, day: npt.NDArray[np.bool_] | bool) -> npt.NDArray[np.int8]:
    """Level 1 (good) … 5 (poor) of equivalent levels by HJ 640-2012, 0 where there is none.

    Parameters
    ----------
    leq
        Equivalent level, dB(A), shape (n,); compared after rounding to 0.1 dB.
    zone
        Class of the noise zone (``0`` … ``3`` use the regional table, ``4``, ``4a``, ``4b`` that of roads).
    day
        Whether the table of the day holds, for all values or each.

    Returns
    -------
    ndarray of int8, shape (n,)
    """
    if (zone, "day") not in _levels():
        return np.zeros(len(leq), dtype=np.int8)
    tenths = np.round(leq, 1)
    levels = _levels()
    by_day, by_night = (np.searchsorted(levels[zone, part], tenths, side="left") + 1 for part in ("day", "night"))
    return np.where(np.isfinite(leq), np.where(day, by_day, by_night), 0).astype(np.int8)
