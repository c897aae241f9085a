"""Importing stations and observations through Processing; the rules themselves are tested with the importer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException

from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.ingest import FORMAT_NAMES, ColumnMapping, hj212, save_mappings
from yanqing_eco_plugin.processing_algorithms.reasons import reason_label

STATIONS = "编号,名称,经度,纬度\nY1,延庆,115.972,40.453\nY2,八达岭,115.988,40.365\nY3,坏,40.3,115.9\n"
VALUES = "时间,站点,PM2.5,PM10\n2026-01-01 08:00,延庆,35,50\n2026-01-01 08:00,无此站,1,2\n2026-01-01 09:00,延庆,-5,50\n"


@pytest.fixture
def centre(run, tmp_path: Path) -> Path:
    run("createdatacentre", {"CENTRE": str(tmp_path / "centre")})
    (tmp_path / "stations.csv").write_text(STATIONS, encoding="gb18030")
    return tmp_path / "centre"


@pytest.fixture
def stocked(run, centre: Path, tmp_path: Path) -> Path:
    run("importstations", {"CENTRE": str(centre), "INPUT": str(tmp_path / "stations.csv"), "KIND": "air"})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "values.csv").write_text(VALUES, encoding="utf-8")
    return centre


def test_stations(run, centre: Path, tmp_path: Path, listener) -> None:
    parameters = {"CENTRE": str(centre), "INPUT": str(tmp_path / "stations.csv"), "KIND": "scenic", "DATUM": "bd09"}
    found = run("importstations", parameters)
    assert found == {"ACCEPTED": 2, "REJECTED": 1, "CENTRE": str(centre)}
    assert any("impossible coordinates (1)" in text for text in listener.warned)
    with open_centre(centre, writable=False) as opened:
        first = opened.stations(ids=["Y1"]).iloc[0]
    assert (first["kind"], first["datum"], first["source_lon"]) == ("scenic", "bd09", 115.972)
    # BD-09 lies about 1.3 km from the true place at Yanqing.
    assert 0.01 < first["source_lon"] - first.geometry.x < 0.02


def test_observations_of_a_folder(run, stocked: Path, tmp_path: Path, listener) -> None:
    (tmp_path / "in" / "broken.csv").write_bytes(b"\x00\xff\x00")
    parameters = {"CENTRE": str(stocked), "INPUT": str(tmp_path / "in"), "FORMAT": "auto", "KIND": "air"}
    found = run("importobservations", parameters)
    assert found == {
        **{"ACCEPTED": 3, "UNCHANGED": 0, "REJECTED": 3, "QUARANTINE": 3, "FAILED": 1},
        "CENTRE": str(stocked),
    }
    assert any("broken.csv" in text for text in listener.warned)
    assert any("unknown station (1)" in text and "negative value (1)" in text for text in listener.warned)
    again = run("importobservations", parameters)
    assert (again["UNCHANGED"], again["QUARANTINE"]) == (3, 0)


def test_observations_by_a_saved_mapping(run, stocked: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("when;where;dust\n01/02/2026 08:00;Y1;77\n", encoding="utf-8")
    mapping = ColumnMapping(
        "wide", ("when",), station="where", properties={"dust": "pm10"}, time_format="%d/%m/%Y %H:%M"
    )
    save_mappings(tmp_path / "mapping.json", {"odd*": mapping})
    parameters = {"CENTRE": str(stocked), "INPUT": str(tmp_path / "odd.csv"), "MAPPING": str(tmp_path / "mapping.json")}
    assert run("importobservations", parameters)["ACCEPTED"] == 1


def test_the_formats_offered_are_those_of_the_reader(provider) -> None:
    offered = provider.algorithm("importobservations").create()._choices["FORMAT"]
    assert offered == FORMAT_NAMES
    assert offered[0] == "auto"


def test_a_broken_single_file_is_one_sentence(run, stocked: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(QgsProcessingException, match="empty") as caught:
        run("importobservations", {"CENTRE": str(stocked), "INPUT": str(tmp_path / "empty.csv")})
    assert "Traceback" not in str(caught.value)


def test_the_wrong_format_is_told(run, stocked: Path, tmp_path: Path) -> None:
    with pytest.raises(QgsProcessingException, match="format"):
        run(
            "importobservations",
            {"CENTRE": str(stocked), "INPUT": str(tmp_path / "in" / "values.csv"), "FORMAT": "cnemc"},
        )


def test_a_broken_mapping_is_told(run, stocked: Path, tmp_path: Path) -> None:
    (tmp_path / "mapping.json").write_text("{", encoding="utf-8")
    parameters = {"CENTRE": str(stocked), "INPUT": str(tmp_path / "in"), "MAPPING": str(tmp_path / "mapping.json")}
    with pytest.raises(QgsProcessingException, match="mapping"):
        run("importobservations", parameters)


def test_without_stations_nothing_is_imported(run, centre: Path, tmp_path: Path) -> None:
    (tmp_path / "values.csv").write_text(VALUES, encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="no stations"):
        run("importobservations", {"CENTRE": str(centre), "INPUT": str(tmp_path / "values.csv")})


@pytest.mark.parametrize("algorithm", ["importstations", "importobservations"])
def test_bad_paths_are_refused(refusal, filled: Path, tmp_path: Path, algorithm: str) -> None:
    assert "nowhere" in refusal(algorithm, {"CENTRE": str(filled), "INPUT": str(tmp_path / "nowhere.csv")})
    (tmp_path / "here.csv").write_text(STATIONS, encoding="utf-8")
    assert "no data centre" in refusal(algorithm, {"CENTRE": str(tmp_path), "INPUT": str(tmp_path / "here.csv")})
    assert refusal(algorithm, {"CENTRE": str(filled)})
    chosen = {"CENTRE": str(filled), "INPUT": str(tmp_path / "here.csv")}
    assert refusal(algorithm, chosen) == ""
    assert "scenic" in refusal(algorithm, {**chosen, "KIND": "tram"})
    if algorithm == "importobservations":
        assert "mapping" in refusal(algorithm, {**chosen, "MAPPING": str(tmp_path / "none.json")})
        assert "surface_water" in refusal(algorithm, {**chosen, "FORMAT": "morse"})


def test_reasons_are_told_in_words(run, stocked: Path, tmp_path: Path) -> None:
    (tmp_path / "in" / "values.csv").write_bytes(
        "时间,站点,PM2.5,PM10,joy,CO(furlong)\n2026-01-01 08:00,延庆,x,99999,1,1\nsoon,延庆,1,1,1,1\n"
        "2099-01-01 08:00,延庆,1,1,1,1\n2026-01-01 09:00,,1,1,1,1\n2026-01-01 10:00,延庆,1\n"
        "2026-01-01 11:00,延庆,1,-1,1,1\n2026-01-01 11:00,延庆,2,1,1,1\n"
        "2026-01-01 12:00,别处,1,1,1,1\n2026-01-01 13:00,延".encode()
    )
    run("importobservations", {"CENTRE": str(stocked), "INPUT": str(tmp_path / "in")})
    with open_centre(stocked, writable=False) as opened:
        codes = set(opened.quarantine()["reason"])
    assert len(codes) >= 9
    assert {code for code in codes if reason_label(code) == code} == set()
    assert reason_label("brand_new") == "brand_new"


def test_reasons_of_frames_are_told_in_words() -> None:
    texts = [path.read_text(encoding="utf-8") for path in Path(hj212.__file__).parent.glob("*.py")]
    codes = {code for text in texts for code in re.findall(r'FrameError\(\s*"(\w+)"', text)}
    assert len(codes) >= 10
    assert {code for code in codes if reason_label(code) == code} == set()
