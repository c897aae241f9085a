"""What the devices of the demo send and when: each record of the made-up history as one report of its device."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..standards import PROPERTIES
from .chance import codes, key, uniform
from .history import observations

__all__ = ["Report", "Trouble", "reports"]

_HOUR_S = 3_600
_CONCENTRATIONS = ("mg/L", "mg/m³", "µg/m³")
_LOUDER_DB = 20.0


@dataclass(frozen=True)
class Report:
    """What one device says of one interval.

    Attributes
    ----------
    station_id, mn, kind
        Whose it is.
    end, interval
        End of the interval, seconds since 1970, and its length in seconds.
    values
        Property, value in the property's unit (None: none) and flag of HJ 212.
    due
        When the device sends it, seconds since 1970 of the played time.
    repeated
        Whether it was sent before and comes a second time.
    """

    station_id: str
    mn: str
    kind: str
    end: int
    interval: int
    values: tuple[tuple[str, float | None, str], ...]
    due: float
    repeated: bool = False

    def record_keys(self) -> list[tuple[str, str, int, int]]:
        """The records it holds: station, property, end and interval."""
        return [(self.station_id, prop, self.end, self.interval) for prop, _, _ in self.values]


@dataclass(frozen=True)
class Trouble:
    """What goes wrong on request, beside the faults that the history has of its own; shares are 0–1.

    Attributes
    ----------
    gap
        Share of devices that are cut off for the middle third of the time played and then send what they kept.
    faults
        Share of devices whose records carry flag D and no value in the last third.
    duplicates
        Share of reports that are sent twice.
    disorder
        Share of reports that come after the device's next one.
    exceed
        Stations whose concentrations are multiplied by `factor`, and levels raised by 20 dB, from the first third on.
    """

    gap: float = 0.0
    faults: float = 0.0
    duplicates: float = 0.0
    disorder: float = 0.0
    exceed: tuple[str, ...] = field(default=())
    factor: float = 8.0


def reports(
    stations: gpd.GeoDataFrame,
    start: datetime,
    end: datetime,
    *,
    seed: int,
    origin: int = 0,
    spread_s: float = 3_000.0,
    trouble: Trouble | None = None,
) -> Iterator[Report]:
    """The reports of the whole network in the order in which they are sent.

    Parameters
    ----------
    stations
        The network, as `placement.stations` gives it.
    start, end
        Intervals that end in ``start < time <= end``; with a time zone.
    seed, origin
        What the history follows from; see `history.observations`.
    spread_s
        Each device sends its records at a moment of its own within so many seconds after the hour, below 3,600.
    trouble
        What goes wrong beside.
    """
    wrong = trouble or Trouble()
    names = stations["station_id"].astype(str).tolist()
    own = codes(names)
    delay = dict(zip(names, uniform(key(seed, "report delay"), own) * spread_s, strict=True))
    known = {row[0]: (row[1], row[2]) for row in stations[["station_id", "mn", "kind"]].itertuples(index=False)}
    story = _Story(wrong, seed, names, own, start.timestamp(), end.timestamp())
    pending: list[tuple[float, int, Report]] = []
    number = count()
    hour = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    while hour < end:
        following = min(hour + timedelta(hours=1), end)
        frame = observations(stations, max(hour, start), following, seed, origin=origin)
        for report in _of_frame(frame, known, delay):
            for sent in story.told(report):
                heapq.heappush(pending, (sent.due, next(number), sent))
        # What the next hour brings is due after its end at the earliest.
        while pending and pending[0][0] < following.timestamp() + _HOUR_S:
            yield heapq.heappop(pending)[2]
        hour = following
    while pending:
        yield heapq.heappop(pending)[2]


def _of_frame(frame: pd.DataFrame, known: dict[str, tuple[str, str]], delay: dict[str, float]) -> Iterator[Report]:
    if frame.empty:
        return
    plain = frame.assign(
        end=frame["time"].to_numpy("datetime64[s]").astype(np.int64),
        station_id=frame["station_id"].astype(str),
        property=frame["property"].astype(str),
        flag=frame["flag"].astype(str),
    )
    columns = [plain[name].tolist() for name in ("station_id", "end", "interval", "property", "value", "flag")]
    said: dict[tuple[str, int, int], list[tuple[str, float | None, str]]] = {}
    for station, end, interval, prop, value, flag in zip(*columns, strict=True):
        said.setdefault((station, end, interval), []).append((prop, None if np.isnan(value) else value, flag))
    for (station, end, interval), values in said.items():
        mn, kind = known[station]
        yield Report(station, mn, kind, end, interval, tuple(values), end + delay[station])


class _Story:
    """How the reports fare that go wrong on request."""

    def __init__(
        self, wrong: Trouble, seed: int, names: list[str], own: NDArray[np.uint64], start: float, end: float
    ) -> None:
        self._wrong, self._seed = wrong, seed
        self._code = dict(zip(names, own, strict=True))
        third = (end - start) / 3
        self._first, self._second = start + third, start + 2 * third
        self._cut = self._chosen(names, own, "gap", wrong.gap)
        self._faulty = self._chosen(names, own, "device fault", wrong.faults)

    def _chosen(self, names: list[str], own: NDArray[np.uint64], purpose: str, share: float) -> set[str]:
        drawn = uniform(key(self._seed, purpose), own) < share
        return {name for name, hit in zip(names, drawn, strict=True) if hit}

    def told(self, report: Report) -> Iterator[Report]:
        """The report as it is sent, and its repetition."""
        wrong, name = self._wrong, report.station_id
        if name in wrong.exceed and report.end > self._first:
            report = replace(report, values=tuple(_raised(value, wrong.factor) for value in report.values))
        if name in self._faulty and report.end > self._second:
            report = replace(report, values=tuple((prop, None, "D") for prop, _, _ in report.values))
        if name in self._cut and self._first < report.due < self._second:
            # After the gap the oldest comes first.
            report = replace(report, due=self._second + (report.due - self._first) / 1_000)
        elif self._happens("disorder", report, wrong.disorder):
            report = replace(report, due=report.due + report.interval + 60.0)
        yield report
        if self._happens("duplicate", report, wrong.duplicates):
            yield replace(report, due=report.due + 90.0, repeated=True)

    def _happens(self, purpose: str, report: Report, share: float) -> bool:
        if share <= 0:
            return False
        drawn = uniform(key(self._seed, purpose), np.array([self._code[report.station_id]]), report.end)
        return bool(drawn[0] < share)


def _raised(told: tuple[str, float | None, str], factor: float) -> tuple[str, float | None, str]:
    prop, value, flag = told
    spec = PROPERTIES[prop]
    if value is None:
        return told
    if spec.unit in _CONCENTRATIONS:
        value = value * factor
    elif spec.unit == "dB(A)":
        value = value + _LOUDER_DB
    return prop, min(round(value, spec.decimals), spec.maximum), flag
