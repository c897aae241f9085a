"""The real outline of 延庆区 with made-up townships, villages, persons and sources, for tests of inspection grids."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from yanqing_eco_plugin.core.data_centre import DataCentre, Edit
from yanqing_eco_plugin.core.datum import transform_geometry
from yanqing_eco_plugin.core.supervision import divide
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import read_plan, save_draft

__all__ = ["AREA_KM2", "TOWNSHIPS", "VILLAGES", "fill_in", "outline", "staffed", "with_villages"]

# Official area of the district; its townships; and how many villages each of them gets here.
AREA_KM2, TOWNSHIPS, VILLAGES = 1994.88, 18, 3


def outline(shared_data: Path) -> gpd.GeoDataFrame:
    """The district's outline, converted from GCJ-02."""
    raw = shapely.from_geojson((shared_data / "04_boundaries" / "gcj02_raw" / "110119.geojson").read_text("utf-8"))
    return transform_geometry(gpd.GeoDataFrame(geometry=[raw], crs=4326), "gcj02")


def with_villages(cells: gpd.GeoDataFrame, shared_data: Path) -> gpd.GeoDataFrame:
    """Cells with the codes of their ``township`` and ``village`` and made-up ``minutes``.

    Neither has public outlines: made-up ones, of the real number of townships and with their codes.
    """
    cells = cells.assign(minutes=np.random.default_rng(1).gamma(2.0, 30.0, len(cells)))
    codes = pd.read_csv(shared_data / "04_boundaries" / "yanqing_townships_codes.csv", dtype=str)
    column = next(name for name in codes.columns if codes[name].str.fullmatch(r"110119\d{3}").all())
    named = dict(enumerate(sorted(codes[column]), 1))
    township = divide(cells, TOWNSHIPS, loads="minutes").assignment.map(named)
    village = divide(cells, VILLAGES, loads="minutes", within=township, tolerance=0.2).assignment
    number = village.groupby(township).rank("dense").astype(int)
    return cells.assign(township=township, village=[f"{code}{199 + at:03d}" for code, at in zip(township, number)])


def fill_in(centre: DataCentre, cells: gpd.GeoDataFrame, sources: int = 0) -> None:
    """Give the centre the townships and villages of the cells, made-up persons (A and B of every township) and sources."""
    for table, digits in (("township", 9), ("village", 12)):
        areas = cells[["geometry"]].dissolve(cells["village"].str[:digits])
        name = [f"示意乡镇 {one[6:9]}" + (f" 村 {one[9:]}" if one[9:] else "") for one in areas.index]
        shown = gpd.GeoDataFrame({"code": areas.index, "name": name}, geometry=areas.geometry.values, crs=4326)
        centre.write_features(table, shown.assign(township=shown["code"].str[:9]) if table == "village" else shown)
    people = [
        {"person_id": f"{role}-{town[-3:]}", "role": role, "name": f"网格员 {role}{town[-3:]}", "township": town,
         "phone": f"010-0000-{number:04d}", "organisation": "示意网格办", "minutes_available": 1e6, "synthetic": 1}
        for number, (town, role) in enumerate((t, r) for t in sorted(cells["township"].unique()) for r in "AB")
    ]  # fmt: skip
    edits = [Edit("person", pd.DataFrame(people))]
    if sources:
        rng = np.random.default_rng(7)
        at = cells.geometry.representative_point().sample(sources, random_state=7).reset_index(drop=True)
        kind = rng.choice(["1", "2", "3"], sources, p=[0.2, 0.3, 0.5])
        table = {
            "source_id": [f"s{number:03d}" for number in range(sources)],
            "name": [f"示意源 {number:03d}" for number in range(sources)],
            "class": kind,
            "synthetic": 1,
        }
        rules = {"class": ["1", "2", "3"], "visits_per_week": [1.0, 0.5, 0.25], "minutes": [60.0, 40.0, 20.0]}
        edits += [
            Edit("pollution_source", gpd.GeoDataFrame(table, geometry=at.to_numpy(), crs=4326)),
            Edit("patrol_rule", pd.DataFrame(rules)),
        ]
    centre.change(edits)


def staffed(centre: DataCentre, plan_id: str) -> None:
    """Give every cell of a draft the A and B person of its township."""
    plan = read_plan(centre, plan_id)
    grids = plan.grids.copy()
    cell = grids["level"] == "cell"
    town = grids.loc[cell, "parent"].astype(str).str[6:9]
    for role in "AB":
        grids.loc[cell, f"person_{role.lower()}"] = f"{role}-" + town
    save_draft(centre, replace(plan, grids=grids), before=plan)
