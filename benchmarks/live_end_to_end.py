"""The 907 made-up devices over real sockets into a folder centre, beside the same records given to the centre in frames.

The devices send as fast as they get acknowledgements; the time counts until the centre holds everything. The peer in the same
run is `append_observations` of the same hours, one call an hour: no socket, no frame, no spool, no acknowledgement.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import geopandas as gpd  # noqa: E402

from tests.services.collector.harness import FAR_AHEAD, LONG_AGO, CollectorProcess  # noqa: E402
from yanqing_eco_plugin.core.data_centre import create_centre, open_centre  # noqa: E402
from yanqing_eco_plugin.core.demo import DISTRICT, SEED, district_outline, observations, stations, township_areas  # noqa: E402
from yanqing_eco_plugin.core.demo.devices import DevicePlay, play_devices  # noqa: E402
from yanqing_eco_plugin.core.demo.devices_hj212 import factors_table  # noqa: E402


def direct(place: Path, network: gpd.GeoDataFrame, start: datetime, hours: int) -> tuple[int, float]:
    with create_centre(place, district=DISTRICT, synthetic=True) as centre:
        centre.write_features("station", network)
        frames = [
            observations(network, start + timedelta(hours=at), start + timedelta(hours=at + 1), SEED)
            for at in range(hours)
        ]
        began = time.perf_counter()
        stored = sum(centre.append_observations(frame).added for frame in frames)
        return stored, time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=int, default=12)
    parser.add_argument("--gateways", action="store_true", help="19 connections instead of one for each device")
    chosen = parser.parse_args()
    ground = district_outline()
    network = stations(ground, township_areas(ground, SEED), SEED)
    # HJ 212 has no command for the four hours of the water stations.
    network = network[network["kind"] != "water"].reset_index(drop=True)
    end = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    start = end - timedelta(hours=chosen.hours)
    with tempfile.TemporaryDirectory(prefix="eco_live_") as name:
        place = Path(name)
        rows, took = direct(place / "direct", network, start, chosen.hours)
        print(f"direct     {rows:8,} records {took:6.1f} s {rows / took:10,.0f} records/s")
        with create_centre(place / "centre", district=DISTRICT, synthetic=True) as centre:
            centre.write_features("station", network)
        collector = CollectorProcess(place, f"most_per_address = 1000\n{factors_table()}").start()
        try:
            began = time.perf_counter()
            tally = play_devices(
                DevicePlay(
                    network, start, end, SEED, hj212=("127.0.0.1", collector.port), mqtt_kinds=(), speed=1e9,
                    gateways=chosen.gateways, patience_s=60.0,
                )
            )  # fmt: skip
            answered = time.perf_counter() - began
            collector.wait_until_drained()
            lasted = time.perf_counter() - began
            collector.stop()
        finally:
            collector.kill()
        with open_centre(place / "centre", writable=False) as centre:
            held = len(centre.series(network["station_id"].tolist(), None, LONG_AGO, FAR_AHEAD))
    print(f"end to end {held:8,} records {lasted:6.1f} s {held / lasted:10,.0f} records/s; {tally.sentence()}")
    print(
        f"{tally.acknowledged / answered:,.0f} frames/s acknowledged; {tally.records - held:,} acknowledged records lost"
    )
    print(f"ratio to direct: {took / lasted:.2f}")
    return 0 if tally.records == held == rows else 1


if __name__ == "__main__":
    # The collector forks a server that imports this file again.
    sys.exit(main())
