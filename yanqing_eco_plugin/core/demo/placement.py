"""Places the whole network of the demo, device by device."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely import STRtree, points

from ..data_centre.schema import TABLES
from .crowded import crowded_rows
from .outline import Ground
from .tables import read_demo_table
from .terrain import altitude, on_river

__all__ = ["PREFIXES", "stations"]

PREFIXES = {
    "air": "AIR",
    "scenic": "SCN",
    "micro": "MIC",
    "water": "WAT",
    "noise": "NOI",
    "catering_noise": "CAT",
    "fume": "FUM",
    "effluent": "EFF",
    "odour": "ODO",
    "vehicle": "VEH",
    "lidar": "LID",
}
_RULE_COLUMN = {
    "air": "air_class",
    "scenic": "air_class",
    "water": "water_target",
    "effluent": "emission_rule",
    "odour": "emission_rule",
}
# Devices around the landfill: on its fence, and in the villages near by; kilometres from its middle.
_FENCE, _FENCE_KM = 8, 0.45
_VILLAGES, _VILLAGES_KM = 5, 1.6
_NOTE = "示意数据 synthetic"

Row = dict[str, object]


def _single_sites(ground: Ground) -> Iterator[tuple[float, float, Row]]:
    for site in read_demo_table("sites"):
        at = np.array([[float(site["lon"]), float(site["lat"])]])
        row: Row = {"kind": site["kind"], "name": site["zh"], "name_en": site["en"]}
        if site["kind"] in _RULE_COLUMN:
            row[_RULE_COLUMN[site["kind"]]] = site["rule"]
        if site["kind"] == "water":
            row["water_body"], river = site["detail"].split(":")
            at = on_river(river, at)
        lon, lat = ground.place(at)[0]
        if site["kind"] == "odour":
            yield from _landfill(ground, lon, lat, row)
        else:
            yield lon, lat, row


def _landfill(ground: Ground, lon: float, lat: float, row: Row) -> Iterator[tuple[float, float, Row]]:
    middle = ground.plane(np.array([[lon, lat]]))
    for count, far, zh, en in ((_FENCE, _FENCE_KM, "厂界", "fence"), (_VILLAGES, _VILLAGES_KM, "周边村", "village")):
        angle = 2 * np.pi * (np.arange(count) + 0.25) / count
        ring = middle + far * np.column_stack([np.sin(angle), np.cos(angle)])
        # Around a landfill at the edge of a foreign boundary some points would fall outside; they move inside.
        inside = ground.place(ground.schematic_of(ground.degrees(ring)))
        for number, (x, y) in enumerate(inside, start=1):
            names = {"name": f"{row['name']}{zh}{number}", "name_en": f"{row['name_en']} {en} {number}"}
            yield x, y, row | names


def _townships_of(places: NDArray[np.object_], townships: gpd.GeoDataFrame) -> list[str]:
    """Names of the townships that the points lie in, or are nearest to."""
    tree = STRtree(townships.geometry.to_numpy())
    return [str(name) for name in townships["name"].to_numpy()[tree.nearest(places)]]


def stations(ground: Ground, townships: gpd.GeoDataFrame, seed: int) -> gpd.GeoDataFrame:
    """The 907 devices of the eleven networks.

    Parameters
    ----------
    ground
        The district.
    townships
        As `township_areas` gives them.
    seed
        Source of the positions of the crowded networks.

    Returns
    -------
    GeoDataFrame
        The columns of the table ``station`` and ``geometry`` (EPSG:4326), ordered by ``station_id``; every row is flagged
        synthetic.
    """
    areas = dict(zip(townships["code"], townships.geometry, strict=True))
    placed = [*_single_sites(ground), *crowded_rows(ground, areas, seed)]
    table = pd.DataFrame([row for _, _, row in placed])
    lonlat = np.round(np.array([[lon, lat] for lon, lat, _ in placed]), 6)
    number = table.groupby("kind").cumcount() + 1
    prefix = table["kind"].map(PREFIXES)
    table["station_id"] = [f"YQ-{letters}-{n:03d}" for letters, n in zip(prefix, number, strict=True)]
    table["mn"] = [f"110119DEMO{letters}{n:011d}" for letters, n in zip(prefix, number, strict=True)]
    table["township"] = _townships_of(points(lonlat), townships)
    table["datum"] = "wgs84"
    table["source_lon"], table["source_lat"] = lonlat.T
    table["altitude_m"] = np.round(altitude(ground.schematic_of(lonlat)))
    table["synthetic"] = 1
    table["note"] = _NOTE
    columns = [column.name for column in TABLES["station"].columns]
    frame = gpd.GeoDataFrame(table.reindex(columns=columns), geometry=points(lonlat), crs=4326)
    return frame.sort_values("station_id", ignore_index=True)
