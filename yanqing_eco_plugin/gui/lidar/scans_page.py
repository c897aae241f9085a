"""Scans on the map: pick one, play a day, find hot spots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProject, QgsReferencedRectangle
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ...core.errors import EcoError
from ...messages import sentence_for
from ...tasks import EcoTask, run_in_background
from ..station.exporting import Exporter, file_name
from .catalogue import AROUND, ScanRow
from .hot_spots import HotSpots
from .overlay_maker import MadeOverlay, OverlayMaker, OverlayWish
from .overlay_story import OverlayStory, read_story, story_text
from .ramp_bar import RampBar
from .scan_tree import ScanTree
from .scan_words import moment_text, quantity_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..session import EcoSession
    from .lidar_settings import LidarSettings
    from .overlay_map import OverlayMap

__all__ = ["ScansPage"]

_QUANTITIES = ("extinction", "pm2_5", "pm10", "rcs", "depolarisation")


class ScansPage(QWidget):
    """The catalogue's scans; a click on a turn or sector shows it on the map, on another it asks for its profile."""

    profileWanted = pyqtSignal(object)  # a ScanRow that is no turn or sector

    def __init__(self, session: EcoSession, settings: LidarSettings, on_map: OverlayMap) -> None:
        super().__init__()
        self._session, self._settings, self._map = session, settings, on_map
        self._shown: ScanRow | None = None
        self._plays = False
        self._path = ""
        self._shows = 0  # counts what was asked for: a story that comes later than the next wish is not told
        self.story: OverlayStory | None = None
        self.tree = ScanTree()
        self.tree.chosen.connect(self._on_chosen)
        self.tree.itemDoubleClicked.connect(lambda *_: self._zoom())
        self.follow = QCheckBox(self.tr("The newest scan follows"))
        self.follow.setObjectName("yanqing_eco_lidar_follow")
        self.follow.setChecked(settings.follow)
        self.follow.toggled.connect(self._on_follow)
        self.quantity = QComboBox()
        self.quantity.setObjectName("yanqing_eco_lidar_quantity")
        for name in _QUANTITIES:
            self.quantity.addItem(quantity_name(name), name)
        self.quantity.setCurrentIndex(max(0, self.quantity.findData(settings.quantity)))
        self.quantity.currentIndexChanged.connect(self._on_quantity)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setObjectName("yanqing_eco_lidar_opacity")
        self.opacity.setRange(10, 100)
        self.opacity.setValue(settings.opacity)
        on_map.opacity = settings.opacity / 100.0
        self.opacity.valueChanged.connect(self._on_opacity)
        self.play = self._button(self.tr("Play the day"), "yanqing_eco_lidar_play", self._on_play)
        self.export = self._button(self.tr("Save …"), "yanqing_eco_lidar_export", self._on_export)
        self.off = self._button(self.tr("Take off the map"), "yanqing_eco_lidar_off", self._on_off)
        self.progress = QProgressBar()
        self.cancel = self._button(self.tr("Cancel"), "yanqing_eco_lidar_cancel", self._on_cancel)
        self.ramp = RampBar()
        self.title, self.legend = QLabel(), QLabel()
        self.title.setObjectName("yanqing_eco_lidar_title")
        self.legend.setObjectName("yanqing_eco_lidar_legend")
        for label in (self.title, self.legend):
            label.setWordWrap(True)
        self.spots = HotSpots(session, on_map)
        self.maker = OverlayMaker(self)
        self.maker.progressed.connect(lambda percent: self.progress.setValue(round(percent)))
        self.maker.made.connect(self._on_made)
        self.maker.failed.connect(self._on_failed)
        self.maker.cancelled.connect(lambda: self._set_running(False))
        self._exporter = Exporter(session, self)
        self._lay_out()
        self._set_running(False)
        self._forget()
        QgsProject.instance().layersRemoved.connect(self._on_removed)

    @property
    def shown(self) -> ScanRow | None:
        """The turn or sector on the map; None where there is none."""
        return self._shown

    def show_scans(self, scans: Sequence[ScanRow], utc_offset_hours: float) -> None:
        """Show the catalogue; the newest turn or sector follows where the user wants it."""
        before = self._newest()
        first = not self.tree.scans
        self.tree.show_scans(scans, utc_offset_hours)
        newest = self._newest()
        if (
            self.follow.isChecked()
            and newest is not None
            and (first or before is None or newest.scan_id != before.scan_id)
        ):
            self.tree.choose(newest.scan_id)
        elif not scans:
            self.legend.setText(
                self.tr("There is no scan in the catalogue yet. Import a folder of lidar files on the page “Files”.")
            )

    def options_changed(self) -> None:
        """Show again what is shown, with other options."""
        if self._shown is not None and not self._plays:
            self.show_scan(self._shown)

    def show_scan(self, scan: ScanRow) -> None:
        """Show a turn or sector on the map."""
        self._start([scan], plays=False)

    def shut_down(self) -> None:
        """Leave nothing running."""
        QgsProject.instance().layersRemoved.disconnect(self._on_removed)
        self.spots.shut_down()
        self.maker.shut_down()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _button(self, text: str, name: str, clicked: Any) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(lambda _=False: clicked())
        return button

    def _newest(self) -> ScanRow | None:
        return next((one for one in self.tree.scans.values() if one.kind in AROUND and one.status == "ok"), None)

    def _wish(self, scan: ScanRow, *, every_sweep: bool) -> OverlayWish:
        told = self._settings
        return OverlayWish(
            path=scan.path,
            quantity=self.quantity.currentData(),
            lidar_ratio=told.lidar_ratio,
            blind_zone_m=told.blind_zone_m,
            overlap=told.overlap,
            dem=told.dem,
            clock_hours=told.clock_hours,
            centre=self._session.address,
            every_sweep=every_sweep,
            # Of a volume the lowest, where people breathe.
            sweep=1 if scan.is_volume else -1,
        )

    def _start(self, scans: Sequence[ScanRow], *, plays: bool) -> None:
        bad = next((one for one in scans if one.status != "ok"), None)
        if bad is not None and not plays:
            self._on_failed(
                self.tr("The scan cannot be shown on the map: its file is lost or does not say where the lidar stood.")
            )
            return
        self._plays, self._shown, self._shows = plays, scans[-1], self._shows + 1
        self._set_running(True)
        self.maker.make([self._wish(one, every_sweep=plays) for one in scans if one.status == "ok"])

    def _on_chosen(self, scan: ScanRow) -> None:
        if scan.kind in AROUND or scan.is_volume:
            self.show_scan(scan)
        else:
            self.profileWanted.emit(scan)

    def _zoom(self) -> None:
        layer = self._map.overlay
        if layer is not None:
            canvas = self._session.iface.mapCanvas()
            canvas.setReferencedExtent(QgsReferencedRectangle(layer.extent(), layer.crs()))
            canvas.refresh()

    def _on_play(self) -> None:
        scan = self.tree.current or self._shown or self._newest()
        if scan is None:
            return
        of_day = self.tree.of_day(scan if scan.kind in AROUND else self._newest() or scan)
        around = [one for one in of_day if one.kind in AROUND]
        if around:
            self._start(around, plays=True)

    def _on_made(self, overlays: list[MadeOverlay]) -> None:
        self._set_running(False)
        paths = [path for overlay in overlays for path in overlay.paths]
        if not self._session.is_open or not paths:
            return
        try:
            if self._plays:
                count = self._map.play(paths)
                self._path = ""
            else:
                self._map.show(paths[-1])
                count, self._path = 1, paths[-1]
        except EcoError as error:
            self._on_failed(sentence_for(error))
            return
        self.ramp.show_layer(self._map.overlay)
        self.spots.offer("" if self._plays else paths[-1])
        self._set_running(False)
        basis, number = overlays[-1].basis, self._shows
        run_in_background(
            EcoTask(
                self.tr("Reading the overlay"),
                lambda progress: read_story(paths[-1]),
                done=lambda story: self._tell(story, basis, count) if number == self._shows else None,
                failed=self._session.complain,
                silent=True,
            )
        )

    def _tell(self, story: OverlayStory, basis: str, count: int) -> None:
        self.story = story
        offset = self._session.centre.district.utc_offset_hours if self._session.is_open else 0.0
        when = moment_text(story.start, offset, "%Y-%m-%d" if self._plays else "%Y-%m-%d %H:%M")
        self.title.setText(f"<b>{quantity_name(story.quantity)}</b> · {when}")
        text = story_text(story, basis=basis, with_terrain=bool(self._settings.dem))
        if self._plays:
            text = (
                self.tr("{count} overlays are on the map; press play in the Temporal Controller. Its clock shows UTC.")
                .format(count=count) + "\n" + text
            )  # fmt: skip
        self.legend.setText(text)

    def _on_failed(self, sentence: str) -> None:
        self._set_running(False)
        self._session.complain(sentence)
        self.legend.setText(sentence)

    def _on_cancel(self) -> None:
        self.maker.cancel()

    def _on_quantity(self) -> None:
        self._settings.change(quantity=self.quantity.currentData())
        if self._shown is not None:
            self._start(self.tree.of_day(self._shown) if self._plays else [self._shown], plays=self._plays)

    def _on_opacity(self, percent: int) -> None:
        self._map.set_opacity(percent / 100.0)
        self._settings.change(opacity=percent)

    def _on_follow(self, follows: bool) -> None:
        self._settings.change(follow=follows)
        newest = self._newest()
        if follows and newest is not None:
            self.tree.choose(newest.scan_id)

    def _on_off(self) -> None:
        self._map.take_off()
        self._forget()

    def _on_export(self) -> None:
        path = self._path
        if path and self._shown is not None and self._session.is_open:
            from shutil import copyfile

            offset = self._session.centre.district.utc_offset_hours
            stamp = moment_text(self._shown.time, offset, "%Y%m%d_%H%M")
            name = file_name("lidar", self.quantity.currentData(), stamp, suffix=".tif")
            self._exporter.export(name, "GeoTIFF (*.tif)", lambda target: copyfile(path, target))

    def _on_removed(self, _ids: list[str]) -> None:
        if self._map.overlay is None:
            self._forget()

    def _forget(self) -> None:
        self._shown, self._path, self._plays, self.story = None, "", False, None
        self._shows += 1
        self.ramp.show_layer(None)
        self.title.clear()
        self.legend.setText(self.tr("Click a scan to see it on the map; a double click goes there."))
        self.spots.offer("")
        self._set_running(False)

    def _set_running(self, running: bool) -> None:
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.progress.setValue(0)
        self.export.setEnabled(bool(self._path) and not running)
        self.off.setEnabled(self._map.overlay is not None and not running)
        # What is made of one scan gives way to the day.
        self.play.setEnabled(not (running and self._plays))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("Quantity"), self.quantity)
        form.addRow(self.tr("Opacity"), self.opacity)
        buttons, running = QHBoxLayout(), QHBoxLayout()
        for button in (self.play, self.export, self.off):
            buttons.addWidget(button, 1)
        running.addWidget(self.progress, 1)
        running.addWidget(self.cancel)
        for widget in (self.progress, self.cancel):
            # Else the buttons above would move away from under the mouse.
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.follow)
        column.addWidget(self.tree, 3)
        column.addLayout(form)
        column.addLayout(buttons)
        column.addLayout(running)
        for widget in (self.title, self.ramp, self.legend):
            column.addWidget(widget)
        column.addWidget(self.spots, 2)
