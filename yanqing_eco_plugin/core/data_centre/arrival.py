"""How late records arrive: kept by station and local day, because the history does not say when a record came."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from .frames import Batch
from .instants import microseconds

__all__ = [
    "ARRIVAL_COLUMNS", "KEPT_DAYS", "MOST_LATE", "arrival_frame", "arrival_rows", "count_arrivals", "day_key",
    "read_arrivals", "stored_form",
]  # fmt: skip

# What is older than this when it comes is history handed in later, not a late device.
MOST_LATE = timedelta(days=7)
# Of a clock that is further ahead than this one, a delay cannot be told.
_MOST_EARLY = timedelta(days=1)
KEPT_DAYS = 400
ARRIVAL_COLUMNS = ("arrival_id", "station_id", "day", "records", "delay_sum_s", "delay_max_s")

_DAY_US = 86_400_000_000

Row = tuple[object, ...]


def arrival_rows(rows: Batch, received: datetime, offset_us: int) -> list[Row]:
    """What new records add to the table ``arrival``: its columns, a row for each station and local day.

    The delay of a record is the time from the end of its interval to its arrival, in seconds; that of a device whose clock
    is ahead is 0. Records older than `MOST_LATE` do not count.

    Parameters
    ----------
    rows
        Records that the centre did not hold before.
    received
        When they arrived.
    offset_us
        Local time minus UTC, microseconds.
    """
    late = microseconds(received) - rows.time
    counted = (late <= MOST_LATE // timedelta(microseconds=1)) & (late >= -(_MOST_EARLY // timedelta(microseconds=1)))
    if not counted.all():
        rows, late = rows.take(counted), late[counted]
    if not len(rows):
        return []
    # A local day holds the intervals that end 01:00 … 24:00.
    day = (rows.time + (offset_us - 1)) // _DAY_US
    first = int(day.min())
    box = (day - first) * len(rows.stations) + rows.station
    delay = np.maximum(late, 0) / 1e6
    records = np.bincount(box)
    total, most = np.bincount(box, delay), np.zeros(len(records))
    np.maximum.at(most, box, delay)
    there = np.flatnonzero(records)
    stations = rows.stations[there % len(rows.stations)].tolist()
    # As many days as there are in `MOST_LATE` and a little more.
    names = (first + np.arange(int(box.max()) // len(rows.stations) + 1)).astype("datetime64[D]").astype(str).tolist()
    days = [names[at] for at in (there // len(rows.stations)).tolist()]
    keys = [f"{name} {station}" for name, station in zip(days, stations)]
    return list(zip(keys, stations, days, records[there].tolist(), total[there].tolist(), most[there].tolist()))


def day_key(day: date) -> str:
    """What the keys of this and later days are greater than."""
    return day.isoformat()


def arrival_frame(rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    """Rows ``station_id, day, records, delay_sum_s, delay_max_s`` as `DataCentre.arrivals` gives them."""
    found = pd.DataFrame(list(rows), columns=list(ARRIVAL_COLUMNS[1:]))
    found = found.astype({"records": np.int64, "delay_sum_s": np.float64, "delay_max_s": np.float64})
    found["day"] = pd.to_datetime(found["day"]).astype("datetime64[ns]")
    return found


def stored_form(found: pd.DataFrame) -> pd.DataFrame:
    """What `arrival_frame` gave as rows of the table."""
    days = found["day"].dt.strftime("%Y-%m-%d").astype(object)
    return found.assign(arrival_id=days + " " + found["station_id"], day=days)[list(ARRIVAL_COLUMNS)]


_INSERT = """
INSERT INTO arrival (arrival_id, station_id, "day", records, delay_sum_s, delay_max_s) VALUES (?, ?, ?, ?, ?, ?)
"""
_ADD = """
UPDATE arrival SET records = records + ?, delay_sum_s = delay_sum_s + ?, delay_max_s = max(delay_max_s, ?) WHERE fid = ?
"""


def count_arrivals(connection: sqlite3.Connection, rows: list[Row], received: datetime) -> None:
    """Add `arrival_rows` to the table, inside the caller's transaction; days older than `KEPT_DAYS` leave it."""
    if rows:
        # Rows are found once and changed by their number: an upsert looks its key up each time, which takes half as long again.
        keys = [str(row[0]) for row in rows]
        sql = "SELECT arrival_id, fid FROM arrival WHERE arrival_id >= ? AND arrival_id <= ?"
        held = dict(connection.execute(sql, (min(keys), max(keys))))
        connection.executemany(_ADD, [(*row[3:], held[key]) for key, row in zip(keys, rows) if key in held])
        connection.executemany(_INSERT, [row for key, row in zip(keys, rows) if key not in held])
    # The oldest keys come first, so that this looks at one of them where nothing is too old.
    connection.execute("DELETE FROM arrival WHERE arrival_id < ?", (day_key(received.date() - timedelta(KEPT_DAYS)),))


def read_arrivals(connection: sqlite3.Connection, first: date, last: date) -> pd.DataFrame:
    """See `DataCentre.arrivals`; nothing where a centre has no such table yet."""
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'arrival'").fetchone()
    if there is None:
        return arrival_frame(())
    sql = (
        'SELECT station_id, "day", records, delay_sum_s, delay_max_s FROM arrival '
        "WHERE arrival_id >= ? AND arrival_id < ? ORDER BY arrival_id"
    )
    return arrival_frame(connection.execute(sql, (day_key(first), day_key(last + timedelta(1)))))
