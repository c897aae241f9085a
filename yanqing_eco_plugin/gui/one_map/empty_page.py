"""What the dock says while no data centre is open: how to get one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ..kind_icons import plugin_icon

if TYPE_CHECKING:
    from .centre_actions import CentreActions

__all__ = ["EmptyPage"]


class EmptyPage(QWidget):
    """One sentence, the ways to a data centre, and the progress of making one."""

    def __init__(self, actions: CentreActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        picture = QLabel()
        picture.setPixmap(plugin_icon().pixmap(QSize(64, 64)))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.told = QLabel(self.tr("No data centre is open: open one, or make a demo centre to look around."))
        self.told.setObjectName("yanqing_eco_empty_text")
        self.told.setWordWrap(True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.buttons = [
            self._button(self.tr("Open a data centre…"), "yanqing_eco_empty_open", actions.choose_centre),
            self._button(
                self.tr("Connect to a shared data centre…"), "yanqing_eco_empty_connect", actions.choose_shared
            ),
            self._button(self.tr("Create a demo centre…"), "yanqing_eco_empty_demo", actions.choose_demo),
            self._button(self.tr("Import files…"), "yanqing_eco_empty_import", actions.import_files),
        ]
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.cancel = self._button(self.tr("Cancel"), "yanqing_eco_empty_cancel", actions.making.cancel)
        self._running = QWidget()
        row = QHBoxLayout(self._running)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        self._running.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addStretch(1)
        for part in (picture, self.told, *self.buttons, self._running):
            column.addWidget(part)
        column.addStretch(2)
        actions.making.progressed.connect(self._on_progress)
        for end in (actions.making.succeeded, actions.making.failed, actions.making.cancelled):
            end.connect(self._on_end)

    def _button(self, text: str, name: str, pressed: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(lambda: pressed())
        return button

    def _on_progress(self, percent: float) -> None:
        self._running.show()
        self.progress.setValue(round(percent))
        for button in self.buttons[:3]:
            button.setEnabled(False)

    def _on_end(self, *_: object) -> None:
        self._running.hide()
        for button in self.buttons:
            button.setEnabled(True)
