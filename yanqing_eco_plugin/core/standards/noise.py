"""Assessment of environmental noise: day, night and day-night levels, statistical levels, limits (GB 3096, HJ 640)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import InputError
from .local_days import local_stamps
from .noise_tables import is_day, noise_class_name, noise_level, noise_limits

__all__ = ["energy_mean", "noise_assessment"]

# Hours of the day and the night of GB 3096, and what the night counts extra in Ldn.
_DAY_HOURS, _NIGHT_HOURS, _NIGHT_PENALTY = 16, 8, 10.0


def energy_mean(levels: npt.ArrayLike, weights: npt.ArrayLike | None = None, axis: int | None = None) -> Any:
    """Energy mean of sound levels, 10·lg(Σ w·10^(L/10) / Σ w): never their arithmetic mean (GB 3096-2008 clause 3.2).

    Parameters
    ----------
    levels
        Levels in dB, any shape; NaN are left out.
    weights
        Weight of each level, e.g. its duration; broadcast to `levels`. Default: all alike.
    axis
        Axis to take the mean over; default: all.

    Returns
    -------
    float or ndarray
        dB; NaN where there is nothing to take the mean of.
    """
    level = np.asarray(levels, dtype=np.float64)
    weight = np.where(np.isnan(level), 0.0, 1.0 if weights is None else np.asarray(weights, dtype=np.float64))
    # Taken relative to the loudest, so that no level overflows or vanishes.
    top = np.max(level, axis=axis, keepdims=True, initial=-np.inf, where=~np.isnan(level))
    top = np.where(np.isfinite(top), top, 0.0)
    energy = np.sum(weight * 10.0 ** ((np.where(np.isnan(level), 0.0, level) - top) / 10.0), axis=axis)
    total = np.sum(weight, axis=axis)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.squeeze(top, axis=axis) + 10.0 * np.log10(energy / total)
    return mean if np.ndim(mean) else float(mean)


def noise_assessment(
    hourly: pd.DataFrame,
    *,
    noise_class: Any = "2",
    standard: str = "GB 3096-2008",
    utc_offset_hours: float = 8.0,
) -> pd.DataFrame:
    """Day and night level, Ldn, statistical levels, limits and levels of noise for each station and local day.

    Parameters
    ----------
    hourly
        Equivalent levels ``leq`` (dB(A)) of equal intervals, with ``time`` (the instant each interval ends: with a time
        zone, or naive local time) as a column or as the index; optionally ``station_id`` and ``lmax`` (highest level
        within the interval). Missing ``leq`` are left out.
    noise_class
        Class of the zone (``0, 1, 2, 3, 4a, 4b``) for all stations, or a mapping or Series by station.
    standard
        ``GB 3096-2008``, or ``GB 22337-2008`` for noise of catering and other social life.
    utc_offset_hours
        Local time minus UTC, hours.

    Returns
    -------
    DataFrame
        One row for each station and local day, ordered by both: ``station_id`` (where given), ``date`` (naive
        midnight), ``ld`` (06–22 h), ``ln`` (22–06 h of the same calendar day), ``ldn`` (night + 10 dB, weights 16 h and
        8 h), ``leq`` (all intervals), ``l10, l50, l90`` (levels exceeded in 10, 50, 90 % of the intervals), ``lmax``,
        ``day_count``, ``night_count``, ``noise_class``, ``day_limit``, ``night_limit``, ``day_over``, ``night_over``
        (dB above the limit after rounding to whole dB, 0 where it is kept) and ``day_level``, ``night_level`` (HJ
        640-2012 level 1–5, Int64).

    Raises
    ------
    InputError
        No times or levels, an unknown standard or class.
    """
    if "leq" not in hourly.columns:
        raise InputError("The table has no column “leq”.", hint="Give the equivalent levels, dB(A), in a column leq.")
    if standard not in noise_limits():
        raise InputError(
            "There are no noise limits of {standard}.",
            hint="Use one of these: {names}.",
            standard=standard,
            names=", ".join(noise_limits()),
        )
    local = local_stamps(hourly, utc_offset_hours)
    frame = pd.DataFrame(
        {
            "station_id": hourly["station_id"].to_numpy() if "station_id" in hourly.columns else "",
            "date": local.astype("datetime64[D]").astype("datetime64[ns]"),
            "leq": hourly["leq"].to_numpy(dtype=np.float64, na_value=np.nan),
            "day": is_day(local),
        }
    )
    frame["highest"] = hourly["lmax"].to_numpy(dtype=np.float64) if "lmax" in hourly.columns else frame["leq"]
    frame = frame[np.isfinite(frame["leq"]) & frame["date"].notna()]
    frame["power"] = 10.0 ** (frame["leq"] / 10.0)
    result = _daily(frame)
    zone = _zones(noise_class, result["station_id"])
    limits = [_limits(standard, one) for one in zone]
    result["noise_class"] = zone
    result["day_limit"] = [day for day, _ in limits]
    result["night_limit"] = [night for _, night in limits]
    for period, column in (("day", "ld"), ("night", "ln")):
        # Measured levels are rounded to whole dB before they are held against a limit (HJ 706-2014).
        over = np.rint(result[column]) - result[f"{period}_limit"]
        result[f"{period}_over"] = over.clip(lower=0)
        levels = np.zeros(len(result), dtype=np.int64)
        for one in dict.fromkeys(zone):
            rows = (result["noise_class"] == one).to_numpy()
            levels[rows] = noise_level(result[column].to_numpy()[rows], one, period == "day")
        result[f"{period}_level"] = pd.arrays.IntegerArray(levels, levels == 0)
    return result if "station_id" in hourly.columns else result.drop(columns="station_id")


def _daily(frame: pd.DataFrame) -> pd.DataFrame:
    keys = ["station_id", "date"]
    groups = frame.groupby(keys, sort=True)
    result = pd.DataFrame({"leq": 10.0 * np.log10(groups["power"].mean())})
    for name, rows in (("ld", frame["day"]), ("ln", ~frame["day"])):
        part = frame[rows].groupby(keys)["power"]
        result[name] = 10.0 * np.log10(part.mean())
        counted = "day_count" if name == "ld" else "night_count"
        result[counted] = part.size().reindex(result.index, fill_value=0).astype(np.int64)
    day, night = 10.0 ** (result["ld"] / 10.0), 10.0 ** ((result["ln"] + _NIGHT_PENALTY) / 10.0)
    result["ldn"] = 10.0 * np.log10((_DAY_HOURS * day + _NIGHT_HOURS * night) / (_DAY_HOURS + _NIGHT_HOURS))
    for share in (10, 50, 90):
        result[f"l{share}"] = groups["leq"].quantile(1.0 - share / 100.0)
    result["lmax"] = groups["highest"].max()
    order = ["ld", "ln", "ldn", "leq", "l10", "l50", "l90", "lmax", "day_count", "night_count"]
    return result[order].reset_index()


def _zones(noise_class: Any, stations: pd.Series) -> list[str]:
    if hasattr(noise_class, "get"):
        return [noise_class_name(noise_class.get(station)) for station in stations]
    return [noise_class_name(noise_class)] * len(stations)


def _limits(standard: str, zone: str) -> tuple[float, float]:
    limits = noise_limits()[standard]
    if zone not in limits:
        raise InputError(
            "“{zone}” is no class of noise zone.",
            hint="Use one of these: {names}.",
            zone=zone,
            names=", ".join(limits),
        )
    return limits[zone]
