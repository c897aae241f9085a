"""Emergency resources on the map: where they are, how old that is, and what a refresh touches."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsExpressionContextUtils,
    QgsProject,
    QgsRenderContext,
    QgsSymbolLayer,
)

from yanqing_eco_plugin.core.data_centre import DataCentre, create_centre
from yanqing_eco_plugin.core.demo import DISTRICT
from yanqing_eco_plugin.core.demo.emergency import EXERCISE_PLACE, create_exercise, exercise_tracks, store_tracks
from yanqing_eco_plugin.layers.incident_areas import style_affected_areas
from yanqing_eco_plugin.layers.incident_tracking import advance_orders
from yanqing_eco_plugin.layers.incidents import geofence_layer, incident_layer
from yanqing_eco_plugin.layers.refresh import LiveRefresh
from yanqing_eco_plugin.layers.resource_markers import KINDS, NAMES_FROM, STATE_COLOURS, legend_order, resource_rules
from yanqing_eco_plugin.layers.resource_tracks import draw_tracks, read_tracks, track_layer, update_tracks
from yanqing_eco_plugin.layers.resources import resource_layer, style_resources
from yanqing_eco_plugin.layers.watching import fingerprints


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def centre(qgis_app, tmp_path: Path):
    with create_centre(tmp_path / "centre", district=DISTRICT, synthetic=True) as made:
        yield made


@pytest.fixture
def played(centre: DataCentre, now: datetime):
    """Five minutes into the exercise: everybody has left or soon will, two are silent, one jumps."""
    start = now - timedelta(minutes=10)
    exercise = create_exercise(centre, start=start)
    refused = store_tracks(centre, exercise_tracks(start, seconds=590))
    return exercise, refused


def test_the_wild_fixes_draw_nothing_wrong(centre: DataCentre, played) -> None:
    _, refused = played
    assert set(refused["unit_id"]) == {"U06"}
    assert set(refused["reason"]) == {"impossible_speed"}
    layer = resource_layer(centre)
    places = {feature["resource_id"]: feature.geometry().asPoint() for feature in layer.getFeatures()}
    assert len(places) == 15
    assert all(abs(place.x() - EXERCISE_PLACE[0]) < 0.15 for place in places.values())


def test_silent_units_are_stale_and_fade(centre: DataCentre, played) -> None:
    layer = resource_layer(centre)
    states = {feature["resource_id"]: feature["fix_state"] for feature in layer.getFeatures()}
    assert states["U04"] == "stale"
    assert states["U01"] == "online"
    assert states["D1"] == "none"
    rules = resource_rules("zh")  # the rules live as long as their renderer
    symbols = rules.rootRule().descendants()
    rule = next(each for each in symbols if each.symbol() is not None)
    opacity = rule.symbol().dataDefinedProperties().property(0)
    told = {}
    for feature in layer.getFeatures():
        context = QgsExpressionContext()
        context.appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        context.setFeature(feature)
        told[feature["resource_id"]] = QgsExpression(opacity.expressionString()).evaluate(context)
    # A depot needs no fix to be where it is.
    assert told["U01"] == told["D1"] == 100
    assert 25 <= told["U04"] < 60


def test_every_kind_and_state_has_a_rule_that_draws(centre: DataCentre, played) -> None:
    rules = resource_rules("en")
    groups = rules.rootRule().children()
    assert len(groups) == len(KINDS)
    assert all(len(group.children()) == len(STATE_COLOURS) for group in groups)
    assert {group.label() for group in groups} >= {"Vehicle", "Depot"}
    layer = resource_layer(centre, language="en")
    renderer = layer.renderer().embeddedRenderer()
    context = QgsRenderContext()
    renderer.startRender(context, layer.fields())
    drawn = []
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        drawn.append(renderer.willRenderFeature(feature, context))
    renderer.stopRender(context)
    assert all(drawn)
    shown = legend_order(layer)
    assert 0 in shown
    assert len(shown) < len(KINDS) * (1 + len(STATE_COLOURS))


def test_labels_say_the_age_with_the_name_and_from_far_away_where_it_is_stale(centre: DataCentre, played) -> None:
    layer = resource_layer(centre, language="zh")
    far, both, _ = layer.labeling().rootRule().children()
    features = {feature["resource_id"]: feature for feature in layer.getFeatures()}

    def told(text: str, name: str) -> object:
        context = QgsExpressionContext()
        context.setFeature(features[name])
        return QgsExpression(text).evaluate(context)

    minutes = features["U04"]["age_s"] // 60
    assert told(both.settings().fieldName, "U04") == f"示意监测车2\n{minutes} 分钟前"
    assert told(far.settings().fieldName, "U04") == f"⚠ {minutes} 分钟前"
    assert [name for name in features if features[name]["fix_state"] == "stale"] == [
        name for name in features if told(far.filterExpression(), name)
    ]
    style_resources(layer, "en")
    assert "min ago" in layer.labeling().rootRule().children()[1].settings().fieldName


def test_from_far_away_a_fresh_fix_tells_its_age_in_the_marker(centre: DataCentre, played) -> None:
    layer = resource_layer(centre, language="zh")
    symbol = layer.renderer().embeddedRenderer().rootRule().descendants()[1].symbol()
    texts = [part for part in symbol.symbolLayers() if part.layerType() == "FontMarker"]
    assert len(texts) == 2, "a halo and the letters"
    told = {}
    for feature in layer.getFeatures():
        for scale in (NAMES_FROM + 1, NAMES_FROM - 1):
            context = QgsExpressionContext()
            scope = QgsExpressionContextScope()
            scope.setVariable("map_scale", scale)
            context.appendScope(scope)
            context.setFeature(feature)
            of = QgsSymbolLayer.Property
            shown, text = (
                QgsExpression(texts[1].dataDefinedProperties().property(one).expressionString()).evaluate(context)
                for one in (of.PropertyLayerEnabled, of.PropertyCharacter)
            )
            told[feature["resource_id"], scale > NAMES_FROM] = text if shown else ""
    assert told["U01", True] == "刚刚"
    assert told["U01", False] == "", "the label says it"
    # A stale one has a label, and what stays in place has no age.
    assert told["U04", True] == told["D1", True] == ""


def test_a_fix_touches_the_resources_and_nothing_else(centre: DataCentre, played, now: datetime) -> None:
    before = fingerprints(centre)
    assert fingerprints(centre) == before
    moved = pd.DataFrame({"resource_id": ["U01"], "time": [pd.Timestamp(now)], "lon": [115.95], "lat": [40.39]})
    centre.append_fixes(moved)
    after = fingerprints(centre)
    changed = {part for part in after if after[part] != before.get(part)}
    assert changed == {"resource"}
    # The provider does not have to count anew: the resources are the same, only elsewhere.
    assert after["resource"][0] == before["resource"][0]


def test_the_live_refresh_follows_resources(centre: DataCentre, played) -> None:
    project = QgsProject()
    layer = resource_layer(centre)
    project.addMapLayers([layer, incident_layer(centre), geofence_layer(centre)])
    refresh = LiveRefresh(project)
    assert set(refresh._live_layers().values()) == {centre.address}
    assert len(refresh._live_layers()) == 3


def test_tracks_are_drawn_anew_only_where_somebody_moved(centre: DataCentre, played, now: datetime) -> None:
    layer = track_layer(centre)
    assert update_tracks(layer, centre, now=now) == 12
    assert update_tracks(layer, centre, now=now) == 0
    moved = pd.DataFrame({"resource_id": ["U01"], "time": [pd.Timestamp(now)], "lon": [115.95], "lat": [40.39]})
    centre.append_fixes(moved)
    assert update_tracks(layer, centre, now=now) == 1
    assert layer.featureCount() == 12
    assert update_tracks(layer, centre, now=now + timedelta(hours=9)) == 0
    assert layer.featureCount() == 0


def test_tracks_are_read_apart_from_drawing(centre: DataCentre, played, now: datetime) -> None:
    found = read_tracks(centre, now=now)
    assert set(found.lines) == set(found.ends)
    layer = track_layer(centre)
    assert draw_tracks(layer, found) == 12
    again = read_tracks(centre, found.ends, now=now)
    assert not again.lines
    assert again.ends == found.ends
    # The line is that of the fixes, one in each ten seconds.
    unit = next(feature for feature in layer.getFeatures() if feature["resource_id"] == "U01")
    held = centre.fixes(["U01"], now - timedelta(hours=2), now, every_s=10.0)
    assert [(point.x(), point.y()) for point in unit.geometry().asPolyline()] == list(zip(held["lon"], held["lat"]))


def test_orders_follow_the_tracks_and_are_written_once(centre: DataCentre, played, now: datetime) -> None:
    exercise, _ = played
    first = advance_orders(centre, exercise.incident_id, now=now)
    orders = centre.features("dispatch_order").set_index("resource_id")
    moving, zones = (orders["state"] == "moving").sum(), centre.features("log_entry", where={"kind": "fence"})
    assert first == moving + len(zones)
    assert moving > 2
    # Some have left their depots, and nobody is at the scene yet.
    assert "fence.left" in set(zones["event"])
    assert zones["geofence_id"].str.startswith("depot-D").all()
    assert orders.loc["U04", "state"] == "ordered"
    assert advance_orders(centre, exercise.incident_id, now=now) == 0
    rest = exercise_tracks(exercise.start, seconds=1_500)
    store_tracks(centre, rest)
    later = exercise.start + timedelta(seconds=1_500)
    assert advance_orders(centre, exercise.incident_id, now=later) > 0
    orders = centre.features("dispatch_order").set_index("resource_id")
    assert (orders.drop(index="U04")["state"] == "on_scene").all()
    log = centre.features("log_entry")
    arrived = log[(log["event"] == "fence.entered") & log["geofence_id"].str.endswith("-scene")]
    assert len(arrived) == len(orders) - 1
    assert advance_orders(centre, exercise.incident_id, now=later) == 0


def test_a_layer_that_is_none_of_ours_is_left_alone(qgis_app) -> None:
    from qgis.core import QgsRasterLayer

    style_affected_areas(QgsRasterLayer("/nowhere.tif", "raster"))
