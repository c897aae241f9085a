"""Made-up atmospheres with known truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yanqing_eco_plugin.core.lidar import counted, elastic_signal, molecular, standard_atmosphere

WIDTH = 7.5
RANGE = (np.arange(2000) + 0.5) * WIDTH


@dataclass(frozen=True)
class Column:
    """What is there, and what a lidar sees of it."""

    backscatter: np.ndarray
    extinction: np.ndarray
    air_backscatter: np.ndarray
    air_extinction: np.ndarray
    rcs: np.ndarray
    noise: np.ndarray


def boundary_layer(top_m: float = 1500.0, load: float = 3e-6, edge_m: float = 40.0) -> np.ndarray:
    """Backscatter of a mixed layer under a thin free troposphere and clean air from 8 km, m⁻¹ sr⁻¹."""
    free = 2e-8 * np.exp(-(RANGE - top_m) / 2000.0) / (1 + np.exp(-(RANGE - top_m) / edge_m)) * (RANGE < 8000)
    return load / (1 + np.exp((RANGE - top_m) / edge_m)) + free


def column(
    aerosol: np.ndarray,
    lidar_ratio: float,
    *,
    rays: int = 0,
    shots: int = 60_000,
    seed: int = 9,
    wavelength: float = 532.0,
) -> Column:
    """The signal of an aerosol; `rays` = 0 is without noise."""
    air, air_extinction = molecular(*standard_atmosphere(RANGE), wavelength)
    extinction = lidar_ratio * aerosol
    clean = elastic_signal(RANGE, aerosol + air, extinction + air_extinction, constant=4e12)
    if rays == 0:
        return Column(aerosol, extinction, air, air_extinction, clean * RANGE**2, np.zeros_like(clean))
    sky = 0.01
    seen = counted(np.tile(clean, (rays, 1)), shots, WIDTH, np.random.default_rng(seed), background_mhz=sky)
    watched = shots * 2 * WIDTH / 299.792458
    noise = np.sqrt(np.maximum(seen, 1 / watched) / watched)
    return Column(aerosol, extinction, air, air_extinction, (seen - sky) * RANGE**2, noise * RANGE**2)
