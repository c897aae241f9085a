"""Which rows of an append are new, which correct others, and which the centre holds already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .frames import Batch
from .newest import SeriesIndex

__all__ = ["Judged", "judge"]


@dataclass(frozen=True)
class Judged:
    """What one append has to do.

    Attributes
    ----------
    new
        Rows with keys the centre does not hold, each key once.
    corrected
        Rows whose value or flag takes the place of another, each key once.
    places
        What `held` said of the rows of `corrected`, in the same order.
    counts
        Rows of the batch that were added, corrected, unchanged, as if they had come one by one.
    """

    new: Batch
    corrected: Batch
    places: pd.DataFrame
    counts: tuple[int, int, int]


def judge(batch: Batch, known: SeriesIndex, held: Callable[[Batch], pd.DataFrame]) -> Judged:
    """Compare a batch with what the centre holds.

    Parameters
    ----------
    batch
        Sorted rows; of equal keys the last one counts.
    known
        Tells which rows may be held already; only those are looked up.
    held
        Looks rows up: ``row`` (position, ascending), ``value``, ``flag`` and whatever else tells where they are.
    """
    nothing = batch.take(np.empty(0, np.int64))
    if not len(batch):
        return Judged(nothing, nothing, pd.DataFrame({"row": []}), (0, 0, 0))
    repeats = _repeats(batch)
    first = np.flatnonzero(~repeats)
    last = np.append(first[1:], len(batch)) - 1
    heads, finals = batch.take(first), batch.take(last)
    late = np.flatnonzero(known.maybe_held(heads))
    there = held(heads.take(late))
    held_at = late[there["row"].to_numpy()]
    unlike_head = ~_equal(heads, held_at, there["value"].to_numpy(), there["flag"].to_numpy())
    unlike_final = ~_equal(finals, held_at, there["value"].to_numpy(), there["flag"].to_numpy())
    fresh = np.ones(len(heads), bool)
    fresh[held_at] = False
    follows = np.flatnonzero(repeats)
    alike = _same_value(batch, follows, follows - 1)
    counts = (
        int(fresh.sum()),
        int(unlike_head.sum() + (~alike).sum()),
        int((~unlike_head).sum() + alike.sum()),
    )
    new = finals.take(np.flatnonzero(fresh))
    corrected = finals.take(np.sort(held_at[unlike_final]))
    return Judged(new, corrected, there[unlike_final], counts)


def _repeats(batch: Batch) -> np.ndarray:
    """Rows whose key is that of the row before them."""
    same = np.zeros(len(batch), bool)
    same[1:] = (
        (np.diff(batch.prop) == 0)
        & (np.diff(batch.station) == 0)
        & (np.diff(batch.time) == 0)
        & (np.diff(batch.interval) == 0)
    )
    return same


def _equal(rows: Batch, at: np.ndarray, value: np.ndarray, flag: np.ndarray) -> np.ndarray:
    ours = rows.value[at]
    same = (ours == value) | (np.isnan(ours) & np.isnan(value.astype(np.float64)))
    return same & (rows.flags[rows.flag[at]] == flag)


def _same_value(rows: Batch, these: np.ndarray, those: np.ndarray) -> np.ndarray:
    one, other = rows.value[these], rows.value[those]
    return ((one == other) | (np.isnan(one) & np.isnan(other))) & (rows.flag[these] == rows.flag[those])
