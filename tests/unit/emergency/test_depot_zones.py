"""The zone of a depot that people set, switch off and give back, and what is watched then."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from yanqing_eco_plugin.core.emergency import circle_fence
from yanqing_eco_plugin.core.emergency.depot_zones import (
    circle_radius_m,
    drawn_zone,
    ignore_depot,
    set_depot_zone,
    stored_zones,
    usual_depot_zone,
)
from yanqing_eco_plugin.core.emergency.watched_zones import watched_zones
from yanqing_eco_plugin.core.errors import InputError

from .exercise import Board

PLACE = shapely.Point(115.95, 40.4)
YARD = shapely.box(115.94, 40.39, 115.96, 40.41)
DEPOT = {"resource_id": "D1", "kind": "depot", "name": "示意物资库", "geometry": PLACE}


@pytest.fixture
def board() -> Board:
    board = Board(0)
    board.tables["resource"]["D1"] = dict(DEPOT)
    return board


def take(board: Board, changes: dict[str, pd.DataFrame]) -> None:
    # As a centre does: each writing counts the row's version up.
    board.take({table: rows.assign(row_version=rows["row_version"] + 1) for table, rows in changes.items()})


def stored(board: Board) -> list[dict]:
    rows = [{"resource_id": None, **row} for row in board.tables["geofence"].values()]
    return [dict(row) for row in stored_zones(rows, "D1")]


def watched(board: Board) -> list[tuple[str, float]]:
    import geopandas as gpd

    fences = gpd.GeoDataFrame(board.frame("geofence"), geometry="geometry", crs=4326)
    fences = fences.assign(resource_id=fences.get("resource_id"))
    depots = gpd.GeoDataFrame([DEPOT], geometry="geometry", crs=4326)
    nothing = gpd.GeoDataFrame({"code": [], "name": []}, geometry=[], crs=4326)
    zones = watched_zones(fences, depots, nothing, board.incident_id)
    zones = zones[zones["kind"] == "depot"]
    return list(zip(zones["geofence_id"], zones.geometry))


def test_a_zone_takes_the_place_of_the_circle_and_gives_it_back(board: Board) -> None:
    ((name, usual),) = watched(board)
    assert circle_radius_m(usual, PLACE) == pytest.approx(150, abs=0.01)
    take(board, set_depot_zone(DEPOT, YARD, stored(board)))
    assert watched(board) == [(name, YARD)]
    take(board, ignore_depot(DEPOT, stored(board)))
    assert watched(board) == []
    take(board, set_depot_zone(DEPOT, circle_fence(PLACE, 400), stored(board)))
    assert circle_radius_m(watched(board)[0][1], PLACE) == pytest.approx(400, abs=0.01)
    take(board, usual_depot_zone(stored(board)))
    assert watched(board) == [(name, usual)]
    # The row that was given back is used again, with its version.
    take(board, ignore_depot(DEPOT, stored(board)))
    assert watched(board) == []
    (row,) = stored(board)
    assert (row["row_version"], row["name"], row["active"]) == (5, "示意物资库", 0)


def test_what_an_import_named_otherwise_is_used(board: Board) -> None:
    for name in ("yard", "gate"):
        row = {"geofence_id": name, "kind": "depot", "name": name, "incident_id": None, "resource_id": "D1"}
        board.tables["geofence"][name] = {**row, "active": 1, "synthetic": 1, "row_version": 3, "geometry": YARD}
    take(board, set_depot_zone(DEPOT, circle_fence(PLACE, 200), stored(board)))
    ((name, shape),) = watched(board)
    assert (name, circle_radius_m(shape, PLACE)) == ("yard", pytest.approx(200, abs=0.01))
    take(board, usual_depot_zone(stored(board)))
    assert [name for name, _ in watched(board)] == ["depot-D1"]


def test_what_is_no_depot_and_nothing_to_give_back() -> None:
    with pytest.raises(InputError, match="no depot"):
        set_depot_zone({**DEPOT, "kind": "vehicle"}, YARD)
    with pytest.raises(InputError, match="no such place"):
        ignore_depot({**DEPOT, "geometry": None})
    assert usual_depot_zone([]) == {}


def test_only_a_circle_around_the_place_has_a_radius() -> None:
    assert circle_radius_m(YARD, PLACE) is None
    assert circle_radius_m(circle_fence(PLACE, 300), shapely.Point(115.951, 40.4)) is None
    assert circle_radius_m(None, PLACE) is None
    assert circle_radius_m(YARD, None) is None


def test_a_drawing_encloses_something(board: Board) -> None:
    corners = np.array(YARD.exterior.coords)[:-1]
    assert drawn_zone([tuple(corner) for corner in corners]).equals(YARD)
    wide = [(115.0, 40.0), (116.0, 40.0), (116.0, 40.9)]
    assert Geod(ellps="WGS84").inv(*wide[0], *wide[2])[2] > 100_000
    crossing = [(116, 40), (116.01, 40.01), (116.01, 40), (116, 40.01)]
    for wrong in ([], [(116, 40), (116.01, 40)], [(116, 40)] * 3, crossing, wide, [(200, 40), (201, 40), (201, 41)]):
        with pytest.raises(InputError):
            drawn_zone(wrong)
