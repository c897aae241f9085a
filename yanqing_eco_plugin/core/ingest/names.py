"""Which property a column or type name of a source means."""

from __future__ import annotations

import re
import unicodedata

from ..standards import PROPERTIES
from .spellings import read_spellings
from .units import split_unit

__all__ = ["is_not_observed", "property_of_name"]

_DROPPED = re.compile(r"[\s_\-.·()（）]|实时|(?:小时)?(?:平均)?浓度$|concentration$|1小时$|监测值$")
_RUNNING_MEAN = re.compile(r"(?<=.)_?(24h|24小时)$", re.IGNORECASE)


def property_of_name(header: str, kind: str | None = None) -> tuple[str | None, str | None]:
    """The property and the unit that a header such as ``氨氮(mg/L)`` or ``PM25_Concentration`` means; None where unknown.

    `kind` is the kind of station, where known: ``SO2`` means another property at a chimney than in the air.
    """
    name, unit = split_unit(header)
    folded = _fold(name)
    prop = _KNOWN.get((folded, kind or "")) or _KNOWN.get((folded, "")) or _KNOWN.get((_fold(header), ""))
    return prop or None, unit


def is_not_observed(header: str) -> bool:
    """Whether a column is known to hold no observation: an index, a class, a remark, a running mean over 24 hours."""
    name, _ = split_unit(header)
    return _KNOWN.get((_fold(name), "")) == "" or bool(_RUNNING_MEAN.search(name.strip()))


def _fold(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold().replace("\u00b5", "\u03bc")
    return _DROPPED.sub("", text)


def _load() -> dict[tuple[str, str], str]:
    """Folded spelling and kind → property; empty for what is no observation."""
    known: dict[tuple[str, str], str] = {}
    for prop in PROPERTIES.values():
        for spelling in (prop.name, prop.zh, prop.en, prop.hj212_2017):
            if spelling:
                known.setdefault((_fold(spelling), ""), prop.name)
    for row in read_spellings("property_names"):
        for spelling in row["spellings"].split():
            known.setdefault((_fold(spelling), row["kind"]), row["property"])
    return known


_KNOWN = _load()
