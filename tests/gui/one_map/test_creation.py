"""From nothing to a data centre: the buttons of the empty dock."""

from __future__ import annotations

from pathlib import Path

from tests.gui.harness import QgisWindow


def type_into_dialog(window: QgisWindow, text: str) -> None:
    window.wait("dialogs()", 10)
    window.keys("ctrl+a")
    window.type(text)
    window.keys("Return")
    window.wait("not dialogs()", 10)


def test_making_a_demo_can_be_cancelled(qgis: QgisWindow, tmp_path: Path) -> None:
    place = tmp_path / "demo"
    qgis.run("dock = eco.one_map_dock; dock.setUserVisible(True)")
    qgis.settle()
    qgis.click("spot('yanqing_eco_empty_demo')")
    type_into_dialog(qgis, str(place))
    qgis.wait("dock.empty.progress.isVisible() and dock.empty.progress.value() > 0", 30)
    qgis.picture("making-a-demo")
    qgis.click("spot('yanqing_eco_empty_cancel')")
    qgis.wait("not dock.centre_actions.making.is_running")
    assert not qgis.run("dock.empty.progress.isVisible()")
    assert qgis.run("all(button.isEnabled() for button in dock.empty.buttons)")
    assert not qgis.run("eco.session.is_open")
    said = qgis.run("[item.text() for item in iface.messageBar().items()]")
    assert any(str(place) in text for text in said), "the user knows of the unfinished folder"
    qgis.run("iface.messageBar().clearWidgets()")


def test_what_the_algorithm_refuses_is_said(qgis: QgisWindow, demo_centre: Path) -> None:
    qgis.run(f"dock.centre_actions.make_demo({str(demo_centre)!r})")
    qgis.wait("iface.messageBar().currentItem() is not None", 10)
    assert str(demo_centre) in qgis.run("iface.messageBar().currentItem().text()")
    qgis.run("iface.messageBar().clearWidgets()")


def test_files_are_imported_through_processing(qgis: QgisWindow) -> None:
    qgis.click("spot('yanqing_eco_empty_import')")
    qgis.wait("dialogs()", 20)
    qgis.picture("import-dialog")
    assert qgis.run("dock.centre_actions.dialogs.dialogs[0].algorithm().id()") == "yanqing_eco:importobservations"
    qgis.keys("Escape")
    qgis.wait("not dialogs()", 10)


def test_a_centre_is_opened_by_its_folder(qgis: QgisWindow, demo_centre: Path) -> None:
    qgis.click("spot('yanqing_eco_empty_open')")
    type_into_dialog(qgis, str(demo_centre))
    qgis.wait("eco.session.is_open and dock.situation is not None")
    assert qgis.run("eco.session.address") == str(demo_centre)
    assert not qgis.run("dock.empty.isVisible()")


def test_a_folder_that_is_no_centre_is_refused(qgis: QgisWindow, tmp_path: Path) -> None:
    qgis.run(f"eco.session.open({str(tmp_path)!r})")
    qgis.wait("iface.messageBar().currentItem() is not None", 10)
    assert qgis.run("eco.session.is_open"), "the centre that was open stays so"
    qgis.run("iface.messageBar().clearWidgets()")
