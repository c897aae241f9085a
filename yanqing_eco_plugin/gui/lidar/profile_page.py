"""Time and height of vertical profiles, and sections of scans up and down."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingUtils, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...tasks import EcoTask, run_in_background
from ..algorithm_run import AlgorithmRun
from ..line_tool import LineTool
from ..station.exporting import Exporter, file_name
from .line_layer import line_layer
from .profile_charts import (
    LINE_TOP_M,
    NEAR_S,
    Corrections,
    SectionChart,
    TimeHeightChart,
    read_line_section,
    read_profiles,
    read_section,
)
from .profile_view import ProfileView
from .scan_words import moment_text, quantity_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...core.lidar import TimeHeight
    from ...core.lidar.curtain import Section
    from ..session import EcoSession
    from .catalogue import ScanRow
    from .lidar_settings import LidarSettings
    from .overlay_map import OverlayMap

__all__ = ["ProfilePage"]

_QUANTITIES = ("extinction", "rcs", "depolarisation")
_PICTURE = (1200, 560)
_LINE = QColor(178, 24, 43)


class ProfilePage(QWidget):
    """One scan's profiles or section; computed in the background, then read, cut and saved without computing again."""

    def __init__(
        self,
        session: EcoSession,
        settings: LidarSettings,
        on_map: OverlayMap,
        scans: Callable[[], Sequence[ScanRow]],
        shown: Callable[[], ScanRow | None],
    ) -> None:
        """`scans` are those of the catalogue, `shown` the one whose time a section along a line has."""
        super().__init__()
        self._session, self._settings, self._map = session, settings, on_map
        self._scans, self._shown = scans, shown
        self._scan: ScanRow | None = None
        self._of_day: list[ScanRow] = []
        self._line: list[tuple[float, float]] = []
        self._paths: list[str] = []
        self._line_layer: QgsVectorLayer | None = None
        self.profiles: TimeHeight | None = None
        self.section: Section | None = None
        self._task: EcoTask | None = None
        self.quantity = QComboBox()
        self.quantity.setObjectName("yanqing_eco_lidar_profile_quantity")
        for name in _QUANTITIES:
            self.quantity.addItem(quantity_name(name), name)
        self.quantity.currentIndexChanged.connect(self._on_quantity)
        self.curtain = QPushButton(self.tr("On the map"))
        self.curtain.setObjectName("yanqing_eco_lidar_curtain")
        self.curtain.setToolTip(self.tr("The section as upright pieces over its line, for a 3-D view"))
        self.curtain.clicked.connect(lambda _=False: self._on_curtain())
        self.line = QPushButton(self.tr("Along a line …"))
        self.line.setObjectName("yanqing_eco_lidar_line")
        self.line.setCheckable(True)
        self.line.setToolTip(self.tr("Draw a line on the map and see the section through the scans of that time"))
        self.line.clicked.connect(self._on_line)
        self.tool = LineTool(session.iface.mapCanvas(), _LINE, width=2, fewest=2, stays=True)
        self.tool.drawn.connect(self.show_line)
        self.tool.ended.connect(self._on_tool_ended)
        self.save = QToolButton()
        self.save.setObjectName("yanqing_eco_lidar_profile_save")
        self.save.setText(self.tr("Save …"))
        self.save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.save)
        menu.addAction(self.tr("Picture (PNG) …")).triggered.connect(lambda _=False: self.export_picture())
        menu.addAction(self.tr("Data (NetCDF, CSV) …")).triggered.connect(lambda _=False: self.export_data())
        self.save.setMenu(menu)
        self.view = ProfileView()
        self.view.setObjectName("yanqing_eco_lidar_profile")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.progress = QProgressBar()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setObjectName("yanqing_eco_lidar_profile_cancel")
        self.cancel.clicked.connect(lambda _=False: self._stop())
        self._run = AlgorithmRun(self)
        self._run.progressed.connect(lambda percent: self.progress.setValue(round(percent)))
        self._run.succeeded.connect(self._on_algorithm)
        self._run.failed.connect(self._on_failed)
        self._run.cancelled.connect(lambda: self._set_running(False))
        self._exporter = Exporter(session, self)
        self._target = ""
        self._lay_out()
        self.clear()

    def show_scan(self, scan: ScanRow, of_day: Sequence[ScanRow]) -> None:
        """Show a vertical scan (with the others of its day) or a section."""
        if scan.status == "no_file" or scan.kind not in ("vertical", "rhi"):
            self._on_failed(self.tr("This scan is neither vertical nor a section, or its file is lost."))
            return
        self._forget_line()
        self._scan, self._of_day = scan, list(of_day)
        self.profiles, self.section = None, None
        self._compute()

    def show_line(self, corners: list[tuple[float, float]]) -> None:
        """Show the section along a line (longitude, latitude) at the time of the scan that is shown, else of the newest."""
        dated = [scan for scan in self._scans() if scan.time is not None and scan.status == "ok"]
        scan = self._shown()
        if scan is None or scan.time is None:
            scan = max(dated, key=lambda one: one.time_to or one.time, default=None)
        if scan is None:
            self._on_failed(self.tr("There is no scan with a time and a place to lay a section through."))
            return
        self._scan, self._of_day, self._line = scan, dated, list(corners)
        self.profiles, self.section = None, None
        self._compute()

    def clear(self) -> None:
        """Show nothing."""
        self._stop()
        self._forget_line()
        self._scan, self.profiles, self.section = None, None, None
        self.view.show_message(self.tr("Pick a vertical scan or a section on the page “Scans”."))
        self.told.clear()
        self._set_running(False)

    def options_changed(self) -> None:
        """Compute again with other options."""
        if self._scan is not None:
            self._compute()

    def export_picture(self) -> None:
        """Save what is shown as a picture."""
        chart = self.view.chart
        if chart is None or self._scan is None:
            return
        from ...core.reports import write_png

        figure = chart.draw(*_PICTURE, 2.0)
        self._exporter.export(self._name(".png"), self.tr("Picture (*.png)"), lambda path: write_png(path, figure))

    def export_data(self) -> None:
        """Save the profiles (NetCDF with everything, or CSV of the quantity), or the section's pieces (CSV, GeoPackage)."""
        if self.profiles is not None:
            profiles, quantity = self.profiles, self.quantity.currentData()
            kinds = self.tr("NetCDF, everything (*.nc);;CSV, this quantity (*.csv)")
            self._exporter.export(self._name(".nc"), kinds, lambda path: _write(path, profiles, quantity))
        elif self.section is not None:
            path = self._exporter.ask(self._name(".csv"), self.tr("CSV (*.csv);;GeoPackage (*.gpkg)"))
            if path:
                self._target = path if Path(path).suffix else f"{path}.csv"
                self._start_curtain(self._target)

    def shut_down(self) -> None:
        """Leave nothing running."""
        self._stop()
        self._run.shut_down()
        self.tool.shut_down()
        self.view.shut_down()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _compute(self) -> None:
        self._stop()
        scan, told = self._scan, self._settings
        if scan is None or not self._session.is_open:
            return
        corrections = Corrections(told.lidar_ratio, told.blind_zone_m, told.overlap, told.clock_hours)
        quantity = self.quantity.currentData()
        if self._line:
            scans, line, moment = self._of_day, self._line, self._moment(scan)

            def work(progress: Any) -> Any:
                return read_line_section(scans, line, moment, quantity, corrections, progress)
        elif scan.kind == "vertical":
            paths = [one.path for one in self._of_day if one.status != "no_file"] or [scan.path]

            def work(progress: Any) -> Any:
                return read_profiles(paths, corrections, progress)
        else:

            def work(progress: Any) -> Any:
                return read_section(scan.path, quantity, corrections, progress)

        self.view.show_message(self.tr("Computing …"))
        self._set_running(True)
        task = EcoTask(
            self.tr("Computing the lidar profiles"),
            work,
            done=lambda made: self._on_made(made) if self._task is task else None,
            failed=lambda sentence: self._on_failed(sentence) if self._task is task else None,
        )
        self._task = task
        task.progressChanged.connect(lambda percent: self.progress.setValue(round(percent)))
        run_in_background(task)

    def _on_made(self, made: TimeHeight | Section | tuple[Section, list[str]]) -> None:
        self._task = None
        vertical = not self._line and self._scan is not None and self._scan.kind == "vertical"
        if self._line:
            made, self._paths = made
        self.profiles, self.section = (made, None) if vertical else (None, made)
        self._set_running(False)
        self._draw()

    def _draw(self) -> None:
        if not self._session.is_open:
            return
        language, offset = self._session.language, self._session.centre.district.utc_offset_hours
        if self.profiles is not None:
            chart = TimeHeightChart(language, offset, self.profiles, self.quantity.currentData())
            self.view.show_profile(chart)
            self.told.setText(self._about(chart))
        elif self.section is not None:
            self.view.show_profile(SectionChart(language, offset, self.section))
            lines = [self.tr("Drag a box to look closer; a double click shows the whole.")]
            if self._line:
                lines.insert(0, self.tr("What no beam has passed within an hour of this time is empty."))
            self.told.setText("\n".join(lines))

    def _about(self, chart: TimeHeightChart) -> str:
        import numpy as np

        profiles = chart.profiles
        found = int(np.isfinite(profiles.layer.height_m).sum())
        lines = [
            self.tr(
                "Boundary layer found in {found} of {count} profiles. White: blind zone, noise or behind clouds."
            ).format(found=found, count=len(profiles.time))
        ]
        if chart.shown != chart.quantity:
            lines.append(self.tr("This quantity could not be told from the signal, which is shown instead."))
        lines.append(self.tr("Drag a box to look closer; a double click shows the whole."))
        return "\n".join(lines)

    def _on_quantity(self) -> None:
        if self.profiles is not None:
            self._draw()
        elif self._scan is not None:
            self._compute()

    def _on_curtain(self) -> None:
        self._target = ""
        self._start_curtain(QgsProcessingUtils.generateTempFilename("lidar_curtain.gpkg"))

    def _start_curtain(self, output: str) -> None:
        if self._scan is None:
            return
        told = self._settings
        parameters: dict[str, Any] = {
            "INPUT": self._scan.path,
            "QUANTITY": self.quantity.currentData(),
            "LIDAR_RATIO": told.lidar_ratio,
            "CLOCK": told.clock_hours,
            "OUTPUT": output,
        }
        if told.blind_zone_m > 0:
            parameters["BLIND_ZONE"] = told.blind_zone_m
        if told.overlap:
            parameters["OVERLAP"] = told.overlap
        if self._line:
            self._line_layer = line_layer(self._line)
            parameters |= {
                "INPUT": self._paths,
                "LINE": self._line_layer,
                "AT": f"{self._moment(self._scan):%Y-%m-%dT%H:%M:%SZ}",
                "WITHIN": NEAR_S / 60.0,
                "TOP": LINE_TOP_M,
            }
        self._set_running(True)
        self._run.start(f"yanqing_eco:{'lidarsection' if self._line else 'lidarcurtain'}", parameters)

    def _on_algorithm(self, results: dict[str, Any]) -> None:
        self._set_running(False)
        if self._target:
            self._session.inform(self.tr("Saved {path}").format(path=Path(self._target).name))
            return
        from ...layers.lidar_shapes import dress_lidar_shapes

        layer = QgsVectorLayer(results["OUTPUT"], self.tr("Lidar curtain"), "ogr")
        if not layer.isValid() or not self._session.is_open:
            self._on_failed(self.tr("The curtain cannot be read."))
            return
        dress_lidar_shapes(layer)
        layer.temporalProperties().setIsActive(False)
        self._map.put("curtain", layer)

    def _on_line(self, wanted: bool) -> None:
        if not wanted:
            self.tool.end()
            return
        self._stop()
        self.view.show_message(
            self.tr(
                "Click the corners of the line on the map. A double click or the right button ends it, Esc calls it off."
            )
        )
        self.tool.begin()

    def _on_tool_ended(self) -> None:
        self.line.setChecked(False)
        if self.section is not None or self.profiles is not None:
            self._draw()

    def _forget_line(self) -> None:
        self._line, self._paths = [], []
        self.tool.clear()

    @staticmethod
    def _moment(scan: ScanRow) -> datetime:
        """The middle of a sweep; when profiles of a whole day ended."""
        end = scan.time_to or scan.time
        return end if scan.kind == "vertical" else scan.time + (end - scan.time) / 2

    def _on_failed(self, sentence: str) -> None:
        self._task = None
        self._set_running(False)
        self.view.show_message(sentence)
        self._session.complain(sentence)

    def _stop(self) -> None:
        task, self._task = self._task, None
        if task is not None and not sip.isdeleted(task):
            task.cancel()
            self.view.show_message(self.tr("Cancelled."))
        self._run.cancel()
        self._set_running(False)

    def _name(self, suffix: str) -> str:
        offset = self._session.centre.district.utc_offset_hours if self._session.is_open else 0.0
        when = self._scan.time if self._scan is not None else None
        kind = "line" if self._line else "section" if self.section is not None else "profiles"
        return file_name(
            "lidar", kind, self.quantity.currentData(), moment_text(when, offset, "%Y%m%d_%H%M"), suffix=suffix
        )

    def _set_running(self, running: bool) -> None:
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.progress.setValue(0)
        ready = not running and (self.profiles is not None or self.section is not None)
        self.save.setEnabled(ready)
        self.curtain.setEnabled(ready)

    def _lay_out(self) -> None:
        row, running = QHBoxLayout(), QHBoxLayout()
        row.addWidget(self.quantity, 1)
        row.addWidget(self.line)
        row.addWidget(self.curtain)
        row.addWidget(self.save)
        running.addWidget(self.progress, 1)
        running.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addLayout(row)
        column.addLayout(running)
        column.addWidget(self.view, 1)
        column.addWidget(self.told)


def _write(path: str, profiles: TimeHeight, quantity: str) -> None:
    from ...core.lidar.profile_files import write_profiles_csv, write_profiles_netcdf

    if Path(path).suffix.lower() == ".csv":
        write_profiles_csv(path, profiles, quantity if quantity in profiles.fields else "rcs")
    else:
        write_profiles_netcdf(path, profiles)
