"""Hourly air quality of KDD Cup 2018, in both column styles; times are UTC."""

from __future__ import annotations

from ..mapping import ColumnMapping
from ..table import Head
from .format import Format

__all__ = ["KDD"]

_STYLES = (("stationId", "utc_time", "PM2.5"), ("station_id", "time", "PM25_Concentration"))


def _recognises(head: Head) -> bool:
    return any(set(style) <= set(head.columns) for style in _STYLES)


def _mapping(head: Head) -> ColumnMapping:
    station, time, _ = next(style for style in _STYLES if set(style) <= set(head.columns))
    # The English description of the data set gives CO in µg/m³; its values are mg/m³, as the Chinese one says.
    return ColumnMapping(layout="wide", time=(time,), station=station, ignore=("id",), utc_offset_hours=0.0)


KDD = Format("kdd", _recognises, _mapping)
