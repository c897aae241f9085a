"""What the printed sheet of each inspection grid says: place, persons with telephone, sources to visit."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from ..supervision import PlanContent

__all__ = ["SHEET_COLUMNS", "SOURCE_COLUMNS", "grid_sheets", "source_rows"]

SHEET_COLUMNS = (
    *("label", "code", "title", "township", "village", "type", "grade", "body"),
    *("person_a", "phone_a", "person_b", "phone_b", "duties"),
    *("units", "area_km2", "sources", "visits", "minutes", "travel_minutes", "more"),
)
SOURCE_COLUMNS = ("grid", "number", "name", "class", "visits", "minutes", "address", "contact")


def grid_sheets(plan: PlanContent, persons: pd.DataFrame, sources: pd.DataFrame, *, rows: int) -> gpd.GeoDataFrame:
    """One row per cell, ordered by code.

    Parameters
    ----------
    persons
        By person id: ``name, phone, duties`` as the plan knows them.
    sources
        As `source_rows` gives them.
    rows
        How many sources a sheet has room for; ``more`` is the number beyond.
    """
    cells = plan.cells.sort_values("code")
    names = dict(zip(plan.grids["code"], plan.grids["name"], strict=True))
    count = sources["grid"].value_counts().reindex(cells.index, fill_value=0)
    table = pd.DataFrame(index=cells.index)
    table["label"] = cells.index.astype(str)
    table["code"] = cells["code"]
    table["township"] = [_named(names, str(code)[:9]) for code in cells["code"]]
    table["village"] = [_named(names, str(code)[:12]) for code in cells["code"]]
    table["title"] = [
        name if isinstance(name, str) and name else f"{village} {str(code)[12:]}"
        for name, village, code in zip(cells["name"], table["village"], cells["code"], strict=True)
    ]
    for column, target in (("type", "type"), ("grade", "grade"), ("responsible_body", "body")):
        table[target] = cells[column]
    for role in ("a", "b"):
        ids = cells[f"person_{role}"]
        for column, target in (("name", f"person_{role}"), ("phone", f"phone_{role}")):
            table[target] = ids.map(persons[column])
        table[f"person_{role}"] = table[f"person_{role}"].where(table[f"person_{role}"].notna(), ids)
    table["duties"] = cells["person_a"].map(persons["duties"])
    for column in ("units", "area_km2", "visits", "minutes", "travel_minutes"):
        table[column] = cells[column].astype(float)
    table["sources"] = count.astype(float)
    table["more"] = (count - rows).clip(lower=0).astype(float)
    return gpd.GeoDataFrame(table[list(SHEET_COLUMNS)], geometry=cells.geometry, crs=cells.crs)


def source_rows(sources: gpd.GeoDataFrame, rules: pd.DataFrame) -> gpd.GeoDataFrame:
    """The sources of every grid, the most frequently visited first, numbered from 1 in each grid.

    Parameters
    ----------
    sources
        With ``grid`` (label), ``name, class, address, contact`` and, where they have their own, ``visits_per_week, minutes``.
    rules
        By class: ``visits_per_week, minutes``.
    """
    table = gpd.GeoDataFrame({"grid": sources["grid"]}, geometry=sources.geometry, crs=sources.crs)
    for column in ("name", "class", "address", "contact"):
        table[column] = sources[column]
    for column, target in (("visits_per_week", "visits"), ("minutes", "minutes")):
        own = pd.to_numeric(sources[column], errors="coerce").astype(float)
        table[target] = own.fillna(sources["class"].map(rules[column]).astype(float))
    table = table[table["grid"].notna()].sort_values(["grid", "visits", "name"], ascending=[True, False, True])
    table["number"] = table.groupby("grid").cumcount() + 1
    return table[[*SOURCE_COLUMNS, "geometry"]]


def _named(names: dict[str, object], code: str) -> str:
    name = names.get(code)
    return name if isinstance(name, str) and name else code
