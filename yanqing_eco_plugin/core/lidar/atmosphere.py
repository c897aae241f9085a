"""Pressure and temperature along the beam: the standard atmosphere, or a sonde or model profile."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError

__all__ = ["profile_at", "standard_atmosphere"]

_GRAVITY = 9.80665
_GAS_CONSTANT = 287.05287
_EARTH_RADIUS_M = 6_356_766.0
# Base of each layer (geopotential metres), lapse rate (K/m): ISO 2533:1975.
_LAYERS = ((0.0, -0.0065), (11_000.0, 0.0), (20_000.0, 0.001), (32_000.0, 0.0028), (47_000.0, 0.0), (51_000.0, -0.0028))


def standard_atmosphere(height_m: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pressure (hPa) and temperature (K) of the standard atmosphere (ISO 2533:1975).

    Parameters
    ----------
    height_m
        Any shape; metres above sea level, −2,000 … 70,000.

    Raises
    ------
    InputError
        When a height is outside.
    """
    height = np.asarray(height_m, dtype=np.float64)
    if height.size and not (np.nanmin(height) >= -2000.0 and np.nanmax(height) <= 70_000.0):
        raise InputError(
            "The standard atmosphere is defined from −2 to 70 km.", hint="Shorten the range of the lidar profile."
        )
    geopotential = _EARTH_RADIUS_M * height / (_EARTH_RADIUS_M + height)
    pressure, temperature = np.empty_like(geopotential), np.empty_like(geopotential)
    base_pressure, base_temperature = 1013.25, 288.15
    for number, (base, lapse) in enumerate(_LAYERS):
        above = geopotential - base
        # Upper layers overwrite; the lowest also holds below sea level.
        here = geopotential >= base if number else np.ones(geopotential.shape, dtype=bool)
        warmth = base_temperature + lapse * above
        temperature = np.where(here, warmth, temperature)
        if lapse:
            ratio = np.where(here, warmth, base_temperature) / base_temperature
            pressure = np.where(here, base_pressure * ratio ** (-_GRAVITY / (_GAS_CONSTANT * lapse)), pressure)
        else:
            drop = np.exp(-_GRAVITY * np.where(here, above, 0.0) / (_GAS_CONSTANT * base_temperature))
            pressure = np.where(here, base_pressure * drop, pressure)
        if number + 1 < len(_LAYERS):
            depth = _LAYERS[number + 1][0] - base
            top = base_temperature + lapse * depth
            base_pressure *= (
                (top / base_temperature) ** (-_GRAVITY / (_GAS_CONSTANT * lapse))
                if lapse
                else float(np.exp(-_GRAVITY * depth / (_GAS_CONSTANT * base_temperature)))
            )
            base_temperature = top
    return pressure, temperature


def profile_at(
    height_m: ArrayLike, known_height_m: ArrayLike, pressure_hpa: ArrayLike, temperature_k: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pressure and temperature of a sonde or model profile at other heights.

    Temperature is linear in height, pressure linear in its logarithm; above and below the profile the standard atmosphere
    goes on from its ends, scaled to meet them.

    Parameters
    ----------
    height_m
        Any shape, metres above sea level.
    known_height_m, pressure_hpa, temperature_k
        (n,) the profile, in any order.

    Raises
    ------
    InputError
        When fewer than two usable levels are given.
    """
    known = np.asarray(known_height_m, dtype=np.float64)
    pressures, temperatures = np.asarray(pressure_hpa, dtype=np.float64), np.asarray(temperature_k, dtype=np.float64)
    usable = np.isfinite(known) & (pressures > 0) & (temperatures > 100.0)
    if usable.sum() < 2:
        raise InputError(
            "The profile of pressure and temperature has fewer than two levels.",
            hint="Use the standard atmosphere, or another sonde.",
        )
    order = np.argsort(known[usable], kind="stable")
    known, pressures, temperatures = (part[usable][order] for part in (known, pressures, temperatures))
    height = np.asarray(height_m, dtype=np.float64)
    inside = np.clip(height, known[0], known[-1])
    pressure = np.exp(np.interp(inside, known, np.log(pressures)))
    temperature = np.interp(inside, known, temperatures)
    standard_pressure, standard_temperature = standard_atmosphere(height)
    edge_pressure, edge_temperature = standard_atmosphere(inside)
    return pressure * standard_pressure / edge_pressure, temperature + standard_temperature - edge_temperature
