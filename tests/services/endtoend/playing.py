"""Plays the devices beside the test, and compares what was acknowledged to them with what a centre holds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pandas as pd

from yanqing_eco_plugin.core.data_centre import DataCentre
from yanqing_eco_plugin.core.demo.devices import DevicePlay, play_devices
from yanqing_eco_plugin.core.demo.devices_hj212 import factors_table
from yanqing_eco_plugin.core.demo.devices_reports import Report
from yanqing_eco_plugin.core.demo.devices_tally import Tally

from ..collector.harness import FAR_AHEAD, LONG_AGO

# Every device has a connection of its own, all from one address.
HJ212 = f"most_per_address = 1000\n{factors_table()}"

# Kinds of one device, which may be silent, and one that reports every four hours.
SELDOM = {"vehicle", "lidar", "water"}

Key = tuple[str, str, int, int]


def last_hour() -> datetime:
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


def hours_before_now(hours: int) -> tuple[datetime, datetime]:
    """Start and end of a play that ends with the last full hour."""
    return last_hour() - timedelta(hours=hours), last_hour()


class Playing:
    """A play in a thread of its own; `acknowledged` are the records, by key."""

    def __init__(self, play: DevicePlay) -> None:
        self.acknowledged: dict[Key, tuple[float | None, str]] = {}
        self.tally = Tally(on_acknowledged=self._note)
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(play,), daemon=True)

    def _note(self, report: Report) -> None:
        values = [(value, flag) for _, value, flag in report.values]
        self.acknowledged.update(zip(report.record_keys(), values, strict=True))

    def _run(self, play: DevicePlay) -> None:
        try:
            play_devices(play, self.tally)
        except BaseException as error:  # noqa: BLE001 - told by `finish`
            self._fault = error

    def start(self) -> Playing:
        self._thread.start()
        return self

    def until(self, reached: Callable[[Tally], bool], what: str, patience_s: float = 30.0) -> None:
        """Wait for the counts."""
        end = time.monotonic() + patience_s
        while not reached(self.tally):
            assert self._fault is None, self._fault
            assert time.monotonic() < end, f"{what}: {self.tally.sentence()}"
            time.sleep(0.02)

    def finish(self, patience_s: float = 60.0) -> Tally:
        """Wait until everything is acknowledged."""
        self._thread.join(patience_s)
        assert self._fault is None, self._fault
        assert not self._thread.is_alive(), f"the play does not end: {self.tally.sentence()}"
        return self.tally


def wait_until_held(centre: DataCentre, stations: list[str], records: int, patience_s: float = 40.0) -> pd.DataFrame:
    """All records of the stations, once there are so many: what the broker holds is on its way still."""
    end = time.monotonic() + patience_s
    while True:
        held = centre.series(stations, None, LONG_AGO, FAR_AHEAD)
        if len(held) >= records or time.monotonic() > end:
            return held
        time.sleep(0.3)


def assert_held(playing: Playing, centre: DataCentre, held: pd.DataFrame) -> None:
    """The centre holds what was acknowledged, value by value, nothing else and nothing twice."""
    acknowledged, tally = playing.acknowledged, playing.tally
    assert tally.acknowledged == tally.reports
    ends = held["time"].to_numpy("datetime64[s]").astype("int64")
    keys = list(zip(held["station_id"].astype(str), held["property"].astype(str), ends.tolist(), held["interval"]))
    lost, foreign = set(acknowledged) - set(keys), set(keys) - set(acknowledged)
    assert not lost, f"{len(lost)} lost, such as {sorted(lost)[:3]}"
    assert not foreign, f"{len(foreign)} nobody sent, such as {sorted(foreign)[:3]}"
    assert tally.records == len(acknowledged) == len(held)
    values = [None if pd.isna(value) else value for value in held["value"]]
    stored = dict(zip(keys, zip(values, held["flag"].astype(str)), strict=True))
    assert {key: said for key, said in stored.items() if said != acknowledged[key]} == {}
    assert_status_follows(acknowledged, centre)


def assert_status_follows(acknowledged: dict[Key, tuple[float | None, str]], centre: DataCentre) -> None:
    """The newest instant and the newest values of each station are those that were acknowledged last."""
    newest: dict[str, int] = {}
    for station, _, end, _ in acknowledged:
        newest[station] = max(end, newest.get(station, 0))
    latest = centre.latest().set_index("station_id")
    told = latest.loc[list(newest), "newest"].to_numpy("datetime64[s]").astype("int64")
    assert dict(zip(newest, told.tolist(), strict=True)) == newest
    for (station, prop, end, _), (value, flag) in acknowledged.items():
        if end == newest[station] and flag == "N":
            assert latest.loc[station, prop] == value, (station, prop)
