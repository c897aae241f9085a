"""The algorithms on inspection grids through the real registry, on a small made-up district."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer

from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import read_plan, save_draft, verify_plan

from .conftest import rows
from .grid_centre import make_centre, move_a_unit

OUTPUT = {"OUTPUT": "TEMPORARY_OUTPUT"}
TO = "TEMPORARY_OUTPUT"
PUBLISH = {"EFFECTIVE": "2026-03-01", "REASON": "首次划分", "BY": "网格办"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("grids") / "centre"
    make_centre(folder).close()
    return folder


@pytest.fixture
def centre(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "centre"))


def opened(centre: Path, table: str, where: str = "") -> QgsVectorLayer:
    layer = QgsVectorLayer(
        f"{centre / 'features.gpkg'}|layername={table}" + (f"|subset={where}" if where else ""), table
    )
    assert layer.isValid()
    return layer


@pytest.fixture
def units(made: Path) -> QgsVectorLayer:
    return opened(made, "grid_unit")


@pytest.fixture
def cells(made: Path) -> QgsVectorLayer:
    return opened(made, "grid", "level = 'cell'")


def squares(texts: list[str], crs: str = "EPSG:4548", **fields: Any) -> QgsVectorLayer:
    """A layer of polygons written as WKT, all with the same attributes."""
    kinds = "".join(
        f"&field={name}:{'string' if isinstance(value, str) else 'double'}" for name, value in fields.items()
    )
    layer = QgsVectorLayer(f"Polygon?crs={crs}{kinds}", "made", "memory")
    for text in texts:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(fields.values()))
        feature.setGeometry(QgsGeometry.fromWkt(text))
        assert layer.dataProvider().addFeature(feature)
    return layer


def square(x: float, y: float, size: float = 100.0) -> str:
    return f"POLYGON(({x} {y},{x + size} {y},{x + size} {y + size},{x} {y + size},{x} {y}))"


LATTICE = [square(100 * x, 100 * y) for y in range(6) for x in range(6)]


# -- units ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "size"), [("square", 300), ("hexagon", 400), ("areas", 1)])
def test_units_keep_to_their_village_and_cover_it(run, made: Path, method: str, size: float) -> None:
    found = run(
        "buildcells", {"INPUT": opened(made, "village"), "METHOD": method, "SIZE": size, "PARENT": "code", **OUTPUT}
    )
    layer = found["OUTPUT"]
    area: dict[str, float] = {}
    for feature in layer.getFeatures():
        area[feature["code"]] = area.get(feature["code"], 0.0) + feature.geometry().area()
    for village in opened(made, "village").getFeatures():
        assert area[village["code"]] == pytest.approx(village.geometry().area(), rel=1e-6)
    assert found["COUNT"] == layer.featureCount() >= 4


def test_from_one_geopackage_to_another(run, made: Path, tmp_path: Path) -> None:
    """One village becomes many units, which all have its field fid."""
    path = str(tmp_path / "units.gpkg")
    given = {"INPUT": opened(made, "village"), "METHOD": "square", "SIZE": 700, "LEAST": 0, "PARENT": "code"}
    assert "fid" in given["INPUT"].fields().names()
    count = run("buildcells", {**given, "OUTPUT": path})["COUNT"]
    units = QgsVectorLayer(path, "units", "ogr")
    assert units.featureCount() == count
    assert len({one.id() for one in units.getFeatures()}) == count > 4


def test_untidy_areas_are_cleaned_and_each_change_is_told(run) -> None:
    bow = "POLYGON((300 0,400 100,400 0,300 100,300 0))"
    areas = squares([square(0, 0), square(90, 0), square(200, 0), bow, "POLYGON((0 0,1 0,2 0,0 0))"])
    found = run("buildcells", {"INPUT": areas, "METHOD": "areas", **OUTPUT, "CHANGES": TO})
    kinds = {row["change"] for row in rows(found["CHANGES"])}
    assert {"overlap_removed", "repaired", "removed"} <= kinds
    assert found["CHANGED"] == found["CHANGES"].featureCount()
    whole = found["OUTPUT"]
    assert sum(one.geometry().area() for one in whole.getFeatures()) == pytest.approx(190 * 100 + 100 * 100 + 5000)


def test_blocks_between_streets(run, refusal) -> None:
    areas, streets = squares([square(0, 0, 300)]), QgsVectorLayer("LineString?crs=EPSG:4548", "s", "memory")
    line = QgsFeature()
    line.setGeometry(QgsGeometry.fromWkt("LINESTRING(-10 100, 310 100)"))
    streets.dataProvider().addFeature(line)
    found = run("buildcells", {"INPUT": areas, "METHOD": "lines", "LINES": streets, **OUTPUT})
    assert sorted(one.geometry().area() for one in found["OUTPUT"].getFeatures()) == [30_000, 60_000]
    assert "layer of lines" in refusal("buildcells", {"INPUT": areas, "METHOD": "lines", **OUTPUT})


# -- division ------------------------------------------------------------------------------------------------------------


def divided(run, layer: QgsVectorLayer, **given: Any) -> dict[str, Any]:
    return run("dividegrids", {"INPUT": layer, "PARTS": 4, "LOADS": ["load"], **OUTPUT, **given})


def test_division_and_its_figures(run) -> None:
    found = divided(run, squares(LATTICE, load=1.0), GRIDS=TO)
    assert found["DEVIATION"] == 0
    assert (found["ATTAINABLE"], found["PIECES"], found["REASSIGNED"], found["INFEASIBLE"]) == (0, 1, 0, "")
    counts = [row["grid"] for row in rows(found["OUTPUT"])]
    assert sorted(counts.count(grid) for grid in set(counts)) == [9, 9, 9, 9]
    grids = rows(found["GRIDS"])
    assert [row["load"] for row in grids] == [9, 9, 9, 9]
    assert sum(one.geometry().area() for one in found["GRIDS"].getFeatures()) == pytest.approx(360_000)


def test_an_old_plan_is_repaired_and_locks_hold(run, units: QgsVectorLayer) -> None:
    first = run("dividegrids", {"INPUT": units, "PARTS": 3, "LOADS": ["minutes"], "PARENT": "village", **OUTPUT})
    layer = first["OUTPUT"]
    again = run(
        "dividegrids",
        {
            "INPUT": layer, "PARTS": 3, "LOADS": ["minutes"], "PARENT": "village", "START": "grid",
            "LOCKED": "synthetic", "MAX_REASSIGNED": 0.1, **OUTPUT,
        },
    )  # fmt: skip
    # The made-up district marks every unit synthetic: all are locked.
    assert again["REASSIGNED"] == 0
    assert {"grid", "grid_input"} <= set(again["OUTPUT"].fields().names())
    assert all(row["grid"] == row["grid_input"] for row in rows(again["OUTPUT"]))


TWO_TOWNS = {"PARENT": "town", "VILLAGE": "village"}


def towns(**numbers: float) -> QgsVectorLayer:
    """Two townships of three columns each; in each a village of one row and one of five; the number asked for in each."""
    layer = squares(LATTICE, load=1.0, town="", village="", wanted=0.0)
    values = {}
    for at, feature in enumerate(layer.getFeatures()):
        town = "west" if at % 6 < 3 else "east"
        values[feature.id()] = {1: town, 2: f"{town} {'low' if at < 6 else 'high'}", 3: numbers.get(town, 0.0)}
    assert layer.dataProvider().changeAttributeValues(values)
    return layer


def grids_by_village(found: dict) -> dict[str, int]:
    homes = {(row["village"], row["grid"]) for row in rows(found["OUTPUT"])}
    return {name: sum(village == name for village, _ in homes) for name in {village for village, _ in homes}}


def test_a_number_of_grids_for_every_township(run) -> None:
    found = divided(run, towns(), PARTS=6, **TWO_TOWNS)
    assert grids_by_village(found) == {"west low": 1, "west high": 5, "east low": 1, "east high": 5}
    assert found["DEVIATION"] == found["ATTAINABLE"] == 0
    each = divided(run, towns(west=6.0, east=2.0), PARTS_FIELD="wanted", **TWO_TOWNS)
    assert grids_by_village(each) == {"west low": 1, "west high": 5, "east low": 1, "east high": 1}
    # One grid of 3 units and one of 15, where each should have 9.
    assert each["ATTAINABLE"] == pytest.approx(2 / 3)
    assert "“east" in each["INFEASIBLE"]


@pytest.mark.parametrize(
    ("layer", "given", "message"),
    [
        (towns, {"PARTS": 1}, "a grid lies in one village"),
        (lambda: towns(west=2.5, east=2.0), {"PARTS_FIELD": "wanted"}, "do not say how many grids"),
        (towns, {"PARTS_FIELD": "wanted"}, "do not say how many grids"),
        (lambda: towns(west=2.0, east=3.0), {"PARTS_FIELD": "wanted", "PARENT": None}, "different numbers of grids"),
        (towns, {"PARTS": 2, "PARENT": "village", "VILLAGE": "town"}, "lies in 2 townships"),
    ],
    ids=["too few", "half a grid", "no number", "two numbers", "crossed"],
)
def test_numbers_of_grids_that_cannot_be(run, layer, given: dict, message: str) -> None:
    with pytest.raises(QgsProcessingException, match=message):
        divided(run, layer(), **{**TWO_TOWNS, **given})


def test_what_cannot_be_is_said(run, listener) -> None:
    layer = squares(LATTICE, load=1.0)
    layer.dataProvider().changeAttributeValues({1: {0: 1000.0}})
    found = divided(run, layer)
    assert found["ATTAINABLE"] > 2
    assert "attained" in found["INFEASIBLE"]
    assert listener.warned


def test_two_valleys_make_no_torn_grid(run) -> None:
    far = [square(100 * x + 5000, 100 * y) for y in range(6) for x in range(6)]
    assert divided(run, squares(LATTICE + far, load=1.0))["PIECES"] == 1


def test_one_part(run) -> None:
    assert {row["grid"] for row in rows(divided(run, squares(LATTICE, load=1.0), PARTS=1)["OUTPUT"])} == {1}


EMPTY = "POLYGON EMPTY"
BOW = "POLYGON((900 0,1000 100,1000 0,900 100,900 0))"


@pytest.mark.parametrize(
    ("layer", "given", "message"),
    [
        (lambda: squares([*LATTICE, square(50, 50)], load=1.0), {}, "lie over a neighbour"),
        (lambda: squares([*LATTICE, BOW], load=1.0), {}, "self-crossing"),
        (lambda: squares([*LATTICE, EMPTY], load=1.0), {}, "empty"),
        (lambda: squares([*LATTICE, "POLYGON((900 0,950 0,1000 0,900 0))"], load=1.0), {}, "cannot be used"),
        (lambda: squares([square(116, 40, 0.01), square(440000, 4480000)], "EPSG:4326", load=1.0), {}, "no degrees"),
        (lambda: squares(LATTICE, load=0.0), {}, "zero everywhere"),
        (lambda: squares(LATTICE, load=-1.0), {}, "missing or below zero"),
        (lambda: squares(LATTICE, load=float("nan")), {}, "missing or below zero"),
        (lambda: squares(LATTICE, load=1.0), {"PARTS": 37}, "cannot be made of 36 units"),
        (lambda: squares(LATTICE, load=1.0, plan="a"), {"LOCKED": "load"}, "locked but has no grid"),
        (lambda: squares([], load=1.0), {}, "no units"),
    ],
    ids=[
        "overlap", "crossing", "empty", "sliver", "mixed CRS", "zero", "negative", "missing", "too many", "lock", "nothing",
    ],
)  # fmt: skip
def test_bad_units_get_one_clear_sentence(run, layer, given: dict, message: str) -> None:
    with pytest.raises(QgsProcessingException, match=message):
        divided(run, layer(), **given)


def test_a_lock_against_contiguity(run) -> None:
    layer = squares([square(100 * x, 0) for x in range(7)], load=1.0, plan="a", held=1.0)
    # Grid a at both ends, grid b locked between them.
    layer.dataProvider().changeAttributeValues({at: {1: "b"} for at in (3, 4, 5)})
    with pytest.raises(QgsProcessingException, match="contradict"):
        divided(run, layer, PARTS=2, START="plan", LOCKED="held")


def test_a_cancelled_run_ends_without_a_result(provider, units: QgsVectorLayer) -> None:
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

    algorithm = QgsApplication.processingRegistry().createAlgorithmById("yanqing_eco:dividegrids")
    feedback = QgsProcessingFeedback()
    feedback.cancel()
    given = {"INPUT": units, "PARTS": 2, "LOADS": ["minutes"], "OUTPUT": "memory:"}
    results, _ = algorithm.run(given, QgsProcessingContext(), feedback)
    assert results == {}


# -- checks, codes, sources, workload --------------------------------------------------------------------------------------


def test_a_sound_plan_has_no_finding(run, made: Path, cells: QgsVectorLayer) -> None:
    assert run("checkgrids", {"CENTRE": str(made), "PLAN": "p1", **OUTPUT})["COUNT"] == 0
    found = run(
        "checkgrids",
        {
            "INPUT": cells, "LABEL": "code", "PARENTS": opened(made, "village"), "DISTRICT": opened(made, "district"),
            "PERSONS": opened(made, "person"), **OUTPUT,
        },
    )  # fmt: skip
    assert (found["COUNT"], found["ERRORS"], found["OUTPUT"].featureCount()) == (0, 0, 0)


def test_findings_say_where(run, refusal, made: Path) -> None:
    without = opened(made, "grid", "level = 'cell' AND code NOT LIKE '%100200001'")
    sources = opened(made, "pollution_source")
    given = {"INPUT": without, "LABEL": "code", "DISTRICT": opened(made, "district"), "SOURCES": sources, **OUTPUT}
    found = run("checkgrids", given)
    kinds = [row["code"] for row in rows(found["OUTPUT"])]
    assert "gap" in kinds
    gap = next(one for one in found["OUTPUT"].getFeatures() if one["code"] == "gap")
    missing = next(opened(made, "grid", "code LIKE '%100200001'").getFeatures()).geometry()
    assert gap.geometry().symDifference(missing).area() < 1e-9
    assert "belong to no grid" in gap["message"]
    assert "nothing to check" in refusal("checkgrids", OUTPUT)
    assert "no data centre" in refusal("checkgrids", {"CENTRE": str(made / "x"), **OUTPUT})
    with pytest.raises(QgsProcessingException, match="in force today"):
        run("checkgrids", {"CENTRE": str(made), **OUTPUT})


def test_codes_stay(run, cells: QgsVectorLayer) -> None:
    fresh = run("gridcodes", {"INPUT": cells, "VILLAGE": "parent", **OUTPUT})
    again = run("gridcodes", {"INPUT": fresh["OUTPUT"], "VILLAGE": "parent", "EXISTING": "code", **OUTPUT})
    assert [row["code"] for row in rows(again["OUTPUT"])] == [row["code"] for row in rows(fresh["OUTPUT"])]
    assert (fresh["NEW"], again["NEW"]) == (12, 0)
    assert len({row["code"] for row in rows(fresh["OUTPUT"])}) == 12


def test_sources_and_workload(run, made: Path, cells: QgsVectorLayer) -> None:
    placed = run(
        "assignsources", {"INPUT": opened(made, "pollution_source"), "GRIDS": cells, "LABEL": "code", **OUTPUT}
    )
    assert placed["OUTSIDE"] == 0
    homes = [row["grid"] for row in rows(placed["OUTPUT"])]
    assert homes[0] == homes[1] != homes[2]
    found = run("dutyload", {"GRIDS": cells, "LABEL": "code", "SOURCES": placed["OUTPUT"], **OUTPUT})
    loads = {row["code"]: row for row in rows(found["OUTPUT"])}
    # Class 1: an hour a week; class 2: 40 minutes every other week.
    assert loads[homes[0]]["visit_minutes"] == 60 + 20
    assert found["MINUTES"] == pytest.approx(sum(row["minutes"] for row in loads.values()))
    # The centre computes the same.
    kept = {row["code"]: row["minutes"] for row in rows(cells)}
    assert loads[homes[0]]["minutes"] == pytest.approx(kept[homes[0]], rel=1e-6)
    with pytest.raises(QgsProcessingException, match="no field “grid”"):
        run("dutyload", {"GRIDS": cells, "LABEL": "code", "SOURCES": opened(made, "pollution_source"), **OUTPUT})
    given = {"GRIDS": cells, "LABEL": "code", "SOURCES": placed["OUTPUT"], "RULES": ["1", "often", 3], **OUTPUT}
    with pytest.raises(QgsProcessingException, match="no number"):
        run("dutyload", given)


def test_sources_given_by_hand_stay_with_their_grid(run, made: Path, cells: QgsVectorLayer) -> None:
    given = {"GRIDS": cells, "LABEL": "code", **OUTPUT}
    placed = run("assignsources", {"INPUT": opened(made, "pollution_source"), **given})["OUTPUT"]
    homes = [row["grid"] for row in rows(placed)]
    assert [row["by_hand"] for row in rows(placed)] == [0, 0, 0]
    points = QgsVectorLayer("Point?crs=EPSG:4326&field=given:string", "points", "memory")
    for one, hand in zip(placed.getFeatures(), (homes[2], None, "")):
        feature = QgsFeature(points.fields())
        feature.setGeometry(one.geometry())
        feature.setAttributes([hand])
        points.dataProvider().addFeature(feature)
    found = rows(run("assignsources", {"INPUT": points, "BY_HAND": "given", **given})["OUTPUT"])
    assert [row["grid"] for row in found] == [homes[2], homes[1], homes[2]]
    assert [row["by_hand"] for row in found] == [1, 0, 0]
    points.dataProvider().changeAttributeValues({1: {0: "110119100200999"}})
    with pytest.raises(QgsProcessingException, match="grids that are not there, first “110119100200999”"):
        run("assignsources", {"INPUT": points, "BY_HAND": "given", **given})


# -- plans of a centre -----------------------------------------------------------------------------------------------------


@pytest.fixture
def published(run, centre: Path) -> Iterator[Path]:
    found = run("publishplan", {"CENTRE": str(centre), "PLAN": "p1", **PUBLISH})
    assert (len(found["CHECKSUM"]), found["COUNT"]) == (64, 0)
    return centre


def test_from_units_to_a_draft(run, centre: Path) -> None:
    units = opened(centre, "grid_unit")
    division = run("dividegrids", {"INPUT": units, "PARTS": 2, "LOADS": ["minutes"], "PARENT": "village", **OUTPUT})
    given = {"CENTRE": str(centre), "PLAN": "p2", "GRID": "grid", "VILLAGE": "village"}
    found = run("savegridplan", {**given, "INPUT": division["OUTPUT"], "UNIT": "unit_id", "BASED_ON": "p1"})
    assert found["GRIDS"] == 8
    with open_centre(centre, writable=False) as read:
        plan = read_plan(read, "p2")
        assert plan.header.unit_set == "s", "the units were there"
        assert plan.header.based_on == "p1"
        assert len(read.features("grid_unit")) == 48
    # Units that the centre does not know come along with the plan.
    alone = run("savegridplan", {**given, "PLAN": "p3", "INPUT": division["OUTPUT"]})
    assert alone["COUNT"] == 48
    with open_centre(centre, writable=False) as read:
        assert read_plan(read, "p3").header.unit_set == "p3"
        assert len(read.features("grid_unit")) == 96
    with pytest.raises(QgsProcessingException, match="already"):
        run("savegridplan", {**given, "PLAN": "p1", "INPUT": division["OUTPUT"]})


def test_publication_is_refused_with_its_reasons(run, listener, centre: Path) -> None:
    with open_centre(centre) as writing:
        writing.write_features("person", writing.features("person")[["person_id"]].assign(minutes_available=1.0))
        plan = read_plan(writing, "p1")
        save_draft(writing, replace(plan, grids=plan.grids.assign(person_b=None)), before=plan)
    with pytest.raises(QgsProcessingException, match="12 errors"):
        run("publishplan", {"CENTRE": str(centre), "PLAN": "p1", **PUBLISH})
    assert any("no B person" in text for text in listener.warned)
    assert any("limit" in text for text in listener.warned)


def test_a_draft_edited_after_publication(run, published: Path) -> None:
    with pytest.raises(QgsProcessingException, match="has been published and never changes"):
        run("publishplan", {"CENTRE": str(published), "PLAN": "p1", **PUBLISH})


def test_change_map_and_tables(run, published: Path) -> None:
    with open_centre(published) as writing:
        plan = read_plan(writing, "p1")
        draft = move_a_unit(writing, plan, "p2")
        before = read_plan(writing, "p2")
        save_draft(writing, draft, before=before)
        assert verify_plan(writing, "p1")
    tables = {"GRIDS": TO, "PERSONS": TO, "SOURCES": TO}
    found = run("comparegridplans", {"CENTRE": str(published), "AFTER": "p2", "BEFORE": "p1", **OUTPUT, **tables})
    assert (found["UNITS"], found["OUTPUT"].featureCount()) == (1, 1)
    assert found["REASSIGNED"] == pytest.approx(1 / 48)
    area = rows(found["OUTPUT"])[0]
    assert area["before"][:12] == area["after"][:12]
    changed = [row for row in rows(found["GRIDS"]) if row["gained"] or row["lost"]]
    assert {row["grid"] for row in changed} == {area["before"], area["after"]}
    assert sum(row["minutes_change"] for row in changed) == pytest.approx(0, abs=1e-6)
    nothing = run("comparegridplans", {"CENTRE": str(published), "AFTER": "p1", "BEFORE": "p1", **OUTPUT})
    assert (nothing["UNITS"], nothing["OUTPUT"].featureCount()) == (0, 0)


def test_the_atlas(run, published: Path, tmp_path: Path) -> None:
    path = tmp_path / "atlas.pdf"
    given = {"CENTRE": str(published), "PLAN": "p1", "LANGUAGE": "zh", "OUTPUT": str(path)}
    found = run("gridatlas", given)
    assert found["PAGES"] == 12
    raw = path.read_bytes()
    assert raw.startswith(b"%PDF")
    one = run("gridatlas", {**given, "AREA": "110119100200", "OUTPUT": str(tmp_path / "one.pdf")})
    assert one["PAGES"] == 3
    with pytest.raises(QgsProcessingException, match="begins with 999"):
        run("gridatlas", {**given, "AREA": "999"})
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(QgsProcessingException):
        run("gridatlas", {**given, "OUTPUT": str(tmp_path / "file" / "a.pdf")})


def test_the_atlas_says_who_and_what(run, published: Path, tmp_path: Path) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    path = tmp_path / "atlas.pdf"
    given = {"CENTRE": str(published), "PLAN": "p1", "AREA": "110119100200", "LANGUAGE": "zh", "OUTPUT": str(path)}
    run("gridatlas", given)
    done = subprocess.run([program, "-raw", str(path), "-"], capture_output=True, encoding="utf-8", check=True)
    # The font calls some characters by the radical they look like.
    text = unicodedata.normalize("NFKC", done.stdout)
    for word in ("甲南村", "A 岗", "网格员 A", "B 岗", "网格员 B", "网格内污染源 (2)", "演示数据", "2026-03-01"):
        assert word in text, word


def test_files_for_others(run, published: Path, tmp_path: Path) -> None:
    found = run("exportgridplan", {"CENTRE": str(published), "PLAN": "p1", "FOLDER": str(tmp_path / "out")})
    assert found["FILES"] == 8
    shape = tmp_path / "out" / "p1_grid_cell.shp"
    assert shape.with_suffix(".cpg").read_text(encoding="ascii").strip().upper() == "UTF-8"
    cells = QgsVectorLayer(str(shape), "cells", "ogr")
    assert cells.featureCount() == 12
    assert {"code", "person_a", "resp_body", "travel_min"} <= set(cells.fields().names())
    townships = rows(QgsVectorLayer(str(tmp_path / "out" / "p1_grid_township.shp"), "t", "ogr"))
    kept = rows(QgsVectorLayer(f"{tmp_path / 'out' / 'p1.gpkg'}|layername=grid_township", "t", "ogr"))
    assert [row["code"] for row in townships] == [row["code"] for row in kept] == ["110119100", "110119101"]
    sources = rows(QgsVectorLayer(str(tmp_path / "out" / "p1_source.shp"), "s", "ogr"))
    assert {row["name"] for row in sources} == {"示意源甲", "示意源乙", "示意源丙"}
    people = rows(QgsVectorLayer(str(tmp_path / "out" / "p1_person.dbf"), "p", "ogr"))
    assert {row["name"] for row in people} == {"网格员 A01", "网格员 B01"}
    assert (
        run("exportgridplan", {"CENTRE": str(published), "PLAN": "p1", "FOLDER": str(tmp_path / "out")})["FILES"] == 8
    )
