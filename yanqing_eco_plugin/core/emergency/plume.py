"""Concentration downwind of a steady point release."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError
from .dispersion_parameters import Terrain, plume_sigmas

__all__ = ["WEAKEST_WIND_M_S", "gaussian_plume"]

Floats = NDArray[np.float64]
# Below this the mean wind carries nothing: spread along the wind, which the plume neglects, is as large as the transport.
WEAKEST_WIND_M_S = 0.5
_NEAREST_M = 0.01


def gaussian_plume(
    x: ArrayLike,
    y: ArrayLike,
    z: ArrayLike,
    *,
    rate: float,
    wind_speed: float,
    height: float,
    stability: str,
    terrain: Terrain = "rural",
) -> Floats:
    """Mean concentration in the plume of a steady release over flat terrain, reflected at the ground.

    Parameters
    ----------
    x, y, z
        Distance downwind, across the wind and above the ground in m; shapes that broadcast. Upwind and below the ground
        the concentration is 0.
    rate
        Release in g/s, not negative.
    wind_speed
        Mean wind at the height of release in m/s, at least `WEAKEST_WIND_M_S`.
    height
        Effective height of release in m, rise included.
    stability
        Pasquill class ``A`` … ``F``.
    terrain
        ``rural`` or ``urban``: which of Briggs' curves.

    Returns
    -------
    ndarray
        g/m³, of the broadcast shape.

    Raises
    ------
    InputError
        A number that is not possible, an unknown class or terrain, or too little wind for a plume.

    Notes
    -----
    Turner (1970), Workbook of atmospheric dispersion estimates, AP-26, eq. 3.1. Neutral gas, no deposition, no inversion
    lid; what is heavier than air needs another model, see `check_neutral`.
    """
    _check("rate", rate, 0.0)
    _check("height", height, 0.0)
    if not (np.isfinite(wind_speed) and wind_speed >= WEAKEST_WIND_M_S):
        raise InputError(
            "A wind of {wind} m/s is too weak for a steady plume.",
            hint="Use at least {least} m/s, or a sequence of puffs for calm air.",
            wind=wind_speed,
            least=WEAKEST_WIND_M_S,
        )
    downwind, across, up = np.broadcast_arrays(*(np.asarray(a, dtype=np.float64) for a in (x, y, z)))
    # At the source itself the formula is infinite.
    sigma_y, sigma_z = plume_sigmas(np.maximum(downwind, _NEAREST_M), stability, terrain)
    inside = (downwind > 0) & (up >= 0)
    sigma_y, sigma_z = np.where(inside, sigma_y, 1.0), np.where(inside, sigma_z, 1.0)
    with np.errstate(under="ignore"):
        vertical = np.exp(-0.5 * ((up - height) / sigma_z) ** 2) + np.exp(-0.5 * ((up + height) / sigma_z) ** 2)
        crosswind = np.exp(-0.5 * (across / sigma_y) ** 2)
        concentration = rate / (2.0 * np.pi * wind_speed * sigma_y * sigma_z) * crosswind * vertical
    # NaN coordinates stay NaN.
    unknown = np.isnan(downwind) | np.isnan(across) | np.isnan(up)
    return np.where(unknown, np.nan, np.where(inside, concentration, 0.0))


def _check(name: str, value: float, least: float) -> None:
    if not (np.isfinite(value) and value >= least):
        raise InputError(
            "{name} = {value} is not possible.",
            hint="Give a number not below {least}.",
            name=name,
            value=value,
            least=least,
        )
