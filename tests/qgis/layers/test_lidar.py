"""Lidar overlays as QGIS layers: colours, names, time, and what the map shows of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from qgis.core import (
    QgsApplication,
    QgsDateTimeRange,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QSize, Qt
from qgis.PyQt.QtGui import QColor, QImage

from yanqing_eco_plugin.core.demo.lidar import LIDAR_SITE, PLUMES, made_up_turn
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.core.lidar import scan_field
from yanqing_eco_plugin.core.lidar.geometry import from_site
from yanqing_eco_plugin.core.lidar.overlay import scan_overlay
from yanqing_eco_plugin.core.lidar.overlay_file import read_overlay_tags, write_overlay
from yanqing_eco_plugin.layers.lidar import lidar_layer, lidar_series_layers
from yanqing_eco_plugin.layers.lidar_shapes import dress_lidar_shapes


@pytest.fixture(scope="module")
def overlays(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Extinction at noon, 12:20 and 12:40 local time, given out of order."""
    folder = tmp_path_factory.mktemp("overlays")
    paths = []
    for minute in (20, 0, 40):
        made = made_up_turn(gates=600, start=datetime(2026, 1, 1, 4, minute, tzinfo=UTC), seed=minute)
        path = folder / f"{minute}.tif"
        write_overlay(path, scan_overlay(made.scan, scan_field(made.scan, "extinction"), size=(300, 300)))
        paths.append(path)
    return paths


def drawn(layers: list[QgsRasterLayer], time: QgsDateTimeRange | None = None) -> QImage:
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setExtent(layers[0].extent())
    settings.setOutputSize(QSize(300, 300))
    settings.setBackgroundColor(QColor("#0000ff"))
    if time is not None:
        settings.setIsTemporal(True)
        settings.setTemporalRange(time)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def colour_at(image: QImage, layer: QgsRasterLayer, east: float, north: float) -> QColor:
    x, y = from_site(LIDAR_SITE.longitude, LIDAR_SITE.latitude, layer.crs().authid()).transform(east, north)
    box = layer.extent()
    return image.pixelColor(
        int((x - box.xMinimum()) / box.width() * 300), int((box.yMaximum() - y) / box.height() * 300)
    )


def test_the_map_shows_plumes_and_leaves_the_rest_open(qgis_app: QgsApplication, overlays: list[Path]) -> None:
    layer = lidar_layer(overlays[1], language="zh")
    assert layer.name() == "气溶胶消光系数 2026-01-01 12:00 (合成数据)"
    image = drawn([layer])
    fire = colour_at(image, layer, PLUMES[2].east_m, PLUMES[2].north_m)
    calm = colour_at(image, layer, 1500.0, -1500.0)
    assert fire.lightness() < calm.lightness() - 50
    assert calm.red() > calm.blue()  # pale: clean air
    for blind in ((0.0, 0.0), (-4300.0, -4300.0)):
        assert colour_at(image, layer, *blind) == QColor("#0000ff")


def test_the_legend_has_the_unit(qgis_app: QgsApplication, overlays: list[Path]) -> None:
    layer = lidar_layer(overlays[0])
    items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert [item.label for item in items][:2] == ["0.00 km⁻¹", "0.20 km⁻¹"]
    # No statistics of a default style are computed and written beside the data.
    assert not overlays[0].with_name(f"{overlays[0].name}.aux.xml").exists()


def test_a_day_is_played_scan_by_scan(qgis_app: QgsApplication, overlays: list[Path]) -> None:
    layers = lidar_series_layers(overlays, language="en")
    assert [layer.name()[-17:-12] for layer in layers] == ["12:00", "12:20", "12:40"]
    ranges = [layer.temporalProperties().fixedTemporalRange() for layer in layers]
    assert ranges[0].end() == ranges[1].begin()
    assert all(layer.temporalProperties().isActive() for layer in layers)
    assert (
        len(
            {
                tuple(i.value for i in one.renderer().shader().rasterShaderFunction().colorRampItemList())
                for one in layers
            }
        )
        == 1
    )

    def shown(hour: int, minute: int) -> list[bool]:
        at = QDateTime.fromMSecsSinceEpoch(
            int(datetime(2026, 1, 1, hour, minute, tzinfo=UTC).timestamp() * 1000), Qt.TimeSpec.UTC
        )
        span = QgsDateTimeRange(at, at.addSecs(30))
        return [layer.temporalProperties().isVisibleInTemporalRange(span) for layer in layers]

    assert shown(4, 5) == [True, False, False]
    assert shown(4, 25) == [False, True, False]
    assert shown(4, 45) == [False, False, True]
    assert shown(9, 0) == [False, False, False]
    at = QDateTime.fromMSecsSinceEpoch(int(datetime(2026, 1, 1, 9, tzinfo=UTC).timestamp() * 1000), Qt.TimeSpec.UTC)
    empty = drawn(layers, QgsDateTimeRange(at, at.addSecs(60)))
    assert colour_at(empty, layers[0], 1500.0, -1500.0) == QColor("#0000ff")


def test_series_of_signals_share_the_ends_of_their_ramp(qgis_app: QgsApplication, tmp_path: Path) -> None:
    paths = []
    for number, shots in enumerate((10_000, 40_000)):
        made = made_up_turn(gates=300, shots=shots, start=datetime(2026, 1, 1, 4 + number, tzinfo=UTC))
        paths.append(tmp_path / f"{number}.tif")
        write_overlay(paths[-1], scan_overlay(made.scan, scan_field(made.scan, "rcs"), size=(120, 120)))
    layers = lidar_series_layers(paths)
    assert len({layer.renderer().classificationMax() for layer in layers}) == 1
    made = made_up_turn(gates=300)
    write_overlay(tmp_path / "e.tif", scan_overlay(made.scan, scan_field(made.scan, "extinction"), size=(50, 50)))
    with pytest.raises(InputError, match="no series"):
        lidar_series_layers([*paths, tmp_path / "e.tif"])


def test_mass_has_the_colours_of_the_levels(qgis_app: QgsApplication, overlays: list[Path], tmp_path: Path) -> None:
    from dataclasses import replace

    from yanqing_eco_plugin.core.lidar.overlay_file import overlay_of

    base = overlay_of(overlays[0])
    mass = replace(base, quantity="pm2_5", unit="µg/m³", values=(base.values * 260.0).astype(np.float32))
    write_overlay(tmp_path / "m.tif", mass)
    assert read_overlay_tags(tmp_path / "m.tif").unit == "µg/m³"
    layer = lidar_layer(tmp_path / "m.tif")
    items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert items[0].color == QColor("#00e400")
    assert items[-1].label.endswith("µg/m³")


def test_hot_spots_and_curtains_are_dressed(qgis_app: QgsApplication) -> None:
    from qgis.core import QgsFeature, QgsGeometry

    for kind, field in (("Polygon", "hot_spot:integer"), ("PolygonZ", "value:double"), ("LineStringZ", "value:double")):
        layer = QgsVectorLayer(
            f"{kind}?crs=EPSG:4326&field={field}&field=quantity:string&field=start:datetime&field=end:datetime",
            "x",
            "memory",
        )
        feature = QgsFeature(layer.fields())
        feature.setAttributes([1, "extinction", None, None])
        shape = "LineString Z (0 0 0, 0 0 9)" if "Line" in kind else "Polygon ((0 0, 1 0, 1 1, 0 0))"
        feature.setGeometry(QgsGeometry.fromWkt(shape))
        layer.dataProvider().addFeatures([feature])
        dress_lidar_shapes(layer)
        assert layer.name() != "x"
        assert layer.temporalProperties().isActive()
        assert layer.renderer().type() == ("singleSymbol" if "hot" in field else "graduatedSymbol")


def test_what_is_no_overlay_is_refused(qgis_app: QgsApplication, tmp_path: Path) -> None:
    (tmp_path / "x.tif").write_bytes(b"nothing")
    with pytest.raises(InputError):
        lidar_layer(tmp_path / "x.tif")
    plain = QgsVectorLayer("Point?crs=EPSG:4326&field=quantity:string", "x", "memory")
    dress_lidar_shapes(plain)
    assert plain.name() == "x"
