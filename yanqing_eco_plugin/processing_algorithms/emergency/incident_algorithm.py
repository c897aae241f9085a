"""What the algorithms on one incident have in common."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterString
from qgis.PyQt.QtCore import QCoreApplication

from ...layers.language import current_language
from ..centre_algorithm import CentreAlgorithm

__all__ = ["IncidentAlgorithm"]


class IncidentAlgorithm(CentreAlgorithm):
    """An algorithm with the parameter INCIDENT and the language of what it prints."""

    INCIDENT, LANGUAGE = "INCIDENT", "LANGUAGE"

    def add_incident(self) -> None:
        """Declare CENTRE, INCIDENT and LANGUAGE."""
        self.add_centre()
        self.add(
            QgsProcessingParameterString(self.INCIDENT, QCoreApplication.translate("IncidentAlgorithm", "Incident")),
            QCoreApplication.translate("IncidentAlgorithm", "Its id, as in the table “incident” of the data centre."),
        )
        self.add_choice(
            self.LANGUAGE,
            QCoreApplication.translate("IncidentAlgorithm", "Language"),
            {"zh": "中文", "en": "English"},
            QCoreApplication.translate("IncidentAlgorithm", "Of what is printed. Nothing chosen: that of QGIS."),
            optional=True,
            advanced=True,
        )

    def language(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """``zh`` or ``en``."""
        return self.choice(parameters, self.LANGUAGE, context) or current_language()
