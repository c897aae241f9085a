"""How a QGIS layer reaches a table of the shared centre."""

from __future__ import annotations

from collections.abc import Mapping

from ..feature_frames import check_where, column_names, geometry_of
from ..geometry import SRS_ID
from .address import PostgisAddress

__all__ = ["map_uri"]


def map_uri(address: PostgisAddress, table: str, where: Mapping[str, object] | None) -> str:
    """URI of the QGIS provider ``postgres`` for a table or view, filtered by equality; never with a password."""
    column_names(table)
    said = {"service": address.service, "dbname": address.database, "host": address.host}
    if address.port:
        said["port"] = str(address.port)
    # With an authcfg the store says who; a name beside it would be asked for a password of its own.
    said |= {"authcfg": address.authcfg} if address.authcfg else {"user": address.user}
    said["sslmode"] = address.options.get("sslmode", "")
    said["key"] = "fid"
    # Statistics instead of counting and measuring every row when a layer is opened; `fid` is unique by construction.
    said |= {"estimatedmetadata": "true", "checkPrimaryKeyUnicity": "0"}
    kind = geometry_of(table)
    if kind:
        said |= {"srid": str(SRS_ID), "type": kind}
    parts = [f"{name}={_quoted(value)}" for name, value in said.items() if value]
    shape = " (geom)" if kind else ""
    tests = [f'"{name}" {_equals(value)}' for name, value in check_where(table, where)]
    subset = f" sql={' AND '.join(tests)}" if tests else ""
    return f'{" ".join(parts)} table="{address.schema}"."{table}"{shape}{subset}'


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _equals(value: object) -> str:
    if value is None:
        return "IS NULL"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"= {value}"
    return "= '" + str(value).replace("'", "''") + "'"
