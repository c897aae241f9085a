"""What the records say of the network itself: whether devices report, and whether their sensors can be believed."""

from .drift import (
    DRIFT_COLUMNS,
    DRIFT_DAY_COLUMNS,
    DRIFT_WINDOW_DAYS,
    compared_properties,
    daily_ratios,
    drift_days,
    drift_of,
    hourly_levels,
    sensor_drift,
)
from .quality import DAY_COLUMNS, QUALITY_COLUMNS, sensor_days, sensor_quality, sensor_tables
from .quality_rules import QUALITY_RULES, REPORTING_RULES, QualityRule, ReportingRule

__all__ = [
    "DAY_COLUMNS",
    "DRIFT_COLUMNS",
    "DRIFT_DAY_COLUMNS",
    "DRIFT_WINDOW_DAYS",
    "QUALITY_COLUMNS",
    "QUALITY_RULES",
    "REPORTING_RULES",
    "QualityRule",
    "ReportingRule",
    "compared_properties",
    "daily_ratios",
    "drift_days",
    "drift_of",
    "hourly_levels",
    "sensor_days",
    "sensor_drift",
    "sensor_quality",
    "sensor_tables",
]
