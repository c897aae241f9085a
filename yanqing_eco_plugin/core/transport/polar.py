"""From which wind direction and at which wind speed the air is polluted: the table of a polar plot."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ..errors import InputError

__all__ = ["conditional_probability"]


def conditional_probability(
    direction: ArrayLike,
    speed: ArrayLike,
    concentration: ArrayLike,
    *,
    percentile: tuple[float, float] = (75.0, 100.0),
    sectors: int = 16,
    speed_edges: ArrayLike | None = None,
    fewest: int = 3,
) -> pd.DataFrame:
    """How often the concentration is high in each sector of wind direction and class of wind speed (CBPF).

    CBPF = m(θ, u | low ≤ C ≤ high) / n(θ, u) (Uria-Tellaetxe & Carslaw 2014, doi:10.1016/j.envsoft.2014.05.006).

    Parameters
    ----------
    direction, speed, concentration
        (n,) degrees where the wind comes from, m/s, any unit; rows with NaN are left out.
    percentile
        Interval of the concentration that counts as high.
    sectors
        Number of sectors; the first is centred on north.
    speed_edges
        Bounds of the classes in m/s, ascending; by default every 1 m/s up to the highest speed.
    fewest
        Cells with fewer values have no probability.

    Returns
    -------
    DataFrame
        sector, direction (middle, degrees), speed_from, speed_to (m/s), n, n_high, probability (0–1, NaN for too few),
        mean (concentration); all cells, empty ones too. ``attrs``: low, high, unused (rows left out).

    Raises
    ------
    InputError
        When lengths differ, nothing is known, or directions or speeds are impossible.
    """
    angle, wind, amount = (np.asarray(values, dtype=np.float64) for values in (direction, speed, concentration))
    if angle.ndim != 1 or angle.shape != wind.shape or angle.shape != amount.shape:
        raise InputError("Wind and concentration differ in number.")
    known = np.isfinite(angle) & np.isfinite(wind) & np.isfinite(amount)
    total, angle, wind, amount = angle.size, angle[known], wind[known], amount[known]
    if not angle.size:
        raise InputError("There is no time with both wind and concentration.")
    if (angle < 0).any() or (angle > 360).any() or (wind < 0).any() or sectors < 1:
        raise InputError("Wind directions must be 0 to 360 degrees and speeds not negative.")
    edges = np.arange(0.0, np.floor(wind.max()) + 2.0) if speed_edges is None else np.asarray(speed_edges, dtype=float)
    if edges.ndim != 1 or edges.size < 2 or not (np.diff(edges) > 0).all():
        raise InputError("The classes of wind speed must rise.")
    low, high = np.percentile(amount, percentile)
    width, classes = 360.0 / sectors, edges.size - 1
    sector = np.floor(np.mod(angle + width / 2.0, 360.0) / width).astype(np.int64) % sectors
    strength = np.searchsorted(edges, wind, side="right") - 1
    inside = (strength >= 0) & (strength < classes)
    cell, is_high = sector[inside] * classes + strength[inside], (amount >= low) & (amount <= high)
    count = np.bincount(cell, minlength=sectors * classes)
    above = np.bincount(cell, weights=is_high[inside].astype(float), minlength=sectors * classes)
    summed = np.bincount(cell, weights=amount[inside], minlength=sectors * classes)
    with np.errstate(invalid="ignore", divide="ignore"):
        probability = np.where(count >= max(fewest, 1), above / count, np.nan)
        mean = np.where(count > 0, summed / count, np.nan)
    table = pd.DataFrame(
        {
            "sector": np.repeat(np.arange(sectors), classes),
            "direction": np.repeat(np.arange(sectors) * width, classes),
            "speed_from": np.tile(edges[:-1], sectors),
            "speed_to": np.tile(edges[1:], sectors),
            "n": count,
            "n_high": above.astype(np.int64),
            "probability": probability,
            "mean": mean,
        }
    )
    table.attrs.update(low=float(low), high=float(high), unused=int(total - inside.sum()))
    return table
