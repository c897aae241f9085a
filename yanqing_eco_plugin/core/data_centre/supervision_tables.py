"""Tables of the inspection grids: plans, grids, persons, sources, and what was published when."""

from __future__ import annotations

from .table import Column, Table

__all__ = ["SUPERVISION_TABLES"]


def _columns(kind: str, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, kind) for name in names)


_LOADS = (Column("minutes", "real"), *_columns("integer", "sources", "complaints"), Column("area_km2", "real"))

SUPERVISION_TABLES: tuple[Table, ...] = (
    Table(
        "village",
        (
            Column("code", "text", True),  # 12 digits
            *_columns("text", "name", "name_en"),
            Column("township", "text"),  # code of 9 digits
            Column("synthetic", "integer"),
        ),
        "code",
        "MultiPolygon",
    ),
    # The stones plans are built of; several plans share one set.
    Table(
        "grid_unit",
        (
            Column("unit_id", "text", True),
            Column("unit_set", "text", True),
            *_columns("text", "village", "name", "type"),
            *_LOADS,
            Column("population", "integer"),
            Column("synthetic", "integer"),
        ),
        "unit_id",
        "MultiPolygon",
    ),
    Table(
        "grid_plan",
        (
            Column("plan_id", "text", True),
            Column("title", "text"),
            Column("state", "text", True),  # draft, in_force, superseded
            *_columns("text", "based_on", "unit_set"),
            *_columns("text", "effective_from", "effective_to"),  # local dates, YYYY-MM-DD; to: the first day it is not
            Column("note", "text"),
            Column("synthetic", "integer"),
        ),
        "plan_id",
        edited=True,
    ),
    Table(
        "grid",
        (
            Column("grid_id", "text", True),  # <plan_id>/<label>
            Column("plan_id", "text", True),
            Column("level", "text", True),  # township, village, cell
            *_columns("text", "code", "parent"),  # DB11/T 2157 code of 9, 12 or 15 digits; code of the level above
            *_columns("text", "name", "type", "grade", "responsible_body", "person_a", "person_b"),
            Column("locked", "integer"),
            *_LOADS,
            *_columns("real", "visits", "travel_minutes"),
            *_columns("integer", "units", "pieces"),  # pieces: how many its ground makes necessary
            Column("note", "text"),
            Column("synthetic", "integer"),
        ),
        "grid_id",
        "MultiPolygon",
        edited=True,
    ),
    Table(
        "grid_assignment",
        (
            Column("assignment_id", "text", True),  # <plan_id>/<unit_id>
            Column("plan_id", "text", True),
            Column("unit_id", "text", True),
            Column("grid_id", "text"),
            Column("locked", "integer"),
        ),
        "assignment_id",
        edited=True,
    ),
    Table(
        "person",
        (
            Column("person_id", "text", True),
            *_columns("text", "role", "name", "phone", "organisation", "township", "duties"),  # role: A, B
            Column("minutes_available", "real"),  # a week
            Column("synthetic", "integer"),
        ),
        "person_id",
        edited=True,
    ),
    Table(
        "patrol_rule",
        (
            Column("class", "text", True),
            Column("name", "text"),
            *_columns("real", "visits_per_week", "minutes"),  # of one visit, without the way
        ),
        "class",
        edited=True,
    ),
    Table(
        "pollution_source",
        (
            Column("source_id", "text", True),
            *_columns("text", "name", "class"),
            *_columns("real", "visits_per_week", "minutes"),  # its own; empty: those of its class
            *_columns("text", "village", "address", "contact"),
            Column("synthetic", "integer"),
        ),
        "source_id",
        "Point",
        edited=True,
    ),
    Table(
        "source_assignment",
        (
            Column("assignment_id", "text", True),  # <plan_id>/<source_id>
            Column("plan_id", "text", True),
            Column("source_id", "text", True),
            Column("grid_id", "text"),
            Column("by_hand", "integer"),  # 1: a planner gave it to this grid, wherever it lies
        ),
        "assignment_id",
        edited=True,
    ),
    # Persons and sources as they were when a plan was published: people move on, the old plan stays readable.
    Table(
        "published_person",
        (
            Column("record_id", "text", True),  # <plan_id>/<person_id>
            Column("plan_id", "text", True),
            Column("person_id", "text", True),
            *_columns("text", "role", "name", "phone", "organisation", "duties"),
            Column("minutes_available", "real"),
        ),
        "record_id",
        append_only=True,
    ),
    Table(
        "published_source",
        (
            Column("record_id", "text", True),  # <plan_id>/<source_id>
            Column("plan_id", "text", True),
            Column("source_id", "text", True),
            *_columns("text", "grid_id", "name", "class", "address", "contact"),
            *_columns("real", "visits_per_week", "minutes"),
        ),
        "record_id",
        "Point",
        append_only=True,
    ),
    Table(
        "publish_log",
        (
            Column("entry_id", "text", True),
            Column("plan_id", "text", True),
            Column("published_at", "time", True),
            *_columns("text", "published_by", "reason", "effective_from", "replaces"),
            *_columns("integer", "grids", "units", "persons", "sources"),
            Column("checksum", "text"),  # SHA-256 of grids, assignment, persons and sources as published
        ),
        "entry_id",
        append_only=True,
    ),
)
