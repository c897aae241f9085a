"""Judges fixes that come one by one beside those that came before them."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from threading import Lock

import numpy as np
import pandas as pd

from .accept import accept_fixes
from .limits import FixLimits

__all__ = ["LiveTracks"]

_Fix = tuple[int, float, float]  # ns since 1970, lon, lat
_KEPT = 8
_BELIEVED = 3
_MOST_UNITS = 20_000


class LiveTracks:
    """The last accepted fixes of each unit that a source tells of.

    A fix that no vehicle reaches from there is refused as in a file. Where the memory itself is wrong – the first fix was
    wild, or a unit was carried off while it was silent – its fixes would be refused for ever: `_BELIEVED` of them in a row
    that fit each other are believed, and the track goes on from there.

    Fixes that are sent again because nobody confirmed them are judged again and never taken for duplicates: whether they
    were stored is known to the store alone. May be used from several threads.
    """

    def __init__(self) -> None:
        self._tracks: OrderedDict[str, list[_Fix]] = OrderedDict()
        self._doubted: dict[str, pd.DataFrame] = {}
        self._lock = Lock()

    def judge(
        self, fixes: pd.DataFrame, *, limits: FixLimits, now: datetime | pd.Timestamp | None
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Accepted and rejected fixes, as `accept_fixes` gives them.

        Fixes that were refused and are believed now are accepted with those that made the difference.
        """
        with self._lock:
            accepted, refused = accept_fixes(fixes, limits=limits, now=now, known=self._known(fixes))
            believed = self._believed(accepted, refused, limits)
            if believed is not None:
                refused = refused[~refused["unit_id"].isin(believed["unit_id"])]
                accepted = pd.concat([accepted, believed[accepted.columns]], ignore_index=True)
            self._remember(accepted)
        return accepted, refused

    def _known(self, fixes: pd.DataFrame) -> pd.DataFrame | None:
        names = fixes["unit_id"].to_numpy(dtype=object)
        mine = set(zip(names, _instants(fixes)))
        rows = [
            (name, *fix)
            for name in dict.fromkeys(names)
            for fix in self._tracks.get(name, ())
            if (name, fix[0]) not in mine
        ]
        if not rows:
            return None
        known = pd.DataFrame(rows, columns=["unit_id", "time", "lon", "lat"])
        return known.assign(time=pd.to_datetime(known["time"], utc=True))

    def _believed(self, accepted: pd.DataFrame, refused: pd.DataFrame, limits: FixLimits) -> pd.DataFrame | None:
        """Refused fixes of units that go on elsewhere."""
        for name in set(accepted["unit_id"]) & self._doubted.keys():
            del self._doubted[name]
        # What a device says of its own speed has nothing to do with where it was.
        jumps = refused[(refused["reason"] == "impossible_speed") & ~(refused["speed_ms"] > limits.max_speed_ms)]
        jumps = jumps[~jumps["unit_id"].isin(accepted["unit_id"])]
        found = []
        for name in jumps["unit_id"].unique().tolist():
            lot = jumps[jumps["unit_id"] == name]
            doubted = pd.concat([self._doubted[name], lot]) if name in self._doubted else lot
            doubted = doubted.drop_duplicates("time").tail(_BELIEVED)
            fitting, _ = accept_fixes(doubted.drop(columns="reason"), limits=limits)
            if len(fitting) >= _BELIEVED:
                self._doubted.pop(name, None)
                self._tracks.pop(name, None)
                found.append(fitting)
            else:
                self._doubted[name] = doubted
        while len(self._doubted) > _MOST_UNITS:
            del self._doubted[next(iter(self._doubted))]
        return pd.concat(found, ignore_index=True) if found else None

    def _remember(self, accepted: pd.DataFrame) -> None:
        columns = (accepted[name].to_numpy() for name in ("unit_id", "lon", "lat"))
        for name, lon, lat, instant in zip(*columns, _instants(accepted)):
            track = self._tracks.setdefault(name, [])
            fix = (instant, float(lon), float(lat))
            if not track or fix[0] > track[-1][0]:
                track.append(fix)
            elif all(fix[0] != held[0] for held in track):
                track.append(fix)
                track.sort()
            del track[:-_KEPT]
            self._tracks.move_to_end(name)
        while len(self._tracks) > _MOST_UNITS:
            self._tracks.popitem(last=False)


def _instants(fixes: pd.DataFrame) -> list[int]:
    instants: list[int] = np.asarray(pd.DatetimeIndex(fixes["time"]).as_unit("ns").asi8).tolist()
    return instants
