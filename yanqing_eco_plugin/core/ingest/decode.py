"""Turns a block of rows into observations, by a column mapping, with a check of every value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..standards import PROPERTIES
from .checks import Cells, check, label_of
from .decoded import MAX_REJECTS, RejectLog, empty_observations
from .mapping import ColumnMapping
from .names import is_not_observed, property_of_name
from .table import Column, Table
from .times import BAD_TIME, parse_times
from .units import conversion

__all__ = ["Setting", "decode_table"]

_FUTURE_TOLERANCE_S = 3600
_CODE = {name: code for code, name in enumerate(PROPERTIES)}


@dataclass(frozen=True)
class Setting:
    """What holds for a whole file.

    Attributes
    ----------
    mapping
        What its columns mean.
    kind
        Kind of station, where known: tells ``temperature`` of water from that of air.
    now
        The moment of reading; later times are no measurements.
    reference
        When the file was made, for times without a year.
    """

    mapping: ColumnMapping
    kind: str | None
    now: datetime
    reference: datetime


@dataclass(frozen=True)
class _Meaning:
    prop: int
    factor: float
    offset: float


def decode_table(table: Table, setting: Setting, log: RejectLog) -> pd.DataFrame:
    """Observation frame of a block of rows.

    Rejected, with the row's place and bytes: a row without station or without a readable time; a time later than now plus one
    hour; a value that is no number, negative or outside the property's physical bounds; all but the last of several values
    under one key. A column or type nobody knows is told once.
    """
    mapping = setting.mapping
    mapping.check_columns(table.columns, log.source)
    if not len(table):
        return empty_observations()
    seconds = _times(table, setting, log)
    if mapping.layout == "wide":
        names, cells = _wide(table, setting, log)
    elif mapping.layout == "long":
        names, cells = _long(table, setting, log)
    else:
        names, cells = _stations(table, setting, log)
    kept = seconds[cells.row] != BAD_TIME
    return check(table, mapping, log, names, cells if kept.all() else cells.only(kept), seconds)


def _times(table: Table, setting: Setting, log: RejectLog) -> NDArray[np.int64]:
    """UTC seconds at which each row's interval ends; rows without a usable time are logged and get `BAD_TIME`."""
    mapping = setting.mapping
    reference = setting.reference
    if mapping.year is not None:
        zone = timezone(timedelta(hours=mapping.utc_offset_hours))
        # One day before the year ends, because a day of grace is given.
        reference = datetime(mapping.year, 12, 30, 23, 59, 59, tzinfo=zone)
    columns = [table.columns[name] for name in mapping.time]
    seconds = parse_times(
        columns, utc_offset_hours=mapping.utc_offset_hours, reference=reference, time_format=mapping.time_format
    )
    bad = seconds == BAD_TIME
    if mapping.stamp == "begin":
        seconds = np.where(bad, seconds, seconds + mapping.interval)
    future = ~bad & (seconds > setting.now.timestamp() + _FUTURE_TOLERANCE_S)
    for reason, rows in (("bad_time", np.flatnonzero(bad)), ("future_time", np.flatnonzero(future))):
        told = [" ".join(str(column[row]) for column in columns) for row in rows[:MAX_REJECTS]]
        log.add_rows(table, rows, reason, told)
    return np.where(future, BAD_TIME, seconds)


def _station_codes(table: Table, mapping: ColumnMapping, log: RejectLog) -> tuple[Column, NDArray[np.intp]]:
    if not mapping.station:
        return np.array([mapping.station_id], dtype=object), np.zeros(len(table), dtype=np.intp)
    codes, uniques = pd.factorize(table.columns[mapping.station], use_na_sentinel=False)
    names = np.array([mapping.station_aliases.get(name, name) for name in map(label_of, uniques)], dtype=object)
    blank = np.flatnonzero(names == "")
    if len(blank):
        log.add_rows(table, np.flatnonzero(np.isin(codes, blank)), "no_station")
    return names, codes


def _meaning(name: str, unit: str, setting: Setting, log: RejectLog, count: int) -> _Meaning | None:
    """What a column or type name stands for; None where it holds no observation (counted or told once)."""
    mapping = setting.mapping
    if name in mapping.ignore:
        log.skip(name, count)
        return None
    prop, found_unit = property_of_name(name, setting.kind)
    prop = mapping.properties.get(name, prop)
    if prop is None:
        if is_not_observed(name):
            log.skip(name, count)
        else:
            log.add_once("the header", "unknown_property", name)
        return None
    unit = unit or mapping.units.get(name) or found_unit or PROPERTIES[prop].unit
    factors = conversion(prop, unit)
    if factors is None:
        log.add_once("the header", "unknown_unit", name, f": {unit} is no unit of {prop}")
        return None
    return _Meaning(_CODE[prop], *factors)


def _wide(table: Table, setting: Setting, log: RejectLog) -> tuple[Column, Cells]:
    mapping = setting.mapping
    names, codes = _station_codes(table, mapping, log)
    used = {*mapping.time, mapping.station, mapping.flag}
    found = [
        (header, meaning)
        for header in table.columns
        if header not in used and (meaning := _meaning(header, "", setting, log, len(table))) is not None
    ]
    n = len(table)
    rows = np.arange(n)
    return names, Cells(
        row=np.tile(rows, len(found)),
        station=np.tile(codes, len(found)),
        prop=np.repeat(np.array([meaning.prop for _, meaning in found], dtype=np.intp), n),
        factor=np.repeat(np.array([meaning.factor for _, meaning in found]), n),
        offset=np.repeat(np.array([meaning.offset for _, meaning in found]), n),
        text=_stack([table.columns[header] for header, _ in found]),
    )


def _stack(columns: list[Column]) -> Column:
    return np.concatenate(columns) if columns else np.empty(0, dtype=object)


def _by_type(table: Table, setting: Setting, log: RejectLog, per_row: int) -> tuple[NDArray[np.intp], Column]:
    """For each row the position of its meaning (−1 = none), and the meanings, from the property and unit columns."""
    mapping = setting.mapping
    if mapping.property in PROPERTIES and mapping.property not in table.columns:
        unit = mapping.units.get(mapping.property, PROPERTIES[mapping.property].unit)
        meaning = _Meaning(_CODE[mapping.property], *(conversion(mapping.property, unit) or (1.0, 0.0)))
        return np.zeros(len(table), dtype=np.intp), np.array([meaning], dtype=object)
    columns = [table.columns[mapping.property]]
    if mapping.unit:
        columns.append(table.columns[mapping.unit])
    keys = columns[0] if len(columns) == 1 else np.fromiter(zip(*columns), dtype=object, count=len(table))
    codes, uniques = pd.factorize(keys, use_na_sentinel=False)
    counts = np.bincount(codes, minlength=len(uniques)) * per_row
    meanings = np.empty(len(uniques), dtype=object)
    for position, key in enumerate(uniques):
        name, unit = key if isinstance(key, tuple) else (key, "")
        meanings[position] = _meaning(label_of(name), label_of(unit), setting, log, int(counts[position]))
    known = np.array([meaning is not None for meaning in meanings], dtype=bool)
    return np.where(known[codes], codes, -1), meanings


def _long(table: Table, setting: Setting, log: RejectLog) -> tuple[Column, Cells]:
    names, codes = _station_codes(table, setting.mapping, log)
    which, meanings = _by_type(table, setting, log, 1)
    rows = np.flatnonzero(which >= 0)
    return names, _typed(rows, codes[rows], which[rows], meanings, table.columns[setting.mapping.value][rows])


def _stations(table: Table, setting: Setting, log: RejectLog) -> tuple[Column, Cells]:
    mapping = setting.mapping
    used = {*mapping.time, mapping.property, *mapping.ignore}
    headers = [header for header in table.columns if header not in used]
    which, meanings = _by_type(table, setting, log, len(headers))
    rows = np.flatnonzero(which >= 0)
    names = np.array([mapping.station_aliases.get(header, header) for header in headers], dtype=object)
    return names, _typed(
        np.tile(rows, len(headers)),
        np.repeat(np.arange(len(headers)), len(rows)),
        np.tile(which[rows], len(headers)),
        meanings,
        _stack([table.columns[header][rows] for header in headers]),
    )


def _typed(
    rows: NDArray[np.intp], stations: NDArray[np.intp], which: NDArray[np.intp], meanings: Column, text: Column
) -> Cells:
    prop = np.array([-1 if meaning is None else meaning.prop for meaning in meanings], dtype=np.intp)
    factor = np.array([1.0 if meaning is None else meaning.factor for meaning in meanings])
    offset = np.array([0.0 if meaning is None else meaning.offset for meaning in meanings])
    return Cells(rows, stations, prop[which], factor[which], offset[which], text)
