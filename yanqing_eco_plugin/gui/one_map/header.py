"""Whose centre it is, how new its newest value is, and how much of the network is online."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from .clock import age_text, local_text

if TYPE_CHECKING:
    from ...core.data_centre import District
    from .centre_actions import CentreActions
    from .situation import Situation

__all__ = ["OneMapHeader"]

_BADGE = "background:#fff3cd; color:#7a5b00; border:1px solid #e0c36a; border-radius:3px; padding:0px 4px;"


class OneMapHeader(QWidget):
    """The head of the dock."""

    def __init__(self, actions: CentreActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLabel()
        self.name.setObjectName("yanqing_eco_district")
        self.name.setStyleSheet("font-weight:bold; font-size:13pt;")
        self.name.setWordWrap(True)
        self.badge = QLabel(self.tr("Demo data"))
        self.badge.setObjectName("yanqing_eco_synthetic")
        self.badge.setStyleSheet(_BADGE)
        self.badge.setToolTip(self.tr("These values are made up and were not measured."))
        self.menu = QToolButton()
        self.menu.setObjectName("yanqing_eco_menu")
        self.menu.setIcon(QgsApplication.getThemeIcon("/mActionOptions.svg"))
        self.menu.setToolTip(self.tr("Open another data centre, import files"))
        self.menu.setAutoRaise(True)
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu.setMenu(actions.menu(self.menu))
        self.state = QLabel()
        self.state.setObjectName("yanqing_eco_state")
        self.state.setWordWrap(True)
        first = QHBoxLayout()
        first.addWidget(self.name, 1)
        first.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self.menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 2)
        column.setSpacing(2)
        column.addLayout(first)
        column.addWidget(self.state)

    def show_centre(self, district: District, synthetic: bool, language: str) -> None:
        """Tell whose centre it is."""
        name = district.name if language.startswith("zh") else district.name_en or district.name
        self.name.setText(name)
        self.name.setToolTip(name)
        self.badge.setVisible(synthetic)

    def show_situation(self, situation: Situation, now: datetime, language: str, utc_offset_hours: float) -> None:
        """Tell how new the newest value is and how many stations are online."""
        total, online = situation.total, situation.online
        if not total:
            self.state.setText(self.tr("No stations yet: import them, or open another centre."))
            return
        # 99.6 % is not all.
        rate = 100 if online == total else min(99, round(100 * online / total))
        newest = self.tr("Newest {time}").format(time=local_text(situation.newest, utc_offset_hours))
        reporting = self.tr("online {online}/{total} ({rate} %)").format(online=online, total=total, rate=rate)
        # On a narrow dock the line breaks between the two, not inside one of them.
        self.state.setText(" · ".join(part.replace(" ", "\u00a0") for part in (newest, reporting)))
        if situation.newest is not None:
            self.state.setToolTip(age_text(max(0.0, (now - situation.newest).total_seconds()), language))
