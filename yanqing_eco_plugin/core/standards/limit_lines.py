"""Limits of a property at a station, for the limit lines of charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from .alarms import alarm_threshold
from .editions import local_moment, positions_at
from .emissions import rule_limits, step_edges
from .kind_rules import KindRule, kind_rules
from .levels import LEVELS
from .noise_tables import noise_class_name, noise_limits
from .tables import cell_number, read_table
from .water import WATER_CLASSES, class_number, water_limits

__all__ = ["Limit", "air_limits", "limits"]

_AVERAGING = {"hour": ("1小时", "1 h"), "day": ("日均", "daily"), "year": ("年均", "annual")}


class Limit(NamedTuple):
    """One limit line: its labels, the value in the property's unit, and what it holds for.

    `averaging` is ``hour``, ``day``, ``year``, ``daytime`` and ``nighttime`` (noise), or ``sample``.
    """

    label_zh: str
    label_en: str
    value: float
    averaging: str


@cache
def _air_editions() -> Mapping[str, tuple[np.datetime64, tuple[Mapping[str, str], ...]]]:
    editions: dict[str, tuple[np.datetime64, tuple[Mapping[str, str], ...]]] = {}
    for row in sorted(read_table("air_limits"), key=lambda row: row["valid_from"]):
        start, rows = editions.get(row["edition"], (np.datetime64(row["valid_from"], "D"), ()))
        editions[row["edition"]] = (start, (*rows, row))
    return editions


def air_limits(prop: str, on: Any, air_class: object = "2", *, edition: str | None = None) -> dict[str, float]:
    """Limits of GB 3095 by averaging (``hour``, ``day``, ``year``), the property's unit; empty where it has none.

    Parameters
    ----------
    prop
        Observed property; ``o3_8h`` (``day``) is the daily maximum 8 h mean.
    on
        Local date, or instant with a time zone, that chooses the limits: 2012, 2026 (to 2030-12-31) or 2031.
    air_class
        ``1`` (parks, reserves) or ``2``; anything else counts as 2.
    edition
        Forces ``2012``, ``2026`` or ``2031`` whatever the date.
    """
    editions = _air_editions()
    starts = np.array([start for start, _ in editions.values()])
    in_force = int(positions_at(starts, np.asarray(local_moment(on))))
    name = edition if edition is not None and edition in editions else [*editions][in_force]
    column = "class_1" if str(air_class).strip().removesuffix(".0") == "1" else "class_2"
    return {
        row["averaging"]: cell_number(row, column, "air_limits") for row in editions[name][1] if row["property"] == prop
    }


def limits(
    prop: str,
    kind: str,
    on: Any,
    *,
    station: Mapping[str, Any] | None = None,
    utc_offset_hours: float = 8.0,
) -> list[Limit]:
    """Limits that hold for a property at a station of a kind.

    Parameters
    ----------
    prop
        Observed property.
    kind
        Kind of station; decides which standards apply (``resources/standards/kind_rules.csv``).
    on
        Date or instant that chooses the edition: local date, or UTC datetime.
    station
        What the station says of itself: ``noise_class, water_body, water_target, air_class, emission_rule``, as far as
        known; the defaults of the kind where it says nothing.
    utc_offset_hours
        Local time minus UTC, hours.

    Returns
    -------
    list of Limit
        Shortest averaging first; empty where no standard has a limit.
    """
    rule = kind_rules().get(kind)
    if rule is None:
        return []
    said = _said(rule, station or {})
    return list(_lines(prop, rule, said, local_moment(on, utc_offset_hours)))


def _said(rule: KindRule, station: Mapping[str, Any]) -> dict[str, str]:
    own = {name: station.get(name) for name in rule.defaults}
    return {
        name: usual if own[name] is None or pd.isna(own[name]) or own[name] == "" else str(own[name])
        for name, usual in rule.defaults.items()
    }


def _lines(prop: str, rule: KindRule, said: Mapping[str, str], when: np.datetime64) -> Iterator[Limit]:
    if "aqi" in rule.schemes:
        zone = "1" if said["air_class"] == "1" else "2"
        found = air_limits(prop, when, zone)
        for averaging in ("hour", "day", "year"):
            if averaging in found:
                zh, en = _AVERAGING[averaging]
                grade = "一级" if zone == "1" else "二级"
                yield Limit(f"{zh}限值（{grade}）", f"{en} limit, class {zone}", found[averaging], averaging)
    if "water" in rule.schemes:
        yield from _water(prop, said)
    if prop == "leq" and rule.noise_standard:
        zone = noise_class_name(said["noise_class"])
        pair = noise_limits()[rule.noise_standard].get(zone)
        for value, zh, en, averaging in zip(pair or (), ("昼间", "夜间"), ("Day", "Night"), ("daytime", "nighttime")):
            yield Limit(f"{zh}限值（{zone}类）", f"{en} limit, class {zone}", value, averaging)
    if prop == "negative_ions" and "negative_ions" in rule.schemes:
        for level, edge in zip(LEVELS["negative_ions"], step_edges("negative_ions")):
            yield Limit(f"{level.zh}下限", f"Lower edge of {level.en}", edge, "sample")
    if prop == "plate_cleanliness" and "fume" in rule.schemes:
        yield Limit("需清洗", "Clean-up due", alarm_threshold("plate"), "sample")
    one = rule_limits(said["emission_rule"], when).get(prop)
    if one is not None:
        if not np.isnan(one.minimum):
            yield Limit(f"{one.zh}下限", f"{one.en}, lower", one.minimum, one.averaging)
        yield Limit(f"{one.zh}限值", f"{one.en}, limit", one.at(when), one.averaging)


def _water(prop: str, said: Mapping[str, str]) -> Iterator[Limit]:
    number = class_number(said["water_target"])
    target = number if 1 <= number <= 5 else 3
    lake = said["water_body"] == "lake"
    for row in water_limits():
        if row.prop == prop and row.classed and (row.lakes if lake else row.rivers):
            name, lower = WATER_CLASSES[target - 1], row.sign < 0
            yield Limit(
                f"{name}类{'下限' if lower else '限值'}",
                f"Class {name} {'minimum' if lower else 'limit'}",
                float(row.limits[target - 1]),
                "sample",
            )
