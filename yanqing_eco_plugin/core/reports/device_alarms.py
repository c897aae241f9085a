"""Alarms about the monitors themselves: sensors that cannot be believed, devices that report too little or too late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone

import geopandas as gpd
import pandas as pd

from ..analysis import (
    DRIFT_WINDOW_DAYS,
    QUALITY_RULES,
    REPORTING_RULES,
    ReportingRule,
    compared_properties,
    daily_ratios,
    drift_of,
    hourly_levels,
    sensor_quality,
)
from ..data_centre.centre import DataCentre
from ..progress import Progress, portion
from .record_pieces import MOST_ROWS, property_groups, record_pieces

__all__ = ["alarm_codes", "mean_delays", "sensor_alarms"]

# How long ago a value may have moved again and still count as an alarm of today.
_RECENT = timedelta(days=1)
# A record that was due this short a time ago may still be on its way.
_ON_ITS_WAY = timedelta(hours=1)
_NO_RULE = ReportingRule(0.0, float("inf"), float("inf"))
_OF_STATION = ("low_online", "long_gap")
_COLUMNS = ["station_id", "property", "code", "since"]


def mean_delays(arrivals: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Columns `by`, ``latency_mean_s`` (over the records) and ``latency_max_s`` of rows of `DataCentre.arrivals`."""
    sums = arrivals.groupby(list(by), as_index=False).agg(
        records=("records", "sum"), total=("delay_sum_s", "sum"), latency_max_s=("delay_max_s", "max")
    )
    sums["latency_mean_s"] = sums["total"] / sums["records"]
    return sums[[*by, "latency_mean_s", "latency_max_s"]]


def alarm_codes(sensors: pd.DataFrame) -> Iterator[list[str]]:
    """The alarm codes of each row of `DeviceQuality.sensors` (as `standards.alarm_label` reads them)."""
    for row in sensors.to_dict("records"):
        rule = REPORTING_RULES.get(row["kind"], _NO_RULE)
        wrong = {
            "stuck": row["stuck"],
            "drifting": row["drifting"],
            "out_of_range": row["out_of_range"] > 0,
            "low_online": row["online_rate"] < rule.online_rate,
            "long_gap": row["longest_gap_s"] >= rule.gap_s,
        }
        codes = [f"{code}:{row['property']}".rstrip(":") for code, is_so in wrong.items() if is_so]
        yield [*codes, "late"] if row["latency_mean_s"] > rule.delay_s else codes


def sensor_alarms(
    centre: DataCentre, now: datetime, *, most_rows: int = MOST_ROWS, progress: Progress | None = None
) -> pd.DataFrame:
    """What is wrong with the monitors at `now`, from the records of the last days.

    Stuck or out of range within the last day; drifting over the last thirty days; fewer records over the last day than
    `REPORTING_RULES` ask, or a long gap that reaches into it (told once for a station where all its sensors have it); records
    of yesterday and today that arrived too late on average.

    Returns
    -------
    DataFrame
        ``station_id, property`` (empty where it is about the station), ``code`` (as `standards.alarm_label` reads it) and
        ``since`` (UTC; NaT for a drift and for delays).
    """
    stations = centre.stations()
    found = [_late(centre, stations, now)]
    seen = []
    groups = property_groups()
    for at, group in enumerate(groups):
        step = portion(progress, at / len(groups), (at + 1) / len(groups))
        tables, sensors = _of_group(centre, stations, group, now, most_rows, step)
        found += tables
        seen += sensors
    together = pd.concat([table[_COLUMNS].astype({"since": "datetime64[ns, UTC]"}) for table in found])
    together = _by_station(together, pd.concat(seen) if seen else together)
    named = together["property"].where(together["property"] == "", ":" + together["property"])
    together["code"] = together["code"] + named
    return together.sort_values(["code", "station_id"], ignore_index=True)


def _of_group(
    centre: DataCentre,
    stations: gpd.GeoDataFrame,
    group: tuple[str, ...],
    now: datetime,
    most_rows: int,
    progress: Progress,
) -> tuple[list[pd.DataFrame], list[pd.DataFrame]]:
    """Alarms of a group of properties, and its sensors that reported of late."""
    offset = centre.district.utc_offset_hours
    prop = group[0]
    longest = max(rule.constant_s for rule in QUALITY_RULES.values() if rule.constant_s < float("inf"))
    start = now - timedelta(seconds=longest) - _RECENT
    compared = prop in compared_properties()
    before = now - timedelta(DRIFT_WINDOW_DAYS) if compared else start
    found, seen, levels = [], [], []
    for records in record_pieces(centre, stations, group, before, now, most_rows=most_rows, progress=progress):
        state = sensor_quality(records, stations, start=start, end=now, utc_offset_hours=offset)
        seen.append(state[["station_id", "property"]])
        stuck = state[state["stuck"] & (state["constant_end"] > pd.Timestamp(now - _RECENT))]
        since = stuck["constant_end"] - pd.to_timedelta(stuck["constant_s"], unit="s")
        found.append(stuck.assign(code="stuck", since=since))
        today = sensor_quality(records, stations, start=now - _RECENT, end=now, utc_offset_hours=offset)
        found.append(today[today["out_of_range"] > 0].assign(code="out_of_range", since=now - _RECENT))
        due = sensor_quality(
            records, stations, start=now - _ON_ITS_WAY - _RECENT, end=now - _ON_ITS_WAY, utc_offset_hours=offset
        )
        found += _reporting(state, due, stations, now)
        levels += [hourly_levels(records, prop, utc_offset_hours=offset)] if compared else []
    if levels:
        drift = drift_of(daily_ratios(pd.concat(levels, axis=1).sort_index(), prop, stations), prop)
        found.append(drift[drift["drifting"]].assign(code="drifting", since=None))
    return found, seen


def _reporting(state: pd.DataFrame, due: pd.DataFrame, stations: gpd.GeoDataFrame, now: datetime) -> list[pd.DataFrame]:
    """Sensors whose records of the last day, `due`, are too few, and those of `state` with a long gap that reaches into it."""
    kinds = state["station_id"].map(stations.set_index("station_id")["kind"])
    least = kinds.map({kind: rule.online_rate for kind, rule in REPORTING_RULES.items()})
    rate = state[["station_id", "property"]].merge(due, "left")["online_rate"].astype("float64").fillna(0.0)
    low = state[(rate < least).to_numpy()].assign(code="low_online", since=now - _ON_ITS_WAY - _RECENT)
    long = state["longest_gap_s"] >= kinds.map({kind: rule.gap_s for kind, rule in REPORTING_RULES.items()})
    gap = state[long & (state["longest_gap_end"] > pd.Timestamp(now - _RECENT))]
    since = gap["longest_gap_end"] - pd.to_timedelta(gap["longest_gap_s"], unit="s")
    return [low, gap.assign(code="long_gap", since=since)]


def _by_station(found: pd.DataFrame, sensors: pd.DataFrame) -> pd.DataFrame:
    """Where all sensors of a station report too little, the station does: one alarm instead of many."""
    of_station = sensors.groupby("station_id").size()
    parts = [found[~found["code"].isin(_OF_STATION)]]
    for code in _OF_STATION:
        some = found[found["code"] == code]
        every = some.groupby("station_id").size().eq(of_station).reindex(some["station_id"]).to_numpy(bool)
        whole = some[every].sort_values("since").drop_duplicates("station_id").assign(property="")
        parts += [some[~every], whole]
    return pd.concat(parts, ignore_index=True)


def _late(centre: DataCentre, stations: gpd.GeoDataFrame, now: datetime) -> pd.DataFrame:
    today = now.astimezone(timezone(timedelta(hours=centre.district.utc_offset_hours))).date()
    delays = mean_delays(centre.arrivals(today - timedelta(1), today), ["station_id"])
    kinds = delays["station_id"].map(stations.set_index("station_id")["kind"])
    allowed = kinds.map({kind: rule.delay_s for kind, rule in REPORTING_RULES.items()})
    late = delays[delays["latency_mean_s"] > allowed]
    return late.assign(property="", code="late", since=None)
