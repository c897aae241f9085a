"""Local or external: a share with a range and its evidence, or “undecided” where that is the truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..progress import Progress, checkpoint
from .attribution_data import EpisodeData
from .evidence import WEIGHTS, Evidence, Pool, pooled
from .evidence_air import boundary_flux, layer_aloft, paths_of, residence, source_region_contrast, ventilation
from .evidence_stations import arrival_timing, composition, upwind_contrast, wind_dependence

__all__ = ["VERDICTS", "Attribution", "attribute", "judged"]

VERDICTS = ("local", "external", "mixed", "undecided")
_SURE, _SURE_MIXED = 0.72, 0.62
_LEAST_KNOWN, _MOST_CONFLICT = 0.35, 0.4


@dataclass(frozen=True, eq=False)
class Attribution:
    """The answer.

    The share is that part of the receptor's concentration in the polluted hours which came from outside the district,
    the ordinary background included. It is a screening result: weights and ranges of the evidence are expert judgement.

    Attributes
    ----------
    share, low, high
        External share (0–1) and its 80 % range.
    verdict
        One of `VERDICTS`.
    reason
        Why it is undecided: ``little_evidence``, ``contradiction``, ``wide_range``; else empty.
    evidence
        Every piece, the missing ones too, in the order of `WEIGHTS`.
    pool
        The distribution behind the answer.
    hours
        Number of polluted hours that were explained.
    """

    share: float
    low: float
    high: float
    verdict: str
    reason: str
    evidence: tuple[Evidence, ...]
    pool: Pool
    hours: int

    def table(self) -> pd.DataFrame:
        """Evidence as a table: evidence, finding, share, low, high (NaN where missing), weight, weight_share."""
        total = sum(piece.weight for piece in self.evidence) or 1.0
        return pd.DataFrame(
            {
                "evidence": [piece.key for piece in self.evidence],
                "finding": [piece.finding for piece in self.evidence],
                "share": [(piece.low + piece.high) / 2.0 for piece in self.evidence],
                "low": [piece.low for piece in self.evidence],
                "high": [piece.high for piece in self.evidence],
                "weight": [piece.weight for piece in self.evidence],
                "weight_share": [piece.weight / total for piece in self.evidence],
            }
        )


def judged(pool: Pool) -> tuple[str, str]:
    """Verdict and, where it is undecided, the reason.

    Undecided when less than a third of the possible evidence is known, when pieces contradict one another, or when no
    answer is likely enough.
    """
    if pool.known < _LEAST_KNOWN:
        return "undecided", "little_evidence"
    if pool.conflict > _MOST_CONFLICT:
        return "undecided", "contradiction"
    if pool.middle >= _SURE_MIXED and 0.35 <= pool.share <= 0.65:
        return "mixed", ""
    if pool.above_half >= _SURE:
        return "external", ""
    if pool.above_half <= 1.0 - _SURE:
        return "local", ""
    return "undecided", "wide_range"


def attribute(data: EpisodeData, progress: Progress | None = None) -> Attribution:
    """Say how much of a station's pollution came from outside the district.

    Raises
    ------
    InputError
        When the wind cannot be used.
    Cancelled
        When the user stops the work.
    """
    checkpoint(progress, 0.0)
    paths = paths_of(data, progress)
    checkpoint(progress, 0.8)
    found = [
        upwind_contrast(data),
        arrival_timing(data),
        boundary_flux(data),
        layer_aloft(data),
        residence(data, paths),
        wind_dependence(data),
        source_region_contrast(data, paths),
        composition(data),
        ventilation(data),
    ]
    order = list(WEIGHTS)
    pieces = tuple(sorted(found, key=lambda piece: order.index(piece.key)))
    pool = pooled(pieces)
    verdict, reason = judged(pool)
    return Attribution(pool.share, pool.low, pool.high, verdict, reason, pieces, pool, int(np.sum(data.polluted)))
