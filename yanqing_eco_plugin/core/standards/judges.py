"""The judges: how the newest values of like stations become a level, a main pollutant and alarms, scheme by scheme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from .air_arrays import index_arrays
from .air_tables import index_editions, index_starts
from .alarms import alarm_threshold
from .editions import positions_at
from .emissions import limit_share, rule_limits, step_level
from .kind_rules import KindRule
from .kinds import KINDS
from .name_sets import joined_where
from .noise_tables import is_day, noise_class_name, noise_level, noise_limits
from .water import class_number, water_arrays, water_limits

__all__ = ["JUDGES", "Batch", "Judgement"]

Column = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Batch:
    """Stations of one kind, n rows.

    Attributes
    ----------
    rule
        How the kind is judged.
    values
        Values by property, float64 (n,), NaN where missing.
    times
        Local time of the values, datetime64 (n,); not NaT.
    said
        What each station says of itself, or the default of its kind: text (n,) by ``noise_class``, ``water_body`` …
    """

    rule: KindRule
    values: Mapping[str, Column]
    times: npt.NDArray[np.datetime64]
    said: Mapping[str, npt.NDArray[np.object_]]

    def __len__(self) -> int:
        return len(self.times)

    def groups(self, name: str) -> Iterator[tuple[str, npt.NDArray[np.bool_]]]:
        """Each different text of one thing stations say, with the rows that say it."""
        for text in dict.fromkeys(self.said[name]):
            yield str(text), self.said[name] == text


@dataclass
class Judgement:
    """What a judge found for a batch: `level` 0 and `index` −1 stand for none; `alarms` holds rows by code."""

    index: npt.NDArray[np.int16]
    level: npt.NDArray[np.int8]
    primary: npt.NDArray[np.object_]
    alarms: dict[str, npt.NDArray[np.bool_]] = field(default_factory=dict)

    @classmethod
    def empty(cls, size: int) -> Judgement:
        """Nothing said about any row."""
        return cls(np.full(size, -1, np.int16), np.zeros(size, np.int8), np.full(size, "", dtype=object))

    def alarm(self, code: str, rows: npt.NDArray[np.bool_]) -> None:
        """Raise an alarm for the rows that are set."""
        if rows.any():
            self.alarms[code] = self.alarms[code] | rows if code in self.alarms else rows


def judge_air(batch: Batch) -> Judgement:
    """Hourly air quality index (HJ 633); primary pollutants are alarms above the threshold of the air zone."""
    found = Judgement.empty(len(batch))
    editions = list(index_editions().values())
    in_force = positions_at(index_starts(), batch.times)
    measured = KINDS[batch.rule.kind].properties
    thresholds = np.full(len(batch), alarm_threshold("aqi"))
    for zone, rows in batch.groups("air_class"):
        thresholds[rows] = alarm_threshold("aqi", zone)
    for position in np.unique(in_force):
        edition, at = editions[position], np.flatnonzero(in_force == position)
        columns = {
            name: batch.values[name][at] for name in edition.scales["hour"] if name in batch.values and name in measured
        }
        if not columns:
            continue
        required = dict.fromkeys(columns, batch.rule.publish == "rule")
        arrays = index_arrays(columns, edition, "hour", required)
        found.index[at], found.level[at] = arrays.index, arrays.level
        flags = (arrays.primary >> np.arange(len(arrays.properties), dtype=np.int16)[:, None] & 1).astype(bool)
        found.primary[at] = joined_where(arrays.properties, flags)
        loud = arrays.index > thresholds[at]
        for name, primary in zip(arrays.properties, flags):
            alarmed = np.zeros(len(batch), dtype=bool)
            alarmed[at] = primary & loud
            found.alarm(f"exceedance:{name}", alarmed)
    return found


def judge_water(batch: Batch) -> Judgement:
    """Class of water (GB 3838); factors worse than the target class are alarms."""
    found = Judgement.empty(len(batch))
    goals = np.zeros(len(batch), dtype=np.intp)
    usual = class_number(batch.rule.defaults["water_target"])
    for text, rows in batch.groups("water_target"):
        number = class_number(text)
        goals[rows] = number if 1 <= number <= 5 else usual
    columns = {row.prop: batch.values[row.prop] for row in water_limits() if row.prop in batch.values}
    arrays = water_arrays(columns, batch.said["water_body"] == "lake", goals)
    found.level = arrays.worst
    found.primary = joined_where(arrays.factors, (arrays.by_factor == arrays.worst) & (arrays.worst > 1))
    beyond = goals + int(alarm_threshold("water"))
    for name, classes in zip(arrays.factors, arrays.by_factor):
        found.alarm(f"exceedance:{name}", classes > beyond)
    return found


def judge_noise(batch: Batch) -> Judgement:
    """Level by HJ 640; an alarm where the equivalent level is above the limit of the zone and period (GB 3096)."""
    found = Judgement.empty(len(batch))
    leq, by_day = batch.values["leq"], is_day(batch.times)
    for text, rows in batch.groups("noise_class"):
        found.level[rows] = noise_level(leq[rows], noise_class_name(text), by_day[rows])
    loud = leq > _noise_limit(batch, by_day) + alarm_threshold("noise")
    found.alarm("exceedance:leq", loud)
    found.primary[loud] = "leq"
    return found


def _noise_limit(batch: Batch, by_day: npt.NDArray[np.bool_]) -> Column:
    limits = noise_limits()[batch.rule.noise_standard]
    limit = np.full(len(batch), np.nan)
    for text, rows in batch.groups("noise_class"):
        day, night = limits.get(noise_class_name(text), (np.nan, np.nan))
        limit[rows] = np.where(by_day[rows], day, night)
    return limit


def judge_compliance(batch: Batch) -> Judgement:
    """Within its limit or not: noise against the limit of its standard, everything else against its emission rule."""
    if not batch.rule.noise_standard:
        return _judge_shares(batch, "compliance")
    found = Judgement.empty(len(batch))
    # An excess in dB and not a share: adding 1 puts the limit where the step of the scheme lies.
    excess = batch.values["leq"] - _noise_limit(batch, is_day(batch.times))
    found.level = step_level("compliance", np.maximum(excess + 1.0, 0.0))
    found.alarm("exceedance:leq", excess > alarm_threshold("noise"))
    found.primary[excess > 0] = "leq"
    return found


def _judge_shares(batch: Batch, scheme: str) -> Judgement:
    found = Judgement.empty(len(batch))
    month = batch.times.astype("datetime64[M]")
    worst = np.full(len(batch), np.nan)
    shares: dict[str, Column] = {}
    for rules, rows in batch.groups("emission_rule"):
        for when in np.unique(month[rows]):
            now = rows & (month == when)
            day = batch.times[now].max()
            for name, limit in rule_limits(rules, day).items():
                if name in batch.values:
                    share = shares.setdefault(name, np.full(len(batch), np.nan))
                    share[now] = limit_share(batch.values[name][now], limit, day)
    for share in shares.values():
        worst = np.fmax(worst, share)
    found.level = step_level(scheme, worst)
    leading = np.array([share == worst for share in shares.values()], dtype=bool).reshape(-1, len(batch)) & (worst > 1)
    found.primary = joined_where(tuple(shares), leading)
    for name, share in shares.items():
        found.alarm(f"exceedance:{name}", share > alarm_threshold("emission"))
    return found


def judge_effluent(batch: Batch) -> Judgement:
    """Share of the strictest limit of the station's emission rules."""
    return _judge_shares(batch, "effluent")


def judge_odour(batch: Batch) -> Judgement:
    """Share of the boundary limit (GB 14554) for odour concentration, ammonia and hydrogen sulfide."""
    return _judge_shares(batch, "odour")


def judge_fume(batch: Batch) -> Judgement:
    """State of a kitchen's purifier: off while the fan runs is worst, then fume above its limit, then dirty plates."""
    found = _judge_shares(batch, "compliance")
    exceeding = found.level == 2
    fan, purifier = batch.values["fan_on"], batch.values["purifier_on"]
    cleanliness = batch.values["plate_cleanliness"]
    off = (fan >= 0.5) & (purifier < 0.5)
    dirty = cleanliness < alarm_threshold("plate")
    known = ~(np.isnan(fan) & np.isnan(purifier) & np.isnan(cleanliness)) | (found.level > 0)
    found.level = np.select([off, exceeding, dirty, known], [4, 3, 2, 1], 0).astype(np.int8)
    found.alarm("purifier_off", off)
    found.alarm("plate_dirty", dirty)
    return found


def judge_negative_ions(batch: Batch) -> Judgement:
    """Level of negative oxygen ions (QX/T 380-2017)."""
    found = Judgement.empty(len(batch))
    found.level = step_level("negative_ions", batch.values["negative_ions"])
    return found


JUDGES: Mapping[str, Callable[[Batch], Judgement]] = {
    "aqi": judge_air,
    "water": judge_water,
    "noise": judge_noise,
    "compliance": judge_compliance,
    "fume": judge_fume,
    "effluent": judge_effluent,
    "odour": judge_odour,
    "negative_ions": judge_negative_ions,
}
