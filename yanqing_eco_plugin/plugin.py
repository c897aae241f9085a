"""Wires the plugin into QGIS and takes it out again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from .duckdb_exit import release_duckdb
from .log_panel import LogPanel

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .gui.window import EcoWindow
    from .processing_algorithms.provider import EcoProvider

__all__ = ["YanqingEcoPlugin"]

_HERE = Path(__file__).resolve().parent


class YanqingEcoPlugin:
    """What QGIS starts and stops."""

    def __init__(self, iface: QgisInterface | None) -> None:
        self.iface = iface
        self._provider: EcoProvider | None = None
        self._log_panel = LogPanel(__package__)
        self._translator = self._load_translator()
        self.window: EcoWindow | None = None

    def initProcessing(self) -> None:
        """Register the algorithms; all that `qgis_process` needs."""
        from .processing_algorithms.provider import EcoProvider

        if self._provider is None:
            self._provider = EcoProvider()
            QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:
        """Add docks, actions, options page, locator filter and Browser entry."""
        from .gui.window import EcoWindow

        self.initProcessing()
        self.window = EcoWindow(self.iface)
        # Stays when the plugin is unloaded: DuckDB stays in the process too, and QGIS would abort at its end.
        QgsApplication.instance().aboutToQuit.connect(release_duckdb)

    def unload(self) -> None:
        """Leave no action, dock, provider, timer or thread behind."""
        from .tasks import cancel_all, dismiss_worker

        cancel_all()
        if self.window is not None:
            self.window.remove()
            self.window = None
        dismiss_worker()
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
        self._log_panel.remove()

    @staticmethod
    def _load_translator() -> QTranslator | None:
        # QGIS names simplified Chinese zh-Hans, Qt's catalogues zh_CN: the language decides.
        language = QgsApplication.instance().locale()[:2]
        for catalogue in sorted((_HERE / "i18n").glob(f"yanqing_eco_{language}*.qm")):
            translator = QTranslator()
            if translator.load(str(catalogue)):
                QCoreApplication.installTranslator(translator)
                return translator
        return None
