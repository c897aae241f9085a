"""A fault of a plan: what is wrong, how badly, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import geopandas as gpd
import shapely
from pyproj import CRS

from .remarks import Remark

__all__ = ["Finding", "Severity", "findings_table"]

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One fault.

    Attributes
    ----------
    code
        Kind of fault, e.g. ``gap``; stable.
    severity
        ``error`` keeps a plan from being published, ``warning`` does not.
    place
        Where to zoom, in the plan's CRS; None where it has no place.
    subjects
        Labels of the grids (or ids of sources, persons) concerned.
    remark
        The sentence.
    """

    code: str
    severity: Severity
    place: shapely.Geometry | None
    subjects: tuple[object, ...]
    remark: Remark


def findings_table(findings: Sequence[Finding], crs: CRS | None) -> gpd.GeoDataFrame:
    """The findings as a layer: ``code, severity, subjects`` (comma-joined), ``message`` (English) and the place."""
    return gpd.GeoDataFrame(
        {
            "code": [one.code for one in findings],
            "severity": [one.severity for one in findings],
            "subjects": [", ".join(str(subject) for subject in one.subjects) for one in findings],
            "message": [one.remark.message for one in findings],
        },
        geometry=gpd.GeoSeries([one.place for one in findings], crs=crs),
        crs=crs,
    )
