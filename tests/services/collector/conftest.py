"""A centre and a collector for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.services.postgres import PostgresServer
from yanqing_eco_plugin.core.data_centre import District, create_centre

from .harness import CollectorProcess, Device, add_stations, make_centre

STATIONS = {f"MN{number:04d}": f"S{number:04d}" for number in range(20)}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a centre that has twenty registered micro stations, MN0000 = S0000 …"""
    make_centre(tmp_path / "centre", STATIONS)
    return tmp_path


@pytest.fixture
def shared_centre(postgres_server: PostgresServer, postgres_database: str) -> str:
    """Address of a PostGIS centre with the same stations."""
    address = postgres_server.address(postgres_database)
    with create_centre(address, district=District("110119", "延庆区")) as centre:
        add_stations(centre, STATIONS)
    return address


@pytest.fixture
def collector(place: Path) -> Iterator[Callable[..., CollectorProcess]]:
    """Starts collectors on that centre and ends them."""
    made: list[CollectorProcess] = []

    def start(hj212: str = "", **tables: str) -> CollectorProcess:
        made.append(CollectorProcess(place, hj212, **tables))
        return made[-1].start()

    yield start
    for one in made:
        one.kill()


@pytest.fixture(autouse=True)
def _close_devices() -> Iterator[None]:
    yield
    while Device.made:
        Device.made.pop().close()
