"""Three roles of the shared centre, kept by the database itself: viewer, editor, collector."""

from __future__ import annotations

import psycopg
from psycopg import sql

from ...errors import InputError
from ..schema import TABLES
from .address import PostgisAddress
from .connections import Connect, connect
from .failures import clear_database_errors

__all__ = ["ROLES", "account_of", "drop_roles", "grant_role", "group_of", "held_roles", "make_roles", "revoke_role"]

ROLES = ("viewer", "editor", "collector")
# What a collector keeps beside the time series; everything else that people edit belongs to editors.
_COLLECTED = (
    "district", "township", "village", "station", "status", "township_status", "quarantine", "import_log",
    "resource_position", "arrival",
)  # fmt: skip
# Made by instruments and by people alike.
_BOTH = ("lidar_scan", "lidar_mass_fit")
_SERIES = ("observation", "rollup_day", "series_newest", "centre_state", "position")


def group_of(schema: str, role: str) -> str:
    """The database role that stands for a role of one centre."""
    return f"{schema}_{role}"


def make_roles(connection: psycopg.Connection, schema: str) -> None:
    """Make the roles and give them their rights, inside the caller's transaction; may be run again."""
    for role in ROLES:
        name = group_of(schema, role)
        there = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
        if there is None:
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))
        connection.execute(
            sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(sql.Identifier(schema), sql.Identifier(name))
        )
        # Reading is everybody's; functions are said one by one.
        connection.execute(
            sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}").format(
                sql.Identifier(schema), sql.Identifier(name)
            )
        )
    connection.execute(
        sql.SQL("REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA {} FROM PUBLIC").format(sql.Identifier(schema))
    )
    edited = [table.name for table in TABLES.values() if table.edited]
    logs = [table.name for table in TABLES.values() if table.append_only]
    forms = [
        name for name, table in TABLES.items() if name not in _COLLECTED and not table.edited and not table.append_only
    ]
    _grant(connection, schema, "editor", "SELECT, INSERT, UPDATE, DELETE", [*edited, *forms])
    _grant(connection, schema, "editor", "SELECT, INSERT", logs)
    _grant(connection, schema, "collector", "SELECT, INSERT, UPDATE, DELETE", [*_COLLECTED, *_SERIES, *_BOTH])
    for role in ("editor", "collector"):
        _may_call(
            connection, schema, role, "count_change(text)", "count_statement()", "stamp_edit()", "refuse_change()"
        )
    _may_call(connection, schema, "collector", "make_month(text, integer, integer)")
    # What comes late for a month in the archive brings the month back.
    _grant(connection, schema, "collector", "DELETE", ["archived_month"])


def drop_roles(connection: psycopg.Connection, schema: str) -> None:
    """Remove the roles of a centre that is gone."""
    for role in ROLES:
        connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(group_of(schema, role))))


def _grant(connection: psycopg.Connection, schema: str, role: str, rights: str, tables: list[str]) -> None:
    statement = sql.SQL("GRANT {} ON {} TO {}").format(
        sql.SQL(rights),  # type: ignore[arg-type]
        sql.SQL(", ").join(sql.Identifier(schema, table) for table in tables),
        sql.Identifier(group_of(schema, role)),
    )
    connection.execute(statement)


def _may_call(connection: psycopg.Connection, schema: str, role: str, *functions: str) -> None:
    for function in functions:
        connection.execute(
            sql.SQL("GRANT EXECUTE ON FUNCTION {}.{} TO {}").format(
                sql.Identifier(schema),
                sql.SQL(function),
                sql.Identifier(group_of(schema, role)),  # type: ignore[arg-type]
            )
        )


def grant_role(address: str, account: str, role: str, *, connect: Connect = connect) -> None:
    """Give a database account one of `ROLES` in a centre.

    Raises
    ------
    InputError
        There is no such role.
    CentreReadOnlyError
        You may not give it.
    """
    _change(address, account, role, "GRANT {} TO {}", connect)


def revoke_role(address: str, account: str, role: str, *, connect: Connect = connect) -> None:
    """Take a role from a database account; raises as `grant_role`."""
    _change(address, account, role, "REVOKE {} FROM {}", connect)


def held_roles(address: str, *, connect: Connect = connect) -> tuple[str, ...]:
    """Which of `ROLES` the account of an address has in a centre; all of them where it owns the centre.

    Raises
    ------
    CentreError
        The server cannot be reached or refuses the account.
    """
    place = PostgisAddress.parse(address)
    with clear_database_errors(place):
        connection = connect(place)
        try:
            found = connection.execute(
                "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND (pg_has_role(rolname, 'MEMBER') OR EXISTS ("
                "SELECT 1 FROM pg_namespace WHERE nspname = %s AND pg_has_role(nspowner, 'MEMBER')))",
                ([group_of(place.schema, role) for role in ROLES], place.schema),
            ).fetchall()
        finally:
            connection.close()
    held = {str(name) for (name,) in found}
    return tuple(role for role in ROLES if group_of(place.schema, role) in held)


def account_of(address: str, *, connect: Connect = connect) -> str:
    """Name of the account that the database knows one by.

    Raises
    ------
    CentreError
        The server cannot be reached or refuses the account.
    """
    place = PostgisAddress.parse(address)
    with clear_database_errors(place):
        connection = connect(place)
        try:
            row = connection.execute("SELECT session_user::text").fetchone()
        finally:
            connection.close()
    return "" if row is None else str(row[0])


def _change(address: str, account: str, role: str, statement: str, connect: Connect) -> None:
    if role not in ROLES:
        raise InputError(
            "The data centre has no role {role}.", hint="Use one of: {known}.", role=role, known=", ".join(ROLES)
        )
    place = PostgisAddress.parse(address)
    with clear_database_errors(place):
        connection = connect(place)
        try:
            group = sql.Identifier(group_of(place.schema, role))
            connection.execute(sql.SQL(statement).format(group, sql.Identifier(account)))  # type: ignore[arg-type]
        finally:
            connection.close()
