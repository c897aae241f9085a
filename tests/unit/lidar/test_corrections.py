"""From raw counts to the range-corrected signal, each step forth and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import (
    apply_overlap,
    average_bins,
    average_rays,
    background,
    correct_dead_time,
    counted,
    glue,
    noise_of_counts,
    range_corrected,
    saturated,
    snr_mask,
    subtract_dark_current,
)

RANGE = (np.arange(1000) + 0.5) * 7.5


def test_background_and_its_noise_are_those_that_were_put_in() -> None:
    random = np.random.default_rng(1)
    signal = random.normal([[3.0], [7.0]], [[0.1], [0.5]], (2, 1000))
    mean, spread = background(signal, RANGE, (5000, 7400))
    assert mean[:, 0] == pytest.approx([3.0, 7.0], abs=0.1)
    assert spread[:, 0] == pytest.approx([0.1, 0.5], rel=0.15)
    signal[0, -300:] = np.nan
    assert np.isnan(background(signal, RANGE, (6000, 7400))[0][0, 0])
    with pytest.raises(InputError, match="holds fewer than"):
        background(signal, RANGE, (9000, 9900))


def test_dark_current_of_the_same_length_only() -> None:
    assert subtract_dark_current([[5.0, 6.0]], [[1.0, 2.0], [3.0, 4.0]]).tolist() == [[3.0, 3.0]]
    with pytest.raises(InputError, match="dark current has 3 bins"):
        subtract_dark_current([[5.0, 6.0]], [1.0, 2.0, 3.0])


@given(st.floats(0, 60), st.floats(0.5, 5))
def test_dead_time_is_undone(true_mhz: float, dead_ns: float) -> None:
    tau = dead_ns * 1e-3
    assert correct_dead_time(true_mhz / (1 + true_mhz * tau), dead_ns) == pytest.approx(true_mhz, rel=1e-9, abs=1e-12)
    paralysed = true_mhz * np.exp(-true_mhz * tau)
    assert correct_dead_time(paralysed, dead_ns, paralysable=True) == pytest.approx(true_mhz, rel=1e-6, abs=1e-9)


def test_a_saturated_counter_says_nothing() -> None:
    assert np.isnan(correct_dead_time([250.0, 300.0], 4.0)).all()
    assert np.isnan(correct_dead_time([100.0], 4.0, paralysable=True)).all()
    assert saturated([499.0, 100.0, np.nan], 500.0).tolist() == [True, False, False]
    assert correct_dead_time([10.0], 0.0).tolist() == [10.0]
    with pytest.raises(InputError):
        correct_dead_time([1.0], -1.0)


def test_blind_zone_and_range_correction() -> None:
    assert np.isnan(apply_overlap([2.0, 2.0], [0.01, 0.5])).tolist() == [True, False]
    corrected = range_corrected([[2.0, 2.0, 2.0]], [-10.0, 0.0, 10.0])
    assert np.isnan(corrected[0, :2]).all()
    assert corrected[0, 2] == 200.0


def test_averages_leave_out_what_is_missing() -> None:
    signal = np.array([[1.0, 10.0], [3.0, np.nan], [5.0, 50.0], [7.0, 70.0]])
    mean, groups = average_rays(signal, [4, 4, -1, 2])
    assert groups.tolist() == [2, 4]
    assert mean.tolist() == [[7.0, 70.0], [2.0, 10.0]]
    narrow, ranges = average_bins([[1.0, 3.0, 5.0, np.nan, 9.0]], [5, 15, 25, 35, 45], 2)
    assert narrow.tolist() == [[2.0, 5.0]]
    assert ranges.tolist() == [10.0, 30.0]
    with pytest.raises(InputError):
        average_bins([[1.0]], [5.0], 3)


def test_poisson_noise_is_known() -> None:
    random = np.random.default_rng(2)
    rate = np.full((4000, 3), 2.0)
    seen = counted(rate, 600, 7.5, random)
    assert seen.std(axis=0) == pytest.approx(noise_of_counts(rate[:1], [600], 7.5)[0], rel=0.05)
    assert counted(rate, 100_000, 7.5, random, dead_time_ns=4.0).mean() == pytest.approx(2.0 / 1.008, rel=1e-3)


def test_snr_mask_ends_a_ray_where_noise_begins() -> None:
    signal = np.array([[0.0, 9, 9, 1, 9, 1, 1, 1, 9]])
    assert snr_mask(signal, 1.0).tolist() == [[False, True, True, False, True, False, False, False, True]]
    assert snr_mask(signal, 1.0, to_first=True).tolist() == [[False, True, True, False, True, *[False] * 4]]
    assert not snr_mask([[np.nan, 1.0]], 0.0).all()


def test_gluing_finds_the_factor() -> None:
    true = 100.0 * np.exp(-RANGE / 800.0)
    random = np.random.default_rng(3)
    photons = np.where(true > 60, 60.0, true) + random.normal(0, 0.05, (2, 1000))
    analog = 0.25 * true + random.normal(0, 0.02, (2, 1000))
    analog[1] = random.normal(0, 1, 1000)
    glued = glue(analog, photons, RANGE, (1000, 2500))
    assert glued.factor[0] == pytest.approx(4.0, rel=0.01)
    assert glued.signal[0, 10:200] == pytest.approx(true[10:200], rel=0.03)
    assert np.isnan(glued.factor[1])
    assert np.isnan(glued.signal[1]).all()
