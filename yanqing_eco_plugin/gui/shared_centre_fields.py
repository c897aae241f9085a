"""The address of a shared centre as the fields of a form, and the name under which a centre is listed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

__all__ = ["DEFAULT_SCHEMA", "TLS_MODES", "SharedFields", "centre_title", "is_shared"]

# The core's own reader of addresses comes with the database driver and everything behind it, which would hold up the
# window; it has the last word when the centre is opened.
DEFAULT_SCHEMA = "eco"
TLS_MODES = ("prefer", "require", "verify-ca", "verify-full", "disable", "allow")


def is_shared(address: str) -> bool:
    """Whether an address names a database."""
    return address.partition("://")[0].lower() in ("postgresql", "postgres")


@dataclass(frozen=True)
class SharedFields:
    """What the form shows; texts, as they are typed."""

    host: str = ""
    port: str = ""
    database: str = ""
    schema: str = DEFAULT_SCHEMA
    service: str = ""
    user: str = ""
    authcfg: str = ""
    sslmode: str = "prefer"
    more: dict[str, str] = field(default_factory=dict)  # certificates and time limits, kept as they are

    @classmethod
    def of(cls, address: str) -> SharedFields:
        """The fields of an address; empty ones where it is no shared centre's or cannot be read."""
        if not is_shared(address):
            return cls()
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return cls()
        said = dict(parse_qsl(parts.query))
        place = parts.netloc.rpartition("@")[2]
        host, colon, port = place.rpartition(":") if not place.endswith("]") else (place, "", "")
        return cls(
            host=unquote(host if colon else place).strip("[]"),
            port=port if colon else "",
            database=unquote(parts.path.removeprefix("/")),
            schema=said.pop("schema", DEFAULT_SCHEMA),
            service=said.pop("service", ""),
            user=unquote(parts.username or ""),
            authcfg=said.pop("authcfg", ""),
            sslmode=said.pop("sslmode", "prefer"),
            more=said,
        )

    def address(self) -> str:
        """The address; with a configuration of the authentication store the user's name is left to it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        user = f"{quote(self.user, safe='')}@" if self.user and not self.authcfg else ""
        port = f":{self.port}" if self.port else ""
        query = {"schema": self.schema, "service": self.service, "authcfg": self.authcfg, **self.more}
        # What libpq does by itself need not be said; a service may say otherwise.
        if self.sslmode != "prefer":
            query["sslmode"] = self.sslmode
        said = urlencode({name: value for name, value in query.items() if value})
        return f"postgresql://{user}{host}{port}/{quote(self.database, safe='')}?{said}"


def centre_title(address: str) -> str:
    """Short name of a centre: of its folder, or of its database and server."""
    if not is_shared(address):
        return Path(address).name or address
    fields = SharedFields.of(address)
    name = fields.service or fields.database
    schema = "" if fields.schema == DEFAULT_SCHEMA else f".{fields.schema}"
    return f"{name}{schema} @ {fields.host}" if fields.host else f"{name}{schema}"
