"""A shared centre with exported months, dumped, its folder copied, and both restored elsewhere."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from tests.unit.data_centre.made import DISTRICT, EVER, hours, townships
from yanqing_eco_plugin.core.data_centre import create_centre, open_centre
from yanqing_eco_plugin.core.data_centre.__main__ import main
from yanqing_eco_plugin.core.data_centre.postgis import check_shared, drop_postgis_centre, export_months, place_archive
from yanqing_eco_plugin.core.errors import CentreError, CentreFormatError, CentreReadOnlyError, InputError

from .exported import BEGIN, answers, assert_alike, four_months, in_database


@pytest.fixture
def original(postgres_server, postgres_database, tmp_path):
    """A centre with two of its four months outside."""
    address = postgres_server.address(postgres_database, schema="eco_dumped")
    with create_centre(address, district=DISTRICT, townships=townships()) as made:
        four_months(made)
        export_months(address, str(tmp_path / "archive"), until=(2023, 11))
        yield made
    drop_postgis_centre(address)


@pytest.fixture
def restored(postgres_server, postgres_database, original, tmp_path):
    """Address of what was restored from the dump in another database, as docs/shared-centre.md says."""
    other, dump = f"{postgres_database}_again", tmp_path / "centre.dump"
    options = ["-h", "127.0.0.1", "-p", str(postgres_server.port), "-U", "centre_owner"]
    with postgres_server.connect() as connection:
        connection.execute(f'CREATE DATABASE "{other}"')
    for command in (
        ["pg_dump", *options, "-Fc", "-n", "eco_dumped", "-f", str(dump), postgres_database],
        ["pg_restore", *options, "--exit-on-error", "-d", other, str(dump)],
    ):
        run = subprocess.run(
            [postgres_server.program(command[0]), *command[1:]], capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
    yield postgres_server.address(other, schema="eco_dumped")
    with postgres_server.connect() as connection:
        connection.execute(f'DROP DATABASE "{other}" WITH (FORCE)')


def copy_of(archive: Path) -> Path:
    """The folder of closed months as a backup brings it to another place."""
    return Path(shutil.copytree(archive, archive.with_name("elsewhere") / "closed months"))


def test_both_restored_elsewhere_answer_alike(original, restored, tmp_path, capsys):
    before, span, rows = answers(original), original.time_span(), in_database(original.address)
    place = copy_of(tmp_path / "archive")
    (tmp_path / "archive").rename(tmp_path / "gone")
    # It still names the place of the original.
    with open_centre(restored) as centre, pytest.raises(CentreError, match="cannot reach"):
        centre.series(["a0"], None, *EVER)
    assert main(["place", restored, str(place)]) == 0
    assert capsys.readouterr().out.startswith("2 months, ")
    assert in_database(restored) == rows
    assert check_shared(restored) == ()
    with open_centre(restored) as centre:
        assert_alike(answers(centre), before)
        assert centre.time_span() == span
        # And life goes on: new records, late ones that bring a month back, further exports.
        assert centre.append_observations(hours("a1", "so2", [7.0], start=BEGIN)).added == 1
        moved = export_months(restored, until=(2023, 12))
        assert [(month.month, month.how) for month in moved] == [((2023, 10), "copied"), ((2023, 12), "copied")]
        assert check_shared(restored) == ()
        assert len(centre.series(["a1"], ["so2"], *EVER)) == 1
    # The original knows nothing of it.
    (tmp_path / "gone").rename(tmp_path / "archive")
    assert_alike(answers(original), before)
    assert check_shared(original.address) == ()


def test_two_databases_never_fill_one_folder(original, restored, tmp_path):
    """Restored beside the original, the copy reads the same folder, and is refused where it would write into it."""
    before = answers(original)
    with open_centre(restored) as centre:
        assert_alike(answers(centre), before)
    with pytest.raises(CentreError, match="another database") as caught:
        export_months(restored, until=(2023, 12))
    assert "place" in caught.value.hint
    assert [month.month for month in export_months(original.address, until=(2023, 12))] == [(2023, 12)]
    # Where the original is lost and its folder is not, the restored one takes the folder over.
    assert set(place_archive(restored, str(tmp_path / "archive"))) == {(2023, 10), (2023, 11)}
    assert [(month.month, month.how) for month in export_months(restored, until=(2023, 12))] == [
        ((2023, 12), "present"),
    ]  # fmt: skip
    with open_centre(restored) as centre:
        assert_alike(answers(centre), before)
    with pytest.raises(CentreError, match="another database"):
        export_months(original.address, until=(2024, 1))
    assert_alike(answers(original), before)


def test_a_folder_that_does_not_fit_is_refused(original, restored, tmp_path, postgres_server):
    held = original.series(["a0"], None, *EVER)
    place = copy_of(tmp_path / "archive")
    for folder, refused in (("relative", InputError), (str(tmp_path / "none"), CentreError)):
        with pytest.raises(refused):
            place_archive(restored, folder)
    # Backed up after a month had changed: the dump knows another one.
    original.append_observations(hours("a1", "so2", [7.0], start=BEGIN + timedelta(hours=3)))
    export_months(original.address, until=(2023, 11))
    with pytest.raises(CentreError, match="2023-10 as it was exported"):
        place_archive(restored, str(tmp_path / "archive"))
    # Of another centre.
    mark = place / "archive.toml"
    text = mark.read_text()
    mark.write_text(text.replace('token = "', 'token = "0'))
    with pytest.raises(CentreFormatError, match="another data centre"):
        place_archive(restored, str(place))
    mark.write_text(text)
    # Only the owner may say it.
    with postgres_server.connect() as connection:
        connection.execute("CREATE ROLE looks_only LOGIN")
        connection.execute("GRANT eco_dumped_viewer TO looks_only")
    try:
        with pytest.raises(CentreReadOnlyError):
            place_archive(restored.replace("centre_owner@", "looks_only@"), str(place))
    finally:
        with postgres_server.connect() as connection:
            connection.execute("DROP ROLE looks_only")
    place_archive(restored, str(place))
    with open_centre(restored, writable=False) as centre:
        pd.testing.assert_frame_equal(centre.series(["a0"], None, *EVER), held)


def test_nothing_exported_has_no_place(postgres_server, postgres_database, tmp_path):
    address = postgres_server.address(postgres_database, schema="eco_whole")
    create_centre(address, district=DISTRICT).close()
    with pytest.raises(InputError, match="exported no months"):
        place_archive(address, str(tmp_path))
