"""Clouds and the boundary layer in skies whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import boundary_layer_height, find_clouds, layer_mask, wavelet_covariance

from .atmospheres import RANGE, boundary_layer, column


def test_wavelet_of_a_step_is_half_its_height() -> None:
    step = np.where(np.arange(100) < 40, 3.0, 1.0)
    covariance = wavelet_covariance(step, 10.0, 200.0)
    assert np.nanargmax(covariance) == 40
    assert np.nanmax(covariance) == pytest.approx(1.0)


def test_height_without_noise_is_within_a_bin_or_two() -> None:
    tops = np.array([400.0, 800.0, 1500.0, 2500.0, 3200.0])
    rcs = np.stack([column(boundary_layer(top), 50.0).rcs for top in tops])
    found = boundary_layer_height(rcs, RANGE)
    assert found.height_m == pytest.approx(tops, abs=25.0)
    assert found.agrees.all()
    assert np.isnan(found.residual_m).all()


def test_height_in_noise_is_within_100_m_median() -> None:
    errors, covered = [], []
    for number, top in enumerate((350.0, 700.0, 1200.0, 1800.0, 2600.0)):
        air = column(boundary_layer(top, load=2e-6, edge_m=60.0), 50.0, rays=40, shots=3000, seed=number)
        found = boundary_layer_height(air.rcs, RANGE, noise=air.noise)
        errors += np.abs(found.height_m - top).tolist()
        covered += (np.abs(found.height_m - top) <= 3 * found.uncertainty_m + 20.0).tolist()
    assert np.isfinite(errors).mean() > 0.9
    assert np.nanmedian(errors) < 100.0
    assert np.mean(covered) > 0.9


def test_no_step_means_none_found() -> None:
    clean = column(np.full(RANGE.size, 1e-9), 50.0, rays=20)
    found = boundary_layer_height(clean.rcs, RANGE, noise=clean.noise, threshold=0.15)
    assert np.isnan(found.height_m).all()
    assert not found.agrees.any()
    dark = np.random.default_rng(3).normal(0, 1, (10, RANGE.size)) * RANGE**2
    assert np.isnan(boundary_layer_height(dark, RANGE, noise=RANGE**2).height_m).mean() > 0.8
    assert np.isnan(boundary_layer_height(np.full((2, RANGE.size), np.nan), RANGE).height_m).all()


def test_at_night_the_residual_layer_is_told_apart() -> None:
    aerosol = boundary_layer(1600.0, 3e-6) + 4e-6 / (1 + np.exp((RANGE - 350.0) / 30.0))
    air = column(aerosol, 50.0, rays=10, shots=20_000)
    night = boundary_layer_height(air.rcs, RANGE, night=True, noise=air.noise)
    assert np.median(night.height_m) == pytest.approx(350.0, abs=60.0)
    assert np.median(night.residual_m) == pytest.approx(1600.0, abs=60.0)


def test_nothing_above_the_ceiling_is_looked_at() -> None:
    aerosol = boundary_layer(900.0, 2e-6) + 4e-5 * np.exp(-0.5 * ((RANGE - 2500.0) / 60.0) ** 2)
    rcs = column(aerosol, 20.0).rcs
    assert boundary_layer_height(rcs, RANGE).height_m[0] > 2000
    assert boundary_layer_height(rcs, RANGE, ceiling_m=[2200.0]).height_m[0] == pytest.approx(900.0, abs=40.0)
    with pytest.raises(InputError):
        boundary_layer_height(rcs, RANGE, search=(100.0, 120.0), dilations_m=(30.0,))


def test_clouds_are_found_and_clear_air_is_clear() -> None:
    aerosol = boundary_layer(1200.0, 2e-6)
    cloud = 2e-4 / (1 + np.exp(-(RANGE - 3000.0) / 8.0)) * (RANGE < 3200)
    cloudy, clear = column(aerosol + cloud, 20.0, rays=5), column(aerosol, 50.0, rays=5)
    found = find_clouds(cloudy.rcs, RANGE, noise=cloudy.noise)
    assert found.base_m == pytest.approx([3000.0] * 5, abs=60.0)
    assert found.mask[:, (RANGE > 3040) & (RANGE < 3180)].all()
    assert not found.mask[:, RANGE < 2800].any()
    assert (found.top_m < 3500).all()
    assert not find_clouds(clear.rcs, RANGE, noise=clear.noise).mask[:, RANGE < 6000].any()
    ratio = (aerosol + cloud + cloudy.air_backscatter) / cloudy.air_backscatter
    known = np.tile(RANGE < 6000, (5, 1))
    classes = layer_mask(np.tile(ratio, (5, 1)), found.mask, known)
    assert set(classes[0, RANGE < 1000].tolist()) == {1}
    assert set(classes[0, (RANGE > 2000) & (RANGE < 2800)].tolist()) == {0}
    assert (classes[:, RANGE > 6100] == -1).all()


def test_weak_signals_make_no_clouds() -> None:
    air = column(boundary_layer(1500.0), 50.0, rays=200, shots=3000)
    assert find_clouds(air.rcs, RANGE, noise=air.noise).mask.any(axis=1).mean() < 0.02


def test_all_cloud_is_opaque() -> None:
    fog = 1e-3 / (1 + np.exp(-(RANGE - 300.0) / 8.0))
    air = column(boundary_layer(1200.0) + fog, 20.0, rays=4)
    found = find_clouds(air.rcs, RANGE, noise=air.noise)
    assert found.base_m == pytest.approx([300.0] * 4, abs=60.0)
    assert found.opaque.all()
    assert np.isnan(boundary_layer_height(air.rcs, RANGE, noise=air.noise, ceiling_m=found.base_m).height_m).all()


def test_nothing_at_all_has_no_cloud() -> None:
    found = find_clouds(np.full((2, RANGE.size), np.nan), RANGE)
    assert not found.mask.any()
    assert np.isnan(found.base_m).all()
