"""Whose certificates the window lets QGIS trust: those of a centre that its user opens, not those of a project."""

from __future__ import annotations

import os

import pytest
from qgis.core import QgsApplication

from yanqing_eco_plugin import credentials
from yanqing_eco_plugin.gui.session import EcoSession

from .desk import Desk

ADDRESS = "postgresql://host/eco?sslmode=verify-full&sslrootcert=/etc/eco/authority.crt"


def test_only_an_address_that_the_user_gave_names_an_authority(
    qgis_app: QgsApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(credentials, "_shown", {})
    monkeypatch.setenv("PGSSLROOTCERT", "")
    monkeypatch.setattr(EcoSession, "_run", lambda *_, **__: None)
    session = EcoSession(Desk())  # type: ignore[arg-type]
    try:
        session.open(ADDRESS, build=False)
        assert not os.environ["PGSSLROOTCERT"]
        session.open(ADDRESS)
        assert os.environ["PGSSLROOTCERT"] == "/etc/eco/authority.crt"
    finally:
        session.shut_down()
