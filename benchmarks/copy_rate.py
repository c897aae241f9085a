"""Copying a folder centre into PostGIS, month by month, verified, in turn with a bare COPY of the same rows.

The peer loads the same bytes with COPY into a table without an index, checks nothing and keeps no daily sums; now it is first
with a month, now we are. Takes a server of its own on loopback with its usual durability. Arguments: number of months (2),
million rows a month (4.4).

``BENCH_ARCHIVE`` names a folder centre that stands, to be copied as a whole; the peer takes turns for its first months, some
20 million rows. 240 million rows take a quarter of an hour, and 45 GB in the folder of temporary files.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.services.postgres import PostgresServer  # noqa: E402
from yanqing_eco_plugin.core.data_centre import DataCentre, District, create_centre, open_centre  # noqa: E402
from yanqing_eco_plugin.core.data_centre.copying import bulk_access, copy_centre  # noqa: E402
from yanqing_eco_plugin.core.data_centre.copying_access import Month, Span  # noqa: E402
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


def bare_copy(server: PostgresServer, source: DataCentre, month: Month) -> float:
    """Seconds that COPY takes into a table without an index."""
    with closing(bulk_access(source)) as giver, server.connect("eco") as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bare (LIKE eco.observation)")
        began = time.perf_counter()
        with (
            giver.read_month(month, Span()) as parts,
            connection.cursor() as cursor,
            cursor.copy(f"COPY bare ({COPY_COLUMNS}) FROM STDIN (FORMAT binary)") as stream,
        ):
            for piece in copy_parts(parts):
                stream.write(piece)
        return time.perf_counter() - began


@dataclass
class Copying:
    """Our copy and what it took so far."""

    source: DataCentre
    target: DataCentre
    server: PostgresServer
    rows: int = 0
    months: int = 0
    seconds: float = 0.0
    worked_here: float = 0.0
    worked_there: float = 0.0

    def copy(self, start: datetime | None = None, end: datetime | None = None) -> None:
        """Copy a span."""
        began, here, there = time.perf_counter(), time.process_time(), server_seconds(self.server)
        report = copy_centre(self.source, self.target, start=start, end=end)
        self.seconds += time.perf_counter() - began
        self.worked_here += time.process_time() - here
        self.worked_there += server_seconds(self.server) - there
        self.rows += report.rows
        self.months += len(report.months)


def bounds_of(month: Month) -> tuple[datetime, datetime]:
    """The last instants before a month, and in it."""
    year, number = month
    first, following = (
        datetime(year, number, 1, tzinfo=UTC),
        datetime(year + number // 12, number % 12 + 1, 1, tzinfo=UTC),
    )
    instant = timedelta(microseconds=1)
    return first - instant, following - instant


def copy_in_turn(ours: Copying) -> float:
    """Copy everything, the first months in turn with the peer; how often as fast that was with these."""
    with closing(bulk_access(ours.source)) as giver:
        months = giver.months()
    bare, reached = 0.0, None
    for number, month in enumerate(months):
        if ours.rows >= BARE_ROWS:
            break
        if number % 2:
            bare += bare_copy(ours.server, ours.source, month)
        ours.copy(*bounds_of(month))
        if not number % 2:
            bare += bare_copy(ours.server, ours.source, month)
        reached = bounds_of(month)[1]
    ratio = ours.seconds / bare
    print(f"the first {ours.rows:,} rows in turn: ours {ours.seconds:.1f} s, bare COPY {bare:.1f} s", flush=True)
    if ours.months < len(months):
        ours.copy(start=reached)
    return ratio


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
            ours = Copying(source, target, server)
            ratio = copy_in_turn(ours)
            rate = ours.rows / ours.seconds
            print(
                f"{ours.rows:,} rows in {ours.months} months: {ours.seconds:.1f} s, {rate:,.0f} rows/s (needed: {NEEDED:,})\n"
                f"  processor time: {ours.worked_here:.1f} s here, {ours.worked_there:.1f} s in the server\n"
                f"  bare COPY without index, sums or verification: {ratio:.1f} × as fast",
                flush=True,
            )
            began = time.perf_counter()
            again = copy_centre(source, target)
            verified = time.perf_counter() - began
            how = again.months[0].how
            print(f"  the same again, only verified ({how}): {verified:.1f} s, {again.rows / verified:,.0f} rows/s")
            source.close()
            target.close()
    finally:
        server.remove()
    return 0 if rate >= NEEDED else 1


if __name__ == "__main__":
    raise SystemExit(main())
