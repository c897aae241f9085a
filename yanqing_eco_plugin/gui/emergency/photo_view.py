"""A photo of the log, large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QImage, QPixmap
from qgis.PyQt.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre
    from ..session import EcoSession

__all__ = ["PhotoView"]

_SIZE = 900


class PhotoView(QDialog):
    """Reads the photo in the background and shows it; closes like any window."""

    def __init__(self, session: EcoSession, entry_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("yanqing_eco_photo")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Photo of the log"))
        self.picture = QLabel()
        self.picture.setMinimumSize(320, 240)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addWidget(self.picture)

        def work(centre: DataCentre, _progress: Any) -> QImage:
            from .thumbnails import read_photo

            return read_photo(centre, entry_id, _SIZE)

        session.read(self.tr("Reading the photo"), work, self._show, failed=self._say)

    def _show(self, image: QImage) -> None:
        if not sip.isdeleted(self):
            self.picture.setPixmap(QPixmap.fromImage(image))
            self.adjustSize()

    def _say(self, sentence: str) -> None:
        if not sip.isdeleted(self):
            self.picture.setText(sentence)
