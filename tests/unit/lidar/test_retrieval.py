"""Fernald's inversion against known atmospheres."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import (
    background,
    fernald,
    molecular,
    profile_at,
    range_corrected,
    read_scan,
    reference_region,
    retrieve,
    standard_atmosphere,
)

from .atmospheres import RANGE, boundary_layer, column

REFERENCE = (9000.0, 11_000.0)
LOW = (RANGE > 150) & (RANGE < 1400)
TO_2_KM = (RANGE > 150) & (RANGE < 2000)


def test_standard_atmosphere_of_the_published_table() -> None:
    """ISO 2533:1975 at geometric heights of 0, 1, 5, 10, 20, 30 km."""
    pressure, temperature = standard_atmosphere([0.0, 1000.0, 5000.0, 10_000.0, 20_000.0, 30_000.0])
    assert pressure == pytest.approx([1013.25, 898.76, 540.48, 265.00, 55.293, 11.970], rel=2e-4)
    assert temperature == pytest.approx([288.150, 281.651, 255.676, 223.252, 216.650, 226.509], abs=2e-3)
    with pytest.raises(InputError):
        standard_atmosphere([80_000.0])


def test_molecular_backscatter_as_published() -> None:
    """1.547·10⁻⁶ m⁻¹ sr⁻¹ at 532 nm; wavelengths against Bodhaine et al. 1999, J. Atmos. Oceanic Technol. 16, 1854, eq. 29."""
    beta, alpha = molecular(1013.25, 288.0, 532.0)
    assert beta == pytest.approx(1.547e-6, rel=1e-6)
    assert alpha / beta == pytest.approx(8 * np.pi / 3)

    def bodhaine(um: np.ndarray) -> np.ndarray:
        return (1.0455996 - 341.29061 * um**-2 - 0.90230850 * um**2) / (1 + 0.0027059889 * um**-2 - 85.968563 * um**2)

    wavelengths = np.array([355.0, 532.0, 910.0, 1064.0])
    spectral, _ = molecular(1013.25, 288.0, wavelengths)
    expected = bodhaine(wavelengths / 1000) / bodhaine(np.array(0.532))
    assert spectral / beta == pytest.approx(expected, rel=0.01)
    assert molecular(506.625, 288.0, 532.0)[0] == pytest.approx(beta / 2)
    for wrong in ((0.0, 288.0, 532.0), (1013.25, -3.0, 532.0), (1013.25, 288.0, 0.532)):
        with pytest.raises(InputError):
            molecular(*wrong)


def test_a_sonde_takes_the_place_of_the_standard() -> None:
    known = np.arange(0.0, 12_000.0, 500.0)
    pressure, temperature = standard_atmosphere(known)
    heights = np.array([333.0, 7777.0, 20_000.0])
    p, t = profile_at(heights, known[::-1], pressure[::-1], temperature[::-1] + 5.0)
    expected_p, expected_t = standard_atmosphere(heights)
    assert p == pytest.approx(expected_p, rel=1e-3)
    assert t == pytest.approx(expected_t + 5.0, abs=0.05)
    with pytest.raises(InputError):
        profile_at(heights, [100.0], [1000.0], [288.0])


@settings(max_examples=25, deadline=None)
@given(st.floats(20, 90), st.floats(2e-7, 6e-6), st.floats(500, 2500))
def test_without_noise_the_truth_comes_back(lidar_ratio: float, load: float, top: float) -> None:
    air = column(boundary_layer(top, load), lidar_ratio)
    backscatter, extinction = fernald(
        air.rcs, RANGE, air.air_backscatter, air.air_extinction, lidar_ratio=lidar_ratio, reference=REFERENCE
    )
    assert np.abs(backscatter - air.backscatter).max() < 0.003 * load
    assert extinction == pytest.approx(lidar_ratio * backscatter)


def test_scale_shape_and_reference_ratio() -> None:
    air = column(boundary_layer() + 5e-9, 50.0)
    given_air = (RANGE, air.air_backscatter, air.air_extinction)
    ratio = float(1 + 5e-9 / air.air_backscatter[np.searchsorted(RANGE, 10_000)])
    one, _ = fernald(air.rcs, *given_air, lidar_ratio=50.0, reference=REFERENCE, reference_ratio=ratio)
    assert one[LOW] == pytest.approx(air.backscatter[LOW], rel=0.005)
    many, _ = fernald(
        7e3 * np.tile(air.rcs, (2, 3, 1)),
        *given_air,
        lidar_ratio=np.full(2000, 50.0),
        reference=REFERENCE,
        reference_ratio=ratio,
    )
    assert many.shape == (2, 3, 2000)
    assert many[1, 2] == pytest.approx(one, rel=1e-9)


def test_gaps_are_bridged_and_stay_gaps() -> None:
    air = column(boundary_layer(), 50.0)
    holed = air.rcs.copy()
    holed[:10] = np.nan
    holed[100:103] = np.nan
    rows = np.stack([holed, air.rcs, np.full(2000, np.nan), -air.rcs])
    backscatter, _ = fernald(
        rows, RANGE, air.air_backscatter, air.air_extinction, lidar_ratio=50.0, reference=REFERENCE
    )
    assert np.flatnonzero(np.isnan(backscatter[0])).tolist() == [*range(10), 100, 101, 102]
    assert backscatter[0, LOW & ~np.isnan(holed)] == pytest.approx(air.backscatter[LOW & ~np.isnan(holed)], rel=0.01)
    assert np.isfinite(backscatter[1]).all()
    assert np.isnan(backscatter[2:]).all()


def test_what_cannot_be_inverted_is_refused() -> None:
    air = column(boundary_layer(), 50.0)
    given_air = (air.rcs, RANGE, air.air_backscatter, air.air_extinction)
    for wrong in (
        {"lidar_ratio": 50.0, "reference": (20_000.0, 21_000.0)},
        {"lidar_ratio": -1.0, "reference": REFERENCE},
        {"lidar_ratio": np.ones(3), "reference": REFERENCE},
        {"lidar_ratio": 50.0, "reference": REFERENCE, "reference_ratio": 0.0},
    ):
        with pytest.raises(InputError):
            fernald(*given_air, **wrong)
    with pytest.raises(InputError):
        fernald(air.rcs[:-1], *given_air[1:], lidar_ratio=50.0, reference=REFERENCE)
    with pytest.raises(InputError):
        retrieve(*given_air, lidar_ratio=50.0, reference=REFERENCE, lidar_ratio_uncertainty=1.0)


@pytest.mark.parametrize("lidar_ratio", [38.3, 43.7, 60.8])
@pytest.mark.parametrize("rays", [0, 30])
def test_accuracy_when_the_lidar_ratio_is_right(lidar_ratio: float, rays: int) -> None:
    """Extinction within 10 % in the boundary layer, backscatter within 20 % to 2 km (Pappalardo et al. 2004)."""
    air = column(boundary_layer(1600.0), lidar_ratio, rays=rays)
    backscatter, extinction = fernald(
        np.atleast_2d(air.rcs),
        RANGE,
        air.air_backscatter,
        air.air_extinction,
        lidar_ratio=lidar_ratio,
        reference=REFERENCE,
    )
    wrong = np.abs(extinction / air.extinction - 1.0)[:, LOW]
    assert np.median(wrong, axis=1).max() < 0.10
    layer = np.abs(backscatter - air.backscatter)[:, TO_2_KM].sum(axis=1) / air.backscatter[TO_2_KM].sum()
    assert layer.max() < 0.20


@pytest.mark.parametrize("factor", [0.7, 1.3])
@pytest.mark.parametrize("rays", [0, 20])
def test_the_uncertainty_covers_a_lidar_ratio_wrong_by_thirty_percent(factor: float, rays: int) -> None:
    air = column(boundary_layer(1600.0), 55.0, rays=rays)
    found = retrieve(
        np.atleast_2d(air.rcs),
        RANGE,
        air.air_backscatter,
        air.air_extinction,
        lidar_ratio=55.0 * factor,
        reference=REFERENCE,
        noise=air.noise,
    )
    off = np.abs(found.extinction - air.extinction)[:, LOW]
    covered = off <= found.extinction_uncertainty[:, LOW]
    assert covered.mean() > 0.95
    assert np.median(off / air.extinction[LOW]) > 0.02  # the wrong ratio does matter
    off = np.abs(found.backscatter - air.backscatter)[:, LOW]
    assert (off <= found.backscatter_uncertainty[:, LOW]).mean() > 0.9


def test_noise_alone_is_stated_honestly() -> None:
    air = column(boundary_layer(1600.0), 50.0, rays=200, shots=6000)
    found = retrieve(
        air.rcs,
        RANGE,
        air.air_backscatter,
        air.air_extinction,
        lidar_ratio=50.0,
        reference=REFERENCE,
        lidar_ratio_uncertainty=0.0,
        reference_ratio_uncertainty=0.0,
        noise=air.noise,
    )
    scatter = found.extinction[:, LOW].std(axis=0)
    assert np.median(found.from_noise[:, LOW], axis=0) == pytest.approx(scatter, rel=0.4)
    assert found.extinction_uncertainty[:, LOW] == pytest.approx(2 * found.from_noise[:, LOW])


def test_reference_region_is_found_in_clean_air_or_not_at_all() -> None:
    air = column(boundary_layer(2000.0), 50.0, rays=30)
    found = reference_region(
        air.rcs, RANGE, air.air_backscatter, air.air_extinction, search=(500, 13_000), tolerance=0.2
    )
    assert found is not None
    assert found[0] >= 3500
    fog = column(np.full(2000, 3e-5), 20.0)
    assert reference_region(fog.rcs, RANGE, fog.air_backscatter, fog.air_extinction, search=(500, 8000)) is None
    dead = np.full(2000, np.nan)
    assert reference_region(dead, RANGE, fog.air_backscatter, fog.air_extinction, search=(500, 8000)) is None


def test_background_of_a_real_mpl_is_the_instruments_own(shared_data: Path) -> None:
    scan = read_scan(shared_data / "03_lidar/smmpl_scanning/testNRB_mpl_S2S.mpl")
    channel = scan.channels["channel_2"]
    sky, _ = background(channel.signal, scan.range_m, (-20_000.0, -1000.0))
    assert sky[:, 0] == pytest.approx(channel.background, rel=0.02)  # the instrument's own figure
    rcs = range_corrected(channel.signal - sky, scan.range_m)
    assert np.isfinite(rcs[:, scan.range_m > 0]).all()
