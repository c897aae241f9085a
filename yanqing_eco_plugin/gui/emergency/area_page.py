"""The affected area of the incident: substance, rate and wind; a screening over flat terrain, and said so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingUtils, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...processing_algorithms.emergency.affected_area import substances
from .area_writing import exposure_text
from .running import Running

if TYPE_CHECKING:
    from .board import Board
    from .surroundings import Wind

__all__ = ["AreaPage"]

_STABILITY = "ABCDEF"
_WORST_WIND, _WORST_STABILITY = 1.5, "F"
_BIG = "font-weight:bold; font-size:12pt; padding:8px;"
_NOTE = "background:#fff3cd; color:#7a5b00; border:1px solid #e0c36a; border-radius:3px; padding:4px; font-weight:bold;"


class AreaPage(QWidget):
    """Fills the parameters of `affectedarea`, runs it and hands over where its areas are."""

    computed = pyqtSignal(str)  # the file with the areas

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: tuple[float, float] | None = None
        self._incident_id = ""
        self._shown_wind: Wind | None = None
        self.substance = QComboBox()
        self.substance.setObjectName("yanqing_eco_area_substance")
        self.substance.addItem(self.tr("Other: end-points below"), "")
        for name, label in substances().items():
            self.substance.addItem(label, name)
        self.endpoints = QLineEdit()
        self.endpoints.setPlaceholderText("level 1=0.058; level 2=0.0058 (g/m³)")
        self.endpoints.setObjectName("yanqing_eco_area_endpoints")
        self.rate = self._number("rate", " g/s", 0.0, 1e7, 100.0)
        self.speed = self._number("wind", " m/s", 0.5, 60.0, _WORST_WIND)
        self.direction = self._number("direction", "°", 0.0, 360.0, 0.0)
        self.stability = QComboBox()
        self.stability.setObjectName("yanqing_eco_area_stability")
        for name, text in zip(_STABILITY, self._stabilities()):
            self.stability.addItem(f"{name} {text}", name)
        self.stability.setCurrentIndex(_STABILITY.index(_WORST_STABILITY))
        self.wind = QLabel()
        self.wind.setObjectName("yanqing_eco_area_wind_told")
        self.wind.setWordWrap(True)
        self.note = QLabel(self.tr("Screening, flat terrain: mountains, buildings and calm air are not in it."))
        self.note.setStyleSheet(_NOTE)
        self.note.setWordWrap(True)
        self.compute = QPushButton(self.tr("Compute and draw"))
        self.compute.setObjectName("yanqing_eco_area_compute")
        self.compute.setStyleSheet(_BIG)
        self.compute.clicked.connect(self._on_compute)
        self.running = Running("yanqing_eco_area")
        self.running.succeeded.connect(self._on_done)
        self.running.busy.connect(lambda busy: self.compute.setEnabled(not busy and self._place is not None))
        self.exposed = QLabel()
        self.exposed.setObjectName("yanqing_eco_area_exposed")
        self.exposed.setWordWrap(True)
        self.exposed.setTextFormat(Qt.TextFormat.RichText)
        self._lay_out()

    def show_board(self, board: Board) -> None:
        """Compute for the chosen incident from now on."""
        incident = board.incident
        changed = (incident or {}).get("incident_id", "") != self._incident_id
        self._incident_id = incident["incident_id"] if incident else ""
        self._place = incident["place"] if incident else None
        if not self.running.run.is_running:
            self.compute.setEnabled(self._place is not None)
        if changed:
            self.exposed.clear()
            self.running.say("")
            self.show_wind(None)

    def show_wind(self, wind: Wind | None) -> None:
        """Take the wind of the nearest station, where one tells of it; the user may change it."""
        if wind is None:
            self.speed.setValue(_WORST_WIND)
            self.wind.setText(self.tr("No station tells of the wind: worst case 1.5 m/s, F; give its direction."))
            return
        self.speed.setValue(max(wind.speed, 0.5))
        self.direction.setValue(wind.direction)
        text = self.tr("Wind of {station}, {km:.1f} km away.")
        self.wind.setText(text.format(station=wind.station, km=wind.metres / 1000))

    def allow(self, changing: bool) -> None:
        """Whether areas may be computed: they are kept with the incident."""
        self.changing.setEnabled(changing)

    def shut_down(self) -> None:
        """End what runs."""
        self.running.shut_down()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _on_compute(self) -> None:
        if self._place is None:
            return
        parameters: dict[str, Any] = {
            "POINT": "{},{} [EPSG:4326]".format(*self._place),
            "ENDPOINTS": self.endpoints.text().strip(),
            "RATE": self.rate.value(),
            "WIND": self.speed.value(),
            "WIND_DIRECTION": self.direction.value(),
            "STABILITY": self.stability.currentData(),
            "EXPOSED": self._exposable(),
            "OUTPUT": QgsProcessingUtils.generateTempFilename("areas.gpkg"),
            "EXPOSURE": QgsProcessingUtils.generateTempFilename("exposed.gpkg"),
        }
        if self.substance.currentData():
            parameters["SUBSTANCE"] = self.substance.currentData()
        if not parameters["EXPOSED"]:
            del parameters["EXPOSED"], parameters["EXPOSURE"]
        self.exposed.clear()
        self.running.start("affectedarea", parameters)

    def _on_done(self, results: dict[str, Any]) -> None:
        text = self.tr("Farthest reach {metres:.0f} m. Screening, flat terrain.")
        self.running.say(text.format(metres=results["REACH"]))
        if results.get("EXPOSURE"):
            self.exposed.setText(exposure_text(QgsVectorLayer(str(Path(results["EXPOSURE"])), "", "ogr")))
        self.computed.emit(str(results["OUTPUT"]))

    def _exposable(self) -> list[QgsVectorLayer]:
        """Layers of the project in which people, schools, grids, sources or stations are."""
        from ...layers.sources import layer_kind, layer_role
        from .surroundings import project_layers

        project = QgsProject.instance()
        own = [
            layer
            for layer in project.mapLayers().values()
            if layer_role(layer) in ("network", "grid", "pollution_source") and layer_kind(layer) != "fume"
        ]
        known = {one.layer_id for one in project_layers(project)}
        return [*own, *(project.mapLayer(name) for name in known)]

    def _stabilities(self) -> tuple[str, ...]:
        return (
            self.tr("very unstable"),
            self.tr("unstable"),
            self.tr("slightly unstable"),
            self.tr("neutral"),
            self.tr("stable"),
            self.tr("very stable (worst case)"),
        )

    def _number(self, name: str, unit: str, least: float, most: float, value: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setObjectName(f"yanqing_eco_area_{name}")
        box.setRange(least, most)
        box.setDecimals(1)
        box.setSuffix(unit)
        box.setValue(value)
        return box

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Substance"), self.substance)
        form.addRow(self.tr("End-points"), self.endpoints)
        form.addRow(self.tr("Release"), self.rate)
        form.addRow(self.tr("Wind speed"), self.speed)
        form.addRow(self.tr("Wind from"), self.direction)
        form.addRow(self.tr("Stability"), self.stability)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 4, 4)
        column.addWidget(self.note)
        column.addLayout(form)
        column.addWidget(self.wind)
        self.changing = QWidget()
        row = QVBoxLayout(self.changing)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.compute)
        column.addWidget(self.changing)
        column.addWidget(self.running)
        column.addWidget(self.exposed)
        column.addStretch(1)
