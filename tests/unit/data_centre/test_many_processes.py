"""Several processes at one folder centre: readers take no lock, writers wait for each other."""

from __future__ import annotations

import multiprocessing
import threading

import pytest

from yanqing_eco_plugin.core.data_centre import housekeeping, open_centre, rollups
from yanqing_eco_plugin.core.errors import CentreLockedError

from .made import EVER, hours, stations
from .processes import append_and_merge, append_some, hold_locked, hold_writing, read_until
from .sums import assert_daily_sums_equal_records


@pytest.fixture(scope="module")
def context():
    return multiprocessing.get_context("spawn")


def test_readers_beside_a_writer_never_fail_nor_go_back(new_centre, context):
    centre = new_centre()
    centre.write_features("station", stations(["air"]))
    answers, begun = context.Queue(), context.Semaphore(0)
    count = 40
    readers = [context.Process(target=read_until, args=(centre.address, count, answers, begun)) for _ in range(2)]
    for reader in readers:
        reader.start()
    centre.close()
    for _ in readers:
        assert begun.acquire(timeout=60)
    append_some(centre.address, "a0", count, answers)
    found = [answers.get(timeout=90) for _ in range(3)]
    for reader in readers:
        reader.join()
    reports = [one for one in found if one != "a0"]
    assert [one[:2] for one in reports] == [("seen", count)] * 2
    assert all(one[2] > 1 for one in reports)


def test_two_writers_take_turns_and_merge_beside_each_other(new_centre, context, monkeypatch):
    monkeypatch.setattr(housekeeping, "MOST_SMALL_FILES", 3)
    monkeypatch.setattr(rollups, "MOST_FILES", 3)
    centre = new_centre()
    centre.write_features("station", stations(["air", "air"]))
    answers = context.Queue()
    other = context.Process(target=append_and_merge, args=(centre.address, "a1", 30, answers))
    other.start()
    append_some(centre.address, "a0", 30, answers)
    assert {answers.get(timeout=60), answers.get(timeout=60)} == {"a0", "a1"}
    other.join()
    # The first object has not seen any of it and must not build on what it remembers.
    assert centre.append_observations(hours("a1", "pm2_5", range(31))).added == 1
    held = centre.series(["a0", "a1"], None, *EVER)
    assert held.groupby("station_id")["value"].apply(list).to_dict() == {"a0": [*range(30)], "a1": [*range(31)]}
    assert centre.latest()["pm2_5"].tolist() == [29, 30]
    assert_daily_sums_equal_records(centre)


@pytest.mark.parametrize("hold", [hold_locked, hold_writing])
def test_a_writer_that_waits_in_vain_says_so(new_centre, context, hold):
    centre = new_centre()
    centre.close()
    ready, done = context.Event(), context.Event()
    target = f"{centre.address}/features.gpkg" if hold is hold_locked else centre.address
    holder = context.Process(target=hold, args=(target, ready, done))
    holder.start()
    try:
        assert ready.wait(30)
        with open_centre(centre.address, wait_s=0.2) as late, pytest.raises(CentreLockedError) as caught:
            late.append_observations(hours("a0", "pm2_5", [1]))
        assert caught.value.hint
        with open_centre(centre.address, writable=False) as reader:
            assert reader.series(["a0"], None, *EVER).empty
    finally:
        done.set()
        holder.join()
    with open_centre(centre.address) as after:
        assert after.append_observations(hours("a0", "pm2_5", [1])).accepted == 1
        assert after.time_span() is not None


def test_threads_share_one_centre(new_centre):
    centre = new_centre()
    centre.write_features("station", stations(["air"] * 4))
    failures = []

    def work(number):
        try:
            for hour in range(4):
                centre.append_observations(hours(f"a{number}", "pm2_5", range(hour + 1)))
                if len(centre.series([f"a{number}"], None, *EVER)) != hour + 1:
                    failures.append((number, hour))
                centre.statistics("pm2_5", *EVER)
        except Exception as error:  # noqa: BLE001 - a thread's error must not pass unseen
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert centre.latest()["pm2_5"].tolist() == [3] * 4
