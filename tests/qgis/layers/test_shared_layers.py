"""The One Map of a shared centre: native layers, passwords in the authentication store, alive within two seconds."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsProject

from tests.qgis.auth_store import keep_password
from tests.services.shared_demo import PASSWORDS, SharedDemo, shared_demo  # noqa: F401
from tests.unit.data_centre.contract_editing import rows
from yanqing_eco_plugin.core.data_centre import DataCentre, Edit, open_centre
from yanqing_eco_plugin.core.data_centre.postgis import held_roles, set_resolver
from yanqing_eco_plugin.core.errors import CentreError, CentreReadOnlyError
from yanqing_eco_plugin.credentials import authcfg_of, fetch_credentials, forget_credentials, use_auth_store
from yanqing_eco_plugin.layers.one_map import OneMap, build_one_map, find_one_map, save_project
from yanqing_eco_plugin.layers.refresh import LiveRefresh

from .pictures import picture, place
from .test_refresh import until, watches

# More than the test's own writer and the map's reader need, and far less than the interval asked for below.
HEARD_WITHIN_S = 8.0
PICTURES = Path(__file__).resolve().parents[3] / "build" / "pictures"
NEVER_S = 3600.0


@pytest.fixture(scope="session")
def viewer(qgis_app: QgsApplication, shared_demo: SharedDemo) -> str:  # noqa: F811
    """Address for the account that may only look; its password is in the authentication store."""
    return shared_demo.address(keep_password("viewer", PASSWORDS["viewer"]))


@pytest.fixture(autouse=True)
def auth_store(qgis_app: QgsApplication) -> Iterator[None]:
    use_auth_store()
    yield
    set_resolver(None)
    forget_credentials()


@pytest.fixture
def centre(viewer: str) -> Iterator[DataCentre]:
    fetch_credentials(viewer)
    with open_centre(viewer, writable=False) as opened:
        yield opened


@pytest.fixture
def project(centre: DataCentre) -> QgsProject:
    made = QgsProject()
    build_one_map(made, centre)
    return made


def one_map_of(project: QgsProject) -> OneMap:
    found = find_one_map(project)
    assert found is not None
    return found


def ears() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "yanqing-eco-ear"]


def test_every_layer_is_native_and_shows_what_the_centre_holds(centre: DataCentre, project: QgsProject) -> None:
    one_map = one_map_of(project)
    latest = centre.latest().set_index("station_id")
    seen = {}
    for kind, layer in one_map.networks.items():
        assert layer.isValid()
        assert layer.providerType() == "postgres"
        assert layer.readOnly()
        seen |= {f["station_id"]: f["state"] for f in layer.getFeatures() if f["kind"] == kind}
    assert seen == latest["state"].to_dict()
    assert len(seen) == 907
    assert one_map.townships is not None
    assert len(list(one_map.townships.getFeatures())) == 18


def test_no_layer_and_no_project_holds_a_password(project: QgsProject, viewer: str, tmp_path: Path) -> None:
    saved = tmp_path / "map.qgs"
    save_project(project, saved)
    text = saved.read_text(encoding="utf-8")
    assert authcfg_of(viewer) in text
    for word in (*PASSWORDS.values(), "password", "look only", "user='viewer'"):
        assert word not in text


def test_a_saved_project_opens_without_a_question(project: QgsProject, viewer: str, tmp_path: Path) -> None:
    saved = tmp_path / "map.qgz"
    save_project(project, saved)
    again = QgsProject()
    assert again.read(str(saved))
    one_map = one_map_of(again)
    assert one_map.address == viewer
    assert sum(len(list(layer.getFeatures())) for layer in one_map.networks.values()) == 907


def test_the_map_is_drawn_in_the_colours_of_the_levels(project: QgsProject) -> None:
    one_map = one_map_of(project)
    assert one_map.networks["air"].renderer().type() == "RuleRenderer"
    assert one_map.townships is not None
    layers = [one_map.networks["air"], one_map.networks["micro"], one_map.townships]
    drawn = picture(layers, place(116.1, 40.53), 75_000)
    PICTURES.mkdir(parents=True, exist_ok=True)
    drawn.save(str(PICTURES / "shared-layers.png"))
    colours = Counter(drawn.pixelColor(x, y).name() for x in range(drawn.width()) for y in range(drawn.height()))
    levels = {f["level"] for f in one_map.networks["micro"].getFeatures() if f["state"] == "online"}
    # HJ 633: the colours of the levels; towns and dots show some of those that occur.
    wanted = {1: "#00e400", 2: "#ffff00", 3: "#ff7e00", 4: "#ff0000", 5: "#99004c", 6: "#7e0023"}
    assert any(colours[wanted[int(level)]] > 5 for level in levels if level in wanted)


def test_a_commit_is_seen_without_asking(project: QgsProject, shared_demo: SharedDemo) -> None:  # noqa: F811
    """The interval is an hour: what appears was heard."""
    one_map = one_map_of(project)
    live = LiveRefresh(project, interval_s=NEVER_S, state_every_s=NEVER_S)
    refreshed: list[str] = []
    drawn: list[str] = []
    live.refreshed.connect(refreshed.append)
    for kind, layer in one_map.networks.items():
        layer.repaintRequested.connect(partial(lambda name, *_: drawn.append(name), kind))
    live.start()
    try:
        until(lambda: refreshed)
        # What was committed before the ear opened is looked at once more.
        end = time.monotonic() + 1.5
        until(lambda: time.monotonic() > end)
        drawn.clear()
        station = str(shared_demo_station(one_map, "noise"))
        shared_demo.report(station, "leq", 87.5)
        until(lambda: drawn, HEARD_WITHIN_S)
        assert drawn == ["noise"]
        shown = {f["station_id"]: f["leq"] for f in one_map.networks["noise"].getFeatures()}
        assert shown[station] == 87.5
    finally:
        live.stop()
    assert (watches(), ears()) == ([], [])


def shared_demo_station(one_map: OneMap, kind: str) -> str:
    return next(str(f["station_id"]) for f in one_map.networks[kind].getFeatures() if f["state"] == "online")


def test_where_the_centre_cannot_be_heard_it_is_asked(
    project: QgsProject,
    shared_demo: SharedDemo,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def deaf(*_: object, **__: object) -> Iterator[None]:
        raise CentreError("The server of the data centre {place} cannot be reached.", place="here")

    monkeypatch.setattr("yanqing_eco_plugin.core.data_centre.postgis.listen", deaf)
    live = LiveRefresh(project, interval_s=0.2, state_every_s=NEVER_S)
    refreshed: list[str] = []
    live.refreshed.connect(refreshed.append)
    live.start()
    try:
        until(lambda: refreshed)
        refreshed.clear()
        shared_demo.report(shared_demo_station(one_map_of(project), "noise"), "leq", 71.0)
        until(lambda: refreshed, HEARD_WITHIN_S)
    finally:
        live.stop()
    assert (watches(), ears()) == ([], [])


def test_a_server_that_was_restarted_is_followed_again(
    project: QgsProject,
    shared_demo: SharedDemo,  # noqa: F811
) -> None:
    one_map = one_map_of(project)
    station = shared_demo_station(one_map, "noise")
    live = LiveRefresh(project, interval_s=0.3, state_every_s=NEVER_S)
    refreshed: list[str] = []
    failures: list[str] = []
    live.refreshed.connect(refreshed.append)
    live.failed.connect(lambda _address, error: failures.append(str(error)))
    live.start()
    try:
        until(lambda: refreshed)
        shared_demo.server.stop()
        live.look_now()
        until(lambda: failures)
        shared_demo.server.start()
        refreshed.clear()
        until(lambda: refreshed)
        shared_demo.report(station, "leq", 66.6)
        noise = one_map.networks["noise"]
        until(lambda: 66.6 in [f["leq"] for f in noise.getFeatures()])
        assert len(failures) == 1
    finally:
        live.stop()
    assert (watches(), ears()) == ([], [])


def test_a_viewer_is_refused_by_the_database_in_one_sentence(viewer: str) -> None:
    fetch_credentials(viewer)
    assert held_roles(viewer) == ("viewer",)
    with open_centre(viewer) as centre:
        grids = centre.features("station").head(1)
        with pytest.raises(CentreReadOnlyError, match="Your account may not do this"):
            centre.change([Edit("station", grids)])


def test_an_editor_changes_incidents_and_nothing_else(shared_demo: SharedDemo) -> None:  # noqa: F811
    address = shared_demo.address(keep_password("editor", PASSWORDS["editor"]))
    fetch_credentials(address)
    with open_centre(address) as centre:
        centre.change([Edit("incident", rows("incident", "edited"))])
        held = centre.features("incident").set_index("incident_id")
        assert held["changed_by"]["edited"] == "editor"
        with pytest.raises(CentreReadOnlyError):
            centre.write_features("station", centre.stations().head(1))


def test_roles_are_told_apart(shared_demo: SharedDemo) -> None:  # noqa: F811
    assert held_roles(shared_demo.owner) == ("viewer", "editor", "collector")
    for name, roles in {"editor": ("editor",), "stranger": ()}.items():
        address = shared_demo.address(keep_password(name, PASSWORDS[name]))
        fetch_credentials(address)
        assert held_roles(address) == roles


def test_a_password_changed_in_the_store_counts_at_the_next_opening(shared_demo: SharedDemo) -> None:  # noqa: F811
    authcfg = keep_password("viewer", "wrong")
    address = shared_demo.address(authcfg)
    fetch_credentials(address)
    with pytest.raises(CentreError, match="refused the account") as caught:
        open_centre(address, writable=False)
    assert "wrong" not in repr(caught.value.values)
    manager, config = QgsApplication.authManager(), QgsAuthMethodConfig()
    manager.loadAuthenticationConfig(authcfg, config, True)
    config.setConfig("password", PASSWORDS["viewer"])
    assert manager.updateAuthenticationConfig(config)
    fetch_credentials(address)
    open_centre(address, writable=False).close()


def test_a_configuration_that_is_not_here_is_one_sentence(qgis_app: QgsApplication) -> None:
    keep_password("anybody", "anything")
    with pytest.raises(CentreError, match="no authentication configuration nothere") as caught:
        fetch_credentials("postgresql://host/base?authcfg=nothere")
    assert caught.value.hint


def test_addresses_without_a_configuration_need_nothing() -> None:
    for address in ("/a/folder", "postgresql://host/base", "", "postgresql:///?service=eco"):
        assert authcfg_of(address) == ""
        fetch_credentials(address)
