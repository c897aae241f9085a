"""The townships at a past moment, drawn as the live map draws them."""

from __future__ import annotations

from datetime import datetime

import geopandas as gpd
from qgis.core import QgsFeature, QgsField, QgsGeometry, QgsVectorLayer

from ...layers.sources import centre_address, mark_layer
from .clock import local_text
from .past_map import refill

__all__ = ["fill_past_township_layer", "past_township_layer"]

_LIVE_NAME = "yanqing_eco/live_name"


def past_township_layer(
    live: QgsVectorLayer, areas: gpd.GeoDataFrame, when: datetime, utc_offset_hours: float
) -> QgsVectorLayer:
    """A memory layer with the fields and the style of the live one.

    Parameters
    ----------
    areas
        As `past_townships` gives them.
    """
    layer = QgsVectorLayer("MultiPolygon?crs=EPSG:4326", "", "memory")
    layer.dataProvider().addAttributes([QgsField(field.name(), field.type()) for field in live.fields()])
    layer.updateFields()
    mark_layer(layer, "moment_township", centre_address(live), utc_offset_hours)
    layer.setCustomProperty(_LIVE_NAME, live.name())
    layer.setCustomProperty("skipMemoryLayersCheck", 1)
    layer.setRenderer(live.renderer().clone())
    if live.labeling() is not None:
        layer.setLabeling(live.labeling().clone())
    layer.setLabelsEnabled(live.labelsEnabled())
    layer.setDisplayExpression(live.displayExpression())
    layer.setMapTipTemplate(live.mapTipTemplate())
    fill_past_township_layer(layer, areas, when, utc_offset_hours)
    layer.setReadOnly(True)
    return layer


def fill_past_township_layer(
    layer: QgsVectorLayer, areas: gpd.GeoDataFrame, when: datetime, utc_offset_hours: float
) -> None:
    """Show another moment in the same layer; the map is drawn once."""
    fields = layer.fields()
    names = [name if name in areas.columns else None for name in fields.names()]
    features = []
    for row, shape in zip(areas.to_dict("records"), areas.geometry):
        feature = QgsFeature(fields)
        feature.setAttributes([None if name is None else _plain(row[name]) for name in names])
        if shape is not None:
            geometry = QgsGeometry()
            geometry.fromWkb(shape.wkb)
            feature.setGeometry(geometry)
        features.append(feature)
    refill(layer, features, f"{layer.customProperty(_LIVE_NAME)} {local_text(when, utc_offset_hours)}")


def _plain(value: object) -> object:
    """A value as a field of a layer takes it: instants as the centre's UTC text, nothing for every kind of missing."""
    if value is None or value != value:
        return None
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return value.item() if hasattr(value, "item") else value
