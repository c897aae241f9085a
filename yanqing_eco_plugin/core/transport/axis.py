"""One axis of a gridded field: where a value lies between two grid points, or that it lies outside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

__all__ = ["Axis"]

Floats = NDArray[np.float64]
_ROUNDING = 1e-9  # of the span of the axis: what arithmetic on its ends may lose


@dataclass(frozen=True, eq=False)
class Axis:
    """Ascending grid points of one dimension.

    Parameters
    ----------
    points
        Strictly ascending, shape (n,).
    quantity, unit
        What the axis counts, in the words of an error message.
    period
        360 for longitudes in degrees: a value is looked for modulo it. 0 where nothing repeats.
    """

    points: Floats
    quantity: str
    unit: str
    period: float = 0.0

    @property
    def size(self) -> int:
        """Number of grid points."""
        return int(self.points.size)

    @cached_property
    def _step(self) -> float:
        """Spacing of a uniform axis, NaN of any other."""
        if self.size < 2:
            return float("nan")
        steps = np.diff(self.points)
        mean = float(steps.mean())
        # Axes stored as float32 are uniform only to about 1e-5 of a step.
        return mean if np.ptp(steps) <= 1e-6 * mean else float("nan")

    @property
    def spacing(self) -> float:
        """Smallest distance between neighbours; infinite for a single point."""
        return float(np.diff(self.points).min()) if self.size > 1 else float("inf")

    def wrapped(self, values: Floats) -> Floats:
        """`values` moved by whole periods into the span that starts at the first grid point."""
        if not self.period:
            return values
        first = self.points[0]
        moved = first + np.mod(values - first, self.period)
        # A value that equals the first point but for rounding must not land a whole period further on.
        return np.where(moved > first + self.period * (1.0 - _ROUNDING), first, moved)

    def inside(self, values: Floats) -> NDArray[np.bool_]:
        """Which values lie within the first and last grid point."""
        moved = self.wrapped(np.asarray(values, dtype=np.float64))
        slack = _ROUNDING * max(float(np.ptp(self.points)), 1.0)
        return (moved >= self.points[0] - slack) & (moved <= self.points[-1] + slack)

    def locate(self, values: Floats) -> tuple[NDArray[np.int64], Floats]:
        """Index of the grid point below and weight (0–1) of the one above; the weight is NaN outside."""
        moved = self.wrapped(values)
        if self.size == 1:
            return np.zeros(moved.shape, dtype=np.int64), np.where(self.inside(values), 0.0, np.nan)
        if np.isfinite(self._step):
            place = (moved - self.points[0]) / self._step
        else:
            below = np.clip(np.searchsorted(self.points, moved, side="right") - 1, 0, self.size - 2)
            place = below + (moved - self.points[below]) / (self.points[below + 1] - self.points[below])
        last = self.size - 1
        slack = _ROUNDING * last
        usable = (place >= -slack) & (place <= last + slack)
        place = np.where(usable, place, 0.0)
        index = np.clip(place.astype(np.int64), 0, last - 1)
        weight = np.clip(place - index, 0.0, 1.0)
        # On a grid point but for rounding: the neighbour, whose value may be missing, has no part in it.
        weight[weight < slack] = 0.0
        weight[weight > 1.0 - slack] = 1.0
        weight[~usable] = np.nan
        return index, weight
