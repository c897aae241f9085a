"""QGIS shows and edits the tables of a shared centre with its own postgres provider."""

from __future__ import annotations

import pandas as pd
import pytest

pytest.importorskip("qgis.core")

from qgis.core import QgsExpression, QgsExpressionContext, QgsVectorLayer

from tests.qgis.conftest import qgis_app  # noqa: F401
from tests.unit.data_centre.contract_editing import rows
from tests.unit.data_centre.made import hours, stations, townships
from yanqing_eco_plugin.core.data_centre import Edit
from yanqing_eco_plugin.core.data_centre.schema import TABLES, VIEWS
from yanqing_eco_plugin.core.errors import EditConflictError
from yanqing_eco_plugin.layers.expressions import local_time_text
from yanqing_eco_plugin.layers.sources import network_layer, township_layer

pytestmark = pytest.mark.usefixtures("qgis_app")
TYPES = {"text": "string", "time": "string", "integer": "int", "real": "double", "blob": "binary"}


@pytest.fixture
def centre(new_centre):
    made = new_centre(townships=townships())
    made.write_features("station", stations())
    made.append_observations(hours("a0", "pm2_5", [20.0, 75.0]))
    return made


def layer_of(centre, table: str) -> QgsVectorLayer:
    source = centre.map_source(table)
    return QgsVectorLayer(source.uri, table, source.provider)


def test_every_table_and_view_opens_with_its_types(centre):
    for name in (*TABLES, *VIEWS):
        layer = layer_of(centre, name)
        assert layer.isValid(), name
        assert layer.primaryKeyAttributes() == [0]
        table = TABLES[VIEWS[name].places] if name in VIEWS else TABLES[name]
        assert layer.isSpatial() == bool(table.geometry)
        if table.geometry:
            assert layer.crs().authid() == "EPSG:4326"
        for column in table.columns:
            found = layer.fields().field(column.name).typeName()
            assert (
                found
                == {"text": "text", "time": "text", "integer": "int8", "real": "float8", "blob": "bytea"}[column.type]
            )


def test_the_live_network_is_shown_filtered_and_true(centre):
    layer = network_layer(centre, "air")
    assert layer.featureCount() in (-1, 2) or layer.dataProvider().name() == "postgres"
    shown = {feature["station_id"]: feature for feature in layer.getFeatures()}
    assert set(shown) == {"a0", "a1"}
    assert (shown["a0"]["pm2_5"], shown["a0"]["state"], shown["a1"]["state"]) == (75, "stale", "none")
    context = QgsExpressionContext()
    context.setFeature(shown["a0"])
    assert QgsExpression(local_time_text("newest", 8)).evaluate(context) == "2024-02-29 02:00"
    centre.append_observations(hours("a0", "pm2_5", [20.0, 75.0, 99.0]))
    assert next(f for f in layer.getFeatures() if f["station_id"] == "a0")["pm2_5"] == 99
    assert {feature["code"] for feature in township_layer(centre).getFeatures()} == {"t1", "t2"}


def test_an_edit_in_a_layer_is_stamped_and_seen(centre):
    centre.change([Edit("incident", rows("incident", "i1"))], by="duty officer")
    layer = layer_of(centre, "incident")
    before = centre.revision()
    feature = next(layer.getFeatures())
    assert layer.startEditing()
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("title"), "spill")
    assert layer.commitChanges(), layer.commitErrors()
    held = centre.features("incident").iloc[0]
    assert (held["title"], held["row_version"], held["changed_by"]) == ("spill", 2, "centre_owner")
    assert pd.Timestamp.now(tz="UTC") - held["changed_at"] < pd.Timedelta("5min")
    assert centre.revision() != before
    with pytest.raises(EditConflictError):
        centre.change([Edit("incident", rows("incident", "i1", row_version=1))])
