"""Units as a plan or a division takes them, out of a layer with fields of any names."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from ..errors import InputError

__all__ = ["grids_per_parent", "named_units"]

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


def grids_per_parent(cells: gpd.GeoDataFrame, column: str, within: str = "") -> dict[object, int]:
    """Number of grids of each parent (of None where `within` is empty) out of a column that says it with every unit.

    Raises
    ------
    InputError
        If a unit has no whole number, or units of one parent have different ones.
    """
    values = pd.to_numeric(cells[column], errors="coerce")
    wrong = ~(values >= 1) | (values % 1 != 0)
    if wrong.any():
        raise InputError(
            "{count} units do not say how many grids to make (“{column}”), first “{unit}”.",
            hint="Give a whole number from 1 on with every unit.",
            count=int(wrong.sum()),
            column=column,
            unit=cells.index[int(np.argmax(wrong))],
        )
    home = cells[within] if within else pd.Series("", cells.index)
    found = values.groupby(home).agg(["first", "nunique"])
    if (found["nunique"] > 1).any():
        raise InputError(
            "Units of one parent ask for different numbers of grids (“{column}”, parent: {parent}).",
            hint="Give the same number with all units of a township or village.",
            column=column,
            parent=found.index[found["nunique"] > 1][0] or "–",
        )
    return {label if within else None: int(number) for label, number in found["first"].items()}


def _label(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).replace("/", "-")
