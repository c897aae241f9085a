"""Looking after a folder centre: every kind of damage is found, what can be put right is, and nothing else changes."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.data_centre.tending import STEPS, tend
from yanqing_eco_plugin.core.errors import Cancelled, CentreFormatError, CentreReadOnlyError, InputError

from .made import EVER, START, hours, stations, together
from .sums import assert_daily_sums_equal_records, table_of

DAYS = 3


@pytest.fixture
def centre(new_centre):
    """Three days of two stations in three files, and one sound level."""
    centre = new_centre()
    centre.write_features("station", stations())
    for day in range(DAYS):
        start = START + timedelta(days=day)
        centre.append_observations(
            together(
                hours("a0", "pm2_5", range(24 * day, 24 * day + 24), start=start),
                hours("a2", "pm2_5", [5.0] * 24, start=start),
                hours("a4", "leq", [60.0] * 24, start=start),
            )
        )
    return centre


def files_of(centre, table: str) -> list[Path]:
    """The data files of a table, oldest first."""
    parts = centre.parts()
    lake = parts.observations.lake if table == "observations" else parts.rollups.lake
    return sorted((lake.root / path for path in lake.snapshot().files), key=lambda path: path.stat().st_mtime_ns)


def problems(report) -> list[tuple[str, bool]]:
    return [(finding.problem, finding.repaired) for finding in report.findings]


def test_a_sound_centre_has_no_findings_also_for_a_reader(centre, reopen):
    report = tend(centre, steps=("check",))
    assert problems(report) == []
    assert report.sound
    assert report.figures["rows_checked"] == DAYS * 72 + len(table_of(f"{centre.address}/rollups/day"))
    assert list(report.table().columns) == ["part", "place", "problem", "detail", "repaired"]
    assert problems(tend(reopen(centre, writable=False), steps=("check",))) == []


def test_wrong_use_is_refused(centre, reopen):
    with pytest.raises(InputError) as caught:
        tend(centre, steps=("polish",))
    assert "polish" in caught.value.message
    for step in set(STEPS) - {"check"}:
        with pytest.raises(CentreReadOnlyError):
            tend(reopen(centre, writable=False), steps=(step,))


def test_a_missing_file_is_found_and_leaves_the_table(centre):
    gone = files_of(centre, "observations")[0]
    gone.unlink()
    found = tend(centre, steps=("check",))
    assert ("file_missing", False) in problems(found)
    assert not found.sound
    assert gone.name in found.findings[0].place
    report = tend(centre, steps=("repair",))
    assert report.sound
    assert report.figures["rows_lost"] == 72
    assert problems(tend(centre, steps=("check",))) == []
    assert len(centre.series(["a0", "a2", "a4"], None, *EVER)) == (DAYS - 1) * 72
    assert_daily_sums_equal_records(centre)
    # The same hours may be sent again.
    assert centre.append_observations(hours("a0", "pm2_5", range(24))).added == 24


def test_a_damaged_file_is_set_aside_and_never_deleted(centre):
    hurt = files_of(centre, "observations")[1]
    content = bytearray(hurt.read_bytes())
    content[4:200] = bytes(196)
    hurt.write_bytes(content)
    assert ("file_unreadable", False) in problems(tend(centre, steps=("check",)))
    assert hurt.is_file()
    report = tend(centre, steps=("repair",))
    assert report.sound
    kept = list(Path(centre.address).glob(f"quarantine/*/observations/**/{hurt.name}"))
    assert [path.read_bytes() for path in kept] == [bytes(content)]
    assert not hurt.exists()
    assert problems(tend(centre, steps=("check",))) == []
    assert_daily_sums_equal_records(centre)


def test_what_can_be_read_of_a_damaged_file_stays(centre, monkeypatch):

    monkeypatch.setattr(centre.parts().observations.lake, "_row_group", 20)
    centre.append_observations(hours("a1", "pm2_5", range(60), start=START + timedelta(days=5)))
    hurt = files_of(centre, "observations")[-1]
    content = bytearray(hurt.read_bytes())
    content[4:60] = bytes(56)  # the first pages, of the first of three row groups
    hurt.write_bytes(content)
    report = tend(centre, steps=("repair",))
    assert problems(report)[0] == ("file_unreadable", True)
    assert report.figures["rows_lost"] == 20
    assert centre.series(["a1"], None, *EVER)["value"].tolist() == [*range(20, 60)]
    assert centre.latest(ids=["a1"])["pm2_5"].tolist() == [59]
    assert problems(tend(centre, steps=("check",))) == []


def test_a_file_that_is_another_one_than_the_log_says(centre):
    first, second = files_of(centre, "observations")[:2]
    shutil.copyfile(second, first)
    found = problems(tend(centre, steps=("check",)))
    assert ("file_differs", False) in found
    report = tend(centre, steps=("repair",))
    assert ("file_differs", True) in problems(report)
    # Now both files hold the second day: its keys occur twice, which a second look finds and puts right.
    again = tend(centre, steps=("repair",))
    assert ("duplicate_keys", True) in problems(again)
    assert problems(tend(centre, steps=("check",))) == []
    rows = centre.series(["a0"], None, *EVER)
    assert rows["value"].tolist() == [*range(24, 72)]
    assert_daily_sums_equal_records(centre)


def test_repeated_keys_keep_the_newest_row(centre):
    lake = centre.parts().observations.lake
    file = next(iter(lake.snapshot().files.values()))
    from yanqing_eco_plugin.core.data_centre.frames import check_frame

    batch = check_frame(hours("a0", "pm2_5", [777.0]))
    lake.commit("WRITE", added=[lake.write_file(file.partition, [batch.table()])])
    report = tend(centre, steps=("repair",))
    assert ("duplicate_keys", True) in problems(report)
    assert problems(tend(centre, steps=("check",))) == []
    assert centre.series(["a0"], None, *EVER)["value"].tolist()[:2] == [777.0, 1.0]
    assert_daily_sums_equal_records(centre)


def test_sums_that_are_wrong_are_made_anew(centre):
    rollups = centre.parts().rollups
    file = next(iter(rollups.lake.snapshot().files.values()))
    rollups.lake.commit("WRITE", removed=[file], note={"observations": rollups.counted()})
    assert problems(tend(centre, steps=("check",))) == [("sums_differ", False)]
    report = tend(centre, steps=("repair",))
    assert problems(report) == [("sums_differ", True)]
    assert_daily_sums_equal_records(centre)


@pytest.mark.parametrize("damage", ["missing", "unreadable"])
def test_a_lost_file_of_sums_is_made_anew(centre, damage):
    path = files_of(centre, "rollups")[0]
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(b"PAR1 nothing PAR1")
    assert problems(tend(centre, steps=("check",)))[0] == (f"file_{damage}", False)
    assert tend(centre, steps=("repair",)).sound
    assert problems(tend(centre, steps=("check",))) == []
    assert_daily_sums_equal_records(centre)


@pytest.mark.parametrize("damage", ["lost", "older", "torn", "newer"])
def test_sums_that_are_lost_or_of_another_day_are_made_up_for_at_opening(centre, damage, tmp_path, reopen):
    folder = Path(centre.address) / "rollups"
    if damage in ("older", "newer"):
        shutil.copytree(folder, tmp_path / "kept")
    if damage == "newer":
        shutil.copytree(Path(centre.address) / "observations", tmp_path / "records")
        shutil.copyfile(Path(centre.address) / "features.gpkg", tmp_path / "features.gpkg")
    # A record without a value counts in no sum, but must not look like a gap.
    centre.append_observations(hours("a0", "pm2_5", [float("nan")], start=START + timedelta(days=8), flag="D"))
    centre.append_observations(hours("a0", "pm2_5", [9.0] * 24, start=START + timedelta(days=9)))
    centre.close()
    if damage == "torn":
        (folder / "day" / "_delta_log" / f"{1:020}.json").write_text("{", encoding="utf-8")
    elif damage == "newer":
        shutil.rmtree(Path(centre.address) / "observations")
        shutil.copytree(tmp_path / "records", Path(centre.address) / "observations")
        shutil.copyfile(tmp_path / "features.gpkg", Path(centre.address) / "features.gpkg")
    else:
        shutil.rmtree(folder)
    if damage == "older":
        shutil.copytree(tmp_path / "kept", folder)
    if damage == "lost":
        with pytest.raises(CentreFormatError) as caught:
            reopen(centre, writable=False).statistics("pm2_5", *EVER)
        assert "for writing" in caught.value.hint
    again = reopen(centre)
    assert_daily_sums_equal_records(again)
    assert problems(tend(again, steps=("check",))) == []
    assert len(again.statistics("leq", START, START + timedelta(days=3))) == 1


def test_newest_values_and_status_follow_the_records(centre):
    with sqlite3.connect(f"{centre.address}/features.gpkg") as connection:
        connection.execute("UPDATE series_newest SET value = 1 WHERE station_id = 'a0'")
        connection.execute("UPDATE status SET pm2_5 = 2 WHERE station_id = 'a2'")
    connection.close()
    assert problems(tend(centre, steps=("check",))) == [("newest_differ", False), ("status_differs", False)]
    assert tend(centre, steps=("repair",)).sound
    assert problems(tend(centre, steps=("check",))) == []
    assert centre.latest(ids=["a0", "a2"])["pm2_5"].tolist() == [71, 5]


def test_a_damaged_feature_database_is_reported(centre):
    path = Path(centre.address) / "features.gpkg"
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = bytes(range(256)) * 16
    path.write_bytes(content)
    found = tend(centre, steps=("check",))
    assert ("database_damaged", False) in problems(found)
    assert not found.sound


def test_merging_and_clearing_keep_every_row(centre):
    before = centre.series(["a0", "a2", "a4"], None, *EVER)
    report = tend(centre, steps=("compact", "vacuum"))
    # One file of February and one of March, and so for the sums.
    assert len(files_of(centre, "observations")) == len(files_of(centre, "rollups")) == 2
    assert report.figures["files_merged"] > report.figures["files_made"] > 0
    assert report.figures["files_removed"] == 0  # a reader may still have them open
    assert centre.series(["a0", "a2", "a4"], None, *EVER).equals(before)
    later = tend(centre, steps=("vacuum",), retention_s=-1.0)
    assert later.figures["files_removed"] > 0
    assert centre.series(["a0", "a2", "a4"], None, *EVER).equals(before)
    assert problems(tend(centre, steps=("check",))) == []
    assert "files_merged" not in tend(centre, steps=("compact",)).figures


def test_a_merger_gives_way_to_a_correction(centre, monkeypatch):
    from yanqing_eco_plugin.core.data_centre import housekeeping

    merged = housekeeping._merged

    def disturbed(*args):
        made = merged(*args)
        with open_centre(centre.address) as other:
            other.append_observations(hours("a0", "pm2_5", [123.0], start=START + timedelta(hours=30)))
        return made

    monkeypatch.setattr(housekeeping, "_merged", disturbed)
    count = len(list(Path(centre.address).glob("observations/year=*/month=*/*.parquet")))
    tend(centre, steps=("compact",))
    monkeypatch.undo()
    assert 123.0 in centre.series(["a0"], None, *EVER)["value"].tolist()
    assert len(centre.series(["a0"], None, *EVER)) == DAYS * 24
    assert problems(tend(centre, steps=("check",))) == []
    assert len(list(Path(centre.address).glob("observations/year=*/month=*/*.parquet"))) <= count + 3


def test_it_can_be_cancelled(centre):
    class Stop:
        def report(self, fraction: float, message: str = "") -> None:
            pass

        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        tend(centre, progress=Stop())
