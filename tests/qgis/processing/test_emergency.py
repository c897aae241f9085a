"""The algorithms for emergencies on a made-up exercise: twelve units, two silent, one jumping."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import geopandas as gpd
import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer
from shapely import LineString, Point

from yanqing_eco_plugin.core.data_centre import Edit, create_centre, open_centre
from yanqing_eco_plugin.core.demo import DISTRICT
from yanqing_eco_plugin.core.demo.emergency import (
    EXERCISE_PLACE,
    Exercise,
    create_exercise,
    exercise_tracks,
    store_tracks,
)
from yanqing_eco_plugin.core.demo.emergency_roads import exercise_roads
from yanqing_eco_plugin.core.emergency import note_entry, plume_areas
from yanqing_eco_plugin.layers.incident_tracking import advance_orders, edits_of

from .conftest import rows

PLACE = "{},{} [EPSG:4326]".format(*EXERCISE_PLACE)


@pytest.fixture(scope="module")
def exercise(qgis_app, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Exercise]:
    """The exercise 25 minutes after the report, with everybody who tells of himself on scene."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("exercise") / "centre"
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=25)
    with create_centre(folder, district=DISTRICT, synthetic=True) as centre:
        made = create_exercise(centre, start=start)
        store_tracks(centre, exercise_tracks(start, seconds=1_500))
        advance_orders(centre, made.incident_id)
        photo = io.BytesIO()
        Image.new("RGB", (320, 200), "orange").save(photo, "JPEG")
        at = start + timedelta(minutes=20)
        for changes in (
            note_entry(made.incident_id, at=at, author="监测组", prop="pm2_5", value=812.0, unit="µg/m³"),
            note_entry(
                made.incident_id, at=at, author="现场", text="下风向 300 m <烟羽> & 居民", photo=photo.getvalue()
            ),
        ):
            centre.change(edits_of(changes))
        area = plume_areas(
            *EXERCISE_PLACE,
            rate=500.0,
            wind_speed=2.0,
            wind_direction=300.0,
            height=5.0,
            stability="D",
            endpoints={"level 1": 0.38, "level 2": 0.095},
        )
        columns = ["endpoint", "kind", "model", "note", "concentration_g_m3", "reach_m", "area_m2", "geometry"]
        named = area[columns].assign(area_id=["a1", "a2"], incident_id=made.incident_id)
        centre.change([Edit("affected_area", named)])
    return folder, made


@pytest.fixture(scope="module")
def roads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("roads") / "roads.gpkg"
    exercise_roads().to_file(path, driver="GPKG")
    return path


def test_nearest_by_road_with_the_age_of_the_fix(run, exercise, roads: Path, listener) -> None:
    folder, _ = exercise
    parameters = {"CENTRE": str(folder), "POINT": PLACE, "ROADS": str(roads), "COUNT": 3, "OUTPUT": "memory:"}
    found = run("nearestresources", parameters)
    told = rows(found["OUTPUT"])
    assert [row["rank"] for row in told] == [1, 2, 3]
    assert found["FOUND"] == 3
    assert all(row["method"] == "road" and row["state"] == "free" for row in told)
    assert [row["cost"] for row in told] == sorted(row["cost"] for row in told)
    assert all(row["fix_age_s"] >= 0 for row in told)
    assert len(list(found["OUTPUT"].getFeatures())) == 3


def test_needs_that_nobody_can_serve_are_told(run, exercise, listener) -> None:
    folder, _ = exercise
    parameters = {"CENTRE": str(folder), "POINT": PLACE, "NEEDS": "监测=1; helicopter=2", "OUTPUT": "memory:"}
    found = run("nearestresources", parameters)
    assert (found["FOUND"], found["UNMET"]) == (1, 1)
    assert rows(found["OUTPUT"])[0]["method"] == "straight_line"
    assert any("helicopter" in text for text in listener.warned)
    with pytest.raises(QgsProcessingException, match="no need"):
        run("nearestresources", parameters | {"NEEDS": "pump=many"})


def test_service_areas_grow_with_time(run, roads: Path, refusal) -> None:
    depot = QgsVectorLayer("Point?crs=EPSG:4326", "depots", "memory")
    from qgis.core import QgsFeature, QgsGeometry, QgsPointXY

    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*EXERCISE_PLACE)))
    depot.dataProvider().addFeatures([feature])
    parameters = {"INPUT": depot, "ROADS": str(roads), "MINUTES": "2, 5", "OUTPUT": "memory:"}
    told = rows(run("servicearea", parameters)["OUTPUT"])
    assert [row["limit_s"] for row in told] == [120, 300]
    assert 0 < told[0]["area_km2"] < told[1]["area_km2"]
    for wrong in ("soon", "-3", "0, 5"):
        assert "minutes" in refusal("servicearea", parameters | {"MINUTES": wrong})


AREA = {"POINT": PLACE, "SUBSTANCE": "ammonia", "RATE": 200.0, "WIND": 3.0, "WIND_DIRECTION": 270.0, "STABILITY": "D"}


def test_affected_areas_say_what_they_are_worth(run, tmp_path: Path, listener) -> None:
    villages = tmp_path / "villages.gpkg"
    places = [Point(EXERCISE_PLACE[0] + 0.001, EXERCISE_PLACE[1]), Point(115, 39)]
    gpd.GeoDataFrame({"name": ["东村", "远村"], "population": [120, 9]}, geometry=places, crs=4326).to_file(villages)
    found = run("affectedarea", AREA | {"EXPOSED": [str(villages)], "OUTPUT": "memory:", "EXPOSURE": "memory:"})
    told = rows(found["OUTPUT"])
    assert [row["endpoint"] for row in told] == ["level 1", "level 2"]
    # AEGL-3 of ammonia is 1100 ppm, 0.77 g/m³ at 25 °C, as HJ 169-2018 has it.
    assert told[0]["concentration_g_m3"] == pytest.approx(0.77, rel=0.01)
    assert all("screening, flat terrain" in row["note"] for row in told)
    assert 0 < told[0]["reach_m"] < told[1]["reach_m"] == found["REACH"]
    exposed = rows(found["EXPOSURE"])
    assert [row["count"] for row in exposed] == [0, 1]
    inside = exposed[1]
    assert (inside["layer"], inside["people"], inside["names"]) == ("villages", 120, "东村")
    assert any("screening" in text for text in listener.warned)


def test_a_heavy_gas_is_refused_and_a_short_release_followed(run, refusal) -> None:
    with pytest.raises(QgsProcessingException, match="heavy gas"):
        run("affectedarea", AREA | {"SUBSTANCE": "chlorine", "RATE": 5_000.0, "WIND": 1.5, "OUTPUT": "memory:"})
    puffs = run("affectedarea", AREA | {"DURATION": 10.0, "MINUTES": "5, 10", "OUTPUT": "memory:"})
    assert {row["kind"] for row in rows(puffs["OUTPUT"])} == {"moment", "footprint"}
    assert "moments" in refusal("affectedarea", AREA | {"DURATION": 10.0, "OUTPUT": "memory:"})
    assert "end-point" in refusal("affectedarea", {**AREA, "SUBSTANCE": None, "OUTPUT": "memory:"})
    assert "released" in refusal("affectedarea", AREA | {"RATE": 0.0, "OUTPUT": "memory:"})
    with pytest.raises(QgsProcessingException, match="no end-point"):
        run("affectedarea", AREA | {"ENDPOINTS": "level 1: much", "OUTPUT": "memory:"})


def test_down_the_river(run, tmp_path: Path) -> None:
    path, intakes = tmp_path / "rivers.gpkg", tmp_path / "intakes.gpkg"
    line = LineString([(115.9, 40.4), (115.95, 40.42), (116.0, 40.43)])
    gpd.GeoDataFrame({"discharge_m3s": [3.0]}, geometry=[line], crs=4326).to_file(path)
    gpd.GeoDataFrame({"name": ["取水口"]}, geometry=[Point(115.98, 40.426)], crs=4326).to_file(intakes)
    parameters = {"RIVERS": str(path), "POINT": "115.9,40.4 [EPSG:4326]", "MASS": 50.0, "SITES": str(intakes)}
    found = run("rivertraveltime", parameters | {"OUTPUT": "memory:", "SITES_OUTPUT": "memory:"})
    (site,) = rows(found["SITES_OUTPUT"])
    assert site["site"] == "取水口"
    assert site["earliest_h"] < site["leading_h"] < site["peak_h"] < site["trailing_h"]
    assert rows(found["OUTPUT"])[0]["discharge_m3s"] == 3.0
    assert "screening" in site["note"]


def test_tracks_of_a_file(run, tmp_path: Path, exercise, listener) -> None:
    folder = tmp_path / "centre"
    create_centre(folder, district=DISTRICT, synthetic=True).close()
    lines = [
        {
            "_type": "location",
            "tid": "V1",
            "topic": "owntracks/a/V1",
            "lat": 40.4,
            "lon": 116 + n * 1e-4,
            "tst": 1_770_000_000 + n,
        }
        for n in range(5)
    ]
    wild = {**lines[0], "lon": 10.0, "tst": 1_770_000_002.5}
    zero = {**lines[0], "lat": 0, "lon": 0, "tst": 1_770_000_009}
    swapped = {**lines[0], "lat": 116.0, "lon": 40.4, "tst": 1_770_000_008}
    path = tmp_path / "tracks.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in [*lines, wild, zero, swapped]) + "\n{half", encoding="utf-8")
    parameters = {"CENTRE": str(folder), "INPUT": str(path), "FORMAT": "owntracks", "DATUM": "wgs84"}
    first = run("importtracks", parameters)
    assert (first["ACCEPTED"], first["REJECTED"]) == (5, 4)
    assert any("V1" in text or "a/V1" in text for text in listener.warned)
    again = run("importtracks", parameters)
    assert (again["ACCEPTED"], again["REJECTED"]) == (5, 4)
    with open_centre(folder) as centre:
        assert len(centre.features("resource_position")) == 1
        reasons = set(centre.quarantine()["reason"])
        assert len(centre.quarantine()) == 4
    assert {"impossible_speed", "zero", "swapped", "bad_json"} == reasons


def test_tracks_marked_with_the_wrong_datum_are_warned_of(run, tmp_path: Path, roads: Path, listener) -> None:
    from yanqing_eco_plugin.core.datum import transform

    folder = tmp_path / "centre"
    create_centre(folder, district=DISTRICT, synthetic=True).close()
    tracks = exercise_tracks(datetime(2026, 5, 1, tzinfo=UTC), seconds=900)
    lon, lat = transform(tracks["lon"], tracks["lat"], "wgs84", "gcj02")
    table = tracks[["unit_id", "time"]].assign(lon=lon, lat=lat)[tracks["speed_ms"] > 0]
    table[table["unit_id"] != "U06"].to_csv(tmp_path / "tracks.csv", index=False)
    parameters = {"CENTRE": str(folder), "INPUT": str(tmp_path / "tracks.csv"), "FORMAT": "csv", "ROADS": str(roads)}
    run("importtracks", parameters)
    assert any("gcj02" in text for text in listener.warned)


def test_resources_of_a_table(run, table, tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    create_centre(folder, district=DISTRICT, synthetic=True).close()
    heading = "编号,类型,名称,能力,库存,经度,纬度\n"
    text = heading + "v1,vehicle,水车,water,,116.0,40.4\nd1,depot,库,,sand=20 bag,116.1,40.5\nx,horse,马,,,116,40\n"
    path = tmp_path / "resources.csv"
    path.write_text(text, encoding="utf-8")
    layer = QgsVectorLayer(
        f"{path.as_uri()}?delimiter=,&geomType=none&detectTypes=yes&encoding=UTF-8", "资源", "delimitedtext"
    )
    found = run("importresources", {"CENTRE": str(folder), "INPUT": layer, "DATUM": "gcj02"})
    assert (found["ACCEPTED"], found["REJECTED"]) == (2, 1)
    with open_centre(folder, writable=False) as centre:
        held = centre.features("resource").set_index("resource_id")
        assert held.loc["v1", ["kind", "name", "state", "capabilities"]].tolist() == [
            "vehicle",
            "水车",
            "free",
            "water",
        ]
        assert held.loc["d1", "fixed"] == 1
        # GCJ-02 lies some 500 m off.
        assert 0.003 < 116.0 - held.geometry["v1"].x < 0.01
        assert "horse" in centre.quarantine()["detail"].iloc[0]


def test_the_report_tells_the_incident(run, exercise, tmp_path: Path) -> None:
    from docx import Document

    folder, made = exercise
    word, pdf = tmp_path / "报告.docx", tmp_path / "报告.pdf"
    parameters = {
        "CENTRE": str(folder),
        "INCIDENT": made.incident_id,
        "LANGUAGE": "zh",
        "DOCX": str(word),
        "PDF": str(pdf),
    }
    found = run("incidentreport", parameters)
    assert found["ENTRIES"] > 15
    document = Document(str(word))
    texts = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for each in document.tables for row in each.rows for cell in row.cells]
    assert "合成演示数据，非真实事件" in texts
    assert {"示意消防车1", "到场", "进入围栏"} <= {part for cell in cells for part in cell.split(" ")} | set(cells)
    assert any("pm2_5 = 812 µg/m³" in cell for cell in cells)
    assert any("<烟羽> & 居民" in cell for cell in cells)
    assert len(zipfile.ZipFile(word).namelist()) > 10
    assert sum("image" in name for name in zipfile.ZipFile(word).namelist()) == 2
    assert pdf.read_bytes()[:5] == b"%PDF-"
    with pytest.raises(QgsProcessingException, match="no incident"):
        run("incidentreport", parameters | {"INCIDENT": "nothing"})


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_the_situation_map(run, exercise, tmp_path: Path, paper: str) -> None:
    folder, made = exercise
    pdf = tmp_path / f"{paper}.pdf"
    run("situationmap", {"CENTRE": str(folder), "INCIDENT": made.incident_id, "PAPER": paper, "PDF": str(pdf)})
    box = re.search(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)", pdf.read_bytes())
    width, height = (float(number) / 72 * 25.4 for number in box.groups())
    assert (width, height) == pytest.approx({"A4": (297, 210), "A3": (420, 297)}[paper], abs=1)


def test_a_warning_there_and_back(run, tmp_path: Path) -> None:
    areas = run("affectedarea", AREA | {"OUTPUT": "memory:"})["OUTPUT"]
    path = tmp_path / "warning.xml"
    parameters = {"INPUT": areas, "SENDER": "eco.district.example", "EVENT": "气体泄漏", "OUTPUT": str(path)}
    sent = run("exportcap", parameters)
    back = run("importcap", {"INPUT": str(path), "OUTPUT": "memory:"})
    assert back["IDENTIFIER"] == sent["IDENTIFIER"]
    (row,) = rows(back["OUTPUT"])
    assert (row["event"], row["status"], row["severity"]) == ("气体泄漏", "Exercise", "Moderate")
    with pytest.raises(QgsProcessingException, match="one word"):
        run("exportcap", parameters | {"SENDER": "two words"})


def test_hostile_and_missing_messages(run, refusal, tmp_path: Path) -> None:
    path = tmp_path / "attack.xml"
    path.write_text('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert>&x;</alert>', encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="document type"):
        run("importcap", {"INPUT": str(path), "OUTPUT": "memory:"})
    assert "no file" in refusal("importcap", {"INPUT": "/nowhere.xml", "OUTPUT": "memory:"})
