"""What the dock reads: networks, alarms and townships, now and at a past moment. No window is needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point

from yanqing_eco_plugin.core.data_centre import DataCentre, District, create_centre, open_centre
from yanqing_eco_plugin.core.errors import Cancelled
from yanqing_eco_plugin.gui.one_map.situation import read_situation
from yanqing_eco_plugin.gui.one_map.station_alarms import station_alarms

NOW = datetime(2026, 11, 1, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def centre(demo_centre: Path) -> Iterator[DataCentre]:
    with open_centre(demo_centre, writable=False) as opened:
        yield opened


def state(*rows: dict[str, object]) -> gpd.GeoDataFrame:
    usual = {
        "kind": "micro",
        "name": None,
        "name_en": None,
        "township": None,
        "state": "online",
        "alarms": "",
        "level": pd.NA,
        "scheme": None,
        "flag": "N",
        "newest": pd.Timestamp(NOW),
        "geometry": Point(116.0, 40.5),
    }
    frame = gpd.GeoDataFrame([{**usual, **row} for row in rows], geometry="geometry", crs=4326)
    return frame.astype({"level": "Int64"}).assign(newest=pd.to_datetime(frame["newest"], utc=True))


def test_a_station_in_order_raises_no_alarm() -> None:
    assert station_alarms(state({"station_id": "a", "level": 1})) == ()


def test_each_alarm_of_a_station_is_one_row_with_its_value() -> None:
    rows = state({"station_id": "a", "alarms": "exceedance:pm2_5,exceedance:tsp", "pm2_5": 180.0, "tsp": 400.0})
    assert [(one.code, one.prop, one.value) for one in station_alarms(rows)] == [
        ("exceedance:pm2_5", "pm2_5", 180.0),
        ("exceedance:tsp", "tsp", 400.0),
    ]


def test_what_a_stale_station_said_last_is_no_alarm_of_this_hour() -> None:
    rows = state({"station_id": "a", "state": "stale", "alarms": "exceedance:pm2_5", "pm2_5": 180.0})
    assert [one.code for one in station_alarms(rows)] == ["stale"]


def test_a_faulty_station_keeps_its_other_alarms() -> None:
    rows = state({"station_id": "a", "state": "fault", "alarms": "purifier_off", "flag": "D", "purifier_on": 0.0})
    assert [(one.code, one.flag, one.value) for one in station_alarms(rows)] == [
        ("purifier_off", "D", 0.0),
        ("fault", "D", None),
    ]


def test_a_station_that_never_spoke_and_stands_nowhere() -> None:
    (only,) = station_alarms(state({"station_id": "a", "state": "none", "newest": pd.NaT, "geometry": None}))
    assert (only.code, only.newest, only.place) == ("none", None, None)


def test_the_worst_and_newest_come_first() -> None:
    hour = timedelta(hours=1)
    rows = state(
        {"station_id": "dirty", "alarms": "plate_dirty"},
        {"station_id": "stale", "state": "stale"},
        {"station_id": "bad-old", "alarms": "exceedance:pm2_5", "level": 4, "newest": NOW - hour},
        {"station_id": "bad-new", "alarms": "exceedance:pm2_5", "level": 4},
        {"station_id": "worst", "alarms": "exceedance:pm2_5", "level": 6, "newest": NOW - hour},
        {"station_id": "off", "alarms": "purifier_off"},
        {"station_id": "fault", "state": "fault"},
    )
    order = [one.station_id for one in station_alarms(rows)]
    assert order == ["worst", "bad-new", "bad-old", "off", "fault", "stale", "dirty"]


def test_networks_are_counted_as_the_centre_has_them(centre: DataCentre) -> None:
    found = read_situation(centre, None)
    latest = centre.latest()
    assert found.total == len(latest)
    assert found.online == (latest["state"] == "online").sum()
    for network in found.networks:
        own = latest[latest["kind"] == network.kind]["state"].value_counts()
        counts = (network.online, network.stale, network.fault, network.silent)
        assert counts == tuple(own.get(name, 0) for name in ("online", "stale", "fault", "none"))


def test_a_past_moment_is_that_of_the_snapshot(centre: DataCentre) -> None:
    when = centre.time_span()[1] - timedelta(hours=9)
    found, then = read_situation(centre, when), centre.snapshot(when)
    assert found.online == (then["state"] == "online").sum()
    assert found.newest == then["newest"].max()
    assert found.stations["pm2_5"].notna().sum() == then["pm2_5"].notna().sum()


def test_the_townships_of_the_last_moment_are_those_of_now(centre: DataCentre) -> None:
    """The centre keeps the townships' present state at ingest; ours of a moment must come to the same."""
    now, then = read_situation(centre, None), read_situation(centre, centre.time_span()[1])
    assert then.townships == now.townships
    assert len(now.townships) == 18


def test_an_empty_centre_has_an_empty_situation(tmp_path: Path) -> None:
    with create_centre(tmp_path / "empty", district=District("110119", "延庆区")) as empty:
        for moment in (None, NOW):
            found = read_situation(empty, moment)
            assert (found.total, found.alarms, found.townships, found.newest, found.span) == (0, (), (), None, None)


def test_reading_can_be_cancelled(centre: DataCentre) -> None:
    class Stop:
        def report(self, fraction: float, message: str = "") -> None:
            """Nobody listens."""

        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        read_situation(centre, None, Stop())
