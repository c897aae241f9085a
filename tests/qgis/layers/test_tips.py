"""Map tips and field names."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsVectorLayer,
)

from yanqing_eco_plugin.core.data_centre import DataCentre
from yanqing_eco_plugin.core.standards import KINDS
from yanqing_eco_plugin.layers.moment import moment_layer
from yanqing_eco_plugin.layers.sources import district_layer, network_layer, township_layer
from yanqing_eco_plugin.layers.tips import apply_tips


def told(layer: QgsVectorLayer) -> list[str]:
    """The tip of each feature, as QGIS fills it in."""
    texts = []
    for feature in layer.getFeatures():
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        context.setFeature(feature)
        texts.append(QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context))
    return texts


def one_station(language: str = "zh", kind: str = "air", **columns: object) -> str:
    row = {"station_id": "A1", "kind": kind, "name": "延庆城区", "name_en": "Yanqing town", "scheme": "aqi"}
    frame = pd.DataFrame([{**row, "newest": pd.Timestamp("2026-05-01T04:00Z"), "state": "online", **columns}])
    frame = gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy([116.0], [40.5]), crs=4326)
    return told(moment_layer(frame, kind, pd.Timestamp("2026-05-01T05:00Z").to_pydatetime(), language))[0]


def test_a_tip_tells_values_with_units_level_time_age_and_state(qgis_app: QgsApplication) -> None:
    text = one_station(pm2_5=38.0, co=0.6, level=2, index_value=54, age_s=3600 * 3)
    for part in ("延庆城区", "空气综合站", "PM2.5", "38", "µg/m³", "0.6", "mg/m³", "良", "54", "#ffff00"):
        assert part in text
    # 04:00 UTC is noon on the district's clock.
    assert "2026-05-01 12:00" in text
    assert "在线" in text
    assert "3 小时前" in text
    assert "SO₂" not in text, "what the station did not send is not told"


def test_a_tip_in_english(qgis_app: QgsApplication) -> None:
    text = one_station("en", pm2_5=38.0, level=2, index_value=54, age_s=300, alarms="exceedance:pm2_5")
    for part in ("Yanqing town", "Comprehensive air stations", "Good", "5 min ago", "Online"):
        assert part in text
    assert "PM2.5 exceeds its limit" in text


@pytest.mark.parametrize(
    ("age", "words"), [(5, "刚刚"), (119, "刚刚"), (120, "2 分钟前"), (7200, "2 小时前"), (172800, "2 天前")]
)
def test_age_in_words(qgis_app: QgsApplication, age: int, words: str) -> None:
    assert words in one_station(age_s=age)


def test_an_offline_station_says_so(qgis_app: QgsApplication) -> None:
    assert "离线" in one_station(state="none", newest=pd.NaT)


def test_a_switch_is_on_or_off(qgis_app: QgsApplication) -> None:
    text = one_station(kind="fume", scheme="fume", level=4, purifier_on=0.0, fan_on=1.0, alarms="purifier_off")
    assert "净化器未开" in text
    assert ">关<" in text
    assert ">开<" in text


def test_a_name_cannot_bring_html_into_the_tip(qgis_app: QgsApplication) -> None:
    text = one_station(name="<script>alert(1)</script>&", address="<img src=x>")
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in text


def test_every_network_of_a_centre_has_tips_without_an_error(centre: DataCentre) -> None:
    for kind in KINDS.values():
        layer = network_layer(centre, kind.name)
        apply_tips(layer, "zh")
        for feature, text in zip(layer.getFeatures(), told(layer)):
            assert feature["name"] in text
            assert "[%" not in text
            assert kind.zh in text


def test_a_township_tells_how_many_stations_it_rests_on(centre: DataCentre) -> None:
    layer = township_layer(centre)
    apply_tips(layer, "zh")
    status = centre.features("township_live").set_index("code")
    for feature, text in zip(layer.getFeatures(), told(layer)):
        row = status.loc[feature["code"]]
        assert row["name"] in text
        assert f"{row['reporting']} / {row['stations']}" in text


def test_fields_have_names_in_both_languages(centre: DataCentre) -> None:
    layer = network_layer(centre, "air")
    apply_tips(layer, "zh")
    assert layer.attributeDisplayName(layer.fields().lookupField("pm2_5")) == "PM2.5 (µg/m³)"
    assert layer.attributeDisplayName(layer.fields().lookupField("primary_pollutant")) == "首要污染物"
    apply_tips(layer, "en")
    assert layer.attributeDisplayName(layer.fields().lookupField("state")) == "State"
    district = district_layer(centre)
    apply_tips(district, "en")
    assert district.displayExpression()


def test_every_field_of_the_live_tables_has_a_word(centre: DataCentre) -> None:
    for layer in (network_layer(centre, "air"), township_layer(centre)):
        apply_tips(layer, "zh")
        for index, field in enumerate(layer.fields()):
            alias = layer.attributeAlias(index)
            assert alias
            assert alias != field.name() or field.name() == "fid", field.name()
