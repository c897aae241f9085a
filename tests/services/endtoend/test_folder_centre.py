"""The 907 devices over HJ 212 and MQTT into a folder centre: what was acknowledged is what it holds."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd

from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.demo import SEED
from yanqing_eco_plugin.core.demo.devices import DevicePlay
from yanqing_eco_plugin.core.demo.devices_reports import Trouble

from ..collector.harness import FAR_AHEAD, LONG_AGO, CollectorProcess
from ..mosquitto import broker
from .playing import HJ212, SELDOM, Playing, assert_held, hours_before_now, wait_until_held


def test_what_was_acknowledged_is_stored_once(tmp_path: Path, network: gpd.GeoDataFrame, make_centre) -> None:
    make_centre(str(tmp_path / "centre"))
    start, end = hours_before_now(4)
    # Any of them may be out of order in an hour of the history.
    exceeding = tuple(f"YQ-EFF-00{number}" for number in range(1, 6))
    trouble = Trouble(gap=0.1, faults=0.05, duplicates=0.05, disorder=0.05, exceed=exceeding)
    names = network["station_id"].tolist()
    with broker() as server:
        server.start()
        collector = CollectorProcess(tmp_path, HJ212, mqtt=f"port = {server.port}\nretry_first_s = 0.1").start()
        try:
            collector.wait_for("mqtt", "sources", "mqtt", "state", wanted="connected")
            play = DevicePlay(
                network, start, end, SEED, speed=1_200.0, trouble=trouble, patience_s=3.0,
                hj212=("127.0.0.1", collector.port), mqtt=("127.0.0.1", server.port),
            )  # fmt: skip
            playing = Playing(play).start()
            playing.until(lambda tally: tally.acknowledged > 800, "nothing is acknowledged")
            # Stopped in the middle, it answers nothing of what the devices go on sending; then it is gone.
            collector.freeze()
            sent = playing.tally.frames
            playing.until(lambda tally: tally.frames > sent + 10, "nothing is sent to a collector that hangs")
            collector.kill()
            playing.until(lambda tally: tally.frames_in_vain > 10, "nobody misses the collector")
            collector.start()
            tally = playing.finish()
            with open_centre(tmp_path / "centre", writable=False) as centre:
                held = wait_until_held(centre, names, tally.records)
                collector.wait_until_drained()
                refused = centre.quarantine()
                assert refused.empty, refused[["source", "reason", "detail"]].head().to_dict("records")
                assert_held(playing, centre, held)
                assert len(centre.fixes(None, LONG_AGO, FAR_AHEAD)) == tally.fixes == tally.acknowledged_fixes > 0
                alarms = centre.latest(ids=exceeding)["alarms"]
            assert collector.stop() == 0
        finally:
            collector.kill()
    assert set(tally.kinds) >= set(network["kind"]) - SELDOM
    assert tally.frames_again > 10, "the collector was killed: some frames were not answered at first"
    assert tally.acknowledged > len({key[0::2] for key in playing.acknowledged}), "some reports came twice"
    assert alarms.str.contains("exceedance:").any()
