"""The vehicles of the demo on patrol: positions over made-up roads, to and fro."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..emergency import RoadNetwork
from .emergency import EXERCISE_PLACE, exercise_resources
from .emergency_roads import exercise_roads
from .emergency_tracks import drive

__all__ = ["Fix", "patrols"]

_LEG_S = 3_600


@dataclass(frozen=True)
class Fix:
    """Where a vehicle was at `time`, seconds since 1970."""

    unit_id: str
    time: int
    lon: float
    lat: float
    speed_ms: float


def patrols(start: datetime, end: datetime, *, every_s: int = 60, seed: int = 110119) -> Iterator[Fix]:
    """Positions of the demo's vehicles in ``start <= time < end``, in order of time; they drive an hour there, an hour back."""
    network = RoadNetwork.build(exercise_roads())
    units = exercise_resources()
    units = units[units["kind"] == "vehicle"]
    hour = start.replace(microsecond=0)
    leg = 0
    while hour < end:
        seconds = min(_LEG_S, int((end - hour).total_seconds()))
        found = []
        for number, (name, home) in enumerate(zip(units["resource_id"], units.geometry, strict=True), start=1):
            ends = ((home.x, home.y), EXERCISE_PLACE)
            origin, target = ends if leg % 2 == 0 else ends[::-1]
            track = drive(
                name, number, network, origin, target,
                start=hour, leave_s=30.0 * number, seconds=seconds, seed=seed + leg,
            )  # fmt: skip
            some = track.iloc[::every_s]
            times = (some["time"] - some["time"].iloc[0]).dt.total_seconds() + hour.timestamp()
            found += [
                Fix(name, int(time), lon, lat, speed)
                for time, lon, lat, speed in zip(times, some["lon"], some["lat"], some["speed_ms"], strict=True)
            ]
        yield from sorted(found, key=lambda fix: fix.time)
        hour += timedelta(seconds=_LEG_S)
        leg += 1
