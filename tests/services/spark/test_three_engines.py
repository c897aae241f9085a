"""The same questions on DuckDB, PostgreSQL and a Spark cluster of a master and two workers: answers equal to 1e-12."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from tests.services.postgis.exported import in_database
from tests.services.postgres import PostgresServer
from yanqing_eco_plugin.core.data_centre import DataCentre, create_centre, open_centre
from yanqing_eco_plugin.core.data_centre.postgis import export_months
from yanqing_eco_plugin.core.demo import DISTRICT, SEED, create_demo, observations

ROOT = Path(__file__).resolve().parents[3]
END = datetime(2026, 3, 8, tzinfo=UTC)
SPAN = (END - timedelta(days=9), END)

ARCHIVE = [
    ("pm2_5", "day", ("township", "hour")),
    ("wind_direction", "whole", ("station",)),
]
STATISTICS = [("leq", "month"), ("o3_8h", "whole")]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def command_line(process: int) -> bytes:
    path = Path(f"/proc/{process}/cmdline")
    return path.read_bytes() if path.exists() else b""


@pytest.fixture(scope="module")
def folder(grids_once: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve days of the demo over the end of a month, with wind, in a folder with a difficult name."""
    place = tmp_path_factory.mktemp("three") / "数据 [centre]"
    with create_demo(str(place), days=12, until=END) as centre:
        noise = observations(centre.stations(), *SPAN, SEED)
        wind = noise[noise["property"] == "leq"].astype({"property": str})
        wind = wind.assign(property="wind_direction", value=wind["value"] * 7.3 % 360)
        centre.append_observations(wind)
    return place


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("Spark is optional: it needs requirements-spark.txt and a Java runtime")
    state = tmp_path_factory.mktemp("cluster")
    environment = {**os.environ, "SPARK_STATE": str(state), "SPARK_WORKER_MEMORY": "1g"}
    script = str(ROOT / "scripts" / "spark.sh")
    started = subprocess.run(
        [script, "start", str(free_port())],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=120,
    )
    numbers = [int(path.read_text()) for path in state.glob("*.pid")]
    try:
        assert len(numbers) == 3
        yield started.stdout.strip()
    finally:
        subprocess.run([script, "stop"], env=environment, check=True, timeout=60)
        assert not list(state.glob("*.pid"))
        assert not [number for number in numbers if b"org.apache.spark" in command_line(number)]


@pytest.fixture(scope="module", params=["in the database", "closed month outside"])
def shared(
    request: pytest.FixtureRequest,
    folder: Path,
    postgres_server: PostgresServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[DataCentre]:
    """The same records in PostgreSQL; with the month that is over in the database or exported to a folder."""
    name = f"three_{request.param_index}"
    with postgres_server.connect() as connection:
        connection.execute(f"CREATE DATABASE {name}")
    address = postgres_server.address(name)
    with create_centre(address, district=DISTRICT, synthetic=True) as centre, open_centre(folder) as source:
        centre.write_features("township", source.features("township"))
        centre.write_features("station", source.stations())
        rows = source.series(
            source.stations()["station_id"].tolist(), ["pm2_5", "leq", "o3", "wind_direction"], SPAN[0], SPAN[1]
        )
        centre.append_observations(rows)
        if request.param_index:
            export_months(address, str(tmp_path_factory.mktemp("outside") / "archive"), until=(2026, 2))
            assert 0 < in_database(address) < len(rows)
        yield centre


def asked(centre: DataCentre) -> list[pd.DataFrame]:
    """The answers of one engine."""
    found = [centre.archive_statistics(prop, *SPAN, period=period, group_by=by) for prop, period, by in ARCHIVE]
    # Without percentiles records are added up: from files without an engine, in the database, or by an expression.
    for prop, by in product(("pm2_5", "leq", "wind_direction"), (("station",), ("township", "kind"), ("kind", "hour"))):
        found.append(centre.archive_statistics(prop, *SPAN, group_by=by, figures=("n", "mean", "max", "min")))
    return found + [centre.statistics(prop, *SPAN, period=period) for prop, period in STATISTICS]


@pytest.fixture(scope="module")
def duckdb_answers(folder: Path) -> list[pd.DataFrame]:
    with open_centre(folder, writable=False) as centre:
        found = asked(centre)
    assert all(len(one) for one in found)
    return found


def assert_equal(found: list[pd.DataFrame], wanted: list[pd.DataFrame]) -> None:
    for one, other in zip(found, wanted, strict=True):
        pd.testing.assert_frame_equal(one, other, rtol=1e-12, atol=1e-12, check_exact=False)


def test_postgresql_agrees(duckdb_answers, shared: DataCentre) -> None:
    assert_equal(asked(shared), duckdb_answers)


def test_spark_agrees(duckdb_answers, folder: Path, spark: str) -> None:
    with open_centre(folder, writable=False, engine=spark) as centre:
        assert_equal(asked(centre), duckdb_answers)
