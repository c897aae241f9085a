"""Passwords in the authentication store of a profile that belongs to the tests."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsAuthMethodConfig

__all__ = ["MASTER_PASSWORD", "keep_password"]

MASTER_PASSWORD = "only for tests"


def keep_password(user: str, password: str) -> str:
    """Store user and password; returns the id of the configuration."""
    manager = QgsApplication.authManager()
    if not manager.masterPasswordIsSet():
        assert manager.setMasterPassword(MASTER_PASSWORD, True)
    made = QgsAuthMethodConfig("Basic")
    made.setName(f"centre {user}")
    made.setConfig("username", user)
    made.setConfig("password", password)
    # QGIS 3.22 gives the configuration back beside the answer.
    stored = manager.storeAuthenticationConfig(made)
    assert stored[0] if isinstance(stored, tuple) else stored
    return str(made.id())
