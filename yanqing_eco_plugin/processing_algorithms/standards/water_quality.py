"""Class of surface water of each row of a table, by GB 3838."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeature,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingParameterField,
)

from ..feature_frames import values
from .assessment import Assess, AssessmentAlgorithm

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["WaterQuality"]

LAKE_WORDS = ("lake", "reservoir", "湖泊", "湖", "水库", "湖库", "湖泊水库")


class WaterQuality(AssessmentAlgorithm):
    """Adds the class I … V, 劣V and the factors that decide it."""

    ID = "waterquality"
    KIND = "water"
    PROPERTIES = (
        "ph",
        "dissolved_oxygen",
        "permanganate_index",
        "codcr",
        "bod5",
        "ammonia_nitrogen",
        "total_phosphorus",
    )
    BODY, BODY_FIELD, TARGET = "BODY", "BODY_FIELD", "TARGET"

    def displayName(self) -> str:
        return self.tr("Class of surface water")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_table(
            self.tr("Table with water samples"),
            self.tr(
                "Layer or table with one row for each sample. Fields: ph, dissolved_oxygen, permanganate_index, "
                "codcr, bod5, "
                "ammonia_nitrogen, total_phosphorus in mg/L; spellings such as 氨氮(mg/L) are recognised."
            ),
        )
        self.add_choice(
            self.BODY,
            self.tr("Kind of water"),
            {"river": self.tr("River"), "lake": self.tr("Lake or reservoir")},
            self.tr("Lakes and reservoirs have stricter limits of total phosphorus."),
            default="river",
        )
        self.add(
            QgsProcessingParameterField(
                self.BODY_FIELD, self.tr("Field with the kind of water"), None, self.INPUT, optional=True
            ),
            self.tr(
                "Text field that says lake (or 湖库, 水库) where the limits of lakes hold; all other rows follow the "
                "choice above."
            ),
            advanced=True,
        )
        self.add_choice(
            self.TARGET,
            self.tr("Target class"),
            {"I": "I", "II": "II", "III": "III", "IV": "IV", "V": "V"},
            self.tr("Class the water should reach; wq_times_over is measured against it."),
            default="III",
            advanced=True,
        )
        self.add_findings(
            self.tr("Class of surface water"),
            self.tr(
                "The input with the fields wq_class (I … V, 劣V), wq_factors (what decides the class) and "
                "wq_times_over (how many times "
                "over the target the worst factor is)."
            ),
        )

    def assessor(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        source: QgsProcessingFeatureSource,
    ) -> Assess:
        import pandas as pd

        from ...core.standards import water_class

        usual = self.required_choice(parameters, self.BODY, context)
        target = self.required_choice(parameters, self.TARGET, context)
        named = self.parameterAsString(parameters, self.BODY_FIELD, context)
        column = source.fields().lookupField(named) if named else -1

        def assess(features: Sequence[QgsFeature], frame: pd.DataFrame) -> pd.DataFrame:
            body: Any = usual
            if column >= 0:
                said = [str(value or "").strip().lower() for value in values(features, column)]
                body = pd.Series(["lake" if word in LAKE_WORDS else usual for word in said], frame.index, dtype=object)
            return water_class(frame, body=body, target=target).add_prefix("wq_")

        return assess
