"""Copying a folder centre into PostGIS, month by month, verified, beside a bare COPY of the same rows in the same run.

The peer loads the same bytes with COPY into a table without an index, checks nothing and keeps no daily sums; of a large archive
it takes the first months, some 20 million rows.
Takes a server of its own on loopback with its usual durability. Arguments: number of months (2), million rows a month (4.4).
``BENCH_ARCHIVE`` names a folder centre that stands, to be copied as a whole; 240 million rows take some 30 GB for a while.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.services.postgres import PostgresServer  # noqa: E402
from yanqing_eco_plugin.core.data_centre import DataCentre, District, create_centre, open_centre  # noqa: E402
from yanqing_eco_plugin.core.data_centre.copying import bulk_access, copy_centre  # noqa: E402
from yanqing_eco_plugin.core.data_centre.copying_access import Span  # noqa: E402
from yanqing_eco_plugin.core.data_centre.postgis.copy_format import COPY_COLUMNS, copy_parts  # noqa: E402

NEEDED = 300_000
BARE_ROWS = 20_000_000
PROPERTIES = ["no2", "o3", "pm10", "pm2_5", "so2", "tsp"]
DURABLE = {"shared_buffers": "512MB", "max_wal_size": "4GB", "checkpoint_timeout": "15min"}


def month_of_rows(year: int, month: int, stations: int) -> Iterator[pa.Table]:
    """Synthetic hourly values, sorted by property, station, time."""
    first = np.datetime64(f"{year}-{month:02}-01T00:00:00", "us")
    times = first + np.arange(672) * np.timedelta64(3_600_000_000, "us")
    names = [f"st{number:05}" for number in range(stations)]
    random = np.random.default_rng(year * 12 + month)
    for prop in PROPERTIES:
        count = 672 * stations
        yield pa.table(
            {
                "station_id": pa.array(np.repeat(names, 672)),
                "property": pa.array([prop]).take(pa.array(np.zeros(count, np.int32))),
                "time": pa.array(np.tile(times, stations)).cast(pa.timestamp("us", "UTC")),
                "interval": pa.array(np.full(count, 3600, np.int32)),
                "value": pa.array(random.gamma(3, 15, count).round(1)),
                "flag": pa.array(["N"]).take(pa.array(np.zeros(count, np.int32))),
            }
        )


def server_seconds(server: PostgresServer) -> float:
    """Processor time of the server and its children so far: the wall clock says little on a busy machine."""
    chief = int((server.data / "postmaster.pid").read_text().split()[0])
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(path.parent.name) == chief:
            ticks += sum(int(fields[at]) for at in (11, 12, 13, 14))
        elif int(fields[1]) == chief:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def made_folder(place: str, months: int, stations: int) -> None:
    """A folder centre with so many months of synthetic rows."""
    with create_centre(place, district=District("000000", "made up"), synthetic=True) as folder:
        load = bulk_access(folder)
        for number in range(months):
            month = 2023 + number // 12, number % 12 + 1
            load.load_month(month, month_of_rows(*month, stations))
        load.close()


def bare_copy(server: PostgresServer, source: DataCentre) -> float:
    """Rows a second that COPY takes into a table without an index."""
    rows, spent = 0, 0.0
    with server.connect("eco") as connection:
        connection.execute("CREATE TABLE bare (LIKE eco.observation)")
        load = bulk_access(source)
        for month in load.months():
            if rows >= BARE_ROWS:
                break
            began = time.perf_counter()
            with (
                load.read_month(month, Span()) as parts,
                connection.cursor() as cursor,
                cursor.copy(f"COPY bare ({COPY_COLUMNS}) FROM STDIN (FORMAT binary)") as stream,
            ):
                for piece in copy_parts(parts):
                    stream.write(piece)
            spent += time.perf_counter() - began
            (rows,) = connection.execute("SELECT count(*) FROM bare").fetchone()
        load.close()
    return rows / spent


def main() -> int:
    months = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    stations = round(float(sys.argv[2] if len(sys.argv) > 2 else 4.4) * 1e6 / 672 / len(PROPERTIES))
    server = PostgresServer(DURABLE)
    try:
        address = server.new_database("eco")
        with tempfile.TemporaryDirectory(prefix="eco_copy_") as place:
            folder = os.environ.get("BENCH_ARCHIVE", "")
            if not folder:
                folder = f"{place}/folder"
                made_folder(folder, months, stations)
            source = open_centre(folder, writable=False)
            target = create_centre(address, district=source.district, synthetic=True)
            began, ours, theirs = time.perf_counter(), time.process_time(), server_seconds(server)
            report = copy_centre(source, target)
            spent = time.perf_counter() - began
            ours, theirs = time.process_time() - ours, server_seconds(server) - theirs
            rate = report.rows / spent
            print(
                f"{report.rows:,} rows in {len(report.months)} months: {spent:.1f} s, {rate:,.0f} rows/s (needed: {NEEDED:,})",
                flush=True,
            )
            print(f"  processor time: {ours:.1f} s here, {theirs:.1f} s in the server")
            bare = bare_copy(server, source)
            print(
                f"  bare COPY without index, sums or verification: {bare:,.0f} rows/s; ratio {bare / rate:.1f}",
                flush=True,
            )
            began = time.perf_counter()
            again = copy_centre(source, target)
            verified = time.perf_counter() - began
            how = again.months[0].how
            print(f"  the same again, only verified ({how}): {verified:.1f} s, {report.rows / verified:,.0f} rows/s")
            source.close()
            target.close()
    finally:
        server.remove()
    return 0 if rate >= NEEDED else 1


if __name__ == "__main__":
    raise SystemExit(main())
