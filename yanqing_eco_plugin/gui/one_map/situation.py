"""Reads how the whole network stands: each network, every alarm, the air of the townships."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import geopandas as gpd
import pandas as pd

from ...core.data_centre import DataCentre
from ...core.progress import Progress, checkpoint
from ...core.standards import KINDS
from .alarm import Alarm
from .past_townships import past_townships
from .station_alarms import station_alarms, with_sensors

__all__ = ["NetworkState", "Situation", "TownshipAir", "read_situation"]


@dataclass(frozen=True)
class NetworkState:
    """How many stations of a kind there are, how many of them are in which state, and how many have an alarm."""

    kind: str
    total: int
    online: int
    stale: int = 0
    fault: int = 0
    silent: int = 0
    alarms: int = 0

    @property
    def rate(self) -> float:
        """Share of the stations that are online, 0–1."""
        return self.online / self.total if self.total else 0.0


@dataclass(frozen=True)
class TownshipAir:
    """The air of a township.

    Attributes
    ----------
    index_value, pm2_5
        None where nothing reports.
    basis
        Kind of the stations the values come from; empty where nothing reports.
    bounds
        West, south, east, north, WGS-84 degrees; None where it has no area.
    """

    code: str
    name: str
    name_en: str
    index_value: int | None
    level: int
    pm2_5: float | None
    basis: str
    stations: int
    reporting: int
    bounds: tuple[float, float, float, float] | None

    def label(self, language: str) -> str:
        """Name in `language` where it has one."""
        first, second = (self.name, self.name_en) if language.startswith("zh") else (self.name_en, self.name)
        return first or second or self.code


@dataclass(frozen=True)
class Situation:
    """The network now, or at the UTC instant `moment`.

    Attributes
    ----------
    newest
        UTC end of the newest interval of any station; None for an empty centre.
    span
        Earliest and latest instant of the observations.
    stations, areas
        What a map of a past moment shows: stations with their state then, townships with their air; None for now, where
        the live layers show it.
    """

    moment: datetime | None = None
    networks: tuple[NetworkState, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    townships: tuple[TownshipAir, ...] = ()
    newest: datetime | None = None
    span: tuple[datetime, datetime] | None = None
    stations: gpd.GeoDataFrame | None = field(default=None, compare=False)
    areas: gpd.GeoDataFrame | None = field(default=None, compare=False)

    @property
    def total(self) -> int:
        """Stations of all networks."""
        return sum(network.total for network in self.networks)

    @property
    def online(self) -> int:
        """Stations that are online."""
        return sum(network.online for network in self.networks)


def read_situation(
    centre: DataCentre,
    moment: datetime | None,
    progress: Progress | None = None,
    *,
    sensors: pd.DataFrame | None = None,
) -> Situation:
    """How everything stands now (`moment` None) or stood at a UTC instant; runs away from the GUI thread.

    `sensors` are the alarms of `reports.device_alarms.sensor_alarms`, which are about now.
    """
    stations = centre.stations()
    checkpoint(progress, 0.2)
    status = centre.latest() if moment is None else centre.snapshot(moment)
    checkpoint(progress, 0.7)
    state = gpd.GeoDataFrame(stations.merge(status.drop(columns="kind"), on="station_id", how="left"))
    state["state"] = state["state"].fillna("none")
    areas: Any = centre.features("township_live")
    if moment is not None:
        areas = past_townships(areas, state, moment, centre.district.utc_offset_hours)
    if moment is None and sensors is not None:
        state["alarms"] = with_sensors(state, sensors)
    alarms = station_alarms(state)
    newest = state["newest"].max()
    return Situation(
        moment=moment,
        networks=_networks(state, alarms),
        alarms=alarms,
        townships=tuple(_township(row) for row in areas.to_dict("records")),
        newest=None if pd.isna(newest) else newest.to_pydatetime(),
        span=centre.time_span(),
        stations=None if moment is None else state,
        areas=None if moment is None else areas,
    )


def _networks(state: pd.DataFrame, alarms: tuple[Alarm, ...]) -> tuple[NetworkState, ...]:
    counts = pd.crosstab(state["kind"], state["state"]).to_dict("index")
    alarmed: dict[str, set[str]] = {}
    for alarm in alarms:
        alarmed.setdefault(alarm.kind, set()).add(alarm.station_id)
    known = [kind for kind in KINDS if kind in counts]
    return tuple(
        NetworkState(
            kind=str(kind),
            total=sum(counts[kind].values()),
            online=counts[kind].get("online", 0),
            stale=counts[kind].get("stale", 0),
            fault=counts[kind].get("fault", 0),
            silent=counts[kind].get("none", 0),
            alarms=len(alarmed.get(str(kind), ())),
        )
        for kind in [*known, *(kind for kind in counts if kind not in KINDS)]
    )


def _township(row: Mapping[str, Any]) -> TownshipAir:
    def text(name: str) -> str:
        return "" if pd.isna(row[name]) else str(row[name])

    def number(name: str) -> float | None:
        return None if pd.isna(row[name]) else float(row[name])

    index, shape = number("index_value"), row.get("geometry")
    empty = shape is None or shape.is_empty
    return TownshipAir(
        code=text("code"),
        name=text("name"),
        name_en=text("name_en"),
        index_value=None if index is None else int(index),
        level=int(number("level") or 0),
        pm2_5=number("pm2_5"),
        basis=text("basis"),
        stations=int(number("stations") or 0),
        reporting=int(number("reporting") or 0),
        bounds=None if empty else tuple(shape.bounds),
    )
