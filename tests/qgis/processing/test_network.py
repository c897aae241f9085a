"""Network layer, observation table, statistics and project of a small made-up centre (see `filled`)."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsProject, QgsVectorLayer

from .conftest import rows

FIRST_TO_FOURTH = {"START": "2026-01-01T00:00:00", "END": "2026-01-05T00:00:00"}
OUTPUT = {"OUTPUT": "TEMPORARY_OUTPUT"}


def test_network_now(run, filled: Path) -> None:
    found = run("networklayer", {"CENTRE": str(filled), "KIND": "air", **OUTPUT})
    layer = found["OUTPUT"]
    assert layer.crs().authid() == "EPSG:4326"
    assert [row["station_id"] for row in rows(layer)] == ["Y1", "Y2"]
    # The newest record is of January 2026: whatever the time now, both are long silent.
    assert {row["state"] for row in rows(layer)} == {"stale"}
    assert (found["STATIONS"], found["ONLINE"]) == (2, 0)
    point = next(layer.getFeatures()).geometry().asPoint()
    assert (point.x(), point.y()) == pytest.approx((115.972, 40.453))


def test_network_at_a_moment_of_the_district(run, filled: Path) -> None:
    # On 2 January at noon 延庆 measures 20; 八达岭 sends its last hour of the day at 12:00.
    for moment in ("2026-01-02T12:00:00", "2026-01-02T04:00:00Z"):
        found = run("networklayer", {"CENTRE": str(filled), "KIND": "air", "TIME": moment, **OUTPUT})
        first, second = rows(found["OUTPUT"])
        # Of an air station four pollutants are missing here, so an AQI up to 100 is not published (HJ 633).
        assert (first["pm2_5"], first["state"], first["index_value"]) == (20, "online", None)
        assert first["newest"].toString("yyyy-MM-dd hh:mm") == "2026-01-02 12:00"
        # PM2.5 of 100 µg/m³ is above 75: IAQI 132 by HJ 633-2012.
        assert (second["pm2_5"], second["index_value"], second["level"], second["category"]) == (
            100,
            132,
            3,
            "轻度污染",
        )
        assert found["ONLINE"] == 2
    evening = run("networklayer", {"CENTRE": str(filled), "KIND": "air", "TIME": "2026-01-02T20:00:00", **OUTPUT})
    assert [row["state"] for row in rows(evening["OUTPUT"])] == ["online", "stale"]


def test_the_clock_of_the_computer_does_not_matter(run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        found = run("networklayer", {"CENTRE": str(filled), "KIND": "air", "TIME": "2026-01-02T01:00:00", **OUTPUT})
        assert [row["pm2_5"] for row in rows(found["OUTPUT"])] == [20, 100]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_all_networks_at_once(run, filled: Path) -> None:
    found = run("networklayer", {"CENTRE": str(filled), **OUTPUT})
    assert [(row["station_id"], row["kind"]) for row in rows(found["OUTPUT"])] == [
        ("W1", "water"),
        ("Y1", "air"),
        ("Y2", "air"),
    ]
    assert rows(found["OUTPUT"])[0]["state"] == "none"


def test_the_first_choice_is_not_taken_for_none(run, filled: Path) -> None:
    assert run("networklayer", {"CENTRE": str(filled), "KIND": 0, **OUTPUT})["STATIONS"] == 2
    assert run("networklayer", {"CENTRE": str(filled), "KIND": None, **OUTPUT})["STATIONS"] == 3
    assert run("networklayer", {"CENTRE": str(filled), "KIND": "3", **OUTPUT})["STATIONS"] == 1


def test_a_network_without_stations_is_an_empty_layer(run, filled: Path) -> None:
    found = run("networklayer", {"CENTRE": str(filled), "KIND": "noise", **OUTPUT})
    assert found["STATIONS"] == 0
    assert "leq" in found["OUTPUT"].fields().names()


def test_networks_can_be_written_to_a_file(run, filled: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "network.gpkg")
    assert run("networklayer", {"CENTRE": str(filled), "KIND": "air", "OUTPUT": path})["OUTPUT"] == path
    assert QgsVectorLayer(path, "n", "ogr").featureCount() == 2


def test_observation_table(run, filled: Path) -> None:
    found = run("observationtable", {"CENTRE": str(filled), "KIND": "air", **FIRST_TO_FOURTH, **OUTPUT})
    assert found["ROWS"] == 4 * 24 + 4 * 12
    table = rows(found["OUTPUT"])
    assert table[0]["time"].toString("yyyy-MM-dd hh:mm") == "2026-01-01 01:00"
    assert (table[0]["station_id"], table[0]["pm2_5"], table[0]["pm10"], table[0]["so2"]) == ("Y1", 10, 50, None)
    # A record that ends at the beginning of the span belongs to the time before.
    later = run(
        "observationtable",
        {"CENTRE": str(filled), "KIND": "air", **FIRST_TO_FOURTH, "START": "2026-01-01T01:00:00", **OUTPUT},
    )
    assert later["ROWS"] == found["ROWS"] - 2


def test_the_table_goes_straight_into_the_aqi(run, filled: Path) -> None:
    table = run("observationtable", {"CENTRE": str(filled), "KIND": "air", **FIRST_TO_FOURTH, **OUTPUT})
    found = run("airqualityindex", {"INPUT": table["OUTPUT"], "PUBLISH": "available", **OUTPUT})
    # PM10 of 50 is IAQI 50; PM2.5 of 40 is 50 + 50·5/40 = 56.25, rounded up 57 (HJ 633-2012).
    assert [rows(found["OUTPUT"])[day * 24]["aqi"] for day in range(4)] == [50, 50, 50, 57]


def test_a_span_without_records_is_an_empty_table(run, filled: Path) -> None:
    span = {"START": "2020-01-01T00:00:00", "END": "2020-02-01T00:00:00"}
    found = run("observationtable", {"CENTRE": str(filled), "KIND": "air", **span, **OUTPUT})
    assert found["ROWS"] == 0
    assert {"station_id", "time", "pm2_5", "so2"} <= set(found["OUTPUT"].fields().names())
    assert run("stationstatistics", {"CENTRE": str(filled), "PROPERTY": "leq", **span, **OUTPUT})["ROWS"] == 0


def statistics(run, filled: Path, **parameters):
    given = {"CENTRE": str(filled), "KIND": "air", "PROPERTY": "pm2_5", **FIRST_TO_FOURTH, **OUTPUT}
    return run("stationstatistics", {**given, **parameters})


def test_daily_statistics_and_their_validity(run, filled: Path) -> None:
    found = statistics(run, filled, PERIOD="day")
    first = [row for row in rows(found["OUTPUT"]) if row["station_id"] == "Y1"]
    second = [row for row in rows(found["OUTPUT"]) if row["station_id"] == "Y2"]
    assert [row["mean"] for row in first] == [10, 20, 30, 40]
    assert {(row["valid"], row["required"], row["is_valid"]) for row in first} == {(24, 20, 1)}
    # GB 3095: a day needs 20 hours.
    assert {(row["valid"], row["required"], row["is_valid"]) for row in second} == {(12, 20, 0)}
    assert first[0]["period_start"].toString("yyyy-MM-dd hh:mm") == "2026-01-01 00:00"
    assert (found["ROWS"], found["VALID_ROWS"]) == (8, 4)


def test_statistics_of_the_whole_span(run, filled: Path) -> None:
    found = statistics(run, filled, PERIOD="whole")
    first = rows(found["OUTPUT"])[0]
    assert (first["mean"], first["max"], first["min"], first["p50"]) == (25, 40, 10, 25)
    # HJ 663: rank 1 + (n − 1)·p, linear between neighbours; of 10, 20, 30, 40 the 90th percentile is 37.
    assert first["p90"] == pytest.approx(37)
    assert math.isclose(first["p98"], 39.4)


@pytest.mark.parametrize(("period", "number"), [("hour", 144), ("month", 2), ("year", 2)])
def test_other_periods(run, filled: Path, period: str, number: int) -> None:
    assert statistics(run, filled, PERIOD=period)["ROWS"] >= number - 1


def test_statistics_are_points(run, filled: Path) -> None:
    layer = statistics(run, filled, PERIOD="whole")["OUTPUT"]
    assert next(layer.getFeatures()).geometry().asPoint().x() == pytest.approx(115.972)


def test_the_project(run, filled: Path, tmp_path: Path) -> None:
    before = set(QgsProject.instance().mapLayers())
    path = tmp_path / "map.qgz"
    found = run("onemapproject", {"CENTRE": str(filled), "PROJECT": str(path), "LANGUAGE": "en"})
    assert found["PROJECT"] == str(path)
    assert set(QgsProject.instance().mapLayers()) == before
    project = QgsProject()
    assert project.read(str(path))
    assert len(project.mapLayers()) == found["LAYERS"] >= 13
    assert all(layer.isValid() for layer in project.mapLayers().values())
    shown = {layer.name(): [row["name"] for row in rows(layer)] for layer in project.mapLayers().values()}
    assert shown["Comprehensive air stations"] == ["延庆", "八达岭"]
    assert shown["Automatic water stations"] == ["谷家营"]


def test_a_project_that_cannot_be_written(run, refusal, filled: Path, tmp_path: Path) -> None:
    assert ".qgz" in refusal("onemapproject", {"CENTRE": str(filled), "PROJECT": str(tmp_path / "map.txt")})
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="cannot be written"):
        run("onemapproject", {"CENTRE": str(filled), "PROJECT": str(tmp_path / "file" / "map.qgz")})


@pytest.mark.parametrize("algorithm", ["networklayer", "observationtable", "stationstatistics", "onemapproject"])
def test_no_centre_no_work(run, refusal, tmp_path: Path, algorithm: str) -> None:
    parameters = {"CENTRE": str(tmp_path), **FIRST_TO_FOURTH, **OUTPUT, "PROJECT": str(tmp_path / "p.qgz")}
    assert "no data centre" in refusal(algorithm, parameters)
    # A model does not ask beforehand: the core says it too.
    shared = {**parameters, "CENTRE": "postgresql://host/base"}
    assert refusal(algorithm, shared) == ""
    with pytest.raises(QgsProcessingException, match="postgresql://"):
        run(algorithm, shared)


@pytest.mark.parametrize("algorithm", ["observationtable", "stationstatistics"])
@pytest.mark.parametrize(
    "span", [{"END": "2026-01-01T00:00:00"}, {"END": "2025-01-01T00:00:00"}, {"END": None}, {"START": "soon"}]
)
def test_a_span_that_is_none(refusal, filled: Path, algorithm: str, span) -> None:
    assert refusal(algorithm, {"CENTRE": str(filled), **FIRST_TO_FOURTH, **OUTPUT, **span})


@pytest.mark.parametrize("wrong", [{"KIND": "tram"}, {"PROPERTY": "joy"}, {"PERIOD": "week"}])
def test_unknown_choices(refusal, filled: Path, wrong) -> None:
    assert refusal("stationstatistics", {"CENTRE": str(filled), **FIRST_TO_FOURTH, **OUTPUT, **wrong})
