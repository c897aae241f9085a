"""Watches the monitors: how many of the records that were due came, what is missing, what cannot be true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
import pandas as pd

from ..errors import InputError
from ..standards import KINDS, PROPERTIES
from .quality_rules import QUALITY_RULES, QualityRule

__all__ = ["DAY_COLUMNS", "QUALITY_COLUMNS", "sensor_days", "sensor_quality", "sensor_tables"]

# Of `sensor_quality`, beside station_id and property.
QUALITY_COLUMNS = (
    *("required", "received", "usable", "online_rate", "gaps", "longest_gap_s", "longest_gap_end"),
    *("out_of_range", "faulty", "constant_s", "constant_end", "stuck"),
)
# Of `sensor_days`, beside station_id, property and day.
DAY_COLUMNS = (
    *("required", "received", "usable", "online_rate", "gaps", "longest_gap_s", "out_of_range", "faulty", "stuck"),
)

_DAY_S = 86400
# HJ 212 flags of a device that says itself that its value is none: fault, over range, no communication.
_FAULTY = ("D", "T", "B")
_COUNTS = ["first_in_slot", "first_usable", "out_of_range", "faulty"]


def sensor_days(
    observations: pd.DataFrame,
    stations: pd.DataFrame,
    *,
    start: datetime,
    end: datetime,
    utc_offset_hours: float,
) -> pd.DataFrame:
    """Count, for every sensor and local day, the records that were due, that came, and that can be used, and the gaps.

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
        ``station_id, property, day`` (local date, datetime64) and `DAY_COLUMNS`: slots ``required, received, usable``;
        ``online_rate`` (0–1); number of ``gaps`` (slots in a row that nothing came in; cut at midnight) and the longest one
        (seconds); counts ``out_of_range`` (records beyond the property's physical bounds) and ``faulty`` (records flagged
        D, T or B); ``stuck``: whether the day lies in a stretch over which the value stood still for as long as
        `QUALITY_RULES` say, as far as that stretch lies in the span. Each sensor that reported at all in the span has a row
        for every day of it.

    Raises
    ------
    InputError
        For a time without a zone or a span that ends before it begins.
    """
    return _days_of(_Slots(observations, stations, start, end, utc_offset_hours))


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
    return _whole_of(_Slots(observations, stations, start, end, utc_offset_hours))


def sensor_tables(
    observations: pd.DataFrame,
    stations: pd.DataFrame,
    *,
    start: datetime,
    end: datetime,
    utc_offset_hours: float,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What `sensor_quality` and `sensor_days` say, from one look at the records."""
    slots = _Slots(observations, stations, start, end, utc_offset_hours)
    return _whole_of(slots), _days_of(slots)


def _whole_of(slots: _Slots) -> pd.DataFrame:
    table = slots.sensors[["station_id", "property"]].copy()
    table["required"] = slots.required()
    sums = slots.frame.groupby("sensor")[_COUNTS].sum().reindex(table.index)
    table["received"] = np.minimum(sums["first_in_slot"], table["required"]).astype(np.int64)
    table["usable"] = np.minimum(sums["first_usable"], table["required"]).astype(np.int64)
    table["online_rate"] = table["received"] / table["required"].clip(lower=1)
    table = table.join(slots.gaps()).join(sums[["out_of_range", "faulty"]]).join(slots.constant())
    table["stuck"] = table["constant_s"].to_numpy() >= slots.limits()
    return table[["station_id", "property", *QUALITY_COLUMNS]].reset_index(drop=True)


def _days_of(slots: _Slots) -> pd.DataFrame:
    days = slots.days()
    sums = slots.frame.groupby(["sensor", "day"], as_index=False)[_COUNTS].sum()
    found = days.merge(sums, on=["sensor", "day"], how="left")
    found[_COUNTS] = found[_COUNTS].fillna(0).astype(np.int64)
    table = slots.sensors.loc[found["sensor"], ["station_id", "property"]].reset_index(drop=True)
    table["day"] = pd.to_datetime(found["day"].to_numpy(), unit="D").astype("datetime64[ns]")
    table["required"] = days["required"].to_numpy()
    table["received"] = np.minimum(found["first_in_slot"].to_numpy(), table["required"])
    table["usable"] = np.minimum(found["first_usable"].to_numpy(), table["required"])
    table["online_rate"] = table["received"] / table["required"]
    table["gaps"], table["longest_gap_s"] = slots.day_gaps(days)
    for column in ("out_of_range", "faulty"):
        table[column] = found[column].to_numpy()
    table["stuck"] = slots.stuck_days(days)
    return table[["station_id", "property", "day", *DAY_COLUMNS]]


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
        """Every sensor with every local day of the span that has slots: ``sensor, day, required, first`` (slot)."""
        first, last = self._slot_range()
        step = self.sensors["interval_s"].to_numpy()
        days = np.arange(int(self._start_s // _DAY_S), int((self._end_s - 1) // _DAY_S) + 1)
        begins = np.maximum(days * _DAY_S // step[:, None] + 1, first[:, None])
        ends = np.minimum((days + 1) * _DAY_S // step[:, None], last[:, None])
        count = np.maximum(ends - begins + 1, 0)
        sensor, day = np.nonzero(count)
        return pd.DataFrame(
            {
                "sensor": self.sensors.index.to_numpy()[sensor],
                "day": days[day],
                "required": count[sensor, day],
                "first": begins[sensor, day],
            }
        )

    def gaps(self) -> pd.DataFrame:
        """Number of gaps, the longest one in seconds and the UTC instant it ended, by sensor."""
        first, last = self._slot_range()
        sensors = self.sensors.index.to_numpy()
        held = self.frame.loc[self.frame["first_in_slot"], ["sensor", "slot"]]
        gaps = _gaps(held["sensor"].to_numpy(), held["slot"].to_numpy(), sensors, first, last)
        step = self.sensors["interval_s"]
        found = pd.DataFrame({"gaps": gaps.count}, index=self.sensors.index)
        found["longest_gap_s"] = gaps.longest * step
        ended = pd.Series(np.minimum(gaps.end * step, self._end_s), index=self.sensors.index)
        found["longest_gap_end"] = self._instants(ended).where(found["longest_gap_s"] > 0)
        return found

    def day_gaps(self, days: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """Number of gaps and the longest one in seconds for each row of `days`, shape (n,) each."""
        numbered = days[["sensor", "day"]].assign(row=np.arange(len(days)))
        held = self.frame.loc[self.frame["first_in_slot"], ["sensor", "day", "slot"]].merge(numbered)
        first = days["first"].to_numpy()
        last = first + days["required"].to_numpy() - 1
        gaps = _gaps(held["row"].to_numpy(), held["slot"].to_numpy(), numbered["row"].to_numpy(), first, last)
        return gaps.count, gaps.longest * self.sensors["interval_s"].loc[days["sensor"]].to_numpy()

    def limits(self) -> np.ndarray:
        """How long each sensor may show the same value, seconds."""
        rules = (QUALITY_RULES.get(prop, QualityRule()) for prop in self.sensors["property"])
        return np.array([rule.constant_s for rule in rules], np.float64)

    @cached_property
    def _runs(self) -> pd.DataFrame:
        """Stretches over which a usable value above the rule's floor stood still: ``sensor, max`` (end), ``length``, s."""
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
        runs = spans.groupby(["sensor", "run"]).agg(min=("time", "min"), max=("time", "max"), step=("step", "first"))
        runs["length"] = runs["max"] - runs["min"] + runs["step"]
        return runs.reset_index()[["sensor", "max", "length"]]

    def constant(self) -> pd.DataFrame:
        """The longest time a value stood still, and the UTC instant until which, by sensor."""
        runs = self._runs
        longest = runs.loc[runs.groupby("sensor")["length"].idxmax()].set_index("sensor")
        found = pd.DataFrame(index=self.sensors.index)
        found["constant_s"] = longest["length"].reindex(found.index).fillna(0).astype(np.int64)
        found["constant_end"] = self._instants(longest["max"].reindex(found.index))
        return found

    def stuck_days(self, days: pd.DataFrame) -> np.ndarray:
        """Whether each row of `days` lies in a stretch long enough to be stuck, shape (n,)."""
        runs = self._runs
        runs = runs[runs["length"].to_numpy() >= self.limits()[runs["sensor"].to_numpy()]]
        inside = {
            (sensor, day)
            for sensor, end, length in zip(runs["sensor"], runs["max"], runs["length"])
            for day in range((end - length) // _DAY_S, (end - 1) // _DAY_S + 1)
        }
        return np.array([key in inside for key in zip(days["sensor"], days["day"])], bool)

    def _instants(self, local_s: pd.Series) -> pd.Series:
        # As whole numbers: pandas stumbles now and then over a column of seconds that are all missing.
        seconds = local_s.fillna(0).astype(np.int64) - self._offset_s
        return pd.to_datetime(seconds, unit="s", utc=True).astype("datetime64[ns, UTC]").where(local_s.notna())


@dataclass(frozen=True)
class _Gaps:
    """Gaps of n groups: how many, slots of the longest one, its last slot; shape (n,) each."""

    count: np.ndarray
    longest: np.ndarray
    end: np.ndarray


def _gaps(
    held_group: np.ndarray, held_slot: np.ndarray, groups: np.ndarray, first: np.ndarray, last: np.ndarray
) -> _Gaps:
    """Gaps between the slots that something came in, for the groups 0 … n-1, each of slots `first` to `last`."""
    # A gap also stands before the first and after the last record.
    group = np.concatenate([held_group, groups, groups])
    slot = np.concatenate([held_slot, first - 1, last + 1])
    order = np.lexsort((slot, group))
    group, slot = group[order], slot[order]
    missing = np.where(np.diff(group) == 0, np.diff(slot) - 1, 0).clip(min=0)
    after = group[1:]
    count = np.bincount(after[missing > 0], minlength=len(groups)).astype(np.int64)
    longest = np.zeros(len(groups), np.int64)
    np.maximum.at(longest, after, missing)
    end = np.zeros(len(groups), np.int64)
    # Of equally long ones the first.
    at = np.flatnonzero((missing > 0) & (missing == longest[after]))[::-1]
    end[after[at]] = slot[1:][at] - 1
    return _Gaps(count, longest, end)
