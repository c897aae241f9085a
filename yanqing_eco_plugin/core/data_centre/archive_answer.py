"""Answers a question to the archive from the records and daily sums of any kind of centre."""

from __future__ import annotations

from datetime import timedelta, timezone

import numpy as np
import pandas as pd

from .archive import ArchiveQuestion
from .engine import QueryEngine
from .instants import microseconds
from .observations import ObservationStore
from .queries import chosen_intervals
from .record_source import DaySource, RecordSource
from .statistics import judged_intervals

__all__ = ["archive_answer"]


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
        ``station_id, kind, township`` of the stations asked for.
    everyone
        Whether stations that nobody registered are asked for as well.
    """
    clock = timezone(timedelta(hours=question.utc_offset_hours))
    first = question.start.astimezone(clock).date()
    last = (question.end - timedelta(microseconds=1)).astimezone(clock).date()
    counts = engine.fetch(chosen_intervals(days.days(first, last, [question.prop]))).to_pandas()
    intervals = judged_intervals(counts, dict(zip(stations["station_id"], stations["kind"])), everyone)
    places = pd.DataFrame({"station_id": list(intervals), "interval": np.array(list(intervals.values()), np.int32)})
    places = places.merge(stations[["station_id", "kind", "township"]], on="station_id", how="left")
    names = places["station_id"].tolist()
    if not names:
        return question.finished(pd.DataFrame(columns=question.columns))
    rows = records.rows(
        engine,
        after=microseconds(question.start),
        until=microseconds(question.end),
        properties=[question.prop],
        stations=names,
    )
    everybody = len(names) == counts["station_id"].nunique()
    bounded = isinstance(records, ObservationStore)
    asked = question.expression(rows, places, None if everybody else names, bounded=bounded)
    return question.finished(engine.fetch(asked).to_pandas())
