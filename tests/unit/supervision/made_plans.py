"""Made-up plans for tests: units in four villages of two townships, a division of them, persons and sources."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from yanqing_eco_plugin.core.supervision import PlanContent, PlanHeader, build_plan, divide

__all__ = ["PERSONS", "make_plan", "make_sources", "make_units"]

STEP = 0.01


def make_units(rows: int = 6, columns: int = 8, seed: int = 1) -> gpd.GeoDataFrame:
    """Units in degrees; two townships west and east, in each a village south and one north."""
    x, y = (part.ravel() for part in np.meshgrid(np.arange(columns), np.arange(rows)))
    left, low = 116 + x * STEP, 40 + y * STEP
    # Corners are products of whole numbers, so that neighbours have the very same coordinates.
    boxes = shapely.box(left, low, 116 + (x + 1) * STEP, 40 + (y + 1) * STEP)
    village = [f"110119{100 + int(a >= columns / 2):03d}{200 + int(b >= rows / 2):03d}" for a, b in zip(x, y)]
    minutes = np.random.default_rng(seed).gamma(2.0, 30.0, len(x))
    index = pd.Index([f"u{number}" for number in range(len(x))], name="unit_id")
    return gpd.GeoDataFrame({"village": village, "minutes": minutes}, geometry=boxes, index=index, crs=4326)


def make_plan(units: gpd.GeoDataFrame, parts: int = 3, **header: object) -> PlanContent:
    cells = divide(units, parts, loads="minutes", within="village", tolerance=0.3).assignment.astype(str)
    return build_plan(PlanHeader(**{"plan_id": "p1", "unit_set": "s", **header}), units, cells)


PERSONS = pd.DataFrame(
    {
        "role": ["A", "B"],
        "name": ["网格员 A01", "网格员 B01"],
        "phone": ["010-0000-0001", "010-0000-0002"],
        "organisation": "网格办",
        "duties": "巡查",
        "minutes_available": 6000.0,
    },
    index=pd.Index(["A-01", "B-01"], name="person_id"),
)


def make_sources(points: list[tuple[float, float]], classes: object = "1") -> gpd.GeoDataFrame:
    names = [f"s{number}" for number in range(len(points))]
    columns = {
        **dict.fromkeys(("name", "address", "contact")),
        "class": classes,
        "visits_per_week": np.nan,
        "minutes": np.nan,
    }
    shapes = [shapely.Point(one) for one in points]
    return gpd.GeoDataFrame(columns, index=pd.Index(names, name="source_id"), geometry=shapes, crs=4326)
