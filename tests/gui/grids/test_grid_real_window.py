"""The real outline of 延庆区 in the real window: cut into cells, 18 × n grids, redrawn by mouse, checked, published, printed."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from pathlib import Path

import geopandas as gpd
import pytest

from tests.conftest import SHARED_DATA
from tests.gui.harness import QgisWindow
from tests.real_district import AREA_KM2, TOWNSHIPS, fill_in, outline, staffed, with_villages
from yanqing_eco_plugin.core.data_centre import District, create_centre, open_centre
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import check_stored, read_plan, verify_plan

from .pen import FINDERS, press, saved, split_line, tab

# So many grids for every township.
GRIDS, PLAN = 6, "real-1"
# The thread of the window waits while an algorithm of the Processing framework runs.
RUN = (
    "import processing\ndef made(name, **given): return {k: v for k, v in processing.run('yanqing_eco:' + name, given)"
)
RUN += ".items() if isinstance(v, (int, float, str))}"


@pytest.fixture(scope="module")
def folder(qgis: QgisWindow, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre of the real district with a draft of 18 × n grids, made by the algorithms inside QGIS."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real input files (../shared/data) are not here")
    work = tmp_path_factory.mktemp("real")
    district = outline(SHARED_DATA)
    district.to_file(work / "district.gpkg", layer="district")
    place = work / "centre"
    create_centre(
        str(place), district=District("110119", "延庆区", "Yanqing"), boundary=district, synthetic=True
    ).close()
    qgis.run(RUN)
    cells = str(work / "cells.gpkg")
    given = {"INPUT": str(work / "district.gpkg"), "METHOD": "hexagon", "SIZE": 1100, "LEAST": 200_000, "OUTPUT": cells}
    qgis.run(f"made('buildcells', **{given!r})", 120)
    units = with_villages(gpd.read_file(cells)[["geometry"]], SHARED_DATA)
    units.to_file(work / "units.gpkg", layer="units")
    with open_centre(place) as centre:
        fill_in(centre, units, sources=220)
    divided = {
        "INPUT": str(work / "units.gpkg"), "PARTS": GRIDS, "LOADS": ["minutes"], "PARENT": "township", "VILLAGE": "village",
        "TOLERANCE": 0.1, "OUTPUT": str(work / "divided.gpkg"),
    }  # fmt: skip
    assert qgis.run(f"made('dividegrids', **{divided!r})", 120)["PIECES"] == 1
    kept = {"CENTRE": str(place), "PLAN": PLAN, "INPUT": divided["OUTPUT"], "GRID": "grid", "VILLAGE": "village"}
    assert qgis.run(f"made('savegridplan', **{kept!r})", 120)["GRIDS"] == TOWNSHIPS * GRIDS
    with open_centre(place) as centre:
        staffed(centre, PLAN)
    return place


@pytest.fixture(scope="module")
def pen(qgis: QgisWindow, folder: Path) -> QgisWindow:
    """The draft under the pen, opened by clicks."""
    qgis.run(f"eco.session.open({str(folder)!r})")
    qgis.wait("eco.session.is_open and eco.one_map_dock.situation is not None")
    qgis.run("grids = eco.offered['grids'].show()")
    qgis.wait("len(grids.plans.plans) == 1")
    qgis.settle()
    qgis.click("cell('yanqing_eco_grid_plans', 0)")
    qgis.click("spot('yanqing_eco_grid_open')")
    qgis.wait("grids.redrawing is not None", 60)
    qgis.run("redrawing = grids.redrawing")
    qgis.run(FINDERS)
    qgis.settle()
    qgis.picture("grids-real-district")
    return qgis


def test_the_grids_are_redrawn_by_mouse(pen: QgisWindow, folder: Path) -> None:
    unit, own, _, to = pen.run("movable()")
    pen.run(f"redrawing.choose({to!r}); look({to!r})")
    pen.settle()
    press(pen, "paint", [pen.run(f"inner({unit!r})")], let_go=False)
    assert "→" in pen.run("widget('yanqing_eco_grid_effect').text()")
    pen.picture("grids-real-paint")
    assert pen.run(f"redrawing.handler.grid_of({unit!r})") == own
    pen.screen.xdotool("mouseup", "1")
    pen.wait(f"redrawing.handler.grid_of({unit!r}) == {to!r}", 10)
    press(pen, "split", split_line(pen, to))
    pen.wait(f"redrawing.handler.assignment.nunique() == {TOWNSHIPS * GRIDS + 1}", 10)
    saved(pen)
    pen.settle()
    pen.picture("grids-real-split")
    with open_centre(folder, writable=False) as centre:
        assert len(read_plan(centre, PLAN).cells) == TOWNSHIPS * GRIDS + 1


def test_it_is_checked_to_zero_findings(pen: QgisWindow, folder: Path) -> None:
    tab(pen, 3)
    pen.click("spot('yanqing_eco_grid_check')")
    pen.wait("len(grids.check.findings) > 0", 60)
    assert pen.run("sorted({one.code for one in grids.check.findings})") == ["person_missing"]
    pen.click("spot('yanqing_eco_grid_next')")
    pen.settle()
    pen.picture("grids-real-finding")
    tab(pen, 4)
    for role in ("a", "b"):
        pen.click(f"spot('yanqing_eco_grid_person_{role}')")
        pen.keys("Home", "Down", "Return")
    pen.wait("all(redrawing.figures.loc[redrawing.target, ['person_a', 'person_b']].notna())", 10)
    saved(pen)
    tab(pen, 3)
    pen.click("spot('yanqing_eco_grid_check')")
    pen.wait("not grids.check.findings and 'bold' in grids.check.summary.styleSheet()", 60)
    with open_centre(folder, writable=False) as centre:
        assert check_stored(centre, PLAN) == [], "to the edge and to the end"


def test_it_is_published(pen: QgisWindow, folder: Path) -> None:
    tab(pen, 5)
    pen.click("spot('yanqing_eco_grid_reason')")
    pen.type("first plan")
    pen.click("spot('yanqing_eco_grid_publish')")
    pen.wait("grids.redrawing is None and [one.state for one in grids.plans.plans] == ['in_force']", 120)
    pen.settle()
    pen.picture("grids-real-published")
    with open_centre(folder, writable=False) as centre:
        assert verify_plan(centre, PLAN)
        cells = read_plan(centre, PLAN).cells
    assert cells["code"].is_unique
    assert cells["parent"].str[:9].value_counts().sort_values().tolist() == [GRIDS] * (TOWNSHIPS - 1) + [GRIDS + 1]
    assert cells["area_km2"].sum() == pytest.approx(AREA_KM2, rel=0.005)


def test_it_is_printed(pen: QgisWindow, folder: Path) -> None:
    """Every grid has its page, in the order of the codes."""
    path = folder.parent / "atlas.pdf"
    with open_centre(folder, writable=False) as centre:
        cells = read_plan(centre, PLAN).cells
    given = {"CENTRE": str(folder), "PLAN": PLAN, "AREA": "110119", "LANGUAGE": "zh", "OUTPUT": str(path)}
    assert pen.run(f"made('gridatlas', **{given!r})", 600)["PAGES"] == len(cells)
    if shutil.which("pdftotext") is None:
        pytest.skip("the text of the PDF is not read without pdftotext")
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout
    # Fonts may stand for 网 by the radical of the same shape.
    pages = unicodedata.normalize("NFKC", text).split("\f")[:-1]
    assert len(pages) == len(cells)
    for page, code in zip(pages, sorted(cells["code"])):
        assert code in page
        assert "A 岗" in page
        assert "网格员" in page
