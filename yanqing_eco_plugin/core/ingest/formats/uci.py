"""The UCI "Beijing Multi-Site Air Quality" files (doi 10.24432/C5RK5G): one station each, local time, CO in µg/m³."""

from __future__ import annotations

from ..mapping import ColumnMapping
from ..table import Head
from ..values import MISSING
from .format import Format

__all__ = ["UCI"]

_WEATHER = ("temperature", "pressure", "wind_speed", "wind_direction")


def _recognises(head: Head) -> bool:
    return {"No", "year", "month", "day", "hour", "PM2.5", "TEMP", "WSPM", "station"} <= set(head.columns)


def _mapping(head: Head) -> ColumnMapping:
    return ColumnMapping(
        layout="wide",
        time=("year", "month", "day", "hour"),
        station="station",
        properties={
            "TEMP": "temperature",
            "PRES": "pressure",
            "RAIN": "precipitation",
            "wd": "wind_direction",
            "WSPM": "wind_speed",
        },
        units={"CO": "µg/m³"},
        ignore=("No", "DEWP"),
        intervals=dict.fromkeys(_WEATHER, 0),
        missing=MISSING,
    )


UCI = Format("uci", _recognises, _mapping)
