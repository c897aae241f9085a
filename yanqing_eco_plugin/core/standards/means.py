"""Daily means and 8-hour means of hourly values, with the rules that make them valid (GB 3095)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..errors import InputError
from .local_days import local_stamps
from .properties import PROPERTIES
from .validity import required_count

__all__ = ["daily_max_8h_ozone", "daily_means", "running_8h_ozone"]


def daily_means(hourly: pd.DataFrame, *, utc_offset_hours: float = 8.0, only_valid: bool = True) -> pd.DataFrame:
    """Mean of each natural day from hourly values; with ozone also its daily maximum 8 h mean.

    Levels in dB(A) are taken as energy means and angles as vector means.

    Parameters
    ----------
    hourly
        Hourly values: columns named by property, the end of each hour as column ``time`` or as the index (with a time
        zone, or naive local time), optionally ``station_id``. NaN is missing; of several rows for one station and hour
        the last one counts. Other columns are ignored.
    utc_offset_hours
        Local time minus UTC, hours.
    only_valid
        Whether a mean of fewer values than required is left out (NaN); properties without a rule are always kept.

    Returns
    -------
    DataFrame
        One row for each station and local day, ordered by both: ``station_id`` (where given), ``date`` (naive
        midnight), a column for each property, ``o3_8h`` where there is ``o3``, and ``count_<property>``: the hourly
        values in the mean (for ``o3_8h`` the valid 8 h means). Ready for `air_quality_index` with ``averaging="day",
        on=result["date"]``.

    Raises
    ------
    InputError
        No times, or no column that is a property.
    """
    names = [name for name in PROPERTIES if name in hourly.columns and name != "o3_8h"]
    if not names:
        raise InputError(
            "The table has no column that is an observed property.",
            hint="Name the columns as the properties are named.",
        )
    frame = _hours(hourly, names, utc_offset_hours)
    frame["date"] = frame["hour"].dt.normalize()
    keys = ["station_id", "date"]
    groups = frame.groupby(keys, sort=True)
    result = groups[names].count().add_prefix("count_")
    for name in names:
        result[name] = _mean(frame, keys, name)
        required = required_count(name, "day")
        if only_valid and required is not None:
            result.loc[result[f"count_{name}"] < required, name] = np.nan
    order = [column for name in names for column in (name, f"count_{name}")]
    if "o3" in names:
        ozone = _daily_max_8h(frame, only_valid)
        result["o3_8h"] = ozone["o3_8h"]
        result["count_o3_8h"] = ozone["count"].reindex(result.index, fill_value=0).astype(np.int64)
        order += ["o3_8h", "count_o3_8h"]
    result = result[order].reset_index()
    return result if "station_id" in hourly.columns else result.drop(columns="station_id")


def running_8h_ozone(hourly: pd.DataFrame, *, utc_offset_hours: float = 8.0) -> pd.DataFrame:
    """Running 8 h mean of ozone at the end of every hour, valid with at least 6 hourly values.

    Parameters
    ----------
    hourly
        As for `daily_means`, with the column ``o3``.
    utc_offset_hours
        Local time minus UTC, hours.

    Returns
    -------
    DataFrame
        ``station_id`` (where given), ``time`` (naive local end of the window), ``o3_8h`` (NaN where not valid) and
        ``count`` (hourly values in the window), for every hour from a station's first to its last.

    Raises
    ------
    InputError
        No times, or no column ``o3``.
    """
    _need_ozone(hourly)
    windows = _windows(_hours(hourly, ["o3"], utc_offset_hours))
    windows["time"] = windows.pop("hour") + pd.Timedelta(hours=1)
    result = windows[["station_id", "time", "o3_8h", "count"]]
    return result if "station_id" in hourly.columns else result.drop(columns="station_id")


def daily_max_8h_ozone(hourly: pd.DataFrame, *, utc_offset_hours: float = 8.0) -> pd.DataFrame:
    """Daily maximum 8 h mean of ozone (MDA8): the highest of the 17 running means that end at 08:00 … 24:00.

    Valid with at least 14 valid running means (usual practice).

    Parameters
    ----------
    hourly
        As for `daily_means`, with the column ``o3``.
    utc_offset_hours
        Local time minus UTC, hours.

    Returns
    -------
    DataFrame
        ``station_id`` (where given), ``date`` (naive midnight), ``o3_8h`` (NaN where not valid), ``count`` (valid
        running means).

    Raises
    ------
    InputError
        No times, or no column ``o3``.
    """
    _need_ozone(hourly)
    result = _daily_max_8h(_hours(hourly, ["o3"], utc_offset_hours), True).reset_index()
    return result if "station_id" in hourly.columns else result.drop(columns="station_id")


def _need_ozone(hourly: pd.DataFrame) -> None:
    if "o3" not in hourly.columns:
        raise InputError("The table has no column “o3”.", hint="Give hourly ozone, µg/m³, in a column o3.")


def _hours(hourly: pd.DataFrame, names: list[str], utc_offset_hours: float) -> pd.DataFrame:
    """Values by station and local hour (its start), one row each."""
    local = local_stamps(hourly, utc_offset_hours)
    frame = pd.DataFrame({name: hourly[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in names})
    frame["station_id"] = hourly["station_id"].to_numpy() if "station_id" in hourly.columns else ""
    frame["hour"] = local.astype("datetime64[h]").astype("datetime64[ns]")
    frame = frame[frame["hour"].notna()]
    return frame.drop_duplicates(["station_id", "hour"], keep="last").sort_values(["station_id", "hour"])


def _mean(frame: pd.DataFrame, keys: list[str], name: str) -> pd.Series:
    by = [frame[key] for key in keys]
    if PROPERTIES[name].unit.startswith("dB"):
        return 10.0 * np.log10((10.0 ** (frame[name] / 10.0)).groupby(by).mean())
    if PROPERTIES[name].circular:
        angle = np.radians(frame[name])
        east, north = np.sin(angle).groupby(by).mean(), np.cos(angle).groupby(by).mean()
        return np.degrees(np.arctan2(east, north)) % 360.0
    return frame.groupby(keys)[name].mean()


def _windows(hours: pd.DataFrame) -> pd.DataFrame:
    """Running 8 h means of every hour between a station's first and last, hours being named by their start."""
    parts = []
    required = required_count("o3_8h", "window")
    for station, one in hours.groupby("station_id", sort=True):
        ozone = one.set_index("hour")["o3"].asfreq("h")
        window = ozone.rolling(8, min_periods=1)
        count = ozone.notna().rolling(8, min_periods=1).sum().astype(np.int64)
        valid = window.mean().where(count >= (required or 1))
        columns = {"hour": ozone.index, "o3_8h": valid.to_numpy(), "count": count.to_numpy()}
        parts.append(pd.DataFrame({"station_id": station, **columns}))
    empty = pd.DataFrame({"station_id": [], "hour": pd.to_datetime([]), "o3_8h": [], "count": []})
    return pd.concat(parts, ignore_index=True) if parts else empty


def _daily_max_8h(hours: pd.DataFrame, only_valid: bool) -> pd.DataFrame:
    """``o3_8h`` and ``count`` (valid windows) by station and date."""
    windows = _windows(hours)
    # The window that ends at 08:00 has the hour 07 as its last one.
    windows = windows[windows["hour"].dt.hour >= 7]
    groups = windows.groupby(["station_id", windows["hour"].dt.normalize().rename("date")])["o3_8h"]
    result = pd.DataFrame({"o3_8h": groups.max(), "count": groups.count()})
    required = required_count("o3_8h", "day")
    if only_valid and required is not None:
        result.loc[result["count"] < required, "o3_8h"] = np.nan
    return result
