"""What one look at the tracks of an incident's units leaves for the next, which then reads only what is new."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import geopandas as gpd
import pandas as pd
import shapely

from ..core.data_centre import DataCentre
from ..core.data_centre.emergency_tables import ORDER_TIMES
from ..core.emergency.tracking import anchors

__all__ = ["LATE", "KnownTracks", "NewFixes"]

# How old a fix that comes after newer ones of its unit may be when it comes, to count at the next look.
LATE = timedelta(minutes=10)
_BEFORE = timedelta(minutes=10)
_COLUMNS = ["resource_id", "time", "lon", "lat", "accuracy_m"]
_PAIR = ["geofence_id", "resource_id"]


@dataclass(frozen=True)
class NewFixes:
    """What a look has to judge, and what it knows from the looks before.

    Attributes
    ----------
    fixes
        Of the units in `anew` all fixes since the start, of the others those later than what is known of them.
    anew
        Who is looked at from the start.
    first, newest
        Time of the first and of the newest fix of each unit, by ``resource_id``.
    anchors
        Of those who are not in `anew`: the fixes from which it is measured whether they have left.
    inside
        Of those who are not in `anew`: ``geofence_id, resource_id`` of who is in which zone.
    """

    fixes: pd.DataFrame
    anew: frozenset[str]
    first: pd.Series
    newest: pd.Series
    anchors: pd.DataFrame
    inside: pd.DataFrame
    lately: pd.DataFrame
    marks: Mapping[str, Hashable]
    steps: Mapping[str, Hashable]
    ground: Hashable
    moment: datetime

    @property
    def tracks(self) -> pd.DataFrame:
        """What `derived_steps` takes."""
        return _joined(self.anchors, self.fixes)


@dataclass(frozen=True)
class _Held:
    """A look that was finished: what it read, what the orders were after it, and who was where."""

    look: NewFixes
    orders: Mapping[str, Hashable]
    anchors: pd.DataFrame
    inside: pd.DataFrame


class KnownTracks:
    """Carried from look to look at one incident by whoever follows it; where it knows nothing, everything is read.

    A fix counts at the next look where it is later than all that is known of its unit, however old, or not older than
    `LATE` when it comes; then the track of this unit is read from the start. Everything is read from the start where a
    zone or the oldest order is another, or time went back; the track of one unit, where its orders are not what they were
    after the look before. A look that fails leaves what was known. So the same is written as by looks that know nothing.
    Only what comes after newer fixes of its unit and is older than `LATE` by then waits until its unit, or everything, is
    read from the start again.
    """

    def __init__(self) -> None:
        self._held: _Held | None = None

    def read(self, centre: DataCentre, orders: pd.DataFrame, zones: gpd.GeoDataFrame, moment: datetime) -> NewFixes:
        """The fixes by which the watched orders of an incident are to be judged; what was known stays until `keep`."""
        held = self._held
        start = pd.Timestamp(orders["ordered_at"].min() - _BEFORE)
        ground = (start, _print_of(zones))
        steps = _steps(orders)
        if held is None or held.look.ground != ground or moment < held.look.moment:
            return self._from_the_start(centre, steps, ground, moment)
        known = [unit for unit, done in steps.items() if held.orders.get(unit) == done]
        newest = held.look.newest.reindex(known).fillna(start)
        since = max(pd.Timestamp(held.look.moment) - LATE, start)
        lively, silent = newest.index[newest >= since].tolist(), newest.index[newest < since].tolist()
        lately = _fixes(centre, lively, since, moment)
        marks = _marks(centre, silent)
        back = [unit for unit in silent if marks.get(unit) != held.look.marks.get(unit)]
        returned = _fixes(centre, back, newest.reindex(back).min(), moment)
        late = _late(lately, held.look.lately, newest, since)
        anew = frozenset({*steps} - {*known} | late)
        whole = _fixes(centre, sorted(anew), start, moment)
        read = _joined(lately, returned)
        read = read[~read["resource_id"].isin(anew)]
        fresh = read[(read["time"] > read["resource_id"].map(newest)).to_numpy(dtype=bool)]
        fixes = _joined(fresh, whole)
        times = fixes.groupby("resource_id")["time"]
        kept = [unit for unit in known if unit not in anew]
        # The first one stays, the newest one gives way.
        first = held.look.first.reindex(kept).dropna().combine_first(times.min())
        newest = times.max().combine_first(held.look.newest.reindex(kept).dropna())
        return NewFixes(
            fixes=fixes,
            anew=anew,
            first=first,
            newest=newest,
            anchors=_of(held.anchors, kept),
            inside=_of(held.inside, kept),
            lately=_since(_joined(read, whole), pd.Timestamp(moment) - LATE),
            marks=marks,
            steps=steps,
            ground=ground,
            moment=moment,
        )

    def keep(self, look: NewFixes, orders: pd.DataFrame, inside: pd.DataFrame, *, stepped: bool) -> None:
        """What `look` found is written: the orders are such now, where one was `stepped`, and these units are in these zones."""
        steps = _steps(orders) if stepped else look.steps
        self._held = _Held(look, steps, anchors(orders, look.tracks), inside)

    def _from_the_start(
        self, centre: DataCentre, steps: Mapping[str, Hashable], ground: tuple[pd.Timestamp, str], moment: datetime
    ) -> NewFixes:
        fixes = _fixes(centre, sorted(steps), ground[0], moment)
        times = fixes.groupby("resource_id")["time"]
        return NewFixes(
            fixes=fixes,
            anew=frozenset(steps),
            first=times.min(),
            newest=times.max(),
            anchors=fixes.iloc[:0],
            inside=pd.DataFrame(columns=_PAIR, dtype=object),
            lately=_since(fixes, pd.Timestamp(moment) - LATE),
            marks={},
            steps=steps,
            ground=ground,
            moment=moment,
        )


def _fixes(centre: DataCentre, units: Sequence[str], after: pd.Timestamp, until: datetime) -> pd.DataFrame:
    # Without units the time is of no matter, and there may be none.
    begin = after.to_pydatetime() if units else until
    return centre.fixes(units, begin, until, columns=_COLUMNS)


def _late(lately: pd.DataFrame, before: pd.DataFrame, newest: pd.Series, since: pd.Timestamp) -> set[str]:
    """Whose fixes up to the newest known one are more than they were."""
    seen = lately[(lately["time"] <= lately["resource_id"].map(newest)).to_numpy(dtype=bool)]
    now, then = (part.groupby("resource_id").size() for part in (seen, _since(before, since)))
    return set(now.index[now > then.reindex(now.index).fillna(0)])


def _marks(centre: DataCentre, units: Sequence[str]) -> dict[str, Hashable]:
    """What tells whether a unit has sent something newer."""
    if not units:
        return {}
    rows = pd.DataFrame(centre.features("resource_position")).set_index("resource_id").reindex(units)
    rows = rows[rows["fix_time"].notna()]
    return dict(zip(rows.index, zip(rows["fix_time"], rows["received"], shapely.to_wkb(rows["geometry"].to_numpy()))))


def _steps(orders: pd.DataFrame) -> dict[str, Hashable]:
    """What each unit's orders are."""
    times = [pd.to_datetime(orders[name], utc=True).dt.as_unit("ns").astype("int64").tolist() for name in ORDER_TIMES]
    found: dict[str, frozenset[tuple[object, ...]]] = {}
    for unit, *step in zip(orders["resource_id"], orders["order_id"], orders["state"], *times):
        found[unit] = found.get(unit, frozenset()) | {tuple(step)}
    return dict(found)


def _print_of(zones: gpd.GeoDataFrame) -> str:
    words = zones.drop(columns="geometry").to_numpy().tolist()
    shapes = b"".join(shapely.to_wkb(zones.geometry.to_numpy()))
    return hashlib.sha256(repr(words).encode() + shapes).hexdigest()


def _joined(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    parts = [part for part in (one, other) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else one


def _of(frame: pd.DataFrame, units: Sequence[str]) -> pd.DataFrame:
    return frame[frame["resource_id"].isin(units)]


def _since(fixes: pd.DataFrame, moment: pd.Timestamp) -> pd.DataFrame:
    return fixes.loc[fixes["time"] > moment, ["resource_id", "time"]]
