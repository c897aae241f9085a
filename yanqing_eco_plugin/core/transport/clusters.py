"""Group trajectories that come along the same way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError
from ..progress import Progress, checkpoint
from .sphere import EARTH_RADIUS_M

__all__ = ["Clusters", "angle_distance", "cluster_trajectories"]

Floats = NDArray[np.float64]
_VERSION = 1
_ROUNDS, _MOST_STEPS = 8, 100


@dataclass(frozen=True, eq=False)
class Clusters:
    """Which trajectory belongs to which group, and the mean path of each.

    Attributes
    ----------
    labels
        (n_trajectories,) 0, 1, … from the largest group to the smallest; −1 for incomplete trajectories.
    lon, lat
        (n_clusters, n_points) mean paths in degrees.
    sizes
        (n_clusters,) members.
    spread
        Total distance of the members from their mean path (km for ``euclidean``, radians for ``angle``).
    method, seed, version
        What made them: the same three give the same groups again.
    """

    labels: NDArray[np.int64]
    lon: Floats
    lat: Floats
    sizes: NDArray[np.int64]
    spread: float
    method: str
    seed: int
    version: int


def angle_distance(east: Floats, north: Floats, other_east: Floats, other_north: Floats) -> Floats:
    """Mean angle in radians (0–π) under which the points of two paths are seen from the receptor.

    Sirois & Bottenheim 1995 (doi:10.1029/94JD02951); arrays broadcast, the last axis is the points without receptor.
    """
    product = np.hypot(east, north) * np.hypot(other_east, other_north)
    with np.errstate(invalid="ignore", divide="ignore"):
        cosine = (east * other_east + north * other_north) / product
    # A point at the receptor itself has no direction and adds no angle.
    return np.arccos(np.clip(np.where(product > 0, cosine, 1.0), -1.0, 1.0)).mean(axis=-1)


def _plane(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Points as km east and north of the receptor (the first point of each path)."""
    turn = np.mod(lon - lon[:, :1] + 180.0, 360.0) - 180.0
    scale = EARTH_RADIUS_M / 1000.0 * np.radians(1.0)
    return turn * scale * np.cos(np.radians((lat + lat[:, :1]) / 2.0)), (lat - lat[:, :1]) * scale


def _distances(paths: Floats, centres: Floats, method: str) -> Floats:
    """(n_paths, n_centres) distances of paths (n, 2, points)."""
    found = np.empty((len(paths), len(centres)))
    for place, centre in enumerate(centres):
        if method == "angle":
            found[:, place] = angle_distance(paths[:, 0], paths[:, 1], centre[0], centre[1])
        else:
            found[:, place] = np.sqrt(((paths - centre) ** 2).sum(axis=1)).mean(axis=-1)
    return found


def _first_centres(paths: Floats, count: int, method: str, random: np.random.Generator) -> Floats:
    """Members far from one another (k-means++, Arthur & Vassilvitskii 2007)."""
    centres = [paths[random.integers(len(paths))]]
    nearest = _distances(paths, np.array(centres), method)[:, 0]
    while len(centres) < count:
        total = float((nearest**2).sum())
        chosen = random.choice(len(paths), p=nearest**2 / total) if total > 0 else random.integers(len(paths))
        centres.append(paths[chosen])
        nearest = np.minimum(nearest, _distances(paths, centres[-1][None], method)[:, 0])
    return np.array(centres)


def _grouped(paths: Floats, count: int, method: str, random: np.random.Generator) -> tuple[NDArray[np.int64], float]:
    centres, labels = _first_centres(paths, count, method, random), np.full(len(paths), -1)
    for _ in range(_MOST_STEPS):
        distances = _distances(paths, centres, method)
        found = distances.argmin(axis=1)
        if np.array_equal(found, labels):
            break
        labels = found
        for place in range(count):
            members = paths[labels == place]
            # An empty group starts anew at the path farthest from its own centre.
            centres[place] = members.mean(axis=0) if len(members) else paths[distances.min(axis=1).argmax()]
    return labels, float(distances[np.arange(len(paths)), labels].sum())


def cluster_trajectories(
    lon: ArrayLike,
    lat: ArrayLike,
    count: int,
    *,
    method: str = "euclidean",
    seed: int = 0,
    progress: Progress | None = None,
) -> Clusters:
    """Group trajectories into `count` clusters by Euclidean or angle distance (k-means, the best of eight starts).

    Parameters
    ----------
    lon, lat
        (n_trajectories, n_points) degrees, the receptor first. Paths with NaN are left out (label −1).
    count
        Number of clusters.
    method
        ``euclidean``: mean distance of points of the same age, in km about the receptor; ``angle``: mean angle under
        which they are seen from the receptor, which tells directions and not speeds.
    seed
        Of the random starts; kept in the result.

    Raises
    ------
    InputError
        When shapes differ, the method is unknown or there are fewer complete trajectories than clusters.
    Cancelled
        When the user stops the work.
    """
    x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    if x.ndim != 2 or x.shape != y.shape or x.shape[1] < 2:
        raise InputError("Trajectories to be grouped need two points or more each.")
    if method not in ("euclidean", "angle"):
        raise InputError("There is no distance “{method}”.", hint="Choose euclidean or angle.", method=method)
    whole = np.flatnonzero(np.isfinite(x).all(axis=1) & np.isfinite(y).all(axis=1))
    if not 1 <= count <= whole.size:
        raise InputError(
            "{found} complete trajectories cannot form {count} clusters.",
            hint="Choose fewer clusters or more trajectories.",
            found=whole.size,
            count=count,
        )
    east, north = _plane(x[whole], y[whole])
    paths = np.stack([east[:, 1:], north[:, 1:]], axis=1)
    random, best, spread = np.random.default_rng(seed), np.zeros(whole.size, dtype=np.int64), np.inf
    for turn in range(_ROUNDS):
        checkpoint(progress, turn / _ROUNDS)
        found, total = _grouped(paths, count, method, random)
        if total < spread:
            best, spread = found, total
    sizes = np.bincount(best, minlength=count)
    order = np.argsort(-sizes, kind="stable")
    best = np.argsort(order, kind="stable")[best]
    labels = np.full(len(x), -1, dtype=np.int64)
    labels[whole] = best
    mean_lon, mean_lat = np.full((2, count, x.shape[1]), np.nan)
    for place in range(count):
        members = whole[best == place]
        if members.size:
            first = x[members[0], :1]
            turned = first + np.mod(x[members] - first + 180.0, 360.0) - 180.0
            mean_lon[place] = np.mod(turned.mean(axis=0) + 180.0, 360.0) - 180.0
            mean_lat[place] = y[members].mean(axis=0)
    return Clusters(labels, mean_lon, mean_lat, sizes[order], spread, method, seed, _VERSION)
