"""The circles of depots on the tables of a shared centre, drawn by QGIS's own provider; and looks that know what was."""

from __future__ import annotations

from datetime import timedelta

import geopandas as gpd
import pandas as pd
import pytest
import shapely

pytest.importorskip("qgis.core")

from tests.qgis.conftest import qgis_app  # noqa: F401
from tests.unit.emergency.exercise import START
from yanqing_eco_plugin.core.emergency import circle_fence, open_incident, send_order
from yanqing_eco_plugin.core.emergency.depot_zones import set_depot_zone, stored_zones, usual_depot_zone
from yanqing_eco_plugin.layers.incident_tracking import advance_orders, edits_of
from yanqing_eco_plugin.layers.incidents import depot_circle_layer
from yanqing_eco_plugin.layers.known_tracks import KnownTracks

pytestmark = pytest.mark.usefixtures("qgis_app")


@pytest.fixture
def centre(new_centre):
    made = new_centre()
    kinds = {"D1": "depot", "D2": "depot", "U1": "vehicle"}
    rows = pd.DataFrame([{"resource_id": name, "kind": kind, "state": "free"} for name, kind in kinds.items()])
    made.write_features("resource", gpd.GeoDataFrame(rows, geometry=[shapely.Point(116, 40.4)] * 3, crs=4326))
    return made


def test_only_depots_without_a_zone_have_the_circle(centre):
    layer = depot_circle_layer(centre, language="en")
    shown = lambda: sorted(feature["resource_id"] for feature in layer.getFeatures())  # noqa: E731
    assert layer.dataProvider().name() == "postgres"
    assert shown() == ["D1", "D2"]
    depot = centre.features("resource", where={"resource_id": "D1"}).iloc[0].to_dict()
    centre.change(edits_of(set_depot_zone(depot, circle_fence(depot["geometry"], 300.0))))
    assert shown() == ["D2"]
    centre.change(edits_of(usual_depot_zone(stored_zones(centre.features("geofence").to_dict("records"), "D1"))))
    assert shown() == ["D1", "D2"]


def test_looks_that_know_what_was_write_each_thing_once(centre):
    scene = shapely.Point(116.1, 40.4)
    centre.change(edits_of(open_incident("fire", scene, at=START)))
    incident = centre.features("incident").iloc[0].to_dict()
    unit = centre.features("resource", where={"resource_id": "U1"}).iloc[0].to_dict()
    centre.change(edits_of(send_order(incident, unit, at=START)))
    known, wrote = KnownTracks(), []
    for seconds, lon in ((0, 116.0), (600, 116.0), (1_200, 116.05), (1_800, 116.1), (1_500, 116.0), (2_400, 116.1)):
        now = START + timedelta(seconds=max(seconds, 1_800) if seconds == 1_500 else seconds)
        fix = {"resource_id": "U1", "time": pd.Timestamp(START) + pd.Timedelta(seconds, "s"), "lon": lon, "lat": 40.4}
        centre.append_fixes(pd.DataFrame([fix]))
        wrote.append(advance_orders(centre, incident["incident_id"], now=now, known=known))
    # Under way and out of two depots; there; back in both and away again, which came five minutes late; nothing new.
    assert wrote == [0, 0, 3, 2, 4, 0]
    # It is silent, and then tells where it was half an hour ago.
    for minutes in (60, 80, 100):
        assert advance_orders(centre, incident["incident_id"], now=START + timedelta(minutes=minutes), known=known) == 0
    fix = {"resource_id": "U1", "time": pd.Timestamp(START) + pd.Timedelta(70, "min"), "lon": 116.0, "lat": 40.4}
    centre.append_fixes(pd.DataFrame([fix]))
    assert advance_orders(centre, incident["incident_id"], now=START + timedelta(minutes=101), known=known) == 3
    assert advance_orders(centre, incident["incident_id"], now=START + timedelta(hours=2)) == 0
