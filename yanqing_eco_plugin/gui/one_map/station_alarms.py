"""Finds the alarms of all stations in their newest state."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd

from ...core.standards import PROPERTIES
from .alarm import Alarm, severity

__all__ = ["station_alarms", "with_sensors"]

# Which property an alarm is about where its code does not say.
_ABOUT = {"purifier_off": "purifier_on", "plate_dirty": "plate_cleanliness"}


def station_alarms(state: gpd.GeoDataFrame) -> tuple[Alarm, ...]:
    """Alarms of stations with their newest state (``station_live`` with ``geometry``), the worst and newest first.

    What a stale station said last is no alarm of this hour: that it is stale is.
    """
    wrong = state[(state["state"] != "online") | (state["alarms"].fillna("") != "")]
    alarms = [alarm for row in wrong.to_dict("records") for alarm in _alarms_of(row)]
    return tuple(sorted(alarms, key=_worst_first))


def with_sensors(state: pd.DataFrame, sensors: pd.DataFrame) -> pd.Series:
    """Alarm codes of each station, those about its sensors (``station_id, code``) added."""
    more = sensors.groupby("station_id")["code"].agg(",".join).reindex(state["station_id"]).to_numpy()
    own = state["alarms"].fillna("")
    return own.where(pd.isna(more), own + "," + pd.Series(more, index=state.index).fillna("")).str.strip(",")


def _worst_first(alarm: Alarm) -> tuple[int, str, int, float, str]:
    age = float("inf") if alarm.newest is None else -alarm.newest.timestamp()
    return -severity(alarm.code), alarm.code, -alarm.level, age, alarm.station_id


def _alarms_of(row: dict[str, Any]) -> list[Alarm]:
    state = row["state"]
    codes = [] if state in ("stale", "none") else [code for code in _text(row["alarms"]).split(",") if code]
    return [_alarm(code, row) for code in (codes if state == "online" else [*codes, state])]


def _alarm(code: str, row: dict[str, Any]) -> Alarm:
    prop = code.partition(":")[2] or _ABOUT.get(code, "")
    value, newest, point = row.get(prop) if prop in PROPERTIES else None, row["newest"], row["geometry"]
    return Alarm(
        code=code,
        station_id=str(row["station_id"]),
        kind=str(row["kind"]),
        name=_text(row["name"]),
        name_en=_text(row["name_en"]),
        township=_text(row["township"]),
        prop=prop,
        value=None if value is None or pd.isna(value) else float(value),
        level=0 if pd.isna(row["level"]) else int(row["level"]),
        scheme=_text(row["scheme"]),
        flag=_text(row["flag"]),
        newest=None if pd.isna(newest) else newest.to_pydatetime(),
        place=None if point is None or point.is_empty else (float(point.x), float(point.y)),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
