"""Real files, counted against an independent reading with pandas, and against one another."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.ingest import (
    Decoded,
    merge_stations,
    read_folder,
    read_observations,
    read_stations,
    resolve_stations,
    sniff,
)

from .conftest import DATA

PROPERTY = {"PM2.5": "pm2_5", "PM10": "pm10", "SO2": "so2", "NO2": "no2", "CO": "co", "O3": "o3"}
MONTHS = ["201312", "201405", "201705", "201803"]


def month(folder: Path) -> tuple[pd.DataFrame, list[Path], list[Decoded]]:
    """All observations of a folder, its unreadable files, and the pieces."""
    broken, pieces = [], []
    for path, result in read_folder(folder):
        if isinstance(result, InputError):
            broken.append(path)
        else:
            pieces.append(result)
    return pd.concat([piece.observations for piece in pieces], ignore_index=True), broken, pieces


def pivot(frame: pd.DataFrame, prop: str) -> pd.DataFrame:
    chosen = frame[frame["property"] == prop]
    return chosen.pivot(index="time", columns="station_id", values="value")


@pytest.mark.parametrize("name", MONTHS)
def test_a_month_of_daily_files(shared_data: Path, name: str) -> None:
    folder = shared_data / "01_aq_beijing_quotsoft" / name
    ours, broken, pieces = month(folder)

    good = [path for path in sorted(folder.glob("*.csv")) if path.read_bytes()[:4] == b"date"]
    theirs = pd.concat([pd.read_csv(path) for path in good], ignore_index=True)
    theirs = theirs[theirs["type"].isin(PROPERTY)].melt(["date", "hour", "type"], var_name="station").dropna()
    assert len(ours) == len(theirs)
    assert len(pieces) == len(good)
    # Twenty files of May 2017 are error pages of the server they were fetched from.
    assert len(broken) == {"201705": 20}.get(name, 0)
    assert sum(len(piece.rejects) for piece in pieces) == 0
    sums = theirs.groupby(theirs["type"].map(PROPERTY))["value"].agg(["sum", "count"])
    found = ours.groupby("property")["value"].agg(["sum", "count"])
    assert found["count"].to_dict() == sums["count"].to_dict()
    assert found["sum"].to_dict() == pytest.approx(sums["sum"].to_dict())
    # Hour T of the file is the interval that ends at T, local time.
    first = theirs.iloc[0]
    local = pd.Timestamp(str(first["date"])) + pd.Timedelta(hours=first["hour"])
    mine = ours[
        (ours["station_id"] == first["station"])
        & (ours["property"] == PROPERTY[first["type"]])
        & (ours["time"] == local.tz_localize("Asia/Shanghai"))
    ]
    assert mine[["value", "interval"]].to_numpy().tolist() == [[first["value"], 3600]]


def test_two_publishers_of_one_series_agree(shared_data: Path) -> None:
    """March 2018 is in both sets: one stamps local hours and Chinese names, the other UTC and ids. Equal in every value."""
    ours, _, _ = month(shared_data / "01_aq_beijing_quotsoft/201803")
    kdd = read_observations(shared_data / "02_kdd2018_beijing/airQuality_201802-201803.csv")
    assert kdd.format == "kdd"
    names = read_stations(DATA / "beijing_station_names.csv", kind="air", datum="wgs84").stations
    resolved, unknown = resolve_stations(ours, names)
    assert unknown.empty
    both = resolved.merge(kdd.observations, on=["station_id", "property", "time", "interval"])
    assert len(both) == 141_606
    assert (both["value_x"] == both["value_y"]).all()
    # 34 stations compare, which also proves the table of names: at 植物园 the second set has no value.
    assert both["station_id"].nunique() == 34
    assert set(names["station_id"]) - set(both["station_id"]) == {"zhiwuyuan_aq"}


@pytest.mark.parametrize(
    ("name", "time", "columns"),
    [
        ("airQuality_201802-201803.csv", "utc_time", {key: key for key in PROPERTY}),
        (
            "aiqQuality_201804.csv",
            "time",
            {key: f"{key.replace('.', '')}_Concentration" for key in PROPERTY},
        ),
    ],
)
def test_both_column_styles_of_kdd(shared_data: Path, name: str, time: str, columns: dict[str, str]) -> None:
    path = shared_data / "02_kdd2018_beijing" / name
    ours = read_observations(path)
    theirs = pd.read_csv(path)
    assert ours.format == "kdd"
    assert ours.rejects.empty
    assert ours.observations["property"].value_counts().to_dict() == {
        PROPERTY[key]: int(theirs[column].notna().sum()) for key, column in columns.items()
    }
    assert ours.observations["time"].min() == pd.Timestamp(theirs[time].min(), tz="UTC")
    assert ours.observations["time"].max() == pd.Timestamp(theirs[time].max(), tz="UTC")


@pytest.mark.parametrize(
    "name", ["observedWeather_201802-201803.csv", "observedWeather_201804.csv", "gridWeather_20180501-20180502.csv"]
)
def test_weather_and_its_sentinels(shared_data: Path, name: str) -> None:
    path = shared_data / "02_kdd2018_beijing" / name
    ours = read_observations(path)
    theirs = pd.read_csv(path).rename(columns={"time": "utc_time"})
    elements = ["temperature", "pressure", "humidity", "wind_speed", "wind_direction"]
    theirs = theirs.drop_duplicates(["station_id", "utc_time"], keep="last")
    theirs[elements] = theirs[elements].mask(theirs[elements].isin([999017, 999999]))
    assert ours.format == "kdd_weather"
    assert ours.rejects.empty
    assert ours.observations["property"].value_counts().to_dict() == theirs[elements].notna().sum().to_dict()
    assert ours.observations["value"].max() < 1100
    assert set(ours.observations["interval"]) == {0}


@pytest.mark.parametrize("station", ["Dingling", "Huairou"])
def test_uci(shared_data: Path, station: str) -> None:
    path = shared_data / f"01b_uci_prsa/PRSA_Data_{station}_20130301-20170228.csv"
    ours = read_observations(path)
    theirs = pd.read_csv(path)
    assert ours.format == "uci"
    assert ours.rejects.empty
    names = PROPERTY | {"TEMP": "temperature", "PRES": "pressure", "RAIN": "precipitation", "WSPM": "wind_speed"}
    counts = ours.observations["property"].value_counts().to_dict()
    assert counts.pop("wind_direction") == theirs["wd"].notna().sum()
    assert counts == {prop: int(theirs[column].notna().sum()) for column, prop in names.items()}
    # CO of this set is in µg/m³, ours in mg/m³.
    co = ours.observations.query("property == 'co'")["value"]
    assert co.sum() == pytest.approx(theirs["CO"].sum() / 1000)
    assert ours.observations["time"].min() == pd.Timestamp("2013-03-01 00:00", tz="Asia/Shanghai")
    assert set(ours.observations["station_id"]) == {station}


def test_uci_is_the_same_series_as_the_daily_files(shared_data: Path) -> None:
    """定陵 in May 2014: CO, rounded to 0.1 mg/m³ there, agrees at the same stamp and not an hour before or after."""
    uci = read_observations(shared_data / "01b_uci_prsa/PRSA_Data_Dingling_20130301-20170228.csv").observations
    daily, _, _ = month(shared_data / "01_aq_beijing_quotsoft/201405")
    there = uci.query("property == 'co'").set_index("time")["value"]
    here = daily.query("property == 'co' and station_id == '定陵'").set_index("time")["value"]

    def agreement(hours: int) -> float:
        pair = pd.concat([here, there.shift(hours, freq="h")], axis=1, join="inner")
        return float(np.isclose(pair.iloc[:, 0], pair.iloc[:, 1], atol=0.0501).mean())

    assert agreement(0) > 0.99
    assert agreement(1) < 0.7
    assert agreement(-1) < 0.7


def test_the_national_hour(shared_data: Path) -> None:
    path = shared_data / "01c_cnemc_national_hour/airnow_20180220T07_inputs_only.geojson"
    ours = read_observations(path)
    features = [feature["properties"] for feature in json.loads(path.read_text(encoding="utf-8"))["features"]]
    theirs = pd.DataFrame(features)
    columns = {
        "co": "co",
        "no2": "no2",
        "so2": "so2",
        "pm10": "pm10",
        "pm2_5": "pm2_5",
        "o3_24h": "o3",
        "o3_8h_24h": "o3_8h",
    }
    assert ours.format == "cnemc"
    assert ours.rejects.empty
    assert ours.observations["property"].value_counts().to_dict() == {
        prop: int((theirs[column] != "-;").sum()) for column, prop in columns.items()
    }
    assert set(ours.observations["time"]) == {pd.Timestamp("2018-02-20 07:00", tz="Asia/Shanghai")}
    assert ours.stations is not None
    assert len(ours.stations) == 1495
    assert ours.stations["station_id"].is_unique


def test_the_national_hour_agrees_with_the_city_on_ozone(shared_data: Path) -> None:
    """Eight stations carry one name in both: the hourly ozone is the national `o3_24h`, to the microgram."""
    national = read_observations(shared_data / "01c_cnemc_national_hour/airnow_20180220T07_inputs_only.geojson")
    city = read_observations(shared_data / "02_kdd2018_beijing/airQuality_201802-201803.csv").observations
    names = read_stations(DATA / "beijing_station_names.csv", kind="air", datum="wgs84").stations
    assert national.stations is not None
    beijing = national.stations[national.stations["address"] == "北京市"]
    ids = dict(beijing.merge(names, on="name")[["station_id_x", "station_id_y"]].to_numpy().tolist())
    hour = national.observations.assign(station_id=national.observations["station_id"].map(ids)).dropna(
        subset="station_id"
    )
    both = hour.merge(city, on=["station_id", "property", "time"]).query("property == 'o3'")
    assert len(both) == 8
    assert (both["value_x"] == both["value_y"]).all()


WATER = {
    "水温(℃)": "water_temperature",
    "pH(无量纲)": "ph",
    "溶解氧(mg/L)": "dissolved_oxygen",
    "电导率(μS/cm)": "conductivity",
    "浊度(NTU)": "turbidity",
    "高锰酸盐指数(mg/L)": "permanganate_index",
    "氨氮(mg/L)": "ammonia_nitrogen",
    "总磷(mg/L)": "total_phosphorus",
    "总氮(mg/L)": "total_nitrogen",
    "叶绿素α(mg/L)": "chlorophyll_a",
    "藻密度(cells/L)": "algae_density",
}


@pytest.mark.parametrize(
    ("name", "sections"),
    [("north_china_surface_water_2026-02-04.csv", 118), ("water_info_beijing.xlsx", 17), ("water_info_hebei.xlsx", 33)],
)
def test_surface_water(shared_data: Path, name: str, sections: int) -> None:
    path = shared_data / "12_surface_water" / name
    ours = read_observations(path)
    theirs = (pd.read_csv if name.endswith("csv") else pd.read_excel)(path, dtype=str, keep_default_na=False)
    assert ours.format == "surface_water"
    assert ours.rejects.empty
    expected = {prop: int((theirs[column] != "--").sum()) for column, prop in WATER.items()}
    found = ours.observations["property"].value_counts()
    assert found.to_dict() == {prop: count for prop, count in expected.items() if count}
    for column, prop in WATER.items():
        values = pd.to_numeric(theirs[column], errors="coerce").set_axis(theirs["断面名称"]).dropna()
        mine = ours.observations.set_index(["property", "station_id"])["value"]
        mine = mine[mine.index.get_level_values(0) == prop].droplevel(0)
        assert mine.to_dict() == pytest.approx(values.to_dict())
    assert ours.stations is not None
    assert ours.stations["station_id"].tolist() == theirs["断面名称"].tolist()
    assert len(ours.stations) == sections
    # The files give no year; the one in the name, or the workbook's own date, says 2026.
    local = ours.observations["time"].dt.tz_convert("Asia/Shanghai").dt.strftime("%Y-%m-%d %H:%M")
    # At one section everything is missing.
    assert {"2026-02-04 11:00"} <= set(local) <= {f"2026-{time}" for time in theirs["监测时间"]}


def test_the_water_lists_also_give_the_sections(shared_data: Path) -> None:
    path = shared_data / "12_surface_water/north_china_surface_water_2026-02-04.csv"
    decoded = read_stations(path, kind="water", datum="wgs84")
    assert len(decoded.stations) == 118
    assert decoded.stations.geometry.isna().all()
    assert decoded.rejects.empty
    observed = read_observations(path).observations
    assert resolve_stations(observed, decoded.stations)[1].empty


def test_the_35_stations_of_beijing_with_id_name_and_place(shared_data: Path) -> None:
    folder = shared_data / "02_kdd2018_beijing"
    lists = [
        read_stations(folder / name, kind="air", datum="wgs84")
        for name in (
            "Beijing_AirQuality_Stations.csv",
            "Beijing_AirQuality_Stations_cn.xlsx",
            "Beijing_AirQuality_Stations_en.xlsx",
        )
    ]
    for decoded in lists:
        assert decoded.rejects.empty
        assert decoded.stations["station_id"].tolist() == lists[0].stations["station_id"].tolist()
        assert decoded.stations.geometry.geom_equals(lists[0].stations.geometry).all()
    names = read_stations(DATA / "beijing_station_names.csv", kind="air", datum="wgs84").stations
    stations = merge_stations(lists[0].stations, names).set_index("station_id")
    assert len(stations) == 35
    assert stations.geometry.notna().all()
    assert stations.loc["yanqin_aq", "name"] == "延庆"
    assert stations.loc["yanqin_aq"].geometry.coords[0] == (115.972, 40.453)
    # Every column of the daily files is one of them.
    header = (shared_data / "01_aq_beijing_quotsoft/201405/beijing_all_20140501.csv").read_text(encoding="utf-8")
    assert set(header.splitlines()[0].split(",")[3:]) == set(stations["name"])


def test_other_station_lists(shared_data: Path) -> None:
    folder = shared_data / "02_kdd2018_beijing"
    grid = read_stations(folder / "Beijing_grid_weather_station.csv", kind="weather", datum="wgs84").stations
    assert len(grid) == 651
    assert grid.total_bounds.tolist() == [115, 39, 118, 41]
    weather = read_stations(folder / "observeWeather_geo.csv", kind="weather", datum="wgs84").stations
    assert len(weather) == 18
    yanqing = weather.set_index("station_id").loc["yanqing_meo"]
    assert (yanqing.source_lon, yanqing.source_lat) == pytest.approx((115.969, 40.449), abs=1e-3)


def test_a_pivoted_table_is_understood_without_a_mapping(shared_data: Path) -> None:
    path = shared_data / "01_aq_beijing_quotsoft/yanqing_badaling_dingling_devmonths.csv"
    decoded = read_observations(path)
    theirs = pd.read_csv(path)
    assert decoded.format == "mapped"
    assert decoded.rejects.empty
    assert decoded.observations["property"].value_counts().to_dict() == {
        prop: int(theirs[column].notna().sum()) for column, prop in PROPERTY.items()
    }


def test_every_shared_table_is_read_or_refused_in_words(shared_data: Path) -> None:
    """No file of any folder raises anything but an `InputError`."""
    for folder in ("02_kdd2018_beijing", "06_hj212", "07_tracks", "09_sta_cap", "11_emergency_sample"):
        for path, result in read_folder(shared_data / folder):
            assert isinstance(result, Decoded | InputError), path
    with pytest.raises(InputError):
        sniff(shared_data / "01_aq_beijing_quotsoft/201705/beijing_all_20170519.csv")
    assert re.fullmatch(r"\w+", sniff(shared_data / "01_aq_beijing_quotsoft/201705/beijing_all_20170504.csv"))
