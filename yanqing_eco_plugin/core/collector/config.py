"""Reads ``collector.toml``: everything is checked before anything starts, and every mistake told."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..errors import InputError
from .listening import ListeningPlace, listening_place
from .log_files import LogSettings, log_settings
from .maintenance import MaintenanceSettings, maintenance_settings
from .section import Section

__all__ = ["CollectorConfig", "HealthSettings", "SourceTable", "read_config"]

_SINGLE = ("hj212", "mqtt", "http")
_SEVERAL = ("sensorthings", "traccar", "drop_folder")
_MOST_BYTES = 1 << 20


@dataclass(frozen=True)
class HealthSettings:
    """``[health]``: where the health page is (None: nowhere), and how long records may wait."""

    place: ListeningPlace | None = None
    behind_s: float = 60.0


@dataclass(frozen=True)
class SourceTable:
    """One table of a listener or poller, not yet checked: its module does that. Relative paths begin at `base`."""

    kind: str
    name: str
    table: Mapping[str, object]
    base: Path


@dataclass(frozen=True)
class CollectorConfig:
    """The whole configuration; see ``docs/collector.md`` for each key.

    Attributes
    ----------
    centre
        Address of the data centre.
    spool
        Folder for what the centre does not have yet.
    """

    centre: str
    spool: Path
    spool_bytes: int = 4 << 30
    batch_rows: int = 20_000
    batch_pause_s: float = 1.0
    lock_wait_s: float = 10.0
    register_s: float = 30.0
    stop_s: float = 10.0
    health: HealthSettings = HealthSettings()
    log: LogSettings = field(default_factory=LogSettings)
    maintenance: MaintenanceSettings | None = None
    sources: tuple[SourceTable, ...] = field(default=())


def read_config(path: Path) -> tuple[CollectorConfig, list[InputError]]:
    """Read the file; the list holds every mistake in it, apart from those that a source's own module finds.

    Raises
    ------
    InputError
        The file cannot be read, or is no TOML.
    """
    said = _load(path)
    mistakes: list[InputError] = []
    base = path.absolute().parent
    top = Section(said, "", mistakes, base)
    centre, spool = top.section("centre"), top.section("spool")
    address = centre.text("address")
    log = log_settings(top.section("log"))
    config = CollectorConfig(
        centre=address if "://" in address else str(base / Path(address).expanduser()),
        spool=spool.place("folder") or base,
        spool_bytes=spool.whole("most_bytes", 4 << 30, low=1 << 20, high=1 << 44),
        batch_rows=centre.whole("batch_records", 20_000, low=1, high=1_000_000),
        batch_pause_s=centre.number("batch_pause_s", 1.0, low=0.01, high=60),
        lock_wait_s=centre.number("lock_wait_s", 10.0, low=0, high=600),
        register_s=centre.number("register_s", 30.0, low=0.1, high=86_400),
        stop_s=top.number("stop_s", 10.0, low=0.1, high=600),
        health=_health(top.section("health")),
        log=replace(log, file=base / log.file) if log.file else log,
        maintenance=_maintenance(top, address),
        sources=tuple(_sources(top)),
    )
    for section in (centre, spool, top):
        section.finish()
    if not config.sources and not mistakes:
        top.missing("hj212", f"at least one of {', '.join((*_SINGLE, *_SEVERAL))}")
    return config, mistakes


def _health(section: Section) -> HealthSettings:
    if not section.yes("enabled", True):
        section.names()  # what it would say does not matter
        return HealthSettings()
    settings = HealthSettings(
        listening_place(section, 9280, lowest=1), section.number("behind_s", 60.0, low=1, high=86_400)
    )
    section.finish()
    return settings


def _maintenance(top: Section, address: str) -> MaintenanceSettings | None:
    if "maintenance" not in top:
        return None
    if "://" in address:
        top.wrong("maintenance", "it only for a folder centre: a shared one has a timer (docs/shared-centre.md)", "…")
    return maintenance_settings(top.section("maintenance"))


def _sources(top: Section) -> list[SourceTable]:
    found = []
    for kind in _SINGLE:
        if kind in top:
            table = top.table(kind)
            if table.pop("enabled", True):
                found.append(SourceTable(kind, kind, table, top.base))
    for kind in _SEVERAL:
        for number, table in enumerate(top.tables(kind), 1):
            name = table.pop("name", str(number))
            if not isinstance(name, str) or not name.replace("-", "").replace("_", "").isalnum():
                top.wrong(f"{kind}.{number}.name", "letters, digits, - and _", name)
            elif any(source.name == f"{kind}.{name}" for source in found):
                # What a poller remembers is kept under its name.
                top.wrong(f"{kind}.{number}.name", "each a name of its own", name)
            elif table.pop("enabled", True):
                found.append(SourceTable(kind, f"{kind}.{name}", table, top.base))
    return found


def _load(path: Path) -> dict[str, object]:
    try:
        with open(path, "rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise InputError("The configuration {path} is far too large.", path=path)
        return tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        raise InputError(
            "The configuration {path} cannot be read.",
            hint="Give its path with --config.",
            details=str(error),
            path=path,
        ) from error
    except ValueError as error:
        raise InputError(
            "The configuration {path} is no TOML file: {reason}.",
            hint="Correct the line it names.",
            path=path,
            reason=str(error),
        ) from error
