"""One piece of evidence on where pollution came from, and how pieces are weighed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["WEIGHTS", "Evidence", "Pool", "evidence", "missing", "pooled"]

Floats = NDArray[np.float64]

# What a piece is worth where it speaks with full voice. Direct differences of concentration count most.
WEIGHTS: Mapping[str, float] = {
    "upwind_contrast": 3.0,
    "arrival_timing": 2.0,
    "boundary_flux": 2.0,
    "layer_aloft": 1.5,
    "residence": 1.5,
    "wind_dependence": 1.0,
    "source_regions": 1.0,
    "composition": 1.0,
    "ventilation": 1.0,
}
# How much of the weight of missing evidence speaks for “anything from 0 to 1”.
IGNORANCE = 0.3
_GAP = 0.1


@dataclass(frozen=True)
class Evidence:
    """What one method says about the external share.

    Attributes
    ----------
    key
        One of `WEIGHTS`.
    low, high
        Range of the external share, 0–1; NaN where there is no evidence.
    weight
        0 where there is no evidence.
    finding
        Key of the sentence that reports put to it.
    values
        The numbers in that sentence.
    """

    key: str
    low: float
    high: float
    weight: float
    finding: str
    values: Mapping[str, float] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Whether it says anything."""
        return self.weight > 0.0


def evidence(key: str, low: float, high: float, finding: str, *, voice: float = 1.0, **values: float) -> Evidence:
    """A piece of evidence with its usual weight times `voice`, its range kept within 0 and 1."""
    lowest, highest = float(np.clip(low, 0.0, 1.0)), float(np.clip(high, 0.0, 1.0))
    return Evidence(key, min(lowest, highest), max(lowest, highest), WEIGHTS[key] * voice, finding, values)


def missing(key: str, finding: str, **values: float) -> Evidence:
    """That a method has nothing to say, and why."""
    return Evidence(key, float("nan"), float("nan"), 0.0, finding, values)


@dataclass(frozen=True, eq=False)
class Pool:
    """The opinions of all pieces together: a distribution of the external share.

    Attributes
    ----------
    share, low, high
        Mean and the 10th and 90th percentile.
    above_half, middle
        Probability of more than one half, and of 0.3 to 0.7.
    known
        Weight of what is known over the weight of all methods.
    conflict
        Share of the pairs of evidence, by weight, whose ranges lie apart by more than 0.1.
    """

    share: float
    low: float
    high: float
    above_half: float
    middle: float
    known: float
    conflict: float


def pooled(pieces: Sequence[Evidence]) -> Pool:
    """Linear opinion pool: each piece is a uniform distribution over its range, mixed by weight.

    Source: Clemen & Winkler 1999, doi:10.1111/j.1539-6924.1999.tb00399.x. A piece that allows nearly everything says
    nearly nothing: weights are multiplied by 1.1 less the width of the range. Missing pieces add a uniform distribution
    from 0 to 1 with a part of their weight, so that the range widens with what is not known.
    """
    told = [piece for piece in pieces if piece.known]
    weight_all = sum(WEIGHTS.values())
    weight_known = sum(piece.weight for piece in told)
    lows = np.array([piece.low for piece in told] + [0.0])
    highs = np.array([piece.high for piece in told] + [1.0])
    spoken = [piece.weight * (1.1 - (piece.high - piece.low)) for piece in told]
    weights = np.array([*spoken, IGNORANCE * max(weight_all - weight_known, 0.0) + 1e-9])
    weights = weights / weights.sum()
    widths = np.maximum(highs - lows, 0.02)
    middles = (lows + highs) / 2.0
    lows, highs = middles - widths / 2.0, middles + widths / 2.0

    def below(share: Floats) -> Floats:
        return (weights * np.clip((np.asarray(share)[..., None] - lows) / widths, 0.0, 1.0)).sum(axis=-1)

    grid = np.linspace(0.0, 1.0, 1001)
    cumulated = below(grid)
    low, high = (float(grid[min(int(np.searchsorted(cumulated, q)), 1000)]) for q in (0.1, 0.9))
    pairs = [(a, b, p * q) for i, (a, p) in enumerate(zip(told, spoken)) for b, q in zip(told[:i], spoken)]
    total = sum(both for _, _, both in pairs)
    apart = sum(both for a, b, both in pairs if max(a.low, b.low) - min(a.high, b.high) > _GAP)
    return Pool(
        share=float((weights * middles).sum()),
        low=low,
        high=high,
        above_half=1.0 - float(below(np.array(0.5))),
        middle=float(below(np.array(0.7)) - below(np.array(0.3))),
        known=min(weight_known / weight_all, 1.0),
        conflict=apart / total if total else 0.0,
    )
