"""Copies one data centre into another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtCore import QDateTime

from ..centre_algorithm import CentreAlgorithm
from ..feedback import FeedbackProgress
from ..moments import instant

__all__ = ["CopyDataCentre"]


class CopyDataCentre(CentreAlgorithm):
    """Copies a data centre, whole or by time, between folder and database, verified month by month."""

    ID = "copydatacentre"
    GROUP = "data_centre"
    SOURCE, TARGET = "SOURCE", "TARGET"
    COUNT, COPIED, MERGED, FEATURES, FIXES = "COUNT", "COPIED", "MERGED", "FEATURES", "FIXES"

    def displayName(self) -> str:
        return self.tr("Copy data centre")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        folder = QgsProcessingParameterFile.Behavior.Folder
        self.add(
            QgsProcessingParameterFile(self.SOURCE, self.tr("Source"), folder),
            self.tr("Folder of a data centre, or the address of a shared one (postgresql://…). It is only read."),
        )
        self.add(
            QgsProcessingParameterFile(self.TARGET, self.tr("Target"), folder),
            self.tr(
                "Folder or address of another data centre of the same district. What it holds under other keys stays; under "
                "the same keys the source wins."
            ),
        )
        kind = QgsProcessingParameterDateTime.Type.DateTime
        self.add(
            QgsProcessingParameterDateTime(self.START, self.tr("After"), kind, None, True),
            self.tr("Only observations and positions after this moment, on the clock of the district."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterDateTime(self.END, self.tr("Until"), kind, None, True),
            self.tr("Only observations and positions up to this moment, on the clock of the district."),
            advanced=True,
        )
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, self.tr("Observations in both, verified")))
        self.addOutput(QgsProcessingOutputNumber(self.COPIED, self.tr("Months copied")))
        self.addOutput(QgsProcessingOutputNumber(self.MERGED, self.tr("Months merged with other observations")))
        self.addOutput(QgsProcessingOutputNumber(self.FEATURES, self.tr("Rows of forms written")))
        self.addOutput(QgsProcessingOutputNumber(self.FIXES, self.tr("Positions added")))
        self.addOutput(QgsProcessingOutputFolder(self.TARGET, self.tr("Target")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        for name in (self.SOURCE, self.TARGET):
            problem = super().problem_with({**parameters, self.CENTRE: parameters.get(name)}, context)
            if problem:
                return problem
        return ""

    def address(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        # CENTRE is what the base class looks at; here it stands for one of the two.
        typed = str(parameters.get(self.CENTRE) or "").strip()
        return typed if "://" in typed else str(Path(typed).expanduser())

    def addresses(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[str]:
        return [self.address({self.CENTRE: parameters.get(name)}, context) for name in (self.SOURCE, self.TARGET)]

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.data_centre import open_centre
        from ...core.data_centre.copying import copy_centre

        places = self.addresses(parameters, context)
        moments = [self.parameterAsDateTime(parameters, name, context) for name in (self.START, self.END)]
        with open_centre(places[0], writable=False) as source, open_centre(places[1]) as target:
            start, end = (self._instant(moment, source.district.utc_offset_hours) for moment in moments)
            if start is not None and end is not None and end <= start:
                raise QgsProcessingException(
                    self.tr("The end of the span is not after its beginning. Choose a later end.")
                )
            report = copy_centre(source, target, start=start, end=end, progress=progress)
        for month in report.months:
            year, number = month.month
            feedback.pushInfo(f"{year}-{number:02}: {month.rows:,} ({month.how}, {month.checksum})")
        hows = [month.how for month in report.months]
        return {
            self.COUNT: report.rows,
            self.COPIED: hows.count("copied"),
            self.MERGED: hows.count("merged"),
            self.FEATURES: sum(report.features.values()),
            self.FIXES: report.fixes,
            self.TARGET: places[1],
        }

    @staticmethod
    def _instant(moment: QDateTime, utc_offset_hours: float) -> Any:
        return instant(moment, utc_offset_hours) if moment.isValid() else None
