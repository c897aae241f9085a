"""Random numbers that depend only on what they are for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest

from yanqing_eco_plugin.core.demo.chance import codes, key, normal, smooth, uniform

NAMES = codes([f"YQ-MIC-{n:03d}" for n in range(1, 101)])
HOURS = np.arange(490_000, 490_500)


def test_uniform_and_normal_numbers_are_what_they_say() -> None:
    numbers = uniform(key(1, "test"), NAMES[:, None], HOURS[None, :]).ravel()
    assert kstest(numbers, "uniform").pvalue > 1e-3
    assert kstest(normal(key(1, "test"), NAMES[:, None], HOURS[None, :]).ravel(), "norm").pvalue > 1e-3
    # Neighbours in time and neighbours in name have nothing to do with each other.
    table = numbers.reshape(len(NAMES), -1)
    assert abs(np.corrcoef(table[:, :-1].ravel(), table[:, 1:].ravel())[0, 1]) < 0.02
    assert abs(np.corrcoef(table[:-1].ravel(), table[1:].ravel())[0, 1]) < 0.02


@given(st.integers(0, 2**31), st.lists(st.integers(0, 99), min_size=1, max_size=5), st.integers(0, 499))
def test_a_number_does_not_depend_on_what_else_was_asked(seed: int, rows: list[int], hour: int) -> None:
    whole = uniform(key(seed, "test"), NAMES[:, None], HOURS[None, :])
    np.testing.assert_array_equal(uniform(key(seed, "test"), NAMES[rows], HOURS[hour]), whole[rows, hour])


@pytest.mark.parametrize("period", [1.0, 6.0, 48.0])
def test_smooth_noise_has_unit_variance_and_changes_slowly(period: float) -> None:
    noise = smooth(key(3, "test"), NAMES, HOURS.astype(float), period)
    assert noise.shape == (100, 500)
    assert noise.std() == pytest.approx(1.0, abs=0.1)
    if period > 5:
        assert np.abs(np.diff(noise, axis=1)).max() < 12 / period


@given(st.integers(1, 499))
def test_smooth_noise_may_be_asked_in_pieces(cut: int) -> None:
    hours = HOURS.astype(float)
    whole = smooth(key(3, "test"), NAMES[:3], hours, 7.0)
    pieces = [smooth(key(3, "test"), NAMES[:3], part, 7.0) for part in (hours[:cut], hours[cut:])]
    np.testing.assert_array_equal(np.hstack(pieces), whole)


def test_purposes_and_seeds_differ() -> None:
    numbers = {float(uniform(key(seed, purpose), 1, 2)) for seed in range(20) for purpose in ("a", "b", "c")}
    assert len(numbers) == 60
