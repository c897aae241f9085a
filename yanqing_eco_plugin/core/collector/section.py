"""Reads one table of the configuration and says every mistake in it."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Mapping
from pathlib import Path

from ..errors import InputError

__all__ = ["Network", "Section", "is_loopback"]

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Section:
    """A table of ``collector.toml``.

    Each reading method gives the value, or the default where the key is missing or wrong; what is wrong is added to
    `mistakes`, so that one start tells all of them.

    Parameters
    ----------
    table
        What the file says.
    path
        Dotted name of the table, as the user finds it in the file.
    mistakes
        Where mistakes go; shared with the tables inside.
    base
        Folder in which relative paths begin: that of the configuration.
    """

    def __init__(
        self, table: Mapping[str, object], path: str, mistakes: list[InputError] | None = None, base: Path | None = None
    ) -> None:
        self.path = path
        self.base = base or Path()
        self.mistakes: list[InputError] = [] if mistakes is None else mistakes
        self._table = table
        self._known: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def text(self, key: str, default: str | None = None, *, choices: Collection[str] = ()) -> str:
        """A text; required where there is no default."""
        value = self._get(key, default)
        if isinstance(value, str) and value.strip() and (not choices or value in choices):
            return value
        if value is None or value == default:
            return default or ""
        self._wrong(key, " / ".join(choices) or "a text that is not empty", value)
        return default or ""

    def number(self, key: str, default: float, *, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        value = self._get(key, default)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        self._wrong(key, f"a number from {low:g} to {high:g}", value)
        return default

    def whole(self, key: str, default: int, *, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self._get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self._wrong(key, f"a whole number from {low:,} to {high:,}", value)
        return default

    def yes(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._get(key, default)
        if isinstance(value, bool):
            return value
        self._wrong(key, "true or false", value)
        return default

    def place(self, key: str, default: str | None = None) -> Path | None:
        """A path, there or not; None where the key is missing."""
        said = self.text(key, default)
        return self.base / Path(said).expanduser() if said else None

    def file(self, key: str) -> Path | None:
        """A file that can be read; None where the key is missing."""
        value = self._get(key, "")
        if value == "":
            return None
        path = self.base / Path(str(value)).expanduser()
        try:
            with open(path, "rb"):
                return path
        except OSError as error:
            self._wrong(key, "a file that can be read", f"{value} ({error.strerror})")
            return None

    def networks(self, key: str) -> tuple[Network, ...]:
        """Addresses and networks, e.g. ``["10.20.0.0/16", "192.168.1.7"]``."""
        value = self._get(key, [])
        found: list[Network] = []
        for text in value if isinstance(value, list) else [value]:
            try:
                found.append(ipaddress.ip_network(str(text), strict=False))
            except ValueError:
                self._wrong(key, "a list of addresses and networks like 10.20.0.0/16", text)
        return tuple(found)

    def words(self, key: str, default: Collection[str], *, choices: Collection[str]) -> tuple[str, ...]:
        """A list of words, each one of `choices`."""
        value = self._get(key, list(default))
        if isinstance(value, list) and value and all(word in choices for word in value):
            return tuple(value)
        self._wrong(key, f"a list of some of {', '.join(choices)}", value)
        return tuple(default)

    def texts(self, key: str) -> dict[str, str]:
        """A table of texts."""
        value = self._get(key, {})
        if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
            return {str(name): text for name, text in value.items()}
        self._wrong(key, "a table of texts", value)
        return {}

    def section(self, key: str) -> Section:
        """A table inside this one; empty where it is missing."""
        value = self._get(key, {})
        if not isinstance(value, dict):
            self._wrong(key, "a table", value)
            value = {}
        return Section(value, self._name(key), self.mistakes, self.base)

    def table(self, key: str) -> dict[str, object]:
        """A table that somebody else checks, as a copy; empty where it is missing."""
        value = self._get(key, {})
        if isinstance(value, dict):
            return {str(name): inner for name, inner in value.items()}
        self._wrong(key, f"a table [{key}]", value)
        return {}

    def tables(self, key: str) -> list[dict[str, object]]:
        """A list of tables, as ``[[key]]`` writes it; one alone may be written ``[key]``."""
        value = self._get(key, [])
        rows = value if isinstance(value, list) else [value]
        if all(isinstance(row, dict) for row in rows):
            return [dict(row) for row in rows if isinstance(row, dict)]
        self._wrong(key, f"tables [[{key}]]", value)
        return []

    def names(self) -> list[str]:
        """What the table holds; all of it counts as read."""
        self._known.update(self._table)
        return list(self._table)

    def finish(self) -> None:
        """Every key that nobody asked for is a mistake: a misspelt one would silently leave its default in force."""
        for key in self._table:
            if key not in self._known:
                self.mistakes.append(
                    InputError(
                        "The configuration has a key nobody knows: {key}.",
                        hint="Known here are: {known}.",
                        key=self._name(key),
                        known=", ".join(sorted(self._known)),
                    )
                )

    def settled(self) -> None:
        """Nothing more will be read: raise every mistake at once.

        Raises
        ------
        ExceptionGroup
            Of one `InputError` per mistake.
        """
        self.finish()
        if self.mistakes:
            raise ExceptionGroup("configuration", self.mistakes)

    def missing(self, key: str, wanted: str) -> None:
        """Say that a required key is not there."""
        self.mistakes.append(
            InputError("The configuration lacks {key}.", hint="Give {wanted}.", key=self._name(key), wanted=wanted)
        )

    def wrong(self, key: str, wanted: str, value: object) -> None:
        """Say that the value of a key cannot be used."""
        self._wrong(key, wanted, value)

    def _get(self, key: str, default: object) -> object:
        self._known.add(key)
        if key not in self._table and default is None:
            self.missing(key, "a text")
        return self._table.get(key, default)

    def _name(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _wrong(self, key: str, wanted: str, value: object) -> None:
        self.mistakes.append(
            InputError(
                "The configuration says {key} = {value}, which cannot be used.",
                hint="Give {wanted}.",
                key=self._name(key),
                value=str(value)[:100],
                wanted=wanted,
            )
        )


def is_loopback(host: str) -> bool:
    """Whether a listener on this address can be reached from this computer alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
