"""Plays the devices of the demo over real lines, many times faster than they would send. Nothing they say is measured."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice

import geopandas as gpd

from .devices_hj212 import Hj212Line
from .devices_mqtt import Publisher
from .devices_reports import Report, Trouble, reports
from .devices_tally import Tally
from .devices_vehicles import Fix, patrols

__all__ = ["MQTT_KINDS", "DevicePlay", "play_devices"]

# Water stations report every four hours, for which HJ 212 has no command; the others are small gateways of today.
MQTT_KINDS = ("water", "fume", "vehicle", "lidar")
_AHEAD = 500
_TICK_S = 0.05

Address = tuple[str, int]


@dataclass(frozen=True)
class DevicePlay:
    """What is played, and to whom.

    Attributes
    ----------
    stations
        The network, as `placement.stations` gives it.
    start, end
        Records that end in ``start < time <= end``, with a time zone. None of them may lie ahead of the collector's clock.
    seed, origin
        What the history follows from; see `history.observations`.
    hj212, mqtt
        Where the collector's listener and the broker are; devices of a way without address are left out.
    speed
        Seconds of the history played in one second.
    gateways
        Whether the devices of a township share one HJ 212 connection; else each has its own.
    mqtt_kinds
        Kinds of station that use MQTT.
    spread_s
        Devices send within so many (played) seconds after the hour, each at its own moment.
    position_s
        (Played) seconds between two positions of a vehicle; 0 for none.
    trouble
        What goes wrong.
    patience_s
        An HJ 212 frame without an answer is sent again after so long.
    """

    stations: gpd.GeoDataFrame
    start: datetime
    end: datetime
    seed: int
    origin: int = 0
    hj212: Address | None = None
    mqtt: Address | None = None
    speed: float = 60.0
    gateways: bool = False
    mqtt_kinds: tuple[str, ...] = MQTT_KINDS
    spread_s: float = 3_000.0
    position_s: int = 60
    trouble: Trouble = field(default_factory=Trouble)
    patience_s: float = 10.0


def play_devices(
    play: DevicePlay, tally: Tally | None = None, *, told: Callable[[float, Tally], object] | None = None
) -> Tally:
    """Play to the end and wait until everything is acknowledged; returns what was sent and acknowledged.

    Parameters
    ----------
    tally
        Where it is counted, for those who look on from another thread.
    told
        Is told the played time (seconds since 1970) and the counts, about once a second.

    Raises
    ------
    InputError
        The broker cannot be reached.
    """
    counted = Tally() if tally is None else tally
    asyncio.run(_Stage(play, counted, told).run())
    return counted


class _Stage:
    def __init__(self, play: DevicePlay, tally: Tally, told: Callable[[float, Tally], object] | None) -> None:
        self._play, self._tally, self._told = play, tally, told
        self._lines: dict[str, Hj212Line] = {}
        self._line_of: dict[str, Hj212Line] = {}
        self._publisher: Publisher | None = None

    async def run(self) -> None:
        play = self._play
        if play.mqtt is not None:
            self._publisher = await asyncio.to_thread(Publisher, *play.mqtt, self._tally)
        try:
            self._lay_lines()
            running = [asyncio.create_task(line.run()) for line in self._lines.values()]
            try:
                await self._perform()
                for line in self._lines.values():
                    line.close()
                await asyncio.gather(*running)
                while self._publisher is not None and self._publisher.settle():
                    await asyncio.sleep(_TICK_S)
            finally:
                for task in running:
                    task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.gather(*running)
        finally:
            if self._publisher is not None:
                await asyncio.to_thread(self._publisher.close)

    def _lay_lines(self) -> None:
        play = self._play
        if play.hj212 is None:
            return
        rows = play.stations[~play.stations["kind"].isin(play.mqtt_kinds)]
        for station, township in zip(rows["station_id"], rows["township"], strict=True):
            name = str(township if play.gateways else station)
            if name not in self._lines:
                self._lines[name] = Hj212Line(*play.hj212, self._tally, patience_s=play.patience_s)
            self._line_of[station] = self._lines[name]

    async def _perform(self) -> None:
        play, loop = self._play, asyncio.get_running_loop()
        began, opening = loop.time(), play.start.timestamp()
        script, next_told = self._script(), began
        # The history is computed beside, so that a new hour does not make all devices stumble.
        while scene := await asyncio.to_thread(lambda: list(islice(script, _AHEAD))):
            for due, what in scene:
                at = began + (due - opening) / play.speed
                while (now := loop.time()) < at:
                    await asyncio.sleep(min(at - now, _TICK_S))
                    self._settle()
                self._hand_over(what)
                if self._told is not None and now >= next_told:
                    next_told = now + 1.0
                    self._told(due, self._tally)
            # Also where the play is late: the lines must get their turn.
            await asyncio.sleep(0)
            self._settle()

    def _script(self) -> Iterator[tuple[float, Report | Fix]]:
        play = self._play
        said = reports(
            play.stations, play.start, play.end,
            seed=play.seed, origin=play.origin, spread_s=play.spread_s, trouble=play.trouble,
        )  # fmt: skip
        parts: list[Iterator[tuple[float, Report | Fix]]] = [((one.due, one) for one in said)]
        if play.mqtt is not None and play.position_s:
            driven = patrols(play.start.astimezone(UTC), play.end, every_s=play.position_s, seed=play.seed)
            parts.append((float(fix.time), fix) for fix in driven)
        return heapq.merge(*parts, key=lambda part: part[0])

    def _hand_over(self, what: Report | Fix) -> None:
        if isinstance(what, Fix):
            self._tally.fixes += 1
        elif what.station_id in self._line_of:
            self._tally.reports += 1
            self._line_of[what.station_id].send(what)
            return
        elif what.kind not in self._play.mqtt_kinds or self._publisher is None:
            return
        else:
            self._tally.reports += 1
        if self._publisher is not None:
            self._publisher.send(what)

    def _settle(self) -> None:
        if self._publisher is not None:
            self._publisher.settle()
