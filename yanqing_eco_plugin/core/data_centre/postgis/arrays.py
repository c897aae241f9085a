"""Whole columns as values of a statement: PostgreSQL's text form of arrays, written much faster than by the driver."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["array_text"]


def array_text(values: Sequence[object]) -> str:
    """An array of numbers, dates or instants, or of texts; None becomes NULL.

    It is bound as any other value and cast in the statement, e.g. ``%s::float8[]``.
    """
    some = next((value for value in values if value is not None), None)
    if isinstance(some, str):
        # Names repeat; each is quoted once.
        quoted = {name: _quoted(str(name)) for name in set(values) if name is not None}
        return "{" + ",".join(["NULL" if name is None else quoted[name] for name in values]) + "}"
    return "{" + ",".join(["NULL" if value is None else str(value) for value in values]) + "}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
