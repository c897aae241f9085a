"""Brings fixes into a data centre: units become resources, and files of tracks are read, judged and stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from ..data_centre import AppendResult, DataCentre
from ..datum import Datum
from ..errors import InputError
from ..ingest import REJECT_COLUMNS
from ..ingest.positions import (
    REASONS,
    DatumFinding,
    FixLimits,
    Source,
    accept_fixes,
    decode_fixes,
    suspect_datum,
)
from ..progress import Progress, checkpoint
from .rejects import add_new_rejects

__all__ = ["TrackSummary", "import_tracks", "store_fixes"]

_LARGEST_FILE = 512 * 1024 * 1024
# Far enough around a file's fixes that what is held already can judge them.
_AROUND = pd.Timedelta("2h")


@dataclass(frozen=True)
class TrackSummary:
    """What became of a file of tracks.

    Attributes
    ----------
    accepted, unchanged
        Fixes the centre holds now, and how many of them it held before.
    rejected
        Records and fixes that did not pass.
    reasons
        Their number by reason.
    datum_finding
        Where the positions lie on the roads only under another datum than stated.
    strangers
        Units that are no resource of the centre; their fixes are kept under their own name.
    """

    accepted: int
    unchanged: int
    rejected: int
    reasons: Mapping[str, int] = field(default_factory=dict)
    datum_finding: DatumFinding | None = None
    strangers: tuple[str, ...] = ()


def store_fixes(centre: DataCentre, fixes: pd.DataFrame) -> AppendResult:
    """Store accepted fixes (`ingest.positions.FIX_COLUMNS`): each unit under the resource whose tracker it is."""
    names = fixes["unit_id"].map(_resource_names(centre)).fillna(fixes["unit_id"])
    return centre.append_fixes(fixes.drop(columns=["unit_id", "valid"], errors="ignore").assign(resource_id=names))


def import_tracks(
    centre: DataCentre,
    path: Path,
    *,
    format: str,  # noqa: A002 - the word users and scripts know
    datum: Datum = "wgs84",
    unit_id: str = "",
    limits: FixLimits | None = None,
    roads: gpd.GeoDataFrame | None = None,
    progress: Progress | None = None,
) -> TrackSummary:
    """Store the fixes of a file that pass the tests; the others go to quarantine with their reason.

    Old tracks are judged without the clock. Bringing the same file in again changes nothing.

    Parameters
    ----------
    format
        One of `ingest.positions.POSITION_FORMATS`.
    unit_id
        Whose it is, for formats that do not say (NMEA, GPX); default: the name of the file.
    limits
        What a fix has to satisfy.
    roads
        Lines in WGS-84 against which the stated datum is checked.

    Raises
    ------
    InputError
        The file is missing, far too large, or none of the format as a whole.
    """
    if not path.is_file():
        raise InputError("There is no file “{name}”.", hint="Check the path.", name=path.name, details=str(path))
    if path.stat().st_size > _LARGEST_FILE:
        raise InputError("“{name}” is too large.", hint="Import it piece by piece.", name=path.name)
    checkpoint(progress, 0.0)
    source = Source(path.name, datum, unit_id or path.stem)
    decoded = decode_fixes(path.read_bytes(), format, source)
    checkpoint(progress, 0.5)
    names = _resource_names(centre)
    fixes = decoded.fixes
    accepted, refused = accept_fixes(fixes, limits=limits or FixLimits(), known=_known(centre, fixes, names))
    checkpoint(progress, 0.7)
    result = store_fixes(centre, accepted) if len(accepted) else AppendResult(0)
    # A fix that the centre holds already is no fault of the file.
    again = int((refused["reason"] == "duplicate").sum())
    bad = refused[refused["reason"] != "duplicate"]
    add_new_rejects(centre, pd.concat([decoded.rejects, _as_rejects(bad, path.name)], ignore_index=True))
    checkpoint(progress, 1.0)
    reasons = Counter(decoded.rejects["reason"]) + Counter(bad["reason"])
    lines = np.array([]) if roads is None else np.asarray(roads.geometry.array, dtype=object)
    return TrackSummary(
        accepted=result.accepted + again,
        unchanged=result.unchanged + again,
        rejected=len(decoded.rejects) + len(bad),
        reasons=dict(reasons),
        datum_finding=suspect_datum(fixes["source_lon"], fixes["source_lat"], lines, stated=datum),
        strangers=tuple(sorted(set(fixes["unit_id"]) - set(names))),
    )


def _resource_names(centre: DataCentre) -> dict[str, str]:
    """What a tracker calls itself → its resource."""
    held = centre.features("resource")
    own = dict(zip(held["resource_id"], held["resource_id"]))
    return own | {unit: name for unit, name in zip(held["unit_id"], held["resource_id"]) if unit}


def _known(centre: DataCentre, fixes: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame | None:
    if fixes.empty:
        return None
    units = {names.get(unit, unit): unit for unit in fixes["unit_id"].unique()}
    start, end = fixes["time"].min() - _AROUND, fixes["time"].max() + _AROUND
    held = centre.fixes(list(units), start, end, columns=["resource_id", "time", "lon", "lat"])
    return held.assign(unit_id=held["resource_id"].map(units)) if len(held) else None


def _as_rejects(bad: pd.DataFrame, source: str) -> pd.DataFrame:
    rows = [
        (
            source,
            f"{fix['unit_id']} {fix['time'].isoformat()}",
            fix["reason"],
            REASONS[fix["reason"]],
            f"{fix['source_lon']!r},{fix['source_lat']!r}".encode(),
        )
        for fix in bad.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(REJECT_COLUMNS), dtype=object)
