"""The Lidar dock: scans on the map, profiles and sections, where the air comes from, and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QLabel, QStackedWidget, QTabWidget

from ..latest_read import LatestRead
from .catalogue import ScanRow, read_scans
from .files_page import FilesPage
from .lidar_settings import LidarSettings
from .origin_page import OriginPage
from .overlay_map import OverlayMap
from .profile_page import ProfilePage
from .scans_page import ScansPage

if TYPE_CHECKING:
    from ..session import EcoSession

__all__ = ["LidarDock"]

# The catalogue of somebody else's collector is looked into this often while the dock is in sight.
_LOOK_MS = 15_000


class LidarDock(QgsDockWidget):
    """What the lidar of the open centre saw."""

    def __init__(self, session: EcoSession) -> None:
        super().__init__()
        self.setObjectName("yanqing_eco_lidar")
        self.setWindowTitle(self.tr("Lidar"))
        self._session = session
        self._read = LatestRead(session)
        self.settings = LidarSettings.load()
        self.map = OverlayMap(session)
        self.scans = ScansPage(session, self.settings, self.map)
        self.profile = ProfilePage(
            session,
            self.settings,
            self.map,
            scans=lambda: list(self.scans.tree.scans.values()),
            shown=lambda: self.scans.shown or self.scans.tree.current,
        )
        self.origin = OriginPage(session, self.settings, self.map)
        self.files = FilesPage(session, self.settings)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("yanqing_eco_lidar_tabs")
        self.tabs.addTab(self.scans, self.tr("Scans"))
        self.tabs.addTab(self.profile, self.tr("Profile"))
        self.tabs.addTab(self.origin, self.tr("Where from?"))
        self.tabs.addTab(self.files, self.tr("Files"))
        self.scans.profileWanted.connect(self._on_profile)
        self.scans.tree.chosen.connect(self.origin.show_scan)
        self.files.imported.connect(self.reload)
        self.files.optionsChanged.connect(self.scans.options_changed)
        self.files.optionsChanged.connect(self.profile.options_changed)
        self._notice = QLabel(self.tr("Open a data centre in the One Map dock to see its lidar scans."))
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._notice.setWordWrap(True)
        self._notice.setMargin(16)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._notice)
        self._pages.addWidget(self.tabs)
        self._pages.setMinimumWidth(450)
        self.setWidget(self._pages)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        session.centreOpened.connect(self._on_opened)
        session.centreClosed.connect(self._on_closed)
        if session.is_open:
            self._on_opened()

    def reload(self) -> None:
        """Read the catalogue again."""
        if self._session.is_open:
            self._read.ask(
                self.tr("Reading the lidar scans"),
                lambda centre, _: read_scans(centre),
                self._show,
                self._session.complain,
            )

    def shut_down(self) -> None:
        """Leave nothing running, nothing on the map, and hear no signal any more."""
        self._look.stop()
        self._read.drop()
        self._session.centreOpened.disconnect(self._on_opened)
        self._session.centreClosed.disconnect(self._on_closed)
        for page in (self.scans, self.profile, self.origin, self.files):
            page.shut_down()
        self.map.clear()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self._pages.setCurrentWidget(self.tabs)
        self._look.start()
        self.reload()
        self.files.centre_opened()

    def _on_closed(self) -> None:
        self._look.stop()
        self._read.drop()
        self.files.centre_closed()
        self.profile.clear()
        self.map.clear()
        self.scans.show_scans((), 0.0)
        self._pages.setCurrentWidget(self._notice)

    def _on_look(self) -> None:
        if self.isVisible() and not self._read.waiting:
            self.reload()

    def _on_profile(self, scan: ScanRow) -> None:
        self.tabs.setCurrentWidget(self.profile)
        self.profile.show_scan(scan, self.scans.tree.of_day(scan))

    def _show(self, scans: tuple[ScanRow, ...]) -> None:
        self.scans.show_scans(scans, self._session.centre.district.utc_offset_hours)
