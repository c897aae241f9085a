"""Limits of emissions, fume and odour, and levels that are cut at fixed values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from .tables import cell_number, read_table

__all__ = ["EmissionLimit", "emission_limits", "limit_share", "rule_limits", "step_edges", "step_level"]


@dataclass(frozen=True)
class EmissionLimit:
    """Limit of one property under one rule, in the property's unit; `minimum` is NaN unless the rule gives a range."""

    rule: str
    zh: str
    en: str
    prop: str
    valid_from: np.datetime64
    valid_to: np.datetime64
    minimum: float
    limit: float
    winter_limit: float
    winter_months: frozenset[int]
    averaging: str

    def at(self, when: np.datetime64) -> float:
        """The limit on a local date; NaN where the rule is not in force."""
        day = when.astype("datetime64[D]")
        if day < self.valid_from or day > self.valid_to:
            return np.nan
        return self.winter_limit if int(str(day)[5:7]) in self.winter_months else self.limit


@cache
def emission_limits() -> Mapping[str, tuple[EmissionLimit, ...]]:
    """Limits of ``resources/standards/emission_limits.csv`` by rule. Raises `InputError` for a broken cell."""
    rules: dict[str, tuple[EmissionLimit, ...]] = {}
    for row in read_table("emission_limits"):
        minimum, limit, winter = (
            cell_number(row, column, "emission_limits") for column in ("minimum", "limit", "winter_limit")
        )
        one = EmissionLimit(
            rule=row["rule"],
            zh=row["zh"],
            en=row["en"],
            prop=row["property"],
            valid_from=np.datetime64(row["valid_from"] or "1900-01-01", "D"),
            valid_to=np.datetime64(row["valid_to"] or "2999-12-31", "D"),
            minimum=minimum,
            limit=limit,
            winter_limit=limit if np.isnan(winter) else winter,
            winter_months=frozenset(int(month) for month in row["winter_months"].split()),
            averaging=row["averaging"],
        )
        rules[one.rule] = (*rules.get(one.rule, ()), one)
    return rules


def rule_limits(rules: str, when: np.datetime64) -> dict[str, EmissionLimit]:
    """Limits in force by property under one or several rules (space between); of two for one property the stricter."""
    found: dict[str, EmissionLimit] = {}
    for one in _of(rules.lower().split()):
        value = one.at(when)
        if not np.isnan(value) and (one.prop not in found or value < found[one.prop].at(when)):
            found[one.prop] = one
    return found


def _of(rules: Iterable[str]) -> Iterable[EmissionLimit]:
    for rule in rules:
        yield from emission_limits().get(rule, ())


def limit_share(values: npt.NDArray[np.float64], limit: EmissionLimit, when: np.datetime64) -> npt.NDArray[np.float64]:
    """Value divided by its limit, NaN where there is no value.

    Under a range (pH) the share is 0 inside and the smallest number above 1 outside, for there is no "share of pH".
    """
    usable = np.where((values >= 0) & np.isfinite(values), values, np.nan)
    bound = limit.at(when)
    if np.isnan(limit.minimum):
        return usable / bound
    outside = np.where((usable < limit.minimum) | (usable > bound), np.nextafter(1.0, 2.0), 0.0)
    return np.where(np.isnan(usable), np.nan, outside)


@cache
def _steps() -> Mapping[str, tuple[int, npt.NDArray[np.float64]]]:
    return {
        row["scheme"]: (-1 if row["sense"] == "min" else 1, np.array(row["steps"].split(), dtype=float))
        for row in read_table("step_levels")
    }


def step_edges(scheme: str) -> tuple[float, ...]:
    """Values a scheme is cut at (``step_levels.csv``), from the best level to the worst."""
    return tuple(float(step) for step in _steps()[scheme][1])


def step_level(scheme: str, values: npt.NDArray[np.float64]) -> npt.NDArray[np.int8]:
    """Level of each value in a scheme that is cut at fixed values (``step_levels.csv``).

    Parameters
    ----------
    scheme
        ``effluent``, ``odour``, ``compliance`` (value = share of the limit) or ``negative_ions`` (per cm³).
    values
        Shape (n,); NaN where there is none.

    Returns
    -------
    ndarray of int8, shape (n,)
        1 = best; 0 where there is no value.
    """
    sign, steps = _steps()[scheme]
    levels = np.searchsorted(sign * steps, sign * values, side="left") + 1
    return np.where(np.isnan(values) | (values < 0), 0, levels).astype(np.int8)
