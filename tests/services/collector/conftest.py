"""A centre and a collector for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .harness import CollectorProcess, Device, make_centre

STATIONS = {f"MN{number:04d}": f"S{number:04d}" for number in range(20)}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a centre that has twenty registered micro stations, MN0000 = S0000 …"""
    make_centre(tmp_path / "centre", STATIONS)
    return tmp_path


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
