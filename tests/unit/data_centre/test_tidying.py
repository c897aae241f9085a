"""Merging and summing up beside the appends: nobody waits for them, and nothing is lost by them."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

import pytest

from yanqing_eco_plugin.core.data_centre import housekeeping, rollups

from .made import EVER, START, hours, stations, together, utc
from .sums import assert_daily_sums_equal_records


@pytest.fixture
def often(monkeypatch):
    """Merges after very few appends."""
    monkeypatch.setattr(housekeeping, "MOST_SMALL_FILES", 3)
    monkeypatch.setattr(rollups, "MOST_FILES", 3)


class Gate:
    """Lets a merge begin, and end only when it is told to."""

    def __init__(self, monkeypatch):
        self.begun, self.go_on = threading.Event(), threading.Event()
        merged = housekeeping._merged

        def waiting(*args):
            made = merged(*args)
            self.begun.set()
            assert self.go_on.wait(60)
            return made

        monkeypatch.setattr(housekeeping, "_merged", waiting)


def append_hours(centre, numbers):
    for hour in numbers:
        centre.append_observations(hours("a0", "o3", [hour], start=START + timedelta(hours=hour)))


def lies_there(centre):
    return {path.relative_to(centre.parts().folder / "observations").as_posix() for path in files_of(centre)}


def files_of(centre):
    return list((centre.parts().folder / "observations").glob("year=*/month=*/*.parquet"))


def test_appends_do_not_wait_for_a_merge_and_closing_does(new_centre, often, monkeypatch):
    centre = new_centre()
    centre.write_features("station", stations(["air"]))
    gate = Gate(monkeypatch)
    append_hours(centre, range(4))
    assert gate.begun.wait(60)
    append_hours(centre, range(4, 7))
    assert centre.latest()["o3"].tolist() == [6]
    assert len(centre.parts().observations.lake.snapshot().files) == 7
    gate.go_on.set()
    centre.close()
    assert len(centre.parts().observations.lake.snapshot().files) == 4
    assert centre.series(["a0"], None, *EVER)["value"].tolist() == [*range(7)]
    assert_daily_sums_equal_records(centre)


def test_a_merge_of_rows_that_were_corrected_meanwhile_is_thrown_away(new_centre, often, monkeypatch):
    centre = new_centre()
    gate = Gate(monkeypatch)
    append_hours(centre, range(4))
    assert gate.begun.wait(60)
    assert centre.append_observations(hours("a0", "o3", [99])).corrected == 1
    before = lies_there(centre)
    gate.go_on.set()
    centre.parts().writer.close()
    held = set(centre.parts().observations.lake.snapshot().files)
    assert held < before
    # The file that never joined the table is gone; the one that was corrected stays for those who may be reading it.
    assert len(before - lies_there(centre)) == 1
    assert centre.series(["a0"], None, *EVER)["value"].tolist() == [99, 1, 2, 3]
    assert_daily_sums_equal_records(centre)
    append_hours(centre, [4])
    centre.parts().writer.close()
    assert len(centre.parts().observations.lake.snapshot().files) == 1
    assert centre.series(["a0"], None, *EVER)["value"].tolist() == [99, 1, 2, 3, 4]


def test_a_merge_that_fails_is_tried_again(new_centre, often, monkeypatch, caplog):
    centre = new_centre()

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr(housekeeping, "_merged", full)
        append_hours(centre, range(4))
        centre.parts().writer.close()
    assert "tried again" in caplog.text
    assert len(centre.parts().observations.lake.snapshot().files) == 4
    append_hours(centre, [4])
    centre.parts().writer.close()
    assert len(centre.parts().observations.lake.snapshot().files) == 1
    assert centre.series(["a0"], None, *EVER)["value"].tolist() == [*range(5)]


def test_a_large_file_of_sums_is_not_written_anew_for_a_few_rows(new_centre, often):
    centre = new_centre()
    days = [hours("a0", "o3", [1], start=START + timedelta(days=day)) for day in range(1, 25)]
    centre.append_observations(together(*days))
    (large,) = centre.parts().rollups.lake.snapshot().files
    append_hours(centre, range(8))
    centre.parts().writer.close()
    files = centre.parts().rollups.lake.snapshot().files
    assert large in files
    assert len(files) <= 4
    assert_daily_sums_equal_records(centre)


def test_a_correction_leaves_sums_of_other_series_and_days_where_they_are(new_centre):
    centre = new_centre()
    march = utc("2024-03-05")
    for station, prop, start in (("a0", "o3", march), ("a0", "pm2_5", march), ("a1", "o3", march)):
        centre.append_observations(hours(station, prop, range(12), start=start))
    centre.append_observations(hours("a0", "o3", range(12), start=march + timedelta(days=3)))
    before = set(centre.parts().rollups.lake.snapshot().files)
    assert centre.append_observations(hours("a0", "o3", [99], start=march)).corrected == 1
    assert len(before - set(centre.parts().rollups.lake.snapshot().files)) == 1
    assert_daily_sums_equal_records(centre)
    # The last hour of February in Yanqing is one of two months, and a new row beside it counts once.
    late = together(*(hours(s, "o3", [1, 2], start=utc("2024-02-29T15:00:00")) for s in ("a0", "a1")))
    centre.append_observations(late)
    again = together(late.assign(value=7.0), hours("a0", "o3", [5], start=utc("2024-02-29T14:00:00")))
    assert centre.append_observations(again).corrected == 4
    assert_daily_sums_equal_records(centre)
