"""Zones: who enters and leaves, and what the tracks say of orders."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import Point, box

from yanqing_eco_plugin.core.emergency import circle_fence, derived_steps, fence_events, send_order, step_order
from yanqing_eco_plugin.core.errors import InputError

from .exercise import Board, after

FENCES = gpd.GeoDataFrame({"geofence_id": ["west", "east"]}, geometry=[box(0, 0, 2, 1), box(1, 0, 4, 1)], crs=4326)


def track(name: str, lons: list[float], step_s: float = 10.0, **columns: object) -> pd.DataFrame:
    times = pd.DatetimeIndex([after(step_s * n) for n in range(len(lons))]).as_unit("ns")
    return pd.DataFrame({"resource_id": name, "time": times, "lon": lons, "lat": 0.5, **columns})


def told(events: pd.DataFrame) -> list[tuple[object, ...]]:
    seconds = (events["time"] - pd.Timestamp(after(0))).dt.total_seconds()
    return list(zip(seconds, events["resource_id"], events["geofence_id"], events["event"]))


def test_in_and_out_and_over_both() -> None:
    events, inside = fence_events(track("a", [-1, 0.5, 1.5, 3, 5, 3]), FENCES)
    assert told(events) == [
        (10, "a", "west", "entered"),
        (20, "a", "east", "entered"),
        (30, "a", "west", "left"),
        (40, "a", "east", "left"),
        (50, "a", "east", "entered"),
    ]
    assert inside.to_numpy().tolist() == [["east", "a"]]


@settings(max_examples=50, deadline=None)
@given(
    lons=st.lists(st.lists(st.sampled_from([-1, 0.5, 1.5, 3, 5]), min_size=1, max_size=12), min_size=1, max_size=3),
    cut=st.integers(0, 12),
)
def test_batches_give_the_events_of_the_whole(lons: list[list[float]], cut: int) -> None:
    whole = pd.concat([track(str(n), each) for n, each in enumerate(lons)], ignore_index=True)
    expected, at_end = fence_events(whole.sample(frac=1, random_state=1), FENCES)
    early = whole["time"] < after(10 * cut)
    first, inside = fence_events(whole[early], FENCES)
    second, inside = fence_events(whole[~early], FENCES, inside=inside)
    assert told(first) + told(second) == told(expected)
    assert inside.equals(at_end)
    # One at a time, point by point.
    for fence_id, shape in zip(FENCES["geofence_id"], FENCES.geometry):
        for name, group in whole.groupby("resource_id"):
            there = [shape.intersects(Point(x, y)) for x, y in zip(group["lon"], group["lat"])]
            changes = sum(a != b for a, b in zip([False, *there], there))
            mine = expected[(expected["resource_id"] == name) & (expected["geofence_id"] == fence_id)]
            assert len(mine) == changes


def test_nothing_of_nothing() -> None:
    events, inside = fence_events(track("a", []), FENCES)
    assert events.empty
    assert inside.empty
    assert str(events["time"].dtype) == "datetime64[ns, UTC]"


def test_a_circle_on_the_ellipsoid() -> None:
    fence = circle_fence(Point(116, 40.4), 300)
    corners = np.array(fence.exterior.coords)
    _, _, metres = Geod(ellps="WGS84").inv(np.full(len(corners), 116), np.full(len(corners), 40.4), *corners.T)
    assert metres == pytest.approx(300, abs=0.01)
    for wrong in (0, -1, np.nan, 1e6):
        with pytest.raises(InputError):
            circle_fence(Point(116, 40.4), wrong)


@pytest.fixture
def board() -> Board:
    """One unit ordered after 60 s to an incident at 115.9° E, 40.4° N."""
    board = Board(1)
    board.take(send_order(board.incident, board.row("resource", "R0"), at=after(60)))
    return board


def steps(board: Board, fixes: pd.DataFrame) -> list[tuple[str, float]]:
    fences = board.frame("geofence")
    zones = gpd.GeoDataFrame(fences, geometry="geometry", crs=4326)
    found = derived_steps(board.frame("dispatch_order"), fixes, zones)
    return list(zip(found["state"], (found["time"] - pd.Timestamp(after(0))).dt.total_seconds()))


def test_the_track_tells_leaving_and_arriving(board: Board) -> None:
    # 0.001° of longitude is 85 m here; the zone has a radius of 300 m.
    drive = track("R0", [115.88] * 9 + [115.8805, 115.882, 115.89, 115.899, 115.9]).assign(lat=40.4)
    assert steps(board, drive) == [("moving", 100), ("on_scene", 120)]
    assert steps(board, drive.assign(resource_id="other")) == []


def test_a_parked_car_with_a_bad_receiver_has_not_left(board: Board) -> None:
    jitter = track("R0", [115.88, 115.8812] * 8, accuracy_m=60.0).assign(lat=40.4)
    assert steps(board, jitter) == []


def test_what_was_set_right_by_hand_stays(board: Board) -> None:
    drive = track("R0", [115.9] * 12).assign(lat=40.4)
    assert steps(board, drive) == [("on_scene", 70)]
    (key,) = board.tables["dispatch_order"]
    for state, correct, at in [("on_scene", False, 70), ("moving", True, 200)]:
        order, resource = board.row("dispatch_order", key), board.row("resource", "R0")
        board.take(step_order(order, resource, state, at=after(at), correct=correct))
    assert steps(board, drive) == []
