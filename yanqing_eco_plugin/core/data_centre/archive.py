"""Statistics of the archive: any property, span and grouping, as one ibis expression for every engine."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from ..errors import InputError
from ..standards import PROPERTIES
from .archive_moments import moments, moments_of_frame, sums_of_rows
from .centre import Figure, Group, Period
from .queries import (
    CIRCULAR,
    ENERGETIC,
    PERCENTILES,
    TRUNCATIONS,
    between,
    energy_of,
    level_of,
    local_time,
    of_stations,
    valid_rows,
)

__all__ = ["ARCHIVE_FIGURES", "GROUPS", "ArchiveQuestion"]

GROUPS: tuple[Group, ...] = ("station", "township", "kind", "hour", "weekday")
ARCHIVE_FIGURES: tuple[Figure, ...] = ("n", "mean", "max", "min", "p50", "p90", "p95", "p98")

_COLUMNS = {"station": "station_id"}
_PLACES = {"station_id": "string", "interval": "int32", "kind": "string", "township": "string"}


@dataclass(frozen=True)
class ArchiveQuestion:
    """What is asked of the archive.

    Attributes
    ----------
    prop
        Observed property.
    start, end
        ``start < time <= end``, with a time zone.
    period
        Local period to group by; ``whole`` is one.
    group_by
        What else to group by, any of `GROUPS`; empty for all stations together. ``hour`` is the hour 0–23 of the local day
        that the record belongs to (one that ends at 01:00 belongs to hour 0), ``weekday`` is 1 (Monday) to 7.
    utc_offset_hours
        Local time minus UTC.
    figures
        Any of `ARCHIVE_FIGURES`; None: all of them.

    Raises
    ------
    InputError
        A property, period, group or figure that does not exist, or a span that ends before it begins.
    """

    prop: str
    start: datetime
    end: datetime
    period: Period = "whole"
    group_by: tuple[Group, ...] = ("station",)
    utc_offset_hours: float = 8.0
    figures: Collection[Figure] | None = None

    def __post_init__(self) -> None:
        if self.prop not in PROPERTIES:
            raise InputError(
                "Nobody knows the property {name}.", hint="Use one of the known properties.", name=self.prop
            )
        if self.prop == "o3_8h":
            raise InputError(
                "The archive holds no running 8 h means of ozone; they are made from the hours of o3.",
                hint="Ask for o3, or use the station statistics for o3_8h.",
            )
        if self.period not in (*TRUNCATIONS, "whole"):
            raise InputError(
                "There are no statistics by {period}.",
                hint="Use hour, day, month, year or whole.",
                period=self.period,
            )
        strange = [name for name in self.group_by if name not in GROUPS]
        if strange or len(set(self.group_by)) < len(self.group_by):
            raise InputError(
                "The archive cannot be grouped by {names}.",
                hint="Group by any of station, township, kind, hour and weekday, each at most once.",
                names=", ".join(strange or self.group_by),
            )
        unheard = [name for name in self.figures or () if name not in ARCHIVE_FIGURES]
        if unheard:
            raise InputError(
                "The archive has no figures called {names}.",
                hint="Ask for any of n, mean, max, min, p50, p90, p95 and p98.",
                names=", ".join(unheard),
            )
        if self.end <= self.start:
            raise InputError(
                "The end of the span is not after its beginning.", hint="Choose a later end.", details=str(self.end)
            )

    @property
    def keys(self) -> list[str]:
        """Columns of the answer that say what a row stands for."""
        return [*(_COLUMNS.get(name, name) for name in self.group_by), "period_start"]

    @property
    def columns(self) -> list[str]:
        """All columns of the answer."""
        return [*self.keys, *(name for name in ARCHIVE_FIGURES if self.figures is None or name in self.figures)]

    @property
    def needs_values(self) -> bool:
        """Whether records have to be counted by value: percentiles are asked for."""
        return self.figures is None or any(name in PERCENTILES for name in self.figures)

    @property
    def needs_extremes(self) -> bool:
        """Whether the smallest or largest value is asked for."""
        return self.figures is None or "max" in self.figures or "min" in self.figures

    @property
    def needs_clock(self) -> bool:
        """Whether it matters when in the span a record was measured."""
        return self.period != "whole" or "hour" in self.group_by or "weekday" in self.group_by

    def expression(
        self,
        observations: ir.Table,
        places: pd.DataFrame,
        stations: Collection[str] | None = None,
        *,
        bounded: bool = False,
    ) -> ir.Table:
        """The answer as an ibis expression over the observations of any engine.

        Equal values are counted first: everything else is taken from these counts, so that percentiles of any number of
        records are exact, alike on all engines, and never need all values of a group in memory. Without percentiles the
        records are added up by series and clock.

        Parameters
        ----------
        observations
            Table of observations; the session's time zone must be UTC.
        places
            ``station_id, interval`` (s), ``kind, township`` of each series that counts.
        stations
            Names to limit the rows to before they are counted; None where all or most are wanted.
        bounded
            Whether `observations` hold nothing outside the span.
        """
        counts_of_parts = [self._counted(part, stations, bounded) for part in _parts(observations)]
        counted = counts_of_parts[0] if len(counts_of_parts) == 1 else ibis.union(*counts_of_parts)
        known = counted.inner_join(
            ibis.memtable(places[list(_PLACES)], schema=_PLACES).rename(place="station_id", every="interval"),
            [("station_id", "place"), ("interval", "every")],
        )
        if self.period == "whole":
            known = known.mutate(period_start=ibis.literal(self.local_start))
        if not self.needs_values:
            return moments(known, self.keys, self.prop)
        counts = known.group_by([*self.keys, "value"]).agg(count=lambda t: t["count"].sum().cast("int64"))
        return _figures(counts, self.keys, self.prop)

    def _counted(self, observations: ir.Table, stations: Collection[str] | None, bounded: bool) -> ir.Table:
        """How often each value occurs, or what the values add up to, by series and clock."""
        rows = observations if bounded else between(observations, self.start, self.end)
        rows = valid_rows(rows.filter(rows.property == self.prop))
        if stations is not None:
            rows = of_stations(rows, stations)
        clock = self._clock_keys(local_time(rows, self.utc_offset_hours))
        rows = rows.select("station_id", "interval", "value", **clock)
        if not self.needs_values:
            return sums_of_rows(rows, ["station_id", "interval", *clock], self.prop)
        return rows.group_by(["station_id", "interval", *clock, "value"]).agg(count=lambda t: t.count())

    def _clock_keys(self, clock: ir.TimestampColumn) -> dict[str, ir.Value]:
        keys: dict[str, ir.Value] = {}
        if self.period != "whole":
            keys["period_start"] = clock.truncate(TRUNCATIONS[self.period])
        if "hour" in self.group_by:
            keys["hour"] = clock.hour().cast("int32")
        if "weekday" in self.group_by:
            keys["weekday"] = (clock.day_of_week.index() + 1).cast("int32")
        return keys

    @property
    def local_start(self) -> datetime:
        """The beginning on the district's clock, naive."""
        return self.start.astimezone(timezone(timedelta(hours=self.utc_offset_hours))).replace(tzinfo=None)

    def of_sums(self, sums: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
        """The same answer as by `expression` where neither percentiles nor clock are asked for.

        Parameters
        ----------
        sums
            Sums of the records by series, see `RecordSums.of`.
        places
            As for `expression`.
        """
        known = sums.merge(places[list(_PLACES)], on=["station_id", "interval"])
        return moments_of_frame(known.assign(period_start=self.local_start), self.keys, self.prop)

    def finished(self, found: pd.DataFrame) -> pd.DataFrame:
        """The engine's answer in the types every engine shall give."""
        frame = found[self.columns].copy()
        # Engines give local clocks with or without the session's zone, which is UTC.
        frame["period_start"] = pd.to_datetime(frame["period_start"], utc=True).dt.tz_localize(None)
        counted = ("hour", "weekday", "n")
        figures = {name: np.int64 if name in counted else np.float64 for name in (*counted, *ARCHIVE_FIGURES)}
        types: Mapping[str, type] = {name: kind for name, kind in figures.items() if name in frame.columns}
        frame = frame.astype({**types, "period_start": "datetime64[ns]"})
        return frame.sort_values(self.keys, ignore_index=True)


def _parts(observations: ir.Table) -> list[ir.Table]:
    """Observations that lie in two places are counted where they are: only counts have to travel."""
    union = observations.op()
    return [union.left.to_expr(), union.right.to_expr()] if isinstance(union, ops.Union) else [observations]


def _figures(counts: ir.Table, keys: list[str], prop: str) -> ir.Table:
    """Figures by `keys` from the number of times each value occurs.

    Percentiles lie at rank 1 + (n - 1) p, linear between neighbours (HJ 663-2013, appendix A). Levels in dB have energy
    means, angles vector means and neither extremes nor percentiles.
    """
    times, value = counts["count"], counts.value
    if prop in CIRCULAR:
        radians = value * (math.pi / 180.0)
        # Of sums, not of means: the direction is the same, and so is every engine's last digit but one.
        turned = (radians.sin() * times).sum().atan2((radians.cos() * times).sum()) * (180.0 / math.pi)
        grouped = counts.group_by(keys).agg(n=times.sum().cast("int64"), mean=(turned + 360.0) % 360.0)
        return grouped.mutate(**dict.fromkeys(("max", "min", *PERCENTILES), ibis.null("float64"))).order_by(keys)
    ranked = counts.mutate(
        n=times.sum().over(group_by=keys).cast("int64"),
        upto=times.sum().over(group_by=keys, order_by="value", rows=(None, 0)).cast("int64"),
    )

    def mean(values: ir.FloatingColumn) -> ir.FloatingScalar:
        return (values * ranked["count"]).sum() / ranked["count"].sum()

    figures: dict[str, ir.Value] = {
        "n": ranked["count"].sum().cast("int64"),
        "mean": level_of(mean(energy_of(ranked.value))) if prop in ENERGETIC else mean(ranked.value),
        "max": ranked.value.max(),
        "min": ranked.value.min(),
    }
    for name, share in PERCENTILES.items():
        # Whole numbers, so that no engine rounds a rank to its neighbour.
        hundredths = (ranked.n - 1) * round(share * 100)
        lower = hundredths // 100
        upper = (hundredths + 99) // 100
        figures[f"{name}_low"] = ibis.cases((ranked.upto > lower, ranked.value)).min()
        figures[f"{name}_high"] = ibis.cases((ranked.upto > upper, ranked.value)).min()
    found = ranked.group_by(keys).agg(**figures)
    between_ = {
        name: found[f"{name}_low"]
        + (found[f"{name}_high"] - found[f"{name}_low"])
        * (((found.n - 1) * round(share * 100)) % 100).cast("float64")
        / 100.0
        for name, share in PERCENTILES.items()
    }
    return found.select(*keys, "n", "mean", "max", "min", **between_).order_by(keys)
