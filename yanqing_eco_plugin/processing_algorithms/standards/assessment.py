"""What the algorithms have in common that judge each row of a table by a standard and add what they find."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..base import EcoAlgorithm
from ..feature_frames import cells, chunks, extended, fields_of
from ..feedback import FeedbackProgress
from .columns import PropertyColumn, concentrations, property_columns

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Assess", "AssessmentAlgorithm"]

# Takes the features of a chunk and their measurements, gives one row of findings for each.
Assess = Callable[[Sequence[QgsFeature], "pd.DataFrame"], "pd.DataFrame"]


class AssessmentAlgorithm(EcoAlgorithm):
    """INPUT with measurements → OUTPUT with the findings added; ROWS and ASSESSED count.

    Attributes
    ----------
    KIND
        Kind of station whose names the columns carry.
    PROPERTIES
        Properties the assessment can use.
    """

    INPUT, OUTPUT = "INPUT", "OUTPUT"
    ROWS, ASSESSED = "ROWS", "ASSESSED"
    GROUP = "standards"
    KIND = ""
    PROPERTIES: tuple[str, ...] = ()

    @abstractmethod
    def assessor(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        source: QgsProcessingFeatureSource,
    ) -> Assess:
        """The assessment with the parameters of this run."""

    def add_table(self, description: str, help_: str) -> None:
        """Declare INPUT."""
        types = [QgsProcessing.SourceType.TypeVector]
        self.add(QgsProcessingParameterFeatureSource(self.INPUT, description, types), help_)

    def add_findings(self, description: str, help_: str) -> None:
        """Declare OUTPUT and the counts."""
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, description), help_)
        rows = QCoreApplication.translate("AssessmentAlgorithm", "Number of rows")
        self.addOutput(QgsProcessingOutputNumber(self.ROWS, rows))
        assessed = QCoreApplication.translate("AssessmentAlgorithm", "Number of rows with a result")
        self.addOutput(QgsProcessingOutputNumber(self.ASSESSED, assessed))

    def columns(self, fields: QgsFields) -> dict[str, PropertyColumn]:
        """The fields the assessment uses."""
        return property_columns(fields, self.PROPERTIES, self.KIND)

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        source = self.parameterAsSource(parameters, self.INPUT, context)
        if source is None:
            return self.invalidSourceError(parameters, self.INPUT)
        return "" if self.columns(source.fields()) else self._no_column()

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        source = self.parameterAsSource(parameters, self.INPUT, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        columns = self.columns(source.fields())
        if not columns:
            raise QgsProcessingException(self._no_column())
        assess = self.assessor(parameters, context, feedback, source)
        findings = assess([], concentrations([], columns)[0])
        fields, renamed = extended(source.fields(), fields_of(findings))
        sink, where = self.parameterAsSink(
            parameters, self.OUTPUT, context, fields, source.wkbType(), source.sourceCrs()
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        self._tell_fields(feedback, columns, renamed)
        rows = assessed = unreadable = 0
        for features in chunks(source, progress):
            frame, texts = concentrations(features, columns)
            findings = assess(features, frame)
            for feature, found in zip(features, cells(findings)):
                feature.setFields(fields, False)
                feature.setAttributes(feature.attributes() + found)
            if not sink.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, self.OUTPUT))
            rows, unreadable = rows + len(features), unreadable + texts
            assessed += int(findings.iloc[:, 0].notna().sum())
        self._tell_counts(feedback, rows, assessed, unreadable)
        return {self.OUTPUT: where, self.ROWS: rows, self.ASSESSED: assessed}

    @staticmethod
    def _no_column() -> str:
        return QCoreApplication.translate(
            "AssessmentAlgorithm",
            "None of the fields holds a measurement that can be assessed. Name the fields as in the help, for "
            "example pm2_5 or ph.",
        )

    @staticmethod
    def _tell_fields(
        feedback: QgsProcessingFeedback, columns: dict[str, PropertyColumn], renamed: dict[str, str]
    ) -> None:
        used = QCoreApplication.translate("AssessmentAlgorithm", "Fields used: {fields}")
        feedback.pushInfo(used.format(fields=", ".join(f"{prop} ← {column.name}" for prop, column in columns.items())))
        moved = QCoreApplication.translate(
            "AssessmentAlgorithm", "The input's field “{old}” is named “{new}” in the output."
        )
        for old, new in renamed.items():
            feedback.pushInfo(moved.format(old=old, new=new))

    @staticmethod
    def _tell_counts(feedback: QgsProcessingFeedback, rows: int, assessed: int, unreadable: int) -> None:
        counts = QCoreApplication.translate("AssessmentAlgorithm", "{assessed} of {rows} rows have a result.")
        feedback.pushInfo(counts.format(assessed=assessed, rows=rows))
        if unreadable:
            text = QCoreApplication.translate(
                "AssessmentAlgorithm", "{count} cells hold text that is no number; they count as missing."
            )
            feedback.pushWarning(text.format(count=unreadable))
