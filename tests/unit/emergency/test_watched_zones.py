"""Depots, the district and the edge: who comes and goes where, once and without flapping."""

from __future__ import annotations

from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from yanqing_eco_plugin.core.emergency import circle_fence, fence_events, send_order
from yanqing_eco_plugin.core.emergency.watched_zones import (
    fence_entry_id,
    inside_by_log,
    unlogged,
    watched_zones,
    zone_events,
)

from .exercise import Board, after

GEOD = Geod(ellps="WGS84")
LON, LAT = 115.9, 40.4
DEPOT = (115.95, 40.4)
NO_LOG = pd.DataFrame({"geofence_id": [], "resource_id": [], "event": [], "time": pd.DatetimeIndex([], tz="UTC")})


def at_metres(metres: float, place: tuple[float, float] = (LON, LAT)) -> tuple[float, float]:
    """So far east of a place."""
    lon, lat, _ = GEOD.fwd(*place, 90.0, metres)
    return lon, lat


def track(places: list[tuple[float, float]], *, name: str = "R0", begin: float = 0.0, step_s: float = 10.0):
    times = pd.DatetimeIndex([after(begin + step_s * n) for n in range(len(places))]).as_unit("ns")
    lon, lat = np.array(places, dtype=np.float64).reshape(-1, 2).T
    return pd.DataFrame({"resource_id": name, "time": times, "lon": lon, "lat": lat})


def table(rows: list[dict], shapes: list) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry=shapes, crs=4326)


@pytest.fixture
def board() -> Board:
    """One unit ordered after 60 s to an incident at 115.9° E, 40.4° N."""
    board = Board(1)
    board.take(send_order(board.incident, board.row("resource", "R0"), at=after(60)))
    return board


def zones_of(board: Board, *stored: dict, shapes: tuple = ()) -> gpd.GeoDataFrame:
    scene = board.frame("geofence").drop(columns="geometry").assign(resource_id=None)
    shape = board.frame("geofence")["geometry"].tolist()
    fences = table([*scene.to_dict("records"), *stored], [*shape, *shapes])
    resources = table(
        [
            {"resource_id": "D1", "kind": "depot", "name": "示意物资库"},
            {"resource_id": "R0", "kind": "vehicle", "name": "车0"},
            {"resource_id": "D2", "kind": "depot", "name": "无位置"},
        ],
        [shapely.Point(DEPOT), shapely.Point(LON, LAT), None],
    )
    districts = table(
        [{"code": "110119", "name": "延庆区"}], [shapely.MultiPolygon([shapely.box(115.8, 40.3, 116, 40.5)])]
    )
    return watched_zones(fences, resources, districts, board.incident_id)


def new_fence_events(fixes: pd.DataFrame, zones: gpd.GeoDataFrame, orders: pd.DataFrame, log: pd.DataFrame):
    """One look over all fixes."""
    first = fixes.groupby("resource_id")["time"].min()
    events, _ = zone_events(fixes, zones, orders, inside=inside_by_log(first, log), first=first)
    return unlogged(events, log)


def told(events: pd.DataFrame) -> list[tuple[object, ...]]:
    seconds = (events["time"] - pd.Timestamp(after(0))).dt.total_seconds()
    return list(zip(seconds, events["kind"], events["event"]))


def test_the_zones_of_the_incident_the_depots_and_the_district(board: Board) -> None:
    zones = zones_of(board)
    assert zones["kind"].tolist() == ["incident", "depot", "district"]
    assert zones["name"].tolist() == ["油烟集中点起火", "示意物资库", "延庆区"]
    corners = np.array(zones.geometry.iloc[1].exterior.coords)
    *_, metres = GEOD.inv(np.full(len(corners), DEPOT[0]), np.full(len(corners), DEPOT[1]), *corners.T)
    assert metres == pytest.approx(150, abs=0.01)
    assert zones.crs.to_epsg() == 4326
    nobody = zones_of(board).iloc[:0]
    assert watched_zones(nobody.assign(active=1, resource_id=None), nobody.assign(resource_id=""), nobody, "x").empty


def test_a_stored_zone_goes_before_the_circle_and_switches_it_off(board: Board) -> None:
    yard = shapely.box(115.94, 40.39, 115.96, 40.41)
    stored = {"geofence_id": "yard", "kind": "depot", "name": "库区", "resource_id": "D1", "active": 1}
    zones = zones_of(board, stored, shapes=(yard,))
    assert zones.loc[zones["kind"] == "depot", "geofence_id"].tolist() == ["yard"]
    assert "depot" not in set(zones_of(board, {**stored, "active": 0}, shapes=(yard,))["kind"])
    other = {"geofence_id": "b", "kind": "incident", "name": "", "incident_id": "another", "active": 1}
    closed = {"geofence_id": "c", "kind": "closure", "name": "", "incident_id": board.incident_id, "active": 1}
    kinds = zones_of(board, other, closed, shapes=(yard, yard))["kind"].tolist()
    assert kinds == ["incident", "depot", "district"]


def test_from_the_depot_to_the_scene_out_of_the_district_and_back(board: Board) -> None:
    way = [DEPOT] * 12 + [(115.93, 40.4), (LON, LAT), (115.7, 40.4), (115.93, 40.4), DEPOT]
    events = new_fence_events(track(way), zones_of(board), board.frame("dispatch_order"), NO_LOG)
    assert told(events) == [
        (120, "depot", "left"),
        (130, "incident", "entered"),
        (140, "district", "left"),
        (140, "incident", "left"),
        (150, "district", "entered"),
        (160, "depot", "entered"),
    ]
    assert events["name"].tolist()[0] == "示意物资库"


def test_before_its_order_a_unit_is_watched_at_the_scene_only(board: Board) -> None:
    # It leaves the depot before its order, and the scene is where it stands first.
    events = new_fence_events(
        track([DEPOT, DEPOT, (115.93, 40.4), (LON, LAT)]), zones_of(board), board.frame("dispatch_order"), NO_LOG
    )
    assert told(events) == [(30, "incident", "entered")]
    at_once = new_fence_events(track([(LON, LAT)] * 3), zones_of(board), board.frame("dispatch_order"), NO_LOG)
    assert told(at_once) == [(0, "incident", "entered")]


def logged(events: pd.DataFrame) -> pd.DataFrame:
    return events.assign(event="fence." + events["event"])


def test_what_the_log_has_is_not_told_again_however_often_one_looks(board: Board) -> None:
    zones, orders = zones_of(board), board.frame("dispatch_order")
    way = track([DEPOT] * 12 + [(115.93, 40.4), (LON, LAT), (115.93, 40.4), DEPOT])
    whole = new_fence_events(way, zones, orders, NO_LOG)
    log = NO_LOG
    for upto in range(1, len(way) + 1):
        fresh = new_fence_events(way.iloc[:upto], zones, orders, log)
        log = pd.concat([log, logged(fresh)], ignore_index=True) if len(fresh) else log
    assert told(log.assign(event=log["event"].str.removeprefix("fence."))) == told(whole)
    assert new_fence_events(way, zones, orders, log).empty
    # The first fixes are out of sight since their order was released: the unit did not come twice.
    arrived = logged(whole.iloc[:2])
    later = track([(LON, LAT), (LON, LAT), (115.93, 40.4)], begin=300)
    assert told(new_fence_events(later, zones, orders, arrived)) == [(320, "incident", "left")]
    assert told(new_fence_events(later, zones, orders, NO_LOG))[0] == (300, "incident", "entered")


def test_late_fixes_and_fixes_out_of_order_take_their_place(board: Board) -> None:
    zones, orders = zones_of(board), board.frame("dispatch_order")
    way = track([DEPOT] * 12 + [(115.93, 40.4), (LON, LAT)])
    mixed = way.sample(frac=1, random_state=3)
    assert told(new_fence_events(mixed, zones, orders, NO_LOG)) == told(new_fence_events(way, zones, orders, NO_LOG))
    log = logged(new_fence_events(way, zones, orders, NO_LOG))
    # It had been at the scene for a moment before: that is written now, and nothing of the rest again.
    late = pd.concat([way, track([(LON, LAT)], begin=125)], ignore_index=True)
    added = new_fence_events(late, zones, orders, log)
    assert told(added) == [(125, "incident", "entered")]


def test_the_key_of_an_event_is_its_own(board: Board) -> None:
    events = new_fence_events(
        track([DEPOT] * 12 + [(115.93, 40.4), (LON, LAT)]), zones_of(board), board.frame("dispatch_order"), NO_LOG
    ).to_dict("records")
    keys = {fence_entry_id(incident, event) for incident in ("a", "b") for event in events}
    assert len(keys) == 2 * len(events) == 4
    assert fence_entry_id("a", events[0]) == fence_entry_id("a", dict(events[0]))


SCENE = gpd.GeoDataFrame({"geofence_id": ["scene"]}, geometry=[circle_fence(shapely.Point(LON, LAT), 300)], crs=4326)


def test_who_stands_at_the_edge_neither_comes_nor_goes() -> None:
    edge = track([at_metres(metres) for metres in [400, 290, 310, 295, 330, 305, 280, 340, 400, 340, 310, 290]])
    flapping, _ = fence_events(edge, SCENE)
    assert len(flapping) == 7
    events, inside = fence_events(edge, SCENE, edge_m=50.0)
    assert events["event"].tolist() == ["entered", "left", "entered"]
    assert (events["time"] - pd.Timestamp(after(0))).dt.total_seconds().tolist() == [10, 80, 110]
    assert len(inside) == 1
    # Near it is not in it: who was never inside has not arrived.
    assert fence_events(track([at_metres(320)] * 3), SCENE, edge_m=50.0)[0].empty


@settings(max_examples=60, deadline=None)
@given(
    metres=st.lists(
        st.lists(st.sampled_from([100, 290, 310, 340, 360, 900]), min_size=1, max_size=15), min_size=1, max_size=3
    ),
    cut=st.integers(0, 15),
)
def test_the_edge_is_a_machine_of_two_states_in_whatever_batches(metres: list[list[int]], cut: int) -> None:
    whole = pd.concat(
        [track([at_metres(m) for m in each], name=str(n)) for n, each in enumerate(metres)], ignore_index=True
    )
    events, inside = fence_events(whole.sample(frac=1, random_state=2), SCENE, edge_m=50.0)
    for number, each in enumerate(metres):
        state, expected = False, []
        for at, far in enumerate(each):
            now = True if far < 300 else False if far > 350 else state
            if now != state:
                expected.append((10 * at, "entered" if now else "left"))
            state = now
        mine = events[events["resource_id"] == str(number)]
        seconds = (mine["time"] - pd.Timestamp(after(0))).dt.total_seconds()
        assert list(zip(seconds, mine["event"])) == expected
        assert all(a != b for a, b in pairwise(mine["event"]))
        assert (str(number) in set(inside["resource_id"])) == state
    early = whole["time"] < after(10 * cut)
    first, so_far = fence_events(whole[early], SCENE, edge_m=50.0)
    second, at_end = fence_events(whole[~early], SCENE, inside=so_far, edge_m=50.0)
    assert len(first) + len(second) == len(events)
    assert at_end.equals(inside)
