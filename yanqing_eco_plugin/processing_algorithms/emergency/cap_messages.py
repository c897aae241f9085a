"""Warnings as Common Alerting Protocol 1.2: out of areas, and back into areas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..base import EcoAlgorithm
from ..feedback import FeedbackProgress
from ..layer_frames import read_layer, write_layer

__all__ = ["ExportCap", "ImportCap"]

_WORDS = {
    "STATUS": ("Actual", "Exercise", "System", "Test", "Draft"),
    "URGENCY": ("Immediate", "Expected", "Future", "Past", "Unknown"),
    "SEVERITY": ("Extreme", "Severe", "Moderate", "Minor", "Unknown"),
    "CERTAINTY": ("Observed", "Likely", "Possible", "Unlikely", "Unknown"),
}
_FIRST = {"STATUS": "Exercise", "URGENCY": "Immediate", "SEVERITY": "Moderate", "CERTAINTY": "Likely"}


class ExportCap(EcoAlgorithm):
    """Writes the areas of a layer as a warning that other systems read."""

    ID = "exportcap"
    GROUP = "emergency"
    INPUT, SENDER, EVENT, HEADLINE, DESCRIPTION = "INPUT", "SENDER", "EVENT", "HEADLINE", "DESCRIPTION"
    HOURS, OUTPUT, IDENTIFIER = "HOURS", "OUTPUT", "IDENTIFIER"

    def displayName(self) -> str:
        return self.tr("Export warning (CAP 1.2)")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, self.tr("Areas"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            self.tr("Polygons that are warned; holes are filled, since the protocol knows none."),
        )
        for name, description, default, help_ in (
            (
                self.SENDER,
                self.tr("Sender"),
                "",
                self.tr("One word that stands for who warns, e.g. eco.district.example."),
            ),
            (self.EVENT, self.tr("Event"), "", self.tr("What it is about, e.g. 有毒气体泄漏.")),
            (self.HEADLINE, self.tr("Headline"), "", self.tr("One sentence for the public.")),
            (self.DESCRIPTION, self.tr("Description"), "", self.tr("What is known.")),
        ):
            optional = name in (self.HEADLINE, self.DESCRIPTION)
            self.add(QgsProcessingParameterString(name, description, default or None, False, optional), help_)
        for name, words in _WORDS.items():
            options = {word: word for word in words}
            self.add_choice(name, name.capitalize(), options, self.tr("A word of the standard."), default=_FIRST[name])
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, self.tr("Warning"), self.tr("CAP message (*.xml)")),
            self.tr("The message as an XML file."),
        )
        self.addOutput(QgsProcessingOutputString(self.IDENTIFIER, self.tr("Identifier of the message")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        import uuid
        from datetime import UTC, datetime

        import shapely

        from ...core.emergency import CapAlert, CapInfo, cap_area, write_cap

        frame = read_layer(self.parameterAsSource(parameters, self.INPUT, context), progress).to_crs(4326)
        shape = shapely.union_all([each for each in frame.geometry if each is not None])
        texts = {
            name: self.parameterAsString(parameters, name, context).strip()
            for name in (self.SENDER, self.EVENT, self.HEADLINE, self.DESCRIPTION)
        }
        words = {name: self.required_choice(parameters, name, context) for name in _WORDS}
        info = CapInfo(
            category=("Env",),
            event=texts[self.EVENT],
            urgency=words["URGENCY"],
            severity=words["SEVERITY"],
            certainty=words["CERTAINTY"],
            headline=texts[self.HEADLINE],
            description=texts[self.DESCRIPTION],
            areas=(cap_area(texts[self.EVENT], shape),),
        )
        identifier = str(uuid.uuid4())
        sent = datetime.now(UTC).replace(microsecond=0)
        alert = CapAlert(identifier, texts[self.SENDER], sent, words["STATUS"], "Alert", "Public", infos=(info,))
        where = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        try:
            Path(where).write_bytes(write_cap(alert))
        except OSError as error:
            text = self.tr("The file {path} cannot be written. Choose a folder you may write to.")
            raise QgsProcessingException(text.format(path=where)) from error
        return {self.OUTPUT: where, self.IDENTIFIER: identifier}


class ImportCap(EcoAlgorithm):
    """Reads a warning from outside, without entities and without guessing, into areas."""

    ID = "importcap"
    GROUP = "emergency"
    INPUT, OUTPUT, AREAS, IDENTIFIER = "INPUT", "OUTPUT", "AREAS", "IDENTIFIER"

    def displayName(self) -> str:
        return self.tr("Import warning (CAP 1.2)")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterFile(self.INPUT, self.tr("CAP message"), extension="xml"),
            self.tr("A CAP 1.2 or 1.1 message. Who sent it has to be known otherwise: signatures are not checked."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Warned areas"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            self.tr("Polygons and circles (WGS-84) with event, headline, urgency, severity, certainty and times."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.AREAS, self.tr("Number of areas")))
        self.addOutput(QgsProcessingOutputString(self.IDENTIFIER, self.tr("Identifier of the message")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        path = self.parameterAsFile(parameters, self.INPUT, context)
        if Path(path).is_file():
            return ""
        return self.tr("There is no file “{path}”. Choose the file with the message.").format(path=path)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.emergency import read_cap
        from ...core.emergency.cap_frames import warned_areas

        alert = read_cap(Path(self.parameterAsFile(parameters, self.INPUT, context)).read_bytes())
        if alert.status != "Actual":
            feedback.pushWarning(self.tr("This message is no real warning: {status}.").format(status=alert.status))
        areas = warned_areas(alert)
        where = write_layer(self, self.OUTPUT, parameters, context, areas, progress)
        return {self.OUTPUT: where, self.AREAS: len(areas), self.IDENTIFIER: alert.identifier}
