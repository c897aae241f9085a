"""Linear interpolation in time, level and two horizontal axes, for many points at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .axis import Axis

__all__ = ["GridSampler"]

Floats = NDArray[np.float64]
_CHUNK = 5_000  # points whose corners stay in the processor's cache
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
        found = np.empty((x.size, 3))
        for start in range(0, x.size, _CHUNK):
            part = slice(start, start + _CHUNK)
            found[part] = self._interpolated(block, axes, [values[part] for values in given])
        found[:, self._absent] = np.nan
        return found

    def _interpolated(self, block: NDArray[np.float32], axes: list[Axis], given: list[Floats]) -> Floats:
        """The three fields of a contiguous `block` over `axes` at points given axis by axis."""
        located = [axis.locate(values) for axis, values in zip(axes, given, strict=True)]
        pair = 2 if axes[-1].size > 1 else 1
        step = 1
        steps: list[int] = []
        for axis in reversed(axes):
            steps.insert(0, step)
            step *= axis.size
        base = located[-1][0]
        for (index, _), step in zip(located[:-1], steps, strict=False):
            base = base + index * step
        # Neighbours along x lie side by side: one gather of six numbers, as one item of 24 bytes, fetches both.
        wide = np.dtype((np.void, 12 * pair))
        windows: NDArray[np.void] = np.ndarray((block.size // 3 - pair + 1,), wide, block, strides=(12,))
        # Corner by corner, the axis named first outermost; long rows, because numpy is slow at many short ones.
        offsets, weights = [0], [np.ones(base.size, dtype=np.float32)]
        for axis, (_, share), step in zip(axes[:-1], located[:-1], steps, strict=False):
            upper = share.astype(np.float32)
            if axis.size == 1:
                weights = [weight + 0.0 * upper for weight in weights]
                continue
            lower = np.float32(1.0) - upper
            weights = [weight * side for weight in weights for side in (lower, upper)]
            offsets = [offset + more for offset in offsets for more in (0, step)]
        weight = np.stack(weights)
        gathered = (
            windows[base + np.array(offsets)[:, None]].view(np.float32).reshape(len(offsets), base.size, 3 * pair)
        )
        if self._gaps:  # a corner without weight must not count where its value is missing
            gathered = np.where(weight[:, :, None] == 0.0, np.float32(0.0), gathered)
        total = np.einsum("cnf,cn->nf", gathered, weight)
        along = located[-1][1].astype(np.float32)[:, None]
        if pair == 1:
            return total + 0.0 * along
        left, right = total[:, :3], total[:, 3:]
        if self._gaps:
            left, right = np.where(along == 1.0, 0.0, left), np.where(along == 0.0, 0.0, right)
        return left + (right - left) * along
