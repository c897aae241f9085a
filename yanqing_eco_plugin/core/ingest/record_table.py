"""Single measured values out of messages and pages, checked together as a table's rows are."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np
import pandas as pd

from ..standards import PROPERTIES
from .decode import Setting, decode_table
from .decoded import MAX_RAW_BYTES, Decoded, RejectLog, empty_observations
from .mapping import ColumnMapping
from .names import is_not_observed, property_of_name
from .table import Column, Table
from .units import conversion
from .values import MISSING

__all__ = ["LONGEST_INTERVAL_S", "RecordReader", "clean_text", "raw_of"]

LONGEST_INTERVAL_S = 366 * 86_400
_LONGEST_NAME = 100
_ZONE = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})\s*$", re.IGNORECASE)
# JSON has null for "no value"; a text NaN is a fault of the sender.
_NO_VALUE = tuple(word for word in (*MISSING, "-999", "-9999") if word.lower() != "nan")
_COLUMNS = ("station", "property", "time", "value", "unit", "flag")


@dataclass(frozen=True)
class _Rows(Table):
    """Rows that know in which message they stood."""

    places: Sequence[str] = ()

    def where(self, position: int) -> str:
        return self.places[position]


class RecordReader:
    """Gathers values with the names their sender uses, and judges them as the rows of a file are judged.

    Parameters
    ----------
    source
        Kept with every reject.
    form
        Name of the format, for `Decoded.format`.
    kind
        Kind of station, where known; tells ambiguous names of properties apart.
    utc_offset_hours
        Zone of times that name none; None rejects them.
    now
        The moment of receipt, aware; times more than an hour later are rejected. The clock by default.
    """

    def __init__(
        self,
        source: str,
        form: str,
        *,
        kind: str | None = None,
        utc_offset_hours: float | None = None,
        now: datetime | None = None,
    ) -> None:
        self.log = RejectLog(source)
        self._form, self._kind, self._offset = form, kind, utc_offset_hours
        self._now = now or datetime.now(UTC)
        self._rows: dict[int, list[tuple[object, ...]]] = defaultdict(list)

    def add(
        self,
        place: str,
        raw: Callable[[], bytes],
        *,
        station: object,
        prop: object,
        time: object,
        value: object,
        unit: object = None,
        interval: object = 0,
        flag: object = None,
    ) -> None:
        """Take one value.

        Parameters
        ----------
        place, raw
            Where it stood, and its bytes should it not pass.
        station, prop, unit, flag
            As the sender writes them; an empty unit is the property's own.
        time
            Text, seconds or milliseconds since 1970, or an aware datetime: the end of the interval.
        value
            Number, numeric text, true or false; None for none.
        interval
            Seconds, 0 for an instant.
        """
        found = self._meaning(place, raw, prop, unit)
        if found is None:
            return
        if isinstance(interval, bool) or not isinstance(interval, (int, float)) or interval != interval:
            interval = -1
        if not 0 <= interval <= LONGEST_INTERVAL_S or interval != int(interval):
            self.log.add(place, "bad_interval", "", raw())
            return
        moment = _moment(time)
        if isinstance(moment, str) and self._offset is None and moment and not _ZONE.search(moment):
            self.log.add(place, "no_zone", moment, raw())
            return
        name = clean_text(station)
        self._rows[int(interval)].append((name, found[0], moment, _cell(value), found[1], clean_text(flag), place, raw))

    def result(self) -> Decoded:
        """What passed and what did not."""
        frames = [self._decoded(interval, rows) for interval, rows in sorted(self._rows.items())]
        filled = [frame for frame in frames if len(frame)]
        observations = pd.concat(filled, ignore_index=True) if filled else empty_observations()
        return Decoded(observations, self.log.frame(), self._form, skipped=dict(self.log.skipped))

    def _meaning(self, place: str, raw: Callable[[], bytes], prop: object, unit: object) -> tuple[str, str] | None:
        """Property and unit; None, with a reject, where nobody knows them."""
        name, given = clean_text(prop), clean_text(unit)
        known, found_unit = _property(name, self._kind)
        if known is None:
            if name and is_not_observed(name):
                self.log.skip(name, 1)
            else:
                self.log.add(place, "unknown_property", name, raw())
            return None
        written = given or found_unit or PROPERTIES[known].unit
        if conversion(known, written) is None:
            self.log.add(place, "unknown_unit", f"{written} is no unit of {known}", raw())
            return None
        return known, written

    def _decoded(self, interval: int, rows: list[tuple[object, ...]]) -> pd.DataFrame:
        columns = {name: _column([row[position] for row in rows]) for position, name in enumerate(_COLUMNS)}
        table = _Rows(
            columns,
            np.arange(len(rows)),
            raw=lambda position: rows[position][7](),  # type: ignore[operator]
            places=[str(row[6]) for row in rows],
        )
        mapping = ColumnMapping(
            "long",
            ("time",),
            station="station",
            property="property",
            value="value",
            unit="unit",
            flag="flag",
            utc_offset_hours=self._offset or 0.0,
            interval=interval,
            missing=_NO_VALUE,
        )
        return decode_table(table, Setting(mapping, self._kind, self._now, self._now), self.log)


def clean_text(value: object) -> str:
    """A name as text that every store takes; empty for what is no name."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    if isinstance(value, int) and abs(value) >= 10**_LONGEST_NAME:
        return ""
    # JSON may escape half a character, which no store would take.
    return str(value).strip()[:_LONGEST_NAME].encode("utf-8", "replace").decode("utf-8")


def raw_of(record: object) -> Callable[[], bytes]:
    """Gives the bytes of a record out of a list, made only when it is rejected."""

    def written() -> bytes:
        try:
            text = json.dumps(record, ensure_ascii=False)
        except RecursionError:
            text = f"a {type(record).__name__} nested too deeply to be written"
        return text.encode("utf-8", "replace")[:MAX_RAW_BYTES]

    return written


@lru_cache(maxsize=1_000)
def _property(name: str, kind: str | None) -> tuple[str | None, str | None]:
    return property_of_name(name, kind) if name else (None, None)


def _moment(value: object) -> object:
    """A cell that the reader of times understands; empty for what is no time."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, bool):
        return ""
    if isinstance(value, (int, float)):
        try:
            # Nothing is measured before 1973 or after 5138: larger numbers are milliseconds.
            return datetime.fromtimestamp(value / 1e3 if abs(value) >= 1e11 else value, UTC)
        except (ValueError, OverflowError, OSError):
            return ""
    return clean_text(value)


def _cell(value: object) -> object:
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        try:
            return float(value)
        except OverflowError:
            return "an integer too large"
    return clean_text(value) if isinstance(value, str) else f"a {type(value).__name__}"


def _column(cells: list[object]) -> Column:
    column = np.empty(len(cells), dtype=object)
    column[:] = cells
    return column
