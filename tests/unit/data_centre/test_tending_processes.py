"""Merging and clearing beside a writer and readers in processes of their own: nobody meets an error, no row is lost."""

from __future__ import annotations

import multiprocessing

from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.data_centre.tending import tend

from .made import EVER, stations
from .processes import append_some, read_until
from .sums import assert_daily_sums_equal_records

COMMITS = 100


def test_merging_while_others_write_and_read(new_centre):
    centre = new_centre()
    centre.write_features("station", stations(["air"]))
    centre.close()
    context = multiprocessing.get_context("spawn")
    answers, begun = context.Queue(), context.Semaphore(0)
    others = [context.Process(target=append_some, args=(centre.address, "a0", COMMITS, answers))]
    others += [context.Process(target=read_until, args=(centre.address, COMMITS, answers, begun)) for _ in range(2)]
    for other in others:
        other.start()
    merged = 0
    with open_centre(centre.address, wait_s=60) as keeper:
        while others[0].is_alive():
            report = tend(keeper, steps=("compact", "vacuum"))
            merged += report.figures.get("files_merged", 0)
        found = [answers.get(timeout=90) for _ in others]
        for other in others:
            other.join()
        assert sorted(str(one)[:14] for one in found) == sorted(["a0", "('seen', 100, ", "('seen', 100, "])
        assert merged > COMMITS // 10
        held = keeper.series(["a0"], None, *EVER)
        assert held["value"].tolist() == [*range(COMMITS)]
        assert tend(keeper, steps=("check",)).findings == ()
        assert_daily_sums_equal_records(keeper)
