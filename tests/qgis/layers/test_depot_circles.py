"""What is watched is what is seen: circles around depots on the ground, zones in force and no others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from pyproj import Geod
from qgis.core import QgsExpression, QgsExpressionContext, QgsFeature, QgsVectorLayer

from yanqing_eco_plugin.core.data_centre import DataCentre, District, create_centre
from yanqing_eco_plugin.core.emergency import circle_fence
from yanqing_eco_plugin.core.emergency.depot_zones import ignore_depot, set_depot_zone, stored_zones, usual_depot_zone
from yanqing_eco_plugin.layers.incident_tracking import edits_of
from yanqing_eco_plugin.layers.incidents import depot_circle_layer, geofence_layer

pytestmark = pytest.mark.usefixtures("qgis_app")
PLACE = shapely.Point(115.965, 40.41)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[DataCentre]:
    """Two depots and a vehicle, all at one place."""
    with create_centre(tmp_path / "centre", district=District("0", "test"), synthetic=True) as made:
        kinds = {"D1": "depot", "D2": "depot", "U1": "vehicle"}
        rows = pd.DataFrame([{"resource_id": name, "kind": kind, "state": "free"} for name, kind in kinds.items()])
        made.write_features("resource", gpd.GeoDataFrame(rows, geometry=[PLACE] * 3, crs=4326))
        yield made


def evaluated(expression: str, feature: QgsFeature) -> object:
    context = QgsExpressionContext()
    context.setFeature(feature)
    asked = QgsExpression(expression)
    found = asked.evaluate(context)
    assert not asked.hasEvalError()
    return found


def rules(layer: QgsVectorLayer) -> list[list[str]]:
    """By which rules each zone is drawn."""
    every = layer.renderer().rootRule().children()
    return [
        [rule.label() for rule in every if evaluated(rule.filterExpression(), feature)]
        for feature in layer.getFeatures()
    ]


def test_the_circle_is_the_one_that_is_watched(centre: DataCentre) -> None:
    layer = depot_circle_layer(centre, language="en")
    assert layer.name() == "Watched circle of depots, 150 m"
    assert sorted(feature["resource_id"] for feature in layer.getFeatures()) == ["D1", "D2"]
    generator = layer.renderer().symbol().symbolLayer(0)
    drawn = shapely.from_wkt(evaluated(generator.geometryExpression(), next(layer.getFeatures())).asWkt(10))
    # Within a metre of the circle of the watch, which is one on the ellipsoid.
    _, _, metres = Geod(ellps="WGS84").inv(*[[PLACE.x] * 73, [PLACE.y] * 73], *zip(*drawn.exterior.coords))
    assert metres == pytest.approx([150.0] * 73, abs=1.0)
    assert shapely.hausdorff_distance(drawn, circle_fence(PLACE, 150.0)) * 111_000 < 1.0


def test_a_zone_takes_the_circle_away_and_one_that_is_not_in_force_is_not_drawn(centre: DataCentre) -> None:
    circles, zones = depot_circle_layer(centre, language="en"), geofence_layer(centre, language="en")
    depot = centre.features("resource", where={"resource_id": "D1"}).iloc[0].to_dict()
    shown = lambda: (  # noqa: E731
        sorted(feature["resource_id"] for feature in circles.getFeatures()),
        rules(zones),
    )
    stored = lambda: stored_zones(centre.features("geofence").to_dict("records"), "D1")  # noqa: E731
    centre.change(edits_of(set_depot_zone(depot, circle_fence(PLACE, 300.0))))
    assert shown() == (["D2"], [["Zones"]])
    centre.change(edits_of(ignore_depot(depot, stored())))
    assert shown() == (["D2"], [[]])
    centre.change(edits_of(usual_depot_zone(stored())))
    assert shown() == (["D1", "D2"], [[]])
