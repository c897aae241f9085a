"""Who the station is and how it is: the head of its dock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ...core.standards import KINDS, PROPERTIES, alarm_label, level_colour, level_label
from ...layers.language import word
from ..chip import ink_on

if TYPE_CHECKING:
    from ...core.reports import StationCard

__all__ = ["StationHeader"]

_STATE_COLOURS = {"online": "#2b8a5b", "stale": "#b7791f", "fault": "#d32f2f", "none": "#7b868d"}
_SYNTHETIC = "background:#fff3cd; color:#7a5b00; border:1px solid #e0c36a; border-radius:3px; padding:0px 4px;"


class StationHeader(QWidget):
    """Name, kind, place, state, index and alarms of a station."""

    zoomRequested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = _label("font-weight:bold; font-size:13pt;", wrap=True)
        self.name.setObjectName("yanqing_eco_station_name")
        self.synthetic = _label(_SYNTHETIC)
        self.synthetic.setText(self.tr("Demo data"))
        self.synthetic.setToolTip(self.tr("These values are made up and were not measured."))
        self.zoom = QToolButton()
        self.zoom.setIcon(QgsApplication.getThemeIcon("/mActionZoomToSelected.svg"))
        self.zoom.setToolTip(self.tr("Show the station on the map"))
        self.zoom.setAutoRaise(True)
        self.zoom.clicked.connect(self.zoomRequested)
        self.place = _label("", wrap=True)
        self.state = _label("", wrap=True)
        self.state.setObjectName("yanqing_eco_station_state")
        self.index = _label("", wrap=False)
        self.index.setObjectName("yanqing_eco_station_index")
        self.index.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verdict = _label("", wrap=True)
        self.alarms = _label("color:#d32f2f;", wrap=True)
        self.alarms.setObjectName("yanqing_eco_station_alarms")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()

    def show_card(self, card: StationCard, language: str, utc_offset_hours: float) -> None:
        """Show what the card says."""
        kind = KINDS.get(card.kind)
        self.name.setText(card.name(language))
        self.synthetic.setVisible(card.synthetic)
        self.zoom.setEnabled(card.place is not None)
        parts = [kind.label(language) if kind else card.kind, card.station.get("township"), card.station_id]
        self.place.setText(" · ".join(str(part) for part in parts if part))
        self.place.setToolTip(str(card.station.get("address") or ""))
        self.state.setText(self._state_text(card, language, utc_offset_hours))
        self.state.setStyleSheet(f"color:{_STATE_COLOURS.get(card.state, '#7b868d')}; font-weight:bold;")
        self._show_index(card, language)
        self.alarms.setText("\n".join(f"⚠ {alarm_label(code, language)}" for code in card.alarms))
        self.alarms.setVisible(bool(card.alarms))

    def _state_text(self, card: StationCard, language: str, utc_offset_hours: float) -> str:
        parts = [f"● {word(card.state, language)}"]
        if card.newest is not None:
            local = card.newest + timedelta(hours=utc_offset_hours)
            if card.moment is None and card.age_s is not None:
                parts.append(age_text(card.age_s, language))
            parts.append(local.strftime("%Y-%m-%d %H:%M"))
        if card.moment is not None:
            at = (card.moment + timedelta(hours=utc_offset_hours)).strftime("%Y-%m-%d %H:%M")
            parts.append(self.tr("as of {time}").format(time=at))
        return " · ".join(parts)

    def _show_index(self, card: StationCard, language: str) -> None:
        label = level_label(card.scheme, card.level, language)
        self.index.setVisible(bool(label))
        self.verdict.setVisible(bool(label))
        if not label:
            return
        colour = level_colour(card.scheme, card.level)
        self.index.setText(f"AQI {card.index_value}" if card.scheme == "aqi" and card.index_value else label)
        self.index.setStyleSheet(
            f"background:{colour}; color:{ink_on(colour)}; border-radius:5px; padding:4px 10px; font-weight:bold;"
            "font-size:12pt;"
        )
        lines = [label] if card.scheme == "aqi" else []
        names = [PROPERTIES[name].label(language) for name in card.primary if name in PROPERTIES]
        if names:
            joined = "、".join(names) if language.startswith("zh") else ", ".join(names)
            lines.append(
                self.tr("Primary pollutant: {names}").format(names=joined)
                if card.scheme == "aqi"
                else self.tr("Decided by: {names}").format(names=joined)
            )
        self.verdict.setText("\n".join(lines))

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.name, 1)
        first.addWidget(self.synthetic, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.zoom, 0, Qt.AlignmentFlag.AlignTop)
        verdict = QHBoxLayout()
        verdict.addWidget(self.index)
        verdict.addWidget(self.verdict, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 2)
        column.setSpacing(3)
        column.addLayout(first)
        column.addWidget(self.place)
        column.addWidget(self.state)
        column.addLayout(verdict)
        column.addWidget(self.alarms)


def age_text(seconds: float, language: str) -> str:
    """How long ago that is, in words."""
    minutes = int(seconds // 60)
    for key, size in (("age_days", 1440), ("age_hours", 60), ("age_minutes", 1)):
        if minutes >= size:
            return word(key, language).format(n=minutes // size)
    return word("age_now", language)


def _label(style: str, *, wrap: bool = False) -> QLabel:
    label = QLabel()
    label.setStyleSheet(style)
    label.setWordWrap(wrap)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label
