"""One look at the tracks of ordered units: from their orders on (the peer), and from what the look before knew.

Each look finds what all units have sent since the one before. The figures are of one process on one machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.data_centre import DataCentre, District, create_centre  # noqa: E402
from yanqing_eco_plugin.core.emergency import open_incident, send_order, step_order  # noqa: E402
from yanqing_eco_plugin.layers.incident_tracking import advance_orders, edits_of  # noqa: E402
from yanqing_eco_plugin.layers.known_tracks import KnownTracks  # noqa: E402

START = datetime(2026, 5, 1, tzinfo=UTC)
LON, LAT = 116.0, 40.4
EVERY_S, DEPOTS, LOOKS = 5.0, 20, 8


def ordered(folder: Path, units: int) -> DataCentre:
    """A centre in which everybody is on the way to one incident."""
    centre = create_centre(folder, district=District("0", "bench"), synthetic=True)
    random = np.random.default_rng(1)
    names = [f"U{n:03d}" for n in range(units)] + [f"D{n:02d}" for n in range(DEPOTS)]
    rows = pd.DataFrame(
        {"resource_id": names, "kind": ["vehicle"] * units + ["depot"] * DEPOTS, "state": "free", "name": names}
    )
    places = shapely.points(LON + 0.2 * random.random(len(rows)), LAT + 0.2 * random.random(len(rows)))
    centre.write_features("resource", gpd.GeoDataFrame(rows, geometry=places, crs=4326))
    outline = shapely.Point(LON + 0.1, LAT + 0.1).buffer(0.14, quad_segs=500)
    district = gpd.GeoDataFrame([{"code": "0", "name": "bench"}], geometry=[shapely.MultiPolygon([outline])], crs=4326)
    centre.write_features("district", district)
    centre.change(edits_of(open_incident("fire", shapely.Point(LON + 0.5, LAT), at=START)))
    incident = centre.features("incident").iloc[0].to_dict()
    for state in ("ordered", "moving"):
        orders = {row["resource_id"]: row for row in centre.features("dispatch_order").to_dict("records")}
        made = [
            send_order(incident, unit, at=START)
            if state == "ordered"
            else step_order(orders[unit["resource_id"]], unit, state, at=START + timedelta(seconds=30))
            for unit in centre.features("resource", where={"kind": "vehicle"}).to_dict("records")
        ]
        centre.change(
            edits_of({table: pd.concat([one[table] for one in made], ignore_index=True) for table in made[0]})
        )
    return centre


def fixes(units: int, after_s: float, until_s: float) -> pd.DataFrame:
    """Units that go to and fro, one fix in five seconds each, as they arrive."""
    clock = np.arange(np.floor(after_s / EVERY_S) + 1, np.floor(until_s / EVERY_S) + 1) * EVERY_S
    unit, at = np.tile(np.arange(units), len(clock)), np.repeat(clock, units)
    turn = at / 900 + unit
    return pd.DataFrame(
        {
            "resource_id": [f"U{n:03d}" for n in unit],
            "time": pd.Timestamp(START) + pd.to_timedelta(at + unit % 5, unit="s"),
            "lon": LON + 0.1 + 0.1 * np.sin(turn),
            "lat": LAT + 0.1 + 0.1 * np.cos(0.7 * turn),
            "accuracy_m": 5.0,
            "source": "bench",
        }
    )


def counted(centre: DataCentre) -> list[int]:
    """How many rows each reading of fixes gives from now on."""
    read, rows = centre.fixes, []

    def fixes_of(*names: Any, **how: Any) -> pd.DataFrame:
        found = read(*names, **how)
        rows.append(len(found))
        return found

    centre.fixes = fixes_of  # type: ignore[method-assign]
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--hours", type=float, default=12.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        centre = ordered(Path(folder) / "centre", asked.units)
        end = asked.hours * 3_600
        for begin in np.arange(0, end, 1_800.0):
            centre.append_fixes(fixes(asked.units, begin, min(begin + 1_800.0, end)))
        incident_id = str(centre.features("incident")["incident_id"].iloc[0])
        rows, clock = counted(centre), end

        def look(known: KnownTracks | None) -> tuple[float, float]:
            rows.clear()
            begin, busy = time.perf_counter(), time.process_time()
            advance_orders(centre, incident_id, now=START + timedelta(seconds=clock), known=known)
            return time.perf_counter() - begin, time.process_time() - busy

        known = KnownTracks()
        first, busy = look(known)
        print(
            f"{asked.units} units, {asked.hours} h: first look {first:.2f} s ({busy:.2f} of processors), rows {sum(rows)}"
        )
        took: dict[str, list[tuple[float, float]]] = {"everything": [], "what is new": []}
        read: dict[str, int] = {}
        for _ in range(LOOKS):
            centre.append_fixes(fixes(asked.units, clock, clock + EVERY_S))
            clock += EVERY_S
            # What is new goes first: it has to write what the other then finds in the log.
            for name, carried in (("what is new", known), ("everything", None)):
                took[name].append(look(carried))
                read[name] = sum(rows)
        middle = {name: np.median(seconds, axis=0) * 1e3 for name, seconds in took.items()}
        for name, (wall, busy) in middle.items():
            print(f"{name}: median {wall:.0f} ms ({busy:.0f} of processors), rows {read[name]}")
        wall, busy = middle["everything"] / middle["what is new"]
        print(f"ratio {wall:.1f} ({busy:.1f} of processors)")
        centre.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
