"""Down the river: the printed equations by hand, the way through a network, and what does not fit."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
from shapely import LineString, Point, box

from yanqing_eco_plugin.core.emergency import RiverDefaults, exposed, river_travel_times
from yanqing_eco_plugin.core.emergency.river_travel import passage_s, peak_velocity, unit_peak_concentration
from yanqing_eco_plugin.core.errors import InputError

# A degree of latitude on the sphere of the network.
DEGREE_M = 111_195.08
FACTS = RiverDefaults(discharge_m3s=8.0, mean_discharge_m3s=10.0, drainage_km2=500.0, slope=0.002)


def test_the_equations_by_hand() -> None:
    # D'a = (5e8)^1.25 · √9.81 / 10 = 2.342e10; Q'a = 0.8; D'a^0.919 = 3.387e9; 0.8^-0.469 = 1.1103;
    # 0.002^0.159 = 0.3723; Q/Da = 1.6e-8: V = 0.094 + 0.0143 · 22.40 = 0.4143 m/s, 0.25 + 0.02 · 22.40 = 0.698 m/s.
    probable, highest = peak_velocity(8.0, 10.0, 5e8, 0.002)
    assert (float(probable), float(highest)) == pytest.approx((0.414, 0.698), rel=5e-3)
    # Without slope: D'a^0.821 = 3.261e8, 0.8^-0.465 = 1.1094: 5.788; 0.020 + 0.051 · 5.788, 0.2 + 0.093 · 5.788.
    probable, highest = peak_velocity(8.0, 10.0, 5e8)
    assert (float(probable), float(highest)) == pytest.approx((0.315, 0.738), rel=5e-3)
    # After one hour the unit peak is 857e-6 1/s whatever the discharge; a tenth is left after 2 / 857e-6 = 2334 s.
    assert unit_peak_concentration(3600.0, [1.0, 10.0], 10.0) == pytest.approx(857e-6)
    assert float(passage_s(857e-6)) == pytest.approx(2333.7, abs=0.1)
    # In the year's mean: 10 h dilute by 10^-0.760.
    assert float(unit_peak_concentration(36_000.0, 10.0, 10.0)) == pytest.approx(857e-6 * 0.17378, rel=1e-4)


@pytest.fixture
def rivers() -> gpd.GeoDataFrame:
    """South to north: a river of two lines that forks; the left arm carries more. A side stream joins the first line."""
    lines = [
        LineString([(116, 40.0), (116, 40.1)]),
        LineString([(116, 40.1), (116, 40.2)]),
        LineString([(116, 40.2), (115.9, 40.3)]),
        LineString([(116, 40.2), (116.1, 40.3)]),
        LineString([(116.1, 40.05), (116, 40.1)]),
    ]
    return gpd.GeoDataFrame({"discharge_m3s": [4.0, 5.0, 4.5, 0.5, 1.0]}, geometry=lines, crs=4326)


def test_the_way_downstream(rivers: gpd.GeoDataFrame) -> None:
    sites = gpd.GeoDataFrame(
        {"site": ["intake", "upstream", "right arm", "station"]},
        geometry=[Point(115.95, 40.25), Point(116, 40.01), Point(116.05, 40.25), Point(116.001, 40.15)],
        crs=4326,
    )
    reaches, told = river_travel_times(rivers, 116.0005, 40.05, mass_kg=100.0, sites=sites, defaults=FACTS)
    assert len(reaches) == 3
    assert reaches.geometry.iloc[-1].coords[-1] == (115.9, 40.3)
    assert told["site"].tolist() == ["station", "intake"]
    assert told["distance_m"].iloc[0] == pytest.approx(0.1 * DEGREE_M, rel=1e-3)
    assert reaches["distance_m"].iloc[1] == pytest.approx(0.15 * DEGREE_M, rel=1e-3)
    slow = [float(peak_velocity(q, 10.0, 5e8, 0.002)[0]) for q in (4.0, 5.0)]
    expected = 0.05 * DEGREE_M * (1 / slow[0] + 1 / slow[1]) / 3600
    assert told["peak_h"].iloc[0] == pytest.approx(expected, rel=1e-3)
    assert told["leading_h"].iloc[0] == pytest.approx(0.89 * expected, rel=1e-3)
    for table in (reaches, told):
        times = table[["earliest_h", "leading_h", "peak_h", "trailing_h"]].to_numpy()
        assert (np.diff(times, axis=1) > 0).all()
        assert (np.diff(table["peak_mg_l"]) < 0).all()
        assert table["note"].str.contains("screening").all()


def test_more_water_dilutes_and_mass_counts_in_proportion(rivers: gpd.GeoDataFrame) -> None:
    one, _ = river_travel_times(rivers, 116, 40.0, mass_kg=100.0, defaults=FACTS)
    two, _ = river_travel_times(rivers, 116, 40.0, mass_kg=200.0, defaults=FACTS)
    assert two["peak_mg_l"].to_numpy() == pytest.approx(2 * one["peak_mg_l"].to_numpy())
    assert two["peak_h"].tolist() == one["peak_h"].tolist()


def test_a_river_that_runs_in_a_circle_ends() -> None:
    ring = [(116, 40), (116.1, 40), (116.1, 40.1), (116, 40)]
    rivers = gpd.GeoDataFrame(geometry=[LineString(ring[n : n + 2]) for n in range(3)], crs=4326)
    reaches, told = river_travel_times(rivers, 116.05, 40.0, mass_kg=1.0, defaults=FACTS)
    assert len(reaches) == 3
    assert told.empty


def test_what_cannot_be_followed(rivers: gpd.GeoDataFrame) -> None:
    with pytest.raises(InputError, match="no river"):
        river_travel_times(rivers, 117, 41, mass_kg=1.0, defaults=FACTS)
    with pytest.raises(InputError, match="mass"):
        river_travel_times(rivers, 116, 40, mass_kg=0.0, defaults=FACTS)
    with pytest.raises(InputError, match="drainage area"):
        river_travel_times(rivers, 116, 40, mass_kg=1.0)
    with pytest.raises(InputError, match="slope"):
        peak_velocity(1.0, 1.0, 1e6, -0.1)


def test_who_and_what_is_exposed() -> None:
    areas = gpd.GeoDataFrame(
        {"endpoint": ["level 1"], "kind": ["steady"], "time_s": [np.nan]}, geometry=[box(0, 0, 2, 2)], crs=4326
    )
    villages = gpd.GeoDataFrame(
        {"name": ["east", "west", "far"], "population": [100, 40, 7]},
        geometry=[box(1, 0, 3, 1), box(0, 0, 1, 1), box(5, 5, 6, 6)],
        crs=4326,
    )
    schools = gpd.GeoDataFrame({"name": ["school"]}, geometry=[Point(1, 1)], crs=4326)
    table = exposed(areas, {"villages": villages, "schools": schools.to_crs(3857), "none": schools.iloc[:0]})
    assert table["count"].tolist() == [2, 1, 0]
    # Half of the eastern village's 100 and all of the western one's 40.
    assert table["people"].iloc[0] == pytest.approx(90)
    assert np.isnan(table["people"].iloc[1])
    assert table["names"].tolist() == ["east, west", "school", ""]
    with pytest.raises(InputError, match="coordinate reference"):
        exposed(areas, {"x": gpd.GeoDataFrame(geometry=[Point(1, 1)])})
