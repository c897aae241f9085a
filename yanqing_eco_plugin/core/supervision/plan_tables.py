"""Plans as rows of the data centre's tables, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..errors import InputError
from .checksum import rows_checksum
from .plan_content import PlanContent
from .plan_life import PlanHeader

__all__ = [
    "CHECKED_COLUMNS",
    "GRID_COLUMNS",
    "content_of",
    "frozen_rows",
    "header_of",
    "header_row",
    "label_of",
    "plan_checksum",
    "plan_rows",
]

GRID_COLUMNS = (
    *("level", "code", "parent", "name", "type", "grade", "responsible_body", "person_a", "person_b", "locked"),
    *("minutes", "sources", "complaints", "area_km2", "visits", "travel_minutes", "units", "pieces", "note"),
)
_WHOLE = ("locked", "sources", "complaints", "units", "pieces")
_PERSON = ("role", "name", "phone", "organisation", "duties", "minutes_available")
_SOURCE = ("name", "class", "address", "contact", "visits_per_week", "minutes")

# What a published plan says; who touched a row when, and the workload of the day, do not belong to it.
CHECKED_COLUMNS: dict[str, tuple[str, ...]] = {
    "grid": (
        *("grid_id", "level", "code", "parent", "name", "type", "grade", "responsible_body", "person_a", "person_b"),
        *("minutes", "area_km2", "units"),
    ),
    "grid_assignment": ("assignment_id", "unit_id", "grid_id"),
    "published_person": ("record_id", *_PERSON),
    "published_source": ("record_id", "grid_id", *_SOURCE),
}


def label_of(grid_id: object) -> str:
    """A grid's label: what follows the plan's id."""
    return str(grid_id).partition("/")[2]


def header_row(header: PlanHeader) -> pd.DataFrame:
    """The row of ``grid_plan``."""
    return pd.DataFrame(
        {
            "plan_id": [header.plan_id],
            "title": [header.title],
            "state": [header.state],
            "based_on": [header.based_on or None],
            "unit_set": [header.unit_set or None],
            "effective_from": [_day(header.effective_from)],
            "effective_to": [_day(header.effective_to)],
            "note": [header.note or None],
            "synthetic": pd.array([int(header.synthetic)], dtype="Int64"),
        }
    )


def header_of(row: Mapping[str, object]) -> PlanHeader:
    """The header that a row of ``grid_plan`` holds.

    Raises
    ------
    InputError
        If the row has a state or a date that is none.
    """
    state = str(row["state"])
    if state not in ("draft", "in_force", "superseded"):
        raise InputError(
            "The plan {plan} has the unknown state “{state}”.",
            hint="Correct it: draft, in_force or superseded.",
            plan=row["plan_id"],
            state=state,
        )
    return PlanHeader(
        plan_id=str(row["plan_id"]),
        title=_text(row.get("title")),
        state=state,  # type: ignore[arg-type]
        based_on=_text(row.get("based_on")),
        unit_set=_text(row.get("unit_set")),
        effective_from=_date(row.get("effective_from")),
        effective_to=_date(row.get("effective_to")),
        note=_text(row.get("note")),
        synthetic=_text(row.get("synthetic")) == "1",
    )


def plan_rows(plan: PlanContent) -> dict[str, pd.DataFrame]:
    """Rows of ``grid``, ``grid_assignment`` and ``source_assignment``; versions go along where they were read."""
    plan_id = plan.header.plan_id
    grids = plan.grids[
        [*(one for one in (*GRID_COLUMNS, "row_version") if one in plan.grids.columns), "geometry"]
    ].copy()
    for column in _WHOLE:
        if column in grids.columns:
            grids[column] = grids[column].astype(float).round().astype("Int64")
    grids.insert(0, "grid_id", [f"{plan_id}/{label}" for label in plan.grids.index])
    grids.insert(1, "plan_id", plan_id)
    grids["synthetic"] = pd.array([int(plan.header.synthetic)] * len(grids), dtype="Int64")
    grids = grids.set_geometry(gpd.GeoSeries(_multi(grids), index=grids.index, crs=grids.crs))
    return {
        "grid": grids.reset_index(drop=True),
        "grid_assignment": _assigned(plan_id, "unit_id", plan.assignment),
        "source_assignment": _assigned(plan_id, "source_id", plan.sources),
    }


def content_of(
    header: PlanHeader, grids: gpd.GeoDataFrame, assignment: pd.DataFrame, sources: pd.DataFrame
) -> PlanContent:
    """The plan that rows of ``grid``, ``grid_assignment`` and ``source_assignment`` hold."""
    labelled = grids.set_index(pd.Index([label_of(one) for one in grids["grid_id"]], name="grid", dtype=object))
    kept = [*(one for one in (*GRID_COLUMNS, "row_version") if one in labelled.columns), "geometry"]
    homes = _held(assignment, "unit_id").assign(locked=assignment["locked"].fillna(0).astype(int).to_numpy())
    given = _held(sources, "source_id").assign(by_hand=_by_hand(sources))
    return PlanContent(header, gpd.GeoDataFrame(labelled[kept], crs=grids.crs), homes, given)


def frozen_rows(plan: PlanContent, persons: pd.DataFrame, sources: gpd.GeoDataFrame) -> dict[str, pd.DataFrame]:
    """Rows of ``published_person`` and ``published_source``: those the plan names, as they are today.

    Parameters
    ----------
    persons
        By person id, columns of ``person``.
    sources
        By source id, columns of ``pollution_source``.
    """
    plan_id = plan.header.plan_id
    named = pd.unique(pd.concat([plan.grids["person_a"], plan.grids["person_b"]]).dropna())
    people = persons.loc[sorted(set(named) & set(persons.index))]
    frozen = pd.DataFrame({"record_id": [f"{plan_id}/{one}" for one in people.index], "plan_id": plan_id})
    frozen["person_id"] = people.index.to_numpy(dtype=object)
    for column in _PERSON:
        frozen[column] = people[column].to_numpy()
    homes = plan.sources["grid"].reindex(sources.index)
    points = gpd.GeoDataFrame(
        {"record_id": [f"{plan_id}/{one}" for one in sources.index], "plan_id": plan_id},
        geometry=np.asarray(sources.geometry.array, dtype=object),
        crs=sources.crs,
    )
    points["source_id"] = sources.index.to_numpy(dtype=object)
    points["grid_id"] = [None if pd.isna(one) else f"{plan_id}/{one}" for one in homes]
    for column in _SOURCE:
        points[column] = sources[column].to_numpy()
    return {"published_person": frozen, "published_source": points}


def plan_checksum(tables: Mapping[str, pd.DataFrame]) -> str:
    """Checksum of a published plan from its rows in the tables of `CHECKED_COLUMNS`; see `rows_checksum`."""
    return rows_checksum(tables, CHECKED_COLUMNS)


def _assigned(plan_id: str, key: str, homes: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame({"assignment_id": [f"{plan_id}/{one}" for one in homes.index], "plan_id": plan_id})
    table[key] = [str(one) for one in homes.index]
    table["grid_id"] = [None if pd.isna(label) else f"{plan_id}/{label}" for label in homes["grid"]]
    for column in ("locked", "by_hand", "row_version"):
        if column in homes.columns:
            table[column] = homes[column].astype("Int64").to_numpy()
    return table


def _by_hand(sources: pd.DataFrame) -> np.ndarray:
    # Centres of before have no such column: the place alone decided.
    given = sources["by_hand"] if "by_hand" in sources.columns else pd.Series(0, index=sources.index)
    return np.asarray(pd.to_numeric(given).fillna(0).astype(int))


def _held(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """Label of the grid by unit or source."""
    labels = [None if pd.isna(one) else label_of(one) for one in rows["grid_id"]]
    table = pd.DataFrame({"grid": pd.Series(labels, dtype=object)})
    table.index = pd.Index(rows[key].astype(object), name=key)
    if "row_version" in rows.columns:
        table["row_version"] = rows["row_version"].to_numpy()
    return table


def _multi(grids: gpd.GeoDataFrame) -> np.ndarray:
    """Shapes as multipolygons in normal form, so that the same ground is the same text."""
    shapes = [
        shapely.MultiPolygon([one]) if one is not None and one.geom_type == "Polygon" else one for one in grids.geometry
    ]
    return np.asarray(shapely.normalize(np.array(shapes, dtype=object)))


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _text(value: object) -> str:
    return "" if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)) else str(value)


def _date(value: object) -> date | None:
    text = _text(value)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError("“{day}” is no date.", hint="Write it as 2026-03-01.", day=text) from error
