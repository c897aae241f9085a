"""All rows that publishing a plan leaves behind."""

from __future__ import annotations

from datetime import datetime

import geopandas as gpd
import pandas as pd

from .plan_content import PlanContent
from .plan_life import PlanHeader
from .plan_tables import frozen_rows, header_row, plan_checksum, plan_rows

__all__ = ["publication_rows"]


def publication_rows(
    plan: PlanContent,
    published: PlanHeader,
    superseded: PlanHeader | None,
    *,
    persons: pd.DataFrame,
    sources: gpd.GeoDataFrame,
    by: str,
    reason: str,
    at: datetime,
) -> dict[str, pd.DataFrame]:
    """Rows by table: the headers, the plan, persons and sources as they are today, and the entry of the publish log.

    Parameters
    ----------
    plan
        The checked draft.
    published, superseded
        What `publish` gave back.
    persons, sources
        By id, columns of ``person`` and ``pollution_source``.
    by, reason
        Who publishes and why.
    at
        When, with a time zone.
    """
    tables = {**plan_rows(plan), **frozen_rows(plan, persons, sources)}
    headers = [header_row(one) for one in (superseded, published) if one is not None]
    log = {
        "entry_id": f"{plan.header.plan_id}/{at.timestamp():.0f}",
        "plan_id": plan.header.plan_id,
        "published_at": pd.Timestamp(at),
        "published_by": by,
        "reason": reason,
        "effective_from": None if published.effective_from is None else published.effective_from.isoformat(),
        "replaces": None if superseded is None else superseded.plan_id,
        "grids": len(plan.cells),
        "units": len(plan.assignment),
        "persons": len(tables["published_person"]),
        "sources": len(tables["published_source"]),
        "checksum": plan_checksum(tables),
    }
    return {"grid_plan": pd.concat(headers, ignore_index=True), **tables, "publish_log": pd.DataFrame([log])}
