"""Tables, views and triggers of the feature database, made from the schema."""

from __future__ import annotations

import sqlite3

from .geometry import SRS_ID
from .schema import TABLES, VIEWS, Column, Table, View

__all__ = ["align_layout", "create_layout"]

# ruff: noqa: S608  (identifiers and numbers of the schema and of our own tables, no user's text)

_SQL_TYPES = {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "blob": "BLOB", "time": "TEXT"}
# Stations and townships, from which the status is computed.
_PLACES = {view.places for view in VIEWS.values() if not view.moving}
# Written by us alone and counted once a write.
_COUNTED_BY_US = {view.state for view in VIEWS.values()} | {name for name, table in TABLES.items() if not table.counted}

# The tables every GeoPackage has (OGC 12-128r18, clauses 1.1.2 to 2.1.5), and ours that are no user's business.
_FRAME = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE centre_state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO centre_state VALUES ('revision', 0), ('places', 0), ('observations', 0);
CREATE TABLE live_types (state TEXT, age_s INTEGER);
CREATE TABLE series_newest (
  id INTEGER PRIMARY KEY, station_id TEXT NOT NULL, property TEXT NOT NULL, "interval" INTEGER NOT NULL,
  oldest INTEGER NOT NULL, newest INTEGER NOT NULL, value REAL, flag TEXT NOT NULL);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326,
   'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
   || 'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
   || 'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
   || 'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
   'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
"""


def create_layout(connection: sqlite3.Connection) -> None:
    """Make everything in an empty database, inside the caller's transaction."""
    for statement in _FRAME.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    for table in TABLES.values():
        _create_table(connection, table)
    for view in VIEWS.values():
        _create_view(connection, view)


def _declared(column: Column) -> str:
    return f'"{column.name}" {_SQL_TYPES[column.type]}' + (" NOT NULL" if column.required else "")


def _create_table(connection: sqlite3.Connection, table: Table) -> None:
    columns = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    if table.geometry:
        columns.append(f'"geom" {table.geometry.upper()}')
    columns += [_declared(column) for column in table.columns]
    columns.append(f'UNIQUE ("{table.key}")')
    connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)})')
    _register(connection, table.name, table.geometry)
    if table.name not in _COUNTED_BY_US:
        # Edits made in QGIS or elsewhere count as a change too; status rows are counted once per append by us.
        counters = "'revision', 'places'" if table.name in _PLACES else "'revision'"
        count = f"UPDATE centre_state SET value = value + 1 WHERE name IN ({counters})"  # nosec B608
        for event in ("INSERT", "UPDATE", "DELETE"):
            trigger = f"{table.name}_{event.lower()}_counts"
            connection.execute(f'CREATE TRIGGER "{trigger}" AFTER {event} ON "{table.name}" BEGIN {count}; END')
    for trigger in _guards(table):
        connection.execute(trigger)


def _guards(table: Table) -> list[str]:
    """Triggers that count versions and protect logs also where a row is edited in QGIS or elsewhere."""
    made = []
    if table.edited:
        now = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"
        for event, unsaid, version in (
            ("INSERT", "NEW.row_version IS NULL", "1"),
            ("UPDATE", "NEW.row_version IS OLD.row_version", "COALESCE(OLD.row_version, 0) + 1"),
        ):
            made.append(
                f'CREATE TRIGGER "{table.name}_{event.lower()}_version" AFTER {event} ON "{table.name}" WHEN {unsaid} '
                f'BEGIN UPDATE "{table.name}" SET row_version = {version}, changed_by = NULL, changed_at = {now} '
                "WHERE fid = NEW.fid; END"
            )
    if table.append_only:
        for event in ("UPDATE", "DELETE"):
            made.append(
                f'CREATE TRIGGER "{table.name}_{event.lower()}_refused" BEFORE {event} ON "{table.name}" '
                f"BEGIN SELECT RAISE(ABORT, '{table.name} is a log and only grows'); END"
            )
    return made


def _register(connection: sqlite3.Connection, name: str, geometry: str) -> None:
    kind, srs = ("features", SRS_ID) if geometry else ("attributes", None)
    connection.execute(
        "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, ?, ?, ?)",
        (name, kind, name, srs),
    )
    if geometry:
        connection.execute(
            "INSERT OR IGNORE INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
            (name, geometry.upper(), SRS_ID),
        )


def _view_sql(view: View) -> str:
    places, state = TABLES[view.places], TABLES[view.state]
    taken = [f'p."{c.name}" AS "{c.name}"' for c in places.columns]
    taken += [f's."{c.name}" AS "{c.name}"' for c in state.columns if c.name != state.key]
    columns = ", ".join(taken)
    age = f"(CAST(strftime('%s', 'now') AS INTEGER) - CAST(strftime('%s', s.{view.moment}) AS INTEGER))"
    limit = str(view.stale_after_s)
    if view.stale_by_kind:
        limits = " ".join(f"WHEN '{kind}' THEN {seconds}" for kind, seconds in view.stale_by_kind)
        limit = f"COALESCE(p.stale_after_s, CASE p.kind {limits} ELSE {limit} END)"
    fault = "WHEN s.faulty = 1 THEN 'fault' " if view.faulty else ""
    fresh = f"WHEN {age} > {limit} THEN 'stale' ELSE 'online'"
    shape = 'COALESCE(s."geom", p."geom")' if view.moving else 'p."geom"'
    state_now = f"CASE WHEN s.{view.moment} IS NULL THEN 'none' {fault}{fresh} END"
    # SQLite before 3.41 gives an expression no type, and OGR then takes a guess; the first part of a UNION lends its
    # columns' types to the whole, so an empty part over a typed table comes first.
    typed = (
        f'SELECT p."fid" AS "fid", p."geom" AS "geom", {columns}, '
        f't.state AS "{view.freshness}", t.age_s AS "age_s" FROM "{places.name}" p, "{state.name}" s, live_types t WHERE 0'
    )
    rows = (
        f'SELECT p."fid" AS "fid", {shape} AS "geom", {columns}, {state_now} AS "{view.freshness}", {age} AS "age_s" '
        f'FROM "{places.name}" p LEFT JOIN "{state.name}" s ON s."{state.key}" = p."{places.key}"'
    )
    return f'CREATE VIEW "{view.name}" AS {typed} UNION ALL {rows}'


def _create_view(connection: sqlite3.Connection, view: View) -> None:
    connection.execute(_view_sql(view))
    _register(connection, view.name, TABLES[view.places].geometry)


def align_layout(connection: sqlite3.Connection) -> bool:
    """Bring tables and views of a centre of the same format up to this plugin's schema; returns whether any changed.

    A newer plugin may measure more properties or know other stale limits without a new format. Runs inside the caller's
    transaction.
    """
    views = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    outdated = any(views.get(view.name) != _view_sql(view) for view in VIEWS.values())
    missing: list[tuple[Table, Column]] = []
    absent: list[Table] = []
    for table in TABLES.values():
        there = {row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
        if there:
            missing += [(table, column) for column in table.columns if column.name not in there]
        else:
            absent.append(table)
    if not (outdated or missing or absent):
        return False
    for view in VIEWS.values():
        connection.execute(f'DROP VIEW IF EXISTS "{view.name}"')
    for table in absent:
        _create_table(connection, table)
    for table, column in missing:
        optional = Column(column.name, column.type)
        connection.execute(f'ALTER TABLE "{table.name}" ADD COLUMN {_declared(optional)}')
    for view in VIEWS.values():
        _create_view(connection, view)
    connection.execute("UPDATE centre_state SET value = value + 1 WHERE name = 'revision'")
    return True
