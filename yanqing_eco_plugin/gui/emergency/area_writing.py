"""Affected areas of an algorithm's file as rows of the centre, and what lies in them in words."""

from __future__ import annotations

from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer

    from ...core.emergency import Changes

__all__ = ["area_changes", "exposure_text"]

_COLUMNS = ["endpoint", "kind", "model", "note", "concentration_g_m3", "time_s", "reach_m", "area_m2", "geometry"]


def area_changes(path: Path, incident_id: str, *, at: datetime, author: str) -> Changes:
    """Rows of ``affected_area`` and the entry in the log that says what was computed; runs in the background."""
    import geopandas as gpd
    import pandas as pd
    import shapely

    from ...core.emergency import log_entry
    from ...core.emergency.log_entries import new_id

    found = gpd.read_file(path)
    shapes = [shapely.MultiPolygon([one]) if one.geom_type == "Polygon" else one for one in found.geometry]
    run = new_id("area", at)
    rows = gpd.GeoDataFrame(
        pd.DataFrame(found[[name for name in _COLUMNS if name != "geometry"]]), geometry=shapes, crs=4326
    )
    rows = rows.assign(area_id=[f"{run}-{number}" for number in range(len(rows))], incident_id=incident_id, made_at=at)
    told = "; ".join(f"{name} {reach:.0f} m" for name, reach in zip(found["endpoint"], found["reach_m"]))
    entry = log_entry(
        incident_id, "text", at=at, event="area.computed", author=author, text=f"{told} ({found['note'].iloc[0]})"
    )
    return {"affected_area": rows, "log_entry": entry}


def exposure_text(table: QgsVectorLayer) -> str:
    """The table of what is exposed as lines of rich text."""
    translate = QCoreApplication.translate
    lines = []
    for row in table.getFeatures():
        if not row["count"]:
            continue
        known = row["people"] is not None and str(row["people"]) not in ("NULL", "nan")
        people = translate("Emergency", ", {people:.0f} people").format(people=float(row["people"])) if known else ""
        names = f": {escape(str(row['names']))}" if row["names"] else ""
        lines.append(
            f"<b>{escape(str(row['endpoint']))}</b> {escape(str(row['layer']))} × {row['count']}{people}{names}"
        )
    return "<br>".join(lines) or escape(translate("Emergency", "Nothing of the project's layers lies in it."))
