"""An incident at any moment, folded from its log and the fixes: what was seen live is what is replayed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Protocol

import pandas as pd

from .incidents import INCIDENT_PHASES
from .log_entries import Row, utc
from .orders import ORDER_STATES, RESOURCE_STATE_OF
from .track_lookup import TrackLookup

__all__ = ["IncidentState", "Moment", "OrderState", "Replay", "Tracks", "apply_entry", "state_of"]

_EMPTY: Mapping[str, Any] = MappingProxyType({})
_STATE_EVERY = 50


@dataclass(frozen=True)
class OrderState:
    """Where an order stands.

    Attributes
    ----------
    times
        State → when it happened, for the states it has been in.
    """

    resource_id: str
    state: str
    times: Mapping[str, pd.Timestamp]


@dataclass(frozen=True)
class IncidentState:
    """What is known of an incident at a moment.

    Attributes
    ----------
    phase, level
        As in the table ``incident``; empty and 0 before it was reported.
    phases
        Phase → when it began.
    orders
        ``order_id`` → its state.
    resources
        ``resource_id`` → its state, for those the log tells of.
    inside
        Pairs of ``geofence_id`` and ``resource_id``.
    entries
        How many log entries are counted in.
    """

    phase: str = ""
    level: int = 0
    phases: Mapping[str, pd.Timestamp] = field(default_factory=lambda: _EMPTY)
    orders: Mapping[str, OrderState] = field(default_factory=lambda: _EMPTY)
    resources: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    inside: frozenset[tuple[str, str]] = frozenset()
    entries: int = 0


def apply_entry(state: IncidentState, entry: Row) -> IncidentState:
    """The state after one more log entry; entries that change nothing are only counted."""
    state = replace(state, entries=state.entries + 1)
    about, _, what = str(entry.get("event") or "").partition(".")
    resource = str(entry.get("resource_id") or "")
    if about == "order" and what in ORDER_STATES:
        order_id = str(entry["order_id"])
        before = state.orders.get(order_id)
        times = _until(before.times if before is not None else _EMPTY, what, ORDER_STATES, utc(entry["time"]))
        orders = {**state.orders, order_id: OrderState(resource, what, times)}
        return replace(state, orders=orders, resources={**state.resources, resource: RESOURCE_STATE_OF[what]})
    if about == "incident" and what == "level":
        return replace(state, level=int(entry["value"]))
    if about == "incident" and what in INCIDENT_PHASES:
        level = int(entry["value"]) if what == "reported" and not pd.isna(entry.get("value")) else state.level
        phases = _until(state.phases, what, INCIDENT_PHASES, utc(entry["time"]))
        return replace(state, phase=what, level=level, phases=phases)
    if about == "resource" and resource:
        return replace(state, resources={**state.resources, resource: what})
    if about == "fence" and what in ("entered", "left"):
        pair = (str(entry["geofence_id"]), resource)
        return replace(state, inside=state.inside | {pair} if what == "entered" else state.inside - {pair})
    return state


def state_of(log: pd.DataFrame, until: datetime | pd.Timestamp | None = None) -> IncidentState:
    """The state after all entries that were written down by `until` (aware; default: all)."""
    state = IncidentState()
    for entry in _in_order(log):
        if until is not None and entry["recorded"] > pd.Timestamp(until):
            break
        state = apply_entry(state, entry)
    return state


@dataclass(frozen=True)
class Moment:
    """What was to be seen at a moment.

    Attributes
    ----------
    state
        Of the incident.
    positions
        As of `TrackLookup.positions`: each resource at its newest fix then, with the fix's age in s.
    """

    state: IncidentState
    positions: pd.DataFrame


class Tracks(Protocol):
    """Where units were: a `TrackLookup`, or the windows of a long one."""

    @property
    def span(self) -> tuple[pd.Timestamp, pd.Timestamp] | None:
        """First and last moment of which they tell."""

    def positions(self, when: datetime) -> pd.DataFrame:
        """As `TrackLookup.positions`."""


class Replay:
    """An incident ready to be looked at in any order of moments.

    Parameters
    ----------
    log
        Rows of the centre's table ``log_entry`` of one incident.
    fixes
        ``resource_id, time, lon, lat`` and, where known, ``speed_ms, course_deg``; or what looks positions up.
    """

    def __init__(self, log: pd.DataFrame, fixes: pd.DataFrame | Tracks) -> None:
        self._entries = list(_in_order(log))
        self._recorded: list[pd.Timestamp] = [entry["recorded"] for entry in self._entries]
        state = IncidentState()
        # The state before each so many entries: those of a long log would not fit into memory one by one.
        self._states = [state]
        for number, entry in enumerate(self._entries, start=1):
            state = apply_entry(state, entry)
            if number % _STATE_EVERY == 0:
                self._states.append(state)
        self._last = 0, self._states[0]
        self._tracks: Tracks = TrackLookup(fixes) if isinstance(fixes, pd.DataFrame) else fixes

    @property
    def span(self) -> tuple[pd.Timestamp, pd.Timestamp] | None:
        """First and last moment of which log or fixes tell; None for nothing at all."""
        ends = [*self._recorded[:1], *self._recorded[-1:], *(self._tracks.span or ())]
        return (min(ends), max(ends)) if ends else None

    def state(self, when: datetime | pd.Timestamp) -> IncidentState:
        """The state of the incident at `when` (aware); the same as `state_of` up to then."""
        count = bisect_right(self._recorded, pd.Timestamp(when))
        at, state = self._last
        if not at <= count < at + _STATE_EVERY:
            at, state = count // _STATE_EVERY * _STATE_EVERY, self._states[count // _STATE_EVERY]
        for entry in self._entries[at:count]:
            state = apply_entry(state, entry)
        self._last = count, state
        return state

    def at(self, when: datetime | pd.Timestamp) -> Moment:
        """Everything at `when` (aware)."""
        return Moment(self.state(when), self.positions(when))

    def positions(self, when: datetime | pd.Timestamp) -> pd.DataFrame:
        """Where each resource was at `when`: its newest fix not later; those without one are left out."""
        return self._tracks.positions(when)


def _in_order(log: pd.DataFrame) -> Iterable[dict[Any, Any]]:
    """Entries in the order in which they were written down."""
    ordered = log.drop(columns=["photo", "geometry"], errors="ignore")
    recorded = pd.to_datetime(ordered["recorded"].fillna(ordered["time"]), utc=True)
    ordered = ordered.assign(recorded=recorded).sort_values(["recorded", "entry_id"], kind="stable")
    missing = ordered.isna()
    return ordered.astype(object).where(~missing, None).to_dict("records")


def _until(
    times: Mapping[str, pd.Timestamp], what: str, order: tuple[str, ...], at: pd.Timestamp
) -> dict[str, pd.Timestamp]:
    """Times with `what` at `at`, and without those of later states: they were taken back."""
    place = order.index(what)
    return {**{state: time for state, time in times.items() if order.index(state) < place}, what: at}
