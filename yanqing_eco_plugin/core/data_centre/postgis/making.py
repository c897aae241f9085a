"""Makes, opens and migrates shared centres."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg
from psycopg import errors, sql

from ...errors import CentreFormatError, CentreReadOnlyError, InputError
from ..centre import District
from .address import PostgisAddress
from .centre import PostgisCentre, SharedInfo
from .connections import Connect, Connections, connect
from .failures import clear_database_errors
from .layout import FORMAT_VERSION, align_layout, create_layout
from .migrations import MIGRATIONS
from .months import SERIES, make_months
from .roles import drop_roles, make_roles

__all__ = ["create_postgis_centre", "drop_postgis_centre", "open_postgis_centre"]

_MONTHS_AHEAD = 3


def create_postgis_centre(
    address: str, *, district: District, synthetic: bool = False, connect: Connect = connect
) -> None:
    """Make an empty centre in a new schema, with its roles, in one transaction.

    Raises
    ------
    InputError
        The schema exists already, or the database has no PostGIS and the account may not add it.
    CentreReadOnlyError
        The account may not make schemas.
    CentreError
        The server cannot be reached.
    """
    place = PostgisAddress.parse(address)
    with clear_database_errors(place):
        connection = connect(place)
        try:
            with connection.transaction():
                _make(connection, place, district, synthetic)
        finally:
            connection.close()


def _make(connection: psycopg.Connection, place: PostgisAddress, district: District, synthetic: bool) -> None:
    try:
        with connection.transaction():
            connection.execute("CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public")
    except (errors.InsufficientPrivilege, errors.FeatureNotSupported, errors.UndefinedFile) as error:
        raise InputError(
            "The database {database} has no PostGIS.",
            hint="Install the package postgresql-postgis on the server, and let an administrator run CREATE EXTENSION postgis.",
            details=str(error),
            database=place.database,
        ) from error
    try:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(place.schema)))
    except errors.DuplicateSchema as error:
        raise InputError(
            "The schema {schema} exists already; no data centre was made.",
            hint="Choose another schema in the address, or open the centre that is there.",
            details=str(error),
            schema=place.schema,
        ) from error
    create_layout(connection)
    connection.execute(
        "INSERT INTO centre_info (format_version, district_code, district_name, district_name_en, utc_offset_hours, "
        "datum, synthetic) VALUES (%s, %s, %s, %s, %s, 'wgs84', %s)",
        (FORMAT_VERSION, district.code, district.name, district.name_en, district.utc_offset_hours, synthetic),
    )
    for series in SERIES:
        make_months(connection, (), series=series, ahead=_MONTHS_AHEAD)
    make_roles(connection, place.schema)


def drop_postgis_centre(address: str, *, connect: Connect = connect) -> None:
    """Remove a centre and its roles for good; used where one could not be made whole."""
    place = PostgisAddress.parse(address)
    with clear_database_errors(place):
        connection = connect(place)
        try:
            with connection.transaction():
                connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(place.schema)))
                drop_roles(connection, place.schema)
        finally:
            connection.close()


def open_postgis_centre(
    address: str, *, writable: bool = True, wait_s: float = 10.0, connect: Connect = connect
) -> PostgisCentre:
    """Open a shared centre; see `open_centre`.

    Raises
    ------
    CentreFormatError
        There is no centre in that schema, or one of a format this version cannot read.
    CentreReadOnlyError
        It has an older format and the account may not bring it up to date.
    CentreError
        The server cannot be reached or refuses the account.
    """
    place = PostgisAddress.parse(address)
    connections = Connections(place, connect)
    with ExitStack() as on_failure:
        on_failure.callback(connections.close)
        with clear_database_errors(place), connections.one() as connection:
            info = _info(connection, place)
            if info.version < FORMAT_VERSION:
                info = _migrated(connection, place, info, writable)
            if writable:
                _align(connection, place)
        on_failure.pop_all()
    return PostgisCentre(place, connections, info, writable=writable, wait_s=wait_s)


def _info(connection: psycopg.Connection, place: PostgisAddress) -> SharedInfo:
    try:
        row = connection.execute(
            "SELECT format_version, district_code, district_name, district_name_en, utc_offset_hours, synthetic "
            "FROM centre_info"
        ).fetchone()
    except (errors.UndefinedTable, errors.UndefinedColumn, errors.InvalidSchemaName) as error:
        # A schema one may not use is passed over as if it were not there.
        hidden = connection.execute(
            "SELECT 1 FROM pg_namespace WHERE nspname = %s AND NOT has_schema_privilege(oid, 'USAGE')", (place.schema,)
        ).fetchone()
        if hidden is not None:
            raise CentreReadOnlyError(
                "Your account has no role in the data centre {place}.",
                hint="Ask the administrator of the data centre for the role you need (viewer, editor or collector).",
                details=str(error),
                place=str(place),
            ) from error
        raise CentreFormatError(
            "There is no data centre in the schema {schema} of {place}.",
            hint="Check the schema in the address, or make a new data centre there.",
            details=str(error),
            schema=place.schema,
            place=str(place),
        ) from error
    if row is None:
        raise CentreFormatError(
            "The data centre {place} does not say what it is.", hint="Restore it from a backup.", place=str(place)
        )
    version, code, name, name_en, offset, synthetic = row
    if version > FORMAT_VERSION:
        raise CentreFormatError(
            "The data centre {place} has format {found}, newer than the format {known} this plugin knows.",
            hint="Update the plugin on this computer.",
            place=str(place),
            found=version,
            known=FORMAT_VERSION,
        )
    return SharedInfo(District(code, name, name_en, float(offset)), bool(synthetic), int(version))


def _migrated(connection: psycopg.Connection, place: PostgisAddress, info: SharedInfo, writable: bool) -> SharedInfo:
    if not writable:
        raise CentreFormatError(
            "The data centre {place} has the older format {found}.",
            hint="Open it once for writing, which brings it up to date.",
            place=str(place),
            found=info.version,
        )
    version = info.version
    while version < FORMAT_VERSION:
        step = MIGRATIONS.get(version)
        if step is None:
            raise CentreFormatError(
                "The data centre {place} has format {found}, which this plugin cannot bring to format {known}.",
                hint="Open it once with the version of the plugin that made it, or restore a newer copy.",
                place=str(place),
                found=version,
                known=FORMAT_VERSION,
            )
        with _owner_only(place), connection.transaction():
            held = connection.execute("SELECT format_version FROM centre_info FOR UPDATE").fetchone()
            # Another process may have done it while we waited.
            if held is not None and held[0] == version:
                step(connection)
                connection.execute("UPDATE centre_info SET format_version = %s", (version + 1,))
        version += 1
    return _info(connection, place)


def _align(connection: psycopg.Connection, place: PostgisAddress) -> None:
    """Bring tables and views up to this plugin's schema where they are older and the account may do it."""
    with _owner_only(place), connection.transaction():
        if align_layout(connection):
            make_roles(connection, place.schema)


@contextmanager
def _owner_only(place: PostgisAddress) -> Iterator[None]:
    """Say who has to bring the tables up to date where this account may not."""
    try:
        yield
    except errors.InsufficientPrivilege as error:
        raise CentreReadOnlyError(
            "The tables of the data centre {place} are older than this plugin, and your account may not change them.",
            hint="Let the owner of the data centre open it once with this version of the plugin.",
            details=str(error),
            place=str(place),
        ) from error
