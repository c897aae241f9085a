"""Reads a dropped file, whatever it is: observations in a table, or tracks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import InputError
from ..ingest import ColumnMapping, Decoded, iter_observations, mapping_for, sniff
from ..ingest.positions import DecodedFixes, decode_fixes
from .source_delivery import FixRules

__all__ = ["CONTENTS", "FileRules", "pieces"]

CONTENTS = ("auto", "observations", "tracks")
_TRACKS = {".gpx": "gpx", ".nmea": "nmea"}
_LARGEST_TRACK = 64 << 20


@dataclass(frozen=True)
class FileRules:
    """How dropped files are read.

    Attributes
    ----------
    content
        One of `CONTENTS`.
    form, kind
        As ``ingest.iter_observations`` takes them.
    mappings
        Column mapping by pattern of file names.
    """

    content: str
    form: str
    kind: str | None
    fixes: FixRules
    mappings: Mapping[str, ColumnMapping] = field(default_factory=dict)


def pieces(path: Path, rules: FileRules) -> Iterator[Decoded | DecodedFixes]:
    """What a file holds, block by block; raises `InputError` where it can be read as nothing."""
    form = _track_format(path, rules)
    if form:
        yield _track(path, form, rules)
        return
    mapping = mapping_for(path.name, rules.mappings)
    yield from iter_observations(path, format=rules.form, mapping=mapping, kind=rules.kind)


def _track_format(path: Path, rules: FileRules) -> str:
    """Format of a track; empty for a table of observations."""
    if rules.content == "observations":
        return ""
    with open(path, "rb") as stream:
        head = stream.read(1_000).lstrip()
    form = _TRACKS.get(path.suffix.lower(), "nmea" if head[:1] in (b"$", b"!") else "")
    if form or rules.content == "tracks":
        return form or "csv"
    if mapping_for(path.name, rules.mappings) is not None or rules.form != "auto":
        return ""
    try:
        sniff(path)
    except InputError as error:
        # A table in which no property is found may be one of positions.
        try:
            decode_fixes(_head_lines(path), "csv", rules.fixes.source(path.name))
        except InputError:
            raise error from None
        return "csv"
    return ""


def _head_lines(path: Path) -> bytes:
    with open(path, "rb") as stream:
        return stream.read(20_000).rpartition(b"\n")[0]


def _track(path: Path, form: str, rules: FileRules) -> DecodedFixes:
    if path.stat().st_size > _LARGEST_TRACK:
        raise InputError("“{name}” is too large for a track.", hint="Divide it.", name=path.name)
    with open(path, "rb") as stream:
        data = stream.read(_LARGEST_TRACK)
    # GPX and NMEA do not name the unit, their file does: “vehicle-07@2026-05-01.gpx”.
    unit = path.stem.partition("@")[0].strip()
    return decode_fixes(data, form, rules.fixes.source(path.name, unit_id=unit))
