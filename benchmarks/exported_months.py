"""The same questions to a shared centre before and after its closed months left the database for a folder, in one run.

A year of synthetic hours; all months but the last three are exported in between. Asked are the year's mean per station from
the records, the same as statistics from the daily sums, one station's year of one property, one station's day in an exported
month, the newest values, and the newest values as they were in an exported month. Each is asked in turn on one centre that
stays open; the answers have to be the same. The ratio is after / before: above 1 the export made it slower.

Processor time is that of this process and of the server together; it tells more than the wall clock on a machine that others
use. Takes a server of its own on loopback, tuned as docs/shared-centre.md says. Argument: million rows (3).
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from copy_rate import DURABLE, PROPERTIES, month_of_rows, server_seconds  # noqa: E402

from tests.services.postgres import PostgresServer  # noqa: E402
from yanqing_eco_plugin.core.data_centre import DataCentre, District, create_centre  # noqa: E402
from yanqing_eco_plugin.core.data_centre.copying import bulk_access  # noqa: E402
from yanqing_eco_plugin.core.data_centre.copying_access import Span  # noqa: E402
from yanqing_eco_plugin.core.data_centre.postgis import export_months  # noqa: E402

ROUNDS = 7
HOURS = 672  # of each month
YEAR, KEPT = 2023, 3
SPAN = (
    datetime(YEAR, 1, 1, tzinfo=UTC) - timedelta(hours=8),
    datetime(YEAR + 1, 1, 1, tzinfo=UTC) - timedelta(hours=8),
)
INSIDE = datetime(YEAR, 5, 10, 16, tzinfo=UTC)

Question = Callable[[], pd.DataFrame]


def questions(centre: DataCentre) -> dict[str, Question]:
    """What is asked, by name."""
    day = (INSIDE, INSIDE + timedelta(days=1))
    return {
        "year's mean per station": lambda: centre.archive_statistics("pm2_5", *SPAN, figures=("n", "mean")),
        "with percentiles": lambda: centre.archive_statistics("pm2_5", *SPAN),
        "from daily sums": lambda: centre.statistics("pm2_5", *SPAN),
        "a station's year": lambda: centre.series(["st00001"], ["pm2_5"], *SPAN),
        "a station's day": lambda: centre.series(["st00001"], ["pm2_5"], *day),
        "newest values": lambda: centre.latest().drop(columns="age_s"),
        "newest values then": lambda: centre.snapshot(INSIDE),
    }


def network(count: int) -> gpd.GeoDataFrame:
    """Made-up stations in a row."""
    names = [f"st{number:05}" for number in range(count)]
    where = gpd.points_from_xy(np.linspace(115.8, 116.5, count), np.full(count, 40.5))
    return gpd.GeoDataFrame({"station_id": names, "kind": "air", "name": names}, geometry=where, crs=4326)


def asked(
    server: PostgresServer, works: dict[str, Question]
) -> tuple[dict[str, tuple[float, float]], list[pd.DataFrame]]:
    """Median milliseconds by the wall clock and of processor time of each question, and the answers."""
    answers = [work() for work in works.values()]
    wall: dict[str, list[float]] = {name: [] for name in works}
    worked: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, work in works.items():
            began = time.perf_counter()
            work()
            wall[name].append((time.perf_counter() - began) * 1000)
    for name, work in works.items():
        # The server counts in hundredths of a second.
        began = time.process_time() + server_seconds(server)
        for _ in range(ROUNDS):
            work()
        worked[name] = (time.process_time() + server_seconds(server) - began) * 1000 / ROUNDS
    return {name: (statistics.median(wall[name]), worked[name]) for name in works}, answers


def main() -> int:
    millions = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    stations = max(2, round(millions * 1e6 / 12 / HOURS / len(PROPERTIES)))
    server = PostgresServer({**DURABLE, "work_mem": "256MB", "random_page_cost": "1.1"})
    try:
        address = server.new_database("eco")
        with (
            tempfile.TemporaryDirectory(prefix="eco_exported_") as place,
            create_centre(address, district=District("000000", "made up"), synthetic=True) as centre,
        ):
            centre.write_features("station", network(stations))
            load = bulk_access(centre)
            for month in range(1, 13):
                load.month_sum((YEAR, month), Span())
                load.load_month((YEAR, month), month_of_rows(YEAR, month, stations))
            centre.refresh_status()
            load.finish()
            load.close()
            with server.connect("eco") as connection:
                connection.execute("VACUUM ANALYZE eco.observation")
            works = questions(centre)
            before, said = asked(server, works)
            size = database_mb(server)
            began = time.perf_counter()
            moved = export_months(address, f"{place}/archive", until=(YEAR, 12 - KEPT))
            took = time.perf_counter() - began
            after, now = asked(server, works)
            folder = sum(path.stat().st_size for path in Path(place).rglob("*") if path.is_file()) / 2**20
            left = database_mb(server)
    finally:
        server.remove()
    for one, other in zip(said, now, strict=True):
        pd.testing.assert_frame_equal(one, other, rtol=1e-12)
    rows = sum(month.rows for month in moved)
    print(
        f"{12 * HOURS * len(PROPERTIES) * stations:,} records of {stations} stations; {rows:,} of them exported in {took:.1f} s"
    )
    print(f"  database {size:,.0f} MB before, {left:,.0f} MB after; folder {folder:,.0f} MB")
    for name in works:
        (wall, worked), (wall_after, worked_after) = before[name], after[name]
        print(
            f"  {name:<24} before {wall:8.1f} ms (processor {worked:8.1f}), after {wall_after:8.1f} ms (processor "
            f"{worked_after:8.1f}); ratio {wall_after / wall:5.2f} ({worked_after / max(worked, 0.1):5.2f})"
        )
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return 0


def database_mb(server: PostgresServer) -> float:
    """Size of the database, megabytes."""
    with server.connect("eco") as connection:
        row = connection.execute("SELECT pg_database_size('eco')").fetchone()
    return float(row[0]) / 2**20 if row else 0.0


if __name__ == "__main__":
    raise SystemExit(main())
