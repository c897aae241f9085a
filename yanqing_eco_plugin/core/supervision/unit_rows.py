"""Units as a plan takes them, out of a layer with fields of any names."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from ..errors import InputError

__all__ = ["named_units"]

_KEPT = ("name", "type", "minutes", "sources", "complaints", "area_km2", "population")


def named_units(
    cells: gpd.GeoDataFrame, unit_set: str, grid: str, village: str, unit: str = ""
) -> tuple[gpd.GeoDataFrame, pd.Series]:
    """Rows of ``grid_unit`` by unit id (EPSG:4326), and the grid of every unit as text.

    Parameters
    ----------
    unit_set
        Name of the set the units belong to; where `unit` is empty they are numbered under it.
    grid, village, unit
        Columns with the grid, the 12-digit village code and the unit's id.

    Raises
    ------
    InputError
        If ids are missing or double, or the layer has no CRS.
    """
    if cells.crs is None:
        raise InputError("The layer of units has no coordinate system.", hint="Set it first.")
    ids = [f"{unit_set}-{number:05d}" for number in range(1, len(cells) + 1)]
    if unit:
        ids = ["" if pd.isna(one) else str(one) for one in cells[unit]]
        if "" in ids or len(set(ids)) < len(ids):
            raise InputError("Ids of units are missing or double.", hint="Choose another field, or none.")
    index = pd.Index(ids, name="unit_id", dtype=object)
    placed = cells.to_crs(4326)
    table = {column: placed[column].to_numpy() for column in _KEPT if column in placed.columns}
    units = gpd.GeoDataFrame(table, geometry=placed.geometry.to_numpy(), index=index, crs=4326)
    units["village"] = [None if pd.isna(one) else str(one) for one in placed[village]]
    homes = pd.Series([None if pd.isna(one) else _label(one) for one in placed[grid]], index=index, dtype=object)
    return units, homes


def _label(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).replace("/", "-")
