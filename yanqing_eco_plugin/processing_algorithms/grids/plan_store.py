"""Keeps drafts of inspection grids in a data centre and publishes them; shows all that reads them, too."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ...core.errors import InputError
from .plan_reading import (
    PLAN_TABLES,
    account_in,
    check_stored,
    chosen_plan,
    local_today,
    patrol_rules,
    persons,
    persons_as_of,
    place_names,
    plan_headers,
    plan_on,
    pollution_sources,
    read_plan,
    reference_of,
    sources_as_of,
    stored_header,
    units_of,
    used_codes,
    verify_plan,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import geopandas as gpd

    from ...core.data_centre.centre import DataCentre
    from ...core.progress import Progress
    from ...core.supervision import Finding, PlanContent

__all__ = [
    "account_in",
    "check_stored",
    "chosen_plan",
    "copy_plan",
    "delete_draft",
    "known_unit_set",
    "loaded",
    "local_today",
    "patrol_rules",
    "persons",
    "persons_as_of",
    "place_names",
    "plan_headers",
    "plan_on",
    "pollution_sources",
    "publish_stored",
    "read_plan",
    "reference_of",
    "save_draft",
    "sources_as_of",
    "stored_header",
    "units_of",
    "used_codes",
    "verify_plan",
]


def save_draft(
    centre: DataCentre,
    plan: PlanContent,
    *,
    before: PlanContent | None = None,
    units: gpd.GeoDataFrame | None = None,
    by: str = "",
) -> PlanContent:
    """Keep a draft: all of it in one transaction, only the rows that changed. Returns it with its new versions.

    Parameters
    ----------
    before
        The draft as it was read (or returned by the last saving); None for a new plan.
    units
        New units (index the unit's id) that come along as the set the header names.

    Raises
    ------
    InputError
        If the plan is published, or new with an id that is taken.
    EditConflictError
        If somebody else changed one of these rows since; nothing is written then.
    """
    from ...core.data_centre import Edit
    from ...core.supervision import changed_rows, header_row, plan_rows, require_draft

    plan_id = plan.header.plan_id
    require_draft(plan.header)
    if before is not None:
        require_draft(stored_header(centre, plan_id))
    elif plan_id in {one.plan_id for one in plan_headers(centre)}:
        raise InputError("There is a plan {plan} already.", hint="Give the new one another id.", plan=plan_id)
    edits = []
    if before is None:
        edits.append(Edit("grid_plan", header_row(plan.header).assign(row_version=0)))
    elif before.header != plan.header:
        edits.append(Edit("grid_plan", header_row(plan.header)))
    if units is not None:
        rows = units.reset_index(names="unit_id")
        edits.append(
            Edit("grid_unit", rows.assign(unit_set=plan.header.unit_set, synthetic=int(plan.header.synthetic)))
        )
    new, old = plan_rows(plan), {} if before is None else plan_rows(before)
    for name, key in PLAN_TABLES.items():
        rows, gone = changed_rows(new[name], old.get(name), key)
        if len(rows) or gone:
            edits.append(Edit(name, rows, gone))
    if edits:
        centre.change(edits, by=by)
    return read_plan(centre, plan_id)


def loaded(centre: DataCentre, plan: PlanContent, *, speed_kmh: float | None = None) -> PlanContent:
    """The plan with the centre's sources assigned by place and the workload they make; nothing is written."""
    from ...core.supervision import DEFAULT_SPEED_KMH, with_loads, with_sources

    sources = pollution_sources(centre)
    if not len(sources):
        return plan
    return with_loads(
        with_sources(plan, sources), sources, patrol_rules(centre), speed_kmh=speed_kmh or DEFAULT_SPEED_KMH
    )


def known_unit_set(centre: DataCentre, ids: Collection[str]) -> str:
    """The set that consists of exactly these units; empty where the centre has none of them.

    Raises
    ------
    InputError
        If it has some of them only: plans rest on units, so these never change.
    """
    held = centre.features("grid_unit")[["unit_id", "unit_set"]]
    sets = held.loc[held["unit_id"].isin(set(ids)), "unit_set"].unique().tolist()
    if not sets:
        return ""
    if len(sets) > 1 or set(held.loc[held["unit_set"] == sets[0], "unit_id"]) != set(ids):
        raise InputError(
            "The data centre has some of these units already, but not just these.",
            hint="Plans rest on them: take the whole set “{unit_set}”, or give the new units other ids.",
            unit_set=sets[0],
        )
    return str(sets[0])


def copy_plan(
    centre: DataCentre, plan_id: str, new_id: str, *, title: str = "", note: str = "", by: str = ""
) -> PlanContent:
    """Make a draft out of any plan: grids, persons, units and sources as they are there.

    Raises
    ------
    InputError
        If there is no such plan, or the new id is none or taken.
    """
    from dataclasses import replace

    from ...core.supervision import copy_as_draft

    plan = read_plan(centre, plan_id)
    return save_draft(centre, replace(plan, header=copy_as_draft(plan.header, new_id, title=title, note=note)), by=by)


def delete_draft(centre: DataCentre, plan_id: str, *, by: str = "") -> None:
    """Delete a draft with all its rows.

    Raises
    ------
    InputError
        If it was published: such a plan stays readable for ever.
    """
    from ...core.data_centre import Edit
    from ...core.supervision import require_draft

    require_draft(stored_header(centre, plan_id))
    edits = [Edit("grid_plan", delete=[plan_id])]
    for name, key in PLAN_TABLES.items():
        edits.append(Edit(name, delete=centre.features(name, where={"plan_id": plan_id})[key].tolist()))
    centre.change([edit for edit in edits if edit.delete], by=by)


def publish_stored(
    centre: DataCentre,
    plan_id: str,
    *,
    effective_from: date,
    reason: str,
    by: str,
    replaces: str = "",
    tell: Callable[[Finding], None] | None = None,
    progress: Progress | None = None,
) -> str:
    """Check a draft, put it into force and freeze it: persons, sources and a checksum of everything are kept as rows.

    Parameters
    ----------
    effective_from
        First local day on which it is in force.
    by
        Who publishes it. A shared centre knows that by itself: there the account is kept, beside another name if one is given.
    replaces
        Names the plan in force where the draft was copied from another one.
    tell
        Told each finding of the check.

    Returns
    -------
    str
        The checksum.

    Raises
    ------
    InputError
        If no reason or nobody is named, the check finds errors, or see `core.supervision.publish`.
    EditConflictError
        If somebody changed the draft while it was checked; nothing is published then.
    """
    from ...core.data_centre import Edit
    from ...core.supervision import check_plan, publication_rows, publish

    who = _signature(by.strip(), account_in(centre))
    if not reason.strip() or not who:
        raise InputError(
            "A plan is published by somebody and for a reason.", hint="Say who publishes it and why; both are kept."
        )
    plan, reference = read_plan(centre, plan_id), reference_of(centre)
    current = next((one for one in plan_headers(centre) if one.state == "in_force"), None)
    versions = centre.features("grid_plan").set_index("plan_id")["row_version"]
    findings = check_plan(plan, reference, progress=progress)
    for finding in findings if tell is not None else ():
        tell(finding)
    published, superseded = publish(
        plan.header, findings, effective_from=effective_from, in_force=current, replaces=replaces
    )
    tables = publication_rows(
        plan, published, superseded, persons=persons(centre), sources=pollution_sources(centre),
        by=who, reason=reason.strip(), at=datetime.now(UTC),
    )  # fmt: skip
    tables["grid_plan"] = tables["grid_plan"].assign(
        row_version=versions.reindex(tables["grid_plan"]["plan_id"]).to_numpy()
    )
    # The grids are written again with the versions that were checked: a draft changed since is not published.
    centre.change([Edit(name, rows) for name, rows in tables.items() if len(rows)], by=who)
    return str(tables["publish_log"]["checksum"].iloc[0])


def _signature(by: str, account: str) -> str:
    return by if account in ("", by) else f"{by} ({account})" if by else account
