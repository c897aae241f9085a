"""Daily sums that an interrupted writer, a lost folder or a restored backup left behind the records."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from .delta_log import Commit, Partition
from .observations import ObservationStore
from .rollups import DayRollup

__all__ = ["check_sums", "months_around", "recount_all", "roll_up"]

_LOG = logging.getLogger(__name__)


def check_sums(observations: ObservationStore, rollups: DayRollup, settled: int) -> None:
    """Count what the daily sums lack of the `settled` version: their folder was lost, or comes from another day."""
    rolled, current = rollups.counted(), observations.lake.snapshot().version
    if settled <= rolled <= current:
        return
    commits = observations.lake.commits_after(rolled)[: max(settled - rolled, 0)]
    if rolled <= current and settled <= current and len(commits) == settled - rolled:
        missing = [commit for commit in commits if commit.data_change]
        try:
            roll_up(observations, rollups, missing, current)
            return
        except FileNotFoundError:
            _LOG.info("files of earlier commits are merged already", exc_info=True)
    _LOG.warning("the daily sums in %s do not belong to the records; counting everything anew", rollups.lake.root)
    recount_all(observations, rollups)


def recount_all(observations: ObservationStore, rollups: DayRollup) -> None:
    """Compute all daily sums anew from the records."""
    snapshot = observations.lake.snapshot()
    months = {file.partition for file in snapshot.files.values()}
    held = {file.partition for file in rollups.lake.snapshot().files.values()}
    rollups.recount(observations, months_around(months, (-1, 0, 1)) | held, snapshot.version)


def roll_up(observations: ObservationStore, rollups: DayRollup, commits: Sequence[Commit], current: int) -> None:
    """Add the sums of commits that none counted yet; `current` is the version of the newest one."""
    if not any(commit.removed for commit in commits):
        for commit in commits:
            rollups.count(observations.rows_of(commit), commit.version)
        return
    months = set()
    for commit in commits:
        months |= rollups.local_months(observations.rows_of(commit).time)
    rollups.recount(observations, months, current)


def months_around(months: Iterable[Partition], steps: Sequence[int]) -> set[Partition]:
    """Months so many steps after those given: a local month lies in two months of UTC, and the other way round."""
    numbers = {year * 12 + month - 1 + step for year, month in months for step in steps}
    return {(number // 12, number % 12 + 1) for number in numbers}
