"""Native layers on the tables of a centre."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsVectorLayer

from yanqing_eco_plugin.core.data_centre import DataCentre, open_centre
from yanqing_eco_plugin.core.data_centre.centre import MapSource
from yanqing_eco_plugin.core.errors import CentreError
from yanqing_eco_plugin.layers.sources import (
    centre_address,
    district_layer,
    layer_kind,
    layer_role,
    network_layer,
    township_layer,
    utc_offset_hours,
)


def test_a_network_is_a_native_layer_of_its_devices(centre: DataCentre) -> None:
    layer = network_layer(centre, "micro")
    assert layer.providerType() == "ogr"
    assert len(list(layer.getFeatures())) == len(centre.stations(kind="micro")) == 435
    assert (layer_role(layer), layer_kind(layer), centre_address(layer)) == ("network", "micro", centre.address)
    assert layer.name() == "颗粒物微站"
    assert layer.readOnly()
    assert utc_offset_hours(layer) == centre.district.utc_offset_hours
    assert {"level", "scheme", "state", "age_s", "pm2_5"} <= set(layer.fields().names())


def test_the_values_are_those_of_the_status(centre: DataCentre) -> None:
    latest = centre.latest(kind="air").set_index("station_id")
    for feature in network_layer(centre, "air", language="en").getFeatures():
        row = latest.loc[feature["station_id"]]
        assert feature["state"] == row["state"]
        assert feature["pm2_5"] == pytest.approx(row["pm2_5"], nan_ok=True) or row.isna()["pm2_5"]


def test_townships_and_district(centre: DataCentre) -> None:
    townships, district = township_layer(centre), district_layer(centre)
    assert (townships.featureCount(), layer_role(townships)) == (18, "township")
    assert (district.featureCount(), layer_role(district)) == (1, "district")
    assert {"level", "state", "index_value"} <= set(townships.fields().names())


def test_a_layer_that_is_not_ours_has_no_role(qgis_app: QgsApplication) -> None:
    layer = QgsVectorLayer("Point", "mine", "memory")
    assert (layer_role(layer), layer_kind(layer), centre_address(layer)) == ("", "", "")


def test_a_table_that_cannot_be_opened(centre: DataCentre, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lost = MapSource("ogr", f"{tmp_path / 'lost.gpkg'}|layername=station_live")
    monkeypatch.setattr(centre, "map_source", lambda *_args, **_options: lost)
    with pytest.raises(CentreError, match="cannot show"):
        network_layer(centre, "air")


def test_a_centre_that_was_moved_is_found_by_the_source(copied: Callable[[], DataCentre], tmp_path: Path) -> None:
    with copied() as before:
        old = before.address
    moved = tmp_path / "elsewhere"
    shutil.move(old, moved)
    with open_centre(str(moved), writable=False) as after:
        layer = network_layer(after, "air")
    layer.setCustomProperty("yanqing_eco/centre", old)
    assert centre_address(layer) == str(moved)
