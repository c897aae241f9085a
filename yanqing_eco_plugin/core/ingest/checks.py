"""Checks values one by one: missing, unreadable, impossible, given twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..standards import PROPERTIES
from .decoded import MAX_REJECTS, RejectLog, observation_frame
from .mapping import ColumnMapping
from .table import Column, Table
from .values import parse_numbers

__all__ = ["Cells", "check", "label_of"]

_FLAGS = frozenset("NFMSDCTB")
_NAMES = np.array(list(PROPERTIES), dtype=object)
_CODE = {name: code for code, name in enumerate(PROPERTIES)}
_MINIMUM = np.array([p.minimum for p in PROPERTIES.values()])
_MAXIMUM = np.array([p.maximum for p in PROPERTIES.values()])


@dataclass(frozen=True)
class Cells:
    """Values still as text, one entry per cell.

    Attributes
    ----------
    row
        Position in the block of rows.
    station, prop
        Position among the stations' names, and in `PROPERTIES`.
    factor, offset
        Bring the value to the property's unit.
    text
        What the file has.
    """

    row: NDArray[np.intp]
    station: NDArray[np.intp]
    prop: NDArray[np.intp]
    factor: NDArray[np.float64]
    offset: NDArray[np.float64]
    text: Column

    def only(self, kept: NDArray[np.bool_]) -> Cells:
        """The cells that are kept."""
        return Cells(
            self.row[kept],
            self.station[kept],
            self.prop[kept],
            self.factor[kept],
            self.offset[kept],
            self.text[kept],
        )

    def told(self, cells: NDArray[np.intp], names: Column, ending: str = "") -> list[str]:
        """Some cells in words, for the record of their rejection; no more than are recorded one by one."""
        some = cells[:MAX_REJECTS]
        return [f"{names[self.station[i]]} {_NAMES[self.prop[i]]} = {self.text[i]}{ending}" for i in some]


def check(
    table: Table, mapping: ColumnMapping, log: RejectLog, names: Column, cells: Cells, seconds: NDArray[np.int64]
) -> pd.DataFrame:
    """The observation frame of the cells that pass; `names` are the stations, `seconds` the times of the rows."""
    compass = bool(np.any(cells.prop == _CODE["wind_direction"]))
    numbers, missing, bad = parse_numbers(cells.text, missing=mapping.missing, compass=compass)
    values = numbers * cells.factor + cells.offset
    flags, flagged = _flags(table, mapping, cells, log)
    nameless = names[cells.station] == ""
    log.skip("missing", int(np.count_nonzero(missing & ~flagged & ~nameless)))
    low, high = _MINIMUM[cells.prop], _MAXIMUM[cells.prop]
    negative = (values < 0) & (low >= 0)
    outside = ~negative & ((values < low) | (values > high))
    for reason, faulty in (("bad_number", bad), ("negative", negative), ("out_of_range", outside)):
        found = np.flatnonzero(faulty & ~nameless)
        log.add_rows(table, cells.row[found], reason, cells.told(found, names))
    good = (~missing | flagged) & ~bad & ~negative & ~outside & ~nameless & (flags != "")
    chosen = np.flatnonzero(good)
    chosen = chosen[_last_of_each(table, log, names, cells, seconds, values, chosen)]
    prop_names = _NAMES[cells.prop[chosen]]
    interval = np.full(len(_NAMES), mapping.interval, dtype=np.int64)
    for name, length in mapping.intervals.items():
        interval[_CODE[name]] = length
    return observation_frame(
        names[cells.station[chosen]],
        prop_names,
        seconds[cells.row[chosen]],
        interval[cells.prop[chosen]],
        values[chosen],
        flags[chosen],
    )


def _flags(table: Table, mapping: ColumnMapping, cells: Cells, log: RejectLog) -> tuple[Column, NDArray[np.bool_]]:
    """HJ 212 flag of each cell (empty where it is none), and which cells carry one other than N."""
    if not mapping.flag:
        return np.full(len(cells.row), "N", dtype=object), np.zeros(len(cells.row), dtype=bool)
    codes, uniques = pd.factorize(table.columns[mapping.flag], use_na_sentinel=False)
    letters = np.array([label_of(flag).upper() or "N" for flag in uniques], dtype=object)
    known = np.array([letter in _FLAGS for letter in letters], dtype=bool)
    of_cell = codes[cells.row]
    rows = np.unique(cells.row[~known[of_cell]])
    log.add_rows(table, rows, "bad_flag", [str(letters[code]) for code in codes[rows]])
    flags = np.where(known, letters, "")[of_cell]
    return flags, (flags != "N") & (flags != "")


def _last_of_each(
    table: Table,
    log: RejectLog,
    names: Column,
    cells: Cells,
    seconds: NDArray[np.int64],
    values: NDArray[np.float64],
    chosen: NDArray[np.intp],
) -> NDArray[np.bool_]:
    """Which of the chosen cells is the last under its key; earlier ones that differ are logged, equal ones counted."""
    # Two spellings may stand for one station (an alias): compare names, not columns.
    same, _ = pd.factorize(names[cells.station[chosen]])
    moments, distinct = pd.factorize(seconds[cells.row[chosen]])
    key = (same * len(_NAMES) + cells.prop[chosen]) * max(len(distinct), 1) + moments
    # The order of rows decides, not that of the columns they were stacked by.
    order = np.argsort(cells.row[chosen], kind="stable")
    last = np.empty(len(chosen), dtype=bool)
    last[order] = ~pd.Series(key[order]).duplicated(keep="last").to_numpy()
    if last.all():
        return last
    finals = np.flatnonzero(last)[np.argsort(key[last])]
    earlier = np.flatnonzero(~last)
    final = values[chosen[finals[np.searchsorted(key[finals], key[earlier])]]]
    mine = values[chosen[earlier]]
    differs = chosen[earlier[~((final == mine) | (np.isnan(final) & np.isnan(mine)))]]
    log.skip("repeated", len(earlier) - len(differs))
    log.add_rows(table, cells.row[differs], "duplicate", cells.told(differs, names, ", a later row says otherwise"))
    return last


def label_of(cell: object) -> str:
    """A station or property name as text; 1001.0 of a workbook is station 1001."""
    if cell is None or cell is pd.NaT or (isinstance(cell, float) and np.isnan(cell)):
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
