"""Air quality index of each row of a table, by HJ 633."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeature,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingParameterField,
)

from ..feature_frames import values
from ..moments import python_time
from .assessment import Assess, AssessmentAlgorithm

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["AirQualityIndex"]

# Fields that hold the time of a row in the plugin's own outputs and in common exports.
TIME_NAMES = ("time", "period_start", "newest", "datetime", "date", "时间", "监测时间", "日期")


class AirQualityIndex(AssessmentAlgorithm):
    """Adds AQI, level, category, primary pollutants and individual indices."""

    ID = "airqualityindex"
    KIND = "air"
    PROPERTIES = ("so2", "no2", "co", "o3", "o3_8h", "pm10", "pm2_5")
    AVERAGING, EDITION, TIME_FIELD, PUBLISH = "AVERAGING", "EDITION", "TIME_FIELD", "PUBLISH"

    def displayName(self) -> str:
        return self.tr("Air quality index (AQI)")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_table(
            self.tr("Table with concentrations"),
            self.tr(
                "Layer or table with one row for each station and time. Fields: so2, no2, co, o3, o3_8h, pm10, pm2_5 "
                "in µg/m³ (CO in mg/m³); "
                "spellings such as PM2.5 or 二氧化硫(µg/m³) are recognised."
            ),
        )
        self.add_choice(
            self.AVERAGING,
            self.tr("Averaging time"),
            {"hour": self.tr("1-hour means"), "day": self.tr("Daily means, ozone 8-hour maximum")},
            self.tr("What the concentrations are means of: hour uses o3, day uses o3_8h."),
            default="hour",
        )
        self.add_choice(
            self.EDITION,
            self.tr("Edition of HJ 633"),
            {
                "auto": self.tr("By the date of the data"),
                "2012": self.tr("HJ 633-2012"),
                "2026": self.tr("HJ 633-2026 (in force from 2026-03-01)"),
            },
            self.tr(
                "Force one edition to compare years under one rule; auto takes the one in force when the row was "
                "measured."
            ),
            default="auto",
        )
        self.add(
            QgsProcessingParameterField(
                self.TIME_FIELD, self.tr("Field with the time"), None, self.INPUT, optional=True
            ),
            self.tr(
                "Chooses the edition row by row where it is auto. Empty: a field named time, period_start, newest, "
                "datetime, date or 时间 "
                "is taken; without one, today's edition."
            ),
            advanced=True,
        )
        self.add_choice(
            self.PUBLISH,
            self.tr("Incomplete rows"),
            {
                "rule": self.tr("No AQI up to 100, as the standard says"),
                "available": self.tr("AQI of what there is"),
            },
            self.tr(
                "What to do where a pollutant that has a field lacks its value. The standard publishes such an AQI "
                "only above 100."
            ),
            default="rule",
            advanced=True,
        )
        self.add_findings(
            self.tr("Air quality index"),
            self.tr("The input with the fields aqi, level (1–6), category, primary and iaqi_<pollutant>."),
        )

    def assessor(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        source: QgsProcessingFeatureSource,
    ) -> Assess:
        from ...core.standards import air_quality_index

        averaging = self.required_choice(parameters, self.AVERAGING, context)
        chosen = self.required_choice(parameters, self.EDITION, context)
        publish = self.required_choice(parameters, self.PUBLISH, context)
        edition = None if chosen == "auto" else chosen
        column = self._time_column(parameters, context, source.fields()) if edition is None else -1
        if edition is None:
            self._tell_time(feedback, source.fields(), column)

        def assess(features: Sequence[QgsFeature], frame: pd.DataFrame) -> pd.DataFrame:
            on = [python_time(value) for value in values(features, column)] if column >= 0 else date.today()
            return air_quality_index(frame, averaging=averaging, on=on, edition=edition, publish=publish)

        return assess

    def _time_column(self, parameters: dict[str, Any], context: QgsProcessingContext, fields: QgsFields) -> int:
        named = self.parameterAsString(parameters, self.TIME_FIELD, context)
        return next((fields.lookupField(name) for name in (named, *TIME_NAMES) if fields.lookupField(name) >= 0), -1)

    def _tell_time(self, feedback: QgsProcessingFeedback, fields: QgsFields, column: int) -> None:
        if column >= 0:
            text = self.tr("The edition is chosen by the field “{field}”.")
            feedback.pushInfo(text.format(field=fields.at(column).name()))
        else:
            feedback.pushWarning(self.tr("The table has no field with a time; today's edition is used."))
