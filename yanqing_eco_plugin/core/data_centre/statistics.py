"""Statistics per station and local period, with the validity rules of the standards."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from ..errors import InputError
from ..standards import KINDS, PROPERTIES
from ..standards.means import daily_max_8h_ozone, running_8h_ozone
from ..standards.validity import required_count
from .centre import Period
from .day_grid import day_figures
from .engine import Engine, QueryEngine
from .queries import (
    PERCENTILES,
    TRUNCATIONS,
    between,
    chosen_intervals,
    daily_sums,
    day_summary,
    day_values,
    merge_days,
    of_intervals,
    record_values,
    series,
    summary,
)
from .record_source import DaySource, RecordSource
from .rollups import DayRollup

__all__ = ["STATISTICS_COLUMNS", "judged_intervals", "station_statistics"]

STATISTICS_COLUMNS = ["station_id", "period_start", "mean", "max", "min", *PERCENTILES, "valid", "required", "is_valid"]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def station_statistics(
    observations: RecordSource,
    rollups: DaySource,
    engine: QueryEngine,
    prop: str,
    start: datetime,
    end: datetime,
    *,
    period: Period,
    kinds: Mapping[str, str],
    everyone: bool,
    utc_offset_hours: float,
) -> pd.DataFrame:
    """Statistics as `DataCentre.statistics` describes them.

    A station's statistics are those of one interval: its kind's regular one, else the one it has most records of.
    Ozone as ``o3_8h`` is computed from the hours of ``o3``: running 8 h means for hours, their daily maximum for days and
    longer.

    Parameters
    ----------
    observations, rollups, engine
        Where the records and their daily sums are.
    prop
        Observed property.
    start, end
        ``start < time <= end``, with a time zone.
    period
        What to group by.
    kinds
        Kind of each station asked for.
    everyone
        Whether stations that nobody registered are asked for as well.
    utc_offset_hours
        Local time minus UTC.
    """
    if prop not in PROPERTIES:
        raise InputError("Nobody knows the property {name}.", hint="Use one of the known properties.", name=prop)
    if period not in (*TRUNCATIONS, "whole"):
        raise InputError(
            "There are no statistics by {period}.", hint="Use hour, day, month, year or whole.", period=period
        )
    asked = _Question(observations, rollups, engine, prop, start, end, period, utc_offset_hours)
    if asked.is_of_whole_days():
        found, intervals = asked.of_whole_days(kinds, everyone)
        found["interval"] = found["station_id"].map(intervals)
        return _finished(found, prop, period)
    intervals = asked.intervals(kinds, everyone)
    if not intervals:
        return _finished(pd.DataFrame(columns=[*STATISTICS_COLUMNS[:-2], "interval"]), prop, period)
    if prop == "o3_8h":
        found = asked.of_ozone(intervals)
    elif period in ("hour", "day"):
        found = asked.of_records(intervals)
    else:
        found = asked.of_days(intervals)
    found["interval"] = found["station_id"].map(intervals)
    return _finished(found, prop, period)


def judged_intervals(counts: pd.DataFrame, kinds: Mapping[str, str], everyone: bool) -> dict[str, int]:
    """The interval (s) that each station is judged by: its kind's regular one, else the one it has most records of.

    Parameters
    ----------
    counts
        ``station_id, interval, n``: how many valid records each station has of each interval.
    kinds
        Kind of each station asked for.
    everyone
        Whether the other stations of `counts` are asked for as well.
    """
    regular = {kind.name: kind.interval_s for kind in KINDS.values()}
    best: dict[str, tuple[bool, int, int]] = {}
    for station, interval, count in zip(*(counts[name].tolist() for name in ("station_id", "interval", "n"))):
        if everyone or station in kinds:
            rank = (interval == regular.get(kinds.get(station, "")), int(count), int(interval))
            best[station] = max(best.get(station, rank), rank)
    return {station: rank[2] for station, rank in sorted(best.items())}


class _Question:
    def __init__(
        self,
        observations: RecordSource,
        rollups: DaySource,
        engine: QueryEngine,
        prop: str,
        start: datetime,
        end: datetime,
        period: Period,
        utc_offset_hours: float,
    ) -> None:
        self._observations, self._rollups, self._engine = observations, rollups, engine
        self._prop, self._period = prop, period
        self._source = "o3" if prop == "o3_8h" else prop
        self._start, self._end = start, end
        self._offset = utc_offset_hours
        self._all = False  # whether no series of the property is left out
        self._clock = timezone(timedelta(hours=utc_offset_hours))
        self.local_start = pd.Timestamp(start.astimezone(self._clock).replace(tzinfo=None))

    def intervals(self, kinds: Mapping[str, str], everyone: bool) -> dict[str, int]:
        """The interval each station is judged by, seconds."""
        first = self._start.astimezone(self._clock).date()
        last = (self._end - timedelta(microseconds=1)).astimezone(self._clock).date()
        days = self._rollups.days(first, last, [self._source])
        counts = self._engine.fetch(chosen_intervals(days)).to_pandas()
        best = judged_intervals(counts, kinds, everyone)
        self._all = len(best) == len(counts)
        return best

    def _of_intervals(self, table: ir.Table, intervals: Mapping[str, int]) -> ir.Table:
        return table if self._all else of_intervals(table, intervals)

    def of_records(self, intervals: Mapping[str, int]) -> pd.DataFrame:
        rows = record_values(self._rows(self._start, self._end, intervals), self._offset, self._prop)
        rows = rows.mutate(period_start=rows.clock.truncate(TRUNCATIONS[self._period]))
        return self._summed(rows)

    def of_days(self, intervals: Mapping[str, int]) -> pd.DataFrame:
        required = required_count(self._prop, "day")
        least = (
            [] if required is None else [(i, _records(required * 3600, i) or required) for i in set(intervals.values())]
        )
        return self._of_day_values(day_values(self._days(intervals), self._prop, least))

    def is_of_whole_days(self) -> bool:
        """Whether daily sums alone answer it."""
        midnights = self._midnight_until(self._start), self._midnight_until(self._end)
        return self._prop != "o3_8h" and self._period not in ("hour", "day") and (self._start, self._end) == midnights

    def of_whole_days(self, kinds: Mapping[str, str], everyone: bool) -> tuple[pd.DataFrame, dict[str, int]]:
        """The figures and the interval of each station, both from one look at the daily sums."""
        hours = required_count(self._prop, "day")
        first = self._start.astimezone(self._clock).date()
        last = self._end.astimezone(self._clock).date() - timedelta(days=1)
        truncation = TRUNCATIONS.get(self._period)

        grid = None
        if isinstance(self._rollups, DayRollup) and isinstance(self._engine, Engine):
            grid = self._rollups.grid(first, last, self._source)
        if grid is not None:
            found = day_figures(grid, self._prop, hours, truncation)
        else:
            days = merge_days(self._rollups.days(first, last, [self._source]))
            found = self._engine.fetch(day_summary(days, self._prop, hours, truncation)).to_pandas()
        counts = found[["station_id", "interval", "records"]].rename(columns={"records": "n"})
        if self._period != "whole":
            counts = counts.groupby(["station_id", "interval"])["n"].sum().reset_index()
        intervals = judged_intervals(counts, kinds, everyone)
        chosen = (found["valid"] > 0) & (found["interval"] == found["station_id"].map(intervals))
        return self._dated(found[chosen].drop(columns=["interval", "records"])), intervals

    def of_ozone(self, intervals: Mapping[str, int]) -> pd.DataFrame:
        hours = self._rows(self._start, self._end, intervals)
        rows = series(hours, sorted(intervals), ["o3"], self._start, self._end, None)
        frame = self._engine.fetch(rows).to_pandas()
        frame = frame[frame["flag"] == "N"].rename(columns={"value": "o3"})
        if self._period in ("hour", "day"):
            means = running_8h_ozone(frame, utc_offset_hours=self._offset).dropna(subset="o3_8h")
            inside = means["time"] - pd.Timedelta(microseconds=1)
            means["period_start"] = inside.dt.floor("h" if self._period == "hour" else "D")
            if self._period == "day":
                means = means[inside.dt.hour >= 7]
            values = ibis.memtable(means[["station_id", "period_start", "o3_8h"]].rename(columns={"o3_8h": "value"}))
            found = self._summed(values)
            # The value of a day is its highest 8 h mean, not the mean of them all.
            found["mean"] = found["max"] if self._period == "day" else found["mean"]
            return found
        days = daily_max_8h_ozone(frame, utc_offset_hours=self._offset).dropna(subset="o3_8h")
        table = pd.DataFrame({"station_id": days["station_id"], "day": days["date"].dt.date, "value": days["o3_8h"]})
        return self._of_day_values(
            ibis.memtable(table, schema={"station_id": "string", "day": "date", "value": "float64"})
        )

    def _of_day_values(self, values: ir.Table) -> pd.DataFrame:
        return self._dated(self._engine.fetch(self._by_period(values)).to_pandas())

    def _by_period(self, values: ir.Table) -> ir.Table:
        """Figures of daily values; the whole span's beginning is filled in by `_dated`."""
        if self._period == "whole":
            dated = values.mutate(period_start=ibis.literal(datetime(1970, 1, 1)))
        else:
            dated = values.mutate(period_start=values.day.truncate(TRUNCATIONS[self._period]).cast("timestamp"))
        return summary(dated, ["station_id", "period_start"], self._prop)

    def _dated(self, found: pd.DataFrame) -> pd.DataFrame:
        return found.assign(period_start=self.local_start) if self._period == "whole" else found

    def _summed(self, values: ir.Table) -> pd.DataFrame:
        question = summary(values, ["station_id", "period_start"], self._prop)
        return self._engine.fetch(question).to_pandas()

    def _rows(self, start: datetime, end: datetime, intervals: Mapping[str, int]) -> ir.Table:
        table = self._observations.rows(
            self._engine, after=_us(start), until=_us(end), properties=[self._source], stations=list(intervals)
        )
        rows = between(table, start, end)
        return self._of_intervals(rows.filter(rows.property == self._source), intervals)

    def _days(self, intervals: Mapping[str, int]) -> ir.Table:
        """Daily sums of the span: whole days from the roll-up, the cut days at its ends from the records."""
        first = self._midnight_from(self._start)
        last = max(first, self._midnight_until(self._end))
        cut = (
            [(self._start, min(first, self._end)), (last, self._end)]
            if first <= self._end
            else [(self._start, self._end)]
        )
        parts = [daily_sums(self._rows(start, end, intervals), self._offset) for start, end in cut if start < end]
        if first < last:
            days = self._rollups.days(first.date(), last.date() - timedelta(days=1), [self._source])
            parts.append(merge_days(self._of_intervals(days, intervals)))
        return parts[0] if len(parts) == 1 else ibis.union(*parts)

    def _midnight_until(self, moment: datetime) -> datetime:
        return moment.astimezone(self._clock).replace(hour=0, minute=0, second=0, microsecond=0)

    def _midnight_from(self, moment: datetime) -> datetime:
        before = self._midnight_until(moment)
        return before if before == moment else before + timedelta(days=1)


def _records(seconds: int, interval: int) -> int | None:
    """How many records of an interval cover so many seconds; None for instants."""
    return math.ceil(seconds / interval) if interval > 0 else None


def _required(prop: str, period: Period, start: date, interval: int) -> int | None:
    if period == "whole":
        return None
    count = required_count(prop, period, start)
    if count is None or prop == "o3_8h" or period in ("month", "year"):
        return None if period == "hour" else count
    seconds = count * (60 if period == "hour" else 3600)
    return _records(seconds, interval) or (count if period == "day" else None)


def _finished(found: pd.DataFrame, prop: str, period: Period) -> pd.DataFrame:
    starts = pd.to_datetime(found["period_start"]).to_numpy("datetime64[ns]")
    pairs = list(zip(starts.tolist(), found["interval"].tolist()))
    rules = {pair: _required(prop, period, pd.Timestamp(pair[0]).date(), int(pair[1])) for pair in set(pairs)}
    required = pd.array([rules[pair] for pair in pairs], dtype="Int64")
    valid = found["valid"].to_numpy(np.int64)
    figures = {name: found[name].to_numpy(np.float64) for name in ("mean", "max", "min", *PERCENTILES)}
    station = found["station_id"].reset_index(drop=True)
    judged = {"valid": valid, "required": required, "is_valid": pd.Series(valid, dtype="Int64") >= required}
    return pd.DataFrame({"station_id": station, "period_start": starts, **figures, **judged})[STATISTICS_COLUMNS]


def _us(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)
