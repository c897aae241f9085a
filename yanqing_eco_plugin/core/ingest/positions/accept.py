"""Tells good fixes from bad ones, keeping for each bad one the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...errors import InputError
from .fixes import FIX_COLUMNS
from .limits import FixLimits
from .reachable import on_sphere, reachable

__all__ = ["accept_fixes"]

Flags = NDArray[np.bool_]
_NEEDED = tuple(name for name in FIX_COLUMNS if not name.startswith("source_") and name != "datum")


def accept_fixes(
    fixes: pd.DataFrame,
    *,
    limits: FixLimits | Mapping[str, FixLimits],
    now: datetime | pd.Timestamp | None = None,
    known: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Split fixes into those to be drawn and those not, with the reason.

    Fixes may come in any order and several times: they are judged in the order of their own times, so a late fix takes its
    place in the track. Given the same fixes again, with those accepted before as `known`, nothing is accepted twice.

    Parameters
    ----------
    fixes
        `FIX_COLUMNS`; a column ``received`` (UTC) gives the receipt of each fix, otherwise it is `now`.
    limits
        For all, or by source; the entry ``""`` is for sources without one.
    now
        Aware; None skips the tests against the clock where ``received`` is missing (an old track is imported).
    known
        Fixes of the same units accepted earlier (the hours around `fixes` suffice): not judged, not given back.

    Returns
    -------
    accepted : DataFrame
        Rows of `fixes`, in their order.
    rejected : DataFrame
        The others with a column ``reason``, a key of `REASONS`; the first that applies in that order.

    Raises
    ------
    InputError
        A column is missing, `now` has no zone, or a source has no limits.
    """
    missing = [name for name in _NEEDED if name not in fixes.columns]
    if missing:
        raise InputError("The fixes lack the columns {names}.", hint="Use a decoder's frame.", names=", ".join(missing))
    if now is not None and pd.Timestamp(now).tzinfo is None:
        raise InputError("The present time has no zone.", hint="Give an aware time.")
    count = len(fixes)
    reason = np.zeros(count, dtype=np.int8)
    sources, names = pd.factorize(_objects(fixes["source"]))
    if len(sources) and sources.min() < 0:
        sources, names = np.where(sources < 0, len(names), sources), np.append(names, "")
    by_source = [_limits_of(limits, str(name)) for name in names]
    _judge_alone(fixes, reason, sources, by_source, now)
    _judge_tracks(fixes, reason, sources, by_source, known)
    if not reason.any():
        return fixes.copy(), fixes.iloc[:0].assign(reason=pd.Series(dtype=object))
    bad = reason > 0
    words = np.array(_CODES, dtype=object)
    return fixes[~bad], fixes[bad].assign(reason=words[reason[bad]])


_CODES = (
    *("", "invalid", "swapped", "zero", "outside", "future", "outdated"),
    *("accuracy", "duplicate", "flood", "impossible_speed", "static"),
)
_CODE = {name: code for code, name in enumerate(_CODES)}


def _limits_of(limits: FixLimits | Mapping[str, FixLimits], source: str) -> FixLimits:
    if isinstance(limits, FixLimits):
        return limits
    found = limits.get(source, limits.get(""))
    if found is None:
        raise InputError(
            "There are no limits for the source “{source}”.", hint="Add them, or general ones.", source=source
        )
    return found


def _mark(reason: NDArray[np.int8], name: str, found: Flags) -> None:
    reason[found & (reason == 0)] = _CODE[name]


def _each(sources: NDArray[np.intp], by_source: list[FixLimits], name: str) -> NDArray[np.float64] | float:
    """The limit of each fix; one number where all sources agree."""
    values = [float(getattr(entry, name)) for entry in by_source]
    return values[0] if len(set(values)) == 1 else np.array(values)[sources]


def _judge_alone(
    fixes: pd.DataFrame,
    reason: NDArray[np.int8],
    sources: NDArray[np.intp],
    by_source: list[FixLimits],
    now: datetime | pd.Timestamp | None,
) -> None:
    """What is wrong with a fix whatever its neighbours are."""
    if not len(fixes):
        return
    lon, lat = fixes["lon"].to_numpy(dtype=np.float64), fixes["lat"].to_numpy(dtype=np.float64)
    inside_globe = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    swapped = ~inside_globe & (np.abs(lat) <= 180) & (np.abs(lon) <= 90)
    outside = np.zeros(len(lon), dtype=bool)
    for number, entry in enumerate(by_source):
        if entry.bounds is not None:
            west, south, east, north = entry.bounds
            mine = sources == number if len(by_source) > 1 else np.ones(len(lon), dtype=bool)
            beyond = mine & ~((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
            swapped |= beyond & (lat >= west) & (lat <= east) & (lon >= south) & (lon <= north)
            outside |= beyond
    unplaced = ~inside_globe & ~swapped | fixes["time"].isna().to_numpy()
    _mark(reason, "invalid", ~fixes["valid"].to_numpy(dtype=bool) | unplaced)
    _mark(reason, "swapped", swapped)
    # Receivers without a fix send zeros; some add the last digit's noise.
    _mark(reason, "zero", (np.abs(lon) < 1e-3) & (np.abs(lat) < 1e-3))
    _mark(reason, "outside", outside)
    received = fixes["received"] if "received" in fixes.columns else None
    if received is not None or now is not None:
        clock = _nanoseconds(received) if received is not None else np.int64(_moment(now))
        age = (clock - _nanoseconds(fixes["time"])) / 1e9
        if received is not None:
            age[received.isna().to_numpy()] = 0.0
        _mark(reason, "future", age < -_as_array(_each(sources, by_source, "max_future_s")))
        _mark(reason, "outdated", age > _each(sources, by_source, "max_age_s"))
    accuracy = fixes["accuracy_m"].to_numpy(dtype=np.float64)
    _mark(reason, "accuracy", accuracy > _each(sources, by_source, "max_accuracy_m"))
    speed = fixes["speed_ms"].to_numpy(dtype=np.float64)
    _mark(reason, "impossible_speed", speed > _each(sources, by_source, "max_speed_ms"))


def _judge_tracks(
    fixes: pd.DataFrame,
    reason: NDArray[np.int8],
    sources: NDArray[np.intp],
    by_source: list[FixLimits],
    known: pd.DataFrame | None,
) -> None:
    """What is wrong with a fix beside its neighbours; unit by unit, in the order of their own times."""
    rows = np.flatnonzero(reason == 0)
    if not len(rows):
        return
    before = 0 if known is None else len(known)

    def joined(name: str, read: Callable[[pd.Series], NDArray[Any]]) -> NDArray[Any]:
        mine = read(fixes[name])
        mine = mine if len(rows) == len(mine) else mine[rows]
        return np.concatenate([read(known[name]), mine]) if known is not None and before else mine

    units, _ = pd.factorize(joined("unit_id", _objects))
    times = joined("time", _nanoseconds)
    order = _sorted(units, times)
    unit = units[order]
    is_known = order < before
    # Known fixes have no source here; theirs is never looked at.
    source = np.concatenate([np.zeros(before, dtype=np.intp), sources[rows]])[order]
    points = on_sphere(joined("lon", _floats)[order], joined("lat", _floats)[order])
    # Counted from 1970 and not from the first fix: spans of the clock must be the same in every batch.
    seconds = times[order] / 1e9
    verdict = np.zeros(len(order), dtype=np.int8)
    track = _Track(unit, seconds, points, is_known, source, verdict)
    track.duplicates()
    track.floods(by_source)
    for speed, slack, group in _speed_groups(by_source):
        track.jumps(speed, slack, group)
    track.standstill(by_source)
    mine = ~is_known
    reason[rows[order[mine] - before]] = verdict[mine]


def _speed_groups(by_source: list[FixLimits]) -> list[tuple[float, float, list[int] | None]]:
    """Speed and slack with the sources they hold for; the strictest holds for a unit that several sources tell of."""
    pairs = [(entry.max_speed_ms, entry.jitter_m) for entry in by_source]
    if len(set(pairs)) == 1:
        return [(*pairs[0], None)]
    return [(*pair, [n for n, other in enumerate(pairs) if other == pair]) for pair in sorted(set(pairs))]


class _Track:
    """Sorted fixes of all units with what was found out about each."""

    def __init__(
        self,
        unit: NDArray[np.intp],
        seconds: NDArray[np.float64],
        points: NDArray[np.float64],
        known: Flags,
        source: NDArray[np.intp],
        verdict: NDArray[np.int8],
    ) -> None:
        self.unit, self.seconds, self.points = unit, seconds, points
        self.known, self.source, self.verdict = known, source, verdict

    def _left(self) -> NDArray[np.intp] | slice:
        return np.flatnonzero(self.verdict == 0) if self.verdict.any() else slice(None)

    def duplicates(self) -> None:
        again = np.zeros(len(self.unit), dtype=bool)
        again[1:] = (self.unit[1:] == self.unit[:-1]) & (self.seconds[1:] == self.seconds[:-1])
        self.verdict[again & ~self.known] = _CODE["duplicate"]

    def floods(self, by_source: list[FixLimits]) -> None:
        intervals = np.array([entry.min_interval_s for entry in by_source])
        if intervals.any():
            self._one_a_span(intervals, np.where(intervals > 0, np.inf, -1.0), "flood")

    def jumps(self, speed: float, slack: float, group: list[int] | None) -> None:
        left = np.arange(len(self.unit))[self._left()] if group is not None else self._left()
        if group is not None and isinstance(left, np.ndarray):
            concerned = np.unique(self.unit[left][np.isin(self.source[left], group) & ~self.known[left]])
            left = left[np.isin(self.unit[left], concerned)]
        kept = reachable(self.unit[left], self.seconds[left], self.points[:, left], self.known[left], speed, slack)
        if not kept.all():
            positions = np.arange(len(self.unit))[left]
            self.verdict[positions[~kept]] = _CODE["impossible_speed"]

    def standstill(self, by_source: list[FixLimits]) -> None:
        radii = np.array([entry.static_radius_m or -1.0 for entry in by_source])
        if (radii > 0).any():
            self._one_a_span(np.array([entry.static_keep_s for entry in by_source]), radii, "static")

    def _one_a_span(self, spans: NDArray[np.float64], radii: NDArray[np.float64], name: str) -> None:
        """Keep the first fix in each span of the clock of those within `radii` of the one before; both are by source."""
        left = np.flatnonzero(self.verdict == 0)
        unit, seconds = self.unit[left], self.seconds[left]
        if len(spans) > 1:
            source = self.source[left]
            length, radius = spans[source], radii[source][1:]
            span = np.floor(seconds / np.where(length > 0, length, 1.0))
        else:
            radius, span = radii, np.floor(seconds / spans[0])
        step = np.sqrt((np.diff(self.points[:, left]) ** 2).sum(axis=0))
        extra = np.zeros(len(left), dtype=bool)
        extra[1:] = (unit[1:] == unit[:-1]) & (step <= radius) & (span[1:] == span[:-1])
        self.verdict[left[extra & ~self.known[left]]] = _CODE[name]


def _sorted(unit: NDArray[np.intp], time: NDArray[np.int64]) -> NDArray[np.intp]:
    """Order by unit and time; equal ones stay in the order in which they came."""
    # Fixes mostly come in the order of time, and 16-bit numbers are sorted by counting: much faster than both at once.
    by_time = np.argsort(time, kind="stable")
    numbers = unit.astype(np.int16) if unit.max() < np.iinfo(np.int16).max else unit
    return by_time[np.argsort(numbers[by_time], kind="stable")]


def _objects(column: pd.Series) -> NDArray[np.object_]:
    return column.to_numpy(dtype=object)


def _floats(column: pd.Series) -> NDArray[np.float64]:
    return column.to_numpy(dtype=np.float64)


def _moment(now: datetime | pd.Timestamp | None) -> int:
    return int(pd.Timestamp(now).tz_convert("UTC").as_unit("ns").value) if now is not None else 0


def _nanoseconds(column: pd.Series) -> NDArray[np.int64]:
    return pd.DatetimeIndex(column).as_unit("ns").asi8


def _as_array(value: NDArray[np.float64] | float) -> NDArray[np.float64]:
    return np.asarray(value, dtype=np.float64)
