"""Where does it come from: trajectories of the air at the lidar, and the answer local or external with its evidence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import NULL, QgsProcessingUtils, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.standards import PROPERTIES
from ..algorithm_run import AlgorithmRun
from .further_questions import FurtherQuestions

if TYPE_CHECKING:
    from ..session import EcoSession
    from .catalogue import ScanRow
    from .lidar_settings import LidarSettings
    from .overlay_map import OverlayMap

__all__ = ["OriginPage"]

_PROPERTIES = ("pm2_5", "pm10", "so2", "no2", "co", "o3")
_SPEED_UNITS = ("m/s", "km/h", "kn")
_EPISODE = timedelta(days=2)
_ISO = "%Y-%m-%dT%H:%M:%S"


class OriginPage(QWidget):
    """Fills the parameters of two algorithms from the chosen scan and shows what they return."""

    def __init__(self, session: EcoSession, settings: LidarSettings, on_map: OverlayMap) -> None:
        super().__init__()
        self._session, self._settings, self._map = session, settings, on_map
        self._place: tuple[float, float] | None = None
        self._report = ""
        self.results: dict[str, Any] = {}
        self.where = QLabel()
        self.where.setWordWrap(True)
        self.wind = QLineEdit()
        self.wind.setObjectName("yanqing_eco_origin_wind")
        self.wind.setReadOnly(True)
        self.unit = QComboBox()
        self.unit.addItems(_SPEED_UNITS)
        self.unit.setCurrentText(settings.wind_unit)
        self.unit.setToolTip(self.tr("Unit of wind speed in CSV tables; other files tell it themselves"))
        self.unit.currentTextChanged.connect(lambda unit: settings.change(wind_unit=unit))
        browse = QToolButton()
        browse.setText("…")
        browse.setToolTip(self.tr("Wind files: NetCDF, GRIB or CSV of one grid"))
        browse.clicked.connect(lambda _=False: self._on_browse())
        self._browse = browse
        self.arrival, self.start, self.end = (self._clock(name) for name in ("arrival", "start", "end"))
        self.hours = QDoubleSpinBox()
        self.hours.setRange(1.0, 240.0)
        self.hours.setDecimals(0)
        self.hours.setValue(settings.hours_back)
        self.hours.setSuffix(" h")
        self.heights = QLineEdit(settings.heights)
        self.prop = QComboBox()
        for name in _PROPERTIES:
            self.prop.addItem(f"{PROPERTIES[name].label(session.language)} ({PROPERTIES[name].unit})", name)
        self.limit = QDoubleSpinBox()
        self.limit.setRange(0.0, 100_000.0)
        self.limit.setDecimals(1)
        self.limit.setValue(75.0)
        self.paths = self._button(self.tr("Trajectories on the map"), "yanqing_eco_origin_paths", self._on_paths)
        self.ask = self._button(self.tr("Local or external?"), "yanqing_eco_origin_ask", self._on_ask)
        self.open_report = self._button(self.tr("Open the report"), "yanqing_eco_origin_report", self._on_report)
        self.deeper = FurtherQuestions(session, self._asked)
        self.progress = QProgressBar()
        self.cancel = self._button(self.tr("Cancel"), "yanqing_eco_origin_cancel", self._on_cancel)
        self.answer, self.evidence = QLabel(), QTreeWidget()
        self.answer.setObjectName("yanqing_eco_origin_answer")
        self.answer.setWordWrap(True)
        self.evidence.setObjectName("yanqing_eco_origin_evidence")
        self.evidence.setRootIsDecorated(False)
        self.evidence.setWordWrap(True)
        self.evidence.setHeaderLabels([self.tr("Evidence"), self.tr("External"), self.tr("Weight"), self.tr("Finding")])
        self.evidence.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._paths_run, self._ask_run = AlgorithmRun(self), AlgorithmRun(self)
        for run, done in ((self._paths_run, self._on_paths_made), (self._ask_run, self._on_answered)):
            run.progressed.connect(lambda percent: self.progress.setValue(round(percent)))
            run.succeeded.connect(done)
            run.failed.connect(self._on_failed)
            run.cancelled.connect(lambda: self._set_running(False))
        self._lay_out()
        self._show_wind()
        self.show_scan(None)

    def show_scan(self, scan: ScanRow | None) -> None:
        """Ask about the time and place of a scan."""
        self._place = scan.place if scan is not None else None
        if scan is not None and self._place is not None and self._session.is_open:
            offset = self._session.centre.district.utc_offset_hours
            when = scan.time_to or scan.time or datetime.now(UTC)
            local = when.astimezone(timezone(timedelta(hours=offset)))
            hour = local.replace(minute=0, second=0, microsecond=0)
            for field, moment in ((self.arrival, hour), (self.start, hour - _EPISODE), (self.end, hour)):
                field.setDateTime(QDateTime.fromString(moment.strftime(_ISO), Qt.DateFormat.ISODate))
            text = self.tr("Air at the lidar ({lon:.3f}° E, {lat:.3f}° N); times are local.")
            self.where.setText(text.format(lon=self._place[0], lat=self._place[1]))
        else:
            self.where.setText(self.tr("Pick a scan first: its place and time are asked about."))
        self._set_running(False)

    def shut_down(self) -> None:
        """Stop and wait."""
        self._paths_run.shut_down()
        self._ask_run.shut_down()
        self.deeper.shut_down()

    # -- inside --------------------------------------------------------------------------------------------------------

    @staticmethod
    def _clock(name: str) -> QDateTimeEdit:
        field = QDateTimeEdit()
        field.setObjectName(f"yanqing_eco_origin_{name}")
        field.setDisplayFormat("yyyy-MM-dd HH:mm")
        # Shown and read as a plain clock: the district's, whatever the computer's zone is.
        field.setTimeSpec(Qt.TimeSpec.UTC)
        field.setCalendarPopup(True)
        return field

    def _button(self, text: str, name: str, clicked: Any) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(lambda _=False: clicked())
        return button

    @property
    def _wind_files(self) -> list[str]:
        return [line for line in self._settings.wind.splitlines() if line]

    def _on_browse(self) -> None:
        first = self._wind_files[0] if self._wind_files else str(Path.home())
        kinds = self.tr("Wind (*.nc *.grib *.grb *.grib2 *.grb2 *.csv);;All files (*)")
        files, _ = QFileDialog.getOpenFileNames(self, self.tr("Wind files"), str(Path(first).parent), kinds)
        if files:
            self._settings.change(wind="\n".join(files))
            self._show_wind()

    def _show_wind(self) -> None:
        self.wind.setText(", ".join(Path(one).name for one in self._wind_files))
        self.wind.setPlaceholderText(self.tr("none chosen"))
        self.wind.setToolTip(self._settings.wind)
        self._set_running(False)

    def _wind(self) -> dict[str, Any]:
        """The parameters of the chosen wind; none where nothing is chosen."""
        files = self._wind_files
        told: dict[str, Any] = {"WIND": files} if files else {}
        if any(Path(one).suffix.lower() == ".csv" for one in files):
            told["SPEED_UNIT"] = self._settings.wind_unit
        return told

    def _asked(self) -> dict[str, Any]:
        paths = self._map.other("trajectories")
        return {
            "wind": self._wind(),
            "place": self._place,
            "hours": self.hours.value(),
            "heights": self.heights.text(),
            "property": self.prop.currentData(),
            "limit": self.limit.value(),
            "trajectories": paths.id() if paths is not None else "",
            **{name: getattr(self, name).dateTime() for name in ("arrival", "start", "end")},
        }

    def _utc(self, field: QDateTimeEdit) -> QDateTime:
        offset = self._session.centre.district.utc_offset_hours
        return field.dateTime().addSecs(-round(3600 * offset))

    def _on_paths(self) -> None:
        if self._place is None or not self._session.is_open:
            return
        self._settings.change(hours_back=self.hours.value(), heights=self.heights.text())
        self._set_running(True)
        self._paths_run.start(
            "yanqing_eco:backtrajectories",
            {
                **self._wind(),
                "POINT": f"{self._place[0]},{self._place[1]} [EPSG:4326]",
                "START": self._utc(self.arrival),
                "HOURS": self.hours.value(),
                "HEIGHTS": self.heights.text(),
                "OUTPUT": QgsProcessingUtils.generateTempFilename("trajectories.gpkg"),
            },
        )

    def _on_paths_made(self, results: dict[str, Any]) -> None:
        from ...layers.transport import style_paths

        self._set_running(False)
        layer = QgsVectorLayer(results["OUTPUT"], self.tr("Back trajectories"), "ogr")
        if not layer.isValid() or not self._session.is_open:
            self._on_failed(self.tr("The trajectories cannot be read."))
            return
        style_paths(layer, self._session.language)
        layer.temporalProperties().setIsActive(False)
        self._map.put("trajectories", layer)
        text = self.tr("{count} trajectories are on the map; {ended} of them left the wind field early.")
        self.answer.setText(text.format(count=int(results["TRAJECTORIES"]), ended=int(results["ENDED"])))

    def _on_ask(self) -> None:
        if self._place is None or not self._session.is_open:
            return
        report = QgsProcessingUtils.generateTempFilename("local_or_external.html")
        parameters: dict[str, Any] = {
            "CENTRE": self._session.address,
            "POINT": f"{self._place[0]},{self._place[1]} [EPSG:4326]",
            "START": self._utc(self.start),
            "END": self._utc(self.end),
            "PROPERTY": self.prop.currentData(),
            "LIMIT": self.limit.value(),
            "OUTPUT": QgsProcessingUtils.generateTempFilename("evidence.gpkg"),
            "REPORT": report,
        }
        self._set_running(True)
        self._ask_run.start("yanqing_eco:localorexternal", {**parameters, **self._wind()})

    def _on_answered(self, results: dict[str, Any]) -> None:
        from ...core.reports.transport_words import transport_word

        self.results, self._report = results, str(results.get("REPORT", ""))
        self._set_running(False)
        verdict = transport_word(str(results["VERDICT"]), self._session.language)
        text = self.tr("<b>{verdict}</b><br>External share {share:.0%}, 80 % range {low:.0%}–{high:.0%}.")
        shares = {key: float(results[name]) for key, name in (("share", "SHARE"), ("low", "LOW"), ("high", "HIGH"))}
        synthetic = self.tr("Made-up stations: the answer shows how it works, not the district.")
        told = text.format(verdict=verdict, **shares)
        is_synthetic = self._session.is_open and self._session.centre.synthetic
        self.answer.setText(f"{told}<br>{synthetic}" if is_synthetic else told)
        self.evidence.clear()
        for row in QgsVectorLayer(results["OUTPUT"], "evidence", "ogr").getFeatures():
            known = row["low"] not in (None, NULL) and row["high"] not in (None, NULL)
            span = f"{100 * row['low']:.0f}–{100 * row['high']:.0f} %" if known else self.tr("no evidence")
            texts = [str(row["name"]), span, f"{row['weight']:g}", str(row["finding"] or "")]
            item = QTreeWidgetItem(self.evidence, texts)
            item.setToolTip(0, texts[3])
            item.setToolTip(3, texts[3])

    def _on_report(self) -> None:
        if self._report:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._report))

    def _on_failed(self, sentence: str) -> None:
        self._set_running(False)
        self.answer.setText(sentence)
        self._session.complain(sentence)

    def _on_cancel(self) -> None:
        self._paths_run.cancel()
        self._ask_run.cancel()

    def _set_running(self, running: bool) -> None:
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.progress.setValue(0)
        self.paths.setEnabled(not running and self._place is not None and bool(self._wind_files))
        self.ask.setEnabled(not running and self._place is not None)
        self.deeper.setEnabled(self._place is not None)
        self.open_report.setEnabled(bool(self._report) and not running)

    def _lay_out(self) -> None:
        form, wind, span = QFormLayout(), QHBoxLayout(), QHBoxLayout()
        wind.addWidget(self.wind, 1)
        wind.addWidget(self._browse)
        wind.addWidget(self.unit)
        span.addWidget(self.start, 1)
        span.addWidget(QLabel("–"))
        span.addWidget(self.end, 1)
        back, polluted = QHBoxLayout(), QHBoxLayout()
        back.addWidget(self.hours)
        back.addWidget(QLabel(self.tr("at heights (m)")))
        back.addWidget(self.heights, 1)
        polluted.addWidget(self.prop, 1)
        polluted.addWidget(QLabel(self.tr("above")))
        polluted.addWidget(self.limit)
        form.addRow(self.tr("Wind"), wind)
        form.addRow(self.tr("Arrival"), self.arrival)
        form.addRow(self.tr("Back"), back)
        form.addRow(self.paths)
        form.addRow(self.tr("Episode"), span)
        form.addRow(self.tr("Polluted"), polluted)
        asking = QHBoxLayout()
        asking.addWidget(self.ask, 2)
        asking.addWidget(self.deeper, 1)
        form.addRow(asking)
        running = QHBoxLayout()
        running.addWidget(self.progress, 1)
        running.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.where)
        column.addLayout(form)
        column.addLayout(running)
        column.addWidget(self.answer)
        column.addWidget(self.evidence, 1)
        column.addWidget(self.open_report)
