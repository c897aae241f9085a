"""Prepares one station's observations for drawing: valid values in unbroken runs, gaps, and what is flagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from .time_axis import TimeAxis

__all__ = ["VALID_FLAGS", "Trace", "traces"]

VALID_FLAGS = ("N",)

# Two records further apart than this many reporting steps have a gap between them.
_GAP = 1.5


@dataclass(frozen=True)
class Trace:
    """The records of one property, oldest first; n of them.

    Attributes
    ----------
    name
        Name of the property.
    ends
        Where the interval ends on the time axis, local days, (n,).
    steps
        How long the record stands for, days, (n,): its interval, or the usual distance between records of instants.
    values
        Values, float (n,); NaN where the device sent only a flag.
    flags
        HJ 212 flags, str (n,).
    valid
        Whether the value counts, bool (n,).
    """

    name: str
    ends: npt.NDArray[np.float64]
    steps: npt.NDArray[np.float64]
    values: npt.NDArray[np.float64]
    flags: npt.NDArray[np.object_]
    valid: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ends)

    @property
    def starts(self) -> npt.NDArray[np.float64]:
        """Where the interval begins, local days, (n,)."""
        return self.ends - self.steps

    def line(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Points of a line that breaks (NaN) at gaps and at values that do not count."""
        ends, values = self.ends[self.valid], self.values[self.valid]
        breaks = np.flatnonzero(self._broken()) + 1
        return np.insert(ends, breaks, np.nan), np.insert(values, breaks, np.nan)

    def lonely(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Points with a gap on both sides, which a line would not show."""
        broken = np.concatenate(([True], self._broken(), [True])) if self.valid.any() else np.zeros(1, dtype=bool)
        alone = broken[:-1] & broken[1:]
        return self.ends[self.valid][alone], self.values[self.valid][alone]

    def _broken(self) -> npt.NDArray[np.bool_]:
        """Whether something is missing between one valid value and the next, (valid − 1,)."""
        ends, steps = self.ends[self.valid], self.steps[self.valid]
        return np.diff(ends) > _GAP * np.maximum(steps[1:], steps[:-1])


def traces(frame: pd.DataFrame, properties: Sequence[str], axis: TimeAxis) -> list[Trace]:
    """Split an observation frame of one station by property, in the order of `properties`.

    Where a property came in several interval lengths (5-minute and hourly values), the one with most records is taken,
    so that means of different length never share a line.
    """
    return [_trace(frame[frame["property"] == name], name, axis) for name in properties]


def _trace(rows: pd.DataFrame, name: str, axis: TimeAxis) -> Trace:
    if len(rows):
        lengths = rows["interval"].value_counts()
        usual = min(lengths.index[lengths == lengths.max()])
        rows = rows[rows["interval"] == usual].sort_values("time")
    ends = axis.positions(rows["time"]) if len(rows) else np.empty(0)
    values = rows["value"].to_numpy(dtype=np.float64, na_value=np.nan)
    flags = rows["flag"].fillna("N").to_numpy(dtype=object)
    steps = rows["interval"].to_numpy(dtype=np.float64) / 86400.0
    if len(ends) > 1:
        steps = np.where(steps > 0, steps, np.median(np.diff(ends)))
    valid = np.isin(flags, VALID_FLAGS) & np.isfinite(values)
    return Trace(name, ends, steps, values, flags, valid)
