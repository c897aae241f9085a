"""Station lists in every container and datum, names made complete, observations given their station."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.data_centre.schema import TABLES
from yanqing_eco_plugin.core.datum import transform
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.ingest import (
    REJECT_COLUMNS,
    merge_stations,
    read_observations,
    read_stations,
    resolve_stations,
)

from .conftest import DATA, NOW, QUOTSOFT, WriteFile

LIST = "编号,名称,经度,纬度,乡镇,海拔\nA1,甲站,116.01,40.45,八达岭镇,512\nA2,乙站,116.02,40.46,,\n"


def read(path: Path, datum="wgs84"):
    return read_stations(path, kind="air", datum=datum)


def test_the_columns_are_those_of_the_station_table(write: WriteFile) -> None:
    stations = read(write(LIST)).stations
    assert [*stations.columns] == [*(column.name for column in TABLES["station"].columns), "geometry"]
    assert stations.crs.to_epsg() == 4326


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_chinese_list(write: WriteFile, encoding: str) -> None:
    stations = read(write(LIST, encoding=encoding)).stations
    first, second = (row for _, row in stations.iterrows())
    assert (first.station_id, first["name"], first.kind, first.township, first.altitude_m) == (
        "A1",
        "甲站",
        "air",
        "八达岭镇",
        512,
    )
    assert (first.source_lon, first.source_lat, first.datum) == (116.01, 40.45, "wgs84")
    assert (first.geometry.x, first.geometry.y) == (116.01, 40.45)
    assert second.township is None
    assert np.isnan(second.altitude_m)


@pytest.mark.parametrize("datum", ["gcj02", "bd09", "cgcs2000"])
def test_the_datum_is_converted_and_the_source_kept(write: WriteFile, datum: str) -> None:
    stations = read(write(LIST), datum).stations
    expected = np.column_stack(transform([116.01, 116.02], [40.45, 40.46], datum, "wgs84"))
    assert np.column_stack([stations.geometry.x, stations.geometry.y]) == pytest.approx(expected)
    assert stations["source_lon"].tolist() == [116.01, 116.02]
    assert set(stations["datum"]) == {datum}


@pytest.mark.parametrize(
    "header",
    ["id,lon,lat", "Station ID,longitude,latitude", "stationId,LNG,LAT", "设备编码,经度(°),纬度(°)", "MN号,ID,X,Y"],
)
def test_headers(write: WriteFile, header: str) -> None:
    row = "m,A1,116,40" if header.startswith("MN") else "A1,116,40"
    stations = read(write(f"{header}\n{row}\n")).stations
    assert stations["station_id"].tolist() == ["A1"]
    assert stations.geometry.iloc[0].equals(shapely.Point(116, 40))


def test_a_list_without_header(write: WriteFile) -> None:
    for text in ("g1,39.1,115\ng2,39.2,115\n", "g1,115,39.1\ng2,115,39.2\n"):
        stations = read(write(text)).stations
        assert stations["station_id"].tolist() == ["g1", "g2"]
        assert stations["source_lat"].tolist() == [39.1, 39.2]


def test_degrees_minutes_seconds(write: WriteFile) -> None:
    """115°58′19.2″ is 115.972°, 40°27′10.8″ is 40.453°."""
    text = 'id,经度,纬度\na,115°58′19.2″,40°27′10.8″\nb,115度58分19.2秒,"40°27\'10.8"""\n'
    stations = read(write(text)).stations
    assert stations["source_lon"].tolist() == pytest.approx([115.972] * 2)
    assert stations["source_lat"].tolist() == pytest.approx([40.453] * 2)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("B,,40", "bad_coordinates"),
        ("B,116,north", "bad_coordinates"),
        ("B,40.45,116.01", "bad_coordinates"),
        ("B,0,0", "bad_coordinates"),
        ("B,216,40", "bad_coordinates"),
        ("B,nan,inf", "bad_coordinates"),
        (",116,40", "no_station"),
    ],
)
def test_bad_rows_do_not_stop_the_others(write: WriteFile, row: str, reason: str) -> None:
    decoded = read(write(f"id,lon,lat\nA,116,40\n{row}\nC,116.1,40.1\n"))
    assert decoded.stations["station_id"].tolist() == ["A", "C"]
    assert decoded.rejects[["place", "reason"]].to_numpy().tolist() == [["line 3", reason]]
    assert decoded.rejects["raw"].iloc[0] == row.encode()
    assert tuple(decoded.rejects.columns) == REJECT_COLUMNS


def test_a_station_given_twice(write: WriteFile) -> None:
    decoded = read(write("id,lon,lat\nA,116,40\nB,116,41\nA,116.5,40\nB,116,41\n"))
    assert decoded.stations.set_index("station_id")["source_lon"].to_dict() == {"A": 116.5, "B": 116}
    assert decoded.rejects[["place", "reason"]].to_numpy().tolist() == [["line 2", "duplicate"]]


def test_a_column_for_the_kind(write: WriteFile) -> None:
    decoded = read(write("id,lon,lat,kind\nA,116,40,micro\nB,116,41,颗粒物微站\nC,116,42,\nD,116,43,tractor\n"))
    assert decoded.stations["kind"].tolist() == ["micro", "micro", "air"]
    assert decoded.rejects["reason"].tolist() == ["unknown_kind"]


def test_a_workbook_with_titles_sections_and_repeated_headers(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (
        ["监测点位表"],
        [None],
        ["监测点ID", "经度", "纬度"],
        ["城区2个"],
        ["a", 116.1, 40.1],
        ["b", "116.2", "40.2"],
        [None],
        ["郊区1个"],
        ["监测点", "经度", "纬度"],
        ["c", 116.3, 40.3],
        ["d", "无", 40.4],
    ):
        workbook.active.append(row)
    workbook.save(tmp_path / "a.xlsx")
    decoded = read(tmp_path / "a.xlsx")
    assert decoded.stations["station_id"].tolist() == ["a", "b", "c"]
    assert decoded.rejects[["place", "reason"]].to_numpy().tolist() == [["sheet Sheet row 11", "bad_coordinates"]]


@pytest.mark.parametrize(
    ("name", "driver"), [("a.geojson", "GeoJSON"), ("a.gpkg", "GPKG"), ("a.shp", "ESRI Shapefile")]
)
def test_map_layers(tmp_path: Path, name: str, driver: str) -> None:
    frame = gpd.GeoDataFrame(
        {"id": ["A1", "A2", "A3"], "名称": ["甲站", "乙站", "丙站"]},
        geometry=[shapely.box(115.9, 39.9, 116.1, 40.1), None, shapely.box(117, 40, 117.2, 40.2)],
        crs=4326,
    )
    frame.to_file(tmp_path / name, driver=driver, encoding="utf-8")
    decoded = read(tmp_path / name)
    assert decoded.stations["station_id"].tolist() == ["A1", "A3"]
    assert decoded.stations["name"].tolist() == ["甲站", "丙站"]
    assert decoded.stations["source_lon"].tolist() == pytest.approx([116, 117.1])
    assert decoded.rejects["reason"].tolist() == ["bad_coordinates"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("declared", [True, False])
def test_chinese_shapefiles(tmp_path: Path, encoding: str, declared: bool) -> None:
    frame = gpd.GeoDataFrame({"id": ["A1"], "名称": ["甲站"]}, geometry=[shapely.Point(116, 40)], crs=4326)
    frame.to_file(tmp_path / "a.shp", encoding=encoding)
    if not declared:
        (tmp_path / "a.cpg").unlink()
    assert read(tmp_path / "a.shp").stations["name"].tolist() == ["甲站"]


def test_a_projected_layer(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame({"id": ["A1"]}, geometry=[shapely.Point(116.2, 40.4)], crs=4490).to_crs(4548)
    frame.to_file(tmp_path / "a.gpkg", driver="GPKG")
    point = read(tmp_path / "a.gpkg", "cgcs2000").stations.geometry.iloc[0]
    assert (point.x, point.y) == pytest.approx((116.2, 40.4), abs=1e-7)


def test_an_old_geojson_with_a_projection(write: WriteFile) -> None:
    """The same point in EPSG:4548, as GeoJSON could say before RFC 7946; 500 km is the central meridian, 117° E."""
    feature = {
        "type": "Feature",
        "properties": {"id": 1},
        "geometry": {"type": "Point", "coordinates": [500_000, 4_428_000]},
    }
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4548"}}
    text = json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]})
    stations = read(write(text, "a.geojson")).stations
    assert stations["station_id"].tolist() == ["1"]
    assert stations["source_lon"].tolist() == pytest.approx([117.0])
    for bad in ({"type": "name"}, {"properties": {"name": "EPSG:1"}}, 5):
        broken = json.dumps({"type": "FeatureCollection", "crs": bad, "features": [feature]})
        with pytest.raises(InputError):
            read(write(broken, "a.geojson"))


def test_parquet(tmp_path: Path) -> None:
    pd.DataFrame({"id": ["a", "b"], "lon": [116.0, None], "lat": [40.0, 41.0]}).to_parquet(tmp_path / "a.parquet")
    decoded = read(tmp_path / "a.parquet")
    assert decoded.stations["station_id"].tolist() == ["a"]
    assert decoded.rejects["place"].tolist() == ["row 2"]


@pytest.mark.parametrize(
    "text", ["", "a,b,c\nd,e,f\n", "id,lon\nA,116\n", QUOTSOFT, "station,time,PM2.5\na,2018-05-01,5\n"]
)
def test_what_is_no_station_list(write: WriteFile, text: str) -> None:
    with pytest.raises(InputError):
        read(write(text))


def test_parameters_are_checked(write: WriteFile) -> None:
    with pytest.raises(InputError, match="zeppelin"):
        read_stations(write(LIST), kind="zeppelin", datum="wgs84")
    with pytest.raises(InputError, match="beijing54"):
        read(write(LIST), "beijing54")


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "geojson", "gpkg", "shp", "parquet"])
@pytest.mark.parametrize(
    "content", [b"", b"\x00\x00\x27\x0a" + bytes(60), b"SQLite format 3\x00" + bytes(60), b"{}", b"PK\x03\x04"]
)
def test_damaged_lists(write: WriteFile, suffix: str, content: bytes) -> None:
    with pytest.raises(InputError):
        read(write(content, f"a.{suffix}"))


def test_names_complete_coordinates_in_either_order(write: WriteFile) -> None:
    places = read(write("id,lon,lat,type\nyanqin_aq,115.972,40.453,郊区\n", "places.csv"), "gcj02").stations
    names = read(DATA / "beijing_station_names.csv").stations
    names = names[names["station_id"] == "yanqin_aq"]
    for known, new in ((places, names), (names, places)):
        merged = merge_stations(known, new)
        row = merged.iloc[0]
        assert (row["name"], row.name_en, row.note, row.datum) == ("延庆", "Yanqing", "郊区", "gcj02")
        assert row.geometry.equals(places.geometry.iloc[0])
        assert (row.source_lon, row.source_lat) == (115.972, 40.453)
        assert merged.crs.to_epsg() == 4326
    assert new is places  # the arguments are left as they were
    assert places["name"].tolist() == [None]


def test_merging_with_nothing_known(write: WriteFile) -> None:
    stations = read(write(LIST)).stations
    merged = merge_stations(stations.iloc[:0], stations)
    pd.testing.assert_frame_equal(merged, stations)


STATIONS = pd.DataFrame(
    {
        "station_id": ["yanqin_aq", "badaling_aq", "W1", "W2", "1001"],
        "name": ["延庆", "八达岭", "谷家营", "谷家营", None],
        "name_en": ["Yanqing", "Badaling", None, None, ""],
    }
)


def observations(*names: str) -> pd.DataFrame:
    return pd.DataFrame({"station_id": names, "property": "pm2_5", "value": range(len(names))})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("yanqin_aq", "yanqin_aq"),
        ("延庆", "yanqin_aq"),
        ("Yanqing", "yanqin_aq"),
        ("YANQING", "yanqin_aq"),
        ("延庆监测站", "yanqin_aq"),
        (" 八达岭 ", "badaling_aq"),
        ("Badaling-AQ", "badaling_aq"),
        ("夏都", "yanqin_aq"),
        ("长城", "badaling_aq"),
        ("1001", "1001"),
    ],
)
def test_names_are_resolved(name: str, expected: str) -> None:
    resolved, rejects = resolve_stations(observations(name), STATIONS, {"夏都": "延庆", "长城": "badaling_aq"})
    assert resolved["station_id"].tolist() == [expected]
    assert rejects.empty


def test_an_id_goes_before_a_name() -> None:
    stations = pd.DataFrame({"station_id": ["甲", "x"], "name": ["乙", "甲"]})
    assert resolve_stations(observations("甲"), stations)[0]["station_id"].tolist() == ["甲"]


def test_unknown_and_ambiguous_stations_are_told_once_with_their_rows() -> None:
    frame = observations("延庆", "昌平", "谷家营", "昌平", "W1")
    resolved, rejects = resolve_stations(frame, STATIONS, source="a.csv")
    assert resolved[["station_id", "value"]].to_numpy().tolist() == [["yanqin_aq", 0], ["W1", 4]]
    assert rejects[["source", "place", "reason", "detail"]].to_numpy().tolist() == [
        ["a.csv", "2 observations", "unknown_station", "昌平"],
        ["a.csv", "1 observations", "ambiguous_station", "谷家营: W1, W2"],
    ]
    assert rejects["raw"].iloc[0].decode().splitlines()[1:] == ["昌平,pm2_5,1", "昌平,pm2_5,3"]


def test_nothing_known_and_nothing_read() -> None:
    resolved, rejects = resolve_stations(observations("a"), STATIONS.iloc[:0])
    assert resolved.empty
    assert len(rejects) == 1
    resolved, rejects = resolve_stations(observations(), STATIONS)
    assert resolved.empty
    assert rejects.empty


@given(st.lists(st.one_of(st.sampled_from(["延庆", "yanqin_aq", "谷家营", "W2"]), st.text(max_size=6))))
def test_every_row_is_resolved_or_told(names: list[str]) -> None:
    frame = observations(*names).astype({"station_id": object})
    resolved, rejects = resolve_stations(frame, STATIONS)
    told = sum(int(place.split()[0]) for place in rejects["place"])
    assert len(resolved) + told == len(frame)
    assert set(resolved["station_id"]) <= set(STATIONS["station_id"])


def test_the_chinese_months_find_the_stations_of_the_english_list(write: WriteFile) -> None:
    names = read(DATA / "beijing_station_names.csv").stations
    decoded = read_observations(write(QUOTSOFT), now=NOW)
    resolved, rejects = resolve_stations(decoded.observations, names)
    assert rejects.empty
    assert sorted(resolved["station_id"]) == ["badaling_aq", "yanqin_aq", "yanqin_aq"]
