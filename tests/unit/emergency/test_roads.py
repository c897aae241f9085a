"""Road graph, fastest ways, closures, islands; against an independent shortest-path search."""

from __future__ import annotations

import heapq
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.emergency import RoadNetwork, fastest_route, service_areas, travel_times
from yanqing_eco_plugin.core.emergency.road_network import metres_between
from yanqing_eco_plugin.core.emergency.road_reading import read_roads
from yanqing_eco_plugin.core.emergency.road_speeds import one_way_of
from yanqing_eco_plugin.core.emergency.travel import DETOUR_FACTOR, OFF_ROAD_KMH
from yanqing_eco_plugin.core.errors import InputError

from .roads import at, lattice, table


def plain_dijkstra(network: RoadNetwork, origin: int) -> dict[int, float]:
    """The textbook search, on plain lists."""
    arcs: dict[int, list[tuple[int, float]]] = {}
    for u, v, ahead, back in zip(network.start, network.end, network.forward_s, network.backward_s, strict=True):
        arcs.setdefault(int(u), []).append((int(v), float(ahead)))
        arcs.setdefault(int(v), []).append((int(u), float(back)))
    best, queue = {origin: 0.0}, [(0.0, origin)]
    while queue:
        time, node = heapq.heappop(queue)
        for other, seconds in arcs.get(node, []):
            if time + seconds < best.get(other, np.inf):
                best[other] = time + seconds
                heapq.heappush(queue, (time + seconds, other))
    return best


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.integers(0, 35), st.integers(0, 35))
def test_times_as_a_textbook_search(seed: int, a: int, b: int) -> None:
    network = lattice(6, seed)
    a, b = a % len(network.node_lon), b % len(network.node_lon)
    nodes = np.column_stack([network.node_lon, network.node_lat])
    seconds, by_road = travel_times(network, nodes[[a]], nodes[[b]])
    expected = plain_dijkstra(network, a).get(b, np.inf)
    assert by_road[0, 0] == np.isfinite(expected)
    route = fastest_route(network, nodes[a], nodes[b])
    if by_road[0, 0]:
        assert seconds[0, 0] == pytest.approx(expected, abs=0.02)
        assert route.method == "road"
        assert route.seconds == pytest.approx(seconds[0, 0], abs=1e-6)
        assert route.line.distance(shapely.Point(nodes[a])) < 1e-6
        assert route.line.distance(shapely.Point(nodes[b])) < 1e-6
    else:
        assert route.method == "straight_line"


def test_lines_meet_at_shared_vertices_and_not_under_bridges() -> None:
    crossing = RoadNetwork.build(table([[(0, 0), (1, 0), (2, 0)], [(1, -1), (1, 0), (1, 1)]]))
    assert (len(crossing.node_lon), len(crossing.start)) == (5, 4)
    bridge = RoadNetwork.build(table([[(0, 0), (2, 0)], [(1, -1), (1, 1)]]))
    assert (len(bridge.node_lon), len(bridge.start)) == (4, 2)
    # Vertices where nothing meets are shape, not junctions.
    bend = RoadNetwork.build(table([[(0, 0), (1, 1), (2, 0)]]))
    assert (len(bend.node_lon), len(bend.start)) == (2, 1)
    assert bend.length_m[0] == pytest.approx(
        metres_between(np.array([at(0, 0), at(1, 1)]), np.array([at(1, 1), at(2, 0)])).sum()
    )


def test_speed_of_the_class_and_of_the_sign() -> None:
    lines = [[(0, 0), (1, 0)]] * 3
    network = RoadNetwork.build(
        table(lines, road_class=["primary", "primary", "unheard of"], speed_kmh=[np.nan, 30.0, np.nan])
    )
    kmh = network.length_m / network.forward_s * 3.6
    np.testing.assert_allclose(kmh, [60.0, 30.0, 25.0])


def test_parallel_roads_take_the_fastest() -> None:
    network = RoadNetwork.build(table([[(0, 0), (1, 0)], [(0, 0), (1, 0)]], road_class=["track", "primary"]))
    seconds, _ = travel_times(network, [at(0, 0)], [at(1, 0)])
    assert seconds[0, 0] == pytest.approx(network.forward_s.min(), abs=0.01)


def test_one_way_streets() -> None:
    network = RoadNetwork.build(table([[(0, 0), (1, 0)], [(0, 0), (0, 1), (1, 1), (1, 0)]], oneway=[1, 0]))
    there, _ = travel_times(network, [at(0.1, 0)], [at(0.9, 0)])
    back, _ = travel_times(network, [at(0.9, 0)], [at(0.1, 0)])
    assert back[0, 0] > 3 * there[0, 0]
    tags = [
        ("yes", "", ""),
        ("-1", "", ""),
        (None, "motorway", ""),
        ("no", "motorway", ""),
        ("", "primary", "roundabout"),
    ]
    assert [one_way_of(*tag) for tag in tags] == [1, -1, 1, 0, 1]


def test_places_beside_and_far_from_roads() -> None:
    network = RoadNetwork.build(table([[(0, 0), (4, 0)]]))
    seconds, by_road = travel_times(network, [at(1, 0.01)], [at(3, 0), at(2, 5)])
    assert by_road.tolist() == [[True, False]]
    middle = network.forward_s[0] / 2
    assert middle < seconds[0, 0] < middle + 30
    straight = metres_between(np.array([at(1, 0.01)]), np.array([at(2, 5)]))[0]
    assert seconds[0, 1] == pytest.approx(straight * DETOUR_FACTOR / (OFF_ROAD_KMH / 3.6))
    none, by_none = travel_times(None, [at(1, 0)], [at(3, 0)])
    assert not by_none.any()
    assert np.isfinite(none).all()


def test_islands_are_not_reached_by_road() -> None:
    network = RoadNetwork.build(table([[(0, 0), (1, 0)], [(3, 0), (4, 0)]]))
    _, by_road = travel_times(network, [at(0, 0)], [at(1, 0), at(4, 0)])
    assert by_road.tolist() == [[True, False]]
    assert fastest_route(network, at(0, 0), at(4, 0)).method == "straight_line"


def test_closures_are_driven_around() -> None:
    network = lattice()
    before, _ = travel_times(network, [at(0, 2)], [at(4, 2)])
    wall = shapely.LineString([at(2.5, 0.5), at(2.5, 4.5)])
    closed = network.with_closures([wall])
    after, by_road = travel_times(closed, [at(0, 2)], [at(4, 2)])
    assert by_road.all()
    assert after[0, 0] > before[0, 0] * 1.4
    assert not fastest_route(closed, at(0, 2), at(4, 2)).line.intersects(wall)
    # The network that was kept is as before, and a closure right at the goal leaves the nearest open road.
    assert travel_times(network, [at(0, 2)], [at(4, 2)])[0][0, 0] == before[0, 0]
    around = network.with_closures([shapely.Point(at(2, 2)).buffer(0.002)])
    assert travel_times(around, [at(0, 2)], [at(2, 2)])[1].all()
    everything = network.with_closures([shapely.box(*at(-1, -1), *at(6, 6))])
    assert not travel_times(everything, [at(0, 0)], [at(1, 1)])[1].any()


def test_isochrones_grow_and_hold_what_is_reached() -> None:
    network = lattice(7)
    areas = service_areas(network, [at(3, 3)], [60.0, 180.0, 120.0])
    assert areas["limit_s"].tolist() == [60.0, 120.0, 180.0]
    assert (np.diff(areas["area_km2"]) > 0).all()
    nodes = np.column_stack([network.node_lon, network.node_lat])
    seconds, _ = travel_times(network, [at(3, 3)], nodes)
    for limit, shape in zip(areas["limit_s"], areas.geometry, strict=True):
        inside = shapely.contains_xy(shape, nodes)
        clear = np.abs(seconds[0] - limit) > 15.0
        np.testing.assert_array_equal(inside[clear], seconds[0][clear] < limit)
    nowhere = service_areas(network, [(10.0, 10.0)], [60.0])
    assert nowhere.geometry[0].is_empty
    for wrong in ([], [0.0], [np.nan]):
        with pytest.raises(InputError):
            service_areas(network, [at(0, 0)], wrong)


def test_what_is_no_road_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        RoadNetwork.build(gpd.GeoDataFrame(geometry=[shapely.Point(0, 0)], crs=4326))
    with pytest.raises(InputError):
        RoadNetwork.build(table([[(0, 0), (1, 0)]]), speeds_kmh={"primary": 0.0})
    with pytest.raises(InputError):
        travel_times(lattice(), [(500.0, 0.0)], [at(0, 0)])
    broken = tmp_path / "roads.osm.pbf"
    broken.write_bytes(b"no roads at all")
    for path in (broken, tmp_path / "missing.gpkg", tmp_path / "packed.osm.bz2"):
        with pytest.raises(InputError):
            read_roads(path)


def test_a_layer_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "roads.geojson"
    roads = table([[(0, 0), (1, 0)], [(1, 0), (1, 1)]], oneway=["yes", "no"]).rename(columns={"road_class": "fclass"})
    roads.to_file(path, driver="GeoJSON")
    found = read_roads(path)
    assert found["road_class"].tolist() == ["primary", "primary"]
    assert found["oneway"].tolist() == [1, 0]
    assert len(RoadNetwork.build(found).node_lon) == 3


def test_a_whole_mountain_country(shared_data: Path) -> None:
    """Andorra la Vella – Pas de la Casa: maps give about 30 km, 35 to 50 minutes."""
    roads = read_roads(shared_data / "08_roads/andorra_osm_dem/andorra.osm.pbf")
    assert set(roads["oneway"]) <= {-1, 0, 1}
    network = RoadNetwork.build(roads)
    route = fastest_route(network, (1.5218, 42.5063), (1.7335, 42.5425))
    assert route.method == "road"
    assert 25_000 < route.length_m < 36_000
    assert 25 * 60 < route.seconds < 60 * 60
