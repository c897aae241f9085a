"""Tables of emergencies: resources and where they are, incidents, orders, the log and what was learned."""

from __future__ import annotations

from .table import Column, Table, View

__all__ = ["EMERGENCY_TABLES", "EMERGENCY_VIEWS", "ORDER_TIMES", "RESOURCE_STALE_S"]

# From which age on a position is stale, by kind of resource: what drives tells of itself every few seconds.
RESOURCE_STALE_S = (
    ("vehicle", 300),
    ("team", 600),
    ("person", 600),
    ("expert", 3_600),
    ("equipment", 3_600),
    ("stock", 86_400),
    ("depot", 86_400),
)
_USUAL_STALE_S = 900

# One column for each step of an order's life.
ORDER_TIMES = ("ordered_at", "acknowledged_at", "moving_at", "on_scene_at", "done_at", "released_at")


def _columns(kind: str, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, kind) for name in names)


def _required(kind: str, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, kind, True) for name in names)


EMERGENCY_TABLES: tuple[Table, ...] = (
    Table(
        "resource",
        (
            *_required("text", "resource_id", "kind", "state"),
            *_columns("text", "name", "name_en"),
            Column("capabilities", "text"),  # names joined by commas
            Column("stock", "text"),  # "material=quantity unit; …"
            Column("home", "text"),  # resource_id of its depot
            Column("unit_id", "text"),  # what its tracker calls it, where that is not resource_id
            *_columns("text", "organisation", "contact", "note"),
            *_columns("integer", "fixed", "stale_after_s", "synthetic"),
        ),
        "resource_id",
        "Point",  # where it is at home
        edited=True,
    ),
    Table(
        "resource_position",
        (
            *_required("text", "resource_id"),
            *_required("time", "fix_time"),
            *_columns("time", "received"),
            *_columns("real", "accuracy_m", "speed_ms", "course_deg", "altitude_m"),
            *_columns("text", "fix_source"),
        ),
        "resource_id",
        "Point",
    ),
    Table(
        "incident",
        (
            *_required("text", "incident_id", "title"),
            *_columns("text", "kind"),
            *_columns("integer", "level"),  # 1 … 4: I … IV
            *_columns("text", "phase"),
            *_required("time", "opened_at"),
            *_columns("time", "contained_at", "closed_at"),
            Column("termination", "text"),  # conditions under which the response ends
            *_columns("text", "place", "township", "grid_id", "substance", "reported_by", "description", "note"),
            *_columns("integer", "exercise", "synthetic"),
        ),
        "incident_id",
        "Point",
        edited=True,
    ),
    Table(
        "dispatch_order",
        (
            *_required("text", "order_id", "incident_id", "resource_id", "state"),
            *_columns("text", "need", "task", "ordered_by", "eta_method", "note"),
            *_columns("real", "eta_s"),
            *_columns("time", *ORDER_TIMES),
        ),
        "order_id",
        "Point",  # where to
        edited=True,
    ),
    Table(
        "log_entry",
        (
            *_required("text", "entry_id", "incident_id"),
            *_required("time", "time"),  # when it happened
            *_columns("time", "recorded"),
            *_required("text", "kind"),
            *_columns("text", "event"),  # what a replay acts on
            *_columns("text", "text", "author", "order_id", "resource_id", "geofence_id", "property", "unit"),
            *_columns("real", "value"),
            *_columns("text", "photo_type"),
            *_columns("blob", "photo"),
        ),
        "entry_id",
        "Point",
        append_only=True,
    ),
    Table(
        "geofence",
        (
            *_required("text", "geofence_id", "kind"),
            *_columns("text", "name", "incident_id", "resource_id", "note"),
            *_columns("integer", "active", "synthetic"),
        ),
        "geofence_id",
        "Polygon",
        edited=True,
    ),
    Table(
        "affected_area",
        (
            *_required("text", "area_id", "incident_id"),
            *_columns("time", "made_at"),
            *_columns("text", "endpoint", "kind", "model", "note"),
            *_columns("real", "concentration_g_m3", "time_s", "reach_m", "area_m2"),
        ),
        "area_id",
        "MultiPolygon",
    ),
    Table(
        "evaluation",
        (
            *_required("text", "evaluation_id", "incident_id", "measure"),
            *_columns("text", "subject", "unit", "note"),
            *_columns("real", "value", "target"),
            *_columns("integer", "met"),
            *_columns("time", "made_at"),
        ),
        "evaluation_id",
        edited=True,
    ),
)

# Where each resource is: the place of its newest fix, or its home where it never sent one. Its own `state` says whether it
# is free; how fresh the fix is stands in `fix_state` (online, stale, none) and `age_s`.
EMERGENCY_VIEWS: tuple[View, ...] = (
    View(
        "resource_live",
        "resource",
        "resource_position",
        moment="fix_time",
        freshness="fix_state",
        moving=True,
        stale_after_s=_USUAL_STALE_S,
        stale_by_kind=RESOURCE_STALE_S,
    ),
)
