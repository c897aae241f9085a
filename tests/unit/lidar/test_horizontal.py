"""Horizontal scans: known extinction, known plumes."""

from __future__ import annotations

import numpy as np
import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import counted, elastic_signal, horizontal_extinction, molecular, slope_extinction

WIDTH = 15.0
RANGE = (np.arange(500) + 0.5) * WIDTH
AIR = float(molecular(955.0, 285.0, 532.0)[0])
AIR_EXTINCTION = AIR * 8 * np.pi / 3
RATIO = 50.0
BACKGROUND = 2e-4
SEARCH = (2000.0, 6000.0)


def scan(aerosol: np.ndarray, *, seed: int | None = 11, shots: int = 20_000) -> tuple[np.ndarray, np.ndarray]:
    """Range-corrected signal and its noise of rays with the given aerosol extinction (rays, bins)."""
    clean = elastic_signal(RANGE, aerosol / RATIO + AIR, aerosol + AIR_EXTINCTION, constant=3e12)
    if seed is None:
        return clean * RANGE**2, np.zeros_like(clean)
    sky = 0.02
    seen = counted(clean, shots, WIDTH, np.random.default_rng(seed), background_mhz=sky)
    watched = shots * 2 * WIDTH / 299.792458
    return (seen - sky) * RANGE**2, np.sqrt(np.maximum(seen, 1 / watched) / watched) * RANGE**2


def plume(
    rays: int = 36, at: int = 18, centre: float = 1800.0, length: float = 200.0, peak: float = 8e-4
) -> np.ndarray:
    aerosol = np.full((rays, RANGE.size), BACKGROUND)
    width = np.exp(-0.5 * ((np.arange(rays) - at) / 1.5) ** 2)[:, np.newaxis]
    return aerosol + peak * width * np.exp(-0.5 * ((RANGE - centre) / length) ** 2)


def test_slope_of_homogeneous_air_is_exact() -> None:
    rcs, _ = scan(np.full((3, RANGE.size), BACKGROUND), seed=None)
    fit = slope_extinction(rcs, RANGE, (1000.0, 3000.0))
    assert fit.extinction == pytest.approx([BACKGROUND + AIR_EXTINCTION] * 3, rel=1e-9)
    assert fit.uncertainty == pytest.approx([0, 0, 0], abs=1e-12)
    rcs[0, 100] = -1.0
    assert np.isnan(slope_extinction(rcs, RANGE, (1000.0, 3000.0)).extinction[0])


def test_slope_states_its_error() -> None:
    rcs, _ = scan(np.full((300, RANGE.size), BACKGROUND), shots=3000)
    fit = slope_extinction(rcs, RANGE, (1000.0, 2000.0))
    assert np.nanstd(fit.extinction) == pytest.approx(np.nanmedian(fit.uncertainty), rel=0.25)


@pytest.mark.parametrize("seed", [None, 11])
def test_a_plume_is_located_and_weighed(seed: int | None) -> None:
    """Located within one gate, its extinction integral (and with it its mass) within 20 %."""
    truth = plume()
    rcs, noise = scan(truth, seed=seed)
    found = horizontal_extinction(rcs, RANGE, lidar_ratio=RATIO, molecular_backscatter=AIR, search=SEARCH, noise=noise)
    near = RANGE < 3000
    # The centre of gravity: the brightest single bin of a noisy ray is chance.
    excess = np.where(truth[:, near] > BACKGROUND * 1.2, found.extinction[:, near] - BACKGROUND, 0.0)
    true_excess = np.where(truth[:, near] > BACKGROUND * 1.2, truth[:, near] - BACKGROUND, 0.0)
    for axis, places, width in ((0, RANGE[near], WIDTH), (1, np.arange(len(truth)), 1.0)):
        centre = (excess.sum(axis=axis) * places).sum() / excess.sum()
        true_centre = (true_excess.sum(axis=axis) * places).sum() / true_excess.sum()
        assert abs(centre - true_centre) <= width
    inside = truth > BACKGROUND * 1.2
    assert (found.extinction - BACKGROUND)[inside].sum() == pytest.approx((truth - BACKGROUND)[inside].sum(), rel=0.20)
    assert np.nanmedian(np.abs(found.extinction[:, near] / truth[:, near] - 1)) < 0.10
    apart = np.abs(found.reference_extinction[~found.borrowed] / BACKGROUND - 1)
    assert np.median(apart) < 0.1
    assert (apart < 0.3).mean() > 0.9


def test_a_wrong_lidar_ratio_is_covered() -> None:
    truth = plume()
    rcs, noise = scan(truth)
    near = (RANGE > 200) & (RANGE < 3000)
    for factor in (0.7, 1.3):
        found = horizontal_extinction(
            rcs, RANGE, lidar_ratio=RATIO * factor, molecular_backscatter=AIR, search=SEARCH, noise=noise
        )
        off = np.abs(found.extinction - truth)[:, near]
        assert (off <= found.extinction_uncertainty[:, near]).mean() > 0.9


def test_a_ray_without_a_reference_borrows_and_says_so() -> None:
    truth = plume()
    rcs, _ = scan(truth)
    rcs[5, RANGE > 1500] = np.nan  # a mountain
    rcs[6] = np.nan
    found = horizontal_extinction(rcs, RANGE, lidar_ratio=RATIO, molecular_backscatter=AIR, search=(800.0, 6000.0))
    assert found.borrowed[[5, 6]].all()
    assert not found.borrowed[[10, 20]].any()
    assert np.isnan(found.extinction[5, RANGE > 1500]).all()
    assert np.nanmedian(found.extinction[5, (RANGE > 200) & (RANGE < 1400)]) == pytest.approx(BACKGROUND, rel=0.3)
    assert np.isnan(found.extinction[6]).all()


def test_no_reference_anywhere_is_an_error() -> None:
    rcs, _ = scan(np.full((4, RANGE.size), 2e-2))  # fog: nothing comes back from beyond
    with pytest.raises(InputError, match="homogeneous stretch"):
        horizontal_extinction(rcs, RANGE, lidar_ratio=RATIO, molecular_backscatter=AIR, search=SEARCH)
    with pytest.raises(InputError, match="shorter than the reference stretch"):
        horizontal_extinction(rcs, RANGE, lidar_ratio=RATIO, molecular_backscatter=AIR, search=(1000.0, 1500.0))
    with pytest.raises(InputError, match="above zero"):
        horizontal_extinction(rcs, RANGE, lidar_ratio=0.0, molecular_backscatter=AIR, search=SEARCH)
