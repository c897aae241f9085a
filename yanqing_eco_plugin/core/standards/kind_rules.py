"""How each kind of station is judged, and what holds where a station itself says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..errors import InputError
from .kinds import KINDS
from .levels import LEVELS
from .tables import read_table

__all__ = ["KindRule", "kind_rules"]

_DEFAULTS = ("noise_class", "water_body", "water_target", "air_class", "emission_rule")


@dataclass(frozen=True)
class KindRule:
    """One row of ``resources/standards/kind_rules.csv``.

    Attributes
    ----------
    kind
        Name in `KINDS`.
    schemes
        Schemes of ``levels.csv`` its stations are judged by; the first that has something to go by gives the level.
    publish
        Publication of the air quality index: ``rule`` or ``available``.
    noise_standard
        ``GB 3096-2008`` or ``GB 22337-2008``; empty where it is no noise.
    defaults
        What holds where the station says nothing: ``noise_class, water_body, water_target, air_class, emission_rule``.
    """

    kind: str
    schemes: tuple[str, ...]
    publish: str
    noise_standard: str
    defaults: Mapping[str, str]


@cache
def kind_rules() -> Mapping[str, KindRule]:
    """Rules by kind; a kind without a row is not judged.

    Raises
    ------
    InputError
        The table names a kind or scheme that does not exist.
    """
    rules = {}
    for row in read_table("kind_rules"):
        schemes = tuple(scheme for scheme in (row["scheme"], row["fallback"]) if scheme)
        if row["kind"] not in KINDS or not schemes or not set(schemes) <= set(LEVELS):
            raise InputError(
                "The table kind_rules of the standards has a row for {kind} that names no known kind or scheme.",
                hint="Correct that row, or install the plugin again.",
                kind=row["kind"],
            )
        rules[row["kind"]] = KindRule(
            kind=row["kind"],
            schemes=schemes,
            publish=row["publish"],
            noise_standard=row["noise_standard"],
            defaults={name: row[name] for name in _DEFAULTS},
        )
    return rules
