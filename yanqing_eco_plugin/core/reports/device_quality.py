"""How far the devices of the network can be believed: read from the data centre and judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from ..analysis import QUALITY_COLUMNS, QUALITY_RULES, sensor_days, sensor_drift, sensor_quality
from ..data_centre.centre import DataCentre
from ..progress import Progress, checkpoint
from ..standards import KINDS

__all__ = ["DeviceQuality", "device_quality", "sensor_alarms"]

DRIFT_SPAN = timedelta(days=30)
# How long ago a value may have moved again and still count as an alarm of today.
_RECENT = timedelta(days=1)


@dataclass(frozen=True)
class DeviceQuality:
    """Figures of devices over a span.

    Attributes
    ----------
    sensors
        A row for each station and property: ``station_id, kind, name, township, property``, the columns of
        `analysis.sensor_quality`, ``drift_factor`` (NaN where nothing could be compared), ``drifting``, ``alarms``
        (comma-joined codes). A station that never reported has one row without a property.
    days
        `analysis.sensor_days`.
    latency
        By station: seconds between the end of the newest interval and its arrival.
    """

    start: datetime
    end: datetime
    sensors: pd.DataFrame
    days: pd.DataFrame
    latency: pd.Series


def device_quality(
    centre: DataCentre, start: datetime, end: datetime, *, kind: str | None = None, progress: Progress | None = None
) -> DeviceQuality:
    """Judge every sensor of a kind (None: of all) over ``start < time <= end``.

    Raises
    ------
    InputError
        For a span that ends before it begins or has no time zone.
    """
    stations = centre.stations(kind=kind)
    ids = stations["station_id"].tolist()
    offset = centre.district.utc_offset_hours
    records = centre.series(ids, None, start, end)
    checkpoint(progress, 0.4)
    sensors = sensor_quality(records, stations, start=start, end=end, utc_offset_hours=offset)
    checkpoint(progress, 0.6)
    days = sensor_days(records, stations, start=start, end=end, utc_offset_hours=offset)
    checkpoint(progress, 0.7)
    drift = sensor_drift(records, stations, utc_offset_hours=offset).drop(columns=["neighbours", "days"])
    checkpoint(progress, 0.9)
    sensors = sensors.merge(drift, on=["station_id", "property"], how="left")
    sensors["drifting"] = sensors["drifting"].astype("boolean").fillna(False).astype(bool)
    known = stations[["station_id", "kind", "name", "township"]]
    sensors = pd.DataFrame(known).merge(sensors, on="station_id", how="left")
    silent = sensors["property"].isna()
    sensors.loc[silent, "property"] = ""
    seconds = (end - start).total_seconds()
    due = sensors["kind"].map({name: seconds // each.interval_s for name, each in KINDS.items()})
    sensors["required"] = sensors["required"].fillna(due).fillna(0).astype("int64")
    sensors["online_rate"] = sensors["online_rate"].fillna(0.0)
    for column in ("received", "usable", "gaps", "out_of_range", "faulty", "constant_s"):
        sensors[column] = sensors[column].fillna(0).astype("int64")
    for column in ("stuck", "drifting"):
        sensors[column] = sensors[column].astype("boolean").fillna(False).astype(bool)
    sensors["alarms"] = [",".join(_codes(row)) for row in sensors.to_dict("records")]
    newest = centre.latest(kind=kind).set_index("station_id")
    latency = (newest["received"] - newest["newest"]).dt.total_seconds()
    checkpoint(progress, 1.0)
    return DeviceQuality(start, end, sensors, days, latency)


def sensor_alarms(centre: DataCentre, now: datetime, *, progress: Progress | None = None) -> pd.DataFrame:
    """Sensors that cannot be believed today: stuck, out of range, or drifting over the last thirty days.

    Returns
    -------
    DataFrame
        ``station_id, property, code`` (as `standards.alarm_label` reads it) and ``since`` (UTC; NaT for a drift).
    """
    stations = centre.stations()
    ids, offset = stations["station_id"].tolist(), centre.district.utc_offset_hours
    longest = max(rule.constant_s for rule in QUALITY_RULES.values() if rule.constant_s < float("inf"))
    start = now - timedelta(seconds=longest) - _RECENT
    records = centre.series(ids, None, start, now)
    checkpoint(progress, 0.3)
    state = sensor_quality(records, stations, start=start, end=now, utc_offset_hours=offset)
    recent = pd.Timestamp(now - _RECENT)
    stuck = state[state["stuck"] & (state["constant_end"] > recent)]
    stuck = stuck.assign(code="stuck", since=stuck["constant_end"] - pd.to_timedelta(stuck["constant_s"], unit="s"))
    today = records[records["time"] > recent]
    beyond = sensor_quality(today, stations, start=now - _RECENT, end=now, utc_offset_hours=offset)
    beyond = beyond[beyond["out_of_range"] > 0].assign(code="out_of_range", since=recent)
    checkpoint(progress, 0.5)
    compared = [name for name, rule in QUALITY_RULES.items() if rule.drift_factor < float("inf")]
    month = centre.series(ids, compared, now - DRIFT_SPAN, now)
    checkpoint(progress, 0.7)
    drift = sensor_drift(month, stations, utc_offset_hours=offset)
    drift = drift[drift["drifting"].astype(bool)].assign(code="drifting", since=None)
    found = pd.concat([part[["station_id", "property", "code", "since"]] for part in (stuck, beyond, drift)])
    found["code"] = found["code"] + ":" + found["property"]
    found["since"] = pd.to_datetime(found["since"], utc=True)
    return found.sort_values(["code", "station_id"], ignore_index=True)


def _codes(row: dict) -> list[str]:
    wrong = {"stuck": row["stuck"], "drifting": row["drifting"], "out_of_range": row["out_of_range"] > 0}
    return [f"{code}:{row['property']}" for code, is_so in wrong.items() if is_so]


# The columns of the sensors that a table shows, in order.
SENSOR_COLUMNS = (
    *("station_id", "kind", "name", "township", "property"),
    *QUALITY_COLUMNS,
    *("drift_factor", "drifting", "alarms"),
)
