"""The address of a shared centre: ``postgresql://host:port/database?schema=eco&authcfg=…``, never with a password."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from ...errors import InputError

__all__ = ["SCHEMES", "PostgisAddress", "is_postgis_address"]

SCHEMES = ("postgresql", "postgres")
DEFAULT_SCHEMA = "eco"
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
# What libpq knows and may stand in an address; the rest, above all a password, may not.
_OPTIONS = ("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "target_session_attrs")
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


def is_postgis_address(address: str) -> bool:
    """Whether an address names a database."""
    return address.partition("://")[0].lower() in SCHEMES and "://" in address


@dataclass(frozen=True)
class PostgisAddress:
    """Where a shared centre is.

    Attributes
    ----------
    host, port, database, user
        Empty or 0 where libpq's own defaults, the service or the credentials say it.
    schema
        Schema of the database that holds the tables.
    authcfg
        Name under which user and password are kept elsewhere (in QGIS: the authentication store).
    service
        Section of ``pg_service.conf``.
    archive
        Where this computer sees the folder of closed months; empty where the centre says.
    options
        Further settings of the connection: TLS mode and certificates, time limit.
    """

    host: str = ""
    port: int = 0
    database: str = ""
    user: str = ""
    schema: str = DEFAULT_SCHEMA
    authcfg: str = ""
    service: str = ""
    archive: str = ""
    options: dict[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> PostgisAddress:
        """Read an address.

        Raises
        ------
        InputError
            It holds a password, an unknown setting, or names no database.
        """
        try:
            parts = urlsplit(text.strip())
        except ValueError as error:
            raise InputError(
                "The address of the data centre cannot be read.",
                hint="Write it as postgresql://host:5432/database?schema=eco.",
                details=str(error),
            ) from error
        if parts.password:
            raise InputError(
                "The address of the data centre holds a password.",
                hint="Keep the password in the QGIS authentication store, in PGPASSFILE or in PGPASSWORD, and leave it "
                "out of the address.",
            )
        said = dict(parse_qsl(parts.query, keep_blank_values=False))
        schema = said.pop("schema", DEFAULT_SCHEMA)
        authcfg, service = said.pop("authcfg", ""), said.pop("service", "")
        archive = said.pop("archive", "")
        unknown = sorted(set(said) - set(_OPTIONS))
        if unknown:
            raise InputError(
                "The address of the data centre has the setting {name}, which nobody knows.",
                hint="Known are: {known}.",
                name=unknown[0],
                known=", ".join(("schema", "authcfg", "service", "archive", *_OPTIONS)),
            )
        if not _SCHEMA.fullmatch(schema) or schema.startswith("pg_"):
            raise InputError(
                "{schema} cannot be the schema of a data centre.",
                hint="Use small letters, digits and underscores, beginning with a letter.",
                schema=schema,
            )
        if said.get("sslmode", "prefer") not in _SSL_MODES:
            raise InputError(
                "{mode} is no TLS mode.", hint="Use one of: {known}.", mode=said["sslmode"], known=", ".join(_SSL_MODES)
            )
        try:
            port = parts.port or 0
        except ValueError as error:
            raise InputError(
                "The address of the data centre has a port that is no number.",
                hint="Write it as postgresql://host:5432/database.",
                details=str(error),
            ) from error
        database = unquote(parts.path.removeprefix("/"))
        if not database and not service:
            raise InputError(
                "The address of the data centre names no database.",
                hint="Write it as postgresql://host:5432/database?schema=eco.",
            )
        user = unquote(parts.username or "")
        return cls(parts.hostname or "", port, database, user, schema, authcfg, service, archive, said)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        place = f"{quote(self.user, safe='')}@{host}" if self.user else host
        if self.port:
            place += f":{self.port}"
        query = {"schema": self.schema, "service": self.service, "authcfg": self.authcfg, "archive": self.archive}
        query |= self.options
        told = urlencode({name: value for name, value in query.items() if value})
        return f"postgresql://{place}/{quote(self.database, safe='')}?{told}"

    def parameters(self) -> dict[str, str]:
        """What libpq is told, without user and password."""
        said = {"host": self.host, "dbname": self.database, "service": self.service}
        said |= self.options
        if self.port:
            said["port"] = str(self.port)
        return {name: value for name, value in said.items() if value}
