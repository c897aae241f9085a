"""Makes folder centres for the contract and for the tests of the folder itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanqing_eco_plugin.core.data_centre import create_centre, open_centre

from .made import DISTRICT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "数据 centre"


@pytest.fixture
def new_centre(folder: Path):
    made = []

    def make(**options):
        centre = create_centre(folder, district=DISTRICT, **options)
        made.append(centre)
        return centre

    yield make
    for centre in made:
        centre.close()


@pytest.fixture
def reopen():
    opened = []

    def again(centre, *, writable=True, **options):
        other = open_centre(centre.address, writable=writable, **options)
        opened.append(other)
        return other

    yield again
    for centre in opened:
        centre.close()
