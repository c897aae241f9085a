from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.core import Qgis, QgsApplication, QgsBrowserModel, QgsProject, QgsVectorLayer
from qgis.gui import QgsGui
from qgis.PyQt.QtCore import QModelIndex
from qgis.PyQt.QtWidgets import QMenu

from yanqing_eco_plugin.core.data_centre import DataCentre
from yanqing_eco_plugin.gui.browser import CentreItem, CentreItemProvider, NetworkItem
from yanqing_eco_plugin.gui.session import EcoSession

from .desk import Desk, until


@pytest.fixture
def provider(session: EcoSession, demo_address: str) -> Iterator[CentreItemProvider]:
    session.settings.recent = f"{demo_address}\n/no/such/centre"
    registry = QgsApplication.dataItemProviderRegistry()
    made = CentreItemProvider(session)
    registry.addProvider(made)
    yield made
    made.shut_down()
    registry.removeProvider(made)


@pytest.fixture
def model(provider: CentreItemProvider) -> QgsBrowserModel:
    made = QgsBrowserModel()
    made.initialize()
    return made


def rows(model: QgsBrowserModel, parent: QModelIndex | None = None) -> list[QModelIndex]:
    above = parent or QModelIndex()
    return [model.index(row, 0, above) for row in range(model.rowCount(above))]


def root(model: QgsBrowserModel) -> QModelIndex:
    return next(index for index in rows(model) if model.dataItem(index).name() == "Yanqing Eco")


def unfold(model: QgsBrowserModel, index: QModelIndex) -> list[QModelIndex]:
    model.fetchMore(index)
    until(lambda: model.dataItem(index).state() == Qgis.BrowserItemState.Populated)
    return rows(model, index)


def centres(model: QgsBrowserModel) -> dict[str, QModelIndex]:
    return {model.dataItem(index).name(): index for index in unfold(model, root(model))}


def menu_of(item: object) -> QMenu:
    menu = QMenu()
    ours = next(one for one in QgsGui.dataItemGuiProviderRegistry().providers() if one.name() == "yanqing_eco")
    ours.populateContextMenu(item, menu, [], None)
    return menu


def test_the_recent_centres_are_listed(model: QgsBrowserModel) -> None:
    found = centres(model)
    assert list(found) == ["centre", "demo_centre"]
    assert all(isinstance(model.dataItem(index), CentreItem) for index in found.values())


def test_a_centre_unfolds_into_its_networks(model: QgsBrowserModel, centre: DataCentre) -> None:
    items = [model.dataItem(index) for index in unfold(model, centres(model)["demo_centre"])]
    counts = centre.stations()["kind"].value_counts()
    networks = {item.kind: item for item in items if isinstance(item, NetworkItem)}
    assert set(networks) == set(counts.index)
    assert networks["air"].name().endswith("(20)")
    layer = QgsVectorLayer(networks["lidar"].uri(), "lidar", networks["lidar"].providerKey())
    assert layer.isValid()
    assert [feature["kind"] for feature in layer.getFeatures()] == ["lidar"]


def test_a_network_can_be_dragged(model: QgsBrowserModel) -> None:
    index = next(i for i in unfold(model, centres(model)["demo_centre"]) if isinstance(model.dataItem(i), NetworkItem))
    data = model.mimeData([index])
    assert data.hasFormat("application/x-vnd.qgis.qgis.uri")


def test_a_centre_that_is_gone_says_so(model: QgsBrowserModel) -> None:
    (child,) = unfold(model, centres(model)["centre"])
    assert model.dataItem(child).name().startswith("There is no data centre at /no/such/centre.")


def test_a_network_is_added_with_its_style(model: QgsBrowserModel) -> None:
    indices = unfold(model, centres(model)["demo_centre"])
    item = next(model.dataItem(i) for i in indices if getattr(model.dataItem(i), "kind", "") == "water")
    menu = menu_of(item)
    (action,) = menu.actions()
    action.trigger()
    until(lambda: QgsProject.instance().count() == 1)
    (layer,) = QgsProject.instance().mapLayers().values()
    assert layer.renderer().type() == "RuleRenderer"
    assert layer.customProperty("yanqing_eco/kind") == "water"


def test_opening_a_network_of_a_centre_that_is_gone_is_one_sentence(session: EcoSession, desk: Desk) -> None:
    from yanqing_eco_plugin.gui.network_opening import open_network

    open_network(session, "/no/such/centre", "air")
    until(lambda: desk.bar.sentences)
    assert desk.bar.sentences[0].startswith("There is no data centre")


def test_open_and_forget(
    model: QgsBrowserModel, session: EcoSession, demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(session, "open", opened.append)
    item = model.dataItem(centres(model)["demo_centre"])
    menu = menu_of(item)
    menu.actions()[0].trigger()
    assert opened == [demo_address]
    menu.actions()[1].trigger()
    until(lambda: list(centres(model)) == ["centre"])
    assert demo_address not in session.settings.recent


def test_a_newly_opened_centre_is_listed(model: QgsBrowserModel, session: EcoSession) -> None:
    centres(model)
    session.settings.remember("/another/place")
    session.centreOpened.emit()
    until(lambda: "place" in centres(model))


def test_without_the_provider_nothing_is_left(model: QgsBrowserModel, provider: CentreItemProvider) -> None:
    names = [one.name() for one in QgsGui.dataItemGuiProviderRegistry().providers()]
    assert names.count("yanqing_eco") == 1
