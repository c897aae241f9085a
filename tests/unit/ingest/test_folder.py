"""Folders of files: one after the other, in order, none stops the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.ingest import ColumnMapping, Decoded, read_folder

from .conftest import KDD, NOW, QUOTSOFT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "in"
    (home / "sub").mkdir(parents=True)
    (home / ".hidden").mkdir()
    (home / "b.csv").write_text(QUOTSOFT, encoding="utf-8")
    (home / "a.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    (home / "c.csv").write_text("", encoding="utf-8")
    (home / "d.xlsx").write_bytes(b"PK\x03\x04 broken")
    (home / "sub/e.csv").write_text(KDD, encoding="utf-8")
    for ignored in ("picture.png", ".x.csv", "~$d.xlsx", ".hidden/x.csv", "README.md"):
        (home / ignored).write_text(QUOTSOFT, encoding="utf-8")
    return home


def test_a_broken_file_never_stops_the_others(folder: Path) -> None:
    found = {path.relative_to(folder).as_posix(): result for path, result in read_folder(folder, now=NOW)}
    assert list(found) == ["a.csv", "b.csv", "c.csv", "d.xlsx", "sub/e.csv"]
    assert [isinstance(result, InputError) for result in found.values()] == [True, False, True, True, False]
    assert isinstance(found["sub/e.csv"], Decoded)
    assert len(found["sub/e.csv"].observations) == 6
    assert isinstance(found["b.csv"], Decoded)
    assert found["b.csv"].format == "quotsoft"


def test_links_that_leave_the_folder_are_refused(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text(QUOTSOFT, encoding="utf-8")
    (folder / "1.csv").symlink_to(outside / "secret.csv")
    (folder / "2.csv").symlink_to(folder / "b.csv")
    (folder / "3.csv").symlink_to(folder / "3.csv")
    (folder / "4.csv").symlink_to(folder / "gone.csv")
    (folder / "linked").symlink_to(outside)
    os.mkfifo(folder / "5.csv")
    found = {path.relative_to(folder).as_posix(): result for path, result in read_folder(folder, now=NOW)}
    assert "linked/secret.csv" not in found
    assert "leaves the folder" in str(found["1.csv"])
    assert isinstance(found["2.csv"], Decoded)
    assert all(isinstance(found[name], InputError) for name in ("3.csv", "4.csv", "5.csv"))


def test_mappings_by_file_name(folder: Path) -> None:
    mapping = ColumnMapping(
        "wide", ("utc_time",), station="stationId", utc_offset_hours=0, station_aliases={"yanqin_aq": "Y"}
    )
    found = {path.name: result for path, result in read_folder(folder, mapping={"e*.csv": mapping}, now=NOW)}
    assert isinstance(found["e.csv"], Decoded)
    assert set(found["e.csv"].observations["station_id"]) == {"Y"}
    assert isinstance(found["b.csv"], Decoded)
    assert found["b.csv"].format == "quotsoft"


def test_a_folder_that_is_none(folder: Path) -> None:
    with pytest.raises(InputError, match="not a folder"):
        list(read_folder(folder / "b.csv"))
    assert list(read_folder(folder / ".hidden")) != []
    (folder / "empty").mkdir()
    assert list(read_folder(folder / "empty")) == []


def test_progress_runs_through_all_files(folder: Path) -> None:
    seen: list[float] = []

    class Listen:
        def report(self, fraction: float, message: str = "") -> None:
            seen.append(fraction)

        def cancelled(self) -> bool:
            return False

    list(read_folder(folder, progress=Listen(), now=NOW))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
