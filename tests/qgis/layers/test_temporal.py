"""A network moved by the Temporal Controller."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from qgis.core import (
    QgsApplication,
    QgsDateTimeRange,
    QgsFeatureRequest,
    QgsInterval,
    QgsTemporalNavigationObject,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDateTime, Qt

from yanqing_eco_plugin.core.errors import Cancelled, InputError
from yanqing_eco_plugin.core.standards import level_colour
from yanqing_eco_plugin.layers.sources import layer_kind, layer_role
from yanqing_eco_plugin.layers.temporal import temporal_layer
from yanqing_eco_plugin.layers.temporal_store import write_temporal_store

from .pictures import colours, picture, place

START = datetime(2026, 4, 30, 16, tzinfo=UTC)  # midnight on the district's clock
END = START + timedelta(hours=24)
LON, LAT = 115.97, 40.45


def stations(count: int = 3) -> gpd.GeoDataFrame:
    ids = [f"S{number}" for number in range(count)]
    frame = pd.DataFrame({"station_id": ids, "kind": "micro", "name": ids, "name_en": None, "township": "1"})
    points = gpd.points_from_xy(LON + 0.01 * np.arange(count), np.full(count, LAT))
    return gpd.GeoDataFrame(frame, geometry=points, crs=4326)


def readings(count: int = 3, hours: int = 24) -> pd.DataFrame:
    times = pd.date_range(START + timedelta(hours=1), periods=hours, freq="h")
    rows = [(f"S{s}", "pm2_5", t, 3600, 10.0 * s + i) for s in range(count) for i, t in enumerate(times)]
    return pd.DataFrame(rows, columns=["station_id", "property", "time", "interval", "value"])


def made(observations: pd.DataFrame | None = None, **options: object) -> QgsVectorLayer:
    rows = readings() if observations is None else observations
    return temporal_layer(stations(), rows, "micro", "pm2_5", START, END, 3600, **options)


def span(hour: float, length: float = 1.0) -> QgsDateTimeRange:
    start = QDateTime.fromMSecsSinceEpoch(int(START.timestamp() * 1000 + hour * 3_600_000), Qt.TimeSpec.UTC)
    return QgsDateTimeRange(start, start.addSecs(int(length * 3600)), True, False)


def seen(layer: QgsVectorLayer, time: QgsDateTimeRange) -> list[tuple[str, float]]:
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    condition = layer.temporalProperties().createFilterString(context, time)
    found = layer.getFeatures(QgsFeatureRequest().setFilterExpression(condition))
    return sorted((feature["station_id"], feature["pm2_5"]) for feature in found)


def test_each_frame_of_the_controller_shows_its_hour_and_no_other(qgis_app: QgsApplication) -> None:
    layer = made()
    controller = QgsTemporalNavigationObject()
    controller.setTemporalExtents(QgsDateTimeRange(span(0).begin(), span(24).begin()))
    controller.setFrameDuration(QgsInterval(3600))
    for frame in range(24):
        time = controller.dateTimeRangeForFrameNumber(frame)
        assert seen(layer, time) == [(f"S{s}", 10.0 * s + frame) for s in range(3)], frame


def test_a_frame_of_several_hours_shows_all_of_them_and_one_between_two_full_hours_both(
    qgis_app: QgsApplication,
) -> None:
    layer = made()
    assert len(seen(layer, span(6, 6))) == 18
    assert len(seen(layer, span(6.5, 1))) == 6
    assert seen(layer, span(-3)) == []
    assert seen(layer, span(24)) == []


def test_the_picture_follows_the_time(qgis_app: QgsApplication) -> None:
    rows = readings(count=1)
    rows["value"] = np.where(np.arange(24) < 12, 20.0, 200.0)
    layer = made(rows)
    early, late = (colours(picture([layer], place(LON, LAT), 300, time=span(hour)), 0.005) for hour in (3, 15))
    assert (early, late) == ({level_colour("aqi", 1)}, {level_colour("aqi", 5)})
    assert colours(picture([layer], place(LON, LAT), 300, time=span(30))) == {"#ffffff"}


def test_wide_and_long_readings_give_the_same_layer(qgis_app: QgsApplication) -> None:
    rows = readings()
    wide = rows.pivot(index="time", columns="station_id", values="value")
    assert seen(made(wide), span(0, 24)) == seen(made(rows), span(0, 24))


def test_only_the_asked_window_property_and_interval(qgis_app: QgsApplication) -> None:
    rows = readings()
    others = [rows.assign(property="tsp"), rows.assign(interval=86400), rows.assign(station_id="nobody")]
    outside = rows.assign(time=rows["time"] + timedelta(days=2))
    empty = rows.assign(value=np.nan)
    layer = made(pd.concat([rows, *others, outside, empty]))
    assert layer.featureCount() == 72
    begin = rows.assign(time=START)
    assert made(begin).featureCount() == 0, "the interval that ends where the window begins lies before it"


def test_what_a_reading_tells(qgis_app: QgsApplication) -> None:
    layer = made(language="en")
    assert (layer_role(layer), layer_kind(layer)) == ("temporal", "micro")
    assert layer.name() == "Particle micro-stations PM2.5"
    feature = next(each for each in layer.getFeatures() if (each["station_id"], each["pm2_5"]) == ("S1", 10))
    assert feature["local_time"] == "2026-05-01 01:00"
    assert feature["start"].toMSecsSinceEpoch() == START.timestamp() * 1000
    assert feature["end"].toMSecsSinceEpoch() - feature["start"].toMSecsSinceEpoch() == 3_600_000
    assert feature.geometry().asPoint().x() == pytest.approx(LON + 0.01)
    assert layer.temporalProperties().isActive()


def test_days(qgis_app: QgsApplication) -> None:
    times = [START + timedelta(days=day + 1) for day in range(5)]
    wide = pd.DataFrame({"S0": range(5)}, index=pd.DatetimeIndex(times))
    layer = temporal_layer(stations(), wide, "micro", "pm2_5", START, times[-1], 86400)
    assert [seen(layer, span(24 * day, 24)) for day in range(5)] == [[("S0", float(day))] for day in range(5)]


def test_a_station_without_a_place_is_left_out(qgis_app: QgsApplication) -> None:
    places = stations()
    places.loc[0, "geometry"] = None
    layer = temporal_layer(places, readings(), "micro", "pm2_5", START, END, 3600)
    assert {station for station, _ in seen(layer, span(0, 24))} == {"S1", "S2"}


def test_no_readings_make_an_empty_layer(qgis_app: QgsApplication) -> None:
    layer = made(readings().head(0))
    assert layer.isValid()
    assert layer.featureCount() == 0


def test_a_file_that_is_kept(qgis_app: QgsApplication, tmp_path: Path) -> None:
    path = tmp_path / "窗口 1.gpkg"
    assert made(path=path).featureCount() == 72
    assert made(path=path).featureCount() == 72, "an older file is replaced"


def test_refusals(qgis_app: QgsApplication, tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    for prop, interval, rows, sentence in (
        ("nonsense", 3600, readings(), "no observed property"),
        ("pm2_5", 0, readings(), "no length"),
        ("pm2_5", 3600, readings().assign(time=pd.Timestamp("2026-05-01")), "no time zone"),
    ):
        with pytest.raises(InputError, match=sentence):
            write_temporal_store(path, stations(), rows, prop, START, END, interval)
    with pytest.raises(InputError, match="cannot be written"):
        write_temporal_store(tmp_path / "no folder" / "x.gpkg", stations(), readings(), "pm2_5", START, END, 3600)


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    class Impatient:
        def report(self, fraction: float, message: str = "") -> None:
            """Nobody listens."""

        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        write_temporal_store(
            tmp_path / "x.gpkg", stations(), readings(), "pm2_5", START, END, 3600, progress=Impatient()
        )
    assert list(tmp_path.iterdir()) == [], "no half of a file is left"
