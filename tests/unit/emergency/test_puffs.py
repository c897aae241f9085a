"""Puffs: a dense row is the plume, mass is kept, the wind may turn."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate

from yanqing_eco_plugin.core.emergency.plume import gaussian_plume
from yanqing_eco_plugin.core.emergency.puffs import WindStep, puff_concentration, release_puffs
from yanqing_eco_plugin.core.errors import InputError

WEST = WindStep(0.0, 3.0, 270.0, "D")


def test_a_dense_row_of_puffs_is_the_plume() -> None:
    puffs = release_puffs(1_800.0, mass=10.0 * 1_800.0, duration_s=1_800.0, height=20.0, wind=[WEST], spacing_s=0.5)
    x = np.array([800.0, 1_500.0, 2_500.0])
    y = np.array([0.0, 60.0])
    found = puff_concentration(puffs, x, y, z=1.5)
    expected = gaussian_plume(x, y[:, None], 1.5, rate=10.0, wind_speed=3.0, height=20.0, stability="D")
    # The spread along the wind, which the plume neglects, makes up the difference.
    np.testing.assert_allclose(found, expected, rtol=0.03)


def test_one_puff_of_chlorine() -> None:
    """Centre of an instantaneous ground puff, Slade's D at 500 m: the closed form m / (√2 π^1.5 σx σy σz)."""
    puffs = release_puffs(
        250.0, mass=1_000.0, duration_s=0.0, height=0.0, wind=[WindStep(0, 2.0, 270.0, "D")], spread="puff"
    )
    sigma, sigma_z = 0.06 * 500.0**0.92, 0.15 * 500.0**0.70
    found = puff_concentration(puffs, np.array([500.0]), np.array([0.0]))[0, 0]
    assert found == pytest.approx(1_000.0 / (np.sqrt(2) * np.pi**1.5 * sigma**2 * sigma_z), rel=1e-3)


def test_mass_is_kept_through_turning_wind() -> None:
    wind = [WEST, WindStep(200.0, 1.0, 180.0, "F"), WindStep(400.0, 4.0, 300.0, "B")]
    puffs = release_puffs(700.0, mass=500.0, duration_s=300.0, height=10.0, wind=wind)
    assert puffs.mass.sum() == pytest.approx(500.0)
    x = np.linspace(puffs.east.min() - 8 * puffs.sigma.max(), puffs.east.max() + 8 * puffs.sigma.max(), 300)
    y = np.linspace(puffs.north.min() - 8 * puffs.sigma.max(), puffs.north.max() + 8 * puffs.sigma.max(), 300)
    z = np.linspace(0.0, 10.0 + 8 * puffs.sigma_z.max(), 160)
    layers = np.array([integrate.simpson(integrate.simpson(puff_concentration(puffs, x, y, h), x=x), x=y) for h in z])
    assert integrate.simpson(layers, x=z) == pytest.approx(500.0, rel=2e-3)


def test_the_wind_carries_where_it_blows_to() -> None:
    puffs = release_puffs(100.0, mass=1.0, duration_s=0.0, height=0.0, wind=[WindStep(0, 2.0, 0.0, "D")])
    assert puffs.north[0] == pytest.approx(-200.0)
    assert puffs.east[0] == pytest.approx(0.0, abs=1e-9)


def test_no_puff_shrinks_when_the_air_becomes_stable() -> None:
    wind = [WindStep(0.0, 2.0, 270.0, "A"), WindStep(300.0, 2.0, 270.0, "F")]
    before = release_puffs(300.0, mass=1.0, duration_s=0.0, height=0.0, wind=wind)
    after = release_puffs(301.0, mass=1.0, duration_s=0.0, height=0.0, wind=wind)
    assert after.sigma[0] >= before.sigma[0] * 0.9999
    assert after.sigma_z[0] >= before.sigma_z[0] * 0.9999


def test_nothing_before_the_start_and_calm_air() -> None:
    early = release_puffs(0.0, mass=1.0, duration_s=100.0, height=0.0, wind=[WEST])
    assert (puff_concentration(early, np.array([0.0]), np.array([0.0])) == 0).all()
    calm = release_puffs(60.0, mass=1.0, duration_s=0.0, height=0.0, wind=[WindStep(0, 0.0, 0.0, "D")])
    assert calm.sigma[0] > 0


@pytest.mark.parametrize(
    "wrong", [{"mass": -1.0}, {"duration_s": np.inf}, {"wind": []}, {"wind": [WindStep(10.0, 1.0, 0.0, "D")]},
              {"wind": [WindStep(0.0, -1.0, 0.0, "D")]}, {"wind": [WindStep(0.0, 1.0, np.nan, "D")]}, {"height": np.nan}]
)  # fmt: skip
def test_impossible_releases_are_refused(wrong: dict[str, object]) -> None:
    options = {"mass": 1.0, "duration_s": 10.0, "height": 0.0, "wind": [WEST], **wrong}
    with pytest.raises(InputError):
        release_puffs(60.0, **options)  # type: ignore[arg-type]
