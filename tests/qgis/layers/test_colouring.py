"""What the stations look like, read from rendered pictures."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from qgis.core import QgsApplication, QgsVectorLayer
from qgis.PyQt.QtGui import QFont, QFontInfo, QRawFont

from yanqing_eco_plugin.core.data_centre import DataCentre
from yanqing_eco_plugin.core.standards import KINDS, LEVELS, level_colour
from yanqing_eco_plugin.layers.colouring import INDEX, Colouring, apply_colouring, colouring_of, legend_heading
from yanqing_eco_plugin.layers.lettering import FAMILIES, text_format
from yanqing_eco_plugin.layers.moment import moment_layer
from yanqing_eco_plugin.layers.sources import network_layer

from .pictures import colours, picture, place

LON, LAT = 115.97, 40.45
STREET_M, DISTRICT_M = 300, 60_000


def stations(kind: str = "micro", **columns: object) -> QgsVectorLayer:
    """A layer of one or several stations at the same place."""
    count = max((len(value) for value in columns.values() if isinstance(value, list)), default=1)
    frame = pd.DataFrame(
        {
            "station_id": [f"S{number}" for number in range(count)],
            "kind": kind,
            "name": "测试站",
            "scheme": "aqi",
            "state": "online",
            **columns,
        }
    )
    points = gpd.points_from_xy([LON] * count, [LAT] * count)
    return moment_layer(
        gpd.GeoDataFrame(frame, geometry=points, crs=4326), kind, pd.Timestamp("2026-05-01T00:00Z").to_pydatetime()
    )


def legend(layer: QgsVectorLayer) -> list[str]:
    return [item.label() for item in layer.renderer().legendSymbolItems()]


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5, 6])
def test_a_level_has_its_colour_of_the_standard(qgis_app: QgsApplication, level: int) -> None:
    """HJ 633-2026 table 1, as levels.csv has it."""
    image = picture([stations(level=level)], place(LON, LAT), STREET_M)
    assert colours(image, 0.005) == {level_colour("aqi", level)}


def test_of_two_stations_at_one_place_the_worse_is_seen(qgis_app: QgsApplication) -> None:
    for levels in ([2, 5], [5, 2]):
        image = picture([stations(level=levels)], place(LON, LAT), STREET_M)
        assert colours(image, 0.005) == {level_colour("aqi", 5)}


def test_an_offline_station_is_hollow_whatever_it_said_last(qgis_app: QgsApplication) -> None:
    image = picture([stations(level=5, state="none")], place(LON, LAT), STREET_M)
    assert colours(image, 0.005) == {"#ffffff"}
    assert level_colour("aqi", 5) not in colours(image, 0.1)
    assert len(colours(image, 0.1)) > 1


def test_a_stale_station_is_faded_and_wears_a_clock(qgis_app: QgsApplication) -> None:
    fresh = picture([stations(level=4)], place(LON, LAT), STREET_M)
    stale = picture([stations(level=4, state="stale")], place(LON, LAT), STREET_M)
    assert colours(stale, 0.005) != colours(fresh, 0.005)
    assert colours(stale, 0.005) != {"#ffffff"}
    painted = [sum(image.pixelColor(x, 200).name() != "#ffffff" for x in range(150, 250)) for image in (fresh, stale)]
    assert painted[1] > painted[0], "the ring of the clock lies outside the marker"


def test_a_faulty_station_wears_a_red_ring(qgis_app: QgsApplication) -> None:
    image = picture([stations(level=1, state="fault")], place(LON, LAT), STREET_M)
    red = level_colour("compliance", 2)
    assert red in colours(image, 0.2)
    assert red not in colours(picture([stations(level=1)], place(LON, LAT), STREET_M), 0.2)


def test_a_station_that_reports_without_a_level_is_drawn_too(qgis_app: QgsApplication) -> None:
    image = picture([stations(level=None)], place(LON, LAT), STREET_M)
    assert len(colours(image, 0.1)) > 1


def test_micro_stations_are_dots_on_the_district_and_markers_in_the_street(qgis_app: QgsApplication) -> None:
    layer, spot, level = stations(level=4), place(LON, LAT), level_colour("aqi", 4)

    def width(metres: float) -> int:
        image = picture([layer], spot, metres)
        return sum(image.pixelColor(x, 200).name() == level for x in range(400))

    assert 0 < width(DISTRICT_M) <= 7
    assert width(STREET_M) >= 2 * width(DISTRICT_M)


def test_kinds_have_different_shapes(qgis_app: QgsApplication) -> None:
    seen = set()
    for kind in KINDS:
        layer = stations(kind, level=1, scheme="aqi")
        apply_colouring(layer, Colouring("leq"), "zh")  # no value: the same hollow colours for all
        image = picture([layer], place(LON, LAT), STREET_M)
        seen.add(bytes(image.copy(150, 150, 100, 100).bits().asstring(100 * 100 * 4)))
    assert len(seen) == len(KINDS)


@pytest.mark.parametrize(("language", "first", "last"), [("zh", "优", "故障"), ("en", "Excellent", "Faulty")])
def test_the_legend_names_levels_and_states(qgis_app: QgsApplication, language: str, first: str, last: str) -> None:
    layer = stations(level=1)
    apply_colouring(layer, INDEX, language)
    labels = legend(layer)
    assert (labels[0], labels[-1]) == (first, last)
    assert len(labels) == len(LEVELS["aqi"]) + 4


def test_a_property_is_coloured_by_the_limits_of_its_standard(qgis_app: QgsApplication) -> None:
    layer = stations(pm2_5=35.4, level=5)
    apply_colouring(layer, Colouring("pm2_5"), "zh")
    # 35.4 is judged as 35 (HJ 633 rounds first), which is the upper end of level 1.
    assert colours(picture([layer], place(LON, LAT), STREET_M), 0.005) == {level_colour("aqi", 1)}
    assert legend(layer)[:2] == ["优  ≤ 35 µg/m³", "良  35–60 µg/m³"]
    assert legend_heading("micro", colouring_of(layer), "zh") == "PM2.5 (µg/m³)"


def test_a_property_without_limits_gets_even_steps(qgis_app: QgsApplication) -> None:
    layer = stations("weather", temperature=[1.0, 9.0, 17.0, 30.0])
    apply_colouring(layer, Colouring("temperature"), "en")
    steps = legend(layer)[:-4]
    assert len(steps) >= 4
    assert steps[0].startswith("≤")
    known = {level.colour for levels in LEVELS.values() for level in levels}
    assert not known & colours(picture([layer], place(LON, LAT), STREET_M), 0.005)


def test_a_property_nobody_measured_leaves_hollow_markers(qgis_app: QgsApplication) -> None:
    layer = stations("weather")
    apply_colouring(layer, Colouring("temperature"), "zh")
    assert legend(layer)[0] == "无此项数值"
    apply_colouring(layer, Colouring("no_such_property"), "zh")
    picture([layer], place(LON, LAT), STREET_M, labels=True)


def test_every_network_can_be_coloured_by_all_it_measures(centre: DataCentre) -> None:
    for kind in KINDS.values():
        layer = network_layer(centre, kind.name)
        for colouring in (INDEX, *(Colouring(prop) for prop in kind.properties)):
            apply_colouring(layer, colouring, "en")
            assert colouring_of(layer) == colouring
            assert legend_heading(kind.name, colouring, "en")
            assert all(text.strip() for text in legend(layer))


def test_labels_show_in_the_street_and_not_on_the_district(qgis_app: QgsApplication) -> None:
    layer, spot = stations(level=3, index_value=123), place(LON, LAT)
    near = [picture([layer], spot, STREET_M, labels=labels) for labels in (False, True)]
    far = [picture([layer], spot, DISTRICT_M, labels=labels) for labels in (False, True)]
    assert near[0] != near[1]
    assert far[0] == far[1]


def test_the_lettering_has_chinese_characters(qgis_app: QgsApplication) -> None:
    if not any(QFontInfo(QFont(name)).family() == name for name in FAMILIES):
        pytest.skip("no Chinese font is installed here")
    raw = QRawFont.fromFont(text_format(8).font())
    assert all(raw.supportsCharacter(character) for character in "延庆区一张图劣")
