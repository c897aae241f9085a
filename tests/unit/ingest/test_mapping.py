"""Column mappings: saved, loaded, suggested, applied to every layout."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.ingest import (
    ColumnMapping,
    load_mappings,
    mapping_for,
    read_observations,
    save_mappings,
    suggest_mapping,
)

from .conftest import KDD, NOW, QUOTSOFT, WriteFile

MICRO = ColumnMapping(
    "wide",
    ("采集时间",),
    station="设备",
    properties={"颗粒": "pm2_5", "总尘": "tsp"},
    units={"总尘": "mg/m³"},
    interval=300,
    stamp="begin",
    utc_offset_hours=0.0,
    missing=("", "-1"),
    station_aliases={"d1": "MICRO-001"},
)


def test_a_mapping_survives_saving(tmp_path: Path) -> None:
    path = tmp_path / "mappings.json"
    other = ColumnMapping("long", ("t",), station="s", property="p", value="v", year=2026, ignore=("x",))
    save_mappings(path, {"micro_*.csv": MICRO, "*.csv": other})
    assert load_mappings(path) == {"micro_*.csv": MICRO, "*.csv": other}
    assert "颗粒" in path.read_text(encoding="utf-8")


@given(
    st.builds(
        ColumnMapping,
        layout=st.just("wide"),
        time=st.lists(st.text(min_size=1), min_size=1, max_size=4).map(tuple),
        station=st.text(min_size=1),
        properties=st.dictionaries(st.text(), st.sampled_from(["pm2_5", "ph", "leq"])),
        utc_offset_hours=st.sampled_from([0.0, 5.5, 8.0]),
        interval=st.integers(0, 86_400),
        missing=st.lists(st.text()).map(tuple),
        year=st.one_of(st.none(), st.integers(1971, 2199)),
        station_aliases=st.dictionaries(st.text(), st.text()),
    )
)
def test_any_valid_mapping_survives_saving(tmp_path_factory: pytest.TempPathFactory, mapping: ColumnMapping) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    save_mappings(path, {"*": mapping})
    assert load_mappings(path) == {"*": mapping}


def test_the_longest_pattern_wins() -> None:
    other = replace(MICRO, interval=60)
    assert mapping_for("micro_2018.csv", {"*.csv": MICRO, "micro_*.csv": other}) == other
    assert mapping_for("water.csv", {"*.csv": MICRO, "micro_*.csv": other}) == MICRO
    assert mapping_for("water.xlsx", {"*.csv": MICRO}) is None


VALID = {"layout": "wide", "time": ["t"], "station": "s"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"version": 2, "mappings": {}}',
        b'{"version": 1, "mappings": []}',
        b"[" * 100_000,
        *(
            json.dumps({"version": 1, "mappings": {"*": VALID | change}}).encode()
            for change in (
                {"layout": "diagonal"},
                {"time": []},
                {"time": None},
                {"colour": "red"},
                {"station": 5},
                {"station": ""},
                {"properties": {"a": "phlogiston"}},
                {"properties": {"a": "co"}, "units": {"a": "°C"}},
                {"properties": ["a"]},
                {"interval": -1},
                {"interval": "3600"},
                {"intervals": {"pm2_5": 1.5}},
                {"intervals": {"phlogiston": 1}},
                {"stamp": "middle"},
                {"stamp": "begin", "intervals": {"o3_8h": 28800}},
                {"encoding": "klingon"},
                {"header": 0},
                {"header": True},
                {"year": 1066},
                {"utc_offset_hours": 99},
                {"utc_offset_hours": "8"},
                {"layout": "long"},
                {"layout": "stations"},
            )
        ),
    ],
)
def test_a_broken_mapping_is_one_clear_error(write: WriteFile, content: bytes) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_mappings(write(content, "mapping.json"))


def test_a_mapping_is_checked_before_use(write: WriteFile) -> None:
    with pytest.raises(InputError, match="cannot be used"):
        read_observations(write(KDD), mapping=ColumnMapping("wide", ()))


def rows(decoded) -> list[list[object]]:
    frame = decoded.observations
    return [
        [row.station_id, row.property, row.time.isoformat(), row.interval, row.value]
        for row in frame.itertuples(index=False)
    ]


def test_wide_with_units_begin_stamp_aliases_and_markers(write: WriteFile) -> None:
    text = "采集时间,设备,颗粒,总尘\n2018-05-01 00:00,d1,35,0.120\n2018-05-01 00:05,d2,-1,0.130\n"
    decoded = read_observations(write(text, encoding="gb18030"), mapping=MICRO, now=NOW)
    assert rows(decoded) == [
        ["MICRO-001", "pm2_5", "2018-05-01T00:05:00+00:00", 300, 35.0],
        ["MICRO-001", "tsp", "2018-05-01T00:05:00+00:00", 300, 120.0],
        ["d2", "tsp", "2018-05-01T00:10:00+00:00", 300, 130.0],
    ]
    assert decoded.skipped == {"missing": 1}


def test_one_station_without_a_station_column(write: WriteFile) -> None:
    mapping = ColumnMapping("wide", ("time",), station_id="NOISE-7", interval=60)
    decoded = read_observations(write("time,Leq\n2018-05-01 00:00,55.5\n"), mapping=mapping, now=NOW)
    assert rows(decoded) == [["NOISE-7", "leq", "2018-04-30T16:00:00+00:00", 60, 55.5]]


def test_a_column_per_station_and_one_property(write: WriteFile) -> None:
    mapping = ColumnMapping("stations", ("time",), property="co", units={"co": "ug/m3"})
    decoded = read_observations(write("time,A,B\n2018-05-01 00:00,900,800\n"), mapping=mapping, now=NOW)
    assert [row[0] for row in rows(decoded)] == ["A", "B"]
    assert [row[4] for row in rows(decoded)] == [0.9, 0.8]


def test_the_header_may_stand_below_a_title(write: WriteFile) -> None:
    mapping = replace(suggest_mapping(write(KDD)), header=2)
    decoded = read_observations(write("Report of May\n\n" + KDD), mapping=mapping, now=NOW)
    assert len(decoded.observations) == 6


def test_the_year_can_be_given(write: WriteFile) -> None:
    mapping = ColumnMapping("wide", ("time",), station="station", year=2015)
    decoded = read_observations(
        write("station,time,PM2.5\na,02-04 11:00,1\na,12-31 23:00,2\na,02-29 00:00,3\n"), mapping=mapping, now=NOW
    )
    assert decoded.observations["time"].dt.year.tolist() == [2015, 2015, 2012]


@pytest.mark.parametrize(
    ("text", "layout", "time", "station"),
    [
        (QUOTSOFT, "stations", ("date", "hour"), ""),
        (KDD, "wide", ("utc_time",), "stationId"),
        ("站点名称,监测时间,PM2.5,PM10\n延庆,2018-05-01 00:00,1,2\n", "wide", ("监测时间",), "站点名称"),
        ("设备编号;时间;污染物;数值;单位\nd;2018-05-01 00:00;PM2.5;1;μg/m³\n", "long", ("时间",), "设备编号"),
        (
            "station\tyear\tmonth\tday\thour\tTSP\na\t2018\t5\t1\t0\t99\n",
            "wide",
            ("year", "month", "day", "hour"),
            "station",
        ),
        ("日期|小时|因子|甲站|乙站\n2018-05-01|0|噪声|50|51\n", "stations", ("日期", "小时"), ""),
        ("when,station,PM2.5\n2018-05-01 00:00,a,5\n", "wide", ("when",), "station"),
    ],
)
def test_suggestions(write: WriteFile, text: str, layout: str, time: tuple[str, ...], station: str) -> None:
    path = write(text)
    mapping = suggest_mapping(path)
    assert (mapping.layout, mapping.time, mapping.station) == (layout, time, station)
    assert len(read_observations(path, mapping=mapping, now=NOW).observations) >= 1


def test_utc_in_the_header_is_believed(write: WriteFile) -> None:
    decoded = read_observations(write("station,utc_time,TSP\na,2018-05-01 00:00,5\n"), now=NOW)
    assert decoded.observations["time"].tolist() == [pd.Timestamp("2018-05-01T00:00Z")]


def test_a_suggestion_needs_something_to_go_by(write: WriteFile) -> None:
    with pytest.raises(InputError, match="x, y"):
        suggest_mapping(write("x,y\n1,2\n"))
