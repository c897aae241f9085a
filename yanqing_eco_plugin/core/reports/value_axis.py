"""The value axis of a chart: a range that shows the data and the limits near it, with round figures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from matplotlib.ticker import MaxNLocator

__all__ = ["compass_ticks", "tick_texts", "value_range", "value_ticks"]


def value_range(
    values: npt.NDArray[np.float64],
    limits: Sequence[float] = (),
    *,
    height: float = 100.0,
    from_zero: bool = False,
    least: float = 0.0,
) -> tuple[float, float]:
    """Lowest and highest value of an axis, `height` logical pixels high, that shows `values` and the `limits` near them.

    A limit is near when showing it leaves the data at least two fifths of the height; the others would press the data into
    a flat line. Without data every limit is shown. Above the highest limit there is room for its label. `from_zero` is for
    amounts, whose axis shall not make a tenth look like the whole; `least` is a span below which differences are only
    rounding.
    """
    finite = values[np.isfinite(values)]
    if not len(finite):
        return 0.0, max([*limits, 1.0]) * 1.25
    low, high = float(finite.min()), float(finite.max())
    base = 0.0 if low >= 0 and (from_zero or low < 0.5 * high or low == high) else low
    near = [limit for limit in limits if base - 1.5 * (high - base) <= limit <= base + 2.5 * (high - base)]
    low, high = min([base, *near]), max([high, *near])
    if high - low < least and low > 0:
        low, high = max(0.0, (low + high - least) / 2), (low + high + least) / 2
    span = high - low or max(abs(high), 1.0) * 0.2
    share = 14.0 / max(height, 40.0) if high in near else 0.06
    return (0.0 if low == 0 else low - 0.08 * span), high + share / (1 - share) * span


def value_ticks(low: float, high: float, height: float) -> list[float]:
    """Round figures inside the range for an axis `height` logical pixels high."""
    parts = int(np.clip(height // 24, 3, 6))
    places = MaxNLocator(nbins=parts, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    return [float(place) for place in places if low <= place <= high]


def tick_texts(places: Sequence[float]) -> list[str]:
    """Figures with as many decimals as their distance needs; never in powers of ten."""
    step = min(np.diff(places)) if len(places) > 1 else abs(places[0]) if places else 1.0
    decimals = next((n for n in range(6) if abs(round(step, n) - step) < 1e-9 * max(step, 1e-9)), 6)
    return [f"{0.0 if abs(place) < 1e-12 else place:.{decimals}f}" for place in places]


def compass_ticks(language: str) -> tuple[list[float], list[str]]:
    """Directions for an axis of angles."""
    return [0.0, 90.0, 180.0, 270.0, 360.0], list("北东南西北" if language.startswith("zh") else "NESWN")
