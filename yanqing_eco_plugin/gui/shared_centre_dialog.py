"""Asks where a shared data centre is and who connects to it."""

from __future__ import annotations

from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIntValidator
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..tasks import EcoTask
from .shared_centre_fields import DEFAULT_SCHEMA, TLS_MODES, SharedFields
from .shared_centre_probe import Found, probe
from .shared_centre_stored import StoredConnection, stored_connections

__all__ = ["SharedCentreDialog"]

_GOOD, _BAD = "color: #2e7d32;", "color: #c62828;"


class SharedCentreDialog(QDialog):
    """Server, database and credentials; *Test* says in one sentence whether they are right.

    `address` is what was entered; it never holds a password.
    """

    def __init__(self, address: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("yanqing_eco_shared")
        self.setWindowTitle(self.tr("Connect to a shared data centre"))
        self._stored = stored_connections()
        self._more: dict[str, str] = {}
        self._trying: EcoTask | None = None
        self.stored = QComboBox()
        self.stored.addItem(self.tr("Enter it below"))
        self.stored.addItems([one.name for one in self._stored])
        self.host, self.port, self.database = QLineEdit(), QLineEdit(), QLineEdit()
        self.schema, self.service, self.user = QLineEdit(), QLineEdit(), QLineEdit()
        self.tls = QComboBox()
        for mode, text in self._modes().items():
            self.tls.addItem(text, mode)
        self.auth = QgsAuthConfigSelect(self, "postgres")
        self.test = QPushButton(self.tr("Test"))
        self.told = QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.connect_ = self.buttons.addButton(self.tr("Connect"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.connect_.setDefault(True)
        self._lay_out()
        self.show_fields(SharedFields.of(address))
        self.stored.activated.connect(self._on_stored)
        self.test.clicked.connect(self.try_it)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for edit in (self.host, self.port, self.database, self.schema, self.service, self.user):
            edit.textChanged.connect(self._on_changed)
        self.tls.currentIndexChanged.connect(self._on_changed)
        self.auth.selectedConfigIdChanged.connect(self._on_changed)
        self._on_changed()

    @property
    def address(self) -> str:
        """What was entered, as an address."""
        return self.fields().address()

    def fields(self) -> SharedFields:
        """What was entered."""
        return SharedFields(
            host=self.host.text().strip(),
            port=self.port.text().strip(),
            database=self.database.text().strip(),
            schema=self.schema.text().strip() or DEFAULT_SCHEMA,
            service=self.service.text().strip(),
            user=self.user.text().strip(),
            authcfg=self.auth.configId(),
            sslmode=str(self.tls.currentData()),
            more=self._more,
        )

    def show_fields(self, fields: SharedFields) -> None:
        """Fill the form."""
        self._more = dict(fields.more)
        self.host.setText(fields.host)
        self.port.setText(fields.port)
        self.database.setText(fields.database)
        self.schema.setText(fields.schema)
        self.service.setText(fields.service)
        self.user.setText(fields.user)
        self.auth.setConfigId(fields.authcfg)
        self.tls.setCurrentIndex(max(0, self.tls.findData(fields.sslmode)))

    def try_it(self) -> None:
        """Connect in the background and say how it went."""
        self._tell(self.tr("Connecting…"))
        self.test.setEnabled(False)
        self._trying = probe(self.address, self._on_found, self._on_failed)

    def done(self, result: int) -> None:
        if self._trying is not None and not sip.isdeleted(self._trying):
            self._trying.cancel()
        self._trying = None
        super().done(result)

    def _on_found(self, found: Found) -> None:
        self._end_of_try(found.sentence(), _GOOD)

    def _on_failed(self, sentence: str) -> None:
        self._end_of_try(sentence, _BAD)

    def _end_of_try(self, sentence: str, style: str) -> None:
        # The dialog may have been closed and deleted while the server let us wait.
        if sip.isdeleted(self):
            return
        self._trying = None
        self._tell(sentence, style)
        self._on_fields()

    def _tell(self, sentence: str, style: str = "") -> None:
        self.told.setStyleSheet(style)
        self.told.setText(sentence)

    def _on_changed(self, *_: object) -> None:
        # What was said is about other fields.
        self._tell("")
        self._on_fields()

    def _on_fields(self) -> None:
        fields = self.fields()
        complete = bool(fields.database or fields.service)
        self.test.setEnabled(complete and self._trying is None)
        self.connect_.setEnabled(complete)
        self.user.setEnabled(not fields.authcfg)

    def _on_stored(self, row: int) -> None:
        if row == 0:
            return
        chosen: StoredConnection = self._stored[row - 1]
        self.show_fields(chosen.fields)
        if chosen.in_clear:
            self._tell(
                self.tr(
                    "QGIS keeps the password of this connection in clear, so it is not taken along: choose or make an "
                    "authentication configuration."
                ),
                _BAD,
            )

    def _modes(self) -> dict[str, str]:
        words = {
            "prefer": self.tr("where the server offers it"),
            "require": self.tr("always, whatever the certificate"),
            "verify-ca": self.tr("always, with a certificate of a known authority"),
            "verify-full": self.tr("always, with a certificate of this very server"),
            "disable": self.tr("never"),
            "allow": self.tr("only where the server insists"),
        }
        return {mode: f"{mode} – {words[mode]}" for mode in TLS_MODES}

    def _lay_out(self) -> None:
        names = {
            "stored": self.stored, "host": self.host, "port": self.port, "database": self.database,
            "schema": self.schema, "service": self.service, "user": self.user, "tls": self.tls, "test": self.test,
            "told": self.told, "connect": self.connect_, "auth": self.auth,
        }  # fmt: skip
        for name, widget in names.items():
            widget.setObjectName(f"yanqing_eco_shared_{name}")
        self.port.setValidator(QIntValidator(1, 65535, self))
        self.port.setPlaceholderText("5432")
        self.port.setMaximumWidth(90)
        self.schema.setPlaceholderText(DEFAULT_SCHEMA)
        self.service.setPlaceholderText(self.tr("section of pg_service.conf, instead of host and database"))
        self.user.setPlaceholderText(self.tr("only where the password comes from pgpass"))
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(self.fontMetrics().height() * 4)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        place = QHBoxLayout()
        place.addWidget(self.host, 1)
        place.addWidget(QLabel(self.tr("Port")))
        place.addWidget(self.port)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("Connection of QGIS"), self.stored)
        form.addRow(self.tr("Host"), place)
        form.addRow(self.tr("Database"), self.database)
        form.addRow(self.tr("Schema"), self.schema)
        form.addRow(self.tr("Service"), self.service)
        form.addRow(self.tr("Encrypted (TLS)"), self.tls)
        who = QGroupBox(self.tr("Who connects"))
        column = QVBoxLayout(who)
        column.addWidget(self.auth)
        alone = QFormLayout()
        alone.addRow(self.tr("User"), self.user)
        column.addLayout(alone)
        trying = QHBoxLayout()
        trying.addWidget(self.test, 0, Qt.AlignmentFlag.AlignTop)
        trying.addWidget(self.told, 1)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(who)
        column.addLayout(trying)
        column.addWidget(self.buttons)
        self.setMinimumWidth(520)
