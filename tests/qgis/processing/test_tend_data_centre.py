"""Tending a data centre through the registry."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import rows

OUTPUT = {"OUTPUT": "TEMPORARY_OUTPUT"}


@pytest.fixture
def copied(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "centre"))


def test_a_sound_centre_has_an_empty_table(run, copied: Path) -> None:
    found = run("tenddatacentre", {"CENTRE": str(copied), **OUTPUT})
    assert (found["COUNT"], found["OPEN"], found["CENTRE"]) == (0, 0, str(copied))
    assert found["OUTPUT"].fields().names() == ["part", "place", "problem", "meaning", "detail", "repaired"]


def test_damage_is_told_and_repaired(run, copied: Path, listener) -> None:
    lost = next((copied / "observations").rglob("*.parquet"))
    lost.unlink()
    found = run("tenddatacentre", {"CENTRE": str(copied), "STEPS": "check", **OUTPUT})
    first = rows(found["OUTPUT"])[0]
    assert (first["problem"], first["repaired"]) == ("file_missing", 0)
    assert lost.name in first["place"]
    assert found["OPEN"] == found["COUNT"] > 0
    assert listener.warned
    steps = "check,rollups,compact,vacuum"
    mended = run("tenddatacentre", {"CENTRE": str(copied), "STEPS": steps, "REPAIR": True, **OUTPUT})
    assert (mended["COUNT"] > 0, mended["OPEN"]) == (True, 0)
    assert run("tenddatacentre", {"CENTRE": str(copied), **OUTPUT})["COUNT"] == 0


def test_nothing_to_do_is_refused(refusal, copied: Path) -> None:
    given = {"CENTRE": str(copied), **OUTPUT}
    assert refusal("tenddatacentre", given) == ""
    assert "step" in refusal("tenddatacentre", {**given, "STEPS": []})
    assert "polish" in refusal("tenddatacentre", {**given, "STEPS": "polish"})


def test_every_problem_has_words() -> None:
    from yanqing_eco_plugin.core.data_centre.tending_findings import PROBLEMS
    from yanqing_eco_plugin.processing_algorithms.data_centre.tend_data_centre import _meaning

    assert {code: _meaning(code) for code in PROBLEMS} == PROBLEMS
