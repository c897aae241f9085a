"""Replay of a long incident: a day of 500 made-up units at 1 Hz on the map, 600 times as fast, five frames a second.

The page of the Emergency dock plays it on a map canvas, reading the tracks in the background as it does in the window. Told
are the stalls of the GUI's thread, which are the gaps of a timer of 5 ms beyond those 5 ms, while it plays, while the slider
jumps, and with nothing to do; what a frame costs; how much memory it takes; and how long opening and jumping take. Linux says
how much of a stall the thread was ready and waited for a processor: on a machine with other work that is most of it, and what
is left is the plugin's own. The peer in the same run is `pandas.merge_asof` for the positions of a moment, which must be the
same. A process that has just stored the tracks has room left that the replay then takes: for its memory run it once more with
`--centre`. Tracks are synthetic.

The whole of the requirement is `--hours 24` (43 million fixes, 1 GB of disk, five minutes); default 2 hours. Runs without a
screen: `QT_QPA_PLATFORM=offscreen`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import shapely  # noqa: E402
from broker_to_map import make_centre, tracks  # noqa: E402
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsRectangle  # noqa: E402
from qgis.gui import QgsLayerTreeMapCanvasBridge  # noqa: E402
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTimer  # noqa: E402

from tests.qgis.gui_parts.desk import Desk  # noqa: E402
from yanqing_eco_plugin.core.data_centre import DataCentre, open_centre  # noqa: E402
from yanqing_eco_plugin.core.demo.emergency_roads import CENTRE_PLACE  # noqa: E402
from yanqing_eco_plugin.core.emergency import note_entry, open_incident, step_incident  # noqa: E402
from yanqing_eco_plugin.core.emergency.track_lookup import FIX_COLUMNS  # noqa: E402
from yanqing_eco_plugin.gui.emergency.board import Board, rows_of  # noqa: E402
from yanqing_eco_plugin.gui.emergency.emergency_layers import EmergencyLayers  # noqa: E402
from yanqing_eco_plugin.gui.emergency.replay_page import ReplayPage  # noqa: E402
from yanqing_eco_plugin.layers.incident_tracking import edits_of  # noqa: E402
from yanqing_eco_plugin.tasks import cancel_all, dismiss_worker  # noqa: E402

SPEED, NEEDED_S, NEEDED_MB = 600, 0.05, 600
CHUNK_S, NOTE_EVERY_S, JUMPS = 3_600, 120, 30


def fill(centre: DataCentre, units: int, start: datetime, hours: int) -> tuple[int, float, float]:
    """Store the tracks hour by hour; how many fixes, in how many seconds, and those of the slowest hour."""
    stored, took, slowest = 0, 0.0, 0.0
    for hour in range(hours):
        fixes = tracks(units, start + timedelta(seconds=hour * CHUNK_S), CHUNK_S).rename(
            columns={"unit_id": "resource_id"}
        )
        began = time.perf_counter()
        stored += centre.append_fixes(fixes.assign(source="synthetic")).added
        seconds = time.perf_counter() - began
        took, slowest = took + seconds, max(slowest, seconds)
    return stored, took, slowest


def make_incident(centre: DataCentre, start: datetime, end: datetime) -> None:
    """One that lasts the whole time, with a note every two minutes."""
    centre.change(edits_of(open_incident("bench", shapely.Point(CENTRE_PLACE), at=start, synthetic=1)))
    incident = centre.features("incident").iloc[0].to_dict()
    moments = pd.date_range(start, end, freq=f"{NOTE_EVERY_S}s")[1:]
    notes = [note_entry(incident["incident_id"], at=moment, text=f"note {at}") for at, moment in enumerate(moments)]
    centre.change(edits_of({"log_entry": pd.concat([note["log_entry"] for note in notes], ignore_index=True)}))
    centre.change(edits_of(step_incident(incident, "terminated", at=end)))


class Watch:
    """Remembers when the GUI's thread was there, and the most memory that the process had."""

    def __init__(self) -> None:
        self.ticks: list[tuple[float, float]] = []
        self.most_mb = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(5)

    def _tick(self) -> None:
        self.ticks.append(now_and_waited())
        if len(self.ticks) % 20 == 0:
            self.most_mb = max(self.most_mb, resident_mb())

    def until(self, true: Callable[[], object]) -> np.ndarray:
        """Let Qt work until `true()` holds; the stalls of that time and those without the waiting for a processor, s."""
        began = now_and_waited()
        while not true():
            QCoreApplication.processEvents()
            time.sleep(0.0005)
        # What goes on without a break has no tick: the ends of the time count as well.
        end = now_and_waited()
        clock, waited = np.array([began, *(at for at in self.ticks if began < at < end), end]).T
        gaps = np.diff(clock)
        return np.maximum(np.array([gaps, gaps - np.diff(waited)]) - 0.005, 0.0)


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def now_and_waited() -> tuple[float, float]:
    """The clock, and how long this thread has waited for a processor so far, s."""
    waited = int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1])
    return time.time(), waited / 1e9


def told(what: str, stalls: np.ndarray) -> None:
    for times, name in zip(stalls, (what, "  without waiting for a processor")):
        above = int((times > NEEDED_S).sum())
        worst, high = 1e3 * times.max(), 1e3 * np.quantile(times, 0.99)
        print(f"{name}: stalls {high:.0f} ms p99, {worst:.0f} ms worst, {above} above {1e3 * NEEDED_S:.0f} ms")


def play(page: ReplayPage, watch: Watch) -> np.ndarray:
    """Play the incident from its report to its end; says what a frame costs and how often the clock waited."""
    costs, waits, shown = [], 0, page._show

    def timed(when: datetime) -> None:
        nonlocal waits
        began = time.perf_counter()
        shown(when)
        costs.append(time.perf_counter() - began)
        waits += page._wanted is not None

    page._show = timed  # type: ignore[method-assign]
    page.speed.setCurrentIndex(page.speed.findData(SPEED))
    drawings: list[float] = []
    canvas = page._session.iface.mapCanvas()
    canvas.mapCanvasRefreshed.connect(lambda: drawings.append(time.time()))
    began = time.perf_counter()
    page.play.click()
    stalls = watch.until(lambda: page.when >= page.played.end)
    took = time.perf_counter() - began
    page._show = shown  # type: ignore[method-assign]
    span = (page.played.end - page.played.start).total_seconds()
    print(f"played {span / 3600:.1f} h in {took:.0f} s, {span / took:.0f} times as fast, {len(costs)} frames,")
    print(f"  {len(drawings)} drawings of the map ended, the clock waited for tracks in {waits} frames")
    median, most = 1e3 * float(np.median(costs)), 1e3 * max(costs)
    print(f"  a frame {median:.1f} ms median, {1e3 * np.quantile(costs, 0.95):.1f} ms p95, {most:.1f} ms worst")
    told("  while it plays", stalls)
    return stalls


def jump(page: ReplayPage, watch: Watch) -> np.ndarray:
    """Move the slider to and fro; says how long until the map shows the moment."""
    random, times, all_stalls = np.random.default_rng(3), [], []
    for second in random.integers(0, page.slider.maximum(), JUMPS):
        wanted = page.played.start + timedelta(seconds=int(second))
        began = time.perf_counter()
        page.slider.setValue(int(second))
        all_stalls.append(watch.until(lambda wanted=wanted: page.when == wanted))
        times.append(time.perf_counter() - began)
    stalls = np.concatenate(all_stalls, axis=1)
    print(f"{JUMPS} jumps: shown after {np.median(times):.2f} s median, {max(times):.2f} s worst")
    told("  while it jumps", stalls)
    return stalls


def compare(page: ReplayPage, centre: DataCentre, watch: Watch) -> None:
    """The positions of some moments by the replay and by the peer; ends the run where they are not the same."""
    theirs, ours = [], []
    for second in np.linspace(1, page.slider.maximum(), 8, dtype=int):
        moment = page.played.start + timedelta(seconds=int(second))
        page.slider.setValue(int(second))
        watch.until(lambda moment=moment: page.when == moment)
        held = centre.fixes(None, moment - timedelta(hours=1), moment + timedelta(hours=1), columns=FIX_COLUMNS)
        held = held.sort_values("time", kind="stable", ignore_index=True)
        names = pd.DataFrame({"resource_id": held["resource_id"].unique()})
        began = time.perf_counter()
        peer = pd.merge_asof(names.assign(time=pd.Timestamp(moment).as_unit("ns")), held, on="time", by="resource_id")
        theirs.append(time.perf_counter() - began)
        began = time.perf_counter()
        found = page.played.replay.positions(moment)
        ours.append(time.perf_counter() - began)
        both = found.merge(peer, on="resource_id", suffixes=("", "_peer"))
        if not ((both["lon"] == both["lon_peer"]).all() and (both["lat"] == both["lat_peer"]).all() and len(found)):
            raise SystemExit("the replay and the peer show different places")
    mine, other = 1e3 * float(np.median(ours)), 1e3 * float(np.median(theirs))
    print(
        f"positions of a moment, the same: {mine:.1f} ms, pandas on two hours {other:.1f} ms, ratio {other / mine:.0f}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=int, default=2)
    parser.add_argument("--units", type=int, default=500)
    parser.add_argument("--centre", type=Path, help="keep the centre here, or use the one that is here")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        place = chosen.centre or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="eco_replay_"))) / "centre"
        if not (place / "centre.toml").exists():
            end = datetime.now(UTC).replace(microsecond=0)
            start = end - timedelta(hours=chosen.hours)
            make_centre(place, chosen.units)
            with open_centre(place) as centre:
                make_incident(centre, start, end)
                stored, took, slowest = fill(centre, chosen.units, start, chosen.hours)
            print(
                f"stored {stored:,} fixes in {took:.0f} s, {stored / took:,.0f} a second; an hour {slowest:.1f} s at most"
            )
        application = QgsApplication([], True)
        application.initQgis()
        desk = Desk()
        QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        desk.canvas.setDestinationCrs(QgsProject.instance().crs())
        desk.canvas.resize(900, 700)
        desk.canvas.show()
        lon, lat = CENTRE_PLACE
        bridge = QgsLayerTreeMapCanvasBridge(QgsProject.instance().layerTreeRoot(), desk.canvas)
        bridge.setAutoSetupOnFirstLayer(False)
        centre = stack.enter_context(open_centre(place, writable=False))
        session = desk.open(centre)
        page = ReplayPage(session, EmergencyLayers(session))
        page.show()
        incident = rows_of(centre.features("incident"))[0]
        page.show_board(Board(centre.revision(), datetime.now(UTC), (incident,), incident))
        watch = Watch()
        rest = time.time() + 2
        told("idle", watch.until(lambda: time.time() > rest))
        before = resident_mb()
        began = time.perf_counter()
        page.load.click()
        watch.until(lambda: page.moment is not None)
        print(f"opened in {time.perf_counter() - began:.1f} s, {len(page.played.entries)} log entries")
        desk.canvas.setExtent(QgsRectangle(lon - 0.2, lat - 0.15, lon + 0.2, lat + 0.15))
        # The first drawing in a process makes ready what the window has long since.
        rest = time.time() + 2
        watch.until(lambda: time.time() > rest and not desk.canvas.isDrawing())
        stalls = np.concatenate([play(page, watch), jump(page, watch)], axis=1)
        more = watch.most_mb - before
        held = page.played.windows.fixes_held
        print(f"memory: {more:.0f} MB more than before at most, {held:,} fixes held")
        compare(page, centre, watch)
        page.shut_down()
        cancel_all()
        dismiss_worker()
    return 0 if stalls[0].max() <= NEEDED_S and more <= NEEDED_MB else 1


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # Without the window nobody takes QGIS's parts down in their order.
    os._exit(code)
