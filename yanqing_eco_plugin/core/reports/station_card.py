"""Reads what a station's card shows: who it is, how it is, and its newest values with their levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd

from ..data_centre.centre import DataCentre
from ..errors import InputError
from ..standards import KINDS, PROPERTIES
from .property_levels import property_levels

__all__ = ["NewestValue", "StationCard", "read_station_card"]


@dataclass(frozen=True)
class NewestValue:
    """One row of the table of newest values; `level` 0 and an empty `scheme` where no standard judges it."""

    property: str
    value: float
    scheme: str = ""
    level: int = 0
    exceeding: bool = False


@dataclass(frozen=True)
class StationCard:
    """A station and its newest state, or its state at a moment.

    Attributes
    ----------
    station
        Columns of the table ``station`` (see ``schema.TABLES``), None where nothing is known.
    state
        ``online``, ``stale``, ``fault`` or ``none``.
    newest
        UTC end of the newest interval; None where nothing came.
    age_s
        Age of that, seconds, at the moment of reading or the moment asked for.
    index_value, scheme, level, primary
        Index, level and the properties that decide it; 0 and empty where there is none.
    alarms
        Codes as in `standards.alarm_label`.
    values
        Newest values in the order of the kind.
    moment
        The moment it is true for; None for now.
    synthetic
        Whether station or centre are made up.
    place
        Longitude and latitude, WGS-84 degrees; None where it has no position.
    """

    station: Mapping[str, Any]
    state: str = "none"
    newest: datetime | None = None
    age_s: float | None = None
    index_value: int = 0
    scheme: str = ""
    level: int = 0
    primary: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    values: tuple[NewestValue, ...] = ()
    moment: datetime | None = None
    synthetic: bool = False
    place: tuple[float, float] | None = None

    @property
    def station_id(self) -> str:
        """The station's id."""
        return str(self.station["station_id"])

    @property
    def kind(self) -> str:
        """The station's kind."""
        return str(self.station["kind"])

    def name(self, language: str) -> str:
        """Name in `language` where it has one, else any name, else the id."""
        chinese, english = self.station.get("name"), self.station.get("name_en")
        order = (chinese, english) if language.startswith("zh") else (english, chinese)
        return str(next((name for name in order if name), self.station_id))

    @property
    def properties(self) -> tuple[str, ...]:
        """What the station measures as far as its newest values tell, else what its kind does."""
        measured = tuple(one.property for one in self.values)
        known = KINDS.get(self.kind)
        return measured or (known.properties if known else ())


def read_station_card(centre: DataCentre, station_id: str, *, when: datetime | None = None) -> StationCard:
    """The card of a station, now or at the UTC instant `when`.

    Raises
    ------
    InputError
        There is no such station.
    """
    found = centre.stations(ids=[station_id])
    if not len(found):
        raise InputError(
            "The data centre has no station “{station}”.",
            hint="It may have been removed; refresh the map.",
            station=station_id,
        )
    row = found.iloc[0]
    station = {name: _plain(row[name]) for name in found.columns if name != found.geometry.name}
    point = row[found.geometry.name]
    card = StationCard(
        station,
        moment=when,
        synthetic=bool(station.get("synthetic")) or centre.synthetic,
        place=None if point is None or point.is_empty else (float(point.x), float(point.y)),
    )
    if when is None:
        states = centre.latest(ids=[station_id])
    else:
        states = centre.snapshot(when, kind=card.kind)
        states = states[states["station_id"] == station_id]
    return _with_state(card, states.iloc[0], centre.district.utc_offset_hours) if len(states) else card


def _with_state(card: StationCard, row: pd.Series, utc_offset_hours: float) -> StationCard:
    newest = _plain(row["newest"])
    alarms = tuple(code for code in str(_plain(row["alarms"]) or "").split(",") if code)
    return replace(
        card,
        state=str(_plain(row["state"]) or "none"),
        newest=newest.to_pydatetime() if newest is not None else None,
        age_s=_plain(row["age_s"]),
        index_value=int(_plain(row["index_value"]) or 0),
        scheme=str(_plain(row["scheme"]) or ""),
        level=int(_plain(row["level"]) or 0),
        primary=tuple(name for name in str(_plain(row["primary_pollutant"]) or "").split(",") if name),
        alarms=alarms,
        values=_values(card.station, row, newest, alarms, utc_offset_hours),
    )


def _values(
    station: Mapping[str, Any], row: pd.Series, newest: Any, alarms: tuple[str, ...], utc_offset_hours: float
) -> tuple[NewestValue, ...]:
    usual = KINDS[str(station["kind"])].properties if station["kind"] in KINDS else ()
    order = [*usual, *(name for name in PROPERTIES if name not in usual)]
    values = {name: float(row[name]) for name in order if name in row.index and not pd.isna(row[name])}
    if not values:
        return ()
    table = property_levels(station, pd.DataFrame([values]), newest, utc_offset_hours=utc_offset_hours)
    judged = table.dropna(subset=["level"])
    levels = dict(zip(judged["property"], zip(judged["scheme"], judged["level"].astype(int))))
    return tuple(
        NewestValue(
            property=name,
            value=value,
            scheme=levels[name][0] if name in levels else "",
            level=levels[name][1] if name in levels else 0,
            exceeding=f"exceedance:{name}" in alarms,
        )
        for name, value in values.items()
    )


def _plain(value: Any) -> Any:
    """The value, or None for every kind of missing."""
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value
