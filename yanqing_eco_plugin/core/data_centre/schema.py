"""The tables of a data centre, the same in every kind of centre.

Geometries are EPSG:4326 (WGS-84). Instants are stored as UTC text ``YYYY-MM-DDTHH:MM:SSZ`` in feature tables, so that any
tool can read and compare them.
"""

from __future__ import annotations

from ..standards import KINDS, PROPERTIES
from .emergency_tables import EMERGENCY_TABLES, EMERGENCY_VIEWS
from .lidar_tables import LIDAR_TABLES
from .supervision_tables import SUPERVISION_TABLES
from .table import Column, Table, View

__all__ = ["FORMAT_VERSION", "OBSERVATION_COLUMNS", "TABLES", "VIEWS", "Column", "Table", "View"]

FORMAT_VERSION = 1

OBSERVATION_COLUMNS = ("station_id", "property", "time", "interval", "value", "flag")


def _columns(kind: str, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, kind) for name in names)


_PLACE_STATE = (
    *_columns("integer", "index_value", "level"),
    *_columns("text", "category", "primary_pollutant"),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("district", (Column("code", "text", True), *_columns("text", "name", "name_en")), "code", "MultiPolygon"),
        Table(
            "township",
            (Column("code", "text", True), *_columns("text", "name", "name_en"), Column("synthetic", "integer")),
            "code",
            "MultiPolygon",
        ),
        Table(
            "station",
            (
                Column("station_id", "text", True),
                Column("kind", "text", True),
                *_columns("text", "name", "name_en", "township", "address", "mn"),
                # Where the source said it stands, in the source's own datum.
                Column("datum", "text"),
                *_columns("real", "source_lon", "source_lat", "altitude_m"),
                # Which rules apply to it.
                *_columns("text", "noise_class", "water_body", "water_target", "air_class", "emission_rule"),
                Column("stale_after_s", "integer"),
                Column("synthetic", "integer"),
                Column("note", "text"),
            ),
            "station_id",
            "Point",
        ),
        Table(
            "status",
            (
                Column("station_id", "text", True),
                Column("newest", "time"),  # end of the newest interval of any property
                Column("received", "time"),
                Column("flag", "text"),  # worst flag of the newest values, HJ 212
                Column("faulty", "integer"),
                *_PLACE_STATE,
                Column("scheme", "text"),  # colour scheme that `level` belongs to
                Column("alarms", "text"),  # comma-joined codes, e.g. exceedance:pm2_5,purifier_off
                *(Column(name, "real") for name in PROPERTIES),
            ),
            "station_id",
        ),
        Table(
            "township_status",
            (
                Column("code", "text", True),
                Column("newest", "time"),
                *_PLACE_STATE,
                *_columns("integer", "stations", "reporting"),
                *_columns("real", "pm2_5", "pm10", "so2", "no2", "co", "o3"),
                Column("basis", "text"),  # kind of station the values come from
            ),
            "code",
        ),
        # How late records came; see `arrival.py`.
        Table(
            "arrival",
            (
                Column("arrival_id", "text", True),  # day and station
                Column("station_id", "text", True),
                Column("day", "text", True),  # local day of the records, YYYY-MM-DD
                Column("records", "integer", True),
                *(Column(name, "real", True) for name in ("delay_sum_s", "delay_max_s")),
            ),
            "arrival_id",
            counted=False,
        ),
        Table(
            "quarantine",
            (
                Column("record_id", "text", True),
                Column("received", "time", True),
                *_columns("text", "source", "place", "reason", "detail"),
                Column("raw", "blob"),
                Column("resolved", "time"),
            ),
            "record_id",
        ),
        Table(
            "import_log",
            (
                Column("import_id", "text", True),
                Column("started", "time", True),
                *_columns("text", "source", "format"),
                *_columns("integer", "accepted", "unchanged", "rejected"),
            ),
            "import_id",
        ),
        *SUPERVISION_TABLES,
        *EMERGENCY_TABLES,
        *LIDAR_TABLES,
    )
}

# `station_live` adds `state` (online, stale, fault, none) and `age_s`, both true at the moment of reading.
VIEWS: dict[str, View] = {
    view.name: view
    for view in (
        View(
            "station_live",
            "station",
            "status",
            stale_by_kind=tuple((kind.name, kind.stale_after_s) for kind in KINDS.values()),
            faulty=True,
        ),
        View("township_live", "township", "township_status", stale_after_s=KINDS["air"].stale_after_s),
        *EMERGENCY_VIEWS,
    )
}
