"""Where units were: the table ``position`` of the shared centre, and the newest fix of each in ``resource_position``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import pandas as pd
import psycopg
import pyarrow as pa

from ...errors import InputError
from ..centre import AppendResult
from ..geometry import SRS_ID
from ..instants import aware
from ..position_frames import FIX_FRAME_COLUMNS, POSITION_SCHEMA, check_fixes, fix_frame
from .arrays import array_text
from .engine import fetch_sql
from .months import make_months

__all__ = ["POSITION_COLUMNS", "POSITION_LAYOUT", "append_fixes", "read_fixes"]

# ruff: noqa: S608  (identifiers come from the schema alone, values are always bound)

_TYPES = {pa.string(): "text", pa.float64(): "double precision", pa.float32(): "real"}
_SQL_TYPES = {field.name: _TYPES.get(field.type, "timestamptz") for field in POSITION_SCHEMA}
_REQUIRED = ("resource_id", "time", "lon", "lat")
_KEPT = ("accuracy_m", "speed_ms", "course_deg", "altitude_m")

POSITION_COLUMNS = ", ".join(f'"{name}"' for name in _SQL_TYPES)
POSITION_LAYOUT = (
    "CREATE TABLE position ("
    + ", ".join(f'"{n}" {t}{" NOT NULL" if n in _REQUIRED else ""}' for n, t in _SQL_TYPES.items())
    + ', PRIMARY KEY (resource_id, "time")) PARTITION BY RANGE ("time")'
)
_NEWEST = f"""
INSERT INTO resource_position (resource_id, geom, fix_time, received, {", ".join(_KEPT)}, fix_source)
SELECT DISTINCT ON (resource_id) resource_id, ST_SetSRID(ST_MakePoint(lon, lat), {SRS_ID}),
  to_char("time" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  to_char(received AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), {", ".join(_KEPT)}, source
FROM added ORDER BY resource_id, "time" DESC
ON CONFLICT (resource_id) DO UPDATE SET geom = excluded.geom, fix_time = excluded.fix_time,
  received = excluded.received, {", ".join(f"{name} = excluded.{name}" for name in _KEPT)},
  fix_source = excluded.fix_source WHERE excluded.fix_time >= resource_position.fix_time
"""


def append_fixes(connection: psycopg.Connection, frame: pd.DataFrame, received: datetime) -> AppendResult:
    """Store fixes inside the caller's transaction; see `DataCentre.append_fixes`."""
    rows = check_fixes(frame, pd.Timestamp(received).tz_convert("UTC"))
    if not rows.num_rows:
        return AppendResult(0)
    months = {(moment.year, moment.month) for moment in rows.column("time").to_pylist()}
    make_months(connection, months, series="position")
    names = list(_SQL_TYPES)
    arrays = ", ".join(f"%s::{_SQL_TYPES[name]}[]" for name in names)
    # Sorted by key, so that two writers wait for each other rather than lock each other out.
    found = connection.execute(
        f"WITH added AS (INSERT INTO position ({POSITION_COLUMNS}) SELECT * FROM unnest({arrays}) "  # nosec B608
        "ON CONFLICT DO NOTHING RETURNING *), "
        f"newest AS ({_NEWEST}) SELECT count(*) FROM added",
        [array_text(rows.column(name).to_pylist()) for name in names],
    ).fetchone()
    added = int(found[0]) if found else 0
    if added:
        connection.execute("SELECT count_change('position')")
    return AppendResult(added, 0, len(frame) - added)


def read_fixes(
    connection: psycopg.Connection,
    resource_ids: Collection[str] | None,
    start: datetime,
    end: datetime,
    *,
    every_s: float = 0.0,
    columns: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Fixes with ``start < time <= end``; see `DataCentre.fixes`."""
    chosen = list(FIX_FRAME_COLUMNS if columns is None else columns)
    unknown = [name for name in chosen if name not in FIX_FRAME_COLUMNS]
    if unknown:
        raise InputError("Fixes have no column {name}.", hint="Ask for one they have.", name=unknown[0])
    tests = '"time" > %s AND "time" <= %s'
    values: list[object] = [aware(start), aware(end)]
    if resource_ids is not None:
        tests += " AND resource_id = ANY(%s)"
        values.append(sorted(set(resource_ids)))
    picked = ", ".join(f'"{name}"' for name in chosen)
    order = 'ORDER BY resource_id COLLATE "C", "time"'
    sql = f"SELECT {picked} FROM position WHERE {tests} {order}"
    if every_s > 0:
        span = 'floor(extract(epoch FROM "time") * 1000000 / %s)'
        values = [max(int(every_s * 1e6), 1), *values]
        ranked = f'row_number() OVER (PARTITION BY resource_id, {span} ORDER BY "time" DESC) AS rank'
        sql = f"SELECT {picked} FROM (SELECT *, {ranked} FROM position WHERE {tests}) ranked WHERE rank = 1 {order}"
    return fix_frame(fetch_sql(connection, sql, pa.schema([POSITION_SCHEMA.field(name) for name in chosen]), values))
