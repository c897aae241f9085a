"""An incident read for its replay: the same log and the same functions that made the live board, tracks window by window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd
import shapely

from ...core.data_centre import DataCentre
from ...core.emergency import Replay, TrackLookup, TrackWindows, plan_windows
from ...core.emergency.track_lookup import FIX_COLUMNS
from .board import Row, rows_of

__all__ = ["Played", "read_played", "read_window"]

_SHORT, _LONG = timedelta(minutes=10), timedelta(days=1)
# One span of the clock that holds all there is: the last fix of each unit.
_ONE_SPAN_S = 1e10


@dataclass(frozen=True)
class Played:
    """A replay with its span and the resources as they are called.

    Attributes
    ----------
    windows
        The tracks that are held; `replay` looks positions up in them.
    newest
        `FIX_COLUMNS`: the newest fix of each unit when this was read.
    told
        Resources of which the log tells.
    """

    replay: Replay
    windows: TrackWindows
    start: datetime
    end: datetime
    resources: Mapping[str, Row]
    entries: tuple[Row, ...]
    newest: pd.DataFrame
    told: frozenset[str] = frozenset()


def read_played(centre: DataCentre, incident_id: str, now: datetime) -> Played:
    """Log, resources and the first window of the tracks of an incident, from its report to its end or now."""
    incident = centre.features("incident", where={"incident_id": incident_id}).iloc[0]
    log = centre.features("log_entry", where={"incident_id": incident_id})
    closed = incident["closed_at"]
    start = pd.Timestamp(incident["opened_at"]).to_pydatetime()
    last = max(pd.Timestamp(log["recorded"].max()), pd.Timestamp(incident["opened_at"])) + pd.Timedelta("60s")
    end = min(now, last.to_pydatetime()) if not pd.isna(closed) else now
    end = max(end, start + timedelta(seconds=1))
    frame = centre.features("resource")
    resources = {str(row["resource_id"]): row for row in rows_of(frame)}
    log["recorded"] = log["recorded"].fillna(log["time"])
    entries = rows_of(log.sort_values(["recorded", "entry_id"], kind="stable"), without=("photo",))
    told = frozenset(str(entry["resource_id"]) for entry in entries if entry["resource_id"])
    newest = _newest(centre)
    windows = TrackWindows(plan_windows(start, end, len(newest)))
    replay = Replay(pd.DataFrame(log), windows)
    played = Played(replay, windows, start, end, resources, tuple(entries), newest, told)
    windows.take(0, read_window(centre, played, 0), start)
    return played


def read_window(centre: DataCentre, played: Played, number: int, carried: pd.DataFrame | None = None) -> TrackLookup:
    """The tracks of a window; `carried` are the newest fixes before it, looked up where they are not given."""
    begin, end = played.windows.plan.span(number)
    before = _before(centre, played, begin) if carried is None else carried
    fixes = centre.fixes(None, begin, end, columns=FIX_COLUMNS)
    return TrackLookup(pd.concat([before, fixes], ignore_index=True) if len(before) else fixes)


def _before(centre: DataCentre, played: Played, moment: datetime) -> pd.DataFrame:
    """The newest fix of each unit not after a moment.

    The same for any moment, in whatever order they are asked for: one from before the day before the report counts only
    where it is the newest that there is.
    """
    since = played.start - _LONG
    found = [centre.fixes(None, moment - _SHORT, moment, every_s=_ONE_SPAN_S, columns=FIX_COLUMNS)]
    newest = played.newest
    # What is the newest of all is it at every later moment.
    silent = newest[~newest["resource_id"].isin(found[0]["resource_id"])]
    found.append(silent[silent["time"] <= moment])
    later = silent.loc[silent["time"] > moment, "resource_id"].tolist()
    if later:
        found.append(centre.fixes(later, since, moment - _SHORT, every_s=_ONE_SPAN_S, columns=FIX_COLUMNS))
    known = [frame for frame in found if len(frame)]
    return pd.concat(known, ignore_index=True) if known else found[0]


def _newest(centre: DataCentre) -> pd.DataFrame:
    rows = centre.features("resource_position").rename(columns={"fix_time": "time"})
    places = rows.geometry.to_numpy()
    return pd.DataFrame(rows).assign(lon=shapely.get_x(places), lat=shapely.get_y(places))[list(FIX_COLUMNS)]
