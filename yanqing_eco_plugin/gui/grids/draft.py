"""A draft of inspection grids as it is redrawn: read whole, put together again from what was redrawn, and kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    import shapely

    from ...core.data_centre import DataCentre
    from ...core.supervision import CellGraph, PlanContent

__all__ = ["COLOURS", "Draft", "Work", "keep_as_new", "keep_work", "put_together", "read_draft"]

# Neighbouring grids get different ones; light enough to read names on.
COLOURS = ("#a6cee3", "#fdbf6f", "#b2df8a", "#cab2d6", "#ffffb3", "#fb9a99", "#8dd3c7", "#d9d9d9", "#bc9f80", "#fccde5")
_LOADS = ("minutes", "sources", "complaints", "population", "area_km2")


@dataclass(frozen=True, eq=False)
class Draft:
    """What redrawing needs; `plan` is what the data centre holds.

    Attributes
    ----------
    units
        Polygons by unit id, EPSG:4326, in the order of `graph`, as the data centre holds them.
    weighed
        The same without gaps in the loads: what is unknown counts as nothing.
    loads
        Columns of `weighed` that can be balanced, the usual one first.
    colours
        Number of a colour by grid; neighbours differ.
    """

    plan: PlanContent
    units: gpd.GeoDataFrame
    weighed: gpd.GeoDataFrame
    graph: CellGraph
    tree: shapely.STRtree
    loads: tuple[str, ...]
    colours: dict[str, int]
    persons: pd.DataFrame
    sources: gpd.GeoDataFrame


@dataclass(frozen=True, eq=False)
class Work:
    """What was redrawn: the grid of every unit, the locked units, and what was changed of what is known about grids (by grid,
    then by column) and of sources given by hand (grid by source; None: back to where it lies)."""

    assignment: pd.Series
    locked: frozenset[str]
    facts: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    by_hand: Mapping[str, str | None] = field(default_factory=dict)


def read_draft(centre: DataCentre, plan_id: str, progress: Any = None) -> Draft:
    """Read a draft with its units and everything the live figures need.

    Raises
    ------
    InputError
        If there is no such plan, it is published, or its units are not fit to be drawn with.
    """
    import numpy as np
    import pandas as pd
    import shapely

    from ...core.errors import InputError
    from ...core.progress import checkpoint
    from ...core.supervision import CellGraph, require_draft
    from ...processing_algorithms.grids.plan_store import persons, pollution_sources, read_plan, units_of

    plan = read_plan(centre, plan_id)
    require_draft(plan.header)
    units = units_of(centre, plan.header.unit_set)
    if not len(units):
        raise InputError(
            "The units of the plan {plan} are not in the data centre.", hint="Save the plan again.", plan=plan_id
        )
    checkpoint(progress, 0.3)
    # Gaps stay gaps in what is written: a sum of nothing would change every row, also those of other editors.
    weighed, loads = units.copy(), []
    for name in _LOADS:
        values = pd.to_numeric(units[name], errors="coerce").astype(float).fillna(0.0).clip(lower=0.0)
        weighed[name] = values
        if values.gt(0).any():
            loads.append(name)
    graph = CellGraph.from_cells(units)
    checkpoint(progress, 0.8)
    tree = shapely.STRtree(np.asarray(units.geometry.array, dtype=object))
    colours = _colours(graph, plan.assignment["grid"].reindex(units.index))
    return Draft(plan, units, weighed, graph, tree, tuple(loads), colours, persons(centre), pollution_sources(centre))


def put_together(stored: PlanContent, units: gpd.GeoDataFrame, work: Work, used_codes: Collection[str]) -> PlanContent:
    """The plan as it was redrawn; what is known about the grids that stay goes on."""
    from ...core.supervision import build_plan, given_by_hand

    plan = build_plan(
        stored.header, units, work.assignment,
        old=stored, given=work.facts, used_codes=used_codes, locked=work.locked,
    )  # fmt: skip
    versions = stored.assignment.get("row_version")
    if versions is not None:
        plan = replace(plan, assignment=plan.assignment.assign(row_version=versions))
    return given_by_hand(plan, work.by_hand)


def keep_work(address: str, draft: Draft, work: Work, *, by: str) -> PlanContent:
    """Write what was redrawn into the data centre; returns the draft as the centre holds it then.

    Raises
    ------
    EditConflictError
        If somebody else changed one of the same rows; nothing is written then.
    InputError
        If the draft has been published meanwhile.
    """
    from ...core.data_centre import open_centre
    from ...processing_algorithms.grids.plan_store import loaded, save_draft, used_codes

    with open_centre(address) as centre:
        plan = put_together(draft.plan, draft.units, work, used_codes(centre))
        return save_draft(centre, loaded(centre, plan), before=draft.plan, by=by)


def keep_as_new(address: str, draft: Draft, work: Work, *, by: str) -> str:
    """Keep what was redrawn as a draft of its own beside the one that somebody else changed; returns its id."""
    from ...core.data_centre import open_centre
    from ...core.supervision import copy_as_draft
    from ...processing_algorithms.grids.plan_store import loaded, plan_headers, save_draft, used_codes

    with open_centre(address) as centre:
        taken, old = {one.plan_id for one in plan_headers(centre)}, draft.plan.header
        number = 2
        while f"{old.plan_id[:50]}-{number}" in taken:
            number += 1
        header = replace(copy_as_draft(old, f"{old.plan_id[:50]}-{number}"), based_on=old.based_on)
        plan = put_together(draft.plan, draft.units, work, used_codes(centre))
        save_draft(centre, loaded(centre, replace(plan, header=header)), by=by)
        return header.plan_id


def _colours(graph: CellGraph, homes: pd.Series) -> dict[str, int]:
    """Colour the grids so that neighbours differ, the grids with most neighbours first."""
    labels = homes.to_numpy(dtype=object)
    beside: dict[str, set[str]] = {str(one): set() for one in homes.dropna().unique()}
    for first, second in zip(labels[graph.first], labels[graph.second], strict=True):
        if isinstance(first, str) and isinstance(second, str) and first != second:
            beside[first].add(second)
            beside[second].add(first)
    colours: dict[str, int] = {}
    for label in sorted(beside, key=lambda one: (-len(beside[one]), one)):
        taken = {colours.get(one) for one in beside[label]}
        colours[label] = next((one for one in range(len(COLOURS)) if one not in taken), 0)
    return colours
