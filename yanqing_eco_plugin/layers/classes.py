"""Where the standards cut the values of a property into levels: the classes of a legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ..core.standards import KINDS, PROPERTIES
from ..core.standards.air_tables import index_editions, index_starts
from ..core.standards.alarms import alarm_threshold
from ..core.standards.editions import positions_at
from ..core.standards.emissions import rule_limits
from ..core.standards.kind_rules import KindRule, kind_rules
from ..core.standards.levels import LEVELS, level_colour, level_label
from ..core.standards.noise_tables import noise_limits
from ..core.standards.tables import read_table
from ..core.standards.water import water_limits

__all__ = ["ValueClass", "schemes_of", "value_classes"]

# One way to judge a value: whether it must stay below (1) or above (-1) the limits of level 1, 2 … but the last.
_Judge = tuple[int, npt.NDArray[np.float64]]

# Schemes that judge rounded values (HJ 633 clause 4.2.6, HJ 640): a colour must not contradict the number beside it.
_ROUNDED = frozenset({"aqi", "noise"})


@dataclass(frozen=True)
class ValueClass:
    """Values of a property between two limits.

    Attributes
    ----------
    low, high
        Limits in the property's unit; None where the class is open.
    low_included, high_included
        Whether the limit itself belongs to the class.
    level
        Level of the class, 1 = best.
    name
        The level in words; empty where no standard names it.
    label, colour
        What the legend shows.
    decimals
        Digits to which the standard rounds a value before it is judged; None where it is taken as measured.
    """

    low: float | None
    high: float | None
    low_included: bool
    high_included: bool
    level: int
    name: str
    label: str
    colour: str
    decimals: int | None = None

    def condition(self, column: str) -> str:
        """QGIS expression that is true where the quoted `column` lies in the class."""
        value = column if self.decimals is None else f"round({column}, {self.decimals})"
        parts = []
        if self.low is not None:
            parts.append(f"{value} {'>=' if self.low_included else '>'} {self.low:.10g}")
        if self.high is not None:
            parts.append(f"{value} {'<=' if self.high_included else '<'} {self.high:.10g}")
        return " AND ".join(parts) or f"{value} IS NOT NULL"


def schemes_of(kind: str) -> tuple[str, ...]:
    """Schemes of levels that stations of `kind` are judged by, the usual one first; empty where nobody judges them."""
    rule = kind_rules().get(kind)
    return rule.schemes if rule is not None else ()


def value_classes(
    kind: str, prop: str, language: str = "zh", *, when: datetime | None = None, utc_offset_hours: float = 8.0
) -> tuple[ValueClass, ...]:
    """Classes of a property as the standards judge it at stations of `kind`, from low values to high ones.

    Where stations have limits of their own (noise zones, emission rules), the classes are those of the kind's usual
    ones, by day. Empty where no standard has a limit.

    Parameters
    ----------
    when
        Instant whose editions of the standards hold; default: now.
    utc_offset_hours
        Local time minus UTC, hours.
    """
    local = (when or datetime.now(UTC)).astimezone(timezone(timedelta(hours=utc_offset_hours)))
    # The instant ends an interval: midnight belongs to the day before (GB 3095).
    return _classes(kind, prop, language, (local - timedelta(microseconds=1)).date())


@lru_cache(maxsize=512)
def _classes(kind: str, prop: str, language: str, local_day: date) -> tuple[ValueClass, ...]:
    scheme, judges = _judges(kind, prop, np.datetime64(local_day))
    return _spans(scheme, judges, prop, language)


def _judges(kind: str, prop: str, day: np.datetime64) -> tuple[str, list[_Judge]]:
    rule = kind_rules().get(kind)
    upper = _index_limits(prop, day)
    if len(upper):
        return "aqi", [(1, upper)]
    if prop == "negative_ions":
        return prop, [_steps(prop)]
    if prop == "plate_cleanliness":
        return "fume", [(-1, np.array([alarm_threshold("plate")]))]
    if rule is None or prop not in KINDS[kind].properties:
        return "", []
    scheme = rule.schemes[0]
    if scheme == "water":
        lake = rule.defaults["water_body"] == "lake"
        rows = [row for row in water_limits() if row.prop == prop and (row.lakes if lake else row.rivers)]
        return scheme, [(row.sign, row.limits) for row in rows]
    if prop == "leq":
        return scheme, [(1, _noise_limits(scheme, rule))]
    limit = rule_limits(rule.defaults["emission_rule"], day).get(prop)
    if limit is None:
        return "", []
    if not np.isnan(limit.minimum):
        return "compliance", [(-1, np.array([limit.minimum])), (1, np.array([limit.at(day)]))]
    shares = scheme if scheme in ("effluent", "odour") else "compliance"
    sign, steps = _steps(shares)
    return shares, [(sign, steps * limit.at(day))]


def _index_limits(prop: str, day: np.datetime64) -> npt.NDArray[np.float64]:
    """Highest value of each level but the last of the hourly index, shape (k,); empty where it has no such property."""
    edition = list(index_editions().values())[int(positions_at(index_starts(), day))]
    scale = edition.scales["hour"].get(prop) or edition.scales["day"].get(prop)
    if scale is None:
        return np.empty(0)
    # The last two entries stand for "beyond the table" and "no value".
    levels = edition.level_of[scale.index[:-2]]
    last_of = np.searchsorted(levels, np.arange(1, edition.level_of.max()), side="right") - 1
    beyond = edition.level_of[scale.index[-2]]
    return last_of[: max(int(beyond) - 1, 0)] / scale.steps_per_unit


def _steps(scheme: str) -> _Judge:
    row = next(row for row in read_table("step_levels") if row["scheme"] == scheme)
    return (-1 if row["sense"] == "min" else 1), np.array(row["steps"].split(), dtype=float)


def _noise_limits(scheme: str, rule: KindRule) -> npt.NDArray[np.float64]:
    zone = rule.defaults["noise_class"]
    if scheme == "compliance":
        return np.array([noise_limits()[rule.noise_standard][zone][0]])
    for row in read_table("noise_levels"):
        if row["period"] == "day" and zone in row["classes"].split():
            return np.array([float(row[level]) for level in "1234"])
    return np.empty(0)


def _spans(scheme: str, judges: Sequence[_Judge], prop: str, language: str) -> tuple[ValueClass, ...]:
    cuts = sorted({(float(limit), sign) for sign, limits in judges for limit in limits})
    if not cuts:
        return ()
    edges = [None, *cuts, None]
    middles = [cuts[0][0] - 1.0, *((a[0] + b[0]) / 2 for a, b in pairwise(cuts)), cuts[-1][0] + 1.0]
    decimals, unit = PROPERTIES[prop].decimals, PROPERTIES[prop].unit
    classes: list[ValueClass] = []
    for low, high, middle in zip(edges, edges[1:], middles):
        level = max(int(np.searchsorted(sign * limits, sign * middle, side="left")) + 1 for sign, limits in judges)
        level = min(level, len(LEVELS[scheme]))
        name = level_label(scheme, level, language)
        classes.append(
            ValueClass(
                low=low[0] if low else None,
                high=high[0] if high else None,
                # A limit that must not be passed upwards belongs to the values below it, and the other way round.
                low_included=bool(low) and low[1] < 0,
                high_included=bool(high) and high[1] > 0,
                level=level,
                name=name,
                label=f"{name}  {_span_text(low, high, decimals)} {unit}".rstrip(),
                colour=level_colour(scheme, level),
                decimals=decimals if scheme in _ROUNDED else None,
            )
        )
    return tuple(classes)


def _span_text(low: tuple[float, int] | None, high: tuple[float, int] | None, decimals: int) -> str:
    if low is None and high is not None:
        return f"{'≤' if high[1] > 0 else '<'} {_short(high[0], decimals)}"
    if high is None and low is not None:
        return f"{'≥' if low[1] < 0 else '>'} {_short(low[0], decimals)}"
    return "–".join(_short(bound[0], decimals) for bound in (low, high) if bound is not None)


def _short(number: float, decimals: int) -> str:
    text = f"{number:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
