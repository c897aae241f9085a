"""First and newest rows of series, a look into the index for each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import numpy as np
import pandas as pd
import psycopg
import pyarrow as pa

from ..frames import OBSERVATION_SCHEMA
from .arrays import array_text
from .engine import fetch_sql
from .source import SharedEngine

__all__ = ["ends_of", "newest_before"]

# PostgreSQL cannot skip through an index by itself; grouping would read every row of the span.
_SQL = """
SELECT s.station_id, s.property, s."interval", r.newest, r.value, r.flag FROM series_newest s CROSS JOIN LATERAL (
  SELECT o."time" AS newest, o.value, o.flag FROM observation o
  WHERE o.property = s.property AND o.station_id = s.station_id AND o."interval" = s."interval"
    AND o."time" > %s AND o."time" <= %s
  ORDER BY o."time" DESC LIMIT 1) r
"""
_SCHEMA = pa.schema(
    [
        OBSERVATION_SCHEMA.field("station_id"),
        OBSERVATION_SCHEMA.field("property"),
        OBSERVATION_SCHEMA.field("interval"),
        OBSERVATION_SCHEMA.field("time").with_name("newest"),
        OBSERVATION_SCHEMA.field("value"),
        OBSERVATION_SCHEMA.field("flag"),
    ]
)


def newest_before(engine: SharedEngine, start: datetime, moment: datetime) -> pd.DataFrame:
    """Newest rows with ``start < time <= moment``: ``station_id, property, interval, newest, value, flag``."""
    with engine.reading() as connection:
        return fetch_sql(connection, _SQL, _SCHEMA, [start, moment]).to_pandas()


_ENDS = """
SELECT s.station_id, s.property, s."interval", first."time", last."time", last.value, last.flag
FROM unnest(%s::text[], %s::text[], %s::int[]) AS s(station_id, property, "interval")
CROSS JOIN LATERAL (
  SELECT o."time" FROM observation o
  WHERE o.property = s.property AND o.station_id = s.station_id AND o."interval" = s."interval"
  ORDER BY o."time" LIMIT 1) first
CROSS JOIN LATERAL (
  SELECT o."time", o.value, o.flag FROM observation o
  WHERE o.property = s.property AND o.station_id = s.station_id AND o."interval" = s."interval"
  ORDER BY o."time" DESC LIMIT 1) last
"""


def ends_of(connection: psycopg.Connection, series: Collection[tuple[str, str, int]]) -> pd.DataFrame:
    """First instant and newest row of series named by station, property and interval; instants in microseconds.

    Columns ``station_id, property, interval, oldest, newest, value, flag``; series without a row are left out.
    """
    fields = [field for field in _SCHEMA if field.name != "newest"]
    times = [OBSERVATION_SCHEMA.field("time").with_name(name) for name in ("oldest", "newest")]
    schema = pa.schema([*fields[:3], *times, *fields[3:]])
    names = [array_text(part) for part in zip(*sorted(series))] or ["{}"] * 3
    found = fetch_sql(connection, _ENDS, schema, names).to_pandas()
    for name in ("oldest", "newest"):
        found[name] = found[name].to_numpy("datetime64[us]").astype(np.int64)
    return found
