"""``features.gpkg`` as other programs see it: OGR, plain SQLite, a user who adds a spatial index."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from osgeo import gdal, ogr
from shapely.geometry import MultiPolygon, Point, box

from yanqing_eco_plugin.core.data_centre import layout, open_centre
from yanqing_eco_plugin.core.data_centre.geometry import decode, encode
from yanqing_eco_plugin.core.data_centre.geopackage import transaction, writing
from yanqing_eco_plugin.core.data_centre.schema import TABLES, VIEWS

from .made import hours, stations, townships

TYPES = {"text": "String", "time": "String", "integer": "Integer", "real": "Real", "blob": "Binary"}


def by_ogr(folder):
    return gdal.OpenEx(str(folder / "features.gpkg"), gdal.OF_VECTOR | gdal.OF_READONLY)


@contextmanager
def opened(folder):
    with closing(sqlite3.connect(folder / "features.gpkg")) as connection, connection:
        yield connection


@pytest.fixture
def centre(new_centre):
    centre = new_centre(boundary=townships(), townships=townships())
    centre.write_features("station", stations())
    # OGR learns the feature id of a view from its first row.
    resource = stations(["vehicle"], state=["free"]).rename(columns={"station_id": "resource_id"})
    centre.write_features("resource", resource)
    centre.append_observations(hours("a0", "pm2_5", [10, 20]))
    return centre


def test_ogr_lists_tables_and_views_and_nothing_of_ours(centre, folder):
    source = by_ogr(folder)
    assert {source.GetLayer(number).GetName() for number in range(source.GetLayerCount())} == {*TABLES, *VIEWS}


@pytest.mark.parametrize("name", [*TABLES, *VIEWS])
def test_ogr_sees_the_right_types(centre, folder, name):
    tables = [TABLES[name]] if name in TABLES else [TABLES[VIEWS[name].places], TABLES[VIEWS[name].state]]
    expected = {column.name: TYPES[column.type] for table in tables for column in table.columns}
    if name in VIEWS:
        expected |= {VIEWS[name].freshness: "String", "age_s": "Integer"}
    source = by_ogr(folder)
    layer = source.GetLayerByName(name)
    fields = layer.GetLayerDefn()
    columns = [fields.GetFieldDefn(number) for number in range(fields.GetFieldCount())]
    assert {column.GetName(): column.GetTypeName().removesuffix("64") for column in columns} == expected
    assert ogr.GeometryTypeToName(layer.GetGeomType()).replace(" ", "") == (tables[0].geometry or "None")
    if tables[0].geometry:
        assert layer.GetSpatialRef().GetAuthorityCode(None) == "4326"


def test_ogr_reads_the_live_view_with_steady_ids(centre, folder):
    def ids():
        source = by_ogr(folder)
        return {row["station_id"]: (row.GetFID(), row["pm2_5"]) for row in source.GetLayerByName("station_live")}

    before = ids()
    assert before["a0"][1] == 20
    centre.append_observations(hours("a0", "pm2_5", [10, 20, 30]))
    centre.write_features("station", stations(note=["x"] * 5))
    after = ids()
    assert after["a0"][1] == 30
    assert {key: one[0] for key, one in before.items()} == {key: one[0] for key, one in after.items()}


def test_the_extent_is_that_of_the_places(centre, folder):
    source = by_ogr(folder)
    # West, east, south, north.
    assert source.GetLayerByName("station_live").GetExtent() == pytest.approx((116, 116.4, 40.5, 40.5))
    with opened(folder) as other:
        held = other.execute("SELECT min_x, max_x FROM gpkg_contents WHERE table_name LIKE 'station%'").fetchall()
    assert held == [(116.0, pytest.approx(116.4))] * 2


def test_edits_made_elsewhere_count_as_a_change_and_reach_the_status(centre, folder):
    before = centre.revision()
    with opened(folder) as other:
        other.execute("UPDATE station SET kind = 'micro' WHERE station_id = 'a0'")
    assert centre.revision() != before
    centre.append_observations(hours("a0", "pm2_5", [10, 20, 30]))
    assert centre.latest(ids=["a0"])["scheme"].notna().all()
    assert centre.latest(kind="micro")["station_id"].tolist() == ["a0", "a2"]


def test_only_rows_that_changed_are_written(centre, folder):
    with opened(folder) as other:
        other.execute("CREATE TABLE seen (id TEXT)")
        for event in ("UPDATE", "INSERT"):
            other.execute(
                f"CREATE TRIGGER look_{event} AFTER {event} ON status BEGIN INSERT INTO seen VALUES (new.station_id); END"
            )
    centre.append_observations(pd.concat([hours("a0", "pm2_5", [1]), hours("a1", "pm2_5", [7])]))
    with opened(folder) as other:
        assert other.execute("SELECT id FROM seen").fetchall() == [("a1",)]


def test_a_spatial_index_added_by_a_user_does_not_stop_writing(centre, folder):
    # The triggers of the rtree extension (OGC 12-128r18, annex F.3) call functions that only GDAL defines.
    with opened(folder) as other:
        other.executescript(
            'CREATE VIRTUAL TABLE "rtree_station_geom" USING rtree(id, minx, maxx, miny, maxy);'
            'CREATE TRIGGER "rtree_station_geom_insert" AFTER INSERT ON "station" '
            'WHEN (new."geom" NOT NULL AND NOT ST_IsEmpty(NEW."geom")) BEGIN '
            'INSERT OR REPLACE INTO "rtree_station_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), '
            'ST_MinY(NEW."geom"), ST_MaxY(NEW."geom")); END;'
        )
    more = stations(["dust"]).assign(station_id=["new"])
    centre.write_features("station", more)
    with opened(folder) as other:
        assert other.execute("SELECT minx, maxy FROM rtree_station_geom").fetchall() == [(116.0, 40.5)]


def test_a_newer_plugins_properties_and_limits_reach_an_older_centre(centre, folder, monkeypatch):
    centre.close()
    with opened(folder) as other:
        # As it was before humidity was a property.
        for view in VIEWS:
            other.execute(f"DROP VIEW {view}")
        other.execute("ALTER TABLE status DROP COLUMN humidity")
        other.execute("DROP TABLE import_log")
    with open_centre(folder, writable=False) as reader:
        # Whose writer is an older plugin, so that nobody has added what is missing.
        assert reader.features("status")["humidity"].isna().all()
        assert reader.features("import_log").empty
    with open_centre(folder) as again:
        again.append_observations(hours("a0", "humidity", [55], start=hours("a0", "o3", [1, 2])["time"].iloc[0]))
        assert again.latest(ids=["a0"])["humidity"].tolist() == [55]
        assert again.features("import_log").empty
    before = (folder / "features.gpkg").read_bytes()
    with writing(folder / "features.gpkg") as connection, transaction(connection):
        assert not layout.align_layout(connection)
    assert (folder / "features.gpkg").read_bytes() == before


def test_the_rollback_journal_is_kept_and_an_editors_log_is_left_in_place(centre, folder):
    def journal():
        with opened(folder) as other:
            return other.execute("PRAGMA journal_mode").fetchall()[0][0]

    assert journal() == "delete"
    assert [path.name for path in folder.glob("features.gpkg*")] == ["features.gpkg"]
    # As QGIS does while a layer of the file is edited.
    with closing(sqlite3.connect(folder / "features.gpkg", isolation_level=None)) as editor:
        assert editor.execute("PRAGMA journal_mode = wal").fetchall() == [("wal",)]
        editor.execute("UPDATE station SET note = 'edited'")
        log = (folder / "features.gpkg-wal").stat().st_ino
        centre.append_observations(hours("a0", "pm2_5", [10, 20, 30]))
        assert (folder / "features.gpkg-wal").stat().st_ino == log
    assert centre.latest(ids=["a0"])["pm2_5"].tolist() == [30]
    assert centre.stations()["note"].tolist() == ["edited"] * 5


def test_our_closing_never_deletes_a_write_ahead_log(centre, folder):
    with closing(sqlite3.connect(folder / "features.gpkg", isolation_level=None)) as editor:
        editor.execute("PRAGMA journal_mode = wal")
    for value in range(3):
        centre.append_observations(hours("a0", "pm2_5", [10, 20, value]))
        assert (folder / "features.gpkg-wal").exists()
        assert centre.latest(ids=["a0"])["pm2_5"].tolist() == [value]


def test_a_reader_puts_right_what_a_killed_writer_left(centre, folder):
    code = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA cache_size = 1'); c.execute('BEGIN IMMEDIATE');"
        "c.executemany('INSERT INTO quarantine (record_id, received, raw) VALUES (?, ?, ?)',"
        "[(str(i), 'x', b'x' * 4000) for i in range(2000)]);"
        "c.execute(\"UPDATE station SET note = 'half'\"); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(folder / "features.gpkg")], check=False)
    assert (folder / "features.gpkg-journal").stat().st_size > 0
    with open_centre(folder, writable=False) as reader:
        assert reader.stations()["note"].isna().all()
        assert reader.quarantine().empty


NUMBERS = st.floats(-180, 180, allow_nan=False)


@given(st.lists(st.one_of(st.none(), st.tuples(NUMBERS, NUMBERS)), max_size=5))
def test_points_survive_the_blob(points):
    shapes = np.array([None if one is None else Point(one) for one in points], dtype=object)
    back = decode(encode(shapes))
    assert [one is None for one in back] == [one is None for one in shapes]
    assert all(a is None or a.equals(b) for a, b in zip(back, shapes))


def test_polygons_and_emptiness_survive_the_blob():
    shapes = np.array([MultiPolygon([box(0, 1, 2, 3), box(5, 5, 6, 6)]), Point(), MultiPolygon()], dtype=object)
    blobs = encode(shapes)
    assert blobs[0][:4] == b"GP\x00\x03"
    assert np.frombuffer(blobs[0][8:40]).tolist() == [0, 6, 1, 6]
    assert shapely.equals(decode(blobs), shapes).all()
