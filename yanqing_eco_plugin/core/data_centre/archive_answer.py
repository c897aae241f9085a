"""Answers a question to the archive from the records and daily sums of any kind of centre."""

from __future__ import annotations

from datetime import time, timedelta, timezone

import numpy as np
import pandas as pd

from .archive import ArchiveQuestion
from .engine import QueryEngine
from .instants import microseconds
from .observations import ObservationStore
from .queries import chosen_intervals
from .record_source import DaySource, RecordSource
from .statistics import judged_intervals

__all__ = ["STATION_COLUMNS", "archive_answer"]

STATION_COLUMNS = ["station_id", "kind", "township"]


def archive_answer(
    records: RecordSource,
    days: DaySource,
    engine: QueryEngine,
    question: ArchiveQuestion,
    stations: pd.DataFrame,
    *,
    everyone: bool,
) -> pd.DataFrame:
    """The answer to a question, see `DataCentre.archive_statistics`.

    Parameters
    ----------
    records, days, engine
        Where the records and their daily sums are, and what evaluates them.
    question
        What is asked.
    stations
        `STATION_COLUMNS` of the stations asked for.
    everyone
        Whether stations that nobody registered are asked for as well.
    """
    after, until = microseconds(question.start), microseconds(question.end)
    sums = None
    if not question.needs_values and not question.needs_clock:
        sums = records.sums(engine, question.prop, after, until, extremes=question.needs_extremes)
    counts = _counts(days, engine, question) if sums is None or not _is_of_whole_days(question) else sums
    intervals = judged_intervals(counts, dict(zip(stations["station_id"], stations["kind"])), everyone)
    places = pd.DataFrame({"station_id": list(intervals), "interval": np.array(list(intervals.values()), np.int32)})
    places = places.merge(stations[STATION_COLUMNS], on="station_id", how="left")
    names = places["station_id"].tolist()
    if not names:
        return question.finished(pd.DataFrame(columns=question.columns))
    if sums is not None:
        return question.finished(question.of_sums(sums, places))
    rows = records.rows(engine, after=after, until=until, properties=[question.prop], stations=names)
    everybody = len(names) == counts["station_id"].nunique()
    bounded = isinstance(records, ObservationStore)
    asked = question.expression(rows, places, None if everybody else names, bounded=bounded)
    return question.finished(engine.fetch(asked).to_pandas())


def _counts(days: DaySource, engine: QueryEngine, question: ArchiveQuestion) -> pd.DataFrame:
    """How many valid records each station has of each interval on the days that the span touches."""
    clock = _clock(question)
    first = question.start.astimezone(clock).date()
    last = (question.end - timedelta(microseconds=1)).astimezone(clock).date()
    return engine.fetch(chosen_intervals(days.days(first, last, [question.prop]))).to_pandas()


def _is_of_whole_days(question: ArchiveQuestion) -> bool:
    """Whether the span touches no day that it does not hold as a whole."""
    return all(moment.astimezone(_clock(question)).time() == time.min for moment in (question.start, question.end))


def _clock(question: ArchiveQuestion) -> timezone:
    return timezone(timedelta(hours=question.utc_offset_hours))
