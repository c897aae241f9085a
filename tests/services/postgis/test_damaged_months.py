"""Exported months of which a file is cut off, emptied, rubbed out or gone: one clear error, and everything else goes on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from tests.unit.data_centre.made import DISTRICT, EVER, hours, together
from yanqing_eco_plugin.core.data_centre import create_centre
from yanqing_eco_plugin.core.data_centre.__main__ import main
from yanqing_eco_plugin.core.data_centre.copying import copy_centre
from yanqing_eco_plugin.core.data_centre.postgis import check_shared, drop_postgis_centre, export_months
from yanqing_eco_plugin.core.errors import ClosedMonthsError

from .exported import BEGIN, NAMES, answers, assert_alike, four_months, in_database

# Inside the month whose file is damaged.
WHEN = datetime(2023, 11, 15, tzinfo=UTC)
SPAN = (WHEN - timedelta(hours=5), WHEN + timedelta(hours=50))


def cut_off(path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path) -> None:
    path.write_bytes(b"")


def gone(path) -> None:
    path.unlink()


def rubbed_out(path) -> None:
    """The end, which says what is where, is whole; the pages are not."""
    content = bytearray(path.read_bytes())
    content[4 : len(content) // 2] = bytes(0xFF for _ in content[4 : len(content) // 2])
    path.write_bytes(content)


DAMAGES = (cut_off, emptied, gone, rubbed_out)

QUESTIONS: dict[str, Callable] = {
    "series": lambda centre, _: centre.series(NAMES, None, *SPAN),
    "statistics": lambda centre, _: centre.statistics("pm2_5", *SPAN, period="hour"),
    "part of a day": lambda centre, _: centre.statistics("pm2_5", *SPAN, period="whole"),
    "archive": lambda centre, _: centre.archive_statistics("pm2_5", *SPAN, group_by=("station", "hour")),
    "sums": lambda centre, _: centre.archive_statistics("pm2_5", *SPAN, figures=("n", "mean")),
    "snapshot": lambda centre, _: centre.snapshot(WHEN),
    "states": lambda centre, _: centre.refresh_status(),
    "late, known series": lambda centre, _: centre.append_observations(hours("a0", "pm2_5", [1.0], start=WHEN)),
    "late, new series": lambda centre, _: centre.append_observations(hours("a0", "so2", [1.0], start=WHEN)),
    "copy": lambda centre, folder: _copied(centre, folder),
}


def _copied(centre, folder) -> None:
    with create_centre(folder / "copy", district=DISTRICT) as target:
        copy_centre(centre, target)


@pytest.fixture(scope="module")
def centre(postgres_server, shared_database, tmp_path_factory):
    """One for all: its first two months lie outside."""
    address = postgres_server.address(shared_database, schema="eco_damaged_months")
    with create_centre(address, district=DISTRICT) as made:
        four_months(made)
        export_months(address, str(tmp_path_factory.mktemp("outside") / "archive"), until=(2023, 11))
        yield made
    drop_postgis_centre(address)


@contextmanager
def damaged(centre, damage, month=11):
    """The centre while the file of a month is damaged; gives the name of the file."""
    folder = centre._archives._known.place.folder
    (path,) = (folder / "observations" / "year=2023" / f"month={month}").glob("*.parquet")
    content = path.read_bytes()
    damage(path)
    try:
        yield path.name
    finally:
        path.write_bytes(content)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_one_error_names_the_file_and_the_month(centre, tmp_path, question, damage):
    centre.series(NAMES, None, *SPAN)
    held = in_database(centre.address)
    with damaged(centre, damage) as name:
        with pytest.raises(ClosedMonthsError) as caught:
            QUESTIONS[question](centre, tmp_path)
        assert name in caught.value.message
        assert "2023-11" in caught.value.message
        assert "backup" in caught.value.hint
        assert caught.value.months == ((2023, 11),)
        # Other months, and what needs none, are asked for as before.
        assert len(centre.latest()) == 5
        assert len(centre.series(NAMES, None, EVER[0], datetime(2023, 10, 31, tzinfo=UTC)))
    assert in_database(centre.address) == held
    assert len(centre.series(NAMES, None, *SPAN))


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_check_names_each_file_and_goes_on(centre, damage, capsys):
    centre.series(NAMES, None, *SPAN)
    problem = "file_missing" if damage is gone else "file_unreadable"
    with damaged(centre, damage) as name:
        for repair in (False, True):
            (found,) = check_shared(centre.address, repair=repair)
            assert (found.problem, found.month, found.repaired) == (problem, (2023, 11), False)
            assert name in found.path
            assert name in found.detail
        with damaged(centre, gone, month=10):
            assert [(found.problem, found.month) for found in check_shared(centre.address)] == [
                ("file_missing", (2023, 10)),
                (problem, (2023, 11)),
            ]
        # What does not depend on these records is compared all the same.
        with centre._engine.reading() as connection:
            connection.execute("UPDATE rollup_day SET n = n + 1 WHERE day >= '2024-01-03'")
            connection.execute("UPDATE status SET pm2_5 = coalesce(pm2_5, 0) + 1")
        problems = {(found.problem, found.repaired) for found in check_shared(centre.address, repair=True)}
        assert problems == {(problem, False), ("sums_differ", True), ("status_differs", False)}
        assert main(["check", centre.address]) == 1
        assert name in capsys.readouterr().out
    assert {found.problem for found in check_shared(centre.address, repair=True)} == {"status_differs"}
    assert check_shared(centre.address) == ()


@pytest.fixture
def own(new_centre, tmp_path):
    """One that a test may change."""
    made = new_centre()
    four_months(made)
    export_months(made.address, str(tmp_path / "archive"), until=(2023, 11))
    made.series(NAMES, None, *EVER)
    return made


def test_rows_of_other_months_are_stored_and_those_of_the_damaged_one_named(own):
    before = own.series(NAMES, None, *EVER)
    some = [hours("a0", "pm10", [1.0], start=start) for start in (BEGIN, WHEN, datetime(2024, 1, 2, tzinfo=UTC))]
    with damaged(own, cut_off):
        with pytest.raises(ClosedMonthsError) as caught:
            own.append_observations(together(*some))
        assert caught.value.months == ((2023, 11),)
        assert own.append_observations(together(some[0], some[2])).added == 2
        # A corrected row of a month in the database, whose local day begins in the damaged one.
        turn = hours("a0", "pm2_5", [77.0], start=datetime(2023, 12, 1, 2, tzinfo=UTC))
        with pytest.raises(ClosedMonthsError) as caught:
            own.append_observations(together(turn, hours("a0", "pm10", [2.0], start=datetime(2024, 1, 2, tzinfo=UTC))))
        assert caught.value.months == ((2023, 12),)
        # Days on both sides of it do not need it, though its file may hold such a series.
        both = [hours("a0", "pm10", [9.0], start=start) for start in (BEGIN, datetime(2024, 1, 2, tzinfo=UTC))]
        assert own.append_observations(together(*both)).corrected == 2
    assert own.append_observations(together(some[1], turn)).added == 1
    assert len(own.series(NAMES, None, *EVER)) == len(before) + 3
    assert check_shared(own.address) == ()


def test_a_damaged_file_of_a_month_that_came_back_is_written_anew(own):
    before = answers(own)
    own.append_observations(hours("a0", "so2", [1.0], start=WHEN))
    folder = own._archives._known.place.folder / "observations" / "year=2023" / "month=11"
    (path,) = folder.glob("*.parquet")
    cut_off(path)
    (done,) = export_months(own.address, until=(2023, 11))
    assert (done.month, done.how) == ((2023, 11), "copied")
    assert check_shared(own.address) == ()
    assert len(own.series(NAMES, None, *EVER)) == len(before[0]) + 1


def test_an_older_copy_of_the_folder_is_no_answer(own, tmp_path):
    """It lacks a month: no question leaves that out in silence, and no late record brings an empty month back."""
    before = answers(own)
    log = tmp_path / "archive" / "observations" / "_delta_log"
    newest = sorted(log.glob("*.json"))[-1]
    newest.rename(tmp_path / "newest")
    own._archives._known.place.reload()
    held = in_database(own.address)
    for ask in (
        lambda: own.series(NAMES, None, *SPAN),
        lambda: own.archive_statistics("pm2_5", *SPAN, figures=("n", "mean")),
        lambda: own.append_observations(hours("a0", "pm2_5", [1.0], start=WHEN)),
        lambda: own.append_observations(hours("a0", "so2", [1.0], start=WHEN)),
    ):
        with pytest.raises(ClosedMonthsError, match="2023-11") as caught:
            ask()
        assert caught.value.months == ((2023, 11),)
    assert in_database(own.address) == held
    assert {found.problem for found in check_shared(own.address)} == {"archive_differs"}
    (tmp_path / "newest").rename(newest)
    assert_alike(answers(own), before)
    pd.testing.assert_frame_equal(own.series(NAMES, None, *EVER), before[0])


@pytest.mark.parametrize("content", [b'{"add": {"path"', b'{"add": 5}\n', b"\xff\xfe"])
def test_a_torn_log_is_one_clear_error(own, tmp_path, content):
    log = tmp_path / "archive" / "observations" / "_delta_log"
    following = log / f"{len(list(log.glob('*.json'))):020}.json"
    following.write_bytes(content)
    for ask in (
        lambda: own.series(NAMES, None, *SPAN),
        lambda: own.append_observations(hours("a0", "pm2_5", [1.0], start=WHEN)),
        lambda: check_shared(own.address),
    ):
        with pytest.raises(ClosedMonthsError, match="log of the closed months") as caught:
            ask()
        assert "_delta_log" in caught.value.hint
        assert str(log) in caught.value.details
    following.unlink()
    assert len(own.series(NAMES, None, *SPAN))
