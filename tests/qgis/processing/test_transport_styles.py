"""How results on transport look: legends that say what is drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsRasterLayer,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
)
from rasterio.transform import from_origin

from yanqing_eco_plugin.layers.transport import (
    style_clusters,
    style_path_points,
    style_paths,
    style_source_regions,
)
from yanqing_eco_plugin.processing_algorithms.styling import style_when_loaded


def labels(layer: QgsVectorLayer) -> list[str]:
    renderer = layer.renderer()
    assert isinstance(renderer, QgsRuleBasedRenderer)
    return [rule.label() for rule in renderer.rootRule().children()]


def layer_of(kind: str, columns: str, rows: list[tuple[str, list[object]]]) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326&{columns}", "made up", "memory")
    features = []
    for wkt, values in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(values)
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer


def test_trajectories_by_starting_height(qgis_app) -> None:
    columns = "field=start_height_m:double&field=earliest:datetime&field=latest:datetime"
    rows = [("LineString (0 0, 1 1)", [height, None, None]) for height in (500.0, 100.0, 500.0)]
    layer = layer_of("LineString", columns, rows)
    style_paths(layer, "zh")
    assert labels(layer) == ["起始高度 100 m", "起始高度 500 m"]
    assert layer.temporalProperties().isActive()
    assert layer.temporalProperties().startField() == "earliest"
    style_paths(layer, "en")
    assert labels(layer)[0] == "Start at 100 m"
    crowded = layer_of("LineString", columns, [("LineString (0 0, 1 1)", [float(h), None, None]) for h in range(40)])
    style_paths(crowded, "en")
    assert len(labels(crowded)) == 1


def test_hourly_points_by_height(qgis_app) -> None:
    rows = [(f"Point ({place} 0)", [float(height), None]) for place, height in enumerate((200, 900, 3100))]
    layer = layer_of("Point", "field=height_m:double&field=time:datetime", rows)
    style_path_points(layer, "en")
    assert len(labels(layer)) >= 3
    renderer = layer.renderer()
    conditions = [rule.filterExpression() for rule in renderer.rootRule().children()]
    for feature in layer.getFeatures():
        scope = QgsExpressionContext()
        scope.setFeature(feature)
        assert sum(QgsExpression(condition).evaluate(scope) for condition in conditions) == 1
    colours = {rule.symbol().color().name() for rule in renderer.rootRule().children()}
    assert len(colours) == len(labels(layer))
    one = layer_of("Point", "field=height_m:double&field=time:datetime", rows[:1])
    style_path_points(one, "en")
    assert len(labels(one)) == 1


def test_clusters_tell_their_share(qgis_app) -> None:
    rows = [("LineString (0 0, 1 1)", [1, 6, 0.75]), ("LineString (0 0, 1 2)", [2, 2, 0.25])]
    means = layer_of("LineString", "field=cluster:integer&field=members:integer&field=share:double", rows)
    style_clusters(means, "en")
    assert labels(means) == ["Cluster 1: 75 % (6)", "Cluster 2: 25 % (2)"]
    paths = layer_of("LineString", "field=cluster:integer", [("LineString (0 0, 1 1)", [n]) for n in (0, 1, 2)])
    style_clusters(paths, "zh")
    assert labels(paths)[0] == "不完整轨迹"


@pytest.mark.parametrize("highest", [0.8, 0.0])
def test_source_regions_say_method_and_rule(qgis_app, tmp_path: Path, highest: float) -> None:
    band = np.linspace(0.0, highest, 30, dtype="float32").reshape(5, 6)
    profile = {"driver": "GTiff", "width": 6, "height": 5, "count": 1, "dtype": "float32", "crs": "EPSG:4326"}
    with rasterio.open(tmp_path / "a.tif", "w", transform=from_origin(115, 41, 0.5, 0.5), **profile) as target:
        target.write(band, 1)
    layer = QgsRasterLayer(str(tmp_path / "a.tif"), "x")
    style_source_regions(layer, "zh", method="cwt", rule="TrajStat: n > 80: 1", unit="µg/m³")
    assert layer.name() == "浓度权重 CWT · TrajStat: n > 80: 1"
    entries = layer.renderer().legendSymbologyItems()
    assert len(entries) >= 4
    assert all(text.endswith("µg/m³") for text, _ in entries)


def test_a_style_waits_until_the_layer_is_loaded(qgis_app) -> None:
    context = QgsProcessingContext()
    context.addLayerToLoadOnCompletion("some id", QgsProcessingContext.LayerDetails("name", None))
    for layer_id in ("some id", None, "another"):
        style_when_loaded(context, layer_id, style_paths)
    assert context.layerToLoadOnCompletionDetails("some id").postProcessor() is not None
    assert list(context.layersToLoadOnCompletion()) == ["some id"]
