"""Asks where a file should go and writes it in the background."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ...tasks import EcoTask, run_in_background

if TYPE_CHECKING:
    from ..session import EcoSession

__all__ = ["Exporter", "file_name"]

_FOLDER = "yanqing_eco/export_folder"


def file_name(*parts: str, suffix: str) -> str:
    """A file name of these parts that every system accepts."""
    kept = [re.sub(r'[\s\\/:*?"<>|\x00-\x1f]+', "_", part).strip("._ ") for part in parts if part]
    return "_".join(part for part in kept if part)[:120] + suffix


class Exporter(QObject):
    """Writes files that a page offers; the folder used last is offered again."""

    def __init__(self, session: EcoSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._widget = session, parent

    def export(self, name: str, kind: str, write: Callable[[str], Any]) -> None:
        """Ask for a place for the file `name` (of `kind`, a filter of the dialog) and run `write(path)` there."""
        path = self.ask(name, kind)
        if not path:
            return
        if not Path(path).suffix:
            path += Path(name).suffix
        QgsSettings().setValue(_FOLDER, str(Path(path).parent))
        shown = Path(path).name
        run_in_background(
            EcoTask(
                self.tr("Writing {name}").format(name=shown),
                lambda progress: write(path),
                done=lambda _: self._session.inform(self.tr("Saved {path}").format(path=shown)),
                failed=self._session.complain,
                silent=True,
            )
        )

    def ask(self, name: str, kind: str) -> str:
        """The path the user chose; empty when the dialog was closed."""
        folder = str(QgsSettings().value(_FOLDER, "", type=str) or Path.home())
        path, _ = QFileDialog.getSaveFileName(self._widget, self.tr("Save as"), str(Path(folder) / name), kind)
        return path
