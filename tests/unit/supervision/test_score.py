"""Effect of a move before it is made, against a full recomputation."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely

from tests.unit.supervision.conftest import make_lattice
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.supervision import CellGraph, Score, divide


def test_many_moves_agree_with_shapely() -> None:
    cells = make_lattice(15, 15)
    cells["sources"] = np.random.default_rng(2).poisson(2, len(cells))
    graph = CellGraph.from_cells(cells)
    plan = divide(cells, 5, loads="load").assignment
    score = Score(cells, plan, ["load", "sources"], graph=graph)
    rng = np.random.default_rng(3)
    cut = graph.cut(plan.to_numpy())[0]
    for _ in range(40):
        units = rng.choice(cells.index, rng.integers(1, 6), replace=False)
        to = int(rng.integers(1, 6))
        expected = score.effect(units, to)
        effect = score.move(units, to)
        assert expected == effect
        cut += effect.cut_change
        plan.loc[units] = to
        pd.testing.assert_series_equal(score.assignment, plan, check_dtype=False)
        assert cut == pytest.approx(graph.cut(plan.to_numpy())[0])
        for grid, figures in effect.after.items():
            mine = cells[plan == grid]
            shape = shapely.union_all(mine.geometry.to_numpy())
            assert figures == score.grid(grid)
            assert figures.cells == len(mine)
            assert figures.loads == pytest.approx((mine["load"].sum(), mine["sources"].sum()))
            assert figures.area == pytest.approx(shape.area)
            assert figures.perimeter == pytest.approx(shape.length)
            points = shapely.get_coordinates(mine.centroid)
            centre = np.average(points, axis=0, weights=mine["load"])
            spread = np.average(((points - centre) ** 2).sum(axis=1), weights=mine["load"])
            assert figures.reach == pytest.approx(np.sqrt(spread), rel=1e-6)


def test_what_breaks_a_grid_is_named() -> None:
    cells = make_lattice(3, 6)
    plan = pd.Series(np.where(cells.index % 6 < 3, "west", "east"), cells.index)
    score = Score(cells, plan, "load")
    assert score.effect([3], "west").breaks == ()
    assert score.effect([1, 7, 13], "east").breaks == ("east", "west")
    assert score.effect(cells.index[plan == "west"], "east").breaks == ("west",)
    pd.testing.assert_series_equal(score.assignment, plan, check_names=False)


def test_locked_units_stay_and_are_named() -> None:
    cells = make_lattice(2, 4)
    plan = pd.Series([1, 1, 2, 2] * 2, cells.index)
    effect = Score(cells, plan, "load", locked=[1]).effect([1, 5], 2)
    assert effect.moved == (5,)
    assert effect.locked == (1,)


def test_a_new_grid_and_units_without_one() -> None:
    cells = make_lattice(2, 4)
    plan = pd.Series([1, 1, None, 2] * 2, cells.index)
    score = Score(cells, plan, "load")
    effect = score.move([2], "new")
    assert effect.after["new"].cells == 1
    assert score.assignment.isna().sum() == 1


def test_units_of_another_layer() -> None:
    cells = make_lattice(2, 4)
    with pytest.raises(InputError, match="not in the layer"):
        Score(cells, pd.Series(1, cells.index), "load").effect([99], 1)
    with pytest.raises(InputError, match="other units"):
        Score(cells, pd.Series(1, cells.index), "load", graph=CellGraph.from_cells(make_lattice(2, 3)))
