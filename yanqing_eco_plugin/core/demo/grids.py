"""Inspection grids of the demo: a plan in force, a draft beside it, persons by their role, sources; all made up."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, date, datetime

import geopandas as gpd
import numpy as np
import pandas as pd

from ..data_centre import DataCentre, Edit
from ..progress import Progress, checkpoint, portion
from ..supervision import (
    DEFAULT_SPEED_KMH,
    PatrolRule,
    PlanContent,
    PlanHeader,
    PlanReference,
    build_plan,
    check_plan,
    copy_as_draft,
    divide,
    header_row,
    plan_rows,
    publication_rows,
    publish,
    with_loads,
    with_sources,
)
from .grid_ground import PATROL_RULES, pollution_sources, unit_ground, villages
from .outline import Ground

__all__ = ["DRAFT_ID", "PLAN_ID", "UNIT_SET", "made_up_grids", "place_grids"]

UNIT_SET, PLAN_ID, DRAFT_ID = "demo-units", "demo-plan", "demo-draft"
_LOG = logging.getLogger(__name__)
_BY, _REASON = "示意数据 synthetic demo", "示意方案，非真实网格 made-up plan, no real grids"
_UNITS_A_CELL = 4
_MINUTES_A_PERSON, _CELLS_A_PERSON, _A_FOR_ONE_B = 900.0, 4, 3
_MINUTES_AVAILABLE = 1500.0


def place_grids(
    centre: DataCentre,
    ground: Ground,
    townships: gpd.GeoDataFrame,
    day: date,
    seed: int,
    progress: Progress | None = None,
) -> None:
    """Write villages, units, sources, persons, the plan in force since `day` and a draft that changes it a little.

    Everything is flagged synthetic. The plan passed the same check as any other.
    """
    district = gpd.GeoDataFrame(centre.features("district"))
    centre.change(made_up_grids(ground, townships, district, day, seed, progress), by=_BY)


def made_up_grids(
    ground: Ground,
    townships: gpd.GeoDataFrame,
    district: gpd.GeoDataFrame,
    day: date,
    seed: int,
    progress: Progress | None = None,
) -> list[Edit]:
    """The rows that `place_grids` writes; the same for the same ground, townships, day and seed."""
    units = unit_ground(townships, UNIT_SET)
    checkpoint(progress, 0.05)
    areas, units["village"] = villages(units, townships, seed)
    checkpoint(progress, 0.25)
    sources = pollution_sources(ground, townships, units, units["village"], seed)
    units = units.set_crs(4326)
    rules: dict[object, PatrolRule] = {
        name: PatrolRule(visits, minutes) for name, _, visits, minutes, _ in PATROL_RULES
    }
    names = {**dict(zip(townships["code"], townships["name"])), **dict(zip(areas["code"], areas["name"]))}
    many = units.groupby("village").size()
    parts = {code: max(1, round(int(number) / _UNITS_A_CELL)) for code, number in many.items()}
    division = divide(
        units, parts, loads="minutes", within="village", tolerance=0.2, seed=seed, progress=portion(progress, 0.3, 0.5)
    )
    cells = division.assignment.astype(str)
    header = PlanHeader(PLAN_ID, "示意网格方案", unit_set=UNIT_SET, note=_REASON, synthetic=True)
    plan = _loaded(build_plan(header, units, cells, names=names), sources, rules)
    checkpoint(progress, 0.6)
    plan, persons = _staffed(plan, names)
    reference = PlanReference(persons, sources, areas, townships, district)
    draft = _draft(plan, units, sources, rules, names, seed, portion(progress, 0.65, 0.9))
    at = datetime(day.year - 1, 12, 20, 2, tzinfo=UTC)
    findings = check_plan(plan, reference)
    checkpoint(progress, 1.0)
    if any(one.severity == "error" for one in findings):
        # A boundary that a user gave may be odder than any plan: then nothing is in force.
        _LOG.warning("the demo's plan stays a draft: %s", findings[0].remark)
        tables = {"grid_plan": header_row(header), **plan_rows(plan)}
    else:
        published, _ = publish(header, findings, effective_from=day, in_force=None)
        tables = publication_rows(
            plan, published, None, persons=persons, sources=sources, by=_BY, reason=_REASON, at=at
        )
    return [
        Edit("village", areas),
        Edit("grid_unit", _unit_rows(units)),
        Edit("patrol_rule", _rule_rows()),
        Edit("person", persons.reset_index()),
        Edit("pollution_source", sources.reset_index()),
        *(Edit(name, rows) for name, rows in tables.items()),
        Edit("grid_plan", header_row(draft.header)),
        *(Edit(name, rows) for name, rows in plan_rows(draft).items()),
    ]


def _loaded(plan: PlanContent, sources: gpd.GeoDataFrame, rules: dict[object, PatrolRule]) -> PlanContent:
    return with_loads(with_sources(plan, sources), sources, rules, speed_kmh=DEFAULT_SPEED_KMH)


def _draft(
    plan: PlanContent,
    units: gpd.GeoDataFrame,
    sources: gpd.GeoDataFrame,
    rules: dict[object, PatrolRule],
    names: dict[str, str],
    seed: int,
    progress: Progress,
) -> PlanContent:
    """What the plan in force becomes where some sources were found to need more time."""
    rng = np.random.default_rng(seed + 11)
    changed = units.assign(minutes=units["minutes"] * rng.uniform(0.8, 1.4, len(units)))
    count = plan.cells.groupby("parent").size().astype(int).to_dict()
    moved = divide(
        changed, count, loads="minutes", within="village", start=plan.assignment["grid"], max_reassigned=0.03,
        tolerance=0.2, seed=seed, progress=progress,
    ).assignment  # fmt: skip
    header = copy_as_draft(plan.header, DRAFT_ID, title="示意调整草案", note=_REASON)
    return _loaded(build_plan(header, units, moved, names=names, old=plan), sources, rules)


def _staffed(plan: PlanContent, names: dict[str, str]) -> tuple[PlanContent, pd.DataFrame]:
    """Every cell an A and a B person; a person has neighbouring cells of one township."""
    grids, rows = plan.grids.copy(), []
    for township, cells in plan.cells.sort_values("code").groupby(plan.cells["parent"].str[:9]):
        groups: list[list[str]] = [[]]
        load = 0.0
        for label, minutes in zip(cells.index, cells["minutes"].astype(float), strict=True):
            if groups[-1] and (load + minutes > _MINUTES_A_PERSON or len(groups[-1]) == _CELLS_A_PERSON):
                groups.append([])
                load = 0.0
            groups[-1].append(label)
            load += minutes
        body = f"{names.get(str(township), township)}网格办(示意)"
        short = str(township)[6:]
        for number, labels in enumerate(groups):
            first, second = f"A-{short}-{number + 1:02d}", f"B-{short}-{number // _A_FOR_ONE_B + 1:02d}"
            grids.loc[labels, ["person_a", "person_b", "responsible_body"]] = first, second, body
            rows.append((first, "A", str(township), body))
            if number % _A_FOR_ONE_B == 0:
                rows.append((second, "B", str(township), body))
        grids.loc[grids["code"].str.startswith(str(township)), "responsible_body"] = body
    persons = pd.DataFrame(rows, columns=["person_id", "role", "township", "organisation"]).set_index("person_id")
    persons["name"] = [f"网格员 {one}" for one in persons.index]
    # No telephone number in China begins so.
    persons["phone"] = [f"010-0000-{number:04d}" for number in range(1, len(persons) + 1)]
    persons["duties"] = "日常巡查、问题上报、协助处置"
    persons["minutes_available"] = _MINUTES_AVAILABLE
    persons["synthetic"] = 1
    return replace(plan, grids=grids), persons


def _unit_rows(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    rows = units.drop(columns="township").reset_index()
    rows["unit_set"], rows["synthetic"] = UNIT_SET, 1
    return rows


def _rule_rows() -> pd.DataFrame:
    table = pd.DataFrame(PATROL_RULES, columns=["class", "name", "visits_per_week", "minutes", "share"])
    return table.drop(columns="share")
