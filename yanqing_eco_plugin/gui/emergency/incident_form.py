"""The form of a new incident, with what surrounds the place."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...core.standards import KINDS
from ..chip import ink_on
from ..one_map.clock import local_text
from .words import LEVEL_COLOURS, incident_text, level_text

if TYPE_CHECKING:
    from .surroundings import Near, Surroundings

__all__ = ["IncidentForm"]

_KINDS = ("fire", "spill", "gas_leak", "water_pollution", "air_pollution", "waste", "radiation", "other")
_RADIUS_M = 300
_BIG = "font-weight:bold; font-size:12pt; padding:8px;"


class IncidentForm(QWidget):
    """Type, level, substance, what happened; opened by one click where nothing has to be typed."""

    accepted = pyqtSignal(dict)
    rejected = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place: tuple[float, float] | None = None
        self.surroundings: Surroundings | None = None
        self._language = "en"
        self.kind = QComboBox()
        self.kind.setObjectName("yanqing_eco_incident_kind")
        self.kind.currentIndexChanged.connect(self._suggest)
        self.title = QLineEdit()
        self.title.setObjectName("yanqing_eco_incident_title")
        self.substance = QLineEdit()
        self.substance.setPlaceholderText(self.tr("if known"))
        self.description = QPlainTextEdit()
        self.description.setPlaceholderText(self.tr("What happened, who reports it, what is in danger"))
        self.description.setMaximumHeight(64)
        self.radius = QSpinBox()
        self.radius.setRange(50, 20_000)
        self.radius.setSingleStep(50)
        self.radius.setSuffix(" m")
        self.exercise = QCheckBox(self.tr("Exercise"))
        self.exercise.setObjectName("yanqing_eco_incident_exercise")
        self.levels = QButtonGroup(self)
        self.around = QTextBrowser()
        self.around.setObjectName("yanqing_eco_incident_around")
        self.open = QPushButton(self.tr("Open the incident"))
        self.open.setObjectName("yanqing_eco_incident_open")
        self.open.setStyleSheet(_BIG)
        self.open.clicked.connect(self._on_open)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self.rejected)
        self._lay_out()

    def begin(self, place: tuple[float, float], language: str, *, exercise: bool) -> None:
        """Empty the form for a place (lon, lat)."""
        self.place, self.surroundings, self._language = place, None, language
        chosen = max(0, self.kind.currentIndex())
        self.kind.clear()
        for kind in _KINDS:
            self.kind.addItem(incident_text(kind, language), kind)
        self.kind.setCurrentIndex(chosen)
        for field in (self.title, self.substance):
            field.clear()
        self.description.clear()
        self.radius.setValue(_RADIUS_M)
        self.exercise.setChecked(exercise)
        self.levels.button(4).setChecked(True)
        self.around.setHtml(self._place_line() + "<br>" + escape(self.tr("Looking around …")))
        self._suggest()

    def show_surroundings(self, found: Surroundings, utc_offset_hours: float) -> None:
        """List what lies around the place."""
        self.surroundings = found
        self.around.setHtml(self._told(found, utc_offset_hours))
        self._suggest()

    def show_failure(self, sentence: str) -> None:
        """Say why nothing is listed; the incident can be opened all the same."""
        self.around.setHtml(f"{self._place_line()}<br>{escape(sentence)}")

    def content(self) -> dict[str, Any]:
        """What `open_incident` takes."""
        found = self.surroundings
        return {
            "title": self.title.text().strip() or self.title.placeholderText(),
            "place": self.place,
            "kind": self.kind.currentData(),
            "level": self.levels.checkedId(),
            "scene_radius_m": float(self.radius.value()),
            "substance": self.substance.text().strip(),
            "description": self.description.toPlainText().strip(),
            "exercise": int(self.exercise.isChecked()),
            "township": found.township if found else "",
            "grid_id": found.grid_id if found else "",
        }

    # -- inside --------------------------------------------------------------------------------------------------------

    def _on_open(self) -> None:
        if self.place is not None:
            self.accepted.emit(self.content())

    def _suggest(self) -> None:
        """A title for those who have no time to write one."""
        where = self.surroundings.township if self.surroundings else ""
        self.title.setPlaceholderText(" · ".join(part for part in (where, self.kind.currentText()) if part))

    def _place_line(self) -> str:
        lon, lat = self.place or (0.0, 0.0)
        return f"<b>{lon:.5f}°, {lat:.5f}°</b> (WGS-84)"

    def _told(self, found: Surroundings, utc_offset_hours: float) -> str:
        parts = [self._place_line()]
        if found.outside:
            parts.append(f"<span style='color:#b3261e'><b>{escape(self.tr('Outside the district'))}</b></span>")
        if found.township:
            parts.append(escape(found.township))
        if found.grid:
            parts.append(f"<b>{escape(self.tr('Grid'))}</b> {escape(found.grid)}")
            parts += [
                f"&nbsp;&nbsp;{role}: {escape(name)}{' · ' if phone else ''}{escape(phone)}"
                for role, name, phone in found.persons
            ]
        parts.append(f"<b>{escape(self.tr('Wind'))}</b> {escape(self._wind(found, utc_offset_hours))}")
        parts += self._list(self.tr("Around (project layers)"), found.others)
        parts += self._list(self.tr("Sources"), found.sources)
        parts += self._list(self.tr("Stations"), found.stations)
        return "<br>".join(parts)

    def _wind(self, found: Surroundings, utc_offset_hours: float) -> str:
        wind = found.wind
        if wind is None:
            return self.tr("not known: no station tells of it")
        text = self.tr("{speed:.1f} m/s from {direction:.0f}° ({station}, {km:.1f} km away, {time})")
        return text.format(
            speed=wind.speed,
            direction=wind.direction,
            station=wind.station,
            km=wind.metres / 1000,
            time=local_text(wind.time, utc_offset_hours),
        )

    def _list(self, title: str, found: tuple[Near, ...]) -> list[str]:
        if not found:
            return []
        rows = [f"&nbsp;&nbsp;{escape(self._named(near))} · {near.metres:.0f} m" for near in found]
        return [f"<b>{escape(title)}</b>", *rows]

    def _named(self, near: Near) -> str:
        words = {
            "river": self.tr("River"),
            "school": self.tr("School"),
            "hospital": self.tr("Hospital"),
            "intake": self.tr("Water intake"),
        }
        kind = KINDS[near.kind].label(self._language) if near.kind in KINDS else words.get(near.kind, "")
        return f"{near.name} ({kind})" if kind and near.name else near.name or kind

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for level, colour in LEVEL_COLOURS.items():
            button = QPushButton(level_text(level))
            button.setObjectName(f"yanqing_eco_level_{level}")
            button.setCheckable(True)
            button.setStyleSheet(
                f"QPushButton {{padding:6px 2px;}} QPushButton:checked {{background:{colour}; color:{ink_on(colour)}; "
                "font-weight:bold;}"
            )
            self.levels.addButton(button, level)
            row.addWidget(button)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Kind"), self.kind)
        form.addRow(self.tr("Title"), self.title)
        form.addRow(self.tr("Substance"), self.substance)
        form.addRow(self.tr("What happened"), self.description)
        scene = QHBoxLayout()
        scene.addWidget(self.radius)
        scene.addWidget(self.exercise)
        form.addRow(self.tr("Zone of arrival"), scene)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open, 2)
        buttons.addWidget(self.cancel, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addLayout(row)
        column.addLayout(form)
        column.addWidget(self.around, 1)
        column.addLayout(buttons)
