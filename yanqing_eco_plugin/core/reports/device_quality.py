"""How far the devices of the network can be believed: read from the data centre, a part at a time, and judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd

from ..analysis import (
    DAY_COLUMNS,
    DRIFT_COLUMNS,
    DRIFT_DAY_COLUMNS,
    DRIFT_WINDOW_DAYS,
    QUALITY_COLUMNS,
    compared_properties,
    daily_ratios,
    drift_days,
    drift_of,
    hourly_levels,
    sensor_tables,
)
from ..data_centre.centre import DataCentre
from ..progress import Progress, checkpoint, portion
from ..standards import KINDS
from .device_alarms import alarm_codes, mean_delays
from .record_pieces import MOST_ROWS, property_groups, record_pieces

__all__ = ["DAILY_COLUMNS", "SENSOR_COLUMNS", "DeviceQuality", "device_quality"]

_LATENCY = ("latency_mean_s", "latency_max_s")
# The columns of the sensors and of their days that a table shows, in order.
SENSOR_COLUMNS = (
    *("station_id", "kind", "name", "township", "property"),
    *QUALITY_COLUMNS,
    *("drift_factor", "drifting", *_LATENCY, "alarms"),
)
DAILY_COLUMNS = ("station_id", "property", "day", *DAY_COLUMNS, "drift_factor", "drifting", *_LATENCY)


@dataclass(frozen=True)
class DeviceQuality:
    """Figures of devices over a span.

    Attributes
    ----------
    sensors
        A row for each station and property: `SENSOR_COLUMNS`. ``drift_factor`` is that of the span, or of the thirty
        days that end with it where it is shorter, and NaN where nothing could be compared;
        ``latency_mean_s`` and ``latency_max_s`` are the delays of the station's records on the local days of the span, NaN
        where none were kept (see `DataCentre.arrivals`); ``alarms`` are comma-joined codes. A station that never reported
        has one row without a property.
    days
        A row for each sensor and local day: `DAILY_COLUMNS`, see `analysis.sensor_days` and `analysis.drift_days`; the
        delays are those of the station's records of that day. Empty where the days were not wanted.
    """

    start: datetime
    end: datetime
    sensors: pd.DataFrame
    days: pd.DataFrame


def device_quality(
    centre: DataCentre,
    start: datetime,
    end: datetime,
    *,
    kind: str | None = None,
    daily: bool = True,
    most_rows: int = MOST_ROWS,
    progress: Progress | None = None,
) -> DeviceQuality:
    """Judge every sensor of a kind (None: of all) over ``start < time <= end``.

    No more than about `most_rows` records are in memory at a time, and the hourly means of one property for the drift. The
    drift looks back before a span that is shorter than thirty days, and that of each day before the first one.

    Raises
    ------
    InputError
        For a span that ends before it begins or has no time zone.
    """
    stations = centre.stations(kind=kind)
    offset = centre.district.utc_offset_hours
    parts = _Parts()
    groups = property_groups()
    for at, group in enumerate(groups):
        step = portion(progress, 0.95 * at / len(groups), 0.95 * (at + 1) / len(groups))
        parts.add(*_judged(centre, stations, group, start, end, daily, most_rows, step))
    sensors = _with_silent(parts.table(0, ("station_id", "property", *QUALITY_COLUMNS)), stations, start, end)
    sensors = sensors.merge(
        parts.table(2, DRIFT_COLUMNS)[["station_id", "property", "drift_factor", "drifting"]], "left"
    )
    days = parts.table(1, ("station_id", "property", "day", *DAY_COLUMNS))
    days = days.merge(parts.table(3, DRIFT_DAY_COLUMNS), "left", on=["station_id", "property", "day"])
    first, last = (_local_day(moment, offset) for moment in (start, end - timedelta(microseconds=1)))
    arrivals = centre.arrivals(first.date(), last.date())
    sensors = sensors.merge(mean_delays(arrivals, ["station_id"]), "left", on="station_id")
    days = days.merge(mean_delays(arrivals, ["station_id", "day"]), "left", on=["station_id", "day"])
    for table in (sensors, days):
        table["drifting"] = table["drifting"].astype("boolean").fillna(False).astype(bool)
    sensors["alarms"] = [",".join(codes) for codes in alarm_codes(sensors)]
    order = ["station_id", "property", "day"]
    checkpoint(progress, 1.0)
    return DeviceQuality(
        start, end, sensors[list(SENSOR_COLUMNS)], days[list(DAILY_COLUMNS)].sort_values(order, ignore_index=True)
    )


class _Parts:
    """Tables that come in parts: of sensors, of their days, of their drift, and of its days."""

    def __init__(self) -> None:
        self._parts: tuple[list[pd.DataFrame], ...] = ([], [], [], [])

    def add(self, *tables: list[pd.DataFrame]) -> None:
        for parts, more in zip(self._parts, tables):
            parts += [table for table in more if len(table)]

    def table(self, which: int, columns: tuple[str, ...]) -> pd.DataFrame:
        parts = self._parts[which]
        if parts:
            return pd.concat(parts, ignore_index=True)
        empty = pd.DataFrame(columns=list(columns))
        return empty.astype({"day": "datetime64[ns]"}) if "day" in columns else empty


def _judged(
    centre: DataCentre,
    stations: gpd.GeoDataFrame,
    group: tuple[str, ...],
    start: datetime,
    end: datetime,
    daily: bool,
    most_rows: int,
    progress: Progress,
) -> tuple[list[pd.DataFrame], ...]:
    """The sensors of a group of properties, their days, their drift and its days."""
    offset = centre.district.utc_offset_hours
    prop = group[0]
    compared = prop in compared_properties()
    drifts = min(start, end - timedelta(DRIFT_WINDOW_DAYS))
    before = start
    if compared:
        before = min(drifts, start - timedelta(DRIFT_WINDOW_DAYS - 1)) if daily else drifts
    sensors, days, levels = [], [], []
    for records in record_pieces(centre, stations, group, before, end, most_rows=most_rows, progress=progress):
        whole, by_day = sensor_tables(records, stations, start=start, end=end, utc_offset_hours=offset)
        sensors.append(whole)
        days += [by_day] if daily else []
        levels += [hourly_levels(records, prop, utc_offset_hours=offset)] if compared else []
    if not levels:
        return sensors, days, [], []
    every = pd.concat(levels, axis=1).sort_index()
    drift = drift_of(daily_ratios(every[every.index >= _local_day(drifts, offset, "h")], prop, stations), prop)
    if not daily:
        return sensors, days, [drift], []
    by_day = drift_days(daily_ratios(every, prop, stations), prop)
    return sensors, days, [drift], [by_day[by_day["day"] >= _local_day(start, offset)]]


def _local_day(moment: datetime, offset_hours: float, to: str = "D") -> pd.Timestamp:
    """The local day, or hour, that an instant lies in, naive."""
    utc = pd.Timestamp(moment).tz_convert("UTC").tz_localize(None)
    return (utc + pd.Timedelta(hours=offset_hours)).floor(to)


def _with_silent(sensors: pd.DataFrame, stations: gpd.GeoDataFrame, start: datetime, end: datetime) -> pd.DataFrame:
    """The sensors with their stations; a row without a property for each station that never reported."""
    known = pd.DataFrame(stations[["station_id", "kind", "name", "township"]])
    sensors = known.merge(sensors.sort_values(["station_id", "property"]), on="station_id", how="left")
    sensors["property"] = sensors["property"].fillna("")
    seconds = (end - start).total_seconds()
    due = sensors["kind"].map({name: seconds // each.interval_s for name, each in KINDS.items()})
    silent = sensors["property"] == ""
    for column in ("received", "usable", "gaps", "out_of_range", "faulty", "constant_s", "stuck"):
        sensors[column] = sensors[column].where(~silent, 0).astype(np.int64)
    sensors["required"] = sensors["required"].where(~silent, due).fillna(0).astype(np.int64)
    for column in ("online_rate", "longest_gap_s"):
        sensors[column] = sensors[column].astype(np.float64)
    sensors["online_rate"] = sensors["online_rate"].fillna(0.0)
    return sensors.astype({"stuck": bool})
