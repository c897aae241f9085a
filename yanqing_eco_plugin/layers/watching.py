"""A thread that looks whether a centre holds other values than before, and says which parts of the map they touch."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Mapping

from ..core.data_centre import open_centre
from ..core.data_centre.centre import DataCentre
from ..core.errors import CentreError, EcoError
from ..credentials import use_auth_store
from .listening import CentreEar, can_be_heard

__all__ = ["EMERGENCY_PARTS", "CentreWatch", "Changes", "fingerprints", "part_of"]

_log = logging.getLogger(__name__)

# Part of the map → whether places came, went or moved; False where only their values are others.
Changes = dict[str, bool]

_Prints = Mapping[str, tuple[int, int]]

# What each table is on the map, and by what it is split into layers.
_ROLES = {
    "station_live": "network",
    "township_live": "township",
    "district": "district",
    "resource_live": "resource",
    "incident": "incident",
    "geofence": "geofence",
}
# A zone that is stored takes the circle away.
_SHOWN_WITH = {"depot_circle": "geofence"}
EMERGENCY_PARTS = frozenset({"resource", "incident", "geofence"})
_TABLES = {table: "kind" if role == "network" else "" for table, role in _ROLES.items()}


def part_of(role: str, kind: str = "") -> str:
    """Name of the part of the map that a layer with this role shows."""
    role = _SHOWN_WITH.get(role, role)
    return f"{role}:{kind}" if kind else role


def fingerprints(centre: DataCentre) -> dict[str, tuple[int, int]]:
    """Two numbers for each part of the map: one of its places, one of everything that is painted or told there."""
    prints = {}
    found = centre.fingerprints(_TABLES)
    for table, by in _TABLES.items():
        for group, print_ in found[table].items():
            # Resources move: that is their value, and no reason to count them anew.
            places = print_.keys if table == "resource_live" else print_.shapes
            prints[part_of(_ROLES[table], group if by else "")] = places, print_.values
    return prints


class CentreWatch(threading.Thread):
    """Watches centres until it is stopped; calls `changed` and `failed` from its own thread.

    Parameters
    ----------
    changed
        Called with the address and what changed.
    failed
        Called with the address and the error when a centre cannot be read, once until it can be read again.
    interval_s
        Seconds between two looks at the revision of a centre. A shared centre says by itself when something changed; it
        is looked at then, and asked in intervals only while it cannot be heard.
    state_every_s
        Seconds after which the states are looked at although nothing was written: stations grow stale by themselves.
    opener
        How a centre is opened; by default for reading only.
    """

    def __init__(
        self,
        changed: Callable[[str, Changes], None],
        failed: Callable[[str, EcoError], None],
        *,
        interval_s: float,
        state_every_s: float,
        opener: Callable[[str], DataCentre] | None = None,
    ) -> None:
        super().__init__(name="yanqing-eco-watch", daemon=True)
        self.interval_s = interval_s
        self._changed, self._failed = changed, failed
        self._state_every_s = state_every_s
        self._opener = opener or _open_for_reading
        self._ended, self._wake = threading.Event(), threading.Event()
        self._wanted: frozenset[str] = frozenset()
        self._watched: dict[str, _Watched] = {}

    def watch(self, addresses: Collection[str]) -> None:
        """Watch these centres from now on, and no others."""
        self._wanted = frozenset(addresses)
        self._wake.set()

    def look_now(self) -> None:
        """Do not wait for the end of the interval."""
        for watched in list(self._watched.values()):
            watched.asked = True
        self._wake.set()

    def stop(self, wait_s: float) -> bool:
        """End the thread; returns whether it ended within `wait_s` seconds."""
        self._ended.set()
        self._wake.set()
        self.join(wait_s)
        return not self.is_alive()

    def run(self) -> None:
        """Look, wait, look again."""
        try:
            while not self._ended.is_set():
                for address in set(self._watched) - self._wanted:
                    self._watched.pop(address).end()
                for address in self._wanted:
                    if not self._ended.is_set():
                        self._look_at(self._watched_at(address), address)
                self._wake.wait(self.interval_s)
                self._wake.clear()
        finally:
            for watched in self._watched.values():
                watched.end()

    def _watched_at(self, address: str) -> _Watched:
        if address not in self._watched:
            ear = CentreEar(address, self._wake.set) if can_be_heard(address) else None
            self._watched[address] = _Watched(ear)
        return self._watched[address]

    def _look_at(self, watched: _Watched, address: str) -> None:
        if not watched.worth_a_look(self._state_every_s):
            return
        try:
            changes = watched.changes(lambda: self._opener(address), self._state_every_s)
        except EcoError as error:
            self._lost(watched, address, error)
            return
        except Exception as error:  # noqa: BLE001 - the watch goes on, a share that was away may come back
            if not watched.failing:
                _log.exception("the watch on the data centre %s stumbled", address)
            unexpected = CentreError(
                "The data centre {address} cannot be read now.",
                hint="Check that the folder or the database can be reached.",
                details=str(error),
                address=address,
            )
            self._lost(watched, address, unexpected)
            return
        watched.failing = False
        if changes and not self._ended.is_set():
            self._changed(address, changes)

    def _lost(self, watched: _Watched, address: str, error: EcoError) -> None:
        watched.close()
        if not watched.failing and not self._ended.is_set():
            _log.warning("the data centre %s cannot be watched: %s", address, error)
            self._failed(address, error)
        watched.failing = True


class _Watched:
    """What was seen of one centre."""

    def __init__(self, ear: CentreEar | None = None) -> None:
        self.failing = False
        self.asked = False  # somebody wants to know now
        self._ear = ear
        self._centre: DataCentre | None = None
        self._revision: str | None = None
        self._prints: _Prints = {}
        self._looked = 0.0

    def worth_a_look(self, state_every_s: float) -> bool:
        """Whether something may have changed; always so where the centre does not say it by itself."""
        asked, self.asked = self.asked, False
        if self._ear is None or asked or self._centre is None:
            return True
        # Taken before looking: what is said meanwhile is looked at next time.
        rang = self._ear.take_ring()
        return rang or not self._ear.hears or time.monotonic() - self._looked >= state_every_s

    def changes(self, opened: Callable[[], DataCentre], state_every_s: float) -> Changes:
        if self._centre is None:
            self._centre = opened()
        revision = self._centre.revision()
        now = time.monotonic()
        if revision == self._revision and now - self._looked < state_every_s:
            return {}
        prints = fingerprints(self._centre)
        before, self._prints = self._prints, prints
        self._revision, self._looked = revision, now
        return {
            part: before.get(part, (None,))[0] != prints.get(part, (None,))[0]
            for part in {**before, **prints}
            if before.get(part) != prints.get(part)
        }

    def end(self) -> None:
        """Close the centre and listen no longer."""
        if self._ear is not None:
            self._ear.stop()
        self.close()

    def close(self) -> None:
        if self._centre is not None:
            self._centre.close()
        self._centre = None
        # What is seen after a failure counts as new: the layers may have lost their tables too.
        self._revision, self._prints = None, {}


def _open_for_reading(address: str) -> DataCentre:
    use_auth_store()
    return open_centre(address, writable=False)
