"""How the columns of a file are to be read, kept as JSON so that the next file of its kind needs no thought."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Literal, get_args

from ..errors import InputError
from ..standards import PROPERTIES
from .text import ENCODINGS
from .units import conversion
from .values import MISSING

__all__ = ["ColumnMapping", "Layout", "load_mappings", "mapping_for", "save_mappings"]

Layout = Literal["wide", "long", "stations"]
_VERSION = 1
_MAX_JSON_BYTES = 2**20


@dataclass(frozen=True)
class ColumnMapping:
    """What each column of a table means.

    Attributes
    ----------
    layout
        ``wide``: a row per station and time, a column per property. ``long``: a row per value, with a column that names the
        property. ``stations``: a column per station, a row per time (and property, where `property` names a column).
    time
        Columns with the time, read together: one (a full time), two (date, hour) or more (year, month, day, hour, minute).
    station
        Column with the station's id or name.
    station_id
        The station all rows belong to, for files of one station; used where `station` is empty.
    property
        Column with the property's name (``long``, ``stations``), or, in ``stations`` without such a column, the property.
    value, unit, flag
        Columns of the ``long`` layout; `unit` and `flag` may be missing.
    properties
        Column header (``wide``) or name in the property column → property. Names not listed here are recognised by their
        usual spellings.
    units
        Column header or name in the property column → unit, where the header does not say it and it is not the property's.
    ignore
        Columns, or names in the property column, that hold no observation.
    utc_offset_hours
        Zone of times that do not name one.
    stamp
        Whether the time written is the ``end`` or the ``begin`` of the interval.
    interval, intervals
        Length of the interval in seconds (0 = instant), and exceptions by property.
    missing
        Spellings of "no value".
    encoding, header, sheet
        Text encoding (``auto``, ``utf-8``, ``gb18030``, ``utf-16``), number of the header row among the rows that are not
        blank, sheet name (empty = the first with rows).
    time_format
        ``strptime`` format of the time where it would be read wrongly.
    year
        Year of times written without one; None infers it (see `parse_times`).
    station_aliases
        Name of a station in the file → its id or name in the centre.
    """

    layout: Layout
    time: tuple[str, ...]
    station: str = ""
    station_id: str = ""
    property: str = ""
    value: str = ""
    unit: str = ""
    flag: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    utc_offset_hours: float = 8.0
    stamp: Literal["end", "begin"] = "end"
    interval: int = 3600
    intervals: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = (*MISSING, "-999", "-9999")
    encoding: str = "auto"
    header: int = 1
    sheet: str = ""
    time_format: str = ""
    year: int | None = None
    station_aliases: Mapping[str, str] = field(default_factory=dict)

    def checked(self) -> ColumnMapping:
        """The mapping itself; raises `InputError` where it contradicts itself or the vocabulary."""
        problem = _problem(self)
        if problem:
            raise InputError("The column mapping cannot be used: {problem}.", hint="Correct it.", problem=problem)
        return self

    def check_columns(self, columns: Mapping[str, object], source: str) -> None:
        """Raise `InputError` where a column the mapping needs is not among `columns`."""
        needed = [*self.time, self.station, self.value, self.unit, self.flag]
        if self.property not in PROPERTIES:
            needed.append(self.property)
        absent = [name for name in needed if name and name not in columns]
        if absent:
            raise InputError(
                "The file “{name}” has no column “{column}”.",
                hint="Its columns are: {columns}. Adjust the column mapping.",
                name=source,
                column=absent[0],
                columns=", ".join(list(columns)[:40]),
            )


def save_mappings(path: Path, mappings: Mapping[str, ColumnMapping]) -> None:
    """Write file name pattern (``micro_*.csv``) → mapping as JSON."""
    blank = ColumnMapping("wide", ())
    content = {
        pattern: {
            key: value
            for key, value in asdict(mapping).items()
            if key in ("layout", "time") or value != getattr(blank, key)
        }
        for pattern, mapping in mappings.items()
    }
    text = json.dumps({"version": _VERSION, "mappings": content}, ensure_ascii=False, indent=2)
    Path(path).write_text(text + "\n", encoding="utf-8")


def load_mappings(path: Path) -> dict[str, ColumnMapping]:
    """Read what `save_mappings` wrote; raises `InputError` that names the first fault."""
    path = Path(path)
    try:
        if path.stat().st_size > _MAX_JSON_BYTES:
            raise ValueError("larger than a mapping can be")
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        if content["version"] != _VERSION:
            raise ValueError(f"version {content['version']!r}")
        return {str(pattern): _from_json(entry) for pattern, entry in content["mappings"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            "The column mapping “{name}” cannot be read.",
            hint="Make it again from the file it is for.",
            details=f"{type(error).__name__}: {error}",
            name=path.name,
        ) from error


def mapping_for(name: str, mappings: Mapping[str, ColumnMapping]) -> ColumnMapping | None:
    """The mapping for a file name: that of the longest pattern that fits, None where none does."""
    fitting = [pattern for pattern in mappings if fnmatch(name, pattern)]
    return mappings[max(fitting, key=len)] if fitting else None


def _from_json(entry: dict[str, Any]) -> ColumnMapping:
    known = {item.name for item in fields(ColumnMapping)}
    unknown = set(entry) - known
    if unknown:
        raise ValueError(f"unknown entry {sorted(unknown)[0]!r}")
    values = dict(entry)
    for key in ("time", "ignore", "missing"):
        if key in values:
            values[key] = tuple(map(str, values[key]))
    mapping = ColumnMapping(**values)
    problem = _problem(mapping)
    if problem:
        raise ValueError(problem)
    return mapping


def _problem(mapping: ColumnMapping) -> str:
    texts = ("station", "station_id", "property", "value", "unit", "flag", "encoding", "sheet", "time_format")
    tables = ("properties", "units", "station_aliases", "intervals")
    checks = {
        "unknown layout": mapping.layout in get_args(Layout),
        "no time column": bool(mapping.time),
        "a text is expected": all(isinstance(getattr(mapping, key), str) for key in texts),
        "a table is expected": all(isinstance(getattr(mapping, key), Mapping) for key in tables),
        "the stamp is neither begin nor end": mapping.stamp in ("begin", "end"),
        "unknown encoding": mapping.encoding in ENCODINGS,
        "the header row is not a number from 1": type(mapping.header) is int and mapping.header >= 1,
        "the year is not a year": mapping.year is None or (type(mapping.year) is int and 1971 <= mapping.year < 2200),
        "the zone is not a number of hours": isinstance(mapping.utc_offset_hours, (int, float))
        and abs(mapping.utc_offset_hours) <= 14,
    }
    for problem, fine in checks.items():
        if not fine:
            return problem
    intervals = (mapping.interval, *mapping.intervals.values())
    if not all(type(seconds) is int and 0 <= seconds <= 366 * 86_400 for seconds in intervals):
        return "an interval is not a number of seconds"
    for name in (*mapping.properties.values(), *mapping.intervals):
        if name not in PROPERTIES:
            return f"there is no property {name!r}"
    for header, unit in mapping.units.items():
        prop = mapping.properties.get(header)
        if prop and conversion(prop, unit) is None:
            return f"{unit!r} is no unit of {prop!r}"
    if mapping.stamp == "begin" and set(mapping.intervals.values()) - {mapping.interval}:
        return "times that begin the interval need one interval for all properties"
    if mapping.layout == "long" and not (mapping.property and mapping.value):
        return "the long layout needs a property column and a value column"
    if mapping.layout == "stations" and not mapping.property:
        return "the stations layout needs a property"
    if mapping.layout != "stations" and not (mapping.station or mapping.station_id):
        return "no station column"
    return ""
