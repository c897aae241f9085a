"""Closed roads: what a drawn line closes, what it writes, and what is no closure."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely

from yanqing_eco_plugin.core.emergency import close_roads, is_closure, open_roads, travel_times
from yanqing_eco_plugin.core.errors import InputError

from .roads import at, lattice

NOW = pd.Timestamp("2026-03-01T08:00:00Z")


def test_a_line_closes_what_it_touches_and_is_as_wide_as_hands_shake() -> None:
    line = [at(1.5, -0.5), at(1.5, 0.5)]
    changes = close_roads(line, at=NOW, by="duty", name="bridge", incident_id="i1")
    shape = changes["geofence"].geometry.iloc[0]
    # Width on the ground, of WGS-84 by pyproj's own area.
    from pyproj import Geod

    geod = Geod(ellps="WGS84")
    area, _ = geod.geometry_area_perimeter(shape)
    length = geod.line_length(*zip(*line))
    assert abs(area) == pytest.approx(30.0 * length + np.pi * 15.0**2, rel=0.01)
    assert changes["log_entry"][["event", "text"]].iloc[0].tolist() == ["roads.closed", "bridge"]
    network = lattice()
    before, _ = travel_times(network, [at(0, 0)], [at(3, 0)])
    after, by_road = travel_times(network.with_closures([shape]), [at(0, 0)], [at(3, 0)])
    assert by_road.all()
    assert after[0, 0] > before[0, 0]


def test_one_point_closes_a_spot_and_opening_keeps_the_row() -> None:
    changes = close_roads([at(0.5, 0)], at=NOW)
    zone = changes["geofence"].iloc[0]
    assert "log_entry" not in changes
    assert zone.geometry.contains(shapely.Point(at(0.5, 0)))
    assert is_closure(changes["geofence"]).tolist() == [True]
    opened = open_roads({**zone, "row_version": 4}, at=NOW)["geofence"].iloc[0]
    assert (opened["active"], opened["row_version"], opened["geofence_id"]) == (0, 4, zone["geofence_id"])
    assert is_closure(pd.DataFrame([opened])).tolist() == [False]


@pytest.mark.parametrize(
    "points", [[], [(200.0, 0.0)], [(116.0, 95.0)], [(116.0, 40.0), (117.0, 40.0)], [(np.nan, 40.0)]]
)
def test_what_is_no_closure(points: list[tuple[float, float]]) -> None:
    with pytest.raises(InputError, match="The closure"):
        close_roads(points, at=NOW)
