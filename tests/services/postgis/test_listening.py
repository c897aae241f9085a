"""The centre says that something changed as soon as it is committed."""

from __future__ import annotations

import threading

from tests.unit.data_centre.contract_editing import rows
from tests.unit.data_centre.made import hours, stations
from yanqing_eco_plugin.core.data_centre import Edit
from yanqing_eco_plugin.core.data_centre.postgis import listen


def test_changes_are_heard_in_order_and_only_those_of_this_centre(new_centre, new_centre_each):
    centre, other = new_centre(), new_centre_each()
    ended, ready = threading.Event(), threading.Event()
    heard: list[str] = []

    def hear():
        for change in listen(centre.address, ended=ended.is_set, tick_s=0.1):
            ready.set()
            if change is not None:
                heard.append(change.table)
                if change.table == "grid_plan":
                    ended.set()

    thread = threading.Thread(target=hear)
    thread.start()
    try:
        assert ready.wait(20)
        other.write_features("import_log", rows("import_log", "elsewhere"))
        centre.write_features("station", stations())
        centre.append_observations(hours("a0", "pm2_5", [1]))
        centre.append_observations(hours("a0", "pm2_5", [1]))  # nothing new
        centre.change([Edit("grid_plan", rows("grid_plan", "p1"))])
    finally:
        thread.join(20)
        ended.set()
    assert not thread.is_alive()
    assert heard == ["station", "observation", "grid_plan"]
