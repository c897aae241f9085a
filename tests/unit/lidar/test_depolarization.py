"""Depolarisation forth and back, and the dust in it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import dust_split, particle_depolarization, volume_depolarization

AIR = 0.00365


def mixed(particle: float, ratio: float) -> float:
    """Volume depolarisation of particles and air from the sums of both polarisations: the definition, not the formula."""
    cross = (ratio - 1) * particle / (1 + particle) + AIR / (1 + AIR)
    parallel = (ratio - 1) / (1 + particle) + 1 / (1 + AIR)
    return cross / parallel


@given(st.floats(0.0, 0.6), st.floats(1.2, 50))
def test_particle_depolarization_undoes_the_mixture(particle: float, ratio: float) -> None:
    found, _ = particle_depolarization([mixed(particle, ratio)], [ratio])
    assert found[0] == pytest.approx(particle, rel=1e-6, abs=1e-9)


def test_clean_air_says_nothing_about_particles() -> None:
    assert np.isnan(particle_depolarization([0.01], [1.05])[0]).all()


def test_volume_ratio_uses_the_gain_and_states_its_noise() -> None:
    random = np.random.default_rng(6)
    cross, parallel = random.normal(3.0, 0.1, 20_000), random.normal(10.0, 0.2, 20_000)
    ratio, spread = volume_depolarization(cross, parallel, 1.5, cross_noise=0.1, parallel_noise=0.2)
    assert ratio.mean() == pytest.approx(0.2, rel=0.01)
    assert np.median(spread) == pytest.approx(ratio.std(), rel=0.05)
    assert np.isnan(volume_depolarization([1.0], [0.0])[0]).all()
    with pytest.raises(InputError):
        volume_depolarization([1.0], [1.0], 0.0)


def test_particle_uncertainty_is_that_of_a_simulation() -> None:
    random = np.random.default_rng(7)
    volume, ratio = random.normal(mixed(0.25, 4.0), 0.005, 20_000), random.normal(4.0, 0.1, 20_000)
    found, _ = particle_depolarization(volume, ratio)
    _, stated = particle_depolarization([mixed(0.25, 4.0)], [4.0], volume_uncertainty=0.005, ratio_uncertainty=0.1)
    assert stated[0] == pytest.approx(found.std(), rel=0.05)


@given(st.floats(0, 1), st.floats(1e-8, 1e-4))
def test_dust_and_fine_add_up(share: float, beta: float) -> None:
    """A mixture made from its parts (external mixing) is taken apart again."""
    cross = share * 0.31 / 1.31 + (1 - share) * 0.05 / 1.05
    parallel = share / 1.31 + (1 - share) / 1.05
    split = dust_split([beta], [cross / parallel])
    assert split.share[0] == pytest.approx(share, abs=1e-9)
    assert split.dust[0] + split.fine[0] == pytest.approx(beta)


def test_the_share_stays_between_nothing_and_all() -> None:
    split = dust_split([1e-6, 1e-6], [0.01, 0.5], depolarization_uncertainty=0.02)
    assert split.share.tolist() == [0.0, 1.0]
    assert (split.share_uncertainty > 0).all()
    with pytest.raises(InputError):
        dust_split([1e-6], [0.2], dust=0.05, fine=0.3)


def test_dust_uncertainty_is_that_of_a_simulation() -> None:
    random = np.random.default_rng(8)
    shares = [
        dust_split([1e-6], [p], dust=d, fine=n).share[0]
        for p, d, n in zip(
            random.normal(0.2, 0.01, 4000), random.normal(0.31, 0.02, 4000), random.normal(0.06, 0.01, 4000)
        )
    ]
    stated = dust_split(
        [1e-6], [0.2], fine=0.06, depolarization_uncertainty=0.01, dust_uncertainty=0.02, fine_uncertainty=0.01
    )
    assert stated.share_uncertainty[0] == pytest.approx(np.std(shares), rel=0.1)
