"""Questions to the time series as ibis expressions: the same on DuckDB, PostgreSQL and Spark.

Every function takes the table of observations (columns of ``schema.OBSERVATION_COLUMNS``) or of daily sums as an ibis
expression and returns one. Where the table is partitioned by ``year`` and ``month``, bounds on time are repeated on them.
The session's time zone must be UTC.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from datetime import UTC, datetime

import ibis
import ibis.expr.types as ir

from ..standards import PROPERTIES

__all__ = [
    "CIRCULAR",
    "DAY_KEYS",
    "ENERGETIC",
    "between",
    "chosen_intervals",
    "daily_sums",
    "day_summary",
    "day_values",
    "merge_days",
    "newest_rows",
    "of_intervals",
    "of_stations",
    "record_values",
    "series",
    "summary",
]

ENERGETIC = tuple(prop.name for prop in PROPERTIES.values() if prop.unit.startswith("dB"))
CIRCULAR = tuple(prop.name for prop in PROPERTIES.values() if prop.circular)
TRUNCATIONS = {"hour": "h", "day": "D", "month": "M", "year": "Y"}
PERCENTILES = {"p50": 0.5, "p90": 0.9, "p95": 0.95, "p98": 0.98}
_MOST_LITERALS = 64
SERIES_KEYS = ["station_id", "property", "interval"]
DAY_KEYS = ["property", "station_id", "interval", "day"]


def between(observations: ir.Table, start: datetime | None, end: datetime | None) -> ir.Table:
    """Rows with ``start < time <= end``; None leaves a side open."""
    # In one step: each takes its time to compile.
    tests: list[ir.BooleanValue] = []
    month = None
    if "year" in observations.columns:
        month = observations.year.cast("int32") * 12 + observations.month.cast("int32")
    if start is not None:
        tests += [observations.time > _instant(start), *([month >= _month(start)] if month is not None else [])]
    if end is not None:
        tests += [observations.time <= _instant(end), *([month <= _month(end)] if month is not None else [])]
    return observations.filter(tests) if tests else observations


def series(
    observations: ir.Table,
    station_ids: Collection[str],
    properties: Collection[str] | None,
    start: datetime,
    end: datetime,
    interval: int | None,
) -> ir.Table:
    """Rows of the stations named, ordered by station, property, time, interval."""
    rows = of_stations(between(observations, start, end), station_ids)
    tests: list[ir.BooleanValue] = []
    if properties is not None:
        tests.append(rows.property.isin(sorted(properties)))
    if interval is not None:
        tests.append(rows.interval == interval)
    rows = rows.filter(tests) if tests else rows
    wanted = rows.select("station_id", "property", "time", "interval", "value", "flag")
    return wanted.order_by(["station_id", "property", "time", "interval"])


def of_stations(table: ir.Table, station_ids: Collection[str]) -> ir.Table:
    """Rows of the stations named."""
    names = sorted(set(station_ids))
    if len(names) <= _MOST_LITERALS:
        return table.filter(table.station_id.isin(names))
    # Each literal is a node of the expression; some hundreds of them take longer than the query.
    return table.semi_join(ibis.memtable({"station_id": names}), "station_id")


def of_intervals(table: ir.Table, intervals: Mapping[str, int]) -> ir.Table:
    """Rows of the stations named, each at its own interval (s)."""
    pairs = {"station_id": list(intervals), "interval": list(intervals.values())}
    wanted = ibis.memtable(pairs, schema={"station_id": "string", "interval": "int32"})
    return table.semi_join(wanted, ["station_id", "interval"])


def newest_rows(observations: ir.Table) -> ir.Table:
    """The newest row of every series, with the series' ``oldest`` instant."""
    ends = observations.group_by(SERIES_KEYS).agg(oldest=lambda t: t.time.min(), newest=lambda t: t.time.max())
    rows = observations.select(*SERIES_KEYS, "time", "value", "flag")
    matched = ends.join(
        rows, [*((ends[key] == rows[key]) for key in SERIES_KEYS), ends.newest == rows.time], rname="{name}_held"
    )
    return matched.select(*SERIES_KEYS, "oldest", "newest", "value", "flag")


def _instant(moment: datetime) -> ir.TimestampScalar:
    return ibis.literal(moment.astimezone(UTC))


def _month(moment: datetime) -> int:
    utc = moment.astimezone(UTC)
    return utc.year * 12 + utc.month


def local_time(observations: ir.Table, utc_offset_hours: float) -> ir.TimestampColumn:
    """Local clock at an instant inside the interval that ends at ``time``.

    GB 3095: the hours of a day are those that end 01:00 … 24:00, so the end itself belongs to the day before.
    """
    shift = round(utc_offset_hours * 3_600_000_000) - 1
    return (observations.time + ibis.interval(microseconds=shift)).cast("timestamp")


def valid_rows(observations: ir.Table) -> ir.Table:
    """Rows that count: flag N and a value."""
    return observations.filter(lambda t: (t.flag == "N") & t.value.notnull())


def daily_sums(observations: ir.Table, utc_offset_hours: float) -> ir.Table:
    """Sums of the valid rows per property, station, interval and local day.

    ``energy`` is the sum of 10^(L/10) of sound levels, ``east`` and ``north`` are the sums of the unit vectors of angles;
    all three are null for other properties.
    """
    rows = valid_rows(observations).mutate(day=lambda t: local_time(t, utc_offset_hours).date())
    turned = rows.property.isin(list(CIRCULAR))
    radians = rows.value * (math.pi / 180.0)
    rows = rows.mutate(
        energy=ibis.cases((rows.property.isin(list(ENERGETIC)), energy_of(rows.value))),
        east=ibis.cases((turned, radians.sin())),
        north=ibis.cases((turned, radians.cos())),
    )
    return rows.group_by(DAY_KEYS).agg(
        n=lambda t: t.count().cast("int32"),
        sum=lambda t: t.value.sum(),
        min=lambda t: t.value.min(),
        max=lambda t: t.value.max(),
        energy=lambda t: t.energy.sum(),
        east=lambda t: t.east.sum(),
        north=lambda t: t.north.sum(),
    )


def merge_days(days: ir.Table) -> ir.Table:
    """One row per property, station, interval and day from the partial sums of several appends."""
    return days.group_by(DAY_KEYS).agg(
        n=lambda t: t.n.sum().cast("int32"),
        sum=lambda t: t["sum"].sum(),
        min=lambda t: t["min"].min(),
        max=lambda t: t["max"].max(),
        energy=lambda t: t.energy.sum(),
        east=lambda t: t.east.sum(),
        north=lambda t: t.north.sum(),
    )


def chosen_intervals(days: ir.Table) -> ir.Table:
    """How many valid rows each station has of each interval: ``station_id, interval, n``."""
    return days.group_by(["station_id", "interval"]).agg(n=lambda t: t.n.sum())


def day_values(days: ir.Table, prop: str, required: Collection[tuple[int, int]]) -> ir.Table:
    """Valid daily means of one property from merged daily sums: ``station_id, day, value`` and ``east, north`` for angles.

    `required` holds pairs of interval and least number of records that make the day's mean valid.
    """
    rows = days
    if required:
        least = ibis.cases(*((days.interval == interval, count) for interval, count in required), else_=1)
        rows = days.filter(days.n >= least)
    return rows.select("station_id", "day", **_mean_columns(rows, prop))


def _mean_columns(days: ir.Table, prop: str) -> dict[str, ir.Value]:
    """Means of daily sums: ``value``; ``east`` and ``north`` for angles."""
    if prop in CIRCULAR:
        return {"value": ibis.null("float64"), "east": days.east / days.n, "north": days.north / days.n}
    return {"value": level_of(days.energy / days.n) if prop in ENERGETIC else days["sum"] / days.n}


def day_summary(days: ir.Table, prop: str, hours: int | None, truncation: str | None) -> ir.Table:
    """Figures of valid daily means of one property: by station, interval and period, with the ``records`` of all days.

    Parameters
    ----------
    days
        Merged daily sums of the property.
    hours
        How many hours of records make a day's mean valid; None: any record does.
    truncation
        Of local days to periods (`TRUNCATIONS`); None: one period that begins in 1970.
    """
    least: ir.Value = ibis.literal(1)
    if hours is not None:
        covering = (ibis.literal(hours * 3600.0) / days.interval).ceil().cast("int64")
        least = ibis.cases((days.interval > 0, covering), else_=hours)
    start = (
        ibis.literal(datetime(1970, 1, 1)) if truncation is None else days.day.truncate(truncation).cast("timestamp")
    )
    means = _mean_columns(days, prop)
    valid = {name: ibis.cases((days.n >= least, mean)) for name, mean in means.items()}
    rows = days.select("station_id", "interval", "n", period_start=start, **valid)
    return summary(rows, ["station_id", "interval", "period_start"], prop)


def record_values(observations: ir.Table, utc_offset_hours: float, prop: str) -> ir.Table:
    """Valid records of one property with the local clock inside their interval: ``station_id, clock, value`` …"""
    rows = valid_rows(observations).mutate(clock=lambda t: local_time(t, utc_offset_hours))
    if prop in CIRCULAR:
        radians = rows.value * (math.pi / 180.0)
        return rows.select("station_id", "clock", value=ibis.null("float64"), east=radians.sin(), north=radians.cos())
    return rows.select("station_id", "clock", "value")


def summary(values: ir.Table, keys: list[str], prop: str) -> ir.Table:
    """Mean, extremes and percentiles of values by `keys`.

    Percentiles lie at rank 1 + (n - 1) p, linear between neighbours (HJ 663-2013, appendix A). Levels in dB have energy
    means, angles vector means and neither extremes nor percentiles. Where values bring the number of records they stand for
    (``n``), ``records`` is their sum.
    """
    if prop in CIRCULAR:
        mean = (values.east.mean().atan2(values.north.mean()) * (180.0 / math.pi) + 360.0) % 360.0
        valid = values.east.count()
    else:
        mean = level_of(energy_of(values.value).mean()) if prop in ENERGETIC else values.value.mean()
        valid = values.value.count()
    figures = {
        "mean": mean,
        "max": values.value.max(),
        "min": values.value.min(),
        # All at once: engines sort the values of a group once for each call.
        "percentiles": values.value.quantile(list(PERCENTILES.values())),
        "valid": valid,
    }
    if "n" in values.columns:
        figures["records"] = values.n.sum()
    grouped = values.group_by(keys).agg(**figures)
    percentiles = {name: grouped.percentiles[at] for at, name in enumerate(PERCENTILES)}
    others = [name for name in figures if name not in ("percentiles", "mean", "max", "min")]
    return grouped.select(
        *keys, "mean", "max", "min", **percentiles, **{name: grouped[name] for name in others}
    ).order_by(keys)


def energy_of(level: ir.FloatingValue) -> ir.FloatingValue:
    """10^(L/10) of a level in dB."""
    return (level * (math.log(10.0) / 10.0)).exp()


def level_of(energy: ir.FloatingValue) -> ir.FloatingValue:
    """Level in dB of an energy."""
    return energy.ln() * (10.0 / math.log(10.0))
