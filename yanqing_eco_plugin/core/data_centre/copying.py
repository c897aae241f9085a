"""Copies one data centre into another, whole or by time: resumable, and verified by counts and checksums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from ..errors import CentreError, InputError
from ..progress import Progress, checkpoint, portion
from .arrival import KEPT_DAYS, stored_form
from .centre import DataCentre
from .copying_access import BulkAccess, Month, Span
from .copying_sums import MonthSum, SumOfRows
from .folder import FolderCentre
from .instants import aware
from .schema import TABLES, VIEWS

__all__ = ["CopiedMonth", "CopyReport", "bulk_access", "copy_centre"]

# Kept at ingest from what else is copied.
_DERIVED = {view.state for view in VIEWS.values()}
# Copied some days at a time: it has a row for each station and day.
_BY_DAY = "arrival"
_DAYS_AT_ONCE = 31
_ROWS_AT_ONCE = 262_144


@dataclass(frozen=True)
class CopiedMonth:
    """What became of one month.

    Attributes
    ----------
    month
        Year and month, UTC.
    rows
        Observations of the source.
    checksum
        Theirs, independent of their order.
    how
        ``copied``; ``present`` where the target held just these rows; ``merged`` where it held others, too.
    """

    month: Month
    rows: int
    checksum: str
    how: Literal["copied", "present", "merged"]


@dataclass(frozen=True)
class CopyReport:
    """What a copy did. Every month in it was verified.

    Attributes
    ----------
    months
        The months of the span.
    features
        Rows written per table; tables without a difference are left out.
    fixes
        Positions that the target did not hold.
    """

    months: tuple[CopiedMonth, ...]
    features: dict[str, int] = field(default_factory=dict)
    fixes: int = 0

    @property
    def rows(self) -> int:
        """Observations that are in both centres now."""
        return sum(month.rows for month in self.months)


def bulk_access(centre: DataCentre) -> BulkAccess:
    """The parts of a centre, for copying."""
    if isinstance(centre, FolderCentre):
        from .copying_folder import FolderBulk

        return FolderBulk(centre)
    from .postgis.bulk import SharedBulk

    return SharedBulk(centre)


def copy_centre(
    source: DataCentre,
    target: DataCentre,
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    progress: Progress | None = None,
) -> CopyReport:
    """Copy features and observations into another centre and verify them.

    Months go over one by one, each whole or not at all; a copy that was interrupted goes on where it stopped, because
    months that are there already, told by their checksum, are left alone. The source is only read. Derived states are
    computed anew. Memory stays bounded whatever the size of the centre.

    Parameters
    ----------
    source, target
        Open centres of the same district, of any kind.
    start, end
        Only observations and positions with ``start < time <= end``; features are always copied whole.
    progress
        Told after each part of a month.

    Raises
    ------
    InputError
        The centres belong to different districts or clocks, or are one and the same.
    CentreError
        What arrived is not what was sent; the month concerned is named.
    """
    _check_pair(source, target)
    span = Span(None if start is None else aware(start), None if end is None else aware(end))
    with closing(bulk_access(source)) as giver, closing(bulk_access(target)) as taker:
        checkpoint(progress, 0.0)
        features = _copy_features(source, target, taker, portion(progress, 0.0, 0.05))
        months = [month for month in giver.months() if _touches(month, span)]
        there = set(taker.months())
        done: list[CopiedMonth] = []
        unverified: Future[MonthSum] | None = None
        with ThreadPoolExecutor(1, thread_name_prefix="yanqing-eco-verify") as verifier:
            for at, month in enumerate(months):
                step = portion(progress, 0.05 + 0.85 * at / len(months), 0.05 + 0.85 * (at + 1) / len(months))
                copied, held = _copy_month(giver, taker, target, month, span, month in there, verifier, step)
                _verify_last(done, unverified)
                done.append(copied)
                unverified = held
            _verify_last(done, unverified)
        arrivals = _copy_arrivals(source, target, taker)
        if arrivals:
            features[_BY_DAY] = arrivals
        fixes = _copy_fixes(source, target, giver, span, portion(progress, 0.9, 0.95))
        taker.finish()
        checkpoint(progress, 1.0)
    return CopyReport(tuple(done), features, fixes)


def _check_pair(source: DataCentre, target: DataCentre) -> None:
    if source.address == target.address:
        raise InputError("Source and target are the same data centre.", hint="Choose another target.")
    one, other = source.district, target.district
    if (one.code, one.utc_offset_hours) != (other.code, other.utc_offset_hours):
        raise InputError(
            "The data centres belong to different districts: {one} and {other}.",
            hint="Make the target for the district of the source.",
            one=one.name or one.code,
            other=other.name or other.code,
        )
    if source.synthetic and not target.synthetic:
        raise InputError(
            "The source is a made-up district, the target is not.",
            hint="Make the target as synthetic, so that nobody takes made-up values for real ones.",
        )


def _bounds(month: Month) -> tuple[datetime, datetime]:
    year, number = month
    return datetime(year, number, 1, tzinfo=UTC), datetime(year + number // 12, number % 12 + 1, 1, tzinfo=UTC)


def _touches(month: Month, span: Span) -> bool:
    first, after = _bounds(month)
    last = after - timedelta(microseconds=1)
    return (span.start is None or span.start < last) and (span.end is None or first <= span.end)


def _copy_month(
    giver: BulkAccess,
    taker: BulkAccess,
    target: DataCentre,
    month: Month,
    span: Span,
    there: bool,
    verifier: Executor,
    progress: Progress,
) -> tuple[CopiedMonth, Future[MonthSum] | None]:
    """Copy one month; what the target holds of it afterwards is told later, while the next month goes over."""
    if there:
        sent = giver.month_sum(month, span)
        if sent == taker.month_sum(month, span):
            checkpoint(progress, 1.0)
            return CopiedMonth(month, sent.rows, sent.checksum, "present"), None
        return _merge_month(giver, taker, target, month, span, sent, progress), None
    counted = SumOfRows()
    with giver.read_month(month, span) as parts:
        taker.load_month(month, _reported(counted.watch(parts), progress))
    sent = counted.total()
    held = verifier.submit(taker.month_sum, month, span)
    checkpoint(progress, 1.0)
    return CopiedMonth(month, sent.rows, sent.checksum, "copied"), held


def _reported(parts: Iterable[pa.Table], progress: Progress) -> Iterator[pa.Table]:
    """The same parts; how many there will be nobody knows, so that the bar only comes closer to its end."""
    seen = 0
    for part in parts:
        seen += part.num_rows
        checkpoint(progress, 0.9 * seen / (seen + _ROWS_AT_ONCE * 8))
        yield part


def _merge_month(
    giver: BulkAccess,
    taker: BulkAccess,
    target: DataCentre,
    month: Month,
    span: Span,
    sent: MonthSum,
    progress: Progress,
) -> CopiedMonth:
    accepted = 0
    with giver.read_month(month, span) as parts:
        for part in parts:
            for at in range(0, part.num_rows, _ROWS_AT_ONCE):
                frame = part.slice(at, _ROWS_AT_ONCE).to_pandas()
                accepted += target.append_observations(frame).accepted
                checkpoint(progress, min(accepted / max(sent.rows, 1), 0.9))
    # Only counted: rows that the target alone holds are in its sum as well.
    held = taker.month_sum(month, span)
    _verify(month, sent, held if held.rows == sent.rows else MonthSum(accepted, sent.checksum))
    return CopiedMonth(month, sent.rows, sent.checksum, "merged")


def _verify_last(done: list[CopiedMonth], held: Future[MonthSum] | None) -> None:
    if held is not None:
        _verify(done[-1].month, MonthSum(done[-1].rows, done[-1].checksum), held.result())


def _verify(month: Month, sent: MonthSum, held: MonthSum) -> None:
    if sent != held:
        raise CentreError(
            "The copy of {month} differs from its source: {sent} rows were sent, {held} arrived.",
            hint="Check the disk of the target and copy again; the source is untouched.",
            details=f"{sent.checksum} / {held.checksum}",
            month=f"{month[0]}-{month[1]:02}",
            sent=sent.rows,
            held=held.rows,
        )


def _copy_features(source: DataCentre, target: DataCentre, taker: BulkAccess, progress: Progress) -> dict[str, int]:
    written: dict[str, int] = {}
    tables = [name for name in TABLES if name not in _DERIVED and name != _BY_DAY]
    for at, name in enumerate(tables):
        rows = _different(name, source.features(name), target.features(name))
        if len(rows):
            taker.restore(name, rows)
            written[name] = len(rows)
            left = _different(name, source.features(name), target.features(name))
            if len(left):
                raise CentreError(
                    "{count} rows of {table} did not arrive as they were sent.",
                    hint="Check the disk of the target and copy again; the source is untouched.",
                    details=", ".join(str(key) for key in left[TABLES[name].key].head(20)),
                    count=len(left),
                    table=name,
                )
        checkpoint(progress, (at + 1) / len(tables))
    return written


def _copy_arrivals(source: DataCentre, target: DataCentre, taker: BulkAccess) -> int:
    """Copy how late records came; returns the rows written."""
    span = source.time_span()
    if span is None:
        return 0
    written = 0
    last = span[1].date() + timedelta(1)
    first = max(span[0].date() - timedelta(1), last - timedelta(KEPT_DAYS + _DAYS_AT_ONCE))
    while last >= first:
        days = last - timedelta(_DAYS_AT_ONCE - 1), last
        rows = _different(_BY_DAY, stored_form(source.arrivals(*days)), stored_form(target.arrivals(*days)))
        if len(rows):
            taker.restore(_BY_DAY, rows)
            written += len(rows)
        last -= timedelta(_DAYS_AT_ONCE)
    return written


def _different(name: str, ours: pd.DataFrame, theirs: pd.DataFrame) -> pd.DataFrame:
    """Rows of `ours` that `theirs` does not have just so; rows of a log only where the other has none with the key."""
    table = TABLES[name]
    keys = theirs[table.key].tolist()
    if table.append_only:
        return ours[~ours[table.key].isin(keys)]
    held = dict(zip(keys, _marks(theirs)))
    differs = [held.get(key) != mark for key, mark in zip(ours[table.key].tolist(), _marks(ours))]
    return ours[pd.Series(differs, index=ours.index, dtype=bool)]


def _marks(rows: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    columns: list[list[object]] = []
    for name in rows.columns:
        column = rows[name]
        if isinstance(rows, gpd.GeoDataFrame) and name == rows.geometry.name:
            columns.append(column.to_wkb().tolist())
        else:
            columns.append([None if gone else value for value, gone in zip(column.tolist(), column.isna())])
    return iter(list(zip(*columns)))


def _copy_fixes(source: DataCentre, target: DataCentre, giver: BulkAccess, span: Span, progress: Progress) -> int:
    added = 0
    months = [month for month in giver.fix_months() if _touches(month, span)]
    for at, month in enumerate(months):
        first, after = _bounds(month)
        # A fix at the first instant of a month belongs to it; spans are open at their start.
        first = first - pd.Timedelta(microseconds=1)
        after = after - pd.Timedelta(microseconds=1)
        start = first if span.start is None else max(first, span.start)
        end = after if span.end is None else min(after, span.end)
        frame = source.fixes(None, start, end)
        if len(frame):
            result = target.append_fixes(frame)
            added += result.added
            if result.accepted != len(frame):
                raise CentreError(
                    "The copy of {month} differs from its source: {sent} rows were sent, {held} arrived.",
                    hint="Check the disk of the target and copy again; the source is untouched.",
                    month=f"{month[0]}-{month[1]:02}",
                    sent=len(frame),
                    held=result.accepted,
                )
        checkpoint(progress, (at + 1) / len(months))
    return added
