"""Where the scans come from and how they are read: the watched folder, and the options of the instrument."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .folder_watch import FolderLook, FolderWatch

if TYPE_CHECKING:
    from ..session import EcoSession
    from .lidar_settings import LidarSettings

__all__ = ["FilesPage"]

_MOST_LINES = 200


class FilesPage(QWidget):
    """Watches a folder for the open centre, and keeps the options."""

    imported = pyqtSignal()  # the catalogue has more scans
    optionsChanged = pyqtSignal()

    def __init__(self, session: EcoSession, settings: LidarSettings) -> None:
        super().__init__()
        self._session, self._settings = session, settings
        self.watcher = FolderWatch(self)
        self.watcher.looked.connect(self._on_looked)
        self.watcher.failed.connect(self._on_watch_failed)
        self.folder = QLineEdit(settings.folder)
        self.folder.setObjectName("yanqing_eco_lidar_folder")
        self.folder.editingFinished.connect(self._on_folder)
        self.watch = QCheckBox(self.tr("Import new files by themselves"))
        self.watch.setObjectName("yanqing_eco_lidar_watch")
        self.watch.setChecked(settings.watch)
        self.watch.toggled.connect(self._on_watch)
        self.clock = self._number(-14.0, 14.0, settings.clock_hours, " h", "clock_hours")
        self.clock.setToolTip(self.tr("For formats that do not say it: 8 where the instrument runs on Beijing time."))
        self.told = QListWidget()
        self.told.setObjectName("yanqing_eco_lidar_imports")
        self.told.setWordWrap(True)
        self.ratio = self._number(5.0, 150.0, settings.lidar_ratio, " sr", "lidar_ratio")
        self.ratio.setObjectName("yanqing_eco_lidar_ratio")
        self.ratio.setToolTip(self.tr("At 532 nm over Beijing: 61 in moderate, 44 in heavy pollution, 38 in dust."))
        self.blind = self._number(0.0, 10_000.0, settings.blind_zone_m, " m", "blind_zone_m")
        self.blind.setSpecialValueText(self.tr("as the file says"))
        self.overlap = self._file(settings.overlap, "overlap", self.tr("Overlap table"), self.tr("All files (*)"))
        self.dem = self._file(
            settings.dem,
            "dem",
            self.tr("Elevation model"),
            self.tr("Rasters (*.tif *.tiff *.img *.asc *.vrt);;All files (*)"),
        )
        self._lay_out()

    def centre_opened(self) -> None:
        """Watch for this centre where the user wants it."""
        if self._settings.watch:
            self._begin()

    def centre_closed(self) -> None:
        """Nothing can be imported any more."""
        self.watcher.stop()

    def shut_down(self) -> None:
        """Leave nothing running."""
        self.watcher.stop()
        self.watcher.blockSignals(True)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _number(self, low: float, high: float, value: float, suffix: str, name: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setRange(low, high)
        box.setDecimals(1)
        box.setSuffix(suffix)
        box.setValue(value)
        # Every keystroke would compute the overlay again.
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda changed: self._change(name, changed))
        return box

    def _file(self, value: str, name: str, title: str, kinds: str) -> QWidget:
        """A line with the file, and buttons to choose it and to do without."""
        holder, line, choose, without = QWidget(), QLineEdit(value), QToolButton(), QToolButton()
        line.setObjectName(f"yanqing_eco_lidar_{name}")
        line.setReadOnly(True)
        line.setPlaceholderText(self.tr("none"))
        choose.setText("…")
        without.setText("×")
        without.setToolTip(self.tr("Do without"))

        def set_path(path: str) -> None:
            line.setText(path)
            self._change(name, path)

        def ask() -> None:
            folder = str(Path(line.text()).parent) if line.text() else str(Path.home())
            path, _ = QFileDialog.getOpenFileName(self, title, folder, kinds)
            if path:
                set_path(path)

        choose.clicked.connect(lambda _=False: ask())
        without.clicked.connect(lambda _=False: set_path(""))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(line, 1)
        row.addWidget(choose)
        row.addWidget(without)
        return holder

    def _change(self, name: str, value: Any) -> None:
        self._settings.change(**{name: value})
        self.optionsChanged.emit()

    def _on_browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder of new lidar files"), self.folder.text())
        if folder:
            self.folder.setText(folder)
            self._on_folder()

    def _on_folder(self) -> None:
        if self.folder.text() != self._settings.folder:
            self._settings.change(folder=self.folder.text())
            self._on_watch(self.watch.isChecked())

    def _on_watch(self, wanted: bool) -> None:
        self._settings.change(watch=wanted)
        if wanted:
            self._begin()
        else:
            self.watcher.stop()

    def _begin(self) -> None:
        folder = self._settings.folder
        if not self._session.is_open:
            return
        if not folder or not Path(folder).is_dir():
            self._say(self.tr("Choose the folder that the instrument's computer writes to."))
            return
        self.watcher.start(folder, self._session.address, self._settings.clock_hours)
        self._say(self.tr("Watching {folder}; a file is imported when it has stopped growing.").format(folder=folder))

    def _on_looked(self, found: FolderLook) -> None:
        if found.imported:
            self._say(self.tr("{count} new scans are in the catalogue.").format(count=found.imported))
        for name, sentence in found.failures:
            self._say(self.tr("{name} is in the quarantine: {sentence}").format(name=name, sentence=sentence))
        if len(found.failures) == 1:
            name, sentence = found.failures[0]
            text = self.tr("{name} is in the quarantine: {sentence}")
            self._session.complain(text.format(name=name, sentence=sentence))
        elif found.failures:
            text = self.tr("{count} lidar files cannot be read; they are in the quarantine.")
            self._session.complain(text.format(count=len(found.failures)))
        if found.imported:
            self.imported.emit()

    def _on_watch_failed(self, sentence: str) -> None:
        self._say(sentence)
        self._session.complain(sentence)

    def _say(self, sentence: str) -> None:
        self.told.insertItem(0, f"{datetime.now():%H:%M:%S}  {sentence}")
        while self.told.count() > _MOST_LINES:
            self.told.takeItem(self.told.count() - 1)

    def _lay_out(self) -> None:
        browse = QToolButton()
        browse.setText("…")
        browse.clicked.connect(lambda _=False: self._on_browse())
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        watched = QGroupBox(self.tr("Watched folder"))
        form = QFormLayout(watched)
        form.addRow(self.tr("Folder"), row)
        form.addRow(self.tr("Clock ahead of UTC"), self.clock)
        form.addRow(self.watch)
        options = QGroupBox(self.tr("Options"))
        fields = QFormLayout(options)
        fields.addRow(self.tr("Lidar ratio"), self.ratio)
        fields.addRow(self.tr("Blind zone"), self.blind)
        fields.addRow(self.tr("Overlap table"), self.overlap)
        fields.addRow(self.tr("Elevation model"), self.dem)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(options)
        column.addWidget(watched)
        column.addWidget(QLabel(self.tr("What was imported")))
        column.addWidget(self.told, 1)
