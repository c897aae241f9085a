"""The real outline of 延庆区, from GCJ-02 to a published and printed plan; units, villages and persons are made up."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from tests.real_district import AREA_KM2, TOWNSHIPS, fill_in, outline, staffed, with_villages
from yanqing_eco_plugin.core.data_centre import District, create_centre, open_centre
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import read_plan, verify_plan

from .conftest import rows

# So many grids for every township.
GRIDS = 7
TO = "TEMPORARY_OUTPUT"


def test_from_the_outline_to_the_printed_plan(run, shared_data: Path, tmp_path: Path) -> None:
    district = outline(shared_data)
    district.to_file(tmp_path / "district.gpkg", layer="district")
    folder = tmp_path / "centre"
    create_centre(
        str(folder), district=District("110119", "延庆区", "Yanqing"), boundary=district, synthetic=True
    ).close()
    cut = run(
        "buildcells",
        {"INPUT": str(tmp_path / "district.gpkg"), "METHOD": "hexagon", "SIZE": 1100, "LEAST": 200_000, "OUTPUT": TO},
    )
    cells = gpd.GeoDataFrame(
        geometry=[shapely.from_wkb(bytes(one.geometry().asWkb())) for one in cut["OUTPUT"].getFeatures()], crs=4326
    )
    assert cells.to_crs(4548).area.sum() / 1e6 == pytest.approx(AREA_KM2, rel=0.005)
    cells = with_villages(cells, shared_data)
    cells.to_file(tmp_path / "cells.gpkg", layer="cells")
    with open_centre(folder) as centre:
        fill_in(centre, cells)

    division = run(
        "dividegrids",
        {
            "INPUT": str(tmp_path / "cells.gpkg"), "PARTS": GRIDS, "LOADS": ["minutes"], "PARENT": "township",
            "VILLAGE": "village", "TOLERANCE": 0.1, "OUTPUT": TO,
        },
    )  # fmt: skip
    assert division["PIECES"] == 1
    given = {"CENTRE": str(folder), "PLAN": "real-1"}
    saved = run("savegridplan", {**given, "INPUT": division["OUTPUT"], "GRID": "grid", "VILLAGE": "village"})
    assert saved["GRIDS"] == TOWNSHIPS * GRIDS
    found = run("checkgrids", {**given, "OUTPUT": TO})
    assert {row["code"] for row in rows(found["OUTPUT"])} == {"person_missing"}, "nobody is assigned yet"
    with open_centre(folder) as centre:
        staffed(centre, "real-1")
    assert run("checkgrids", {**given, "OUTPUT": TO})["COUNT"] == 0, "to the edge and to the end"
    run("publishplan", {**given, "EFFECTIVE": "2026-01-01", "REASON": "试点", "BY": "网格办"})
    with open_centre(folder, writable=False) as centre:
        assert verify_plan(centre, "real-1")
        plan = read_plan(centre, "real-1")
    assert plan.cells["code"].is_unique
    assert plan.cells["parent"].str[:9].value_counts().eq(GRIDS).all()
    assert plan.cells["area_km2"].sum() == pytest.approx(AREA_KM2, rel=0.005)
    atlas = tmp_path / "atlas.pdf"
    first = plan.level("township").index[0]
    printed = run("gridatlas", {**given, "AREA": first, "LANGUAGE": "zh", "OUTPUT": str(atlas)})
    assert printed["PAGES"] == GRIDS
    assert atlas.stat().st_size > 20_000
