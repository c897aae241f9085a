"""Daily files of hourly values with a column per station, as quotsoft.net archives Beijing's platform."""

from __future__ import annotations

from ..mapping import ColumnMapping
from ..table import Head
from .format import Format

__all__ = ["QUOTSOFT"]

_KEYS = ("date", "hour", "type")


def _recognises(head: Head) -> bool:
    return head.columns[:3] == _KEYS and len(head.columns) > 3


def _mapping(head: Head) -> ColumnMapping:
    # Hour T is the mean of the hour that ends at T, local time: these files and the UTC-stamped KDD series agree so in
    # every common value. Index and 24-hour means are the platform's own computations, not observations.
    return ColumnMapping(
        layout="stations",
        time=("date", "hour"),
        property="type",
        ignore=("AQI", *(f"{name}_24h" for name in ("PM2.5", "PM10", "SO2", "NO2", "O3", "CO"))),
        units={"CO": "mg/m³"},
    )


QUOTSOFT = Format("quotsoft", _recognises, _mapping)
