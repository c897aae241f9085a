"""A small data centre with inspection grids: four villages, two townships, persons by role, three sources; all made up."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from tests.unit.supervision.made_plans import PERSONS, make_plan, make_sources, make_units
from yanqing_eco_plugin.core.data_centre import DataCentre, District, Edit, create_centre
from yanqing_eco_plugin.core.supervision import PlanContent, PlanHeader, copy_as_draft, redrawn
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import loaded, save_draft, units_of

__all__ = ["make_centre", "move_a_unit"]


def make_centre(folder: Path | str) -> DataCentre:
    """A centre (folder, or address of a shared one) with the complete draft ``p1`` of the unit set ``s``."""
    units = make_units()
    whole = gpd.GeoDataFrame(geometry=[shapely.union_all(units.geometry.to_numpy())], crs=4326)
    centre = create_centre(
        str(folder), district=District("110119", "延庆区(示意)", "Yanqing (made up)"), boundary=whole, synthetic=True
    )
    plan = make_plan(units, title="示意方案", synthetic=True)
    grids = plan.grids.copy()
    grids.loc[grids["level"] == "cell", ["person_a", "person_b"]] = "A-01", "B-01"
    called = {"township": ["甲镇", "乙镇"], "village": ["甲南村", "甲北村", "乙南村", "乙北村"]}
    for level, names in called.items():
        grids.loc[sorted(plan.level(level).index), "name"] = names
    plan = PlanContent(plan.header, grids, plan.assignment, plan.sources)
    for level, names in called.items():
        areas = plan.level(level)[["code", "geometry"]].sort_values("code")
        rows = areas.assign(name=names, synthetic=1)
        centre.write_features(level, rows.assign(township=rows["code"].str[:9]) if level == "village" else rows)
    sources = make_sources([(116.013, 40.013), (116.014, 40.012), (116.066, 40.047)], ["1", "2", "3"])
    sources["name"] = ["示意源甲", "示意源乙", "示意源丙"]
    centre.change(
        [
            Edit("person", PERSONS.reset_index()),
            Edit("pollution_source", sources.reset_index()),
            Edit(
                "patrol_rule",
                pd.DataFrame(
                    {"class": ["1", "2", "3"], "visits_per_week": [1.0, 0.5, 0.25], "minutes": [60.0, 40.0, 20.0]}
                ),
            ),
        ]
    )
    save_draft(centre, loaded(centre, plan), units=units, by="test")
    return centre


def move_a_unit(centre: DataCentre, plan: PlanContent, new_id: str = "") -> PlanContent:
    """The plan (or, under `new_id`, a draft copied from it) with one unit given to the next cell of its village."""
    if new_id:
        header: PlanHeader = copy_as_draft(plan.header, new_id)
        plan = save_draft(centre, PlanContent(header, plan.grids, plan.assignment, plan.sources))
    cells = plan.cells[plan.cells["parent"] == plan.cells["parent"].iloc[0]]
    units = units_of(centre, plan.header.unit_set)
    big, other = cells["units"].astype(float).idxmax(), cells["units"].astype(float).idxmin()
    own = plan.assignment.index[plan.assignment["grid"] == big]
    beside = [one for one in own if units.geometry[one].intersection(cells.geometry[other]).length > 0]
    for unit in beside:
        assignment = plan.assignment["grid"].copy()
        assignment[unit] = other
        moved = redrawn(plan, units, assignment)
        if (moved.cells.geometry.map(lambda shape: shapely.get_num_geometries(shape)) == 1).all():
            return loaded(centre, moved)
    raise AssertionError("no unit can move")
