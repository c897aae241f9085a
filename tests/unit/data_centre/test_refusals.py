"""Folders that cannot be opened or written: one clear error each, and nothing lost."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from yanqing_eco_plugin.core.data_centre import create_centre, manifest, open_centre
from yanqing_eco_plugin.core.errors import (
    CentreError,
    CentreFormatError,
    CentreReadOnlyError,
    InputError,
)

from .made import DISTRICT, EVER, START, hours, stations
from .sums import assert_daily_sums_equal_records

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def filled(new_centre, folder):
    centre = new_centre()
    centre.write_features("station", stations())
    centre.append_observations(hours("a0", "pm2_5", range(30)))
    centre.close()
    return folder


def refused(kind, folder, **options):
    with pytest.raises(kind) as caught:
        open_centre(folder, **options)
    assert caught.value.hint
    assert str(folder) in caught.value.message or "{place}" not in caught.value.template
    return caught.value


def test_a_missing_folder_and_a_folder_that_is_none(tmp_path):
    assert "no data centre" in refused(CentreFormatError, tmp_path / "nowhere").message
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    assert "not a data centre" in refused(CentreFormatError, tmp_path).message


def test_a_folder_that_goes_away_is_not_made_anew(filled, tmp_path):
    # What an unmounted share looks like: the folder is gone, or empty where it was mounted.
    centre = open_centre(filled)
    filled.rename(tmp_path / "unmounted")
    for _ in range(2):
        with pytest.raises(CentreError) as caught:
            centre.append_observations(hours("a0", "o3", [1]))
        assert "not there" in caught.value.message
        assert not filled.exists() or not any(filled.iterdir())
        filled.mkdir(exist_ok=True)
    filled.rmdir()
    (tmp_path / "unmounted").rename(filled)
    assert centre.append_observations(hours("a0", "o3", [1])).added == 1
    centre.close()


def test_a_place_that_is_taken(tmp_path):
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(InputError):
        create_centre(tmp_path, district=DISTRICT)
    with pytest.raises(InputError):
        create_centre(tmp_path / "holiday.jpg", district=DISTRICT)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_database_of_another_kind_is_not_known():
    with pytest.raises(CentreError) as caught:
        open_centre("mysql://server/eco")
    assert "mysql" in caught.value.message
    with pytest.raises(InputError):
        open_centre("  ")


def test_a_newer_format(filled):
    path = filled / "centre.toml"
    path.write_text(path.read_text("utf-8").replace("version = 1", "version = 99"), "utf-8")
    error = refused(CentreFormatError, filled)
    assert "99" in error.message
    assert "Update" in error.hint


@pytest.mark.parametrize("text", ["", "[format]\n", "version = ", "\x00\x01", '[format]\nversion = "one"\n'])
def test_a_damaged_manifest(filled, text):
    (filled / "centre.toml").write_text(text, "utf-8")
    refused(CentreFormatError, filled)


def test_an_older_format_is_lifted_step_by_step_and_goes_on_where_it_stopped(filled, monkeypatch):
    done = []

    def first(folder):
        done.append("first")

    def second(folder):
        done.append("second")
        if done.count("second") == 1:
            raise OSError(28, "No space left on device")

    held = manifest.read_manifest(filled)
    with pytest.raises(OSError, match="space"):
        manifest.migrate(filled, held, steps={1: first, 2: second}, target=3)
    assert "version = 2" in (filled / "centre.toml").read_text("utf-8")
    monkeypatch.setattr(manifest, "FORMAT_VERSION", 3)
    lifted = manifest.migrate(filled, manifest.read_manifest(filled), steps={1: first, 2: second}, target=3)
    assert done == ["first", "second", "second"]
    assert lifted.version == manifest.read_manifest(filled).version == 3
    assert lifted.district == DISTRICT


def test_a_format_without_a_way_forward(filled):
    path = filled / "centre.toml"
    path.write_text(path.read_text("utf-8").replace("version = 1", "version = 0"), "utf-8")
    assert "older format 0" in refused(CentreFormatError, filled, writable=False).message
    assert "cannot bring" in refused(CentreFormatError, filled).message


def test_a_foreign_geopackage(filled):
    database = filled / "features.gpkg"
    for path in filled.glob("features.gpkg*"):
        path.unlink()
    connection = sqlite3.connect(database)
    connection.execute("CREATE TABLE gpkg_contents (table_name TEXT)")
    connection.commit()
    connection.close()
    refused(CentreFormatError, filled)
    with open_centre(filled, writable=False) as centre, pytest.raises(CentreFormatError):
        centre.stations()


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100, None])
def test_a_damaged_or_missing_geopackage(filled, content):
    for path in filled.glob("features.gpkg*"):
        path.unlink()
    if content is not None:
        (filled / "features.gpkg").write_bytes(content)
    with pytest.raises(CentreFormatError) as caught:
        open_centre(filled)
    assert caught.value.hint
    # The time series do not depend on it.
    with open_centre(filled, writable=False) as centre:
        assert len(centre.series(["a0"], None, *EVER)) == 30


def test_lost_observation_files(filled):
    for path in (filled / "observations").rglob("*.parquet"):
        path.unlink()
    with open_centre(filled, writable=False) as centre, pytest.raises(CentreError) as caught:
        centre.series(["a0"], None, *EVER)
    assert "backup" in caught.value.hint


def test_half_an_observation_file(filled):
    for path in (filled / "observations").rglob("*.parquet"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with open_centre(filled) as centre:
        with pytest.raises(CentreError) as caught:
            centre.series(["a0"], None, *EVER)
        assert "backup" in caught.value.hint
        with pytest.raises(CentreError):
            centre.append_observations(hours("a0", "pm2_5", [5]))


def test_a_lost_observation_table(filled):
    shutil.rmtree(filled / "observations")
    with open_centre(filled, writable=False) as centre, pytest.raises(CentreFormatError):
        centre.series(["a0"], None, *EVER)


def as_nobody(body: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python as a user without rights on the folder."""
    lead = "import os, sys\nif os.getuid() == 0: os.setuid(65534)\nfolder = sys.argv[1]\n"
    lead += "from yanqing_eco_plugin.core.data_centre import open_centre\n"
    lead += "from yanqing_eco_plugin.core.errors import EcoError\nfrom tests.unit.data_centre.made import EVER, hours\n"
    return subprocess.run(
        [sys.executable, "-c", lead + body, str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
def test_a_read_only_folder_is_read_and_refuses_to_be_written(filled):
    # Not below pytest's own folder, which other users may not enter.
    place = Path(tempfile.mkdtemp(prefix="read_only_"))
    shutil.copytree(filled, place / "centre")
    filled = place / "centre"
    for path in [place, filled, *filled.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        read = as_nobody(
            "c = open_centre(folder, writable=False)\n"
            "print(len(c.series(['a0'], None, *EVER)), len(c.stations()), c.latest()['pm2_5'].max(), bool(c.revision()))\n",
            filled,
        )
        assert read.stdout.split() == ["30", "5", "29.0", "True"], read.stderr
        write = as_nobody(
            "try:\n    open_centre(folder)\nexcept EcoError as e:\n    print(type(e).__name__, '|', e.hint)\n", filled
        )
        assert write.stdout.startswith("CentreReadOnlyError | Ask for write permission"), write.stderr
    finally:
        for path in [place, filled, *filled.rglob("*")]:
            path.chmod(0o755)
        shutil.rmtree(place)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX resource limits")
@pytest.mark.parametrize("limit", [30_000, 4_000, 1_500])
def test_no_more_space_is_one_clear_error_and_loses_nothing(filled, limit):
    # The limit on the size of a file stands for the full disk; what fails first differs with it.
    for path in filled.glob("features.gpkg-*"):
        path.unlink()
    run = subprocess.run(
        [sys.executable, "-m", "tests.unit.data_centre.processes", str(filled), str(limit)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    kind, message, hint, acknowledged = json.loads(run.stdout)
    assert kind == "CentreReadOnlyError"
    assert "no space left" in message
    assert hint
    with open_centre(filled) as centre:
        held = centre.series(["a2"], ["leq"], *EVER)
        assert len(held) // 4 - 1 in (acknowledged, acknowledged + 1)
        assert_daily_sums_equal_records(centre)
        assert centre.append_observations(hours("a1", "so2", [1])).added == 1


@pytest.mark.skipif(
    not Path("/dev/shm").is_dir() or os.getuid() != 0, reason="needs a small file system of its own (root)"
)
def test_a_full_file_system(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "none", str(small)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a small file system cannot be mounted here")
    try:
        with create_centre(small / "centre", district=DISTRICT) as centre:
            centre.append_observations(hours("a0", "pm2_5", range(10)))

            def fill():
                for start in range(0, 1_000_000, 20_000):
                    numbers = np.random.default_rng(start).random(20_000)
                    centre.append_observations(hours("a0", "pm2_5", numbers, start=START + timedelta(hours=start)))

            with pytest.raises(CentreReadOnlyError) as caught:
                fill()
            assert "no space left" in caught.value.message
        with open(small / "rest", "wb", buffering=0) as rest, suppress(OSError):
            while rest.write(b"x" * 4096):
                pass
        with pytest.raises(CentreReadOnlyError):
            create_centre(small / "another", district=DISTRICT)
        assert not any((small / "another").glob("*"))
        shutil.rmtree(small / "another", ignore_errors=True)
        (small / "rest").unlink()
        subprocess.run(["mount", "-o", "remount,size=20m", str(small)], check=True)
        with open_centre(small / "centre") as centre:
            assert centre.append_observations(hours("a1", "pm2_5", [1])).added == 1
            assert_daily_sums_equal_records(centre)
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


def test_every_refusal_is_a_literal_template():
    source = Path(manifest.__file__).parent
    for path in source.glob("*.py"):
        refusals = re.compile(r"raise (?:Input|Centre\w*|EditConflict)Error\((.{0,40})", flags=re.DOTALL)
        for call in refusals.findall(path.read_text("utf-8")):
            assert not call.lstrip().startswith('f"'), f"{path.name}: {call}"
