"""What the records say of the network itself: whether devices report, and whether their sensors can be believed."""

from .drift import sensor_drift
from .quality import QUALITY_COLUMNS, sensor_days, sensor_quality
from .quality_rules import QUALITY_RULES, QualityRule

__all__ = ["QUALITY_COLUMNS", "QUALITY_RULES", "QualityRule", "sensor_days", "sensor_drift", "sensor_quality"]
