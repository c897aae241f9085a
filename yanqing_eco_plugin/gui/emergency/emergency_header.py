"""The head of the Emergency dock: the incident in hand, large, and the button for a new one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ..chip import ink_on
from .words import LEVEL_COLOURS, duration_text, incident_text, level_text

if TYPE_CHECKING:
    from .board import Board, Row

__all__ = ["EmergencyHeader"]

_AUTHOR = "yanqing_eco/dispatcher"
_NEW = (
    "QPushButton {font-weight:bold; font-size:13pt; padding:8px; background:#b3261e; color:white; border-radius:4px;} "
    "QPushButton:checked {background:#7a1a14;}"
)
_BADGE = "background:#fff3cd; color:#7a5b00; border:1px solid #e0c36a; border-radius:3px; padding:1px 4px;"


class EmergencyHeader(QWidget):
    """Level, title, phase and how long ago it was reported; who writes."""

    newRequested = pyqtSignal(bool)
    authorChanged = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._incident: Row | None = None
        self._language = "en"
        self.new = QPushButton(self.tr("New incident"))
        self.new.setObjectName("yanqing_eco_incident_new")
        self.new.setCheckable(True)
        self.new.setStyleSheet(_NEW)
        self.new.toggled.connect(self._on_new)
        self.badge = QLabel(self.tr("Demo data"))
        self.badge.setObjectName("yanqing_eco_emergency_synthetic")
        self.badge.setStyleSheet(_BADGE)
        self.badge.setToolTip(self.tr("Made up: no real incident, no real units."))
        self.who = QLineEdit(str(QgsSettings().value(_AUTHOR, "") or ""))
        self.who.setObjectName("yanqing_eco_dispatcher")
        self.who.setPlaceholderText(self.tr("Who writes (duty post)"))
        self.who.editingFinished.connect(self._on_author)
        self.told = QLabel()
        self.told.setObjectName("yanqing_eco_incident_in_hand")
        self.told.setWordWrap(True)
        self.rights = QLabel(self.tr("You may look here, not change: that takes the role editor."))
        self.rights.setObjectName("yanqing_eco_emergency_rights")
        self.rights.setWordWrap(True)
        self.rights.setStyleSheet(_BADGE)
        self.rights.hide()
        first = QHBoxLayout()
        first.addWidget(self.new, 2)
        first.addWidget(self.who, 2)
        first.addWidget(self.badge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(first)
        column.addWidget(self.rights)
        column.addWidget(self.told)

    @property
    def author(self) -> str:
        """Who writes."""
        return self.who.text().strip()

    def show_board(self, board: Board, language: str, *, synthetic: bool) -> None:
        """Show the incident in hand."""
        self._incident, self._language = board.incident, language
        self.badge.setVisible(synthetic or bool(board.incident and board.incident["synthetic"]))
        self.tell_time(board.read_at)

    def tell_time(self, now: datetime | None = None) -> None:
        """Count the time since the report."""
        incident = self._incident
        self.told.setVisible(incident is not None)
        if incident is None:
            return
        closed = incident["closed_at"] is not None
        colour = "#8a8f93" if closed else LEVEL_COLOURS.get(incident["level"] or 4, "#0072b2")
        end = incident["closed_at"] if closed else now or datetime.now(UTC)
        since = duration_text((end - incident["opened_at"]).total_seconds())
        phase = incident_text(incident["phase"] or "", self._language)
        self.told.setText(f"{level_text(incident['level'])}  {incident['title']}\n{phase} · {since}")
        style = f"background:{colour}; color:{ink_on(colour)}; font-weight:bold; font-size:13pt; padding:6px; border-radius:4px;"
        # Qt lays everything out anew for a style, be it the same.
        if style != self.told.styleSheet():
            self.told.setStyleSheet(style)

    def allow(self, changing: bool) -> None:
        """Whether incidents may be opened; where not, say why."""
        self.new.setEnabled(changing)
        self.who.setEnabled(changing)
        self.rights.setVisible(not changing)

    def end_new(self) -> None:
        """The place was clicked, or nobody waits for it any more."""
        self.new.setChecked(False)

    def _on_new(self, wanted: bool) -> None:
        self.new.setText(self.tr("Click the place on the map") if wanted else self.tr("New incident"))
        self.newRequested.emit(wanted)

    def _on_author(self) -> None:
        QgsSettings().setValue(_AUTHOR, self.author)
        self.authorChanged.emit(self.author)
