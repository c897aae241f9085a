"""What the plugin's page in the options of QGIS shows and stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.gui import QgsFileWidget, QgsOptionsPageWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .dependencies import Dependency, dependencies, install_command, versions
from .shared_centre_dialog import SharedCentreDialog

if TYPE_CHECKING:
    from .session import EcoSession

__all__ = ["EcoOptionsPage"]

_LANGUAGES = ("auto", "zh", "en")
_MISSING = QColor("#d32f2f")


class EcoOptionsPage(QgsOptionsPageWidget):
    """Data centre, live map, language, and what is installed."""

    def __init__(self, session: EcoSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("yanqing_eco_options")
        self._session = session
        settings = session.settings
        self.address = QgsFileWidget()
        self.address.setObjectName("yanqing_eco_options_address")
        self.address.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.address.setDialogTitle(self.tr("Folder of the data centre"))
        self.address.setFilePath(settings.centre)
        self.connect_ = QPushButton(self.tr("Shared data centre…"))
        self.connect_.setObjectName("yanqing_eco_options_connect")
        self.connect_.clicked.connect(self._choose_shared)
        self.open_at_start = QCheckBox(self.tr("Open it when QGIS starts"))
        self.open_at_start.setChecked(settings.open_at_start)
        self.refresh = QSpinBox()
        self.refresh.setRange(1, 3600)
        self.refresh.setSuffix(self.tr(" s"))
        self.refresh.setValue(settings.refresh_seconds)
        self.language = QComboBox()
        self.language.addItems([self.tr("As QGIS"), "中文", "English"])
        self.language.setCurrentIndex(
            max(0, _LANGUAGES.index(settings.language) if settings.language in _LANGUAGES else 0)
        )
        self.language.setToolTip(
            self.tr("Layers that are in a project already keep their language until they are made anew.")
        )
        self.packages = QTreeWidget()
        self.packages.setObjectName("yanqing_eco_options_packages")
        self._lay_out()
        self.show_packages(dependencies())

    def apply(self) -> None:
        """Store what the page says; another address is opened."""
        settings = self._session.settings
        address = self.address.filePath().strip()
        settings.open_at_start = self.open_at_start.isChecked()
        settings.refresh_seconds = self.refresh.value()
        settings.language = _LANGUAGES[self.language.currentIndex()]
        changed = address != settings.centre
        if not address:
            settings.centre = ""
        self._session.apply_settings()
        if changed and address:
            self._session.open(address)

    def show_packages(self, found: list[Dependency]) -> None:
        """Show what is installed and, where something is missing, how to install it."""
        self.packages.clear()
        for one in found:
            state = self.tr("missing") if not one.installed else one.installed
            if one.installed and not one.fits:
                state = self.tr("{version} – another version is needed").format(version=one.installed)
            item = QTreeWidgetItem([one.name, one.wanted or self.tr("any"), state])
            if not one.fits:
                for column in range(3):
                    item.setForeground(column, _MISSING)
            self.packages.addTopLevelItem(item)
        missing = [one.name for one in found if not one.fits]
        self.verdict.setText(
            self.tr("Everything the plugin needs is installed.")
            if not missing
            else self.tr(
                "Not installed, or in another version: {names}. Run this command, then start QGIS again:"
            ).format(names=", ".join(missing))
        )
        self._command_row.setVisible(bool(missing))

    def report(self) -> str:
        """The versions and packages as text, for a question to somebody who can help."""
        lines = [f"{name} {version}" for name, version in versions().items()]
        lines += [f"{one.name} {one.wanted}: {one.installed or '-'}" for one in dependencies()]
        return "\n".join(lines)

    def _choose_shared(self) -> None:
        dialog = SharedCentreDialog(self.address.filePath().strip(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.address.setFilePath(dialog.address))
        dialog.open()

    def _lay_out(self) -> None:
        centre = QGroupBox(self.tr("Data centre"))
        form = QFormLayout(centre)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        place = QHBoxLayout()
        place.addWidget(self.address, 1)
        place.addWidget(self.connect_)
        form.addRow(self.tr("Folder or address"), place)
        form.addRow("", self.open_at_start)
        live = QGroupBox(self.tr("Live map"))
        form = QFormLayout(live)
        form.addRow(self.tr("Look for new values every"), self.refresh)
        form.addRow(self.tr("Language of map and charts"), self.language)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(centre)
        column.addWidget(live)
        column.addWidget(self._diagnostics(), 1)

    def _diagnostics(self) -> QGroupBox:
        box = QGroupBox(self.tr("What is installed"))
        self.packages.setHeaderLabels([self.tr("Package"), self.tr("Needed"), self.tr("Installed")])
        self.packages.setRootIsDecorated(False)
        self.packages.setAlternatingRowColors(True)
        self.packages.setMinimumHeight(140)
        for column in range(3):
            self.packages.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        about = QLabel(" · ".join(f"{name} {version}" for name, version in versions().items()))
        about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        about.setWordWrap(True)
        self.verdict = QLabel()
        self.verdict.setObjectName("yanqing_eco_options_verdict")
        self.verdict.setWordWrap(True)
        command = QLineEdit(install_command())
        command.setReadOnly(True)
        self._command_row = QWidget()
        row = QHBoxLayout(self._command_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(command, 1)
        take = QPushButton(self.tr("Copy"))
        take.clicked.connect(lambda: QApplication.clipboard().setText(install_command()))
        row.addWidget(take)
        copy = QPushButton(self.tr("Copy this list"))
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self.report()))
        foot = QHBoxLayout()
        foot.addWidget(about, 1)
        foot.addWidget(copy)
        column = QVBoxLayout(box)
        column.addWidget(self.packages, 1)
        column.addWidget(self.verdict)
        column.addWidget(self._command_row)
        column.addLayout(foot)
        return box
