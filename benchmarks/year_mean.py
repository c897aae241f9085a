"""One year's mean of PM2.5 per station over a large archive: the lake, its daily sums, PostgreSQL and bare numpy, in turn.

PostgreSQL holds the same records of that year and property, and a month of all others beside them (``BENCH_POSTGRES=all``: the
whole archive, which takes some 30 GB and half an hour), partitioned by month, each partition written in the order of its covering
index (property, station, time; value and flag included); ``work_mem`` 256 MB, no JIT, vacuumed and analysed.
The floor is numpy over the values alone, already decoded in memory as 32-bit floats: what no store can beat.

"lake" is the answer a user gets, ``archive_statistics`` with the mean alone, from a centre that was asked before; "lake, first"
opens the centre for it. A first question also looks where in each file the valid records of a series lie, a later one decodes
measured values only. "values alone" does nothing but that, with as many threads: the Parquet pages of the values of all row
groups with PM2.5 (zstd, dictionary codes, nulls). It bounds every reader of these files: on two cores and 241 million records it
takes 16 to 17 times the floor (a sixth of its rows are of other properties that share a row group), and two thirds of what the
lake takes. The rest are the instants of the two months that the span cuts, adding up, and the tables of stations and answers.
"DuckDB" asks the same of the same files in SQL.

Processor time stands beside the wall clock, which says little on a machine that others use. "daily sums, first" is asked of a
centre just opened; afterwards the sums of files read lately are in memory.

``BENCH_ROWS=240M`` (or 1G) takes the large archive; ``BENCH_ARCHIVE`` names one that stands. ``BENCH_POSTGRES=0`` leaves the
server out. Peak memory is that of a process of its own that asks the lake the same.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.data_centre import DataCentre, open_centre  # noqa: E402
from yanqing_eco_plugin.core.demo.scale import SIZES, create_archive  # noqa: E402

ROUNDS = 7
ROWS = os.environ.get("BENCH_ROWS", "24M").upper()
NEEDED_LAKE, NEEDED_FLOOR, NEEDED_SUMS_MS, NEEDED_LIVE_MS, NEEDED_MB = 5.0, 25.0, 30.0, 20.0, 512.0
SQL = (
    "SELECT station_id, avg(value) FROM {table} WHERE property = 'pm2_5' AND flag = 'N' AND {span} GROUP BY station_id"
)

PARTITIONED = """
CREATE TABLE observation (station_id text, property text, time timestamptz, "interval" int, value float8, flag text)
PARTITION BY RANGE (time)
"""


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def year_of(centre: DataCentre) -> tuple[datetime, datetime]:
    """The last 365 whole local days of the archive."""
    zone = timezone(timedelta(hours=centre.district.utc_offset_hours))
    found = centre.time_span()
    if found is None:
        raise SystemExit("the archive is empty")
    end = found[1].astimezone(zone).replace(hour=0, minute=0)
    start = max(end - timedelta(days=365), found[0].astimezone(zone).replace(hour=0, minute=0) + timedelta(days=1))
    return start.astimezone(UTC), end.astimezone(UTC)


def values_alone(paths: list[str]) -> None:
    """Decode the values of the row groups that may hold PM2.5, and do nothing with them."""

    def decode(path: str) -> None:
        with pq.ParquetFile(path) as source:
            for group in range(source.metadata.num_row_groups):
                bounds = (
                    source.metadata.row_group(group).column(source.schema_arrow.get_field_index("property")).statistics
                )
                if bounds.min <= "pm2_5" <= bounds.max:
                    source.read_row_group(group, columns=["value"], use_threads=False)

    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as workers:
        list(workers.map(decode, paths))


def mean_by_duckdb(centre: DataCentre, connection: duckdb.DuckDBPyConnection, span: tuple[datetime, datetime]) -> int:
    """The records' mean in SQL, from the files of one snapshot; instants are read only of files that the span cuts."""
    store = centre.parts().observations  # type: ignore[attr-defined]
    bounds = [int(moment.timestamp() * 1e6) for moment in span]
    files = store.files(after=bounds[0], until=bounds[1], properties=["pm2_5"])
    inside = [file for file in files if file.lies_in("time", *bounds)]
    cut = [file for file in files if not file.lies_in("time", *bounds)]
    rows = "SELECT station_id, property, value, flag FROM read_parquet(?)"
    parts = [(inside, f"{rows} WHERE ?::TIMESTAMPTZ < ?::TIMESTAMPTZ"), (cut, f"{rows} WHERE time > ? AND time <= ?")]
    parts = [part for part in parts if part[0]]
    values = [value for some, _ in parts for value in ([str(path) for path in store.paths(some)], *span)]
    table = " UNION ALL ".join(text for _, text in parts)
    return len(connection.execute(SQL.format(table=f"({table})", span="TRUE"), values).fetchall())


def duck() -> duckdb.DuckDBPyConnection:
    """As the centre's own engine is set up."""
    # Sorting a month spills; DuckDB makes the folder when it does, and takes it away.
    place = str(Path(tempfile.gettempdir()) / f"eco_duckdb_{uuid.uuid4().hex}")
    config = {"memory_limit": "512MB", "threads": min(4, os.cpu_count() or 1), "temp_directory": place}
    connection = duckdb.connect(config=config)
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def floor(values: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Mean per station of values in memory that stand by station, each station's from its start on."""
    return np.add.reduceat(values, starts) / np.diff(np.append(starts, len(values)))


def decoded(centre: DataCentre, span: tuple[datetime, datetime]) -> tuple[np.ndarray, np.ndarray]:
    """The year's values by station, and where each station begins."""
    store = centre.parts().observations  # type: ignore[attr-defined]
    bounds = [int(moment.timestamp() * 1e6) for moment in span]
    paths = [str(path) for path in store.paths(store.files(after=bounds[0], until=bounds[1], properties=["pm2_5"]))]
    with duck() as connection:
        table = connection.execute(
            "SELECT station_id, value::FLOAT AS value FROM read_parquet(?) "
            "WHERE property = 'pm2_5' AND flag = 'N' AND time > ? AND time <= ? ORDER BY station_id",
            [paths, *span],
        ).to_arrow_table()
    codes = table.column("station_id").combine_chunks().dictionary_encode().indices.to_numpy()
    return table.column("value").to_numpy(), np.flatnonzero(np.diff(codes, prepend=-1))


def fill_postgres(server: object, centre: DataCentre, span: tuple[datetime, datetime], whole: bool) -> int:
    """The year's records of PM2.5 and everything of its last month, or the whole archive, as PostgreSQL likes them best."""
    store = centre.parts().observations  # type: ignore[attr-defined]
    others_from = span[1] - timedelta(days=30)
    if whole:
        found = centre.time_span()
        assert found is not None
        span = (found[0] - timedelta(days=1), found[1] + timedelta(days=1))
        others_from = span[0]
    bounds = [int(moment.timestamp() * 1e6) for moment in span]
    held = 0
    with server.connect() as connection, duck() as reader:  # type: ignore[attr-defined]
        connection.execute(PARTITIONED)
        months = sorted({file.partition for file in store.files(after=bounds[0], until=bounds[1])})
        for year, month in months:
            name = f"observation_{year}_{month:02d}"
            first = datetime(year, month, 1, tzinfo=UTC)
            following = (first + timedelta(days=32)).replace(day=1)
            connection.execute(
                f"CREATE TABLE {name} PARTITION OF observation FOR VALUES FROM ('{first}') TO ('{following}')"
            )
            files = [file for file in store.files() if file.partition == (year, month)]
            rows = reader.execute(
                "SELECT station_id, property, time, interval, value, flag FROM read_parquet(?) "
                "WHERE time > ? AND time <= ? AND (property = 'pm2_5' OR time > ?) ORDER BY property, station_id, time",
                [[str(path) for path in store.paths(files)], *span, others_from],
            ).to_arrow_reader(200_000)
            with connection.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN (FORMAT csv)") as copy:
                for batch in rows:
                    sink = pa.BufferOutputStream()
                    pa.csv.write_csv(batch, sink, pa.csv.WriteOptions(include_header=False))
                    copy.write(sink.getvalue().to_pybytes())
                    held += batch.num_rows
            connection.execute(f"CREATE INDEX ON {name} (property, station_id, time) INCLUDE (value, flag)")
        connection.execute("VACUUM ANALYZE observation")
    return held


def peak_mb(address: str) -> float:
    """Peak memory of a process that asks the lake and its daily sums, megabytes."""
    code = (
        "import sys; sys.path[:0] = [sys.argv[2], sys.argv[2] + '/benchmarks']\n"
        "import year_mean as y\n"
        "from yanqing_eco_plugin.core.data_centre import open_centre\n"
        "c = open_centre(sys.argv[1], writable=False); s = y.year_of(c)\n"
        "c.archive_statistics('pm2_5', *s, figures=('mean',)); c.archive_statistics('pm2_5', *s); c.statistics('pm2_5', *s)\n"
        # Not ru_maxrss, which begins with that of the process that started this one.
        "print(next(int(line.split()[1]) for line in open('/proc/self/status') if line.startswith('VmHWM')) / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, address, str(ROOT)], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return float(done.stdout.split()[-1])


def first_mean(place: str, span: tuple[datetime, datetime]) -> None:
    """The year's means of the records from a centre that nobody has asked yet."""
    with open_centre(place, writable=False) as centre:
        centre.archive_statistics("pm2_5", *span, figures=("mean",))


def first_answer(place: str, span: tuple[datetime, datetime]) -> None:
    """The year's statistics from a centre that nobody has asked yet."""
    with open_centre(place, writable=False) as centre:
        centre.statistics("pm2_5", *span)


def main() -> int:
    with ExitStack() as held:
        place = os.environ.get("BENCH_ARCHIVE")
        if place is None:
            place = str(Path(held.enter_context(tempfile.TemporaryDirectory(prefix="eco_year_"))) / "archive")
            made = spent(lambda: create_archive(place, rows=SIZES.get(ROWS) or int(float(ROWS))).close())
            print(f"archive of {ROWS} made in {made / 1000:.0f} s")
        centre = held.enter_context(open_centre(place, writable=False))
        span = year_of(centre)
        rows = sum(file.rows for file in centre.parts().observations.lake.snapshot().files.values())  # type: ignore[attr-defined]
        size = sum(path.stat().st_size for path in Path(place).rglob("*") if path.is_file()) / 2**20
        reader = held.enter_context(duck())
        values, starts = decoded(centre, span)
        means = centre.archive_statistics("pm2_5", *span, figures=("n", "mean"))
        if means["n"].tolist() != np.diff(np.append(starts, len(values))).tolist():
            raise SystemExit("the lake counts other records than the floor")
        np.testing.assert_allclose(means["mean"], floor(values.astype(np.float64), starts), rtol=1e-6)
        store = centre.parts().observations  # type: ignore[attr-defined]
        bounds = [int(moment.timestamp() * 1e6) for moment in span]
        paths = [str(path) for path in store.paths(store.files(after=bounds[0], until=bounds[1], properties=["pm2_5"]))]
        print(f"{rows:,} records, {size:,.0f} MB; the year's PM2.5: {len(values):,} records of {len(starts)} stations")
        works: dict[str, Callable[[], object]] = {
            "lake": lambda: centre.archive_statistics("pm2_5", *span, figures=("mean",)),
            "numpy": lambda: floor(values, starts),
            "values alone": lambda: values_alone(paths),
            "lake, first": lambda: first_mean(place, span),
            "DuckDB": lambda: mean_by_duckdb(centre, reader, span),
            "daily sums": lambda: centre.statistics("pm2_5", *span),
            "daily sums, first": lambda: first_answer(place, span),
            "live map": lambda: centre.latest(),
            "all figures": lambda: centre.archive_statistics("pm2_5", *span),
        }
        postgres = os.environ.get("BENCH_POSTGRES", "1")
        if postgres != "0":
            from tests.services.postgres import PostgresServer

            server = PostgresServer({"shared_buffers": "2GB", "work_mem": "256MB", "random_page_cost": "1.1"})
            held.callback(server.remove)
            began = time.perf_counter()
            held_rows = fill_postgres(server, centre, span, whole=postgres == "all")
            print(f"PostgreSQL: {held_rows:,} records filled in {time.perf_counter() - began:.0f} s", flush=True)
            connection = held.enter_context(server.connect())
            sql = SQL.format(table="observation", span="time > %s AND time <= %s")
            works["PostgreSQL"] = lambda: connection.execute(sql, span).fetchall()
        for work in works.values():
            work()
        taken: dict[str, list[float]] = {name: [] for name in works}
        worked: dict[str, list[float]] = {name: [] for name in works}
        for _ in range(ROUNDS):
            for name, work in works.items():
                began = time.process_time()
                taken[name].append(spent(work))
                worked[name].append((time.process_time() - began) * 1000)
        median = {name: statistics.median(times) for name, times in taken.items()}
        for name, value in median.items():
            own = f"processor {statistics.median(worked[name]):8.1f} ms" if name != "PostgreSQL" else ""
            print(f"  {name:<17} median {value:8.1f} ms, best {min(taken[name]):8.1f} ms {own}")
        print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        peak = peak_mb(place)
    ratios = {
        f"PostgreSQL / lake (needed: {NEEDED_LAKE:.0f})": median.get("PostgreSQL", float("nan")) / median["lake"],
        f"lake / numpy (at most {NEEDED_FLOOR:.0f})": median["lake"] / median["numpy"],
        "values alone / numpy": median["values alone"] / median["numpy"],
        "DuckDB / lake": median["DuckDB"] / median["lake"],
    }
    for name, ratio in ratios.items():
        print(f"{name}: {ratio:.1f}")
    print(f"daily sums {median['daily sums']:.1f} ms (at most {NEEDED_SUMS_MS:.0f})")
    print(f"live map {median['live map']:.1f} ms (at most {NEEDED_LIVE_MS:.0f}); peak memory {peak:.0f} MB")
    sound = median["lake"] <= NEEDED_FLOOR * median["numpy"] and peak <= NEEDED_MB
    sound &= median["daily sums"] <= NEEDED_SUMS_MS and median["live map"] <= NEEDED_LIVE_MS
    return 0 if sound and not median.get("PostgreSQL", 1e9) < NEEDED_LAKE * median["lake"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
