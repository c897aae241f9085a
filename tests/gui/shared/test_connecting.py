"""A shared centre connected to by hand: the dialog, the live map, and what is said where it does not work."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.gui.harness import QgisWindow
from tests.services.shared_demo import PASSWORDS, SharedDemo, shared_demo  # noqa: F401
from yanqing_eco_plugin.core.data_centre import open_centre

# Kept by QGIS itself, as its own dialogs would.
STORE = """
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsSettings
manager = QgsApplication.authManager()
manager.setMasterPassword('only for tests', True)
def keep(name, user, password):
    made = QgsAuthMethodConfig('Basic')
    made.setName(name)
    made.setConfig('username', user)
    made.setConfig('password', password)
    manager.storeAuthenticationConfig(made)
    return made.id()
"""
TOLD = "widget('yanqing_eco_shared_told').text()"


@pytest.fixture(scope="module")
def ids(qgis: QgisWindow) -> dict[str, str]:
    """Configurations in the authentication store."""
    qgis.run(STORE)
    accounts = {"right": PASSWORDS["viewer"], "wrong": "guessed"}
    return {name: qgis.run(f"keep({name!r}, 'viewer', {password!r})") for name, password in accounts.items()}


@pytest.fixture(scope="module")
def window(qgis: QgisWindow, ids: dict[str, str], shared_demo: SharedDemo) -> QgisWindow:  # noqa: F811
    """QGIS that knows a connection to the server under the name “command centre”."""
    known = {"host": "127.0.0.1", "port": str(shared_demo.server.port), "database": shared_demo.database}
    known |= {"authcfg": ids["wrong"], "sslmode": "SslPrefer"}
    for name, value in known.items():
        qgis.run(f"QgsSettings().setValue('PostgreSQL/connections/command centre/{name}', {value!r})")
    qgis.run("dock = eco.one_map_dock; dock.setUserVisible(True)")
    return qgis


def enter(window: QgisWindow, field: str, text: str) -> None:
    window.click(f"spot('yanqing_eco_shared_{field}', 0.3)")
    window.keys("ctrl+a")
    window.type(text)


def tried(window: QgisWindow) -> str:
    window.click("spot('yanqing_eco_shared_test')")
    window.wait(f"{TOLD} and widget('yanqing_eco_shared_test').isEnabled()", 30)
    return str(window.run(TOLD))


def test_a_stored_connection_fills_the_form(window: QgisWindow, ids: dict[str, str]) -> None:
    window.click("spot('yanqing_eco_empty_connect')")
    window.wait("dialogs()", 10)
    assert not window.run("widget('yanqing_eco_shared_connect').isEnabled()"), "no database is named yet"
    window.click("spot('yanqing_eco_shared_stored')")
    window.keys("Down", "Return")
    window.wait("widget('yanqing_eco_shared_database').text() == 'eco_demo'", 10)
    assert window.run("widget('yanqing_eco_shared').address").endswith(f"schema=eco&authcfg={ids['wrong']}")


def test_a_wrong_password_is_told(window: QgisWindow) -> None:
    said = tried(window)
    assert "账号" in said or "refused the account" in said
    assert "guessed" not in said
    window.picture("shared-wrong-password")


def test_a_server_that_is_not_there_is_told(window: QgisWindow, shared_demo: SharedDemo) -> None:  # noqa: F811
    enter(window, "port", "1")
    said = tried(window)
    assert "连接" in said or "reached" in said
    enter(window, "port", str(shared_demo.server.port))


def test_a_schema_without_a_centre_is_told(window: QgisWindow, ids: dict[str, str]) -> None:
    window.run(f"widget('yanqing_eco_shared').auth.setConfigId({ids['right']!r})")
    enter(window, "schema", "public")
    said = tried(window)
    assert "public" in said
    enter(window, "schema", "eco")


def test_tls_that_the_server_does_not_offer_is_told(window: QgisWindow) -> None:
    window.run("widget('yanqing_eco_shared').tls.setCurrentIndex(1)")
    said = tried(window)
    window.run("widget('yanqing_eco_shared').tls.setCurrentIndex(0)")
    assert "加密" in said or "secure" in said


def test_what_is_right_is_told_with_the_role(window: QgisWindow) -> None:
    said = tried(window)
    assert "907" in said
    window.picture("shared-tested")


def test_the_map_of_the_centre_is_shown(window: QgisWindow, ids: dict[str, str]) -> None:
    window.click("spot('yanqing_eco_shared_connect')")
    window.wait("dock.situation is not None")
    window.settle()
    assert not window.run("dialogs()")
    assert window.run("eco.session.address").endswith(f"authcfg={ids['right']}")
    kinds = window.run("sorted({l.providerType() for l in QgsProject.instance().mapLayers().values()})")
    assert kinds == ["postgres"]
    assert window.run("all(l.isValid() for l in QgsProject.instance().mapLayers().values())")
    assert not window.run("eco.session.may_edit")
    window.wait("iface.messageBar().currentItem() is not None", 10)
    window.picture("shared-one-map")


def test_a_value_appears_within_seconds(window: QgisWindow, shared_demo: SharedDemo) -> None:  # noqa: F811
    with open_centre(shared_demo.owner, writable=False) as centre:
        latest = centre.latest(kind="air")
    station = str(latest[latest["state"] == "online"]["station_id"].iloc[0])
    window.run(f"eco.session.select_station({station!r})")
    window.run("eco.session.settings.refresh_seconds = 3600; eco.session.apply_settings()")
    window.wait(f"eco.station_dock.card is not None and eco.station_dock.card.station_id == {station!r}")
    window.settle()
    window.run("from datetime import datetime, timezone; seen = []")
    window.run("eco.session.statusChanged.connect(lambda: seen.append(datetime.now(timezone.utc).isoformat()))")
    committed = shared_demo.report(station, "pm2_5", 412.0)
    window.wait("seen", 20)
    took = (datetime.fromisoformat(window.run("seen[0]")) - committed).total_seconds()
    print(f"on the map {took:.2f} s after the commit")
    air = "next(l for l in QgsProject.instance().mapLayers().values() if l.customProperty('yanqing_eco/kind') == 'air')"
    values = f"[f['pm2_5'] for f in {air}.getFeatures() if f['station_id'] == {station!r}]"
    assert window.run(values) == [412]
    window.settle()
    window.picture("shared-new-value")


def test_an_address_with_a_password_is_refused_and_forgotten(window: QgisWindow) -> None:
    window.run("iface.messageBar().clearWidgets(); before = eco.session.address")
    window.run("eco.session.open('postgresql://viewer:in-clear@127.0.0.1/eco_demo')")
    window.wait("iface.messageBar().currentItem() is not None", 10)
    assert "in-clear" not in window.run("iface.messageBar().currentItem().text()")
    assert window.run("eco.session.address == before")
    window.run("iface.messageBar().clearWidgets(); QgsSettings().sync()")
    for place in (window.folder / "profile").rglob("*.ini"):
        assert "in-clear" not in place.read_text(encoding="utf-8")


def test_nothing_in_the_profile_holds_the_password(window: QgisWindow) -> None:
    window.run("QgsSettings().sync()")
    for place in (window.folder / "profile").rglob("*"):
        if place.is_file():
            assert PASSWORDS["viewer"].encode() not in place.read_bytes(), place
    assert PASSWORDS["viewer"] not in window.log


def test_a_saved_project_connects_again(window: QgisWindow, tmp_path: Path) -> None:
    place = tmp_path / "map.qgz"
    window.run(f"QgsProject.instance().write({str(place)!r}); QgsProject.instance().clear()")
    window.wait("not eco.session.is_open", 10)
    window.run(f"iface.addProject({str(place)!r})")
    window.wait("eco.session.is_open and dock.situation is not None")
    window.settle()
    assert not window.run("dialogs()")
    assert window.run("all(l.isValid() for l in QgsProject.instance().mapLayers().values())")


def test_the_browser_and_the_menu_name_it(window: QgisWindow) -> None:
    window.run("from yanqing_eco_plugin.gui.browser import CentresItem")
    window.run("root = CentresItem(None, eco.session); items = root.createChildren()")
    assert window.run("[item.name() for item in items]") == ["eco_demo @ 127.0.0.1"]
    networks = window.run("[child.name() for child in items[0].createChildren()]")
    assert len(networks) > 10, networks


def test_the_options_page_shows_and_edits_it(window: QgisWindow) -> None:
    window.run("page = eco._options.createWidget(None); page.resize(760, 620); page.show(); page.raise_()")
    window.wait("page.isVisible()", 10)
    window.settle()
    window.run("page.activateWindow()")
    window.settle()
    assert window.run("page.address.filePath() == eco.session.address")
    window.click("spot('yanqing_eco_options_connect')")
    window.wait("widget('yanqing_eco_shared').isVisible()", 10)
    assert window.run("widget('yanqing_eco_shared').address == eco.session.address")
    window.picture("shared-options")
    enter(window, "schema", "other")
    window.click("spot('yanqing_eco_shared_connect')")
    window.wait("'schema=other' in page.address.filePath()", 10)
    window.run("page.close(); page.deleteLater()")


def test_unloading_leaves_no_thread(window: QgisWindow) -> None:
    window.run("import threading, qgis.utils; root.deleteLater(); del items, root")
    window.run("qgis.utils.unloadPlugin('yanqing_eco_plugin')")
    left = "[t.name for t in threading.enumerate() if t.name.startswith('yanqing')]"
    assert window.run(left) == []
