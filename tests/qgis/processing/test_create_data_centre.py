"""Making data centres."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer

from yanqing_eco_plugin.core.data_centre import open_centre


def square(crs: str = "EPSG:4326", wkt: str = "POLYGON((115.7 40.3, 116.5 40.3, 116.5 40.7, 115.7 40.7, 115.7 40.3))"):
    layer = QgsVectorLayer(f"Polygon?crs={crs}", "outline", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt(wkt))
    layer.dataProvider().addFeatures([feature])
    return layer


def test_an_empty_centre_for_the_district_the_plugin_is_set_up_for(run, tmp_path: Path) -> None:
    found = run("createdatacentre", {"CENTRE": str(tmp_path / "new")})
    assert found == {"CENTRE": str(tmp_path / "new"), "STATIONS": 0}
    with open_centre(tmp_path / "new", writable=False) as centre:
        assert (centre.district.code, centre.synthetic) == ("110119", False)


def test_a_named_district(run, tmp_path: Path) -> None:
    run("createdatacentre", {"CENTRE": str(tmp_path / "new"), "DISTRICT": "130730 怀来县 Huailai County"})
    with open_centre(tmp_path / "new", writable=False) as centre:
        assert (centre.district.code, centre.district.name, centre.district.name_en) == (
            "130730",
            "怀来县",
            "Huailai County",
        )


def test_a_district_from_a_file(run, tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    path.write_text('code = "650100"\nname = "乌鲁木齐"\nutc_offset_hours = 6\n', encoding="utf-8")
    run("createdatacentre", {"CENTRE": str(tmp_path / "new"), "DISTRICT": str(path)})
    said = tomllib.loads((tmp_path / "new" / "centre.toml").read_text(encoding="utf-8"))
    assert said["district"]["utc_offset_hours"] == 6.0


@pytest.mark.parametrize("text", ['code = "1"', "no toml", None])
def test_a_broken_district_file(run, tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "district.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="district file"):
        run("createdatacentre", {"CENTRE": str(tmp_path / "new"), "DISTRICT": str(path)})
    assert not (tmp_path / "new").exists()


def test_a_boundary_in_any_system_ends_in_degrees(run, tmp_path: Path) -> None:
    wkt = "POLYGON((500000 4460000, 540000 4460000, 540000 4500000, 500000 4500000, 500000 4460000))"
    run("createdatacentre", {"CENTRE": str(tmp_path / "new"), "BOUNDARY": square("EPSG:4548", wkt)})
    with open_centre(tmp_path / "new", writable=False) as centre:
        west, south, _, north = centre.features("district").total_bounds
    # EPSG:4548 has its central meridian, easting 500 km, at 117° E.
    assert west == pytest.approx(117.0, abs=1e-6)
    assert 40 < south < north < 41


def test_a_boundary_of_a_map_service_is_moved_to_its_place(run, tmp_path: Path) -> None:
    parameters = {"CENTRE": str(tmp_path / "new"), "BOUNDARY": square(), "BOUNDARY_DATUM": "gcj02"}
    run("createdatacentre", parameters)
    with open_centre(tmp_path / "new", writable=False) as centre:
        west, south, *_ = centre.features("district").total_bounds
    # GCJ-02 lies some 500 m east and 150 m north of the true place at Yanqing.
    assert 0.004 < 115.7 - west < 0.008
    assert 0 < 40.3 - south < 0.004


def test_the_demo_network(run, tmp_path: Path) -> None:
    found = run("createdatacentre", {"CENTRE": str(tmp_path / "demo"), "DEMO": True, "DEMO_DAYS": 1})
    assert found["STATIONS"] == 907
    with open_centre(tmp_path / "demo", writable=False) as centre:
        assert centre.synthetic
        assert (centre.stations()["synthetic"] == 1).all()


def test_nothing_is_overwritten(run, refusal, filled: Path, tmp_path: Path) -> None:
    assert "already" in refusal("createdatacentre", {"CENTRE": str(filled)})
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert "is a file" in refusal("createdatacentre", {"CENTRE": str(tmp_path / "file")})
    with pytest.raises(QgsProcessingException, match="not empty"):
        run("createdatacentre", {"CENTRE": str(tmp_path)})
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_an_empty_boundary_is_told(run, tmp_path: Path) -> None:
    empty = QgsVectorLayer("Polygon?crs=EPSG:4326", "outline", "memory")
    with pytest.raises(QgsProcessingException, match="no polygon"):
        run("createdatacentre", {"CENTRE": str(tmp_path / "new"), "BOUNDARY": empty})


def test_a_folder_that_cannot_be_made_is_one_sentence(run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(QgsProcessingException) as caught:
        run("createdatacentre", {"CENTRE": str(tmp_path / "file" / "centre")})
    assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"DISTRICT": "延庆"}, "six-digit"),
        ({"DISTRICT": "12 延庆"}, "six-digit"),
        ({"DISTRICT": "110119 延庆区", "DEMO": True}, "demo"),
        ({"BOUNDARY": "nowhere.shp"}, "BOUNDARY"),
        ({"CENTRE": ""}, "CENTRE"),
        ({"BOUNDARY_DATUM": "mars"}, "wgs84"),
    ],
)
def test_bad_parameters_are_refused(refusal, tmp_path: Path, parameters, words: str) -> None:
    assert words in refusal("createdatacentre", {"CENTRE": str(tmp_path / "new"), **parameters})


def test_cancelling_the_demo_leaves_a_centre_that_opens(run, listener, tmp_path: Path) -> None:
    listener.progressChanged.connect(lambda fraction: listener.cancel() if fraction > 10 else None)
    assert run("createdatacentre", {"CENTRE": str(tmp_path / "demo"), "DEMO": True, "DEMO_DAYS": 20}) == {}
    with open_centre(tmp_path / "demo", writable=False) as centre:
        assert len(centre.stations()) == 907
