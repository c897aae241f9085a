"""The real QGIS window on a virtual screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.gui.harness import QgisWindow, VirtualScreen, missing_programs


@pytest.fixture(scope="session")
def screen() -> Iterator[VirtualScreen]:
    """A virtual screen of 1280 × 800."""
    missing = missing_programs()
    if missing:
        pytest.skip(f"the window cannot be driven without: {', '.join(missing)} (install them with apt-get)")
    started = VirtualScreen(1280, 800).start()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def start_qgis(screen: VirtualScreen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., QgisWindow]]:
    """Start QGIS with our plugin in a profile of its own; ends with the module, where no Python error may have come up."""
    windows: list[QgisWindow] = []

    def start(*arguments: str, **options: str) -> QgisWindow:
        window = QgisWindow(screen, tmp_path_factory.mktemp("qgis"), **options)
        windows.append(window)
        return window.start(*arguments)

    yield start
    errors = [error for window in windows if window.is_running for error in window.python_errors()]
    for window in windows:
        window.stop()
    assert errors == []


@pytest.fixture(scope="module")
def qgis(start_qgis: Callable[..., QgisWindow]) -> QgisWindow:
    """QGIS in Chinese; `eco` is our window inside it."""
    window = start_qgis()
    window.run("eco = plugins['yanqing_eco_plugin'].window")
    return window


@pytest.fixture(scope="module")
def one_map(qgis: QgisWindow, demo_centre: Path) -> QgisWindow:
    """The same with the demo centre open and drawn; `dock` is the One Map dock."""
    qgis.run(f"dock = eco.one_map_dock; eco.session.open({str(demo_centre)!r})")
    qgis.wait("dock.situation is not None")
    qgis.settle()
    return qgis
