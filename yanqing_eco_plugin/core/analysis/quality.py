"""Watches the monitors: how many of the records that were due came, what is missing, what cannot be true."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd

from ..errors import InputError
from ..standards import KINDS, PROPERTIES
from .quality_rules import QUALITY_RULES, QualityRule

__all__ = ["QUALITY_COLUMNS", "sensor_days", "sensor_quality"]

# Of `sensor_quality`, beside station_id and property.
QUALITY_COLUMNS = (
    *("required", "received", "usable", "online_rate", "gaps", "longest_gap_s", "longest_gap_end"),
    *("out_of_range", "faulty", "constant_s", "constant_end", "stuck"),
)

_DAY_S = 86400
# HJ 212 flags of a device that says itself that its value is none: fault, over range, no communication.
_FAULTY = ("D", "T", "B")


def sensor_days(
    observations: pd.DataFrame,
    stations: pd.DataFrame,
    *,
    start: datetime,
    end: datetime,
    utc_offset_hours: float,
) -> pd.DataFrame:
    """Count, for every sensor and local day, the records that were due, that came, and that can be used.

    Time is cut into slots of the reporting interval of the station's kind; a slot counts as received where any record of the
    property ends in it, so that devices that send every minute do not look better than others.

    Parameters
    ----------
    observations
        Observation frame; records outside ``start < time <= end`` are left out.
    stations
        Columns ``station_id, kind``.
    start, end
        The span, with time zone.

    Returns
    -------
    DataFrame
        ``station_id, property, day`` (local date, datetime64), ``required, received, usable`` (slots), ``online_rate``
        (0–1), ``out_of_range`` (records beyond the property's physical bounds), ``faulty`` (records flagged D, T or B).
        Each sensor that reported at all in the span has a row for every day of it.

    Raises
    ------
    InputError
        For a time without a zone or a span that ends before it begins.
    """
    slots = _Slots(observations, stations, start, end, utc_offset_hours)
    days = slots.days()
    counts = ["first_in_slot", "first_usable", "out_of_range", "faulty"]
    sums = slots.frame.groupby(["sensor", "day"], as_index=False)[counts].sum()
    found = days.merge(sums, on=["sensor", "day"], how="left")
    found[counts] = found[counts].fillna(0).astype(np.int64)
    table = slots.sensors.loc[found["sensor"], ["station_id", "property"]].reset_index(drop=True)
    table["day"] = pd.to_datetime(found["day"].to_numpy(), unit="D").astype("datetime64[ns]")
    table["required"] = days["required"].to_numpy()
    table["received"] = np.minimum(found["first_in_slot"].to_numpy(), table["required"])
    table["usable"] = np.minimum(found["first_usable"].to_numpy(), table["required"])
    table["online_rate"] = table["received"] / table["required"]
    for column in ("out_of_range", "faulty"):
        table[column] = found[column].to_numpy()
    return table


def sensor_quality(
    observations: pd.DataFrame,
    stations: pd.DataFrame,
    *,
    start: datetime,
    end: datetime,
    utc_offset_hours: float,
) -> pd.DataFrame:
    """Judge every sensor over a span: records due and received, gaps, impossible values, a value that stands still.

    Parameters are those of `sensor_days`.

    Returns
    -------
    DataFrame
        ``station_id, property`` and `QUALITY_COLUMNS`: slots ``required, received, usable``; ``online_rate`` (0–1); number
        of ``gaps`` (slots in a row that nothing came in) and the longest one (seconds, its end in UTC); counts
        ``out_of_range`` and ``faulty``; the longest time a value above the rule's floor stood still (seconds, its end), and
        whether that makes the sensor ``stuck`` by `QUALITY_RULES`.
    """
    slots = _Slots(observations, stations, start, end, utc_offset_hours)
    frame, sensors = slots.frame, slots.sensors
    table = sensors[["station_id", "property"]].copy()
    table["required"] = slots.required()
    by_sensor = frame.groupby("sensor")
    sums = by_sensor[["first_in_slot", "first_usable", "out_of_range", "faulty"]].sum().reindex(table.index)
    table["received"] = np.minimum(sums["first_in_slot"], table["required"]).astype(np.int64)
    table["usable"] = np.minimum(sums["first_usable"], table["required"]).astype(np.int64)
    table["online_rate"] = table["received"] / table["required"].clip(lower=1)
    table = table.join(slots.gaps()).join(sums[["out_of_range", "faulty"]]).join(slots.constant())
    limits = np.array([QUALITY_RULES.get(prop, QualityRule()).constant_s for prop in table["property"]])
    table["stuck"] = table["constant_s"].to_numpy() >= limits
    return table[["station_id", "property", *QUALITY_COLUMNS]].reset_index(drop=True)


class _Slots:
    """Observations with the slot of the reporting interval each of them ends in, ordered by sensor and time."""

    def __init__(
        self, observations: pd.DataFrame, stations: pd.DataFrame, start: datetime, end: datetime, offset_hours: float
    ) -> None:
        if start.tzinfo is None or end.tzinfo is None:
            raise InputError("The span does not say its time zone.", hint="Give instants with a time zone.")
        if end <= start:
            raise InputError("The span ends before it begins.", hint="Choose a later end.")
        self._offset_s = round(offset_hours * 3600)
        self._start_s, self._end_s = start.timestamp() + self._offset_s, end.timestamp() + self._offset_s
        intervals = {name: kind.interval_s for name, kind in KINDS.items()}
        of_station = dict(zip(stations["station_id"], stations["kind"].map(intervals).fillna(3600)))
        times = observations["time"].dt.tz_convert("UTC").dt.tz_localize(None).to_numpy().astype("datetime64[s]")
        local = times.astype(np.int64) + self._offset_s
        inside = (local > self._start_s) & (local <= self._end_s)
        frame = observations.loc[inside, ["station_id", "property", "value", "flag"]].copy()
        frame["time_s"] = local[inside]
        frame["sensor"] = frame.groupby(["station_id", "property"], sort=True).ngroup()
        frame = frame.sort_values(["sensor", "time_s"], kind="stable", ignore_index=True)
        self.sensors = frame.drop_duplicates("sensor").set_index("sensor")[["station_id", "property"]]
        self.sensors["interval_s"] = self.sensors["station_id"].map(of_station).fillna(3600).astype(np.int64)
        step = self.sensors["interval_s"].to_numpy()[frame["sensor"]]
        # A slot holds what ends in it, its own end included; a local day the slots that end 01:00 … 24:00.
        frame["slot"] = -(-frame["time_s"].to_numpy() // step)
        frame["day"] = (frame["slot"].to_numpy() * step - 1) // _DAY_S
        low = frame["property"].map({name: prop.minimum for name, prop in PROPERTIES.items()})
        high = frame["property"].map({name: prop.maximum for name, prop in PROPERTIES.items()})
        frame["out_of_range"] = (frame["value"] < low) | (frame["value"] > high)
        frame["faulty"] = frame["flag"].isin(_FAULTY)
        frame["usable"] = (frame["flag"] == "N") & frame["value"].notna() & ~frame["out_of_range"]
        frame["first_in_slot"] = ~frame.duplicated(["sensor", "slot"])
        usable = frame[frame["usable"]]
        frame["first_usable"] = False
        frame.loc[usable.index[~usable.duplicated(["sensor", "slot"])], "first_usable"] = True
        self.frame = frame

    def _slot_range(self) -> tuple[np.ndarray, np.ndarray]:
        """First and last slot of the span for every sensor: those that end inside it."""
        step = self.sensors["interval_s"].to_numpy()
        return (self._start_s // step).astype(np.int64) + 1, (self._end_s // step).astype(np.int64)

    def required(self) -> np.ndarray:
        """Slots of the span for every sensor."""
        first, last = self._slot_range()
        return np.maximum(last - first + 1, 0)

    def days(self) -> pd.DataFrame:
        """Every sensor with every local day of the span that has slots: ``sensor, day, required``."""
        first, last = self._slot_range()
        step = self.sensors["interval_s"].to_numpy()
        days = np.arange(int(self._start_s // _DAY_S), int((self._end_s - 1) // _DAY_S) + 1)
        begins = np.maximum(days * _DAY_S // step[:, None] + 1, first[:, None])
        ends = np.minimum((days + 1) * _DAY_S // step[:, None], last[:, None])
        count = np.maximum(ends - begins + 1, 0)
        sensor, day = np.nonzero(count)
        return pd.DataFrame(
            {"sensor": self.sensors.index.to_numpy()[sensor], "day": days[day], "required": count[sensor, day]}
        )

    def gaps(self) -> pd.DataFrame:
        """Number of gaps, the longest one in seconds and the UTC instant it ended, by sensor."""
        first, last = self._slot_range()
        held = self.frame.loc[self.frame["first_in_slot"], ["sensor", "slot"]]
        # A gap also stands before the first and after the last record of the span.
        edges = pd.DataFrame({"sensor": np.tile(self.sensors.index, 2), "slot": np.concatenate([first - 1, last + 1])})
        slots = pd.concat([held, edges]).sort_values(["sensor", "slot"], ignore_index=True)
        missing = (slots["slot"].diff() - 1).where(slots["sensor"].diff() == 0, 0).clip(lower=0)
        slots = slots.assign(missing=missing.to_numpy(), gap=(missing > 0).to_numpy())
        longest = slots.loc[slots.groupby("sensor")["missing"].idxmax()].set_index("sensor")
        step = self.sensors["interval_s"]
        found = pd.DataFrame({"gaps": slots.groupby("sensor")["gap"].sum().astype(np.int64)})
        found["longest_gap_s"] = (longest["missing"] * step).astype(np.int64)
        ended = pd.Series(np.minimum((longest["slot"] - 1) * step, self._end_s), index=longest.index)
        found["longest_gap_end"] = self._instants(ended).where(found["longest_gap_s"] > 0)
        return found

    def constant(self) -> pd.DataFrame:
        """The longest time a usable value above the rule's floor stood still, and the UTC instant until which."""
        frame = self.frame[self.frame["usable"]]
        floors = frame["property"].map({name: rule.floor for name, rule in QUALITY_RULES.items()})
        frame = frame[frame["value"] > floors.fillna(np.inf)]
        step = self.sensors["interval_s"].to_numpy()[frame["sensor"]]
        time = frame["time_s"].to_numpy()
        digits = frame["property"].map({name: prop.decimals for name, prop in PROPERTIES.items()}).to_numpy()
        value = np.round(frame["value"].to_numpy() * 10.0**digits)
        # One missing record does not interrupt a value that stands still.
        goes_on = (
            (np.diff(frame["sensor"]) == 0) & (np.diff(value) == 0) & (np.diff(time) <= 2 * step[1:])
            if len(frame)
            else np.empty(0, bool)
        )
        run = np.cumsum(np.concatenate([[True], ~goes_on])[: len(frame)])
        spans = pd.DataFrame({"sensor": frame["sensor"].to_numpy(), "run": run, "time": time, "step": step})
        runs = spans.groupby(["sensor", "run"])["time"].agg(["min", "max"])
        runs["length"] = runs["max"] - runs["min"] + spans.groupby(["sensor", "run"])["step"].first()
        longest = (
            runs.loc[runs.groupby("sensor")["length"].idxmax()].droplevel("run") if len(runs) else runs.droplevel("run")
        )
        found = pd.DataFrame(index=self.sensors.index)
        found["constant_s"] = longest["length"].reindex(found.index).fillna(0).astype(np.int64)
        found["constant_end"] = self._instants(longest["max"].reindex(found.index))
        return found

    def _instants(self, local_s: pd.Series) -> pd.Series:
        return pd.to_datetime(local_s - self._offset_s, unit="s", utc=True).astype("datetime64[ns, UTC]")
