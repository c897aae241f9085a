"""Looks at the tracks that know what was before write what looks that know nothing write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.emergency.exercise import KEYS, START, after
from yanqing_eco_plugin.core.data_centre import DataCentre, District, Edit, create_centre
from yanqing_eco_plugin.core.data_centre.schema import TABLES
from yanqing_eco_plugin.core.emergency import open_incident, send_order, step_order
from yanqing_eco_plugin.core.errors import CentreError, EditConflictError, InputError
from yanqing_eco_plugin.layers import known_tracks
from yanqing_eco_plugin.layers.incident_tracking import advance_orders, edits_of
from yanqing_eco_plugin.layers.known_tracks import LATE, KnownTracks

LON, LAT = 115.9, 40.4
# 0.001° of longitude is 85 m here: the depot of 150 m at 0.05, the scene of 300 m at 0, the district ends at 0.2.
PLACES = (0.05, 0.0518, 0.0521, 0.03, 0.0, 0.0037, 0.0042, 0.3)
UNITS = ("R0", "R1", "R2")


class Memory:
    """As much of a centre as a look needs, in memory."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in KEYS}
        self.held = pd.DataFrame(columns=["resource_id", "time", "lon", "lat", "accuracy_m"])
        self.held = self.held.astype({"lon": float, "lat": float, "accuracy_m": float})
        self.held["time"] = pd.DatetimeIndex([], tz="UTC")
        self.asked: list[int] = []
        for name in (*UNITS, "D1"):
            row = {"resource_id": name, "kind": "depot" if name == "D1" else "vehicle", "state": "free", "name": name}
            self.tables["resource"][name] = {**row, "geometry": shapely.Point(LON + 0.05, LAT), "row_version": 1}
        self.change(edits_of(open_incident("fire", shapely.Point(LON, LAT), at=START)))
        (self.incident_id,) = self.tables["incident"]

    def features(self, table: str, *, where: Mapping[str, object] | None = None) -> pd.DataFrame:
        if table == "district":
            outline = shapely.box(LON - 0.2, 40, LON + 0.2, 41)
            return gpd.GeoDataFrame({"code": ["1"], "name": ["d"]}, geometry=[outline], crs=4326)
        if table == "resource_position":
            newest = self.held.sort_values("time").groupby("resource_id").tail(1)
            shapes = shapely.points(newest["lon"].astype(float), newest["lat"].astype(float))
            return newest.assign(fix_time=newest["time"].dt.floor("s"), received=0, geometry=shapes)
        names = [column.name for column in TABLES[table].columns]
        rows = [row for row in self.tables[table].values() if all(row.get(k) == v for k, v in (where or {}).items())]
        frame = pd.DataFrame(rows, columns=list(dict.fromkeys([*names, "row_version", "geometry"])))
        for column in TABLES[table].columns:
            if column.type == "time":
                frame[column.name] = pd.to_datetime(frame[column.name], utc=True)
        return gpd.GeoDataFrame(frame, geometry="geometry", crs=4326)

    def fixes(
        self, names: Sequence[str], start: datetime, end: datetime, *, columns: Sequence[str] | None = None
    ) -> pd.DataFrame:
        held = self.held
        kept = held[held["resource_id"].isin(list(names)) & (held["time"] > start) & (held["time"] <= end)]
        self.asked.append(len(kept))
        return kept.sort_values(["resource_id", "time"], ignore_index=True)

    def send(self, unit: str, seconds: float, place: float) -> None:
        row = (unit, pd.Timestamp(after(seconds)), LON + place, LAT, np.nan)
        if not ((self.held["resource_id"] == unit) & (self.held["time"] == row[1])).any():
            self.held = pd.concat([self.held, pd.DataFrame([row], columns=self.held.columns)], ignore_index=True)

    def change(self, edits: Sequence[Edit], *, by: str = "") -> int:
        for edit in edits:
            held, key = self.tables[edit.table], KEYS[edit.table]
            for row in edit.rows.to_dict("records"):
                if edit.table == "log_entry" and row[key] in held:
                    raise InputError("It is a log.", hint="Write another entry.")
                version = held.get(row[key], {}).get("row_version", 0)
                if edit.table != "log_entry" and version != (row.get("row_version") or 0):
                    raise EditConflictError("Somebody was faster.", hint="Look again.")
                held.setdefault(row[key], {}).update(row, row_version=version + 1)
        return 0

    def told(self) -> list[tuple[object, ...]]:
        columns = ("time", "event", "resource_id", "geofence_id")
        said = lambda row: (str(row.get(name)).replace(self.incident_id, "") for name in columns)  # noqa: E731
        return sorted(tuple(said(row)) for row in self.tables["log_entry"].values())

    def orders(self) -> list[tuple[object, ...]]:
        kept = ("resource_id", "state", "ordered_at", "moving_at", "on_scene_at", "released_at")
        return sorted(tuple(str(row.get(name)) for name in kept) for row in self.tables["dispatch_order"].values())

    def act(self, what: str, unit: str, seconds: float) -> None:
        """Order, release or set right by hand, where that is possible."""
        order = next(
            (
                row
                for row in self.tables["dispatch_order"].values()
                if row["resource_id"] == unit and row["state"] != "released"
            ),
            None,
        )
        resource = self.tables["resource"][unit]
        if what == "order" and order is None:
            incident = self.tables["incident"][self.incident_id]
            self.change(edits_of(send_order(incident, resource, at=after(seconds))))
        elif what == "release" and order is not None:
            self.change(edits_of(step_order(order, resource, "released", at=after(seconds))))
        elif what == "correct" and order is not None:
            self.change(edits_of(step_order(order, resource, "acknowledged", at=after(seconds), correct=True)))

    def redraw(self, metres: float) -> None:
        zone = next(iter(self.tables["geofence"].values()))
        shape = shapely.Point(LON, LAT).buffer(metres / 100_000)
        row = {key: zone[key] for key in ("geofence_id", "kind", "name", "incident_id", "active", "row_version")}
        self.change([Edit("geofence", gpd.GeoDataFrame([row], geometry=[shape], crs=4326))])


def look(centre: Any, seconds: float, known: KnownTracks | None = None) -> int:
    return advance_orders(centre, centre.incident_id, now=after(seconds), known=known)


# Up to 400 s late, and so between, before and after those that are there.
fix = st.tuples(st.sampled_from("0001112"), st.sampled_from(PLACES), st.sampled_from([0, 0, 0, 0.4, 1, 7, 60, 400]))
deed = st.tuples(st.sampled_from(["order", "release", "correct", "zone"]), st.sampled_from("012"))
turn = st.tuples(st.sampled_from([1.0, 5.0, 30.0, 180.0]), st.lists(fix, max_size=4), st.lists(deed, max_size=1))


@settings(max_examples=12, deadline=None)
@given(turns=st.lists(turn, min_size=3, max_size=8), deeds=st.booleans())
def test_what_is_known_changes_nothing_of_what_is_written(turns: list[tuple], deeds: bool) -> None:
    one, other, known, clock = Memory(), Memory(), KnownTracks(), 600.0
    for world in (one, other):
        world.act("order", "R0", 0)
        world.act("order", "R1", 100)
    for pause, fixes, done in turns:
        clock += pause
        for world, carried in ((one, known), (other, None)):
            for what, unit in done if deeds else []:
                if what == "zone":
                    world.redraw(300 + clock % 200)
                else:
                    world.act(what, f"R{unit}", clock)
            for unit, place, late in fixes:
                world.send(f"R{unit}", clock - late, place)
            look(world, clock, carried)
        assert one.told() == other.told()
        assert one.orders() == other.orders()


@settings(max_examples=8, deadline=None)
@given(
    script=st.lists(
        st.tuples(st.sampled_from([1.0, 5.0, 700.0]), st.sampled_from(UNITS), st.sampled_from(PLACES), st.booleans()),
        max_size=25,
    )
)
def test_many_looks_write_what_one_look_at_the_end_writes(script: list[tuple[float, str, float, bool]]) -> None:
    often, once, known, clock = Memory(), Memory(), KnownTracks(), 0.0
    for pause, unit, place, looks in script:
        clock += pause
        for world in (often, once):
            # Who comes later is ordered with the first fix.
            world.act("order", unit, clock - 1)
            world.send(unit, clock, place)
        if looks:
            look(often, clock, known)
    look(often, clock, known)
    look(once, clock)
    assert often.told() == once.told()
    assert often.orders() == once.orders()


@pytest.fixture
def memory() -> Memory:
    """R0 and R1 on their way for an hour, one fix in ten seconds."""
    made = Memory()
    for unit in ("R0", "R1"):
        made.act("order", unit, 0)
        for at in range(0, 3_600, 10):
            made.send(unit, at, 0.03 + 0.01 * (at >= 100))
    return made


def rows_of(memory: Memory, seconds: float, known: KnownTracks) -> int:
    memory.asked.clear()
    look(memory, seconds, known)
    return sum(memory.asked)


def test_a_look_reads_what_is_new(memory: Memory) -> None:
    known = KnownTracks()
    assert rows_of(memory, 3_600, known) == 720
    lately = 2 * LATE.seconds // 10
    assert rows_of(memory, 3_602, known) <= lately
    # A fix that is ten minutes late brings the track of its unit back, and of nobody else.
    memory.send("R0", 3_605 - LATE.seconds + 6, 0.0)
    assert rows_of(memory, 3_605, known) <= lately + 1 + 361
    assert "on_scene" in {order[1] for order in memory.orders()}
    assert rows_of(memory, 3_607, known) <= lately + 1
    # Another order has its own unit read, other zones everybody.
    memory.act("order", "R2", 3_608)
    assert rows_of(memory, 3_609, known) <= lately + 1
    memory.redraw(350)
    assert rows_of(memory, 3_610, known) == 721


def test_an_order_that_somebody_changed_brings_the_track_of_its_unit_back(memory: Memory) -> None:
    known = KnownTracks()
    look(memory, 3_600, known)
    # It has left from where it was then, 850 m away, which is known from the fixes before.
    memory.act("correct", "R0", 3_601)
    memory.send("R0", 3_605, 0.03)
    look(memory, 3_606, known)
    memory.act("release", "R0", 3_607)
    memory.act("order", "R0", 3_608)
    memory.send("R0", 3_610, 0.02)
    look(memory, 3_611, known)
    left = {order[3] for order in memory.orders() if order[0] == "R0"}
    assert left == {str(pd.Timestamp(after(seconds))) for seconds in (3_605, 3_610)}


def test_who_was_silent_for_hours_counts_again(memory: Memory) -> None:
    known = KnownTracks()
    look(memory, 3_600, known)
    for at in range(3_700, 9_000, 600):
        look(memory, at, known)
    assert rows_of(memory, 9_000, known) == 0
    # It had driven to the scene an hour ago, and tells it now.
    for at, place in ((4_000, 0.02), (4_010, 0.0), (4_020, 0.0)):
        memory.send("R1", at, place)
    assert rows_of(memory, 9_010, known) == 3
    assert ("on_scene", str(pd.Timestamp(after(4_010)))) in {(order[1], order[4]) for order in memory.orders()}


def test_what_is_older_waits_for_the_next_look_over_everything(memory: Memory) -> None:
    known = KnownTracks()
    look(memory, 3_600, known)
    memory.send("R0", 2_001, 0.0)
    assert look(memory, 3_602, known) == 0
    assert look(memory, 3_604) == 2 + 1


def test_what_a_look_could_not_write_is_written_by_the_next(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    known = KnownTracks()
    look(memory, 3_600, known)
    memory.send("R0", 3_601, 0.0)

    def broken(*_: object, **__: object) -> int:
        raise CentreError("Another process writes.", hint="Wait.")

    with monkeypatch.context() as patched:
        patched.setattr(memory, "change", broken)
        with pytest.raises(CentreError):
            look(memory, 3_602, known)
    assert rows_of(memory, 3_603, known) <= 2 * LATE.seconds // 10 + 1
    assert "on_scene" in {order[1] for order in memory.orders()}
    assert "fence.entered" in {entry[1] for entry in memory.told()}


def test_to_and_fro_within_a_second_is_written_once(memory: Memory) -> None:
    for at, place in ((3_600.1, 0.0), (3_600.3, 0.03), (3_600.6, 0.0), (3_600.8, 0.03), (3_700, 0.0)):
        memory.send("R0", at, place)
    look(memory, 3_800)
    scene = [row for row in memory.told() if str(row[3]).endswith("-scene") and row[1].startswith("fence")]
    assert [row[1] for row in scene] == ["fence.entered", "fence.left", "fence.entered"]


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[DataCentre]:
    """A real centre with one unit under way."""
    with create_centre(tmp_path / "centre", district=District("0", "test"), synthetic=True) as made:
        row = {"resource_id": "R0", "kind": "vehicle", "state": "free"}
        made.write_features("resource", gpd.GeoDataFrame([row], geometry=[shapely.Point(LON, LAT)], crs=4326))
        made.change(edits_of(open_incident("fire", shapely.Point(LON, LAT), at=START)))
        incident = made.features("incident").iloc[0].to_dict()
        made.change(edits_of(send_order(incident, made.features("resource").iloc[0].to_dict(), at=START)))
        yield made


def test_looks_in_a_real_centre_know_what_was(centre: DataCentre, monkeypatch: pytest.MonkeyPatch) -> None:
    known, read = KnownTracks(), []
    incident_id = str(centre.features("incident")["incident_id"].iloc[0])
    fixes = known_tracks._fixes
    monkeypatch.setattr(known_tracks, "_fixes", lambda *which: read.append(fixes(*which)) or read[-1])
    stops = [(0, 0.1), (600, 0.1), (1_200, 0.09), (1_800, 0.0), (2_000, 0.0), (2_100, 0.1)]
    wrote, rows = [], []
    for seconds, place in stops:
        fix = {"resource_id": "R0", "time": pd.Timestamp(START) + timedelta(seconds=seconds), "lon": LON + place}
        centre.append_fixes(pd.DataFrame([{**fix, "lat": LAT}]))
        read.clear()
        wrote.append(advance_orders(centre, incident_id, now=START + timedelta(seconds=seconds), known=known))
        rows.append(sum(map(len, read)))
    assert wrote == [0, 0, 1, 2, 0, 1]
    assert rows == [1, 2, 2, 2, 2, 3]
    # It is silent for an hour, and then tells where it was half an hour ago.
    for minutes in (60, 80, 100):
        read.clear()
        assert advance_orders(centre, incident_id, now=START + timedelta(minutes=minutes), known=known) == 0
    assert sum(map(len, read)) == 0
    fix = {"resource_id": "R0", "time": pd.Timestamp(START) + timedelta(minutes=70), "lon": LON, "lat": LAT}
    centre.append_fixes(pd.DataFrame([fix]))
    assert advance_orders(centre, incident_id, now=START + timedelta(minutes=101), known=known) == 1
    assert sum(map(len, read)) == 1
    assert advance_orders(centre, incident_id, now=START + timedelta(hours=2)) == 0
