"""How late records arrive, in the shared centre; see `..arrival`."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pandas as pd
import psycopg

from ..arrival import KEPT_DAYS, arrival_frame, day_key
from .arrays import array_text

__all__ = ["count_arrivals", "read_arrivals"]

_COUNT = """
INSERT INTO arrival (arrival_id, station_id, "day", records, delay_sum_s, delay_max_s)
SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[], %s::float8[], %s::float8[])
ON CONFLICT (arrival_id) DO UPDATE SET records = arrival.records + excluded.records,
  delay_sum_s = arrival.delay_sum_s + excluded.delay_sum_s,
  delay_max_s = greatest(arrival.delay_max_s, excluded.delay_max_s)
"""


def count_arrivals(connection: psycopg.Connection, rows: list[tuple[object, ...]], received: datetime) -> None:
    """Add `arrival_rows` to the table, inside the caller's transaction; days older than `KEPT_DAYS` leave it."""
    if rows:
        connection.execute(_COUNT, [array_text(column) for column in zip(*rows)])
    oldest = day_key(received.date() - timedelta(KEPT_DAYS))
    connection.execute("DELETE FROM arrival WHERE arrival_id < %s", (oldest,))


def read_arrivals(connection: psycopg.Connection, first: date, last: date) -> pd.DataFrame:
    """See `DataCentre.arrivals`; nothing where a centre has no such table yet."""
    row = connection.execute("SELECT to_regclass('arrival') IS NULL").fetchone()
    if row is None or row[0]:
        return arrival_frame(())
    sql = (
        'SELECT station_id, "day", records, delay_sum_s, delay_max_s FROM arrival '
        "WHERE arrival_id >= %s AND arrival_id < %s ORDER BY arrival_id"
    )
    return arrival_frame(connection.execute(sql, (day_key(first), day_key(last + timedelta(1)))))
