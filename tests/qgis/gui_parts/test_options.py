from __future__ import annotations

import re
from pathlib import Path

import pytest

from yanqing_eco_plugin.gui.dependencies import REQUIREMENTS, dependencies, install_command, versions
from yanqing_eco_plugin.gui.options import EcoOptionsFactory
from yanqing_eco_plugin.gui.options_page import EcoOptionsPage
from yanqing_eco_plugin.gui.session import EcoSession
from yanqing_eco_plugin.gui.settings import EcoSettings

LINES = [
    "# remark",
    "",
    'numpy<2; python_version < "3.0"',
    "pandas==2.3.3",
    "ibis-framework[duckdb]==12.0.0  # why",
    "filelock>=3.12",
]


def page(session: EcoSession) -> EcoOptionsPage:
    return EcoOptionsFactory(session).createWidget(None)


def test_what_is_stored_is_what_the_page_says(session: EcoSession, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(session, "open", opened.append)
    one = page(session)
    one.address.setFilePath("/somewhere/centre")
    one.open_at_start.setChecked(True)
    one.refresh.setValue(17)
    one.language.setCurrentIndex(2)
    one.apply()
    stored = EcoSettings.load()
    assert (stored.open_at_start, stored.refresh_seconds, stored.language) == (True, 17, "en")
    assert opened == ["/somewhere/centre"]
    again = page(session)
    assert (again.open_at_start.isChecked(), again.refresh.value(), again.language.currentIndex()) == (True, 17, 2)


def test_the_same_address_is_not_opened_again(session: EcoSession, monkeypatch: pytest.MonkeyPatch) -> None:
    session.settings.remember("/here")
    monkeypatch.setattr(session, "open", lambda _: pytest.fail("opened again"))
    page(session).apply()


def test_an_emptied_address_is_forgotten(session: EcoSession) -> None:
    session.settings.remember("/here")
    one = page(session)
    one.address.setFilePath("")
    one.apply()
    assert EcoSettings.load().centre == ""


def test_a_strange_language_in_the_settings_is_as_qgis(session: EcoSession) -> None:
    session.settings.language = "klingon"
    assert page(session).language.currentIndex() == 0


def test_requirements_are_compared_with_what_is_installed() -> None:
    here = {"pandas": "2.3.3", "filelock": "3.1"}
    found = {one.name: one for one in dependencies(LINES, installed=lambda name: here.get(name, "1.0"))}
    assert found["pandas"].fits
    assert not found["ibis-framework"].fits
    assert found["ibis-framework"].wanted == "==12.0.0"
    assert not found["filelock"].fits
    assert found["numpy"].wanted == "", "the line is for another Python"
    assert {"geopandas", "rasterio", "scipy", "matplotlib"} <= set(found)


def test_what_is_missing_is_named_with_the_command_that_installs_it(session: EcoSession) -> None:
    one = page(session)
    assert one.verdict.text() == "Everything the plugin needs is installed."
    one.show_packages(dependencies(LINES, installed=lambda name: "" if name == "pandas" else "12.0.0"))
    assert "pandas" in one.verdict.text()
    assert not one._command_row.isHidden()
    rows = [one.packages.topLevelItem(row) for row in range(one.packages.topLevelItemCount())]
    assert [row.text(2) for row in rows if row.text(0) == "pandas"] == ["missing"]
    assert str(REQUIREMENTS) in install_command()


def test_the_plugins_own_requirements_are_all_understood() -> None:
    text = REQUIREMENTS.read_text(encoding="utf-8")
    wanted = {re.split(r"[<>=\[;]", line)[0] for line in text.splitlines() if line and not line.startswith("#")}
    assert wanted <= {one.name for one in dependencies()}


def test_the_report_names_versions(session: EcoSession) -> None:
    report = page(session).report()
    assert f"QGIS {versions()['QGIS']}" in report
    assert re.search(r"^Yanqing Eco \d+\.\d+", report)
    assert Path(REQUIREMENTS).name == "requirements.txt"
