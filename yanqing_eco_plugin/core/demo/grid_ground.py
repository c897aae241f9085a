"""Cuts the demo's townships into units and made-up villages, and puts made-up pollution sources there."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..supervision import divide, lattice_units, merge_small, square_metres
from .outline import Ground
from .tables import course, read_demo_table

__all__ = ["PATROL_RULES", "pollution_sources", "unit_ground", "villages"]

_UNITS = 2600  # about as many hexagons as this
_UNITS_A_VILLAGE, _FEWEST, _MOST = 6.0, 9, 46
_TYPES = {"town": "built_up", "valley": "rural", "mountain": "mountain"}
# Class, name, visits a week, minutes a visit, share of the sources; made up after what schemes of other districts ask for.
PATROL_RULES = (
    ("1", "重点源 key source", 1.0, 60.0, 0.12),
    ("2", "一般源 common source", 0.5, 40.0, 0.33),
    ("3", "小微源 small source", 0.25, 20.0, 0.55),
)
_WALK_MINUTES_KM2 = 6.0  # looking round where no source is
_SPREAD_KM = 3.0


def unit_ground(townships: gpd.GeoDataFrame, unit_set: str) -> gpd.GeoDataFrame:
    """Units of about one size that cover the townships once, with township, type and area; index the unit's id."""
    ground = townships[["code", "geometry"]].rename(columns={"code": "township"})
    whole = float(_square_km(ground).sum())
    size = 1000 * float(np.sqrt(whole / _UNITS * 2 / np.sqrt(3)))
    units = lattice_units(ground, size, shape="hexagon")
    units, _ = merge_small(units, 0.3 * whole / _UNITS * 1e6, within="township")
    settings = {row["code"]: _TYPES[row["setting"]] for row in read_demo_table("townships")}
    units["type"] = units["township"].map(settings)
    units["area_km2"] = _square_km(units)
    units.index = pd.Index([f"{unit_set}-{number:05d}" for number in range(1, len(units) + 1)], name="unit_id")
    return units


def villages(units: gpd.GeoDataFrame, townships: gpd.GeoDataFrame, seed: int) -> tuple[gpd.GeoDataFrame, pd.Series]:
    """Made-up villages of similar area in every township, and each unit's village code.

    Returns
    -------
    tuple
        Rows of the table ``village``, and the 12-digit code by unit.
    """
    count = units["township"].value_counts()
    wanted = {
        code: int(min(max(round(number / _UNITS_A_VILLAGE), min(_FEWEST, number // 3), 1), _MOST))
        for code, number in count.items()
    }
    made = divide(units, wanted, loads="area_km2", within="township", tolerance=0.3, seed=seed).assignment
    short = {row["code"]: (row["short"], row["short_en"]) for row in read_demo_table("townships")}
    code = pd.Series(index=units.index, dtype=object)
    rows = []
    for township, members in units.groupby("township"):
        labels = sorted(made[members.index].unique())
        for number, label in enumerate(labels, 1):
            own = members.index[made[members.index] == label]
            # Villages are numbered from 200 (rural) or 001 (urban communities), as the statistics do.
            first = 0 if members["type"].iloc[0] == "built_up" else 199
            code[own] = f"{township}{first + number:03d}"
            zh, en = short[str(township)]
            kind, kind_en = ("社区", "Community") if first == 0 else ("村", "Village")
            rows.append(
                {
                    "code": f"{township}{first + number:03d}",
                    "name": f"{zh}示意{kind}{number:02d}",
                    "name_en": f"{en} {kind_en} {number:02d} (synthetic)",
                    "township": township,
                    "synthetic": 1,
                    "geometry": shapely.union_all(np.asarray(units.geometry[own].array, dtype=object)),
                }
            )
    return gpd.GeoDataFrame(rows, crs=townships.crs), code


def pollution_sources(
    ground: Ground, townships: gpd.GeoDataFrame, units: gpd.GeoDataFrame, village: pd.Series, seed: int
) -> gpd.GeoDataFrame:
    """Made-up sources around the middle of every township; index the source's id, columns of ``pollution_source``."""
    rng = np.random.default_rng(seed + 5)
    shapes = dict(zip(townships["code"], townships.geometry, strict=True))
    names, shares = [rule[0] for rule in PATROL_RULES], [rule[4] for rule in PATROL_RULES]
    spots: list[shapely.Point] = []
    for row in read_demo_table("townships"):
        centres = ground.place(
            np.array([[float(row["lon"]), float(row["lat"])], *course(row["around"])]).reshape(-1, 2)
        )
        number = 24 + int(row["fume"]) // 2
        spots += [_spot(shapes[row["code"]], centres, ground, rng) for _ in range(number)]
    points = np.array(spots, dtype=object)
    classes = rng.choice(names, len(points), p=shares)
    at = shapely.STRtree(np.asarray(units.geometry.array, dtype=object)).query_nearest(points, all_matches=False)[1]
    index = pd.Index([f"PS-{number:04d}" for number in range(1, len(points) + 1)], name="source_id")
    table = {
        "name": [f"示意污染源 {one}" for one in index],
        "class": classes,
        "visits_per_week": np.nan,
        "minutes": np.nan,
        "village": village.to_numpy()[at],
        "address": "示意地址 synthetic",
        "contact": None,
        "synthetic": 1,
    }
    found = gpd.GeoDataFrame(table, index=index, geometry=points, crs=units.crs)
    units["minutes"] = _unit_minutes(units, at, classes)
    units["sources"] = np.bincount(at, minlength=len(units))
    return found


def _unit_minutes(units: gpd.GeoDataFrame, at: NDArray[np.int64], classes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Minutes a week in every unit: visits to its sources, and looking round."""
    weekly = {name: visits * minutes for name, _, visits, minutes, _ in PATROL_RULES}
    visits = np.bincount(at, [weekly[one] for one in classes], len(units))
    return np.asarray(visits + _WALK_MINUTES_KM2 * units["area_km2"].to_numpy(), dtype=np.float64)


def _spot(
    township: shapely.Geometry, centres: NDArray[np.float64], ground: Ground, rng: np.random.Generator
) -> shapely.Point:
    for _ in range(40):
        middle = ground.plane(centres[[int(rng.integers(len(centres)))]])
        point = shapely.Point(ground.degrees(middle + rng.normal(0, _SPREAD_KM, (1, 2)))[0])
        if township.contains(point):
            return point
    return township.representative_point()


def _square_km(layer: gpd.GeoDataFrame) -> NDArray[np.float64]:
    return square_metres(layer) / 1e6
