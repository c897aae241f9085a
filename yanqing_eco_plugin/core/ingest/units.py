"""Converts what a source measures in into the one unit of each property."""

from __future__ import annotations

import re
import unicodedata

from ..standards import PROPERTIES
from .spellings import read_spellings

__all__ = ["conversion", "split_unit"]

# Molar masses, g/mol (IUPAC 2021), for sources that give gases as volume shares; molar volume at the reference state of
# GB 3095-2026 (298.15 K, 1013.25 hPa), L/mol.
_MOLAR_MASS = {
    "so2": 64.06,
    "no2": 46.006,
    "co": 28.010,
    "o3": 47.998,
    "o3_8h": 47.998,
    "ammonia": 17.031,
    "hydrogen_sulfide": 34.08,
}
_MOLAR_VOLUME = 24.465
_LONGEST_HEADER = 200
_IN_BRACKETS = re.compile(r"[\[(（【]\s*(?P<unit>[^\[\]()（）【】]*?)\s*[\])）】]\s*$")
_DECIBEL = re.compile(r"[(（]?\s*db\s*[(（]\s*a\s*[)）][)）]?\s*$", re.IGNORECASE)


def split_unit(header: str) -> tuple[str, str | None]:
    """Split ``CO(mg/m³)`` into the name and the unit; the unit is None where the header has none that is known."""
    if len(header) > _LONGEST_HEADER:
        return header, None
    decibel = _DECIBEL.search(header)
    if decibel and decibel.start():
        return header[: decibel.start()].strip(), "dB(A)"
    found = _IN_BRACKETS.search(header)
    unit = _KNOWN.get(_fold(found["unit"])) if found else None
    return (header[: found.start()].strip(), unit) if found and unit is not None else (header.strip(), None)


def conversion(prop: str, unit: str) -> tuple[float, float] | None:
    """Factor and offset that bring `unit` to the unit of `prop`; None where the two do not measure the same.

    Volume shares of gases are converted at 298.15 K and 1013.25 hPa (GB 3095-2026, reference state for gases).
    """
    source = _KNOWN.get(_fold(unit))
    target = _KNOWN.get(_fold(PROPERTIES[prop].unit))
    if source is None or target is None:
        return None
    if source == target:
        return 1.0, 0.0
    quantity, factor, offset = _UNITS[source]
    wanted, base_factor, base_offset = _UNITS[target]
    if quantity == "volume share" and wanted == "mass per volume of air" and prop in _MOLAR_MASS:
        return factor * _MOLAR_MASS[prop] / _MOLAR_VOLUME / base_factor, 0.0
    if quantity != wanted or not quantity:
        return None
    return factor / base_factor, (offset - base_offset) / base_factor


def _fold(unit: str) -> str:
    text = unicodedata.normalize("NFKC", unit).replace("\u00b5", "\u03bc").replace(" ", "").replace("^", "")
    return text.lower()


_ROWS = read_spellings("units")
_UNITS = {row["unit"]: (row["quantity"], float(row["factor"]), float(row["offset"])) for row in _ROWS}
_KNOWN = {_fold(spelling): row["unit"] for row in _ROWS for spelling in (row["unit"], *row["spellings"].split())}
