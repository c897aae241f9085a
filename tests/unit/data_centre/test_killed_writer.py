"""A writer that dies at any moment takes nothing with it that it had acknowledged."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sqlite3
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from yanqing_eco_plugin.core.data_centre import lake, open_centre
from yanqing_eco_plugin.core.data_centre import writing as module
from yanqing_eco_plugin.core.data_centre.rollups import DayRollup
from yanqing_eco_plugin.core.data_centre.writing import FolderWriter
from yanqing_eco_plugin.core.errors import CentreReadOnlyError

from .made import START, hours, stations, together, townships
from .processes import append_for_ever, rows_of
from .sums import assert_daily_sums_equal_records

KILLS = 24


class PowerCutError(BaseException):
    """Nothing in the centre may catch this."""


@pytest.mark.skipif(sys.platform == "win32", reason="kills a forked process with SIGKILL")
def test_killed_at_random_moments(new_centre):
    centre = new_centre()
    centre.write_features("station", stations(["air", "air", "noise"]))
    centre.close()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.unit.data_centre.processes"])
    chance = random.Random(7)
    done, stored = 0, 0
    for _ in range(KILLS):
        receiving, sending = os.pipe()
        os.set_inheritable(sending, True)
        writer = context.Process(target=write, args=(centre.address, done, multiprocessing.reduction.DupFd(sending)))
        writer.start()
        os.close(sending)
        first = os.read(receiving, 16)
        time.sleep(chance.uniform(0, 0.2))
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        with os.fdopen(receiving, "rb") as rest:
            said = first + rest.read()
        acknowledged = max(int(number) for number in said.split(b"\n")[:-1] if number)
        stored = check(centre.address, acknowledged)
        assert stored - acknowledged in (0, 1)
        done = stored + 1
    assert stored > KILLS
    log = Path(centre.address) / "observations" / "_delta_log"
    assert any('"OPTIMIZE"' in path.read_text("utf-8") for path in log.glob("*.json")), "killed beside merges, too"


def write(address, first, pipe):
    append_for_ever(address, first, pipe.detach())


def check(address, acknowledged):
    """Everything up to `acknowledged` is there, at most one append more, that one whole; returns the last one."""
    with open_centre(address) as centre:
        held = centre.series(["a0", "a2"], None, START, START + timedelta(days=4000))
        count = len(held[held["station_id"] == "a2"])
        assert count % 4 == 0
        last = count // 4 - 1
        assert last >= acknowledged
        model = {}
        for number in range(last + 1):
            for row in rows_of(number).itertuples(index=False):
                model[row.station_id, row.time] = row.value
        assert {(row.station_id, row.time): row.value for row in held.itertuples(index=False)} == model
        assert_daily_sums_equal_records(centre)
        latest = centre.latest().set_index("station_id")
        end = max(time for _, time in model)
        assert latest.at["a0", "newest"] == end
        assert latest.at["a0", "pm2_5"] == model["a0", end]
        return last


@pytest.mark.parametrize(
    ("owner", "name"),
    [(DayRollup, "count"), (DayRollup, "correct"), (FolderWriter, "_settle")],
)
def test_stopped_between_the_steps_of_an_append(new_centre, reopen, monkeypatch, owner, name):
    centre = new_centre()
    centre.write_features("station", stations(["air"]))
    centre.append_observations(hours("a0", "pm2_5", range(40)))

    def stop(*_, **__):
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, stop)
        sent = hours("a0", "pm2_5", [500, 501, *range(2, 44)]) if name == "correct" else hours("a0", "pm2_5", range(44))
        with pytest.raises(PowerCutError):
            centre.append_observations(sent)
    # The next writer, here another object, makes up for it before anything else.
    other = reopen(centre)
    assert_daily_sums_equal_records(other)
    assert other.latest()["pm2_5"].tolist() == [43]
    # And so does the writer itself, whose memory must not be ahead of the disk.
    assert centre.append_observations(sent).unchanged == 44
    assert centre.append_observations(hours("a0", "pm2_5", range(46), flag="N")).added == 2
    assert_daily_sums_equal_records(centre)


def test_a_status_that_was_not_committed_is_written_by_the_next_append(new_centre, monkeypatch):
    centre = new_centre(townships=townships())
    centre.write_features("station", stations(["air", "micro"]))
    centre.append_observations(together(hours("a0", "pm2_5", [1]), hours("a1", "pm2_5", [1])))

    def full(_):
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(module, "bump_revision", full)
        with pytest.raises(CentreReadOnlyError):
            centre.append_observations(hours("a0", "pm2_5", [1, 70]))
        with pytest.raises(CentreReadOnlyError):
            centre.write_features("station", stations(["micro", "micro"]))
    assert centre.latest()["pm2_5"].tolist() == [1, 1]
    centre.append_observations(hours("a1", "pm2_5", [1, 2]))
    assert centre.latest()["pm2_5"].tolist() == [70, 2]
    assert centre.latest()["kind"].tolist() == ["air", "micro"]
    assert centre.features("township_status", where={"code": "t1"})["pm2_5"].tolist() == [70]
    assert_daily_sums_equal_records(centre)


def test_several_unfinished_appends_are_made_up_for_together(new_centre, reopen, monkeypatch):
    centre = new_centre()
    centre.write_features("station", stations(["air"]))
    with monkeypatch.context() as patch:
        patch.setattr(FolderWriter, "_count", lambda *_: None)
        patch.setattr(FolderWriter, "_settle", lambda *_, **__: 0)
        patch.setattr(FolderWriter, "_catch_up", lambda *_: None)
        centre.append_observations(hours("a0", "pm2_5", range(30)))
        centre.append_observations(hours("a0", "pm2_5", range(100, 135)))
        centre.append_observations(hours("a0", "pm2_5", range(100, 140)))
    assert centre.latest()["state"].tolist() == ["none"]
    other = reopen(centre)
    assert_daily_sums_equal_records(other)
    assert other.latest()["pm2_5"].tolist() == [139]


def test_parts_restored_from_different_days_are_counted_anew(new_centre, folder, reopen, monkeypatch):
    monkeypatch.setattr(lake, "CHECKPOINT_EVERY", 4)
    centre = new_centre()
    centre.write_features("station", stations(["air"]))
    centre.append_observations(hours("a0", "pm2_5", range(30)))
    centre.close()
    old = (folder / "features.gpkg").read_bytes()
    with open_centre(folder) as later:
        for start in range(30, 60, 3):
            later.append_observations(hours("a0", "pm2_5", range(3), start=START + timedelta(hours=start)))
    (folder / "features.gpkg").write_bytes(old)
    # Cleared away as old entries are after a checkpoint, so that what was added since cannot be told from the log.
    for version in range(4):
        (folder / "observations" / "_delta_log" / f"{version:020}.json").unlink()
    other = reopen(centre)
    assert other.latest()["newest"].tolist() == [START + timedelta(hours=60)]
    assert_daily_sums_equal_records(other)
    assert other.time_span() == (START + timedelta(hours=1), START + timedelta(hours=60))


def test_an_older_lake_beside_newer_features_is_counted_anew(new_centre, folder, reopen):
    centre = new_centre()
    centre.write_features("station", stations(["air"]))
    centre.append_observations(hours("a0", "pm2_5", range(30)))
    centre.append_observations(hours("a0", "pm2_5", range(50)))
    centre.close()
    newest = max((folder / "observations" / "_delta_log").glob("*.json"))
    newest.unlink()
    other = reopen(centre)
    assert other.latest()["pm2_5"].tolist() == [29]
    assert_daily_sums_equal_records(other)
    assert other.append_observations(hours("a0", "pm2_5", range(50))).added == 20
    assert_daily_sums_equal_records(other)
