"""Puts a draft of inspection grids into force."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterString,
)

from ...core.progress import portion
from ..feedback import FeedbackProgress
from .plan_algorithm import PlanAlgorithm
from .sentences import said

if TYPE_CHECKING:
    from ...core.supervision import Finding

__all__ = ["PublishPlan"]


class PublishPlan(PlanAlgorithm):
    """Checks a draft, freezes it with persons, sources and a checksum, and ends the plan it takes the place of."""

    ID = "publishplan"
    EFFECTIVE, REASON, BY, REPLACES = "EFFECTIVE", "REASON", "BY", "REPLACES"
    CHECKSUM, COUNT = "CHECKSUM", "COUNT"

    def displayName(self) -> str:
        return self.tr("Publish plan of inspection grids")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_plan(optional=False)
        self.add(
            QgsProcessingParameterDateTime(
                self.EFFECTIVE, self.tr("Effective from"), QgsProcessingParameterDateTime.Type.Date
            ),
            self.tr("First day on which the plan is in force; the plan before ends with the day before."),
        )
        self.add(
            QgsProcessingParameterString(self.REASON, self.tr("Reason")),
            self.tr("Why the grids are changed; kept in the publish log for ever."),
        )
        self.add(
            QgsProcessingParameterString(self.BY, self.tr("Published by")),
            self.tr("Person or office that publishes; kept in the publish log for ever."),
        )
        self.add(
            QgsProcessingParameterString(self.REPLACES, self.tr("Replaces plan"), "", optional=True),
            self.tr("Only where the draft was copied from another plan than the one in force: the id of the latter."),
            advanced=True,
        )
        self.addOutput(QgsProcessingOutputString(self.CHECKSUM, self.tr("Checksum (SHA-256)")))
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, self.tr("Number of findings")))
        self.add_centre_output()

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.data_centre import open_centre
        from .plan_store import publish_stored

        findings: list[Finding] = []

        def tell(finding: Finding) -> None:
            findings.append(finding)
            if len(findings) <= 100:
                feedback.pushWarning(said(finding.remark))

        day = self.parameterAsDateTime(parameters, self.EFFECTIVE, context).date()
        with open_centre(self.address(parameters, context)) as centre:
            checksum = publish_stored(
                centre,
                self.parameterAsString(parameters, self.PLAN, context).strip(),
                effective_from=date(day.year(), day.month(), day.day()),
                reason=self.parameterAsString(parameters, self.REASON, context),
                by=self.parameterAsString(parameters, self.BY, context),
                replaces=self.parameterAsString(parameters, self.REPLACES, context).strip(),
                tell=tell,
                progress=portion(progress, 0.0, 0.9),
            )
            address = centre.address
        return {self.CHECKSUM: checksum, self.COUNT: len(findings), self.CENTRE: address}
