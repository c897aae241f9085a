"""The real outline of 延庆区, from GCJ-02 to a published and printed plan; units, villages and persons are made up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from yanqing_eco_plugin.core.data_centre import District, create_centre, open_centre
from yanqing_eco_plugin.core.datum import transform_geometry
from yanqing_eco_plugin.core.supervision import divide
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import read_plan, save_draft, verify_plan

from .conftest import rows

TOWNSHIPS, VILLAGES, CELLS = 18, 3, 2
TO = "TEMPORARY_OUTPUT"


def outline(shared_data: Path) -> gpd.GeoDataFrame:
    raw = shapely.from_geojson((shared_data / "04_boundaries" / "gcj02_raw" / "110119.geojson").read_text("utf-8"))
    return transform_geometry(gpd.GeoDataFrame(geometry=[raw], crs=4326), "gcj02")


def test_from_the_outline_to_the_printed_plan(run, shared_data: Path, tmp_path: Path) -> None:
    district = outline(shared_data)
    district.to_file(tmp_path / "district.gpkg", layer="district")
    folder = tmp_path / "centre"
    create_centre(
        str(folder), district=District("110119", "延庆区", "Yanqing"), boundary=district, synthetic=True
    ).close()
    # Cells of the real outline; their load is made up and grows towards the west.
    cut = run(
        "buildcells",
        {"INPUT": str(tmp_path / "district.gpkg"), "METHOD": "hexagon", "SIZE": 1100, "LEAST": 200_000, "OUTPUT": TO},
    )
    cells = gpd.GeoDataFrame(
        geometry=[shapely.from_wkb(bytes(one.geometry().asWkb())) for one in cut["OUTPUT"].getFeatures()], crs=4326
    )
    # Official area of the district: 1,994.88 km².
    assert cells.to_crs(4548).area.sum() / 1e6 == pytest.approx(1994.88, rel=0.005)
    cells["minutes"] = np.random.default_rng(1).gamma(2.0, 30.0, len(cells))
    # Neither townships nor villages have public outlines: made-up ones, divided evenly.
    codes = pd.read_csv(shared_data / "04_boundaries" / "yanqing_townships_codes.csv", dtype=str)
    column = next(name for name in codes.columns if codes[name].str.fullmatch(r"110119\d{3}").all())
    township = divide(cells, TOWNSHIPS, loads="minutes").assignment.map(dict(enumerate(sorted(codes[column]), 1)))
    village = divide(cells, VILLAGES, loads="minutes", within=township, tolerance=0.2).assignment
    number = village.groupby(township).rank("dense").astype(int)
    cells["village"] = [f"{code}{199 + at:03d}" for code, at in zip(township, number)]
    cells.to_file(tmp_path / "cells.gpkg", layer="cells")
    with open_centre(folder) as centre:
        for table, digits in (("township", 9), ("village", 12)):
            areas = cells[["geometry"]].dissolve(cells["village"].str[:digits])
            shown = gpd.GeoDataFrame(
                {"code": areas.index, "name": areas.index}, geometry=areas.geometry.values, crs=4326
            )
            if table == "village":
                shown["township"] = shown["code"].str[:9]
            centre.write_features(table, shown)

    division = run(
        "dividegrids",
        {
            "INPUT": str(tmp_path / "cells.gpkg"), "PARTS": CELLS, "LOADS": ["minutes"], "PARENT": "village",
            "TOLERANCE": 0.1, "OUTPUT": TO,
        },
    )  # fmt: skip
    assert division["PIECES"] == 1
    given = {"CENTRE": str(folder), "PLAN": "real-1"}
    saved = run("savegridplan", {**given, "INPUT": division["OUTPUT"], "GRID": "grid", "VILLAGE": "village"})
    assert saved["GRIDS"] == TOWNSHIPS * VILLAGES * CELLS
    found = run("checkgrids", {**given, "OUTPUT": TO})
    assert {row["code"] for row in rows(found["OUTPUT"])} == {"person_missing"}, "nobody is assigned yet"
    with open_centre(folder) as centre:
        _staff(centre)
    assert run("checkgrids", {**given, "OUTPUT": TO})["COUNT"] == 0, "to the edge and to the end"
    run("publishplan", {**given, "EFFECTIVE": "2026-01-01", "REASON": "试点", "BY": "网格办"})
    with open_centre(folder, writable=False) as centre:
        assert verify_plan(centre, "real-1")
        plan = read_plan(centre, "real-1")
    assert plan.cells["code"].is_unique
    assert plan.cells["area_km2"].sum() == pytest.approx(1994.88, rel=0.005)
    atlas = tmp_path / "atlas.pdf"
    first = plan.level("township").index[0]
    printed = run("gridatlas", {**given, "AREA": first, "LANGUAGE": "zh", "OUTPUT": str(atlas)})
    assert printed["PAGES"] == VILLAGES * CELLS
    assert atlas.stat().st_size > 20_000


def _staff(centre) -> None:
    plan = read_plan(centre, "real-1")
    people = [("A-01", "A"), ("B-01", "B")]
    table = pd.DataFrame(people, columns=["person_id", "role"])
    centre.write_features("person", table.assign(name="网格员 " + table["person_id"], minutes_available=1e6))
    grids = plan.grids.copy()
    grids.loc[grids["level"] == "cell", ["person_a", "person_b"]] = "A-01", "B-01"
    save_draft(centre, replace(plan, grids=grids), before=plan)
