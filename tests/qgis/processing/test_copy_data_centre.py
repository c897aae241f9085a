"""Copying a data centre through the registry."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException

from yanqing_eco_plugin.core.data_centre import create_centre, open_centre


@pytest.fixture
def empty(filled: Path, tmp_path: Path) -> str:
    with open_centre(filled, writable=False) as source:
        create_centre(tmp_path / "empty", district=source.district, synthetic=source.synthetic).close()
    return str(tmp_path / "empty")


def test_a_folder_is_copied_and_once_more_nothing_happens(run, filled: Path, empty: str, listener) -> None:
    found = run("copydatacentre", {"SOURCE": str(filled), "TARGET": empty})
    assert found["COUNT"] > 0
    assert found["COPIED"] > 0
    assert (found["MERGED"], found["TARGET"]) == (0, empty)
    with open_centre(filled, writable=False) as one, open_centre(empty, writable=False) as other:
        assert one.time_span() == other.time_span()
        assert one.latest()["pm2_5"].equals(other.latest()["pm2_5"])
    assert listener.fractions[-1] == 100
    again = run("copydatacentre", {"SOURCE": str(filled), "TARGET": empty})
    assert (again["COUNT"], again["COPIED"], again["FEATURES"]) == (found["COUNT"], 0, 0)


def test_what_makes_no_sense_is_refused(run, refusal, filled: Path, empty: str, tmp_path: Path) -> None:
    assert "no data centre" in refusal("copydatacentre", {"SOURCE": str(filled), "TARGET": str(tmp_path)})
    assert "no data centre" in refusal("copydatacentre", {"SOURCE": str(tmp_path), "TARGET": empty})
    assert refusal("copydatacentre", {"SOURCE": str(filled), "TARGET": empty}) == ""
    with pytest.raises(QgsProcessingException, match="later end"):
        run(
            "copydatacentre",
            {"SOURCE": str(filled), "TARGET": empty, "START": "2024-02-01T00:00:00", "END": "2024-01-01T00:00:00"},
        )
    shutil.rmtree(tmp_path / "empty")
