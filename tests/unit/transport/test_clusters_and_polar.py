from __future__ import annotations

import numpy as np
import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.transport import cluster_trajectories, conditional_probability

BEARINGS, SIZES = (10.0, 130.0, 250.0), (50, 30, 20)


def bundles(lengths: tuple[float, float] = (4.0, 5.0)) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Straight paths from three directions with a little scatter."""
    random = np.random.default_rng(1)
    truth = np.repeat(np.arange(3), SIZES)
    angle = np.radians(np.array(BEARINGS)[truth] + random.normal(0, 4, truth.size))
    way = random.uniform(*lengths, truth.size)[:, None] * np.linspace(0, 1, 25)
    return 116.0 + way * np.sin(angle)[:, None], 40.0 + way * np.cos(angle)[:, None], truth


@pytest.mark.parametrize(("method", "lengths"), [("euclidean", (4.0, 5.0)), ("angle", (0.5, 8.0))])
def test_bundles_are_found_largest_first(method: str, lengths: tuple[float, float]) -> None:
    lon, lat, truth = bundles(lengths)
    found = cluster_trajectories(lon, lat, 3, method=method, seed=5)
    np.testing.assert_array_equal(found.labels, truth)
    np.testing.assert_array_equal(found.sizes, SIZES)
    np.testing.assert_allclose(found.lon[0], lon[:50].mean(axis=0))
    again = cluster_trajectories(lon, lat, 3, method=method, seed=found.seed)
    np.testing.assert_array_equal(again.labels, found.labels)
    assert (found.method, found.seed) == (method, 5)


def test_incomplete_paths_belong_to_none() -> None:
    lon, lat, _ = bundles()
    lon[7, 20:] = np.nan
    found = cluster_trajectories(lon, lat, 3)
    assert found.labels[7] == -1
    assert found.sizes.sum() == 99


def test_across_the_date_line() -> None:
    lon, lat, truth = bundles()
    moved = np.mod(lon + 64.0 + 180.0, 360.0) - 180.0
    np.testing.assert_array_equal(cluster_trajectories(moved, lat, 3).labels, truth)


def test_equal_paths_and_refusals() -> None:
    lon, lat, _ = bundles()
    cluster_trajectories(np.tile(lon[:1], (5, 1)), np.tile(lat[:1], (5, 1)), 2)
    for count, method in ((0, "euclidean"), (101, "euclidean"), (3, "other")):
        with pytest.raises(InputError):
            cluster_trajectories(lon, lat, count, method=method)


def test_probability_counted_by_hand() -> None:
    # Four values from the north at 1–2 m/s, two of them high; two from the east at 0–1 m/s are too few.
    direction, speed, amount = [0, 359, 1, 10, 90, 90], [1.5, 1.0, 1.2, 1.9, 0.5, 0.5], [10, 90, 100, 20, 30, 40]
    table = conditional_probability(direction, speed, amount, percentile=(70, 100), sectors=4)
    north = table[(table["sector"] == 0) & (table["speed_from"] == 1)].iloc[0]
    assert (north["n"], north["n_high"], north["probability"], north["mean"]) == (4, 2, 0.5, 55.0)
    east = table[(table["sector"] == 1) & (table["speed_from"] == 0)].iloc[0]
    assert (east["n"], east["mean"]) == (2, 35.0)
    assert np.isnan(east["probability"])
    assert table["n"].sum() == 6


def test_probability_leaves_out_gaps_and_refuses_the_impossible() -> None:
    table = conditional_probability([0.0, np.nan, 20.0], [1.0, 1.0, np.nan], [5.0, 5.0, 5.0])
    assert table["n"].sum() == 1
    assert table.attrs["unused"] == 2
    for direction, speed in (([361.0], [1.0]), ([10.0], [-1.0]), ([np.nan], [1.0]), ([1.0, 2.0], [1.0])):
        with pytest.raises(InputError):
            conditional_probability(direction, speed, [5.0])
