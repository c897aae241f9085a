"""What one can do with data centres: open one, connect to a shared one, make a demo, bring files in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QWidget

from ..algorithm_run import AlgorithmRun
from ..open_dialogs import OpenDialogs
from ..shared_centre_fields import centre_title, is_shared

if TYPE_CHECKING:
    from ..session import EcoSession

__all__ = ["CentreActions"]


class CentreActions(QObject):
    """Asks for a folder, then lets the session or a Processing algorithm do the work."""

    def __init__(self, session: EcoSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._widget = session, parent
        self.dialogs = OpenDialogs(session, self)
        self.making = AlgorithmRun(self)
        self.making.succeeded.connect(lambda results: session.open(str(results["CENTRE"])))
        self.making.failed.connect(session.complain)
        self.making.cancelled.connect(self._on_cancelled)
        self._folder = ""

    def menu(self, parent: QWidget) -> QMenu:
        """Everything as a menu, the centres opened before among it."""
        menu = QMenu(parent)
        menu.addAction(self.tr("Open a data centre…"), self.choose_centre).setObjectName("yanqing_eco_open")
        shared = menu.addAction(self.tr("Connect to a shared data centre…"), self.choose_shared)
        shared.setObjectName("yanqing_eco_connect")
        recent = menu.addMenu(self.tr("Opened before"))
        menu.addAction(self.tr("Import files…"), self.import_files).setObjectName("yanqing_eco_import")
        menu.addAction(self.tr("Create a demo centre…"), self.choose_demo).setObjectName("yanqing_eco_demo")
        menu.aboutToShow.connect(lambda: self._list_recent(recent))
        return menu

    def choose_centre(self) -> None:
        """Ask for the folder of a centre and open it."""
        title = self.tr("Open a data centre")
        folder = QFileDialog.getExistingDirectory(self._widget, title, self._start_folder())
        if folder:
            self._session.open(folder)

    def choose_shared(self) -> None:
        """Ask for the server and database of a shared centre and open it."""
        from ..shared_centre_dialog import SharedCentreDialog

        last = self._session.settings.centre
        dialog = SharedCentreDialog(last if is_shared(last) else "", self._session.iface.mainWindow())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._session.open(dialog.address))
        self.dialogs.keep(dialog)
        dialog.open()

    def choose_demo(self) -> None:
        """Ask where the demo centre shall be made and make it."""
        title = self.tr("Folder for the new demo centre")
        start = str(Path(self._start_folder()) / "yanqing_demo")
        folder, _ = QFileDialog.getSaveFileName(self._widget, title, start, "", options=QFileDialog.Option.ShowDirsOnly)
        if folder:
            self.make_demo(folder)

    def make_demo(self, folder: str) -> None:
        """Make a demo centre in a folder that does not exist yet, and open it."""
        self._folder = folder
        self.making.start("yanqing_eco:createdatacentre", {"CENTRE": folder, "DEMO": True})

    def import_files(self) -> None:
        """Open the dialog of the algorithm that brings observations in."""
        known = {"CENTRE": self._session.address} if self._session.is_open else {}
        self.dialogs.open_algorithm("yanqing_eco:importobservations", known)

    def shut_down(self) -> None:
        """Close what is open and end what runs."""
        self.making.shut_down()
        self.dialogs.shut_down()

    def _on_cancelled(self) -> None:
        if Path(self._folder).exists():
            text = self.tr("Cancelled. {folder} holds an unfinished demo centre: delete it, or choose another folder.")
            self._session.inform(text.format(folder=self._folder))

    def _start_folder(self) -> str:
        centre = self._session.settings.centre
        last = Path(centre) if centre and not is_shared(centre) else None
        return str(last.parent) if last is not None and last.parent.is_dir() else str(Path.home())

    def _list_recent(self, menu: QMenu) -> None:
        menu.clear()
        addresses = [one for one in self._session.settings.recent.splitlines() if one]
        for address in addresses:
            name = centre_title(address) if is_shared(address) else address
            menu.addAction(name, lambda chosen=address: self._session.open(chosen)).setToolTip(address)
        menu.setEnabled(bool(addresses))
