"""Shared centres whose closed months leave the database as soon as they are stored."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from yanqing_eco_plugin.core.data_centre import DataCentre
from yanqing_eco_plugin.core.data_centre.postgis import export_months
from yanqing_eco_plugin.core.data_centre.postgis.exporting import last_closed


def exporting(centre: DataCentre, folder: Path) -> DataCentre:
    """The same centre; whenever it is asked something, every month that is over is exported before."""
    stored = [False]

    def noting(method):
        def append(*given, **named):
            stored[0] = True
            return method(*given, **named)

        return append

    def exporting_first(method):
        def asked(*given, **named):
            if stored[0]:
                export_months(centre.address, str(folder), until=last_closed(datetime.now(UTC), 0))
                stored[0] = False
            return method(*given, **named)

        return asked

    centre.append_observations = noting(centre.append_observations)
    for name in ("series", "statistics", "archive_statistics", "snapshot", "refresh_status"):
        setattr(centre, name, exporting_first(getattr(centre, name)))
    return centre


def _connected(address: str) -> psycopg.Connection:
    base, _, rest = address.partition("?schema=")
    return psycopg.connect(base, options=f"-c search_path={rest.partition('&')[0]},public", autocommit=True)


def wait_until_alone(address: str, patience_s: float = 20.0) -> None:
    """Wait until no other session exports."""
    key = "hashtextextended('yanqing_eco export ' || current_schema(), 0)"
    end = time.monotonic() + patience_s
    with _connected(address) as connection:
        while not connection.execute(f"SELECT pg_try_advisory_lock({key})").fetchone()[0]:
            assert time.monotonic() < end, "an export that was killed holds its lock"
            time.sleep(0.02)


def in_database(address: str) -> int:
    """How many observations the database itself holds."""
    with _connected(address) as connection:
        return connection.execute("SELECT count(*) FROM observation").fetchone()[0]
