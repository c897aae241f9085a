"""Checks what a folder centre derives from its observations: daily sums, newest values, status."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

import numpy as np
import pandas as pd

from .delta_log import DataFile, Partition
from .engine import Engine
from .feature_tables import read_rows
from .lake import LakeTable
from .queries import DAY_KEYS, between, daily_sums, merge_days, newest_rows
from .status import STATUS_COLUMNS, VALUE_COLUMNS, status_rows
from .tending_findings import Finding

__all__ = ["check_newest", "check_status", "check_sums", "newest_of", "tables_at"]

_CLOSE = 1e-9
_EXACT = ["n", "min", "max"]
_ADDED = ["sum", "energy", "east", "north"]
_SERIES = ["station_id", "property", "interval"]


def check_sums(
    observations: LakeTable,
    rollups: LakeTable,
    files: list[DataFile],
    days: list[DataFile],
    month: Partition,
    span: tuple[datetime, datetime],
    engine: Engine,
    utc_offset_hours: float,
) -> Finding | None:
    """Compare the daily sums of a local month with the records.

    Parameters
    ----------
    observations, rollups
        The two tables.
    files, days
        Their files that reach into the month.
    span
        UTC bounds of the month: start < time <= end.
    """
    rows = between(engine.table([observations.root / file.path for file in files], observations.schema), *span)
    expected = engine.fetch(daily_sums(rows, utc_offset_hours)).to_pandas()
    held = engine.fetch(merge_days(engine.table([rollups.root / file.path for file in days], rollups.schema)))
    both = expected.merge(held.to_pandas(), on=DAY_KEYS, how="outer", suffixes=("", "_held"), indicator=True)
    wrong = both["_merge"] != "both"
    for name in _EXACT:
        wrong |= both[name].to_numpy(float) != both[f"{name}_held"].to_numpy(float)
    for name in _ADDED:
        one, other = both[name].to_numpy(float), both[f"{name}_held"].to_numpy(float)
        # Angles may cancel out, so sums are compared by the size of what was added.
        scale = _CLOSE * np.maximum(np.maximum(np.abs(one), np.abs(other)), both["n"].fillna(0).to_numpy(float))
        wrong |= ~((np.abs(one - other) <= scale) | (np.isnan(one) & np.isnan(other)))
    if not wrong.any():
        return None
    first = both[wrong].iloc[0]
    detail = f"{int(wrong.sum())} sums, e.g. {first['station_id']} {first['property']} {first['day']}"
    return Finding("rollups", f"rollups/day/year={month[0]}/month={month[1]}", "sums_differ", detail, month=month)


def newest_of(lake: LakeTable, files: list[DataFile], engine: Engine) -> pd.DataFrame:
    """The newest row of each series in the files, instants in microseconds."""
    found = engine.fetch(newest_rows(engine.table([lake.root / file.path for file in files], lake.schema))).to_pandas()
    for column in ("oldest", "newest"):
        found[column] = found[column].to_numpy("datetime64[us]").astype(np.int64)
    return found


def check_newest(parts: list[pd.DataFrame], held: pd.DataFrame) -> Finding | None:
    """Compare the newest rows of all months with the table ``series_newest`` as it was with these files."""
    together = pd.concat(parts, ignore_index=True) if parts else held.iloc[:0]
    last = together.sort_values("newest", kind="stable").drop_duplicates(_SERIES, keep="last")
    oldest = together.groupby(_SERIES, as_index=False)["oldest"].min()
    expected = last.drop(columns="oldest").merge(oldest, on=_SERIES)
    both = expected.merge(held, on=_SERIES, how="outer", suffixes=("", "_held"), indicator=True)
    wrong = both["_merge"] != "both"
    for name in ("oldest", "newest", "flag"):
        wrong |= both[name] != both[f"{name}_held"]
    one, other = both["value"].to_numpy(float), both["value_held"].to_numpy(float)
    wrong |= ~((one == other) | (np.isnan(one) & np.isnan(other)))
    if not wrong.any():
        return None
    first = both[wrong].iloc[0]
    detail = f"{int(wrong.sum())} series, e.g. {first['station_id']} {first['property']}"
    return Finding("features", "series_newest", "newest_differ", detail)


def check_status(tables: Mapping[str, pd.DataFrame], utc_offset_hours: float) -> Finding | None:
    """Compare the table ``status`` with what the newest values say.

    Parameters
    ----------
    tables
        ``station, status`` and ``series_newest`` as they were at one moment.
    """
    expected = status_rows(tables["station"], tables["series_newest"], received=None, utc_offset_hours=utc_offset_hours)
    held = tables["status"]
    compared = [name for name in STATUS_COLUMNS if name not in ("station_id", "received")]
    both = expected.merge(held, on="station_id", how="outer", suffixes=("", "_held"), indicator=True)
    wrong = both["_merge"] != "both"
    for name in compared:
        one, other = both[name], both[f"{name}_held"]
        if name in VALUE_COLUMNS:
            alike = pd.Series(np.isclose(one.to_numpy(float), other.to_numpy(float), rtol=0, atol=0, equal_nan=True))
        elif name == "newest":
            alike = one.dt.floor("s") == other
        else:
            alike = (one.astype(object) == other.astype(object)).fillna(False) | (one.isna() & other.isna())
        wrong |= ~alike.to_numpy(bool)
    if not wrong.any():
        return None
    detail = f"{int(wrong.sum())} stations, e.g. {both.loc[wrong, 'station_id'].iloc[0]}"
    return Finding("features", "status", "status_differs", detail)


def tables_at(connection: sqlite3.Connection) -> dict[str, pd.DataFrame]:
    """The tables that `check_status` and `check_newest` compare, as they are now."""
    rows = connection.execute(
        'SELECT station_id, property, "interval", oldest, newest, value, flag FROM series_newest'
    ).fetchall()
    newest = pd.DataFrame(rows, columns=[*_SERIES, "oldest", "newest", "value", "flag"])
    newest = newest.astype({"value": float, "oldest": np.int64, "newest": np.int64, "interval": np.int64})
    return {
        "station": read_rows(connection, "station", geometry=False),
        "status": read_rows(connection, "status"),
        "series_newest": newest,
    }
