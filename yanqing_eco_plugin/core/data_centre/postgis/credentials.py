"""Who connects to the shared centre: resolved from a name, so that neither address nor core ever holds a password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ...errors import CentreError
from .address import PostgisAddress

__all__ = ["Credentials", "Resolver", "credentials_of", "set_resolver"]


@dataclass(frozen=True)
class Credentials:
    """User, password and certificates of a connection; the password is never shown."""

    user: str = ""
    password: str = field(default="", repr=False)
    options: dict[str, str] = field(default_factory=dict)  # sslcert, sslkey, sslrootcert …

    def parameters(self) -> dict[str, str]:
        """What libpq is told."""
        said = {"user": self.user, "password": self.password, **self.options}
        return {name: value for name, value in said.items() if value}


Resolver = Callable[[PostgisAddress], Credentials]

_resolvers: list[Resolver] = []


def set_resolver(resolver: Resolver | None) -> None:
    """Say who turns the ``authcfg`` of an address into credentials; None: nobody.

    The plugin gives the QGIS authentication store; a process without QGIS needs none and uses libpq's own ways: PGUSER,
    PGPASSWORD, PGPASSFILE, a service file.
    """
    _resolvers[:] = [] if resolver is None else [resolver]


def credentials_of(address: PostgisAddress) -> Credentials:
    """Credentials for an address.

    Raises
    ------
    CentreError
        It names an ``authcfg`` that cannot be resolved here.
    """
    if not address.authcfg:
        return Credentials(address.user)
    if not _resolvers:
        raise CentreError(
            "The password {authcfg} of the data centre is kept in QGIS and cannot be read here.",
            hint="Leave authcfg out of the address, and give PGUSER and PGPASSFILE in the environment.",
            authcfg=address.authcfg,
        )
    found = _resolvers[0](address)
    return Credentials(found.user or address.user, found.password, found.options)
