"""Statistics of the archive over a folder centre."""

from __future__ import annotations

import pytest

from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.errors import InputError

from .contract_archive import ArchiveContract


class TestFolderArchive(ArchiveContract):
    pass


def test_another_engine_is_only_for_reading_and_must_be_one(new_centre):
    centre = new_centre()
    with pytest.raises(InputError) as caught:
        open_centre(centre.address, engine="spark://127.0.0.1:7077")
    assert "own engine" in caught.value.message
    for address in ("duckdb", "spark://", "spark://host", "http://127.0.0.1:7077", "spark://127.0.0.1:no"):
        with pytest.raises(InputError) as caught:
            open_centre(centre.address, writable=False, engine=address)
        assert address in caught.value.message
