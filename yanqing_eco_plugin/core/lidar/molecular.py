"""How the air itself scatters the beam."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError

__all__ = ["MOLECULAR_LIDAR_RATIO", "molecular", "molecular_depolarization"]

MOLECULAR_LIDAR_RATIO = 8.0 * np.pi / 3.0
"""Extinction over backscatter of the air, sr."""

_REFERENCE_BACKSCATTER = 1.547e-6  # m⁻¹ sr⁻¹ at 532 nm, 1013.25 hPa, 288 K
_DEPOLARIZATION = 0.00365  # of the Cabannes line, narrow filters: Behrendt & Nakamura 2002, doi:10.1364/OE.10.000805


def _cross_section(wavelength_um: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rayleigh cross-section, cm² (Bucholtz 1995, doi:10.1364/AO.34.002765)."""
    short = 3.01577e-28 * wavelength_um ** -(3.55212 + 1.35579 * wavelength_um + 0.11563 / wavelength_um)
    long = 4.01061e-28 * wavelength_um ** -(3.99668 + 1.10298e-3 * wavelength_um + 2.71393e-2 / wavelength_um)
    return np.where(wavelength_um <= 0.5, short, long)


def molecular(
    pressure_hpa: ArrayLike, temperature_k: ArrayLike, wavelength_nm: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Backscatter and extinction of the air.

    β = 1.547·10⁻⁶ m⁻¹ sr⁻¹ at 532 nm, 1013.25 hPa and 288 K; proportional to p/T, with wavelength as the cross-section of
    Bucholtz (1995, doi:10.1364/AO.34.002765); α = (8π/3) β.

    Parameters
    ----------
    pressure_hpa, temperature_k, wavelength_nm
        hPa, K, nm (250 … 4,000); any shapes that broadcast.

    Returns
    -------
    backscatter, extinction
        m⁻¹ sr⁻¹ and m⁻¹.

    Raises
    ------
    InputError
        When a pressure or temperature is not above zero, or the wavelength is outside.
    """
    pressure, temperature = np.asarray(pressure_hpa, dtype=np.float64), np.asarray(temperature_k, dtype=np.float64)
    wavelength = np.asarray(wavelength_nm, dtype=np.float64)
    if not (
        np.all((wavelength >= 250) & (wavelength <= 4000))
        and not np.any(pressure <= 0)
        and not np.any(temperature <= 0)
    ):
        raise InputError(
            "Pressure, temperature or wavelength of the molecular profile is impossible.",
            hint="Pressure is in hPa, temperature in kelvin, wavelength in nanometres.",
        )
    spectral = _cross_section(wavelength / 1000.0) / _cross_section(np.asarray(0.532))
    backscatter = _REFERENCE_BACKSCATTER * spectral * (pressure / 1013.25) * (288.0 / temperature)
    return backscatter, MOLECULAR_LIDAR_RATIO * backscatter


def molecular_depolarization() -> float:
    """Linear depolarisation ratio of the air behind a narrow filter (0.00365)."""
    return _DEPOLARIZATION
