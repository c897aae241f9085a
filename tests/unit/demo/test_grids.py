"""The demo's inspection grids: a plan in force that passed the check, all of it flagged synthetic."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import geopandas as gpd

from yanqing_eco_plugin.core.data_centre import create_centre
from yanqing_eco_plugin.core.demo.centre import DISTRICT
from yanqing_eco_plugin.core.demo.grids import DRAFT_ID, PLAN_ID, place_grids
from yanqing_eco_plugin.core.demo.outline import Ground
from yanqing_eco_plugin.core.supervision import CHECKED_COLUMNS, plan_checksum

DAY = date(2026, 1, 1)


def test_the_demo_has_a_plan_in_force(tmp_path: Path, ground: Ground, townships: gpd.GeoDataFrame) -> None:
    boundary = gpd.GeoDataFrame(geometry=[ground.outline], crs=4326)
    with create_centre(str(tmp_path / "c"), district=DISTRICT, boundary=boundary, synthetic=True) as centre:
        place_grids(centre, ground, townships, DAY, 1)
        plans = centre.features("grid_plan").set_index("plan_id")
        assert plans["state"].to_dict() == {PLAN_ID: "in_force", DRAFT_ID: "draft"}
        rows = {name: centre.features(name, where={"plan_id": PLAN_ID}) for name in CHECKED_COLUMNS}
        assert centre.features("publish_log")["checksum"].tolist() == [plan_checksum(rows)]
        for table in ("village", "grid_unit", "grid_plan", "grid", "person", "pollution_source"):
            assert centre.features(table)["synthetic"].eq(1).all(), table
        cells = rows["grid"][rows["grid"]["level"] == "cell"]
        assert cells["code"].is_unique
        assert cells[["person_a", "person_b"]].notna().all(axis=None)
        # Persons are called by their role and number; no telephone number in China begins with 0 after its area code.
        people = centre.features("person")
        assert people["name"].str.fullmatch(r"网格员 [AB]-\d{3}-\d{2}").all()
        assert people["phone"].str.startswith("010-0000-").all()
