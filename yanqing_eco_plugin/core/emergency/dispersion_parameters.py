"""How wide a cloud is after a distance: Briggs' curves for plumes, Slade's for single puffs."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError

__all__ = ["STABILITY_CLASSES", "VALID_RANGE_M", "Spread", "Terrain", "plume_sigmas", "puff_sigmas"]

Floats = NDArray[np.float64]
Terrain = Literal["rural", "urban"]
Spread = Literal["plume", "puff"]

STABILITY_CLASSES = ("A", "B", "C", "D", "E", "F")
# Where Briggs' curves rest on measurements; beyond it they are extrapolated.
VALID_RANGE_M = (100.0, 10_000.0)

# sigma = a x (1 + b x)^p for y and for z.
_RURAL = {
    "A": ((0.22, 1e-4, -0.5), (0.20, 0.0, 0.0)),
    "B": ((0.16, 1e-4, -0.5), (0.12, 0.0, 0.0)),
    "C": ((0.11, 1e-4, -0.5), (0.08, 2e-4, -0.5)),
    "D": ((0.08, 1e-4, -0.5), (0.06, 1.5e-3, -0.5)),
    "E": ((0.06, 1e-4, -0.5), (0.03, 3e-4, -1.0)),
    "F": ((0.04, 1e-4, -0.5), (0.016, 3e-4, -1.0)),
}
_URBAN = {
    "A": ((0.32, 4e-4, -0.5), (0.24, 1e-3, 0.5)),
    "B": ((0.32, 4e-4, -0.5), (0.24, 1e-3, 0.5)),
    "C": ((0.22, 4e-4, -0.5), (0.20, 0.0, 0.0)),
    "D": ((0.16, 4e-4, -0.5), (0.14, 3e-4, -0.5)),
    "E": ((0.11, 4e-4, -0.5), (0.08, 1.5e-3, -0.5)),
    "F": ((0.11, 4e-4, -0.5), (0.08, 1.5e-3, -0.5)),
}
_CURVES = {"rural": _RURAL, "urban": _URBAN}
# sigma = a x^b for y and for z.
_PUFF = {
    "A": ((0.18, 0.92), (0.60, 0.75)),
    "B": ((0.14, 0.92), (0.53, 0.73)),
    "C": ((0.10, 0.92), (0.34, 0.71)),
    "D": ((0.06, 0.92), (0.15, 0.70)),
    "E": ((0.04, 0.92), (0.10, 0.65)),
    "F": ((0.02, 0.89), (0.05, 0.61)),
}


def plume_sigmas(distance: ArrayLike, stability: str, terrain: Terrain = "rural") -> tuple[Floats, Floats]:
    """Crosswind and vertical spread of a continuous plume after Briggs.

    Parameters
    ----------
    distance
        Downwind distance in m, any shape; not above 0 gives 0.
    stability
        Pasquill class ``A`` … ``F``.
    terrain
        ``rural`` (open country) or ``urban``.

    Returns
    -------
    sigma_y, sigma_z : ndarray
        Metres, of the shape of `distance`.

    Raises
    ------
    InputError
        For an unknown class or terrain.

    Notes
    -----
    Briggs (1973), Diffusion estimation for small emissions, ATDL 79, doi 10.2172/5118833; table 4.5 of Hanna, Briggs and
    Hosker (1982), Handbook on atmospheric diffusion, DOE/TIC-11223. Good from 100 m to 10 km.
    """
    if terrain not in get_args(Terrain):
        raise InputError("There is no terrain “{terrain}”.", hint="Choose rural or urban.", terrain=terrain)
    across, upward = _CURVES[terrain][_class(stability)]
    x = np.maximum(np.asarray(distance, dtype=np.float64), 0.0)
    return _curve(x, *across), _curve(x, *upward)


def puff_sigmas(distance: ArrayLike, stability: str) -> tuple[Floats, Floats]:
    """Horizontal and vertical spread of one instantaneous puff that has travelled `distance` metres.

    Slade (1968), Meteorology and atomic energy, as fitted in table 5-3 of Crowl and Louvar, Chemical process safety. A puff
    meanders as a whole and is narrower than the mean of a plume. Arguments, units and errors as `plume_sigmas`.
    """
    across, upward = _PUFF[_class(stability)]
    x = np.maximum(np.asarray(distance, dtype=np.float64), 0.0)
    return across[0] * x ** across[1], upward[0] * x ** upward[1]


def _curve(x: Floats, a: float, b: float, power: float) -> Floats:
    return np.asarray(a * x * (1.0 + b * x) ** power, dtype=np.float64)


def _class(stability: str) -> str:
    if stability not in STABILITY_CLASSES:
        raise InputError(
            "There is no stability class “{stability}”.",
            hint="Choose one from A (very unstable) to F (stable).",
            stability=stability,
        )
    return stability
