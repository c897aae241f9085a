"""The one family of errors that users get to see."""

from __future__ import annotations

from typing import cast

__all__ = [
    "Cancelled",
    "CentreError",
    "CentreFormatError",
    "CentreLockedError",
    "CentreReadOnlyError",
    "ClosedMonthsError",
    "EcoError",
    "EditConflictError",
    "InputError",
    "MissingDependencyError",
]


class EcoError(Exception):
    """One sentence for the user, with what to do next and the technical details kept apart.

    Parameters
    ----------
    message
        English source sentence; ``{name}`` placeholders are filled from `values`. It is written as a literal where the
        error is raised, so that the translation catalogue can collect it.
    hint
        What the user can do about it, also a literal template.
    details
        Technical text (path, driver message); shown on request, never translated.
    values
        What the placeholders stand for.
    """

    def __init__(self, message: str, *, hint: str = "", details: str = "", **values: object) -> None:
        self.template = message
        self.hint_template = hint
        self.details = details
        self.values = values
        super().__init__(message, hint, details, values)

    @property
    def message(self) -> str:
        """The sentence in English, filled in."""
        return self.template.format(**self.values)

    @property
    def hint(self) -> str:
        """What to do, in English, filled in; empty where there is nothing to add."""
        return self.hint_template.format(**self.values)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InputError(EcoError):
    """What came from outside (a file, a table, a parameter) cannot be used."""


class CentreError(EcoError):
    """The data centre cannot do what was asked."""


class CentreFormatError(CentreError):
    """The folder or database is no data centre, or one of a format this version does not know."""


class CentreReadOnlyError(CentreError):
    """The data centre cannot be written: no permission, read-only medium, disk full."""


class CentreLockedError(CentreError):
    """Another process holds the data centre for longer than we waited."""


class ClosedMonthsError(CentreError):
    """Exported months of a shared data centre cannot be used at present; everything else can."""

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """Year and month (UTC) of those concerned, where it is known."""
        return cast(tuple[tuple[int, int], ...], self.values.get("months", ()))


class EditConflictError(CentreError):
    """Somebody else changed the same rows in the meantime; nothing was written."""


class MissingDependencyError(EcoError):
    """A Python package the plugin needs is not installed."""


class Cancelled(EcoError):
    """The user stopped the work; nothing is wrong."""

    def __init__(self) -> None:
        super().__init__("The work was cancelled.")
