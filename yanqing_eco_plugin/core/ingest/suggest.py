"""Guesses from a header and a few rows what the columns of a table mean."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import numpy as np

from .mapping import ColumnMapping
from .names import is_not_observed, property_of_name
from .spellings import read_spellings
from .table import Table
from .times import BAD_TIME, parse_times
from .units import split_unit
from .values import parse_numbers

__all__ = ["guess_mapping"]

_NAMED = {row["role"]: row["spellings"].split() for row in read_spellings("table_columns")}
_SAMPLE = 200
_SHORT_NUMBER = re.compile(r"\s*-?\d{0,7}(\.\d*)?\s*")


def guess_mapping(table: Table) -> ColumnMapping | None:
    """The mapping a person would choose for these columns; None where station, time and values cannot be told."""
    names = {_fold(header): header for header in reversed(table.columns)}
    utc = "utc_time" in names
    time = _time_columns(names, table)
    if not time:
        return None
    station = _first(names, "station_id") or _first(names, "station_name")
    blank = ColumnMapping("wide", time, utc_offset_hours=0.0 if utc else 8.0)
    property_column, value = _first(names, "property"), _first(names, "value")
    if station and property_column and value:
        return replace(
            blank,
            layout="long",
            station=station,
            property=property_column,
            value=value,
            unit=_first(names, "unit"),
            flag=_first(names, "flag"),
        )
    others = [header for header in table.columns if header not in (*time, station, property_column)]
    known = {header: prop for header in others if (prop := property_of_name(header)[0])}
    if station and known:
        ignore = tuple(header for header in others if header not in known and not _numeric(table, header))
        return replace(blank, station=station, properties=known, ignore=ignore)
    if property_column and not station and others and _names_properties(table, property_column):
        return replace(blank, layout="stations", property=property_column)
    return None


def _fold(header: str) -> str:
    name, _ = split_unit(unicodedata.normalize("NFKC", header))
    return re.sub(r"[\s\-]+", "_", name.strip().casefold())


def _first(names: dict[str, str], role: str) -> str:
    return next((names[spelling] for spelling in _NAMED[role] if spelling in names), "")


def _time_columns(names: dict[str, str], table: Table) -> tuple[str, ...]:
    parts = [_first(names, part) for part in ("year", "month", "day")]
    hour = _first(names, "hour")
    if all(parts):
        return tuple([*parts, hour] if hour else parts)
    date = _first(names, "date")
    if date and hour:
        return (date, hour)
    time = _first(names, "time") or date
    if time:
        return (time,)
    # A column whose own name says nothing, but that mostly holds times.
    return next(((header,) for header in table.columns if _are_times(table, header)), ())


def _are_times(table: Table, header: str) -> bool:
    cells = table.columns[header][:_SAMPLE]
    filled = np.array([cell not in (None, "") and not _short_number(cell) for cell in cells], dtype=bool)
    seconds = parse_times(cells[filled])
    return bool(len(seconds)) and bool(np.mean(seconds != BAD_TIME) > 0.5)


def _short_number(cell: object) -> bool:
    return isinstance(cell, (int, float)) or (isinstance(cell, str) and bool(_SHORT_NUMBER.fullmatch(cell)))


def _numeric(table: Table, header: str) -> bool:
    values, _, _ = parse_numbers(table.columns[header][:_SAMPLE])
    return bool(np.isfinite(values).any()) and not is_not_observed(header)


def _names_properties(table: Table, header: str) -> bool:
    return any(property_of_name(str(cell))[0] for cell in table.columns[header][:_SAMPLE])
