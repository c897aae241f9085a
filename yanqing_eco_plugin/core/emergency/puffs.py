"""Concentration of puffs that a changing wind carries along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError
from .dispersion_parameters import Spread, Terrain, plume_sigmas, puff_sigmas

__all__ = ["Puffs", "WindStep", "puff_concentration", "release_puffs"]

Floats = NDArray[np.float64]
# A puff that has not moved is a point; this is its size at the source.
_SMALLEST_SIGMA_M = 0.1


@dataclass(frozen=True)
class WindStep:
    """Wind from a moment on, until the next step.

    Attributes
    ----------
    start_s
        Seconds after the start of the release.
    speed
        m/s, not negative.
    direction
        Where it blows **from**, degrees clockwise from north.
    stability
        Pasquill class ``A`` … ``F``.
    """

    start_s: float
    speed: float
    direction: float
    stability: str


@dataclass(frozen=True)
class Puffs:
    """Puffs at one moment; all arrays of shape (n,).

    Attributes
    ----------
    east, north
        Centres, m from the source.
    mass
        g.
    sigma, sigma_z
        Horizontal and vertical spread, m.
    height
        Height of the centres above the ground, m.
    """

    east: Floats
    north: Floats
    mass: Floats
    sigma: Floats
    sigma_z: Floats
    height: float


def release_puffs(
    time_s: float,
    *,
    mass: float,
    duration_s: float,
    height: float,
    wind: Sequence[WindStep],
    terrain: Terrain = "rural",
    spread: Spread = "plume",
    spacing_s: float = 10.0,
) -> Puffs:
    """Where the puffs of a release are `time_s` after its start, and how large.

    Parameters
    ----------
    time_s
        Seconds after the start of the release.
    mass
        What is released altogether, g.
    duration_s
        How long it lasts, s; 0 is one puff at once.
    height
        Effective height of release, m.
    wind
        Steps in any order, the earliest not after 0.
    spread
        ``plume``: Briggs' curves, for releases that last; a dense row of such puffs is the steady plume.
        ``puff``: Slade's curves for one instantaneous puff, which know no terrain.
    spacing_s
        Largest time between two puffs of a lasting release, s.

    Raises
    ------
    InputError
        Impossible numbers, no wind at the start, an unknown class.

    Notes
    -----
    A puff grows with the distance it has travelled; when the stability changes it goes on from the distance at which it
    would have its present size under the new class, so that no puff ever shrinks.
    """
    steps = _checked(time_s, mass, duration_s, height, spacing_s, wind)
    count = 1 if duration_s == 0 else max(int(np.ceil(duration_s / spacing_s)), 1)
    # A puff stands for the span around its moment: the middle, so that half the mass is never early or late.
    born = (np.arange(count) + 0.5) * (duration_s / count)
    born = born[born <= time_s]
    east, north = np.zeros(len(born)), np.zeros(len(born))
    sigma, sigma_z = np.zeros(len(born)), np.zeros(len(born))
    for step, end in zip(steps, [*(s.start_s for s in steps[1:]), np.inf], strict=True):
        spent = np.maximum(np.minimum(end, time_s) - np.maximum(step.start_s, born), 0.0)
        travelled = spent * step.speed
        bearing = np.radians(step.direction + 180.0)
        east += travelled * np.sin(bearing)
        north += travelled * np.cos(bearing)
        sigma, sigma_z = _grown(sigma, sigma_z, travelled, step.stability, terrain, spread)
    return Puffs(
        east,
        north,
        np.full(len(born), mass / count),
        np.maximum(sigma, _SMALLEST_SIGMA_M),
        np.maximum(sigma_z, _SMALLEST_SIGMA_M),
        height,
    )


def puff_concentration(puffs: Puffs, east: ArrayLike, north: ArrayLike, z: float = 0.0) -> Floats:
    """Concentration of all puffs together at the nodes of a grid, reflected at the ground.

    Parameters
    ----------
    east, north
        Axes of the grid, m from the source, shapes (m,) and (n,).
    z
        Height above the ground, m.

    Returns
    -------
    ndarray, shape (n, m)
        g/m³; rows run along `north`.
    """
    x, y = np.asarray(east, dtype=np.float64), np.asarray(north, dtype=np.float64)
    if not len(puffs.mass):
        return np.zeros((len(y), len(x)))
    with np.errstate(under="ignore"):
        along = np.exp(-0.5 * ((x[:, None] - puffs.east) / puffs.sigma) ** 2)
        across = np.exp(-0.5 * ((y[:, None] - puffs.north) / puffs.sigma) ** 2)
        up = np.exp(-0.5 * ((z - puffs.height) / puffs.sigma_z) ** 2)
        up += np.exp(-0.5 * ((z + puffs.height) / puffs.sigma_z) ** 2)
        weight = puffs.mass * up / ((2.0 * np.pi) ** 1.5 * puffs.sigma**2 * puffs.sigma_z)
        # The horizontal Gaussian is a product of its two axes: all puffs at once are one matrix product.
        return np.asarray((across * weight) @ along.T, dtype=np.float64)


def _grown(
    sigma: Floats, sigma_z: Floats, travelled: Floats, stability: str, terrain: Terrain, spread: Spread
) -> tuple[Floats, Floats]:
    table = np.concatenate([[0.0], np.geomspace(0.1, 1e6, 1_500)])
    across, up = plume_sigmas(table, stability, terrain) if spread == "plume" else puff_sigmas(table, stability)
    wide = np.interp(np.interp(sigma, across, table) + travelled, table, across)
    high = np.interp(np.interp(sigma_z, up, table) + travelled, table, up)
    # The vertical curves of stable air level off below what the puff may have already.
    return np.maximum(wide, sigma), np.maximum(high, sigma_z)


def _checked(
    time_s: float, mass: float, duration_s: float, height: float, spacing_s: float, wind: Sequence[WindStep]
) -> list[WindStep]:
    for name, value, least in (
        ("time_s", time_s, 0.0),
        ("mass", mass, 0.0),
        ("duration_s", duration_s, 0.0),
        ("height", height, 0.0),
        ("spacing_s", spacing_s, 1e-3),
    ):
        if not (np.isfinite(value) and value >= least):
            raise InputError(
                "{name} = {value} is not possible.",
                hint="Give a number not below {least}.",
                name=name,
                value=value,
                least=least,
            )
    steps = sorted(wind, key=lambda step: step.start_s)
    if not steps or steps[0].start_s > 0:
        raise InputError("There is no wind for the start of the release.", hint="Give the wind from second 0 on.")
    numbers = np.array([(s.start_s, s.speed, s.direction) for s in steps], dtype=np.float64)
    if not np.isfinite(numbers).all() or (numbers[:, 1] < 0).any():
        raise InputError("A wind step has no usable speed or direction.", hint="Give m/s and degrees.")
    return steps
