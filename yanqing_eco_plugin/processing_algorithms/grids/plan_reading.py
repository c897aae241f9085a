"""Reads plans of inspection grids, and what they are held against, from a data centre."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from ...core.errors import InputError

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from ...core.data_centre.centre import DataCentre
    from ...core.progress import Progress
    from ...core.supervision import Finding, PatrolRule, PlanContent, PlanHeader, PlanReference

__all__ = [
    "PLAN_TABLES",
    "account_in",
    "check_stored",
    "chosen_plan",
    "local_today",
    "patrol_rules",
    "persons",
    "persons_as_of",
    "place_names",
    "plan_headers",
    "plan_on",
    "pollution_sources",
    "read_plan",
    "reference_of",
    "sources_as_of",
    "stored_header",
    "units_of",
    "used_codes",
    "verify_plan",
]

# Tables with the rows of one plan, and their keys.
PLAN_TABLES = {"grid": "grid_id", "grid_assignment": "assignment_id", "source_assignment": "assignment_id"}


def local_today(centre: DataCentre) -> date:
    """Today on the district's clock."""
    return datetime.now(timezone(timedelta(hours=centre.district.utc_offset_hours))).date()


def account_in(centre: DataCentre) -> str:
    """The database account in a shared centre; empty in a folder, which knows nobody."""
    if not centre.address.startswith(("postgresql:", "postgres:")):
        return ""
    from ...core.data_centre.postgis import account_of

    return account_of(centre.address)


def plan_headers(centre: DataCentre) -> list[PlanHeader]:
    """All plans of the centre, ordered by id."""
    from ...core.supervision import header_of

    return [header_of(row) for row in centre.features("grid_plan").to_dict("records")]


def stored_header(centre: DataCentre, plan_id: str) -> PlanHeader:
    """One plan's header.

    Raises
    ------
    InputError
        If the centre has no such plan.
    """
    from ...core.supervision import header_of

    rows = centre.features("grid_plan", where={"plan_id": plan_id})
    if not len(rows):
        raise InputError(
            "The data centre has no plan “{plan}”.",
            hint="Choose one of its plans.",
            plan=plan_id,
            details=centre.address,
        )
    return header_of(rows.to_dict("records")[0])


def plan_on(centre: DataCentre, day: date | None = None) -> PlanHeader | None:
    """The plan in force on a local day (today); None where there is none."""
    from ...core.supervision import plan_in_force

    return plan_in_force(plan_headers(centre), day or local_today(centre))


def read_plan(centre: DataCentre, plan_id: str) -> PlanContent:
    """A whole plan, whatever its state; rows carry the versions that `save_draft` compares.

    Raises
    ------
    InputError
        If the centre has no such plan.
    """
    from ...core.supervision import content_of

    header = stored_header(centre, plan_id)
    grids, assignment, sources = (centre.features(name, where={"plan_id": plan_id}) for name in PLAN_TABLES)
    return content_of(header, grids, assignment, sources)


def units_of(centre: DataCentre, unit_set: str) -> gpd.GeoDataFrame:
    """The units of a set, index ``unit_id``, EPSG:4326."""
    return centre.features("grid_unit", where={"unit_set": unit_set}).set_index("unit_id")


def persons(centre: DataCentre) -> pd.DataFrame:
    """The persons, index ``person_id``."""
    return centre.features("person").set_index("person_id")


def pollution_sources(centre: DataCentre) -> gpd.GeoDataFrame:
    """The sources, index ``source_id``, EPSG:4326."""
    return centre.features("pollution_source").set_index("source_id")


def persons_as_of(centre: DataCentre, header: PlanHeader) -> pd.DataFrame:
    """The persons a plan speaks of, index ``person_id``: as they were when it was published, or as they are for a draft."""
    if header.state == "draft":
        return persons(centre)
    return centre.features("published_person", where={"plan_id": header.plan_id}).set_index("person_id")


def sources_as_of(centre: DataCentre, plan: PlanContent) -> gpd.GeoDataFrame:
    """The sources of a plan with the label of their ``grid``, index ``source_id``; see `persons_as_of`."""
    from ...core.supervision import label_of

    if plan.header.state == "draft":
        points = pollution_sources(centre)
        return points.assign(grid=plan.sources["grid"].reindex(points.index))
    points = centre.features("published_source", where={"plan_id": plan.header.plan_id}).set_index("source_id")
    return points.assign(grid=[label_of(one) if one else None for one in points["grid_id"]])


def patrol_rules(centre: DataCentre) -> dict[object, PatrolRule]:
    """Patrol rule of each class of sources."""
    from ...core.supervision import PatrolRule

    table = centre.features("patrol_rule").dropna(subset=["visits_per_week", "minutes"])
    return {
        row["class"]: PatrolRule(float(row["visits_per_week"]), float(row["minutes"]))
        for row in table.to_dict("records")
    }


def place_names(centre: DataCentre) -> dict[str, str]:
    """Names of townships and villages by code."""
    tables = [centre.features(name) for name in ("township", "village")]
    return {code: name for table in tables for code, name in zip(table["code"], table["name"]) if name}


def used_codes(centre: DataCentre) -> set[str]:
    """Codes of cells in any plan that was ever published."""
    published = {plan.plan_id for plan in plan_headers(centre) if plan.state != "draft"}
    grids = centre.features("grid", where={"level": "cell"})
    return set(grids.loc[grids["plan_id"].isin(published), "code"].dropna())


def reference_of(centre: DataCentre) -> PlanReference:
    """What a plan of this centre is checked against; empty tables are not."""
    from ...core.supervision import PlanReference

    district, townships, villages = (centre.features(name) for name in ("district", "township", "village"))
    if len(district):
        district = district[district.geometry.notna()]
    given = [table if len(table) else None for table in (villages, townships, district)]
    return PlanReference(persons(centre), pollution_sources(centre), *given)


def chosen_plan(centre: DataCentre, plan_id: str) -> PlanHeader:
    """The plan with this id; the one in force today where none is named.

    Raises
    ------
    InputError
        If there is no such plan, or none is in force.
    """
    if plan_id:
        return stored_header(centre, plan_id)
    header = plan_on(centre)
    if header is None:
        raise InputError("No plan is in force today.", hint="Name the plan.")
    return header


def check_stored(centre: DataCentre, plan_id: str, *, progress: Progress | None = None) -> list[Finding]:
    """Findings of a plan as the centre holds it."""
    from ...core.supervision import check_plan

    return check_plan(read_plan(centre, plan_id), reference_of(centre), progress=progress)


def verify_plan(centre: DataCentre, plan_id: str) -> bool:
    """Whether a published plan is still what the publish log says it was.

    Raises
    ------
    InputError
        If the plan was never published.
    """
    log = centre.features("publish_log", where={"plan_id": plan_id})
    if not len(log):
        raise InputError("The plan {plan} was never published.", hint="Choose another plan.", plan=plan_id)
    return bool(log.sort_values("published_at")["checksum"].iloc[-1] == _checksum(centre, plan_id))


def _checksum(centre: DataCentre, plan_id: str) -> str:
    from ...core.supervision import CHECKED_COLUMNS, plan_checksum

    return plan_checksum({name: centre.features(name, where={"plan_id": plan_id}) for name in CHECKED_COLUMNS})
