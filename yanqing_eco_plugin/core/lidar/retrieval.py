"""Fernald's inversion with what is unsure about it: lidar ratio, reference and noise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError
from .corrections import bins_within
from .fernald import fernald

__all__ = ["LIDAR_RATIOS_532", "Retrieval", "retrieve"]

Floats = NDArray[np.float64]

LIDAR_RATIOS_532 = {"moderate_pollution": (60.8, 13.5), "heavy_pollution": (43.7, 8.3), "dust": (38.3, 9.8)}
"""Lidar ratio at 532 nm over Beijing and its standard deviation, sr, by kind of aerosol."""


@dataclass(frozen=True)
class Retrieval:
    """Aerosol profiles with how far they may be off, and of what parts that is made; all (…, n_bins).

    Attributes
    ----------
    backscatter, extinction
        m⁻¹ sr⁻¹, m⁻¹.
    backscatter_uncertainty, extinction_uncertainty
        In the same units, expanded (about 95 %): the bounds from lidar ratio and reference, which shift a profile as a whole,
        plus twice the standard deviation from noise.
    from_lidar_ratio, from_reference, from_noise
        Parts of the uncertainty of the extinction, m⁻¹.
    """

    backscatter: Floats
    extinction: Floats
    backscatter_uncertainty: Floats
    extinction_uncertainty: Floats
    from_lidar_ratio: Floats
    from_reference: Floats
    from_noise: Floats


def retrieve(
    rcs: ArrayLike,
    range_m: ArrayLike,
    molecular_backscatter: ArrayLike,
    molecular_extinction: ArrayLike,
    *,
    lidar_ratio: ArrayLike,
    reference: tuple[float, float],
    reference_ratio: float = 1.0,
    lidar_ratio_uncertainty: float = 0.3,
    reference_ratio_uncertainty: float = 0.02,
    noise: ArrayLike | None = None,
) -> Retrieval:
    """Invert a signal and say how far the result can be trusted.

    The inversion is repeated with the lidar ratio divided by 1 ± its relative uncertainty and with the reference ratio moved
    by its own. Noise is carried on to first order: that of the bin itself, and that of the
    reference, which the whole profile shares.

    Parameters
    ----------
    rcs, range_m, molecular_backscatter, molecular_extinction, lidar_ratio, reference, reference_ratio
        As `fernald` takes them.
    lidar_ratio_uncertainty
        Relative: 0.3 = the lidar ratio may be wrong by 30 % of the true one.
    reference_ratio_uncertainty
        Absolute.
    noise
        (…, n_bins) standard deviation of `rcs`; None = no noise.

    Raises
    ------
    InputError
        As `fernald`, and when an uncertainty is impossible.
    """
    if not 0 <= lidar_ratio_uncertainty < 0.9 or not 0 <= reference_ratio_uncertainty < reference_ratio:
        raise InputError(
            "The uncertainty of the lidar ratio or of the reference is impossible.",
            hint="Give the first as a share of 1 (0.3 is usual), the second below the reference ratio.",
        )
    signal, ranges = np.asarray(rcs, dtype=np.float64), np.asarray(range_m, dtype=np.float64)
    ratio = np.asarray(lidar_ratio, dtype=np.float64)

    def inverted(factor: float, shift: float) -> tuple[Floats, Floats]:
        return fernald(
            signal,
            ranges,
            molecular_backscatter,
            molecular_extinction,
            lidar_ratio=ratio * factor,
            reference=reference,
            reference_ratio=reference_ratio + shift,
        )

    backscatter, extinction = inverted(1.0, 0.0)

    def spread(*tried: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
        # A trial that runs into its pole leaves the bin without a bound: its uncertainty is unknown, not nil.
        return (
            np.maximum.reduce([np.abs(one[0] - backscatter) for one in tried]),
            np.maximum.reduce([np.abs(one[1] - extinction) for one in tried]),
        )

    s, d = lidar_ratio_uncertainty, reference_ratio_uncertainty
    by_ratio = spread(inverted(1.0 / (1.0 - s), 0.0), inverted(1.0 / (1.0 + s), 0.0))
    # The signal of the reference and its ratio enter as one quotient: one derivative serves for both.
    h = max(d, 0.01 * reference_ratio)
    moved, back = inverted(1.0, h), inverted(1.0, -h)
    per_unit = np.abs(moved[0] - back[0]) / (2.0 * h), np.abs(moved[1] - back[1]) / (2.0 * h)
    by_noise = np.where(np.isfinite(backscatter), 0.0, np.nan)
    if noise is not None:
        own, shared = _relative_noise(signal, noise, bins_within(ranges, reference))
        total = backscatter + np.asarray(molecular_backscatter, dtype=np.float64)
        by_noise = np.hypot(np.abs(total) * own, per_unit[0] * reference_ratio * shared)
    by_reference = per_unit[0] * d, per_unit[1] * d
    return Retrieval(
        backscatter=backscatter,
        extinction=extinction,
        backscatter_uncertainty=by_ratio[0] + by_reference[0] + 2.0 * by_noise,
        extinction_uncertainty=by_ratio[1] + by_reference[1] + 2.0 * by_noise * ratio,
        from_lidar_ratio=by_ratio[1],
        from_reference=by_reference[1],
        from_noise=by_noise * ratio,
    )


def _relative_noise(signal: Floats, noise: ArrayLike, part: slice) -> tuple[Floats, Floats]:
    """Relative standard deviation of each bin, and of the sum over the reference, which the whole profile shares."""
    deviation = np.broadcast_to(np.asarray(noise, dtype=np.float64), signal.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        own = deviation / np.abs(signal)
        of_sum = np.sqrt(np.nansum(deviation[..., part] ** 2, axis=-1, keepdims=True))
        shared = of_sum / np.abs(np.nansum(signal[..., part], axis=-1, keepdims=True))
    return own, shared
