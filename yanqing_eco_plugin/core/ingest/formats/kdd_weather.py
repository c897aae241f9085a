"""Hourly weather of KDD Cup 2018, observed at stations or on a grid; times are UTC."""

from __future__ import annotations

from ..mapping import ColumnMapping
from ..table import Head
from ..values import MISSING
from .format import Format

__all__ = ["KDD_WEATHER"]

_ELEMENTS = {"temperature", "pressure", "humidity", "wind_speed", "wind_direction"}


def _recognises(head: Head) -> bool:
    return {"station_id", "weather", *_ELEMENTS} <= set(head.columns) and bool({"utc_time", "time"} & set(head.columns))


def _mapping(head: Head) -> ColumnMapping:
    # 999017 stands for a direction that does not exist (calm), 999999 for no value. Readings are momentary.
    return ColumnMapping(
        layout="wide",
        time=("utc_time" if "utc_time" in head.columns else "time",),
        station="station_id",
        ignore=("id", "weather"),
        utc_offset_hours=0.0,
        interval=0,
        missing=(*MISSING, "999017", "999999"),
    )


KDD_WEATHER = Format("kdd_weather", _recognises, _mapping)
