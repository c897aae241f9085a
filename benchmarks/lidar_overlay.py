"""A full turn of 360 rays × 2000 gates onto 600 × 600 cells, beside Py-ART's nearest gate in the same run.

Also how long it takes from a scan's file to a layer that QGIS can draw.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from yanqing_eco_plugin.core.demo.lidar import made_up_turn  # noqa: E402
from yanqing_eco_plugin.core.lidar import Mask, ScanField, read_scan, scan_field, write_scan  # noqa: E402
from yanqing_eco_plugin.core.lidar.overlay import scan_overlay  # noqa: E402
from yanqing_eco_plugin.core.lidar.overlay_file import write_overlay  # noqa: E402
from yanqing_eco_plugin.layers.lidar import lidar_layer  # noqa: E402

RAYS, GATES, WIDTH_M, CELLS, ROUNDS = 360, 2000, 7.5, 600, 7
NEEDED_RATIO, NEEDED_LAYER_S = 5.0, 0.5

PEER = """
import sys, time
import numpy as np
import pyart
given = np.load(sys.argv[1])
rays, gates = given["values"].shape
radar = pyart.testing.make_empty_ppi_radar(gates, rays, 1)
radar.latitude["data"], radar.longitude["data"] = np.array([given["lat"]]), np.array([given["lon"]])
radar.altitude["data"] = np.array([0.0])
radar.range["data"] = given["range_m"].astype("float64")
radar.azimuth["data"] = given["azimuth"].astype("float64")
radar.elevation["data"] = given["elevation"].astype("float64")
radar.fixed_angle["data"] = given["elevation"][:1]
radar.fields = {"number": {"data": np.ma.array(given["values"], dtype="float64")}}
radar.init_gate_x_y_z()
radar.gate_z["data"][:] = 0.0  # nearest on the ground, as on a map; a gate's height would count otherwise
reach, cells = float(given["reach"]), int(given["cells"])
half = reach / cells
limits = ((0.0, 0.0), (-reach + half, reach - half), (-reach + half, reach - half))
print("ready", flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    grid = pyart.map.map_gates_to_grid(
        (radar,), (1, cells, cells), limits, fields=["number"], weighting_function="Nearest",
        roi_func="constant", constant_roi=float(given["roi"]), gridding_algo="map_gates_to_grid",
        gatefilters=[pyart.filters.GateFilter(radar)],
    )
    spent = time.perf_counter() - start
    np.save(sys.argv[2], np.ma.filled(grid["number"][0], np.nan))
    print(spent, flush=True)
"""


def numbered(scan) -> ScanField:
    """A field whose values are the numbers of the gates, so that equal values mean the same gate."""
    values = np.arange(RAYS * GATES, dtype=np.float64).reshape(RAYS, GATES)
    ranges = scan.range_m[scan.range_m > 0]
    return ScanField("rcs", "1", values, values, np.full(values.shape, Mask.SHOWN, np.uint8), ranges)


def main() -> int:
    python = os.environ.get("PEERS_PYTHON", str(ROOT / ".venv-peers" / "bin" / "python"))
    if not Path(python).exists():
        print(f"No peer at {python}: run `make bench`, which installs it.")
        return 1
    made = made_up_turn(gates=GATES, width_m=WIDTH_M, elevation=0.0)
    scan, shown = made.scan, numbered(made.scan)
    reach = float(shown.range_m[-1])
    place = scan.location
    plane = f"+proj=aeqd +lat_0={place.latitude} +lon_0={place.longitude} +datum=WGS84 +units=m"
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder) / "given.npz", Path(folder) / "answer.npy"
        # Wide enough that the cell farthest from any ray still finds a gate.
        roi = reach * np.radians(360.0 / RAYS)
        np.savez(
            given,
            values=shown.values,
            range_m=shown.range_m,
            azimuth=scan.azimuth,
            elevation=scan.elevation,
            lat=place.latitude,
            lon=place.longitude,
            reach=reach,
            cells=CELLS,
            roi=roi,
        )
        command = [python, "-W", "ignore", "-c", PEER, str(given), str(answer)]
        peer = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYART_QUIET": "1"}
        )
        if peer.stdin is None or peer.stdout is None:
            return 1
        while "ready" not in peer.stdout.readline():
            if peer.poll() is not None:
                print("The peer did not start.")
                return 1
        ours, theirs = [], []
        overlay = scan_overlay(scan, shown, crs=plane, size=(CELLS, CELLS), reach_m=reach)
        for _ in range(ROUNDS):
            start = time.perf_counter()
            overlay = scan_overlay(scan, shown, crs=plane, size=(CELLS, CELLS), reach_m=reach)
            ours.append(time.perf_counter() - start)
            peer.stdin.write("go\n")
            peer.stdin.flush()
            theirs.append(float(peer.stdout.readline()))
        peer.stdin.close()
        peer.wait(timeout=30)
        other = np.load(answer)[::-1]  # Py-ART's first row is the southernmost
        told, layers = layer_times(Path(folder), made.scan)
    far = np.hypot(*np.meshgrid(np.arange(CELLS) - (CELLS - 1) / 2, np.arange(CELLS) - (CELLS - 1) / 2))
    inner = (far > 3) & (far < CELLS / 2 - 3)
    same = overlay.values[inner] == other[inner]
    tie = tie_width(scan, shown, overlay, other, inner & (overlay.values != other), reach)
    ratio = statistics.median(theirs) / statistics.median(ours)
    print(
        f"scan_overlay       {1e3 * statistics.median(ours):8.0f} ms   ({RAYS} x {GATES} gates onto {CELLS} x {CELLS})"
    )
    print(f"map_gates_to_grid  {1e3 * statistics.median(theirs):8.0f} ms")
    print(f"ratio              {ratio:8.1f}      (needed {NEEDED_RATIO})")
    print(f"equal gates        {same.mean():8.2%}   of {inner.sum():,} cells away from the edges")
    print(
        f"elsewhere both gates are equally near but for {1e3 * tie:.0f} mm (the earth's curvature, 4/3 of it in Py-ART)"
    )
    print(f"file to layer      {statistics.median(layers):8.2f} s    (extinction; needed {NEEDED_LAYER_S}; {told})")
    return (
        0
        if ratio >= NEEDED_RATIO and same.mean() > 0.999 and tie < 0.05 and statistics.median(layers) <= NEEDED_LAYER_S
        else 1
    )


def tie_width(scan, shown: ScanField, overlay, other, where, reach: float) -> float:
    """How much farther than Py-ART's gate ours is, at the cells in which they differ; metres, the largest."""
    row, column = np.nonzero(where)
    at = (np.arange(CELLS) + 0.5) * 2.0 * reach / CELLS - reach
    east, north = at[column], -at[row]
    away = []
    for values in (overlay.values, other):
        number = np.nan_to_num(values[row, column]).astype(int)
        ray, gate = number // GATES, number % GATES
        turn, distance = np.radians(scan.azimuth[ray]), shown.range_m[gate]
        away.append(np.hypot(distance * np.sin(turn) - east, distance * np.cos(turn) - north))
    return float(np.max(away[0] - away[1], initial=0.0))


def layer_times(folder: Path, scan) -> tuple[str, list[float]]:
    """Seconds from the file of a scan to a valid, coloured layer, and where they go."""
    from qgis.core import QgsApplication

    app = QgsApplication.instance() or QgsApplication([], False)
    app.initQgis()
    write_scan(folder / "scan.nc", scan)
    spent, parts, worked = [], [], []
    for number in range(ROUNDS + 1):
        target = folder / f"{number}.tif"
        began = time.process_time()
        times = [time.perf_counter()]
        read = read_scan(folder / "scan.nc")
        times.append(time.perf_counter())
        shown = scan_field(read, "extinction")
        times.append(time.perf_counter())
        write_overlay(target, scan_overlay(read, shown))
        times.append(time.perf_counter())
        if not lidar_layer(target).isValid():
            raise SystemExit("the layer is not valid")
        times.append(time.perf_counter())
        spent.append(times[-1] - times[0])
        worked.append(time.process_time() - began)
        parts.append(np.diff(times))
    names = ("read", "retrieve", "overlay", "layer")
    told = ", ".join(f"{name} {value:.2f}" for name, value in zip(names, np.median(parts[1:], axis=0)))
    return f"{told}; {statistics.median(worked[1:]):.2f} s of the processor", spent[1:]


if __name__ == "__main__":
    sys.exit(main())
