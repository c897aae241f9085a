"""Makes the demo centre, and brings it up to the present hour."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import geopandas as gpd
import pandas as pd

from ..data_centre import create_centre
from ..data_centre.centre import DataCentre, District
from ..errors import CentreError, InputError
from ..progress import Progress, checkpoint, portion
from .episodes import LOCAL_HOURS, first_day
from .grids import place_grids
from .history import observations
from .lidar_scans import place_scans
from .outline import Ground, district_outline
from .placement import stations
from .township_areas import township_areas

__all__ = ["DISTRICT", "SEED", "create_demo", "extend_demo", "followed_by"]

SEED = 110119
DISTRICT = District("110119", "延庆区(示意)", "Yanqing (synthetic demo)", float(LOCAL_HOURS))

_PLAN_ID = "demo"
_PLAN = re.compile(r"demo 1 seed=(\d+) first_day=(-?\d+) begin=(\d+)")
_CHUNK = timedelta(days=5)
_HOUR = timedelta(hours=1)
# Shares of the work: the inspection grids end here, and the history.
_GRIDS_END, _RECORDS_END = 0.35, 0.95


@dataclass(frozen=True)
class _Plan:
    """What the history of a demo centre follows from; the centre keeps it in its import log."""

    seed: int
    first_day: int
    begin: datetime

    def row(self) -> pd.DataFrame:
        begin = int(self.begin.timestamp())
        text = f"demo 1 seed={self.seed} first_day={self.first_day} begin={begin}"
        now = pd.Timestamp(datetime.now(UTC).replace(microsecond=0))
        return pd.DataFrame(
            {"import_id": [_PLAN_ID], "started": [now], "source": ["示意数据 synthetic demo"], "format": [text]}
        )

    @classmethod
    def made_at(cls, end: datetime, days: float, seed: int) -> _Plan:
        return cls(seed, first_day(end), _full_hour(end - timedelta(days=days)))

    @classmethod
    def of(cls, centre: DataCentre) -> _Plan | None:
        log = centre.features("import_log", where={"import_id": _PLAN_ID})
        found = _PLAN.fullmatch(str(log["format"].iloc[0])) if len(log) else None
        if found is None:
            return None
        seed, day, begin = (int(text) for text in found.groups())
        return cls(seed, day, datetime.fromtimestamp(begin, UTC))


def followed_by(centre: DataCentre) -> tuple[int, int] | None:
    """Seed and first day (`episodes.first_day`) of a demo centre's history; None where the centre is no demo."""
    plan = _Plan.of(centre)
    return None if plan is None else (plan.seed, plan.first_day)


def _full_hour(moment: datetime | None) -> datetime:
    now = datetime.now(UTC) if moment is None else moment
    if now.tzinfo is None:
        raise InputError(
            "The end of the demo's history does not say its time zone.",
            hint="Give a time with a time zone, e.g. UTC.",
            details=repr(moment),
        )
    return now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _network(centre: DataCentre) -> gpd.GeoDataFrame:
    """The demo's own stations; real ones that a user has brought in beside them are left alone."""
    found = centre.stations()
    return found[found["synthetic"] == 1].reset_index(drop=True)


def _standing_ground(centre: DataCentre) -> Ground:
    """The outline the centre has; our own where its making was interrupted before it got one."""
    district = gpd.GeoDataFrame(centre.features("district"))
    if len(district) and district.geometry.notna().all():
        return district_outline(district)
    ground = district_outline()
    columns = {"code": [DISTRICT.code], "name": [DISTRICT.name], "name_en": [DISTRICT.name_en]}
    centre.write_features("district", gpd.GeoDataFrame(columns, geometry=[ground.outline], crs=4326))
    return ground


def _place(centre: DataCentre, ground: Ground, seed: int) -> None:
    areas = township_areas(ground, seed)
    centre.write_features("township", areas)
    centre.write_features("station", stations(ground, areas, seed))


def _supervise(centre: DataCentre, ground: Ground, plan: _Plan, progress: Progress | None) -> None:
    """Inspection grids, where the centre has none yet: those of a demo made by an older plugin come later."""
    if centre.features("grid_plan").empty:
        townships = gpd.GeoDataFrame(centre.features("township"))
        own = gpd.GeoDataFrame(townships[townships["synthetic"] == 1])
        place_grids(centre, ground, own, date(plan.begin.year, 1, 1), plan.seed, progress)


def _fill(centre: DataCentre, plan: _Plan, end: datetime, progress: Progress | None) -> int:
    network = _network(centre)
    newest = centre.latest(ids=network["station_id"].tolist())["newest"].max()
    start = plan.begin if pd.isna(newest) else max(newest.to_pydatetime(), plan.begin)
    first, span, added = start, max(end - start, _HOUR), 0
    while start < end:
        stop = min(start + _CHUNK, end)
        step = portion(progress, (start - first) / span, (stop - first) / span)
        checkpoint(step, 0.0, "")
        frame = observations(network, start, stop, plan.seed, origin=plan.first_day)
        added += centre.append_observations(frame, progress=portion(step, 0.2, 1.0)).added
        start = stop
    return added


def create_demo(
    address: str,
    *,
    boundary: gpd.GeoDataFrame | None = None,
    days: float = 30,
    until: datetime | None = None,
    seed: int = SEED,
    progress: Progress | None = None,
) -> DataCentre:
    """Make a data centre with a made-up district: outline, townships, the 907 devices and their history.

    Work that was interrupted is finished by `extend_demo`.

    Parameters
    ----------
    address
        Where the centre shall lie, as `create_centre` takes it.
    boundary
        Polygons whose union is the district; None for our own schematic outline.
    days
        Length of the history.
    until
        Its end, with a time zone; None for now. The last full hour is taken.
    seed
        What positions and values follow from.
    progress
        Told how far it is; may cancel.

    Returns
    -------
    DataCentre
        Open for writing, ``synthetic``; every station and township in it is flagged synthetic.

    Raises
    ------
    InputError
        For a boundary without area, a naive `until`, no days, a seed below zero, or where something stands at `address`.
    CentreReadOnlyError
        Where `address` cannot be written.
    """
    if not 0 < days <= 3660:
        raise InputError(
            "A history of {days} days cannot be made.", hint="Give a number of days between 1 and 3660.", days=days
        )
    if seed < 0:
        raise InputError("The seed {seed} is below zero.", hint="Give a whole number from 0.", seed=seed)
    end = _full_hour(until)
    plan = _Plan.made_at(end, days, seed)
    ground = district_outline(boundary)
    outline = gpd.GeoDataFrame(geometry=[ground.outline], crs=4326)
    checkpoint(progress, 0.0)
    centre = create_centre(address, district=DISTRICT, boundary=outline, synthetic=True)
    try:
        centre.write_features("import_log", plan.row())
        _place(centre, ground, seed)
        checkpoint(progress, 0.02)
        _supervise(centre, ground, plan, portion(progress, 0.02, _GRIDS_END))
        _fill(centre, plan, end, portion(progress, _GRIDS_END, _RECORDS_END))
        place_scans(centre, end, plan.seed)
    except BaseException:
        centre.close()
        raise
    checkpoint(progress, 1.0)
    return centre


def extend_demo(centre: DataCentre, *, until: datetime | None = None, progress: Progress | None = None) -> int:
    """Add the hours that a demo centre lacks since its newest record; also finishes one whose making was interrupted.

    Parameters
    ----------
    centre
        A demo centre, open for writing.
    until
        The new end, with a time zone; None for now. The last full hour is taken.
    progress
        Told how far it is; may cancel.

    Returns
    -------
    int
        Rows added; 0 where nothing was missing.

    Raises
    ------
    CentreError
        For a centre that is no demo; it is left as it is.
    """
    if not centre.synthetic:
        raise CentreError(
            "The data centre {place} holds no demo district and is left as it is.",
            hint="Choose another place for the demo.",
            place=centre.address,
        )
    end = _full_hour(until)
    plan = _Plan.of(centre)
    if plan is None:
        # Interrupted before its plan was written down.
        plan = _Plan.made_at(end, 30, SEED)
        centre.write_features("import_log", plan.row())
    if _network(centre).empty:
        _place(centre, _standing_ground(centre), plan.seed)
    _supervise(centre, _standing_ground(centre), plan, portion(progress, 0.0, _GRIDS_END))
    added = _fill(centre, plan, end, portion(progress, _GRIDS_END, _RECORDS_END))
    place_scans(centre, end, plan.seed)
    checkpoint(progress, 1.0)
    return added
