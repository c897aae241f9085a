"""Closed months that move out of the database: verified, resumable, found by every question, and back when something is late."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import threading
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from tests.unit.data_centre.made import DISTRICT, EVER, hours, together, townships
from yanqing_eco_plugin.core.data_centre import create_centre, open_centre
from yanqing_eco_plugin.core.data_centre.__main__ import main
from yanqing_eco_plugin.core.data_centre.copying import copy_centre
from yanqing_eco_plugin.core.data_centre.copying_access import Span
from yanqing_eco_plugin.core.data_centre.postgis import (
    check_shared,
    export_months,
    grant_role,
    revoke_role,
    tend_shared,
)
from yanqing_eco_plugin.core.data_centre.postgis.archive_folder import ArchiveFolder
from yanqing_eco_plugin.core.data_centre.postgis.exporting import last_closed
from yanqing_eco_plugin.core.errors import (
    CentreError,
    CentreFormatError,
    CentreLockedError,
    CentreReadOnlyError,
    InputError,
)

from .exported import BEGIN, NAMES, answers, assert_alike, four_months, in_database, wait_until_alone

LATER = (datetime(2023, 12, 20, tzinfo=UTC), EVER[1])


@pytest.fixture
def centre(new_centre):
    made = new_centre(townships=townships())
    four_months(made)
    return made


def test_every_question_finds_what_was_exported(centre, tmp_path, postgres_server, capsys):
    before, span, rows = answers(centre), centre.time_span(), in_database(centre.address)
    assert main(["export", centre.address, "--folder", str(tmp_path / "archive"), "--until", "2023-11"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in said[:-1]] == [["2023-10", "copied"], ["2023-11", "copied"]]
    assert 0 < in_database(centre.address) < rows
    assert_alike(answers(centre), before)
    assert centre.time_span() == span
    assert check_shared(centre.address) == ()
    # The centre remembers the folder; a second one moves what is left.
    assert main(["export", centre.address, "--until", "2024-01"]) == 0
    assert in_database(centre.address) == 0
    assert_alike(answers(centre), before)
    assert check_shared(centre.address) == ()
    assert export_months(centre.address, until=(2024, 1)) == ()
    # Who only looks needs no more than the folder.
    with postgres_server.connect() as connection:
        connection.execute("CREATE ROLE looks_back LOGIN")
        grant_role(centre.address, "looks_back", "viewer")
        address = centre.address.replace("centre_owner@", "looks_back@")
        with open_centre(address, writable=False) as seen:
            assert_alike(answers(seen), before)
        with pytest.raises(CentreReadOnlyError):
            export_months(address, until=(2024, 1))
        revoke_role(centre.address, "looks_back", "viewer")
        connection.execute("DROP ROLE looks_back")


def test_a_copy_takes_exported_months_along(centre, tmp_path):
    export_months(centre.address, str(tmp_path / "archive"), until=(2023, 11))
    with create_centre(tmp_path / "folder", district=DISTRICT) as folder:
        report = copy_centre(centre, folder)
        assert [month.how for month in report.months] == ["copied"] * 4
        pd.testing.assert_frame_equal(folder.series(NAMES, None, *EVER), centre.series(NAMES, None, *EVER))
        # And where the target has them exported, they are found there.
        assert {month.how for month in copy_centre(folder, centre).months} == {"present"}


def test_what_comes_late_brings_the_month_back(centre, tmp_path):
    export_months(centre.address, str(tmp_path / "archive"), until=(2023, 12))
    held = centre.series(NAMES, None, *EVER)
    # Sent again: nothing changes, and nothing moves.
    left = in_database(centre.address)
    again = held[held["station_id"] == "a0"].head(100)
    result = centre.append_observations(again)
    assert (result.added, result.corrected, result.unchanged) == (0, 0, 100)
    assert in_database(centre.address) == left
    # One corrected at the turn of a month, whose local day lies in both, and one new.
    turn = datetime(2023, 11, 30, 20, tzinfo=UTC)
    late = together(
        hours("a0", "pm2_5", [500.0], start=turn), hours("a0", "so2", [7.0], start=turn),
    )  # fmt: skip
    result = centre.append_observations(late)
    assert (result.added, result.corrected) == (1, 1)
    assert in_database(centre.address) > left
    now = centre.series(NAMES, None, *EVER)
    assert len(now) == len(held) + 1
    assert check_shared(centre.address) == ()
    # Exported once more, its files take the place of the former ones.
    assert [(month.month, month.how) for month in export_months(centre.address, until=(2023, 12))] == [
        ((2023, 11), "copied"),
    ]  # fmt: skip
    pd.testing.assert_frame_equal(centre.series(NAMES, None, *EVER), now)
    assert check_shared(centre.address) == ()


def test_a_computer_that_does_not_reach_the_folder(centre, tmp_path):
    before, later = centre.series(NAMES, None, *EVER), centre.series(NAMES, None, *LATER)
    export_months(centre.address, str(tmp_path / "archive"), until=(2023, 11))
    (tmp_path / "archive").rename(tmp_path / "moved")
    # Later months, states and everything that daily sums answer need it not.
    pd.testing.assert_frame_equal(centre.series(NAMES, None, *LATER), later)
    assert len(centre.latest()) == 5
    whole = datetime(2023, 10, 20, 16, tzinfo=UTC), datetime(2023, 12, 20, 16, tzinfo=UTC)
    assert len(centre.statistics("pm2_5", *whole, period="month"))
    for ask in (
        lambda: centre.series(NAMES, None, *EVER),
        lambda: centre.append_observations(hours("a0", "pm2_5", [1.0], start=BEGIN)),
        lambda: check_shared(centre.address),
        lambda: export_months(centre.address, until=(2023, 12)),
    ):
        with pytest.raises(CentreError) as caught:
            ask()
        assert "cannot reach" in caught.value.message
        assert "archive=" in caught.value.hint
    # It sees the folder elsewhere.
    with open_centre(f"{centre.address}&archive={tmp_path / 'moved'}", writable=False) as seen:
        pd.testing.assert_frame_equal(seen.series(NAMES, None, *EVER), before)
    # The centre is told the new place for all.
    export_months(centre.address, str(tmp_path / "moved"), until=(2023, 12))
    pd.testing.assert_frame_equal(centre.series(NAMES, None, *EVER), before)


def test_folders_that_will_not_do(centre, tmp_path, new_centre_each):
    for folder in ("", "relative/archive", str(tmp_path / ".." / "up")):
        with pytest.raises(InputError):
            export_months(centre.address, folder, until=(2023, 11))
    now = datetime.now(UTC)
    with pytest.raises(InputError, match="not over"):
        export_months(centre.address, str(tmp_path / "a"), until=(now.year, now.month))
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").write_text("x")
    with pytest.raises(InputError, match="not empty"):
        export_months(centre.address, str(tmp_path / "full"), until=(2023, 11))
    export_months(centre.address, str(tmp_path / "archive"), until=(2023, 11))
    other = new_centre_each()
    other.append_observations(hours("a0", "pm2_5", [1.0], start=BEGIN))
    with pytest.raises(CentreFormatError, match="another data centre"):
        export_months(other.address, str(tmp_path / "archive"), until=(2023, 11))
    assert in_database(other.address) == 1
    # Somebody's table that names files elsewhere is not followed.
    log = sorted((tmp_path / "archive" / "observations" / "_delta_log").glob("*.json"))[-1]
    log.write_text(log.read_text().replace('"path":"year=', '"path":"../../year='))
    with open_centre(centre.address, writable=False) as seen, pytest.raises(CentreFormatError, match="outside"):
        seen.series(NAMES, None, *EVER)


def test_what_arrives_changed_is_noticed_and_nothing_dropped(centre, tmp_path, monkeypatch):
    rows, replace = in_database(centre.address), ArchiveFolder.replace_month
    monkeypatch.setattr(
        ArchiveFolder,
        "replace_month",
        lambda self, month, parts: replace(self, month, (part.slice(1) for part in parts)),
    )
    with pytest.raises(CentreError, match="differs from the database"):
        export_months(centre.address, str(tmp_path / "archive"), until=(2023, 11))
    assert in_database(centre.address) == rows
    monkeypatch.undo()
    assert {month.how for month in export_months(centre.address, until=(2023, 11))} == {"copied"}


def test_a_file_that_changed_afterwards_is_found(centre, tmp_path):
    export_months(centre.address, str(tmp_path / "archive"), until=(2023, 11))
    store = ArchiveFolder(str(tmp_path / "archive"), "", centre._engine.local)
    with store.read_month((2023, 11), Span()) as parts:
        held = list(parts)
    store.replace_month((2023, 11), [held[0].slice(1), *held[1:]])
    found = check_shared(centre.address, repair=True)
    assert ("archive_differs", False) in [(finding.problem, finding.repaired) for finding in found]


def test_two_exports_at_once(centre, tmp_path, postgres_server, shared_database):
    schema = centre.address.partition("schema=")[2]
    with postgres_server.connect(shared_database, options=f"-c search_path={schema},public") as holder:
        holder.execute("SELECT pg_advisory_lock(hashtextextended('yanqing_eco export ' || current_schema(), 0))")
        with pytest.raises(CentreLockedError):
            export_months(centre.address, str(tmp_path / "archive"), until=(2023, 11))


def test_tending_a_shared_centre(centre, tmp_path):
    report = tend_shared(centre.address, steps=["check", "export"], folder=str(tmp_path / "archive"))
    assert report.sound
    assert report.figures == {"months_exported": 4, "rows_exported": len(centre.series(NAMES, None, *EVER))}
    assert in_database(centre.address) == 0
    with pytest.raises(InputError, match="compact"):
        tend_shared(centre.address, steps=["check", "compact"])


def test_which_months_are_closed():
    assert last_closed(datetime(2026, 3, 1, tzinfo=UTC)) == (2025, 11)
    assert last_closed(datetime(2026, 3, 31, tzinfo=UTC), 0) == (2026, 2)


class _KillsItself:
    """Progress that ends its process, as a power cut would, at the n-th step it is told."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def report(self, fraction: float, message: str = "") -> None:
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)

    def cancelled(self) -> bool:
        return False


def _export(address: str, folder: str, steps: int) -> None:
    export_months(address, folder, until=(2024, 1), progress=_KillsItself(steps))


def test_killed_in_the_middle_again_and_again(centre, tmp_path):
    """Wherever it is killed, each month is in one place, and the next export goes on."""
    before, rows = centre.series(NAMES, None, *EVER), in_database(centre.address)
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    chance, moved = random.Random(8), []
    # Before, while and after a month goes over, in turn; then at any moment.
    for steps in (1, 2, 3, 4, 2, 2, 0, 0):
        given = (centre.address, str(tmp_path / "archive"), steps)
        process = processes.Process(target=_export, args=given, daemon=True)
        process.start()
        process.join(30 if steps else chance.uniform(0.01, 0.2))
        process.kill()
        process.join(10)
        assert process.exitcode == -signal.SIGKILL or not steps
        # Its session at the server outlives it for a moment, and so do its locks.
        wait_until_alone(centre.address)
        with open_centre(centre.address, writable=False) as seen:
            assert len(seen.series(NAMES, None, *EVER)) == len(before)
        moved.append(rows - in_database(centre.address))
    assert moved == sorted(moved)
    assert moved[1] == 0 < moved[2] < moved[5]
    export_months(centre.address, until=(2024, 1))
    assert in_database(centre.address) == 0
    pd.testing.assert_frame_equal(centre.series(NAMES, None, *EVER), before)
    assert check_shared(centre.address) == ()
    assert rows == len(before)


def test_readers_and_a_writer_go_on_meanwhile(centre, reopen, tmp_path):
    """A reader never misses or doubles a row while months move out and back."""
    before = centre.series(["a0"], None, *EVER)
    end, faults, asked = threading.Event(), [], [0]
    reader = reopen(centre, writable=False)

    def read() -> None:
        while not end.is_set():
            try:
                pd.testing.assert_frame_equal(reader.series(["a0"], None, *EVER), before)
                asked[0] += 1
            except Exception as error:  # noqa: BLE001 - told by the assertion below
                faults.append(error)
                return

    thread = threading.Thread(target=read)
    thread.start()
    for turn in range(3):
        export_months(centre.address, str(tmp_path / "archive"), until=(2024, 1))
        # New for a month in the archive: it comes back.
        centre.append_observations(hours("a1", "so2", [float(turn)], start=BEGIN + timedelta(hours=turn)))
    end.set()
    thread.join(30)
    assert not faults, faults[0]
    assert asked[0] > 3
    assert check_shared(centre.address) == ()
