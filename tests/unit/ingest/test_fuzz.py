"""Any bytes are either a table with its rejects or one clear error, never anything else."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.ingest import (
    REJECT_COLUMNS,
    Decoded,
    DecodedStations,
    delimited,
    read_observations,
    read_stations,
)
from yanqing_eco_plugin.core.ingest.text import Block
from yanqing_eco_plugin.core.standards import PROPERTIES

from .conftest import KDD, NOW, QUOTSOFT
from .test_containers import collection

SUFFIXES = st.sampled_from(["csv", "txt", "xlsx", "geojson", "json", "parquet", "gpkg", "shp"])
FUZZ = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
UCI = "No,year,month,day,hour,PM2.5,CO,TEMP,wd,WSPM,station\n1,2013,3,1,0,4,300,-2.3,NNW,0.5,D\n"
WATER = "省份,流域,断面名称,监测时间,水质类别,氨氮(mg/L)\n北京市,海河流域,谷家营,02-04 11:00,Ⅰ,0.008\n"
LONG = "station,time,property,value,unit,flag\na,2018-05-01 00:00,PM2.5,35,µg/m³,N\n"
STATIONS = "id,name,lon,lat\na,甲,116,40\n"
WEATHER = (
    "station_id,utc_time,weather,temperature,pressure,humidity,wind_speed,wind_direction\n"
    "yanqing_meo,2018-05-01 00:00:00,Sunny,20,960,40,0.1,999017\n"
)


def outcome(read: Callable[[], Decoded | DecodedStations]) -> Decoded | DecodedStations | str:
    """What was read, or the sentence that says why nothing was; anything else fails the test."""
    try:
        return read()
    except InputError as error:
        return str(error)


def check(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    decoded = outcome(lambda: read_observations(path, now=NOW))
    if isinstance(decoded, Decoded):
        frame = decoded.observations
        assert tuple(decoded.rejects.columns) == REJECT_COLUMNS
        assert str(frame["time"].dtype) == "datetime64[ns, UTC]"
        assert frame["station_id"].map(lambda name: isinstance(name, str) and name != "").all()
        assert frame["property"].isin(list(PROPERTIES)).all()
        assert not frame.duplicated(["station_id", "property", "time", "interval"]).any()
        for prop, values in frame.groupby("property")["value"]:
            assert values.dropna().between(PROPERTIES[prop].minimum, PROPERTIES[prop].maximum).all()
    found = outcome(lambda: read_stations(path, kind="air", datum="gcj02"))
    if isinstance(found, DecodedStations):
        assert found.stations["station_id"].is_unique
        assert tuple(found.rejects.columns) == REJECT_COLUMNS


@FUZZ
@given(content=st.binary(max_size=400), suffix=SUFFIXES)
@example(content=b"\xff\xfe", suffix="csv")
@example(content=b"\xff\xfea", suffix="csv")
@example(content=b'"', suffix="csv")
@example(content=b"\r", suffix="csv")
@example(content=b"\xef\xbb\xbf\xef\xbb\xbf,", suffix="csv")
@example(content=b"PAR1PAR1", suffix="parquet")
def test_any_bytes(tmp_path: Path, content: bytes, suffix: str) -> None:
    check(tmp_path / f"f.{suffix}", content)


@FUZZ
@given(
    content=st.text(st.sampled_from('年月日时:-/,;"\n\r\t |0123456789.eE+abPM站O延é\u3000\x1a'), max_size=300),
    suffix=SUFFIXES,
)
def test_any_text(tmp_path: Path, content: str, suffix: str) -> None:
    check(tmp_path / f"f.{suffix}", content.encode())


def workbook_bytes() -> bytes:
    workbook = openpyxl.Workbook()
    for row in ([*LONG.splitlines()[0].split(",")], [*LONG.splitlines()[1].split(",")]):
        workbook.active.append(row)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def parquet_bytes() -> bytes:
    data = io.BytesIO()
    pd.DataFrame({"station": ["a"], "time": [pd.Timestamp("2018-05-01")], "PM2.5": [1.0]}).to_parquet(data)
    return data.getvalue()


SEEDS = {
    "csv": [text.encode() for text in (QUOTSOFT, KDD, UCI, WATER, LONG, STATIONS, WEATHER)]
    + [QUOTSOFT.encode("gb18030"), WATER.encode("utf-16")],
    "geojson": [
        collection({"type": "Feature", "geometry": None, "properties": {"id": 1, "time": "2018-05-01"}}).encode()
    ],
    "xlsx": [workbook_bytes()],
    "parquet": [parquet_bytes()],
}


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A good file with some bytes changed, cut out or put in."""
    suffix = draw(st.sampled_from(sorted(SEEDS)))
    content = bytearray(draw(st.sampled_from(SEEDS[suffix])))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content)))
        cut = draw(st.sampled_from([0, 0, 1, 1, 5, 100]))
        content[at : at + cut] = draw(st.binary(max_size=6))
    return suffix, bytes(content)


@settings(FUZZ, max_examples=250)
@given(damaged())
def test_damaged_files(tmp_path: Path, file: tuple[str, bytes]) -> None:
    check(tmp_path / f"f.{file[0]}", file[1])


@FUZZ
@given(
    content=st.binary(max_size=200),
    member=st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"]),
)
def test_workbooks_with_a_damaged_part(tmp_path: Path, content: bytes, member: str) -> None:
    """Bytes put into a part of the archive, so that the check sums are right and the parser gets to see them."""
    path = tmp_path / "f.xlsx"
    with zipfile.ZipFile(io.BytesIO(workbook_bytes())) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            half = len(data) // 2
            new.writestr(name, data[:half] + content + data[half + len(content) :] if name == member else data)
    check(path, path.read_bytes())


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@FUZZ
@given(
    st.lists(
        st.fixed_dictionaries(
            {"type": st.just("Feature"), "geometry": JSON},
            optional={"properties": st.dictionaries(st.sampled_from(["station", "time", "PM2.5", "id", "lon"]), JSON)},
        ),
        max_size=4,
    )
)
def test_any_features(tmp_path: Path, features: list[object]) -> None:
    check(tmp_path / "f.geojson", json.dumps({"type": "FeatureCollection", "features": features}).encode())


@given(
    st.lists(st.lists(st.text("ab1, ", max_size=3), max_size=4).map(";".join), max_size=12),
    st.booleans(),
    st.integers(0, 2),
)
def test_rows_are_split_alike_at_once_and_one_by_one(lines: list[str], open_end: bool, start: int) -> None:
    lines = [line if line and line[0] not in "; " else f"x{line}" for line in lines]
    text = "\n".join(lines).encode() + (b"\n" if lines and not open_end else b"")
    open_end = open_end and bool(lines)
    block = Block(text, text, 1, {}, open_end)
    start = min(start, len(block.lines))
    quick, careful = (split(block, start, ["p", "q", "r"], ";") for split in (delimited._quick, delimited._careful))
    assert {name: list(cells) for name, cells in quick[0].items()} == {k: list(v) for k, v in careful[0].items()}
    assert quick[1].tolist() == careful[1].tolist()
    assert quick[2] == careful[2]


def test_a_large_hostile_file_stays_bounded(tmp_path: Path) -> None:
    """A million rows of rubbish: told in a bounded number of records."""
    path = tmp_path / "f.csv"
    path.write_text("station,time,property,value\n" + "a,2018-05-01 00:00,PM2.5,x\n" * 300_000, encoding="utf-8")
    decoded = read_observations(path, now=NOW)
    assert decoded.observations.empty
    assert len(decoded.rejects) == 100_001
    assert decoded.rejects["detail"].iloc[-1].startswith("200000 more")


@pytest.mark.parametrize("content", [b"," * 100_000, b'"' * 100_000, b"a,b\n" + b'"' * 99_999 + b"\n", b"(" * 50_000])
def test_long_runs_of_one_character(tmp_path: Path, content: bytes) -> None:
    check(tmp_path / "f.csv", content)
