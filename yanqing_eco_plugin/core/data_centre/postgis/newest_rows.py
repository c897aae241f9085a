"""First and newest rows of series, a look into the index for each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import numpy as np
import pandas as pd
import psycopg
import pyarrow as pa

from ..frames import OBSERVATION_SCHEMA
from ..instants import microseconds
from ..queries import SERIES_KEYS, newest_rows
from .archive import Archive
from .arrays import array_text
from .engine import fetch, fetch_sql, observation_table
from .source import SharedEngine

__all__ = ["all_ends", "ends_of", "newest_before"]

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


def newest_before(engine: SharedEngine, start: datetime, moment: datetime, archive: Archive) -> pd.DataFrame:
    """Newest rows with ``start < time <= moment``: ``station_id, property, interval, newest, value, flag``."""
    with engine.reading() as connection:
        live = fetch_sql(connection, _SQL, _SCHEMA, [start, moment]).to_pandas()
    return _joined(live, archive.newest(microseconds(start), microseconds(moment)))


def _joined(live: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """Of the ends of series in database and archive the newest, and the oldest instant of both where they have one."""
    if not len(kept):
        return live
    both = pd.concat([live, kept[live.columns]], ignore_index=True) if len(live) else kept[live.columns]
    last = both.sort_values("newest", kind="stable").drop_duplicates(SERIES_KEYS, keep="last", ignore_index=True)
    if "oldest" not in both.columns:
        return last
    oldest = both.groupby(SERIES_KEYS, as_index=False)["oldest"].min()
    return last.drop(columns="oldest").merge(oldest, on=SERIES_KEYS)[live.columns]


def all_ends(connection: psycopg.Connection, archive: Archive) -> pd.DataFrame:
    """First instant and newest row of every series; columns as `ends_of`."""
    live = fetch(connection, newest_rows(observation_table())).to_pandas()
    return _counted(_joined(live, archive.newest()))


def _counted(found: pd.DataFrame) -> pd.DataFrame:
    """Instants in microseconds."""
    for name in ("oldest", "newest"):
        found[name] = found[name].to_numpy("datetime64[us]").astype(np.int64)
    return found


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


def ends_of(connection: psycopg.Connection, series: Collection[tuple[str, str, int]], archive: Archive) -> pd.DataFrame:
    """First instant and newest row of series named by station, property and interval; instants in microseconds.

    Columns ``station_id, property, interval, oldest, newest, value, flag``; series without a row are left out.
    """
    fields = [field for field in _SCHEMA if field.name != "newest"]
    times = [OBSERVATION_SCHEMA.field("time").with_name(name) for name in ("oldest", "newest")]
    schema = pa.schema([*fields[:3], *times, *fields[3:]])
    names = [array_text(part) for part in zip(*sorted(series))] or ["{}"] * 3
    live = fetch_sql(connection, _ENDS, schema, names).to_pandas()
    kept = archive.newest()
    if len(kept):
        wanted = pd.MultiIndex.from_tuples(list(series), names=SERIES_KEYS)
        kept = kept[pd.MultiIndex.from_frame(kept[SERIES_KEYS]).isin(wanted)]
    return _counted(_joined(live, kept))
