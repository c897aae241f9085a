from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.transport import source_regions

GRID = {"lon_bounds": (100.0, 102.0), "lat_bounds": (30.0, 31.0), "cell_deg": 1.0}


def test_counted_by_hand() -> None:
    # Cell 0: two points of the clean and one of the polluted path; cell 1: one point of the polluted path.
    lon, lat = np.array([[100.2, 100.4], [100.6, 101.5]]), np.full((2, 2), 30.5)
    found = source_regions(lon, lat, [10.0, 40.0], threshold=20.0, rule="none", **GRID)
    np.testing.assert_array_equal(found.points, [[3, 1]])
    np.testing.assert_allclose(found.pscf, [[1 / 3, 1.0]])
    np.testing.assert_allclose(found.cwt, [[20.0, 40.0]])
    assert (found.rule, found.outside, found.unknown) == ("no weights", 0, 0)


@pytest.mark.parametrize(("points", "factor"), [(10, 0.05), (11, 0.42), (20, 0.42), (21, 0.7), (80, 0.7), (81, 1.0)])
def test_weights_of_trajstat(points: int, factor: float) -> None:
    found = source_regions(np.full((1, points), 100.5), np.full((1, points), 30.5), [5.0], **GRID)
    assert found.weight[0, 0] == factor
    assert found.cwt[0, 0] == pytest.approx(5.0 * factor)
    assert "TrajStat" in found.rule


def test_weights_of_openair_are_relative_to_the_mean() -> None:
    counts = [1, 5, 10, 24]  # mean 10: up to half, up to one, up to two means, above
    lon = np.repeat(100.5 + np.arange(4), counts)[None]
    found = source_regions(
        lon, np.full(lon.shape, 30.5), [1.0], lon_bounds=(100, 104), lat_bounds=(30, 31), cell_deg=1, rule="openair"
    )
    np.testing.assert_array_equal(found.weight, [[0.15, 0.15, 0.5, 1.0]])
    assert "mean n = 10" in found.rule


def test_gaps_points_outside_and_unknown_concentrations() -> None:
    lon = np.array([[100.5, np.nan], [100.5, 150.0], [100.5, 99.99]])
    found = source_regions(lon, np.full((3, 2), 30.5), [1.0, 2.0, np.nan], rule="none", **GRID)
    assert (found.points.sum(), found.outside, found.unknown) == (2, 1, 1)
    assert np.isnan(found.pscf[0, 1])


def test_across_the_date_line() -> None:
    found = source_regions(
        [[179.5, -179.5]], [[0.5, 0.5]], [1.0], lon_bounds=(179, 181), lat_bounds=(0, 1), cell_deg=1, rule="none"
    )
    np.testing.assert_array_equal(found.points, [[1, 1]])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(1, 99))
def test_bounds_of_both_measures(seed: int, percentile: float) -> None:
    random = np.random.default_rng(seed)
    lon, lat = random.normal(101, 1, (20, 9)), random.normal(30.5, 0.5, (20, 9))
    amount = random.gamma(2, 20, 20)
    found = source_regions(lon, lat, amount, percentile=percentile, rule="none", **GRID)
    seen = found.points > 0
    assert ((found.pscf[seen] >= 0) & (found.pscf[seen] <= 1)).all()
    assert ((found.cwt[seen] >= amount.min() - 1e-9) & (found.cwt[seen] <= amount.max() + 1e-9)).all()
    assert found.points.sum() + found.outside == lon.size


@pytest.mark.parametrize(
    "changed",
    [{"rule": "other"}, {"cell_deg": 0.0}, {"cell_deg": 1e-9}, {"lon_bounds": (5.0, 5.0)}, {"concentration": [np.nan]}],
)
def test_refusals(changed: dict) -> None:
    asked = {"lon": [[100.5]], "lat": [[30.5]], "concentration": [1.0], **GRID, **changed}
    with pytest.raises(InputError):
        source_regions(asked.pop("lon"), asked.pop("lat"), asked.pop("concentration"), **asked)
    with pytest.raises(InputError, match="fit together"):
        source_regions([[100.5]], [[30.5]], [1.0, 2.0], **GRID)
