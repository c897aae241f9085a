"""Shared centres whose closed months leave the database as soon as they are stored."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import psycopg

from tests.unit.data_centre.made import EVER, hours, stations, together
from yanqing_eco_plugin.core.data_centre import DataCentre
from yanqing_eco_plugin.core.data_centre.postgis import export_months
from yanqing_eco_plugin.core.data_centre.postgis.exporting import last_closed

BEGIN = datetime(2023, 10, 20, 16, tzinfo=UTC)
NAMES = ["a0", "a1", "a4", "x"]


def four_months(centre: DataCentre) -> None:
    """Fill an empty centre with stations and records from October to January."""
    centre.write_features("station", stations())
    count = 24 * 80
    values = np.random.default_rng(3).normal(40, 20, count).round(3)
    values[7] = np.nan
    centre.append_observations(
        together(
            hours("a0", "pm2_5", values, start=BEGIN, flag=["D" if at == 7 else "N" for at in range(count)]),
            hours("a1", "o3", values + 60, start=BEGIN),
            hours("a4", "leq", values[:200] + 50, start=BEGIN, interval=1),
            hours("x", "wind_direction", [350.0, 10.0] * 100, start=BEGIN),
        )
    )


def answers(centre) -> list[pd.DataFrame]:
    """What a centre says to every kind of question."""
    found = [
        centre.series(NAMES, None, *EVER),
        centre.series(["a0"], ["pm2_5"], datetime(2023, 11, 29, tzinfo=UTC), datetime(2023, 12, 3, tzinfo=UTC)),
        centre.latest().drop(columns="age_s"),
        centre.snapshot(BEGIN + timedelta(days=30)),
    ]
    span = BEGIN + timedelta(hours=5), BEGIN + timedelta(days=70)
    asked = [("pm2_5", "hour"), ("pm2_5", "month"), ("pm2_5", "whole"), ("o3_8h", "day"), ("leq", "day")]
    found += [centre.statistics(prop, *span, period=period) for prop, period in [*asked, ("wind_direction", "month")]]
    for groups in ((), ("station", "hour")):
        found.append(centre.archive_statistics("pm2_5", *EVER, group_by=groups, period="month"))
        found.append(centre.archive_statistics("pm2_5", *span, group_by=groups, figures=("n", "mean", "max")))
    return found


def assert_alike(ours: list[pd.DataFrame], theirs: list[pd.DataFrame]) -> None:
    for one, other in zip(ours, theirs, strict=True):
        pd.testing.assert_frame_equal(one, other, rtol=1e-12, check_exact=False)


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
