"""The connections to databases that QGIS knows already."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsDataSourceUri, QgsProviderRegistry

from .shared_centre_fields import TLS_MODES, SharedFields

__all__ = ["StoredConnection", "stored_connections"]


@dataclass(frozen=True)
class StoredConnection:
    """One connection of QGIS to PostgreSQL.

    Attributes
    ----------
    name
        As it is listed in QGIS.
    fields
        Where it leads.
    in_clear
        Whether QGIS keeps a password outside its authentication store; it is never taken along.
    """

    name: str
    fields: SharedFields
    in_clear: bool


def stored_connections() -> list[StoredConnection]:
    """QGIS's connections to PostgreSQL, by name; read from its settings, nothing is connected to."""
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    if metadata is None:
        return []
    found = []
    for name, connection in sorted(metadata.connections(False).items()):
        uri = QgsDataSourceUri(connection.uri())
        mode = QgsDataSourceUri.encodeSslMode(uri.sslMode())
        fields = SharedFields(
            host=uri.host(),
            port=uri.port(),
            database=uri.database(),
            service=uri.service(),
            user=uri.username(),
            authcfg=uri.authConfigId(),
            sslmode=mode if mode in TLS_MODES else "prefer",
        )
        found.append(StoredConnection(name, fields, bool(uri.password()) and not uri.authConfigId()))
    return found
