"""The log of the incident: notes, decisions, photos, measurements; nothing is ever changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFontMetrics, QIcon, QImage, QPixmap
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.standards import PROPERTIES
from .orders_page import local_clock
from .words import incident_text, level_text, resource_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qgis.PyQt.QtGui import QResizeEvent

    from .board import Board, Row

__all__ = ["LogPage"]

_KIND_COLOURS = {
    "decision": "#7a1a14",
    "order": "#0b4f7d",
    "incident": "#7a1a14",
    "fence": "#4f5b62",
    "resource": "#4f5b62",
}
_MEASURED = (
    "pm2_5",
    "pm10",
    "tsp",
    "co",
    "so2",
    "no2",
    "o3",
    "nh3",
    "h2s",
    "ph",
    "ammonia_nitrogen",
    "dissolved_oxygen",
)
_TALL = 64


class _Entries(QListWidget):
    """Entries of several lines, each as high as its text: Qt measures Chinese letters too low and leaves lines out."""

    def fit(self) -> None:
        """Give each entry the height of its text at this width."""
        for row in range(self.count()):
            item = self.item(row)
            beside = 0 if item.icon().isNull() else self.iconSize().width() + 8
            wide = max(80, self.viewport().width() - beside - 16)
            wrapped = Qt.TextFlag.TextWordWrap
            high = QFontMetrics(item.font()).boundingRect(0, 0, wide, 10_000, wrapped, item.text()).height()
            lines = item.text().count("\n") + 1
            item.setSizeHint(QSize(wide, max(high + 6 * lines + 4, self.iconSize().height() if beside else 0)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class LogPage(QWidget):
    """The newest entry on top; below what is written down next."""

    entryRequested = pyqtSignal(dict)
    photoRequested = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, ...] = ()
        self._sent = ""
        self.pictures: dict[str, QIcon] = {}
        self.list = _Entries()
        self.list.setObjectName("yanqing_eco_log")
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self.list.setIconSize(QSize(96, _TALL))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.itemActivated.connect(self._on_activated)
        self.text = QPlainTextEdit()
        self.text.setObjectName("yanqing_eco_log_text")
        self.text.setPlaceholderText(self.tr("What is to be written down"))
        self.text.setMaximumHeight(56)
        self.note = self._button("note", self.tr("Note"), lambda: self._write({}))
        self.decision = self._button("decision", self.tr("Decision"), lambda: self._write({"decision": True}))
        self.photo = self._button("photo", self.tr("Photo…"), self._on_photo)
        self.prop = QComboBox()
        self.prop.setObjectName("yanqing_eco_log_property")
        self.value = QDoubleSpinBox()
        self.value.setObjectName("yanqing_eco_log_value")
        self.value.setRange(-1e6, 1e9)
        self.value.setDecimals(3)
        self.unit = QLabel()
        self.prop.currentIndexChanged.connect(self._on_property)
        self.measure = self._button("measurement", self.tr("Measurement"), self._on_measure)
        self._lay_out()

    def show_board(self, board: Board, language: str, utc_offset_hours: float) -> None:
        """Show the log of the chosen incident."""
        self._fill_properties(language)
        able = board.incident is not None
        for button in (self.note, self.decision, self.photo, self.measure):
            button.setEnabled(able)
        entries = [*(entry["entry_id"] for entry in board.log), language]
        shown = (*entries, *sorted(self.pictures))
        if shown == self._shown:
            return
        self._shown = shown
        self.list.clear()
        for entry in reversed(board.log):
            self.list.addItem(self._item(entry, board, language, utc_offset_hours))
        self.list.fit()

    def add_pictures(self, found: Mapping[str, QImage]) -> None:
        """Take small pictures that were made in the background."""
        self.pictures |= {name: QIcon(QPixmap.fromImage(image)) for name, image in found.items()}

    def clear(self) -> None:
        """Forget what was shown."""
        self.pictures.clear()
        self._shown = ()
        self.list.clear()

    def add_photo(self, path: str) -> None:
        """Write a photo down, with the text as its caption; what is no photo is refused where it is read."""
        self._write({"photo_path": path})

    def settle(self, *, written: bool) -> None:
        """Forget what was sent once it is written; where it was refused, put it back to be sent again."""
        if not written and self._sent and not self.text.toPlainText():
            self.text.setPlainText(self._sent)
        self._sent = ""

    def allow(self, changing: bool) -> None:
        """Whether anything may be written down."""
        self.changing.setEnabled(changing)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _button(self, name: str, text: str, pressed: Any) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"yanqing_eco_log_{name}")
        button.setStyleSheet("padding:6px; font-weight:bold;")
        button.clicked.connect(lambda: pressed())
        return button

    def _write(self, content: dict[str, Any]) -> None:
        self._sent = self.text.toPlainText().strip()
        # Cleared at once, so that a double click writes once.
        self.text.clear()
        self.entryRequested.emit({"text": self._sent, **content})

    def _on_photo(self) -> None:
        pattern = self.tr("Photos (*.jpg *.jpeg *.png *.webp)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Photo for the log"), str(Path.home()), pattern)
        if path:
            self.add_photo(path)

    def _on_measure(self) -> None:
        name = self.prop.currentData()
        self._write({"prop": name, "value": self.value.value(), "unit": PROPERTIES[name].unit})

    def _on_property(self, _: int = 0) -> None:
        known = PROPERTIES.get(self.prop.currentData() or "")
        self.unit.setText(known.unit if known else "")

    def _fill_properties(self, language: str) -> None:
        names = [name for name in _MEASURED if name in PROPERTIES]
        labels = [PROPERTIES[name].label(language) for name in names]
        if labels == [self.prop.itemText(at) for at in range(self.prop.count())]:
            return
        self.prop.clear()
        for label, name in zip(labels, names):
            self.prop.addItem(label, name)

    def _on_activated(self, item: QListWidgetItem) -> None:
        if not item.icon().isNull():
            self.photoRequested.emit(item.data(Qt.ItemDataRole.UserRole))

    def _item(self, entry: Row, board: Board, language: str, utc_offset_hours: float) -> QListWidgetItem:
        when = local_clock(entry["time"], utc_offset_hours)
        author = self.tr("track") if entry["author"] == "track" else entry["author"]
        head = " · ".join(part for part in (when, incident_text(entry["kind"], language), author) if part)
        item = QListWidgetItem(f"{head}\n{self._told(entry, board, language)}")
        item.setData(Qt.ItemDataRole.UserRole, entry["entry_id"])
        picture = self.pictures.get(entry["entry_id"])
        if picture is not None:
            item.setIcon(picture)
            item.setToolTip(self.tr("Double-click to see it larger"))
        colour = _KIND_COLOURS.get(entry["kind"])
        if colour:
            item.setForeground(QColor(colour))
        # Its own font, so that it is measured as it is drawn.
        font = self.list.font()
        font.setBold(entry["kind"] == "decision")
        item.setFont(font)
        return item

    def _told(self, entry: Row, board: Board, language: str) -> str:
        about, _, what = (entry["event"] or "").partition(".")
        parts = []
        if entry["resource_id"]:
            parts.append(board.name_of(entry["resource_id"]))
        if about in ("fence", "roads"):
            parts.append(incident_text(entry["event"], language))
        elif about == "resource":
            parts.append(resource_text(what, language))
        elif about == "incident" and what == "level":
            parts.append(level_text(int(entry["value"])))
        elif about in ("order", "incident"):
            parts.append(incident_text(what, language))
        if entry["property"]:
            known = PROPERTIES.get(entry["property"])
            name = known.label(language) if known else entry["property"]
            parts.append(f"{name} {entry['value']:g} {entry['unit'] or ''}".strip())
        if entry["text"]:
            parts.append(entry["text"])
        return " · ".join(parts)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for button in (self.note, self.decision, self.photo):
            row.addWidget(button, 1)
        measured = QHBoxLayout()
        measured.addWidget(self.prop, 2)
        measured.addWidget(self.value, 1)
        measured.addWidget(self.unit)
        measured.addWidget(self.measure, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        self.changing = QWidget()
        below = QVBoxLayout(self.changing)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.text)
        below.addLayout(row)
        below.addLayout(measured)
        column.addWidget(self.list, 1)
        column.addWidget(self.changing)
