"""Linear interpolation in time, level and two horizontal axes, for many points at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from .axis import Axis

__all__ = ["GridSampler"]

Floats = NDArray[np.float64]
_BLEND_LIMIT = 60  # grid cells per point up to which mixing two whole fields costs less than gathering from both


class GridSampler:
    """Three fields on one grid, kept side by side so that a point touches each corner of its cell once.

    Parameters
    ----------
    axes
        Time, level, y and x.
    fields
        Three arrays (n_times, n_levels, n_y, n_x); None for a field that is missing everywhere.
    """

    def __init__(self, axes: tuple[Axis, Axis, Axis, Axis], fields: Sequence[NDArray[np.floating] | None]) -> None:
        self._axes = axes
        self._shape = tuple(axis.size for axis in axes)
        block = np.zeros((*self._shape, 3), dtype=np.float32)
        for place, field in enumerate(fields):
            if field is not None:
                block[..., place] = field
        self._block = block
        self._absent = [place for place, field in enumerate(fields) if field is None]
        self._gaps = bool(np.isnan(block).any())
        self._blended: dict[float, NDArray[np.float32]] = {}

    def _at_time(self, second: float) -> NDArray[np.float32] | None:
        """All fields at one instant, shape (n_levels, n_y, n_x, 3); None outside the period."""
        if second not in self._blended:
            index, weight = self._axes[0].locate(np.array([second]))
            if np.isnan(weight[0]):
                return None
            here, part = self._block[index[0]], np.float32(weight[0])
            if part:
                here = here * (np.float32(1.0) - part) + self._block[index[0] + 1] * part
            if len(self._blended) > 2:
                self._blended.pop(next(iter(self._blended)))
            self._blended[second] = here
        return self._blended[second]

    def sample(self, seconds: Floats, level: Floats, y: Floats, x: Floats) -> Floats:
        """The three fields at n points, shape (n, 3); NaN outside or beside missing values.

        `seconds` has shape () when all points share one time, else (n,).
        """
        block, axes, given = self._block, list(self._axes), [seconds, level, y, x]
        cells = int(np.prod(self._shape[1:]))
        if np.ndim(seconds) == 0:
            if cells <= _BLEND_LIMIT * max(x.size, 16):
                blended = self._at_time(float(seconds))
                if blended is None:
                    return np.full((x.size, 3), np.nan)
                block, axes, given = blended, axes[1:], given[1:]
            else:
                given[0] = np.broadcast_to(seconds, x.shape)
        located = [axis.locate(values) for axis, values in zip(axes, given, strict=True)]
        pair = 2 if self._shape[3] > 1 else 1
        steps = [int(np.prod([axis.size for axis in axes[place + 1 :]])) for place in range(len(axes))]
        base = np.zeros(x.size, dtype=np.int64)
        for (index, _), step in zip(located, steps, strict=True):
            base += index * step
        values = np.ascontiguousarray(block).reshape(-1)
        # Neighbours along x lie side by side: one gather of six numbers fetches both.
        windows = as_strided(
            values, (values.size // 3 - pair + 1, 3 * pair), (3 * values.itemsize, values.itemsize), writeable=False
        )
        corners = np.array(list(product(*((0, 1) if axis.size > 1 else (0,) for axis in axes[:-1]))))
        offsets = corners @ np.array(steps[:-1], dtype=np.int64)
        weights = np.ones((x.size, len(corners)))
        for place, (_, part) in enumerate(located[:-1]):
            weights *= np.where(corners[:, place], part[:, None], 1.0 - part[:, None])
        gathered = windows[base[:, None] + offsets]
        if self._gaps:  # a corner without weight must not count where its value is missing
            gathered = np.where(weights[:, :, None] == 0.0, np.float32(0.0), gathered)
        total = np.einsum("ncf,nc->nf", gathered, weights.astype(np.float32))
        part = located[-1][1][:, None]
        if pair == 1:
            found = total + 0.0 * part
        else:
            left, right = total[:, :3], total[:, 3:]
            if self._gaps:
                left, right = np.where(part == 1.0, 0.0, left), np.where(part == 0.0, 0.0, right)
            found = left * (1.0 - part) + right * part
        found[:, self._absent] = np.nan
        return found
