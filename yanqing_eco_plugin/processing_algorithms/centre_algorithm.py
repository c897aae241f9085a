"""What the algorithms that work on a data centre have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import EcoError
from ..credentials import authcfg_of, fetch_credentials, show_certificates, use_auth_store
from ..messages import translated
from .base import EcoAlgorithm
from .moments import instant
from .reasons import reason_label

__all__ = ["CentreAlgorithm"]

_PASSWORD = re.compile(r"\w+://[^/?@]*:[^/?@]+@")


class CentreAlgorithm(EcoAlgorithm):
    """An algorithm with the parameter CENTRE, which it gives on as an output, so that steps chain in a model."""

    CENTRE = "CENTRE"
    START, END = "START", "END"
    ENGINE = "ENGINE"

    def add_centre(self) -> None:
        """Declare CENTRE: a folder, or the address of a shared centre."""
        description = QCoreApplication.translate("CentreAlgorithm", "Data centre")
        # A folder parameter takes any text that is typed, so a postgresql:// address passes through it unchanged.
        self.add(
            QgsProcessingParameterFile(self.CENTRE, description, QgsProcessingParameterFile.Behavior.Folder),
            QCoreApplication.translate(
                "CentreAlgorithm", "Folder of the data centre, or the address of a shared one (postgresql://…)."
            ),
        )

    def add_centre_output(self) -> None:
        """Declare the address as an output for the next step of a model."""
        description = QCoreApplication.translate("CentreAlgorithm", "Data centre")
        self.addOutput(QgsProcessingOutputFolder(self.CENTRE, description))

    def add_span(self, note: str = "") -> None:
        """Declare START and END, read on the district's clock; `note` is added to what is said of the beginning."""
        kind = QgsProcessingParameterDateTime.Type.DateTime
        begin = QCoreApplication.translate(
            "CentreAlgorithm",
            "Begin on the district's clock; a record that ends exactly then belongs to the time before.",
        )
        self.add(
            QgsProcessingParameterDateTime(self.START, QCoreApplication.translate("CentreAlgorithm", "From"), kind),
            f"{begin} {note}".rstrip(),
        )
        self.add(
            QgsProcessingParameterDateTime(self.END, QCoreApplication.translate("CentreAlgorithm", "To"), kind),
            QCoreApplication.translate(
                "CentreAlgorithm", "End on the district's clock; a record that ends exactly then is included."
            ),
        )

    def span(
        self, parameters: dict[str, Any], context: QgsProcessingContext, utc_offset_hours: float
    ) -> tuple[datetime, datetime]:
        """The instants from START to END."""
        start, end = (self.parameterAsDateTime(parameters, name, context) for name in (self.START, self.END))
        return instant(start, utc_offset_hours), instant(end, utc_offset_hours)

    def add_engine(self) -> None:
        """Declare ENGINE: what evaluates the question."""
        self.add(
            QgsProcessingParameterString(
                self.ENGINE, QCoreApplication.translate("CentreAlgorithm", "Engine"), "centre", False, True
            ),
            QCoreApplication.translate(
                "CentreAlgorithm",
                "What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster "
                "that sees the same folder. A shared centre has its own engine alone.",
            ),
            advanced=True,
        )

    def engine(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """The engine as the core takes it."""
        return self.parameterAsString(parameters, self.ENGINE, context).strip() or "centre"

    def problem_with_engine(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """What is wrong with ENGINE; empty where nothing is."""
        engine = self.engine(parameters, context)
        if engine == "centre":
            return ""
        if "://" in self.address(parameters, context):
            return QCoreApplication.translate(
                "CentreAlgorithm",
                "A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a "
                "folder first.",
            )
        if re.fullmatch(r"spark://[^/\s:]+:\d+", engine):
            return ""
        text = QCoreApplication.translate(
            "CentreAlgorithm",
            "“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.",
        )
        return text.format(engine=engine)

    def address(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """The address as the core takes it."""
        typed = self.parameterAsString(parameters, self.CENTRE, context).strip()
        return typed if "://" in typed else str(Path(typed).expanduser())

    def addresses(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[str]:
        """Every centre the algorithm connects to."""
        return [self.address(parameters, context)]

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        # The core refuses it as well, but only once Processing has written it into its history.
        if any(_PASSWORD.match(address) for address in self.addresses(parameters, context)):
            text = QCoreApplication.translate(
                "CentreAlgorithm",
                "The address of the data centre holds a password. Keep it in an authentication configuration of QGIS "
                "(authcfg) or in PGPASSFILE, and leave it out of the address.",
            )
            return False, text
        return super().checkParameterValues(parameters, context)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        # QGIS prepares in the GUI thread, where it may ask for its master password.
        try:
            for address in self.addresses(parameters, context):
                fetch_credentials(address)
                show_certificates(address)
        except EcoError as error:
            raise QgsProcessingException(translated(error)) from None
        return super().prepareAlgorithm(parameters, context, feedback)

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        if any(authcfg_of(address) for address in self.addresses(parameters, context)):
            use_auth_store()
        return super().processAlgorithm(parameters, context, feedback)

    @staticmethod
    def tell_rejects(feedback: QgsProcessingFeedback, reasons: Mapping[str, int]) -> None:
        """Say how many records were rejected for which reason; nothing where none was."""
        if reasons:
            counts = ", ".join(f"{reason_label(reason)} ({count})" for reason, count in reasons.items())
            text = QCoreApplication.translate(
                "CentreAlgorithm", "Rejected and kept in the quarantine of the data centre: {counts}."
            )
            feedback.pushWarning(text.format(counts=counts))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        address = self.address(parameters, context)
        if "://" in address or (Path(address) / "centre.toml").is_file():
            return ""
        text = QCoreApplication.translate(
            "CentreAlgorithm",
            "There is no data centre in “{folder}”. Choose the folder that holds a centre.toml, or make one with "
            "“Create data centre”.",
        )
        return text.format(folder=address)

    def problem_with_span(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """What is wrong with the span from START to END; empty where nothing is."""
        start = self.parameterAsDateTime(parameters, self.START, context)
        end = self.parameterAsDateTime(parameters, self.END, context)
        if end <= start:
            return self.tr("The end of the span is not after its beginning. Choose a later end.")
        return ""
