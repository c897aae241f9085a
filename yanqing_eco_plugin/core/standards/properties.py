"""The observed properties: one name, one unit, one precision each, whatever the device calls them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .tables import read_table

__all__ = ["PROPERTIES", "ObservedProperty", "property_of_factor"]


@dataclass(frozen=True)
class ObservedProperty:
    """A quantity that a device measures.

    Attributes
    ----------
    name
        The stable name used in every frame, table and parameter.
    zh, en
        What users read.
    unit
        The one unit its values are stored in; empty where it has none.
    decimals
        Digits shown after the decimal point.
    hj212_2017, hj212_2005
        Factor codes of HJ 212-2017 and -2005; empty where the standard has none.
    minimum, maximum
        Physical bounds; a value outside cannot be a measurement.
    circular
        Whether it is an angle, so that means are vector means.
    """

    name: str
    zh: str
    en: str
    unit: str
    decimals: int
    hj212_2017: str
    hj212_2005: str
    minimum: float
    maximum: float
    circular: bool

    def label(self, language: str = "zh") -> str:
        """Name in `language` (``zh`` or ``en``)."""
        return self.zh if language.startswith("zh") else self.en


def _load() -> Mapping[str, ObservedProperty]:
    rows = read_table("properties")
    return MappingProxyType(
        {
            row["name"]: ObservedProperty(
                name=row["name"],
                zh=row["zh"],
                en=row["en"],
                unit=row["unit"],
                decimals=int(row["decimals"]),
                hj212_2017=row["hj212_2017"],
                hj212_2005=row["hj212_2005"],
                minimum=float(row["minimum"]),
                maximum=float(row["maximum"]),
                circular=bool(row["circular"]),
            )
            for row in rows
        }
    )


PROPERTIES: Mapping[str, ObservedProperty] = _load()
_OF_FACTOR = {code: p.name for p in PROPERTIES.values() for code in (p.hj212_2017, p.hj212_2005) if code}


def property_of_factor(code: str) -> str | None:
    """Name of the property an HJ 212 factor code (2017 or 2005) stands for; None where it is not ours."""
    return _OF_FACTOR.get(code)
