"""Which column of a station list means what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import numpy as np

from .spellings import read_spellings

__all__ = ["STATION_COLUMNS", "degrees", "fields_of"]

# The columns of the centre's station table that a list can fill, in its order.
STATION_COLUMNS = (
    *("station_id", "kind", "name", "name_en", "township", "address", "mn", "datum", "source_lon", "source_lat"),
    *("altitude_m", "noise_class", "water_body", "water_target", "air_class", "emission_rule", "stale_after_s"),
    *("synthetic", "note"),
)
_FIELDS = {spelling: row["field"] for row in read_spellings("station_columns") for spelling in row["spellings"].split()}
_DMS = re.compile(
    r"(?P<d>\d{1,3})\s*[°度]\s*(?P<m>\d{1,2}(?:\.\d+)?)\s*['′分]?\s*(?:(?P<s>\d{1,2}(?:\.\d+)?)\s*(?:[\"″秒]|''|′′))?\s*[NEne东北]?"
)


def fields_of(header: Sequence[Any]) -> dict[str, int]:
    """Field → position of the columns of a header that are known; the first of several wins."""
    fields: dict[str, int] = {}
    for position, cell in enumerate(header):
        if isinstance(cell, str):
            text = unicodedata.normalize("NFKC", cell[:64]).casefold()
            field = _FIELDS.get(re.sub(r"[\s_\-()°:：*]", "", text))
            if field:
                fields.setdefault(field, position)
    return fields


def degrees(cell: Any) -> float:
    """Degrees of a cell: a number, ``115.972``, or ``115°58′19″``; NaN where it is none."""
    if isinstance(cell, (int, float, np.number)) and not isinstance(cell, bool):
        return float(cell)
    if not isinstance(cell, str) or len(cell) > 40:
        return float("nan")
    text = unicodedata.normalize("NFKC", cell).strip()
    found = _DMS.fullmatch(text)
    if found:
        return float(found["d"]) + float(found["m"]) / 60 + float(found["s"] or 0) / 3600
    return float(text) if re.fullmatch(r"[+-]?\d{1,3}(\.\d*)?", text) else float("nan")
