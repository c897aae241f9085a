"""Reads the observations of one file, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pandas as pd

from ..errors import InputError
from ..progress import Progress, checkpoint
from ..standards import KINDS
from .containers import head_of, tables_of
from .decode import Setting, decode_table
from .decoded import Decoded, RejectLog, empty_observations
from .formats import FORMATS, Format, recognise
from .mapping import ColumnMapping
from .table import Head, Table

__all__ = ["FORMAT_NAMES", "iter_observations", "read_observations", "sniff", "suggest_mapping"]

FORMAT_NAMES: tuple[str, ...] = ("auto", *FORMATS)
_DATE_IN_NAME = re.compile(r"(?<!\d)(?P<year>20\d{2})[-_]?(?P<month>[01]\d)[-_]?(?P<day>[0-3]\d)(?!\d)")


def sniff(path: Path) -> str:
    """Name of the format of a file: one of `FORMAT_NAMES` but ``auto``.

    Raises
    ------
    InputError
        Where the file is empty, is no table at all, or no format fits its header.
    """
    head = head_of(Path(path))
    return _format(head, "auto").name


def suggest_mapping(path: Path) -> ColumnMapping:
    """The column mapping a file would be read with; raises `InputError` where its header says too little."""
    head = head_of(Path(path))
    return _format(head, "auto").mapping(head)


def read_observations(
    path: Path,
    *,
    format: str = "auto",  # noqa: A002  (the name of a public parameter)
    mapping: ColumnMapping | None = None,
    kind: str | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> Decoded:
    """Read a file into a tidy observation frame, with everything that did not pass.

    Parameters
    ----------
    path
        CSV or other delimited text, XLSX, Parquet or GeoJSON.
    format
        One of `FORMAT_NAMES`; ``auto`` tells it from the header.
    mapping
        How the columns are to be read; wins over `format`.
    kind
        Kind of the stations, where known; it tells ambiguous column names apart.
    now
        The moment of reading, aware; times more than an hour later are rejected. The clock by default.

    Returns
    -------
    Decoded
        Values in the units of `core.standards.PROPERTIES`, times in UTC at the end of their interval.

    Raises
    ------
    InputError
        Where nothing of the file can be used. Faults of single records do not raise, they are in ``rejects``.
    """
    blocks = list(iter_observations(path, format=format, mapping=mapping, kind=kind, progress=progress, now=now))
    if len(blocks) == 1:
        return blocks[0]
    frames = [block.observations for block in blocks if len(block.observations)]
    stations = [block.stations for block in blocks if block.stations is not None]
    skipped: dict[str, int] = {}
    for block in blocks:
        for what, count in block.skipped.items():
            skipped[what] = skipped.get(what, 0) + count
    return Decoded(
        pd.concat(frames, ignore_index=True) if frames else empty_observations(),
        pd.concat([block.rejects for block in blocks], ignore_index=True),
        blocks[0].format,
        pd.concat(stations, ignore_index=True).drop_duplicates("station_id") if stations else None,
        skipped,
    )


def iter_observations(
    path: Path,
    *,
    format: str = "auto",  # noqa: A002  (the name of a public parameter)
    mapping: ColumnMapping | None = None,
    kind: str | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> Iterator[Decoded]:
    """As `read_observations`, block by block, so that a file larger than memory can be brought in.

    Repeated keys are told within a block; between blocks the store's rule holds that the latest write wins.
    """
    path = Path(path)
    if kind is not None and kind not in KINDS:
        raise InputError("There is no kind of station “{kind}”.", hint="Choose one of the known kinds.", kind=kind)
    if format not in FORMAT_NAMES:
        raise InputError(
            "There is no file format “{format}”.",
            hint="Choose one of {known}.",
            format=format,
            known=", ".join(FORMAT_NAMES),
        )
    if now is not None and now.tzinfo is None:
        raise InputError("The time of reading has no time zone.", hint="Give it with its zone.")
    moment = now or datetime.now(UTC)
    if mapping is None:
        head = head_of(path)
        entry = _format(head, format)
        chosen = entry.mapping(head)
    else:
        entry, chosen = FORMATS["mapped"], mapping.checked()
    log = RejectLog(str(path))
    size = max(path.stat().st_size, 1)
    seen = 0
    for table in tables_of(path, log, chosen):
        setting = Setting(chosen, kind, moment, _reference(path, table.reference, moment, chosen.utc_offset_hours))
        observations = decode_table(table, setting, log)
        stations = _described(entry, table)
        yield Decoded(observations, log.frame(), entry.name, stations, dict(log.skipped))
        log.forget()
        seen += table.bytes_read
        checkpoint(progress, min(seen / size, 1.0), path.name)
    if len(log) or log.skipped:
        yield Decoded(empty_observations(), log.frame(), entry.name, None, dict(log.skipped))


def _format(head: Head, name: str) -> Format:
    if name != "auto":
        entry = FORMATS[name]
        if not entry.recognises(head):
            raise InputError(
                "The file “{name}” is not of the format “{format}”.",
                hint="Let the format be found by itself. The columns are: {columns}.",
                name=head.path.name,
                format=name,
                columns=", ".join(head.columns[:40]),
            )
        return entry
    found = recognise(head, FORMATS.values())
    if found is None:
        raise InputError(
            "It is not clear what the columns of “{name}” mean.",
            hint="Give a column mapping. Its columns are: {columns}.",
            name=head.path.name,
            columns=", ".join(head.columns[:40]),
        )
    return found


def _described(entry: Format, table: Table) -> pd.DataFrame | None:
    """The stations a block describes, each once."""
    if entry.stations is None:
        return None
    stations = entry.stations(table)
    return stations[stations["station_id"].astype(bool)].drop_duplicates("station_id").reset_index(drop=True)


def _reference(path: Path, dated: str, now: datetime, utc_offset_hours: float) -> datetime:
    """When a file was made: the day in its name, or the day the container is dated, or now."""
    zone = timezone(timedelta(hours=utc_offset_hours))
    for text in (path.name, dated):
        found = _DATE_IN_NAME.search(text)
        if found:
            try:
                return datetime.strptime("".join(found.groups()), "%Y%m%d").replace(tzinfo=zone)
            except ValueError:
                continue
    return now
