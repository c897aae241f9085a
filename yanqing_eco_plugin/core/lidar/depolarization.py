"""How much the scatterers turn the polarisation, and what of the aerosol is dust."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError
from .molecular import molecular_depolarization

__all__ = ["DUST_DEPOLARIZATION", "Split", "dust_split", "particle_depolarization", "volume_depolarization"]

Floats = NDArray[np.float64]

DUST_DEPOLARIZATION = {355: 0.23, 532: 0.31, 1064: 0.25}
"""Particle depolarisation of pure dust by wavelength, nm."""
_FINE_DEPOLARIZATION = 0.05


def _square(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64) ** 2


def volume_depolarization(
    cross: ArrayLike,
    parallel: ArrayLike,
    gain_ratio: float = 1.0,
    *,
    cross_noise: ArrayLike = 0.0,
    parallel_noise: ArrayLike = 0.0,
    gain_uncertainty: float = 0.0,
) -> tuple[Floats, Floats]:
    """δ_v = (P⊥ / P∥) / G and its standard uncertainty.

    Parameters
    ----------
    cross, parallel
        (…, n_bins) background-free signals in the same unit.
    gain_ratio
        G: gain of the cross over that of the parallel channel.
    cross_noise, parallel_noise
        Standard deviations of the signals.
    gain_uncertainty
        Relative.

    Returns
    -------
    ratio, uncertainty
        (…, n_bins); NaN where the parallel signal is not above zero.
    """
    if not gain_ratio > 0:
        raise InputError("The gain ratio of the polarisation channels must be above zero.")
    turned, kept = np.asarray(cross, dtype=np.float64), np.asarray(parallel, dtype=np.float64)
    usable = kept > 0
    safe = np.where(usable, kept, np.nan)
    ratio = turned / safe / gain_ratio
    spread = np.sqrt(
        _square(cross_noise / safe / gain_ratio)
        + _square(ratio * parallel_noise / safe)
        + _square(ratio * gain_uncertainty)
    )
    return ratio, spread


def particle_depolarization(
    volume: ArrayLike,
    backscatter_ratio: ArrayLike,
    molecular: float | None = None,
    *,
    volume_uncertainty: ArrayLike = 0.0,
    ratio_uncertainty: ArrayLike = 0.0,
    least_ratio: float = 1.1,
) -> tuple[Floats, Floats]:
    """δ_p = [(1+δ_m)δ_v R − (1+δ_v)δ_m] / [(1+δ_m)R − (1+δ_v)] and its standard uncertainty (Biele et al. 2000).

    Parameters
    ----------
    volume
        (…, n_bins) δ_v.
    backscatter_ratio
        (…, n_bins) R = (β_m + β_a)/β_m.
    molecular
        δ_m; None = 0.00365, behind a narrow filter.
    volume_uncertainty, ratio_uncertainty
        Of δ_v and R.
    least_ratio
        R below which there is too little aerosol to say anything: NaN.
    """
    air = molecular_depolarization() if molecular is None else molecular
    v, r = np.asarray(volume, dtype=np.float64), np.asarray(backscatter_ratio, dtype=np.float64)
    above, below = (1 + air) * v * r - (1 + v) * air, (1 + air) * r - (1 + v)
    usable = (r >= least_ratio) & (below > 0)
    safe = np.where(usable, below, np.nan)
    by_volume = (((1 + air) * r - air) * safe + above) / safe**2
    by_ratio = ((1 + air) * v * safe - above * (1 + air)) / safe**2
    return above / safe, np.sqrt(_square(by_volume * volume_uncertainty) + _square(by_ratio * ratio_uncertainty))


@dataclass(frozen=True)
class Split:
    """Backscatter of dust and of fine particles, m⁻¹ sr⁻¹, the dust's share of it, and the share's uncertainty."""

    dust: Floats
    fine: Floats
    share: Floats
    share_uncertainty: Floats


def dust_split(
    backscatter: ArrayLike,
    depolarization: ArrayLike,
    *,
    dust: float = DUST_DEPOLARIZATION[532],
    fine: float = _FINE_DEPOLARIZATION,
    depolarization_uncertainty: ArrayLike = 0.0,
    dust_uncertainty: float = 0.04,
    fine_uncertainty: float = 0.03,
) -> Split:
    """β_d = β(δ_p−δ_nd)(1+δ_d) / [(δ_d−δ_nd)(1+δ_p)], kept between nothing and all (Tesche et al. 2009).

    Source: doi:10.1029/2009JD011862.

    Parameters
    ----------
    backscatter, depolarization
        (…, n_bins) of the aerosol: β_a and δ_p.
    dust, fine
        δ of pure dust and of the rest.
    depolarization_uncertainty, dust_uncertainty, fine_uncertainty
        Of δ_p and of the two.
    """
    if not 0 <= fine < dust < 1:
        raise InputError("Dust must depolarise more than fine particles, and both between 0 and 1.")
    beta, p = np.asarray(backscatter, dtype=np.float64), np.asarray(depolarization, dtype=np.float64)
    noise_of_p = np.asarray(depolarization_uncertainty, dtype=np.float64)
    raw = (p - fine) * (1 + dust) / ((dust - fine) * (1 + p))
    share = np.clip(raw, 0.0, 1.0)
    by_p = (1 + dust) * (1 + fine) / ((dust - fine) * (1 + p) ** 2)
    by_dust = -(p - fine) * (1 + fine) / ((dust - fine) ** 2 * (1 + p))
    by_fine = (1 + dust) * (p - dust) / ((dust - fine) ** 2 * (1 + p))
    spread = np.sqrt(
        _square(by_p * noise_of_p) + _square(by_dust * dust_uncertainty) + _square(by_fine * fine_uncertainty)
    )
    return Split(dust=beta * share, fine=beta * (1.0 - share), share=share, share_uncertainty=np.minimum(spread, 1.0))
