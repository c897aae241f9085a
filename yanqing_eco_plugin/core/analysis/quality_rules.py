"""When a sensor is taken for stuck or drifting, and what a network has to report: two tables of the standards."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..standards.tables import cell_numbers, read_table

__all__ = ["QUALITY_RULES", "REPORTING_RULES", "QualityRule", "ReportingRule"]


@dataclass(frozen=True)
class QualityRule:
    """Limits of one observed property; infinite where there is none.

    Attributes
    ----------
    constant_s
        How long a sensor may show the same value, seconds.
    floor
        Up to this value, in the property's unit, a constant value is nothing unusual.
    drift_factor
        How much the ratio to the neighbours may change, as a factor above 1.
    """

    constant_s: float = math.inf
    floor: float = -math.inf
    drift_factor: float = math.inf


def _load() -> Mapping[str, QualityRule]:
    rules = {}
    for row in read_table("quality_rules"):
        hours, floor, factor = cell_numbers(row, ("constant_hours", "floor", "drift_factor"), "quality_rules")
        rules[row["property"]] = QualityRule(
            math.inf if math.isnan(hours) else hours * 3600,
            -math.inf if math.isnan(floor) else floor,
            math.inf if math.isnan(factor) else factor,
        )
    return MappingProxyType(rules)


QUALITY_RULES: Mapping[str, QualityRule] = _load()


@dataclass(frozen=True)
class ReportingRule:
    """What the devices of one kind have to report.

    Attributes
    ----------
    online_rate
        Least share of the records due, 0–1.
    gap_s
        From which time without a record on a gap is a long one, seconds.
    delay_s
        Largest mean delay of a station's records, seconds.
    """

    online_rate: float
    gap_s: float
    delay_s: float


def _load_reporting() -> Mapping[str, ReportingRule]:
    rules = {}
    for row in read_table("reporting_rules"):
        rate, hours, minutes = cell_numbers(row, ("online_rate", "gap_hours", "delay_minutes"), "reporting_rules")
        rules[row["kind"]] = ReportingRule(rate, hours * 3600, minutes * 60)
    return MappingProxyType(rules)


REPORTING_RULES: Mapping[str, ReportingRule] = _load_reporting()
