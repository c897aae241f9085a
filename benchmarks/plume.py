"""End-point areas: seconds for the polygons of a steady plume and of a puff sequence, as a dispatcher waits for them."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.emergency.affected_area import plume_areas, puff_areas  # noqa: E402
from yanqing_eco_plugin.core.emergency.puffs import (  # noqa: E402
    WindStep,
    puff_concentration,
    release_puffs,
)

ROUNDS, LONGEST_S = 7, 0.3
PLACE = (115.89, 40.39)
ENDPOINTS = {"level 1": 0.058, "level 2": 0.0058}


def median_of(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def main() -> int:
    wind = [WindStep(600.0 * step, 2.0 + step % 3, 270.0 + 8.0 * step, "D") for step in range(6)]
    moments = [600.0, 1_800.0, 3_600.0]

    def steady() -> object:
        return plume_areas(
            *PLACE, rate=50.0, wind_speed=1.5, wind_direction=300.0, height=5.0, stability="F",
            endpoints=ENDPOINTS, times_s=moments,
        )  # fmt: skip

    def changing() -> object:
        return puff_areas(
            *PLACE, mass=90_000.0, duration_s=1_800.0, height=5.0, wind=wind, endpoints=ENDPOINTS, times_s=moments
        )

    axis = np.linspace(-5_000.0, 5_000.0, 500)
    sixty = release_puffs(3_600.0, mass=1.0, duration_s=3_600.0, height=5.0, wind=wind, spacing_s=60.0)
    results = {
        "steady plume, 2 end-points, 3 moments": median_of(steady),
        "puffs, turning wind, 2 end-points, 3 moments": median_of(changing),
    }
    field = median_of(lambda: puff_concentration(sixty, axis, axis))
    for name, seconds in results.items():
        print(f"{name:48} {seconds:8.4f} s   (at most {LONGEST_S} s)")
    print(f"{'field of 60 puffs on 500 x 500 nodes':48} {field:8.4f} s")
    return 0 if max(results.values()) <= LONGEST_S else 1


if __name__ == "__main__":
    sys.exit(main())
