"""Where the polluted air came from: potential source contribution and concentration-weighted trajectories."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError

__all__ = ["WEIGHT_RULES", "SourceRegions", "source_regions"]

Floats = NDArray[np.float64]
_MOST_CELLS = 25_000_000

# Bound (in points, or in mean points of the visited cells) up to which, or below which, a cell gets the factor.
WEIGHT_RULES: dict[str, tuple[tuple[float, float], ...]] = {
    "none": (),
    "trajstat": ((80.0, 0.7), (20.0, 0.42), (10.0, 0.05)),
    "openair": ((2.0, 0.75), (1.0, 0.5), (0.5, 0.15)),
}
_SAID = {
    "none": "no weights",
    "trajstat": "TrajStat: n > 80: 1; n ≤ 80: 0.7; n ≤ 20: 0.42; n ≤ 10: 0.05",
    "openair": "openair: mean n = {mean:.4g}; n > 2 means: 1; n ≤ 2 means: 0.75; n ≤ 1 mean: 0.5; n ≤ 0.5 mean: 0.15",
}


@dataclass(frozen=True, eq=False)
class SourceRegions:
    """PSCF and CWT on a grid of longitude and latitude.

    Attributes
    ----------
    lon, lat
        Edges of the cells in degrees, (n_lon + 1,) and (n_lat + 1,), ascending.
    points
        (n_lat, n_lon) number of trajectory points in each cell, n_ij.
    pscf
        (n_lat, n_lon) weighted m_ij / n_ij, 0–1; NaN where no trajectory passed.
    cwt
        (n_lat, n_lon) weighted mean concentration at the receptor, in its unit; NaN where no trajectory passed.
    weight
        (n_lat, n_lon) the factor that was applied.
    threshold
        Concentration above which a trajectory counts as polluted.
    rule
        The weight rule in words, to be printed on the map.
    outside, unknown
        Points beyond the grid, and trajectories without a concentration.
    """

    lon: Floats
    lat: Floats
    points: NDArray[np.int64]
    pscf: Floats
    cwt: Floats
    weight: Floats
    threshold: float
    rule: str
    outside: int
    unknown: int


def _weights(points: NDArray[np.int64], rule: str) -> tuple[Floats, str]:
    """Factor of each cell and the rule in words."""
    if rule not in WEIGHT_RULES:
        raise InputError(
            "There is no weight rule “{rule}”.", hint="Choose {names}.", rule=rule, names=", ".join(WEIGHT_RULES)
        )
    weight, visited = np.ones(points.shape), points > 0
    mean = float(points[visited].mean()) if visited.any() else 0.0
    for bound, factor in WEIGHT_RULES[rule]:
        weight[points <= (bound * mean if rule == "openair" else bound)] = factor
    return weight, _SAID[rule].format(mean=mean)


def _edges(bounds: tuple[float, float], cell: float, what: str) -> Floats:
    low, high = bounds
    if not (np.isfinite([low, high, cell]).all() and low < high and cell > 0):
        raise InputError("The bounds of {quantity} or the size of the cells are impossible.", quantity=what)
    count = max(1, round((high - low) / cell))
    if count > _MOST_CELLS:
        raise InputError("The cells are too small for the bounds.", hint="Choose larger cells.")
    return low + cell * np.arange(count + 1)


def source_regions(
    lon: ArrayLike,
    lat: ArrayLike,
    concentration: ArrayLike,
    *,
    lon_bounds: tuple[float, float],
    lat_bounds: tuple[float, float],
    cell_deg: float = 0.5,
    threshold: float | None = None,
    percentile: float = 90.0,
    rule: str = "trajstat",
) -> SourceRegions:
    """Find the regions polluted air had passed before it reached the receptor.

    PSCF_ij = m_ij / n_ij (Ashbaugh et al. 1985, doi:10.1016/0004-6981(85)90256-2) and CWT_ij = Σ C_l τ_ijl / Σ τ_ijl
    (Hsu et al. 2003, doi:10.1016/S1352-2310(02)00886-5), the time τ counted in points, which must be equally spaced in
    time. Weight rules differ between tools: ``trajstat`` (Wang et al. 2009, doi:10.1016/j.envsoft.2009.01.004) by the
    number of points, ``openair`` (Carslaw & Ropkins 2012, doi:10.1016/j.envsoft.2011.09.008) by the mean number in the
    visited cells; ``none``.

    Parameters
    ----------
    lon, lat
        (n_trajectories, n_points) degrees; NaN where a path has ended.
    concentration
        (n_trajectories,) at the receptor; trajectories with NaN are left out.
    lon_bounds, lat_bounds, cell_deg
        The grid; a point on an inner edge belongs to the cell east and north of it.
    threshold, percentile
        Concentration above which a trajectory is polluted; by default the percentile of all that are known.
    rule
        One of `WEIGHT_RULES`.

    Raises
    ------
    InputError
        When shapes differ, no concentration is known, or the grid or rule is impossible.
    """
    x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    amount = np.asarray(concentration, dtype=np.float64)
    if x.ndim != 2 or x.shape != y.shape or amount.shape != x.shape[:1]:
        raise InputError(
            "Trajectories and concentrations do not fit together.",
            hint="Give one concentration for each trajectory.",
            details=f"{x.shape}, {y.shape}, {amount.shape}",
        )
    known = np.isfinite(amount)
    if not known.any():
        raise InputError("No trajectory has a concentration.", hint="Choose a time with measurements.")
    limit = float(np.percentile(amount[known], percentile)) if threshold is None else float(threshold)
    x_edges, y_edges = _edges(lon_bounds, cell_deg, "longitude"), _edges(lat_bounds, cell_deg, "latitude")
    columns, rows = x_edges.size - 1, y_edges.size - 1
    if columns * rows > _MOST_CELLS:
        raise InputError("The cells are too small for the bounds.", hint="Choose larger cells.")
    unknown = int((~known).sum())
    if unknown:
        x, y, amount = x[known], y[known], amount[known]
    # Counted from the western edge, so that paths over the date line stay together.
    place_x, place_y = x - lon_bounds[0], y - lat_bounds[0]
    if np.nanmin(place_x, initial=0.0) < 0.0 or np.nanmax(place_x, initial=0.0) >= 360.0:
        place_x = np.mod(place_x, 360.0)
    place_x, place_y = place_x / cell_deg, place_y / cell_deg
    inside = (place_x >= 0) & (place_x < columns) & (place_y >= 0) & (place_y < rows)
    total = int((np.isfinite(place_x) & np.isfinite(place_y)).sum())
    # Points outside fall into one more cell at the end: cheaper than picking out the others.
    with np.errstate(invalid="ignore"):
        cell = np.where(inside, place_y, rows).astype(np.int32) * columns
        cell += np.where(inside, place_x, 0).astype(np.int32)
    cell = cell.reshape(-1)
    size, shape = rows * columns, (rows, columns)
    points = np.bincount(cell, minlength=size + 1)[:size].reshape(shape)
    each = np.repeat(amount, x.shape[1])
    summed = np.bincount(cell, weights=each, minlength=size + 1)[:size].reshape(shape)
    polluted = cell.reshape(x.shape)[amount > limit].reshape(-1)
    above = np.bincount(polluted, minlength=size + 1)[:size].reshape(shape)
    weight, said = _weights(points, rule)
    with np.errstate(invalid="ignore", divide="ignore"):
        pscf = np.where(points > 0, above / points * weight, np.nan)
        cwt = np.where(points > 0, summed / points * weight, np.nan)
    return SourceRegions(x_edges, y_edges, points, pscf, cwt, weight, limit, said, total - int(inside.sum()), unknown)
