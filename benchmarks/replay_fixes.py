"""Replay of a long incident: a day of 500 made-up units at 1 Hz on the map, 600 times as fast, five frames a second.

Told is what each frame costs the GUI's thread (the moment, and what of the layer changes), and what its drawing takes beside it.
The peer in the same run is `pandas.merge_asof` for the positions of each moment. Tracks are synthetic.

The whole of the requirement is `--hours 24` (43 million fixes, some 2 GB of disk and a few minutes to store); default 2 hours.
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
sys.path.insert(0, str(ROOT / "benchmarks"))

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import shapely  # noqa: E402
from broker_to_map import make_centre, tracks  # noqa: E402
from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402

from yanqing_eco_plugin.core.data_centre import DataCentre, open_centre  # noqa: E402
from yanqing_eco_plugin.core.demo.emergency_roads import CENTRE_PLACE  # noqa: E402
from yanqing_eco_plugin.core.emergency import open_incident, step_incident  # noqa: E402
from yanqing_eco_plugin.gui.emergency.replaying import play_layer, read_played, show_moment  # noqa: E402
from yanqing_eco_plugin.layers.incident_tracking import edits_of  # noqa: E402

SPEED, FRAME_S, NEEDED_S = 600, 0.2, 0.05
CHUNK_S = 3_600


def fill(centre: DataCentre, units: int, start: datetime, hours: int) -> tuple[int, float]:
    """Store the tracks hour by hour; how many fixes, and in how many seconds."""
    stored, took = 0, 0.0
    for hour in range(hours):
        fixes = tracks(units, start + timedelta(seconds=hour * CHUNK_S), CHUNK_S).rename(
            columns={"unit_id": "resource_id"}
        )
        began = time.perf_counter()
        stored += centre.append_fixes(fixes.assign(source="synthetic")).added
        took += time.perf_counter() - began
    return stored, took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=int, default=2)
    parser.add_argument("--units", type=int, default=500)
    chosen = parser.parse_args()
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    end = datetime.now(UTC).replace(microsecond=0)
    start = end - timedelta(hours=chosen.hours)
    with tempfile.TemporaryDirectory(prefix="eco_replay_") as name:
        place = Path(name) / "centre"
        make_centre(place, chosen.units)
        with open_centre(place) as centre:
            opened = open_incident("bench", shapely.Point(CENTRE_PLACE), at=start, synthetic=1)
            centre.change(edits_of(opened))
            incident = centre.features("incident").iloc[0].to_dict()
            centre.change(edits_of(step_incident(incident, "terminated", at=end)))
            stored, took = fill(centre, chosen.units, start, chosen.hours)
            print(f"stored {stored:,} fixes in {took:.0f} s, {stored / took:,.0f} fixes/s")
        with open_centre(place, writable=False) as centre:
            began = time.perf_counter()
            played = read_played(centre, str(incident["incident_id"]), end)
            read = time.perf_counter() - began
        print(f"read for the replay in {read:.1f} s (in the background), one fix each {max(played.every_s, 1):g} s")
        layer, drawn = play_layer("Replay", str(place), 8.0, "zh"), {}
        settings = QgsMapSettings()
        settings.setLayers([layer])
        settings.setOutputSize(QSize(900, 700))
        settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        lon, lat = CENTRE_PLACE
        settings.setExtent(QgsRectangle(lon - 0.2, lat - 0.15, lon + 0.2, lat + 0.15))
        moments = pd.date_range(start, end, freq=f"{SPEED * FRAME_S:g}s")[1:]
        asked, worked, drawings = [], [], []
        for number, moment in enumerate(moments):
            began, cpu = time.perf_counter(), time.thread_time()
            show_moment(layer, played, played.replay.at(moment), drawn)
            asked.append(time.perf_counter() - began)
            worked.append(time.thread_time() - cpu)
            if number % 10 == 0:
                began = time.perf_counter()
                job = QgsMapRendererParallelJob(settings)
                job.start()
                job.waitForFinished()
                drawings.append(time.perf_counter() - began)
        with open_centre(place, writable=False) as centre:
            held = centre.fixes(
                None, start, end, every_s=max(played.every_s, 1.0), columns=["resource_id", "time", "lon", "lat"]
            )
        held = held.sort_values("time", kind="stable", ignore_index=True)
        names = pd.DataFrame({"resource_id": held["resource_id"].unique()})
        theirs, ours = [], []
        for moment in moments[:: max(1, len(moments) // 10)]:
            began = time.perf_counter()
            peer = pd.merge_asof(names.assign(time=moment.as_unit("ns")), held, on="time", by="resource_id")
            theirs.append(time.perf_counter() - began)
            began = time.perf_counter()
            found = played.replay.positions(moment)
            ours.append(time.perf_counter() - began)
            both = found.merge(peer, on="resource_id", suffixes=("", "_peer"))
            if not (np.allclose(both["lon"], both["lon_peer"]) and len(both) == len(found)):
                raise SystemExit("the replay and the peer show different places")
    # The first frame fills the layer, as loading does.
    first, asked, worked = asked[0], asked[1:], worked[1:]
    slow = sum(at > NEEDED_S for at in asked)
    print(f"first frame, with {chosen.units} resources to add: {1e3 * first:.0f} ms")
    median, worst = 1e3 * float(np.median(asked)), 1e3 * max(asked)
    own, most = 1e3 * float(np.median(worked)), 1e3 * max(worked)
    print(f"{len(moments)} frames of {SPEED * FRAME_S:g} s, {SPEED} times as fast, on the GUI's thread:")
    print(f"  {median:.1f} ms median, {worst:.1f} ms worst, {slow} above {1e3 * NEEDED_S:.0f} ms")
    print(f"  of processor {own:.1f} ms median, {most:.1f} ms worst")
    print(f"drawing beside it: {1e3 * float(np.median(drawings)):.0f} ms median")
    ratio = float(np.median(theirs)) / float(np.median(ours))
    mine, other = 1e3 * float(np.median(ours)), 1e3 * float(np.median(theirs))
    print(f"positions of a moment: {mine:.1f} ms, pandas {other:.1f} ms, ratio {ratio:.0f}")
    return 0 if slow == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
