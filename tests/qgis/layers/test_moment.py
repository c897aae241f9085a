"""The network as it stood at a moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import geopandas as gpd
import pandas as pd
import pytest
from qgis.core import NULL, QgsApplication, QgsVectorLayer

from yanqing_eco_plugin.core.data_centre import DataCentre
from yanqing_eco_plugin.core.errors import InputError
from yanqing_eco_plugin.layers.colouring import INDEX, Colouring, apply_colouring, colouring_of
from yanqing_eco_plugin.layers.moment import moment_layer, update_moment_layer
from yanqing_eco_plugin.layers.sources import layer_kind, layer_role, network_layer
from yanqing_eco_plugin.layers.tips import apply_tips

from .pictures import picture, place

NOON = datetime(2026, 5, 1, 4, tzinfo=UTC)


def joined(centre: DataCentre, status: pd.DataFrame, kind: str) -> gpd.GeoDataFrame:
    return centre.stations(kind=kind).merge(status.drop(columns="kind"), on="station_id")


@pytest.mark.parametrize("kind", ["air", "micro", "fume", "water"])
def test_it_looks_exactly_as_the_live_map_did(centre: DataCentre, kind: str) -> None:
    live = network_layer(centre, kind)
    apply_colouring(live, INDEX, "zh")
    apply_tips(live, "zh")
    then = moment_layer(joined(centre, centre.latest(kind=kind), kind), kind, NOON, "zh")
    middle = place(*live.extent().center())
    for metres in (90_000, 6_000):
        assert picture([then], middle, metres, labels=True) == picture([live], middle, metres, labels=True)
    assert then.mapTipTemplate() == live.mapTipTemplate()


def test_it_has_the_fields_and_values_of_the_live_layer(centre: DataCentre) -> None:
    live = network_layer(centre, "air")
    then = moment_layer(joined(centre, centre.latest(kind="air"), "air"), "air", NOON)
    assert then.fields().names() == [name for name in live.fields().names() if name not in ("fid", "OGC_FID")]
    theirs = {feature["station_id"]: feature for feature in live.getFeatures()}
    for feature in then.getFeatures():
        for name in then.fields().names():
            if name != "age_s":
                assert feature[name] == theirs[feature["station_id"]][name], name


def test_the_name_tells_the_time_on_the_districts_clock(centre: DataCentre) -> None:
    layer = moment_layer(joined(centre, centre.latest(kind="air"), "air"), "air", NOON, "en", address=centre.address)
    assert layer.name() == "Comprehensive air stations 2026-05-01 12:00"
    assert (layer_role(layer), layer_kind(layer)) == ("moment", "air")


def test_another_moment_is_drawn_once_with_the_new_content(centre: DataCentre) -> None:
    frame = joined(centre, centre.latest(kind="micro"), "micro")
    layer = moment_layer(frame, "micro", NOON, colouring=Colouring("tsp"))
    asked: list[int] = []
    layer.repaintRequested.connect(lambda *_: asked.append(layer.featureCount()))
    update_moment_layer(layer, frame.head(7), NOON + timedelta(hours=1))
    assert asked == [7], "one drawing, and never of an empty layer"
    assert layer.featureCount() == 7
    assert layer.name().endswith("13:00")
    assert colouring_of(layer) == Colouring("tsp")


def test_what_is_missing_is_null(qgis_app: QgsApplication) -> None:
    frame = pd.DataFrame(
        {
            "station_id": ["a", "b"],
            "pm2_5": [1.5, float("nan")],
            "level": pd.array([2, None], dtype="Int64"),
            "name": ["甲", None],
            "newest": pd.to_datetime(["2026-05-01T03:00Z", None]),
            "geometry": [*gpd.points_from_xy([116.0], [40.0]), None],
        }
    )
    first, second = moment_layer(frame, "micro", NOON).getFeatures()
    assert (first["pm2_5"], first["level"], first["name"], first["newest"]) == (1.5, 2, "甲", "2026-05-01T03:00:00Z")
    assert all(second[name] == NULL for name in ("pm2_5", "level", "name", "newest", "co", "state"))
    assert first.geometry().asPoint().x() == 116.0
    assert second.geometry().isNull()


def test_no_stations_make_an_empty_layer(centre: DataCentre) -> None:
    frame = joined(centre, centre.latest(kind="air"), "air").head(0)
    assert moment_layer(frame, "air", NOON).featureCount() == 0


def test_refusals(centre: DataCentre) -> None:
    frame = joined(centre, centre.latest(kind="air"), "air")
    with pytest.raises(InputError, match="time zone"):
        moment_layer(frame, "air", NOON.replace(tzinfo=None))
    with pytest.raises(InputError, match="no place"):
        moment_layer(pd.DataFrame(frame.drop(columns="geometry")), "air", NOON)
    with pytest.raises(InputError, match="no moment"):
        update_moment_layer(QgsVectorLayer("Point", "mine", "memory"), frame, NOON)
