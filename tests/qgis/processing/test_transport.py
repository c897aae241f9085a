"""The algorithms on the way of the air, through the real registry, on made-up and on real wind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from .conftest import rows

LINES, TEMPORARY = {"OUTPUT": "TEMPORARY_OUTPUT"}, "TEMPORARY_OUTPUT"


@pytest.fixture
def steady(tmp_path: Path) -> str:
    """A table of wind: 5 m/s from the west everywhere, 48 hours."""
    rows_ = ["time,lon,lat,wind_speed,wind_direction"]
    for hour in range(0, 49, 12):
        moment = np.datetime64("2026-01-01T00") + np.timedelta64(hour, "h")
        rows_ += [f"{str(moment).replace('T', ' ')}:00,{x},{y},5,270" for x in range(110, 121) for y in range(38, 43)]
    path = tmp_path / "wind.csv"
    path.write_text("\n".join(rows_))
    return str(path)


@pytest.fixture
def back(run, steady: str) -> Callable[..., dict[str, Any]]:
    def call(**changed: Any) -> dict[str, Any]:
        asked = {"WIND": [steady], "SPEED_UNIT": "m/s", "POINT": "116,40 [EPSG:4326]", "START": "2026-01-02T12:00:00"}
        return run("backtrajectories", {**asked, "HOURS": 12, **LINES, **changed})

    return call


def test_air_comes_from_the_west(back, listener) -> None:
    found = back(POINTS=TEMPORARY)
    layer = found["OUTPUT"]
    assert layer.wkbType() == QgsWkbTypes.Type.LineStringZM
    (row,) = rows(layer)
    assert (row["hours"], row["complete"], row["distance_km"]) == (-12, 1, pytest.approx(5 * 12 * 3.6, rel=1e-3))
    assert row["start"].toString("yyyy-MM-dd hh:mm") == "2026-01-02 12:00"
    assert row["earliest"].toString("yyyy-MM-dd hh:mm") == "2026-01-02 00:00"
    vertices = list(next(layer.getFeatures()).geometry().vertices())
    assert len(vertices) == 13
    # 216 km to the west along the parallel of 40°.
    assert vertices[-1].x() == pytest.approx(116 - 216 / (111.195 * np.cos(np.radians(40))), abs=0.01)
    assert vertices[0].m() - vertices[-1].m() == 12 * 3600
    assert len(rows(found["POINTS"])) == 13
    assert any("no levels" in text for text in listener.warned)


def test_a_series_of_arrivals_and_its_clusters(back, run) -> None:
    found = back(LAST="2026-01-02T18:00:00", EVERY=2.0)
    assert found["TRAJECTORIES"] == 4
    grouped = run("clustertrajectories", {"INPUT": found["OUTPUT"], "CLUSTERS": 2, "MEANS": TEMPORARY, **LINES})
    assert {row["cluster"] for row in rows(grouped["OUTPUT"])} <= {1, 2}
    means = rows(grouped["MEANS"])
    assert sum(row["members"] for row in means) == 4
    assert means[0]["seed"] == 0
    with pytest.raises(QgsProcessingException, match="cannot form 9"):
        run("clustertrajectories", {"INPUT": found["OUTPUT"], "CLUSTERS": 9, "MEANS": TEMPORARY, **LINES})


def test_forward_and_outside(back) -> None:
    (row,) = rows(back(HOURS=-6)["OUTPUT"])
    assert row["hours"] == 6
    with pytest.raises(QgsProcessingException, match="time 2026-01-01T00:00:00 to 2026-01-03"):
        back(HOURS=60)
    with pytest.raises(QgsProcessingException, match="longitude 110 to 120"):
        back(POINT="130,40 [EPSG:4326]")
    with pytest.raises(QgsProcessingException, match="unit of the wind speed"):
        back(SPEED_UNIT=None)


def test_bad_parameters_are_refused(refusal, steady: str, tmp_path: Path) -> None:
    good = {"WIND": [steady], "POINT": "116,40", "START": "2026-01-02T12:00:00", "HOURS": 6, "HEIGHTS": "100", **LINES}
    assert refusal("backtrajectories", good) == ""
    assert "no numbers" in refusal("backtrajectories", {**good, "HEIGHTS": "high"})
    assert "no length" in refusal("backtrajectories", {**good, "HOURS": 0})
    assert "before the first" in refusal("backtrajectories", {**good, "LAST": "2026-01-01T00:00:00"})
    assert "no wind file" in refusal("backtrajectories", {**good, "WIND": [str(tmp_path / "none.nc")]})


def test_source_regions_print_their_rule(back, run, tmp_path: Path) -> None:
    lines = back(LAST="2026-01-02T22:00:00", EVERY=1.0)["OUTPUT"]
    path = str(tmp_path / "regions.tif")
    asked = {"INPUT": lines, "FIELD": "distance_km", "CELL": 0.5, "PERCENTILE": 50, "OUTPUT": path}
    found = run("sourceregions", asked)
    assert found["RULE"].startswith("TrajStat: n > 80: 1")
    assert (found["USED"], found["UNKNOWN"]) == (11, 0)
    raster = QgsRasterLayer(path)
    assert raster.bandCount() == 2
    # All 11 paths begin in the cell of the place: 11 points or more there.
    value, known = raster.dataProvider().sample(raster.extent().center(), 2)
    assert known
    assert value >= 11
    assert "TrajStat" in raster.htmlMetadata()


def test_source_regions_need_a_concentration(refusal, back, run, filled: Path) -> None:
    lines = back()["OUTPUT"]
    assert "no concentration" in refusal("sourceregions", {"INPUT": lines, "OUTPUT": "x.tif"})
    assert "station is missing" in refusal("sourceregions", {"INPUT": lines, "CENTRE": str(filled), "OUTPUT": "x.tif"})
    given = {"INPUT": lines, "CENTRE": str(filled), "STATION": "Y1", "OUTPUT": TEMPORARY}
    assert run("sourceregions", given)["THRESHOLD"] == 20.0  # 2 January, see `filled`
    with pytest.raises(QgsProcessingException, match="no station “Z9”"):
        run("sourceregions", {**given, "STATION": "Z9"})


def test_flux_through_a_square(run, steady: str) -> None:
    square = QgsVectorLayer("Polygon?crs=EPSG:4326", "square", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("Polygon((115 39.5, 117 39.5, 117 40.5, 115 40.5, 115 39.5))"))
    square.dataProvider().addFeature(feature)
    asked = {"WIND": [steady], "SPEED_UNIT": "m/s", "INPUT": square, "TIME": "2026-01-02T00:00:00", **LINES}
    found = run("transportflux", {**asked, "HEIGHTS": "0, 200, 500", "CONCENTRATIONS": "100, 50"})
    # One degree of latitude: 111.195 km · 5 m/s · (100 µg/m³ · 200 m + 50 · 300) = 19,459 g/s.
    assert found["INFLOW"] == pytest.approx(111_195 * 5 * (100 * 200 + 50 * 300) * 1e-6, rel=1e-3)
    assert found["OUTFLOW"] == pytest.approx(found["INFLOW"], rel=1e-3)
    table = rows(found["OUTPUT"])
    assert [row["layer"] for row in table] == ["1", "2", "total"]
    assert all(row["inflow_error"] > 0 for row in table)


def test_flux_refuses(refusal, run, steady: str, back) -> None:
    lines = back(LAST="2026-01-02T18:00:00", EVERY=2.0)["OUTPUT"]
    asked = {"WIND": [steady], "SPEED_UNIT": "m/s", "INPUT": lines, "TIME": "2026-01-02T00:00:00", **LINES}
    assert "do not rise" in refusal("transportflux", {**asked, "HEIGHTS": "100, 50"})
    assert "2 layers" in refusal("transportflux", {**asked, "HEIGHTS": "0, 50, 90", "CONCENTRATIONS": "1,2,3"})
    with pytest.raises(QgsProcessingException, match="there are 4"):
        run("transportflux", {**asked, "HEIGHTS": "0, 50", "CONCENTRATIONS": "1"})


def test_tdump_of_hysplit(run, shared_data: Path) -> None:
    folder = shared_data / "05_wind_trajectory"
    files = sorted(str(path) for path in (folder / "hysplit_tdump_web_2026").glob("*.txt"))
    found = run("importtrajectories", {"INPUT": files, "POINTS": TEMPORARY, **LINES})
    assert found["TRAJECTORIES"] == len(files) == 8
    first = list(next(found["OUTPUT"].getFeatures()).geometry().vertices())
    # The file's own columns: 39.900 116.400 850.0 at 08:00, eight hours back 41.659 114.825 728.6.
    assert (first[0].x(), first[0].y(), first[0].z()) == pytest.approx((116.4, 39.9, 850.0))
    assert (first[-1].x(), first[-1].y(), first[-1].z()) == pytest.approx((114.825, 41.659, 728.6))
    with pytest.raises(QgsProcessingException, match="no complete HYSPLIT"):
        run("importtrajectories", {"INPUT": [str(folder / "SOURCE.txt")], **LINES})


def test_hourly_wind_over_yanqing(run, shared_data: Path) -> None:
    folder = shared_data / "02_kdd2018_beijing"
    wind = [str(folder / name) for name in ("gridWeather_20180501-20180502.csv", "Beijing_grid_weather_station.csv")]
    asked = {"WIND": wind, "SPEED_UNIT": "km/h", "POINT": "115.97,40.45 [EPSG:4326]", "HOURS": 6}
    found = run("backtrajectories", {**asked, "START": "2018-05-01T12:00:00", "LAST": "2018-05-02T22:00:00", **LINES})
    assert found["TRAJECTORIES"] == 35
    for feature in found["OUTPUT"].getFeatures():
        box = feature.geometry().boundingBox()
        assert 115 <= box.xMinimum() <= box.xMaximum() <= 118


@pytest.fixture(scope="module")
def episode(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A centre with a made-up episode of a plume from outside, and its wind as a table."""
    import geopandas as gpd
    import pandas as pd
    import shapely

    from yanqing_eco_plugin.core.data_centre import District, create_centre
    from yanqing_eco_plugin.core.demo.transport_episodes import simulated_episode

    work, made = tmp_path_factory.mktemp("episode"), simulated_episode("external", 12)
    data, part = made.data, made.data.wind.part
    places = data.places.reset_index()
    stations = gpd.GeoDataFrame(
        {"station_id": places["station_id"], "kind": "air", "name": places["station_id"]},
        geometry=shapely.points(places["lon"], places["lat"]),
        crs=4326,
    )
    district = District("110119", "演示区", "Demo")
    with create_centre(work / "centre", district=district, synthetic=True) as centre:
        centre.write_features("station", stations)
        rows_ = data.observations.assign(interval=3600, flag="N").dropna()
        rows_["time"] = pd.to_datetime(rows_["time"], utc=True).astype("datetime64[ns, UTC]")
        centre.append_observations(rows_)
    t, _, y, x = np.meshgrid(part.time, [0], part.y, part.x, indexing="ij")
    table = {"time": t.ravel(), "lon": x.ravel(), "lat": y.ravel(), "u": part.u.ravel(), "v": part.v.ravel()}
    pd.DataFrame(table).to_csv(work / "wind.csv", index=False)
    boundary = QgsVectorLayer("Polygon?crs=EPSG:4326", "district", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt(shapely.to_wkt(data.district)))
    boundary.dataProvider().addFeature(feature)
    return {
        "truth": made.external_share,
        "boundary": boundary,
        "asked": {
            **{"CENTRE": str(work / "centre"), "STATION": "S00", "WIND": [str(work / "wind.csv")], "SPEED_UNIT": "m/s"},
            **{"START": "2026-01-10T08:00:00", "END": "2026-01-14T08:00:00", "BOUNDARY": boundary},
        },
    }


def test_a_plume_from_outside_is_external(run, episode: dict[str, Any], tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    found = run("localorexternal", {**episode["asked"], **LINES, "REPORT": str(report)})
    assert found["VERDICT"] == "external"
    assert found["SHARE"] == pytest.approx(episode["truth"], abs=0.25)
    assert found["LOW"] < found["SHARE"] < found["HIGH"]
    table = {row["evidence"]: row for row in rows(found["OUTPUT"])}
    assert len(table) == 9
    assert table["upwind_contrast"]["low"] > 0.5
    assert (table["layer_aloft"]["low"], table["layer_aloft"]["weight"]) == (None, 0)
    assert "no lidar" in table["layer_aloft"]["finding"]
    text = report.read_text(encoding="utf-8")
    assert "Synthetic data, not measured" in text
    assert "mainly external" in text
    assert "data:image/png;base64," in text


def test_the_place_chooses_the_nearest_station_and_a_series_of_the_lidar_counts(
    run, episode: dict[str, Any], table
) -> None:
    hours = [f"2026-01-{10 + h // 24:02d}T{h % 24:02d}:00:00Z,{1 if h < 20 else 5}" for h in range(1, 96)]
    aloft = table("time,value\n" + "\n".join(hours) + "\n")
    asked = {**episode["asked"], "STATION": "", "POINT": "116.001,40.451 [EPSG:4326]", "ALOFT": aloft, **LINES}
    found = run("localorexternal", asked)
    rows_ = {row["evidence"]: row for row in rows(found["OUTPUT"])}
    assert rows_["layer_aloft"]["weight"] > 0
    assert found["VERDICT"] == "external"


def test_without_wind_and_neighbours_it_is_undecided(run, filled: Path) -> None:
    asked = {"CENTRE": str(filled), "STATION": "Y1", "START": "2026-01-01T00:00:00", "END": "2026-01-05T00:00:00"}
    found = run("localorexternal", {**asked, **LINES})
    assert found["VERDICT"] == "undecided"
    assert found["HIGH"] - found["LOW"] > 0.5


def test_local_or_external_refuses(refusal, run, filled: Path) -> None:
    asked = {"CENTRE": str(filled), "START": "2026-01-01T00:00:00", "END": "2026-01-05T00:00:00", **LINES}
    assert "Whose air" in refusal("localorexternal", asked)
    asked["STATION"] = "Y1"
    assert refusal("localorexternal", asked) == ""
    assert "later end" in refusal("localorexternal", {**asked, "END": "2025-01-01T00:00:00"})
    assert "no data centre" in refusal("localorexternal", {**asked, "CENTRE": str(filled.parent)})
    with pytest.raises(QgsProcessingException, match="no station"):
        run("localorexternal", {**asked, "STATION": "Z9"})
    with pytest.raises(QgsProcessingException, match="fewer than six"):
        run("localorexternal", {**asked, "START": "2026-03-01T00:00:00", "END": "2026-03-05T00:00:00"})


def test_an_ensemble_shows_how_far_its_members_part(back, refusal, steady: str) -> None:
    found = back(ENSEMBLE=True)
    lines = rows(found["OUTPUT"])
    # Without levels: three times, three places along and three across.
    assert found["TRAJECTORIES"] == len(lines) == 27
    ends = {round(row["distance_km"]) for row in lines}
    assert ends == {216}, "the same wind everywhere"
    # Of three places −a, 0, a each way two lie a off: √(2 · 2/3 · a²), a the cell of 1° at 40° N, 111.19 km · cos 40°.
    assert found["SPREAD"] == pytest.approx(np.sqrt(4 / 3) * 111.19 * np.cos(np.radians(40.0)), rel=0.01)
    good = {"WIND": [steady], "POINT": "116,40", "START": "2026-01-02T12:00:00", "HOURS": 6, "HEIGHTS": "100", **LINES}
    assert "one arrival" in refusal("backtrajectories", {**good, "ENSEMBLE": True, "LAST": "2026-01-02T18:00:00"})


def flux_rows(share: float, *, error: float = 100.0) -> str:
    names = "time,layer,inflow_g_s,outflow_g_s,inflow_error,outflow_error"
    hours = [f"2026-01-{10 + h // 24:02d}T{h % 24:02d}:00:00Z" for h in range(1, 96)]
    found = [f"{hour},{layer},{share * 1000},1000,{error},{error}" for hour in hours for layer in ("1", "total")]
    return "\n".join([names, *found]) + "\n"


def test_flux_over_the_boundary_is_evidence(run, episode: dict[str, Any], table) -> None:
    """80 % of what leaves came in: the share of that evidence is 0.8 ± √(0.1² + 0.08²) of the share."""
    asked = {**episode["asked"], **LINES}
    found = run("localorexternal", {**asked, "FLUX": table(flux_rows(0.8))})
    flux = {row["evidence"]: row for row in rows(found["OUTPUT"])}["boundary_flux"]
    assert flux["weight"] > 0
    assert (flux["low"] + flux["high"]) / 2 == pytest.approx(0.8, abs=0.02)
    assert flux["high"] - flux["low"] == pytest.approx(2 * 0.8 * np.hypot(100 / 800, 0.1), rel=0.05)
    unsure = run("localorexternal", {**asked, "FLUX": table(flux_rows(0.8, error=900.0))})
    assert {row["evidence"]: row for row in rows(unsure["OUTPUT"])}["boundary_flux"]["weight"] == 0
    with pytest.raises(QgsProcessingException, match="needs the fields"):
        run("localorexternal", {**asked, "FLUX": table("time,value\n2026-01-10T01:00:00Z,1\n")})
    with pytest.raises(QgsProcessingException, match="no row"):
        run("localorexternal", {**asked, "FLUX": table(flux_rows(0.8).replace("total", "2"))})


def test_a_flux_tells_its_time(run, steady: str) -> None:
    line = QgsVectorLayer("LineString?crs=EPSG:4326", "line", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("LineString(115 39.5, 115 40.5)"))
    line.dataProvider().addFeature(feature)
    asked = {"WIND": [steady], "SPEED_UNIT": "m/s", "INPUT": line, "TIME": "2026-01-02T00:00:00", **LINES}
    found = run("transportflux", {**asked, "HEIGHTS": "0, 200", "CONCENTRATIONS": "100"})
    assert {row["time"].toString("yyyy-MM-dd hh:mm") for row in rows(found["OUTPUT"])} == {"2026-01-02 00:00"}


def test_phases_of_an_episode(run, refusal, episode: dict[str, Any]) -> None:
    asked = {name: episode["asked"][name] for name in ("CENTRE", "STATION", "START", "END")}
    found = run("episodephases", {**asked, **LINES})
    table = rows(found["OUTPUT"])
    assert found["EPISODES"] >= 1
    assert found["HOURS"] == sum(row["hours"] for row in table)
    assert next(row["phase"] for row in table if row["episode"] == 1) == "onset"
    assert {row["phase"] for row in table} <= {"onset", "transport", "accumulation", "removal"}
    starts = [row["start"].toSecsSinceEpoch() for row in table]
    assert starts == sorted(starts)
    none = run("episodephases", {**asked, "LIMIT": 5000.0, **LINES})
    assert (none["EPISODES"], none["HOURS"]) == (0, 0)
    assert "identifier of a station" in refusal("episodephases", {**asked, "STATION": " ", **LINES})
    assert "later end" in refusal("episodephases", {**asked, "END": "2025-01-01T00:00:00", **LINES})
    with pytest.raises(QgsProcessingException, match="no station"):
        run("episodephases", {**asked, "STATION": "Z9", **LINES})


@pytest.fixture(scope="module")
def windy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre with two stations that measured wind: 4 m/s from the west in the west, 2 m/s from the south in the east."""
    import geopandas as gpd
    import pandas as pd
    import shapely

    from yanqing_eco_plugin.core.data_centre import District, create_centre

    place = tmp_path_factory.mktemp("windy") / "centre"
    stations = gpd.GeoDataFrame(
        {"station_id": ["W", "E"], "kind": "weather", "name": ["W", "E"]},
        geometry=shapely.points([115.8, 116.2], [40.4, 40.5]),
        crs=4326,
    )
    hours = pd.date_range("2026-01-01", periods=6, freq="h", tz="UTC").astype("datetime64[ns, UTC]")
    told = {"W": (4.0, 270.0), "E": (2.0, 180.0)}
    frames = [
        pd.DataFrame(
            {"station_id": name, "property": prop, "time": hours, "interval": 3600, "value": value, "flag": "N"}
        )
        for name, values in told.items()
        for prop, value in zip(("wind_speed", "wind_direction"), values)
    ]
    with create_centre(place, district=District("110119", "演示区", "Demo")) as centre:
        centre.write_features("station", stations)
        centre.append_observations(pd.concat(frames, ignore_index=True))
    return place


SPAN = {"START": "2026-01-01T07:00:00", "END": "2026-01-01T14:00:00"}


def test_wind_of_stations_becomes_a_field_for_the_others(run, windy: Path, tmp_path: Path) -> None:
    from yanqing_eco_plugin.core.transport import WindField

    path = tmp_path / "wind.nc"
    found = run("groundwind", {"CENTRE": str(windy), **SPAN, "OUTPUT": str(path)})
    assert (found["STATIONS"], found["HOURS"]) == (2, 6)
    wind = WindField.open(path)
    u, v, _ = wind.at(np.datetime64("2026-01-01T02"), 115.8, 40.4, height_m=10.0)
    # In its own cell the station counts (35 km / 0.5 km)² times as much as the other.
    assert (float(u), float(v)) == (pytest.approx(4.0, abs=0.02), pytest.approx(0.0, abs=0.02))
    u, v, _ = wind.at(np.datetime64("2026-01-01T02"), 116.2, 40.5, height_m=100.0)
    # u(100 m) = u(10 m) · ln(100 / 0.1) / ln(10 / 0.1).
    assert float(v) == pytest.approx(2.0 * np.log(1000.0) / np.log(100.0), rel=0.01)
    asked = {"WIND": [str(path)], "POINT": "116.0,40.45 [EPSG:4326]", "START": "2026-01-01T05:00:00", "HOURS": 1}
    assert run("backtrajectories", {**asked, "HEIGHTS": "100", **LINES})["TRAJECTORIES"] == 1


def test_a_ridge_parts_two_valleys(run, windy: Path, tmp_path: Path) -> None:
    import rasterio

    from yanqing_eco_plugin.core.transport import WindField

    dem = tmp_path / "dem.tif"
    with rasterio.open(
        dem, "w", driver="GTiff", width=90, height=40, count=1, dtype="float32", crs="EPSG:4326",
        transform=rasterio.transform.from_bounds(115.6, 40.2, 116.4, 40.7, 90, 40),
    ) as file:  # fmt: skip
        ground = np.full((40, 90), 500.0, "float32")
        ground[:, 40:] = 1500.0  # the east lies a kilometre higher, from 115.96 on
        file.write(ground, 1)
    asked = {"CENTRE": str(windy), **SPAN}
    flat = run("groundwind", {**asked, "OUTPUT": str(tmp_path / "flat.nc")})["OUTPUT"]
    hilly = run("groundwind", {**asked, "DEM": str(dem), "OUTPUT": str(tmp_path / "hilly.nc")})["OUTPUT"]
    at = (np.datetime64("2026-01-01T02"), 115.94, 40.45)
    plain, parted = (float(WindField.open(path).at(*at, height_m=10.0)[0]) for path in (flat, hilly))
    assert parted > plain + 0.1, "the wind of the own valley counts more"


def test_a_doppler_lidar_tells_the_wind_above_it(run, windy: Path, tmp_path: Path) -> None:
    from yanqing_eco_plugin.core.demo.lidar import made_up_turn
    from yanqing_eco_plugin.core.lidar import write_scan
    from yanqing_eco_plugin.core.netcdf_writing import EPOCH_UNITS, Variable, write_netcdf
    from yanqing_eco_plugin.core.transport import WindField

    heights, seconds = np.arange(50.0, 1050.0, 50.0), np.datetime64("2026-01-01T02", "s").astype(float)
    shape = ("time", "height")
    write_netcdf(
        tmp_path / "profiles.nc",
        {
            "time": Variable(("time",), np.array([seconds]), {"units": EPOCH_UNITS}),
            "height": Variable(("height",), heights, {"units": "m", "long_name": "height above the instrument"}),
            "uwind": Variable(shape, np.full((1, heights.size), -9.0), {"units": "m s-1"}),
            "vwind": Variable(shape, np.full((1, heights.size), 1.0), {"units": "m s-1"}),
            "latitude": Variable((), np.float64(40.45), {"units": "degrees_north"}),
            "longitude": Variable((), np.float64(116.0), {"units": "degrees_east"}),
            "altitude": Variable((), np.float64(500.0), {"units": "m"}),
        },
        {},
    )
    asked = {"CENTRE": str(windy), **SPAN, "LIDARS": [str(tmp_path / "profiles.nc")]}
    path = run("groundwind", {**asked, "OUTPUT": str(tmp_path / "wind.nc")})["OUTPUT"]
    wind = WindField.open(path)
    u, _, _ = wind.at(np.datetime64("2026-01-01T02"), 116.0, 40.45, height_m=200.0)
    assert float(u) < -7.5
    u, _, _ = wind.at(np.datetime64("2026-01-01T05"), 116.0, 40.45, height_m=200.0)
    assert float(u) > 0.0, "it counts within half an hour only"
    write_scan(tmp_path / "turn.nc", made_up_turn(azimuth=range(0, 360, 30), gates=60).scan)
    with pytest.raises(QgsProcessingException, match="holds no wind"):
        run("groundwind", {**asked, "LIDARS": [str(tmp_path / "turn.nc")], "OUTPUT": str(tmp_path / "x.nc")})


def test_wind_near_the_ground_refuses(refusal, run, windy: Path, filled: Path) -> None:
    asked = {"CENTRE": str(windy), **SPAN, "OUTPUT": "x.nc"}
    assert refusal("groundwind", asked) == ""
    assert "do not rise" in refusal("groundwind", {**asked, "HEIGHTS": "100, 50"})
    assert "do not rise" in refusal("groundwind", {**asked, "HEIGHTS": "high"})
    with pytest.raises(QgsProcessingException, match="No station measured the wind"):
        run("groundwind", {**asked, "CENTRE": str(filled)})
