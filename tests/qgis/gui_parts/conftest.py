"""Widgets without the QGIS window, on a demo centre."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QSettings

from yanqing_eco_plugin.core.data_centre import DataCentre
from yanqing_eco_plugin.gui.session import EcoSession

from .desk import Desk, opened_centre


@pytest.fixture(scope="session")
def qgis_app() -> QgsApplication:
    app = QgsApplication.instance() or QgsApplication([], True)
    app.initQgis()
    return app


@pytest.fixture(autouse=True)
def own_settings(qgis_app: QgsApplication, tmp_path: Path) -> Iterator[None]:
    """Nobody's settings are read or changed."""
    former = QCoreApplication.organizationName()
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    QCoreApplication.setOrganizationName("yanqing_eco_tests")
    yield
    QCoreApplication.setOrganizationName(former)


@pytest.fixture(autouse=True)
def no_error_in_a_slot(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What goes wrong in a slot never reaches the test by itself; Qt would end the process."""
    errors: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: errors.append("".join(traceback.format_exception(*error))))
    yield
    assert not errors, "\n".join(errors)


@pytest.fixture(scope="session")
def demo_address(demo_centre: Path) -> str:
    return str(demo_centre)


@pytest.fixture
def address(demo_address: str) -> str:
    """Of the centre that is opened; modules with a centre of their own say it anew."""
    return demo_address


@pytest.fixture
def centre(address: str) -> Iterator[DataCentre]:
    with opened_centre(address) as opened:
        yield opened


@pytest.fixture
def desk(qgis_app: QgsApplication) -> Desk:
    return Desk()


@pytest.fixture
def session(desk: Desk, centre: DataCentre) -> Iterator[EcoSession]:
    opened = desk.open(centre)
    opened.settings.language = "en"
    yield opened
    opened.shut_down()
    QgsProject.instance().clear()
