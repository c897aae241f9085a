"""The open data centre and what everybody in the window wants to know about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.errors import EcoError
from ..credentials import fetch_credentials, forget_credentials, show_certificates
from ..messages import translated
from ..tasks import EcoTask, leave_to_worker, run_in_background
from .responsiveness import as_before, keep_for_good, take_short_turns
from .settings import EcoSettings
from .shared_centre_opening import OpenedCentre, open_for_reading

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from ..core.data_centre import DataCentre
    from ..layers.one_map import OneMap
    from ..layers.refresh import LiveRefresh

__all__ = ["EcoSession"]

_LOADED_MS = 10_000
_MOST_DRAWN_MS = 2_000


class EcoSession(QObject):
    """One open centre, shown in the current project.

    The centre is only ever touched inside `read`, which runs in the background; widgets listen to the signals.
    """

    centreOpened = pyqtSignal()
    centreClosed = pyqtSignal()
    statusChanged = pyqtSignal()  # newest values, states or alarms are others than before
    stationSelected = pyqtSignal(str)
    momentChanged = pyqtSignal(object)  # a UTC datetime, or None for now

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__()
        self.iface = iface
        self.settings = EcoSettings.load()
        self.address = ""
        self.moment: datetime | None = None
        self.one_map: OneMap | None = None
        self._centre: DataCentre | None = None
        self._roles: tuple[str, ...] | None = None
        self._refresh: LiveRefresh | None = None
        QgsProject.instance().readProject.connect(self._on_project_read)
        QgsProject.instance().cleared.connect(self._on_project_cleared)

    # -- the centre ----------------------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether a centre is open."""
        return self._centre is not None

    @property
    def centre(self) -> DataCentre:
        """The open centre, for its plain attributes (district, address, synthetic); read data through `read`."""
        if self._centre is None:
            raise RuntimeError("no data centre is open")
        return self._centre

    @property
    def may_edit(self) -> bool:
        """Whether plans and incidents may be changed, as far as the centre says: in a folder its permissions decide, in
        a shared centre the role of the account. The database enforces it in any case."""
        return self._centre is not None and (self._roles is None or "editor" in self._roles)

    def open(self, address: str, *, build: bool = True) -> None:
        """Open the centre at `address` in the background and show its One Map (`build`) in the current project."""
        try:
            fetch_credentials(address)
        except EcoError as error:
            self.complain(translated(error))
            return
        if build:
            show_certificates(address)
        self._run(
            self.tr("Opening the data centre"),
            lambda progress: open_for_reading(address),
            lambda opened: self._opened(opened, build),
        )

    def close(self) -> None:
        """Forget the centre; layers in the project stay."""
        if self._refresh is not None:
            self._refresh.stop()
            self._refresh = None
        if self._centre is None:
            return
        centre, self._centre = self._centre, None
        # After what it is reading now; nobody has to wait for that.
        leave_to_worker(centre.close)
        self.one_map = None
        self._roles = None
        self.address = ""
        self.moment = None
        self.centreClosed.emit()

    def read(
        self,
        description: str,
        work: Callable[[DataCentre, Any], Any],
        done: Callable[[Any], None],
        *,
        failed: Callable[[str], None] | None = None,
        silent: bool = True,
    ) -> EcoTask | None:
        """Run `work(centre, progress)` in the background and give what it returns to `done` on the GUI thread."""
        centre = self._centre
        if centre is None:
            return None

        def still_open(result: Any) -> None:
            if centre is self._centre:
                done(result)

        return self._run(description, lambda progress: work(centre, progress), still_open, failed=failed, silent=silent)

    def look_now(self) -> None:
        """Let the live layers look at the centre at once, for instance after something was written."""
        if self._refresh is not None:
            self._refresh.look_now()

    # -- what the user looks at ----------------------------------------------------------------------------------------

    def select_station(self, station_id: str) -> None:
        """Make `station_id` the station everybody shows."""
        self.stationSelected.emit(station_id)

    def set_moment(self, when: datetime | None) -> None:
        """Look at the UTC instant `when`, or at now with None."""
        if when != self.moment:
            self.moment = when
            self.momentChanged.emit(when)

    def when_drawn(self, owner: QObject, work: Callable[[], None]) -> None:
        """Call `work` now or, while the map is drawn, a moment later; not at all where `owner` is gone by then.

        To draw and to read at the same time makes the window wait for a processor where there are only two.
        """
        from ..layers.drawing import when_drawn

        when_drawn(self.iface.mapCanvas().isDrawing, owner, work, _MOST_DRAWN_MS)

    def keep_what_is_loaded(self) -> None:
        """Have the modules that are needed in the next seconds taken for what stays; to be called when something opens."""
        QTimer.singleShot(_LOADED_MS, lambda: keep_for_good() if self.is_open else None)

    @property
    def language(self) -> str:
        """Language of names and labels on the map: ``zh`` or ``en``."""
        from ..layers.language import current_language

        return current_language() if self.settings.language == "auto" else self.settings.language

    def apply_settings(self) -> None:
        """Store the settings and let what is open follow them."""
        self.settings.save()
        if self._refresh is not None:
            self._refresh.set_interval(self.settings.refresh_seconds)
        if self.is_open:
            self.statusChanged.emit()

    def complain(self, sentence: str) -> None:
        """Show one sentence about what went wrong."""
        self.iface.messageBar().pushMessage(self.tr("Yanqing Eco"), sentence, Qgis.MessageLevel.Warning, 0)

    def inform(self, sentence: str) -> None:
        """Show one sentence about what was done."""
        self.iface.messageBar().pushMessage(self.tr("Yanqing Eco"), sentence, Qgis.MessageLevel.Info, 6)

    def shut_down(self) -> None:
        """Leave nothing behind."""
        QgsProject.instance().readProject.disconnect(self._on_project_read)
        QgsProject.instance().cleared.disconnect(self._on_project_cleared)
        self.close()
        as_before()
        forget_credentials()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _run(
        self,
        description: str,
        work: Callable[[Any], Any],
        done: Callable[[Any], None],
        *,
        failed: Callable[[str], None] | None = None,
        silent: bool = False,
    ) -> EcoTask:
        return run_in_background(EcoTask(description, work, done=done, failed=failed or self.complain, silent=silent))

    def _opened(self, opened: OpenedCentre, build: bool) -> None:
        from ..layers.one_map import build_one_map, find_one_map

        self.close()
        centre = opened.centre
        self._centre, self.address, self._roles = centre, centre.address, opened.roles
        self.settings.remember(centre.address)
        project = QgsProject.instance()
        found = find_one_map(project)
        # The project may show another centre: then this one gets a map of its own, above it.
        self.one_map = found if found is not None and _same_place(found.address, centre.address) else None
        if self.one_map is None and build:
            self.one_map = build_one_map(project, centre, language=self.language)
            # QGIS gives an empty project the reference system of its first layer once the event loop is back: we come after it.
            QTimer.singleShot(0, self._show_district)
        self._start_refresh(project)
        self.centreOpened.emit()
        take_short_turns()
        self.keep_what_is_loaded()
        if not self.may_edit:
            self.inform(self.tr("You may look here, not change: that takes the role editor."))

    def _show_district(self) -> None:
        project = QgsProject.instance()
        view = project.viewSettings().defaultViewExtent()
        if not view.isNull():
            project.setCrs(view.crs())
            self.iface.mapCanvas().setReferencedExtent(view)

    def _start_refresh(self, project: QgsProject) -> None:
        from ..layers.refresh import LiveRefresh

        drawing = self.iface.mapCanvas().isDrawing
        self._refresh = LiveRefresh(project, interval_s=self.settings.refresh_seconds, drawing=drawing, parent=self)
        self._refresh.refreshed.connect(self._on_refreshed)
        self._refresh.failed.connect(lambda _address, error: self.complain(translated(error)))
        self._refresh.start()

    def _on_refreshed(self, _address: str, parts: frozenset[str]) -> None:
        from ..layers.watching import EMERGENCY_PARTS

        # Units move every second: the pages about stations have nothing to read again for that.
        if not parts <= EMERGENCY_PARTS:
            self.statusChanged.emit()

    def _on_project_read(self) -> None:
        from ..layers.one_map import find_one_map

        found = find_one_map(QgsProject.instance())
        if found is not None:
            self.open(found.address, build=False)

    def _on_project_cleared(self) -> None:
        self.close()


def _same_place(one: str, other: str) -> bool:
    if one == other or "://" in one or "://" in other:
        return one == other
    return Path(one).resolve() == Path(other).resolve()
