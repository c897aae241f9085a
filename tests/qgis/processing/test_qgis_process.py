"""The algorithms through ``qgis_process``, without a screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .headless import Headless


@pytest.fixture(scope="module")
def headless(tmp_path_factory: pytest.TempPathFactory) -> Headless:
    return Headless(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def centre(headless: Headless, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("centres") / "made"
    assert headless.run("createdatacentre", CENTRE=folder, DISTRICT="110119 延庆区 Yanqing")["STATIONS"] == 0
    return folder


def test_a_centre_is_made(centre: Path) -> None:
    assert 'name = "' in (centre / "centre.toml").read_text(encoding="utf-8")
    assert (centre / "features.gpkg").is_file()


def test_stations_and_observations_are_imported(headless: Headless, centre: Path, tmp_path: Path) -> None:
    stations, values = tmp_path / "stations.csv", tmp_path / "values"
    values.mkdir()
    stations.write_text("station_id,name,lon,lat\nY1,延庆,115.972,40.453\n", encoding="utf-8")
    (values / "day.csv").write_text("时间,站点,PM2.5,PM10\n2026-01-01 08:00,延庆,35,50\n", encoding="utf-8")
    (values / "broken.csv").write_bytes(b"")
    assert headless.run("importstations", CENTRE=centre, INPUT=stations, KIND="air", DATUM="wgs84")["ACCEPTED"] == 1
    found = headless.run("importobservations", CENTRE=centre, INPUT=values, KIND="air")
    assert (found["ACCEPTED"], found["REJECTED"], found["QUARANTINE"], found["FAILED"]) == (2, 1, 1, 1)


def test_the_project_of_a_centre(headless: Headless, centre: Path, tmp_path: Path) -> None:
    assert headless.run("onemapproject", CENTRE=centre, PROJECT=tmp_path / "map.qgz")["LAYERS"] >= 13
    assert (tmp_path / "map.qgz").stat().st_size > 1000


def test_a_refusal_is_one_sentence_without_traceback(headless: Headless, tmp_path: Path) -> None:
    done = headless.call("run", "yanqing_eco:networklayer", f"--CENTRE={tmp_path / 'nowhere'}", "--OUTPUT=memory:")
    assert done.returncode != 0
    assert "There is no data centre" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_shared_address_reaches_the_core_unchanged(headless: Headless) -> None:
    done = headless.call("run", "yanqing_eco:networklayer", "--CENTRE=postgresql://host/base", "--OUTPUT=memory:")
    assert done.returncode != 0
    assert "postgresql://" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_all_algorithms_are_listed_and_explained(headless: Headless) -> None:
    done = headless.call("list")
    listed = re.findall(r"yanqing_eco:(\w+)", done.stdout)
    assert {"createdatacentre", "importstations", "importobservations", "networklayer"} <= set(listed)
    assert {"airqualityindex", "waterquality", "stationstatistics", "onemapproject"} <= set(listed)
    help_ = headless.call("help", "yanqing_eco:importobservations").stdout
    assert "quarantine" in help_
    assert "In scripts also by name: auto, " in help_


def test_help_is_chinese_where_qgis_is(tmp_path: Path) -> None:
    said = Headless(tmp_path, "zh-Hans").call("help", "yanqing_eco:airqualityindex").stdout
    assert "空气质量指数" in said
