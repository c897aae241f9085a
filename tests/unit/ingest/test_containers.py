"""Workbooks, GeoJSON and Parquet, also hostile ones."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.ingest import ColumnMapping, read_observations, read_stations, sniff
from yanqing_eco_plugin.core.ingest import workbook as workbook_module

from .conftest import NOW, WriteFile

HEAD = ["站点", "时间", "PM2.5", "备注"]


def book(path: Path, *sheets: tuple[str, list[list[object]]]) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets:
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def rezip(path: Path, changes: dict[str, bytes | None], extra: dict[str, bytes] | None = None) -> Path:
    """The same archive with some members replaced (None: removed)."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members |= {name: data for name, data in changes.items() if data is not None} | (extra or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            if changes.get(name, b"") is not None:
                new.writestr(name, data)
    return path


def test_typed_cells_titles_and_blank_rows(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        ("empty", []),
        (
            "五月",
            [
                HEAD,
                [1001, datetime(2018, 5, 1, 6), 35, None],
                [],
                ["延庆", 43221.25, "36", "x"],
                ["延庆", "2018-05-01 07:00", "--", None],
                ["延庆", "2018-05-01 08:00", -4, None],
                ["延庆", date(2018, 5, 1), 3.5, None],
                ["延庆", time(8, 0), 3.5, None],
            ],
        ),
    )
    decoded = read_observations(path, now=NOW)
    assert decoded.observations["station_id"].tolist() == ["1001", "延庆", "延庆"]
    assert decoded.observations["value"].tolist() == [35, 36, 3.5]
    assert decoded.observations["time"].dt.tz_convert("Asia/Shanghai").dt.hour.tolist() == [6, 6, 0]
    assert decoded.rejects[["place", "reason"]].to_numpy().tolist() == [
        ["sheet 五月 row 8", "bad_time"],
        ["sheet 五月 row 6", "negative"],
    ]
    assert "-4" in decoded.rejects["raw"].iloc[1].decode()


def test_a_sheet_by_name(tmp_path: Path) -> None:
    row = ["a", "2018-05-01 00:00", 1, None]
    path = book(tmp_path / "a.xlsx", ("one", [HEAD, row]), ("two", [HEAD, row, ["b", *row[1:]]]))
    mapping = ColumnMapping("wide", ("时间",), station="站点", sheet="two")
    assert len(read_observations(path, mapping=mapping, now=NOW).observations) == 2
    with pytest.raises(InputError, match="three"):
        read_observations(path, mapping=ColumnMapping("wide", ("时间",), station="站点", sheet="three"))


def test_a_workbook_without_rows(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no rows"):
        read_observations(book(tmp_path / "a.xlsx", ("one", [])))


def test_braces_in_a_sheet_title(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("{0}{x}", [HEAD, ["a", "never", 1, None]]))
    assert read_observations(path).rejects["place"].tolist() == ["sheet {0}{x} row 2"]


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "bomb.xlsx", ("one", [HEAD]))
    rezip(path, {"xl/worksheets/sheet1.xml": b" " * 50_000_000})
    assert path.stat().st_size < 100_000
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *args, **kwargs: pytest.fail("opened"))
    for read in (
        lambda: read_observations(path),
        lambda: sniff(path),
        lambda: read_stations(path, kind="air", datum="wgs84"),
    ):
        with pytest.raises(InputError, match="unpacks to far more"):
            read()


def test_a_bomb_in_many_small_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "bomb.xlsx", ("one", [HEAD]))
    monkeypatch.setattr(workbook_module, "MAX_UNPACKED_BYTES", 10_000_000)
    rezip(path, {}, {f"xl/media/{number}": b" " * 3_000_000 for number in range(4)})
    with pytest.raises(InputError, match="unpacks to far more"):
        read_observations(path)
    path = book(tmp_path / "many.xlsx", ("one", [HEAD]))
    rezip(path, {}, {f"xl/media/{number}": b"" for number in range(2_000)})
    with pytest.raises(InputError, match="unpacks to far more"):
        read_observations(path)


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    """The directory says 1,000 bytes; the data unpack to 50 million."""
    path = book(tmp_path / "bomb.xlsx", ("one", [HEAD]))
    rezip(path, {"xl/worksheets/sheet1.xml": b" " * 50_000_000})
    true, false = (50_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little")
    data = path.read_bytes()
    assert data.count(true) == 2
    path.write_bytes(data.replace(true, false))
    with pytest.raises(InputError, match=r"damaged|unpacks"):
        read_observations(path)


@pytest.mark.parametrize(
    "member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_entities_are_not_expanded(tmp_path: Path, member: str) -> None:
    """The "billion laughs": nine levels of ten references each."""
    levels = "".join(f'<!ENTITY l{n} "' + f"&l{n - 1};" * 10 + '">' for n in range(1, 10))
    path = book(tmp_path / "laughs.xlsx", ("one", [HEAD, ["a", "2018-05-01 00:00", 1, "x"]]))
    with zipfile.ZipFile(path) as archive:
        xml = archive.read(member).decode()
    xml = xml[xml.index("<", xml.index("?>") + 2 if xml.startswith("<?xml") else 0) :]
    end = xml.index(">")
    xml = f'<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]>{xml[: end + 1]}<z>&l9;</z>{xml[end + 1 :]}'
    rezip(path, {member: xml.encode()})
    with pytest.raises(InputError, match="unpacks to far more"):
        read_observations(path)


def test_a_sheet_that_claims_to_be_huge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One cell in the last corner must not be padded to seventeen thousand million cells."""
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    path = rezip(book(tmp_path / "huge.xlsx", ("one", [HEAD])), {"xl/worksheets/sheet1.xml": xml})
    with pytest.raises(InputError):
        read_observations(path)
    monkeypatch.setattr(workbook_module, "MAX_CELLS", 1_000)
    with pytest.raises(InputError, match="more than 1000 cells"):
        read_observations(path, mapping=ColumnMapping("wide", ("1",), station="1"))


@pytest.mark.parametrize(
    "member", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_workbook_with_a_part_missing(tmp_path: Path, member: str) -> None:
    path = rezip(book(tmp_path / "a.xlsx", ("one", [HEAD, ["a", "2018-05-01", 1, None]])), {member: None})
    with pytest.raises(InputError):
        read_observations(path)


def test_half_a_workbook(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("one", [HEAD, ["a", "2018-05-01", 1, None]]))
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match="damaged"):
        read_observations(path)


def test_text_renamed_xlsx_and_a_workbook_renamed_csv(write: WriteFile, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not what its name says"):
        read_observations(write("a,b\n", "a.xlsx"))
    path = book(tmp_path / "b.xlsx", ("one", [HEAD]))
    with pytest.raises(InputError, match=r"named .xlsx"):
        read_observations(path.rename(tmp_path / "b.csv"))


def test_the_year_of_a_water_workbook_comes_from_the_workbook(tmp_path: Path) -> None:
    head = ["省份", "流域", "断面名称", "监测时间", "水质类别", "氨氮(mg/L)", "电导率(mS/m)"]
    workbook = openpyxl.Workbook()
    workbook.active.append(head)
    workbook.active.append(["北京市", "海河流域", "谷家营", "12-31 20:00", "Ⅰ", "0.008", "69.36"])
    workbook.active.append(["北京市", "海河流域", "沙窝", "02-04 08:00", "Ⅱ", "--", None])
    workbook.properties.modified = datetime(2021, 1, 1, 4, 0)
    data = io.BytesIO()
    workbook.save(data)
    # openpyxl stamps the moment of saving: put the day wanted back in.
    path = tmp_path / "water.xlsx"
    path.write_bytes(data.getvalue())
    with zipfile.ZipFile(path) as archive:
        core = archive.read("docProps/core.xml").decode()
    start = core.index("<dcterms:modified")
    core = core[: core.index(">", start) + 1] + "2021-01-01T04:00:00Z" + core[core.index("</dcterms:modified>") :]
    rezip(path, {"docProps/core.xml": core.encode()})

    decoded = read_observations(path)
    assert decoded.format == "surface_water"
    assert decoded.observations["time"].tolist() == [pd.Timestamp("2020-12-31T12:00Z")] * 2
    assert decoded.observations["value"].tolist() == [0.008, 693.6]
    assert decoded.observations["interval"].tolist() == [0, 0]
    assert decoded.stations is not None
    assert decoded.stations[["station_id", "address"]].to_numpy().tolist() == [
        ["谷家营", "北京市 海河流域"],
        ["沙窝", "北京市 海河流域"],
    ]
    # A day in the file's name wins.
    dated = read_observations(path.rename(tmp_path / "water_2026-02-05.csv.xlsx"))
    assert dated.observations["time"].tolist() == [pd.Timestamp("2025-12-31T12:00Z")] * 2


FEATURE = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [116.0, 40.4]},
    "properties": {
        "stationcode": "1001A",
        "positionname": "甲",
        "area": "乙市",
        "timepoint": "2018-02-20T07:00:00",
        "co": "0.7",
        "o3": "84",
        "o3_24h": "62",
        "o3_8h": "37",
        "o3_8h_24h": "36",
        "pm10": "-;",
        "pm2_5": "38",
        "pm2_5_24h": "134",
    },
}


def collection(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def test_the_quirk_of_the_national_interface(write: WriteFile) -> None:
    """`o3_24h` is the current hour, `o3` the day's maximum; `-;` is missing."""
    decoded = read_observations(write(collection(FEATURE), "a.geojson"), now=NOW)
    frame = decoded.observations.set_index("property")
    assert decoded.format == "cnemc"
    assert frame["value"].to_dict() == {"co": 0.7, "o3": 62, "o3_8h": 36, "pm2_5": 38}
    assert frame["interval"].to_dict() == {"co": 3600, "o3": 3600, "o3_8h": 28_800, "pm2_5": 3600}
    assert set(frame["time"]) == {pd.Timestamp("2018-02-19T23:00Z")}
    assert decoded.stations is not None
    assert decoded.stations.iloc[0].tolist() == ["1001A", "甲", "乙市", 116.0, 40.4]


def test_features_that_are_none_are_rejected_one_by_one(write: WriteFile) -> None:
    decoded = read_observations(write(collection(FEATURE, 5, {"type": "Feature"}, None), "a.json"), now=NOW)
    assert len(decoded.observations) == 4
    assert decoded.rejects[["place", "reason"]].to_numpy().tolist() == [
        [f"feature {number}", "bad_row"] for number in (2, 3, 4)
    ]


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "{}", '{"type": "FeatureCollection"}', collection(FEATURE)[:-30], "[" * 100_000, '{"type": "Point"}'],
)
def test_json_that_is_no_feature_collection(write: WriteFile, text: str) -> None:
    with pytest.raises(InputError):
        read_observations(write(text, "a.geojson"))


def test_half_a_character_in_json(write: WriteFile) -> None:
    """JSON may escape a lone surrogate, which no store can keep."""
    text = collection(FEATURE).replace('"1001A"', '"1001\\ud800"')
    stations = read_observations(write(text, "a.geojson"), now=NOW).observations["station_id"]
    assert set(stations) == {"1001?"}


@pytest.mark.parametrize("zone", [None, "UTC", "Asia/Shanghai"])
def test_parquet(tmp_path: Path, zone: str | None) -> None:
    times = pd.date_range("2018-05-01", periods=3, freq="h", tz=zone)
    frame = pd.DataFrame(
        {
            "station": pd.Categorical(["a", "b", "a"]),
            "time": times,
            "PM2.5": [1.0, None, -3.0],
            "tags": [["x"], [], ["y"]],
        }
    )
    path = tmp_path / "a.parquet"
    frame.to_parquet(path)
    decoded = read_observations(path, now=NOW)
    expected = times[0].tz_localize("Asia/Shanghai") if zone is None else times[0]
    assert decoded.observations["time"].tolist() == [expected.tz_convert("UTC")]
    assert decoded.rejects[["place", "reason"]].to_numpy().tolist() == [["row 3", "negative"]]
    assert decoded.skipped["missing"] == 1


@pytest.mark.parametrize("cut", [4, 100, -10])
def test_damaged_parquet(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.parquet"
    pd.DataFrame({"station": ["a"], "time": ["2018-05-01"], "PM2.5": [1.0]}).to_parquet(path)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(InputError, match="damaged"):
        read_observations(path)
