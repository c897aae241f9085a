"""Zone events in a real data centre: depots and the district in the incident's log, each once, whoever looks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from yanqing_eco_plugin.core.data_centre import DataCentre, create_centre
from yanqing_eco_plugin.core.demo import DISTRICT
from yanqing_eco_plugin.core.demo.emergency import exercise_resources
from yanqing_eco_plugin.core.demo.emergency_roads import CENTRE_PLACE
from yanqing_eco_plugin.core.emergency import open_incident, send_order
from yanqing_eco_plugin.layers import incident_tracking
from yanqing_eco_plugin.layers.incident_tracking import advance_orders, edits_of

START = datetime(2026, 5, 1, 2, tzinfo=UTC)
LON, LAT = CENTRE_PLACE
SCENE = (LON + 0.15, LAT)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[DataCentre]:
    """U01 is ordered from its depot to an incident within the district."""
    with create_centre(tmp_path / "centre", district=DISTRICT, synthetic=True) as made:
        made.write_features("resource", exercise_resources())
        outline = shapely.MultiPolygon([shapely.box(LON - 0.2, LAT - 0.2, LON + 0.2, LAT + 0.2)])
        district = pd.DataFrame([{"code": DISTRICT.code, "name": DISTRICT.name}])
        made.write_features("district", gpd.GeoDataFrame(district, geometry=[outline], crs=4326))
        made.change(edits_of(open_incident("fire", shapely.Point(SCENE), at=START)))
        incident = made.features("incident").iloc[0].to_dict()
        unit = made.features("resource", where={"resource_id": "U01"}).iloc[0].to_dict()
        made.change(edits_of(send_order(incident, unit, at=START + timedelta(seconds=5))))
        yield made


def drive(centre: DataCentre, *stops: tuple[float, tuple[float, float]]) -> None:
    rows = [("U01", pd.Timestamp(START) + pd.Timedelta(seconds=at), *place) for at, place in stops]
    centre.append_fixes(pd.DataFrame(rows, columns=["resource_id", "time", "lon", "lat"]))


def home(centre: DataCentre) -> tuple[float, float]:
    rows = centre.features("resource")
    place = rows[rows["resource_id"] == rows.set_index("resource_id").loc["U01", "home"]].geometry.iloc[0]
    return place.x, place.y


def incident_of(centre: DataCentre) -> str:
    return str(centre.features("incident")["incident_id"].iloc[0])


def told(centre: DataCentre) -> list[tuple[str, str]]:
    log = centre.features("log_entry", where={"kind": "fence"}).fillna({"text": ""}).sort_values(["time", "text"])
    return list(zip(log["event"], log["text"]))


def test_depots_and_the_district_are_in_the_log(centre: DataCentre) -> None:
    depot = home(centre)
    away = (LON + 0.3, LAT)
    drive(
        centre, (0, depot), (10, depot), (60, (LON + 0.1, LAT)), (120, SCENE), (180, away), (240, SCENE), (300, depot)
    )
    now = START + timedelta(hours=1)
    incident_id = incident_of(centre)
    assert advance_orders(centre, incident_id, now=now) == 2 + 8
    yard = centre.features("resource").set_index("resource_id").loc["D1", "name"]
    assert told(centre) == [
        ("fence.left", yard),
        ("fence.entered", ""),
        ("fence.left", ""),
        ("fence.left", DISTRICT.name),
        ("fence.entered", ""),
        ("fence.entered", DISTRICT.name),
        ("fence.left", ""),
        ("fence.entered", yard),
    ]
    assert advance_orders(centre, incident_id, now=now) == 0


def test_of_two_windows_that_look_at_once_one_writes(centre: DataCentre, monkeypatch: pytest.MonkeyPatch) -> None:
    drive(centre, (0, home(centre)), (10, home(centre)), (60, (LON + 0.1, LAT)))
    now, incident_id = START + timedelta(hours=1), incident_of(centre)
    find, looks = incident_tracking.unlogged, []

    def slowly(*arguments: object) -> pd.DataFrame:
        found = find(*arguments)
        if not looks:
            # The other window has found the same, and writes first.
            looks.append(len(found))
            assert advance_orders(centre, incident_id, now=now + timedelta(seconds=1)) == 1
        return found

    monkeypatch.setattr(incident_tracking, "unlogged", slowly)
    # That the unit moves; of the zones nothing is left to write.
    assert advance_orders(centre, incident_id, now=now) == 1
    assert looks == [1]
    assert [event for event, _ in told(centre)] == ["fence.left"]
