"""Levels of every scheme: their names and the colours of maps, charts and legends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from .tables import read_table

__all__ = ["LEVELS", "Level", "level_colour", "level_label", "level_names"]


@dataclass(frozen=True)
class Level:
    """One level of a scheme: 1 is the best. `colour` is ``#rrggbb``."""

    scheme: str
    level: int
    zh: str
    en: str
    colour: str

    def label(self, language: str = "zh") -> str:
        """Name in `language` (``zh`` or ``en``)."""
        return self.zh if language.startswith("zh") else self.en


def _load() -> Mapping[str, tuple[Level, ...]]:
    schemes: dict[str, list[Level]] = {}
    for row in read_table("levels"):
        one = Level(row["scheme"], int(row["level"]), row["zh"], row["en"], row["colour"])
        schemes.setdefault(one.scheme, []).append(one)
    return MappingProxyType({name: tuple(sorted(some, key=lambda one: one.level)) for name, some in schemes.items()})


LEVELS: Mapping[str, tuple[Level, ...]] = _load()


def _find(scheme: Any, level: Any) -> Level | None:
    # NA, NaN and None come straight from status tables; none of them equals a level.
    try:
        number = int(level)
    except (TypeError, ValueError):
        return None
    known = LEVELS.get(scheme, ()) if isinstance(scheme, str) else ()
    return known[number - 1] if 1 <= number <= len(known) else None


def level_label(scheme: str | None, level: int | None, language: str = "zh") -> str:
    """Name of a level in `language` (``zh`` or ``en``); empty where there is no such level."""
    found = _find(scheme, level)
    return found.label(language) if found else ""


def level_colour(scheme: str | None, level: int | None) -> str:
    """Colour of a level as ``#rrggbb``; empty where there is no such level."""
    found = _find(scheme, level)
    return found.colour if found else ""


def level_names(scheme: str) -> tuple[str | None, ...]:
    """Chinese names of a scheme's levels by level number; position 0 (no level) holds None."""
    return (None, *(level.zh for level in LEVELS[scheme]))
