"""Warns when positions fit the roads far better after taking back the shift of Chinese map services."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from ...datum import Datum, transform

__all__ = ["DatumFinding", "suspect_datum"]

Floats = NDArray[np.float64]
_FEWEST = 20
_MOST = 2_000
# The shifts are 500 m and more: a true datum lies within a road's width, a wrong one hundreds of metres off.
_CLEARLY_BETTER = 4.0
_ON_ROAD_M = 40.0
_METRES_PER_DEGREE = 111_195.0


@dataclass(frozen=True)
class DatumFinding:
    """Which datum the positions seem to be in.

    Attributes
    ----------
    stated, likely
        What the source is said to be in, and what fits.
    stated_m, likely_m
        Median distance to the nearest line under each, m.
    fixes
        How many positions were compared.
    """

    stated: Datum
    likely: Datum
    stated_m: float
    likely_m: float
    fixes: int


def suspect_datum(
    lon: ArrayLike, lat: ArrayLike, roads: NDArray[np.object_], *, stated: Datum = "wgs84"
) -> DatumFinding | None:
    """A finding where the positions of moving vehicles lie on the roads only under another datum than stated.

    Parameters
    ----------
    lon, lat
        As sent, degrees, shape (n,); some thousands are sampled.
    roads
        Lines in WGS-84 degrees.

    Returns
    -------
    DatumFinding or None
        None where the stated datum fits, none fits better, or there are too few positions or no roads.
    """
    x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    good = np.isfinite(x) & np.isfinite(y) & (np.abs(x) <= 180) & (np.abs(y) <= 90)
    x, y = x[good], y[good]
    if len(x) < _FEWEST or not len(roads):
        return None
    chosen = np.unique(np.linspace(0, len(x) - 1, min(len(x), _MOST)).astype(np.intp))
    x, y = x[chosen], y[chosen]
    flatten = float(np.cos(np.radians(np.median(y))))
    tree = shapely.STRtree(shapely.transform(roads, lambda points: points * (flatten, 1.0)))
    medians: dict[Datum, float] = {}
    for datum in dict.fromkeys((stated, "wgs84", "gcj02", "bd09")):
        true_x, true_y = transform(x, y, datum, "wgs84")
        places = shapely.points(true_x * flatten, true_y)
        _, gaps = tree.query_nearest(places, return_distance=True, all_matches=False)
        medians[datum] = float(np.median(gaps)) * _METRES_PER_DEGREE
    likely = min(medians, key=lambda datum: medians[datum])
    if likely == stated or medians[likely] > _ON_ROAD_M or medians[stated] < _CLEARLY_BETTER * medians[likely]:
        return None
    if {likely, stated} == {"wgs84", "cgcs2000"}:
        return None
    return DatumFinding(stated, likely, medians[stated], medians[likely], len(x))
