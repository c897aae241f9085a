"""Townships and district as they are drawn."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication, QgsFeature, QgsField, QgsGeometry, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtGui import QColor

from yanqing_eco_plugin.compat import FieldType
from yanqing_eco_plugin.core.data_centre import DataCentre
from yanqing_eco_plugin.core.standards import LEVELS, level_colour
from yanqing_eco_plugin.layers.sources import district_layer, township_layer
from yanqing_eco_plugin.layers.township import style_district, style_townships

from .pictures import colours, picture, place

LON, LAT = 115.97, 40.45


def township(level: int | None, state: str) -> QgsVectorLayer:
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", "towns", "memory")
    types = {"code": FieldType.TEXT, "name": FieldType.TEXT, "name_en": FieldType.TEXT, "state": FieldType.TEXT}
    types |= {"level": FieldType.LONG, "index_value": FieldType.LONG}
    layer.dataProvider().addAttributes([QgsField(name, kind) for name, kind in types.items()])
    layer.updateFields()
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["1", "延庆镇", "", state, level, 88])
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(LON - 0.5, LAT - 0.5, LON + 0.5, LAT + 0.5)))
    layer.dataProvider().addFeature(feature)
    style_townships(layer, "zh")
    return layer


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5, 6])
def test_a_township_is_tinted_with_the_colour_of_its_level(qgis_app: QgsApplication, level: int) -> None:
    tint = QColor(colours(picture([township(level, "online")], place(LON, LAT), 30_000), 0.005).pop())
    wanted = QColor(level_colour("aqi", level))
    assert tint.name() != wanted.name(), "paler than the markers that stand on it"
    assert tint.hslHue() == pytest.approx(wanted.hslHue(), abs=3)


@pytest.mark.parametrize(("level", "state"), [(None, "online"), (3, "none")])
def test_a_township_without_a_level_is_hatched(qgis_app: QgsApplication, level: int | None, state: str) -> None:
    seen = colours(picture([township(level, state)], place(LON, LAT), 30_000), 0.2)
    assert "#ffffff" in seen
    assert all(QColor(colour).hslSaturation() == 0 for colour in seen)


def test_name_and_index_are_written(qgis_app: QgsApplication) -> None:
    layer = township(2, "online")
    plain, labelled = (picture([layer], place(LON, LAT), 90_000, labels=labels) for labels in (False, True))
    assert plain != labelled


def test_the_townships_of_a_centre(centre: DataCentre) -> None:
    layer = township_layer(centre)
    style_townships(layer, "en")
    labels = [item.label() for item in layer.renderer().legendSymbolItems()]
    assert labels[:-1] == [level.en for level in LEVELS["aqi"]]


def test_the_district_is_a_line_without_a_filling(centre: DataCentre) -> None:
    layer = district_layer(centre)
    style_district(layer)
    middle = place(*layer.extent().center())
    assert colours(picture([layer], middle, 90_000), 0.005) == {"#ffffff"}
    assert len(colours(picture([layer], middle, 90_000))) > 1
