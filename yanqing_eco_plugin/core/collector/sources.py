"""Makes the listeners and pollers that the configuration names; each module is loaded only where it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from ..errors import InputError, MissingDependencyError
from .config import SourceTable
from .hj212_listener import Hj212Listener
from .hj212_settings import read_settings
from .registry import Registry
from .section import Section
from .source import Source

__all__ = ["make_sources"]

# Kind → module of this package with `make_source(section, name, base)`.
_MODULES = {
    "mqtt": "mqtt",
    "http": "http_listener",
    "sensorthings": "sensorthings",
    "traccar": "traccar",
    "drop_folder": "drop_folder",
}


def make_sources(tables: Sequence[SourceTable], registry: Registry) -> tuple[list[Source], list[InputError]]:
    """The sources, and every mistake in their tables.

    Raises
    ------
    MissingDependencyError
        A library that a configured source needs is not installed.
    """
    made: list[Source] = []
    mistakes: list[InputError] = []
    for table in tables:
        try:
            made.append(_make(table, registry))
        except InputError as error:
            mistakes.append(error)
        except ExceptionGroup as group:
            mistakes += [error for error in group.exceptions if isinstance(error, InputError)]
    return made, mistakes


def _make(table: SourceTable, registry: Registry) -> Source:
    if table.kind == "hj212":
        return Hj212Listener(read_settings(Section(table.table, table.name, base=table.base)), table.name, registry)
    try:
        module = importlib.import_module(f".{_MODULES[table.kind]}", __package__)
    except ModuleNotFoundError as error:
        raise MissingDependencyError(
            "The source {name} needs the Python package {package}.",
            hint="Install it beside the collector, or remove the source from the configuration.",
            details=str(error),
            name=table.name,
            package=error.name,
        ) from error
    source: Source = module.make_source(table.table, table.name, table.base)
    return source
