"""What a table of the data centre is made of."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EDIT_COLUMNS", "Column", "Table", "View"]


@dataclass(frozen=True)
class Column:
    """A column: `type` is ``text``, ``integer``, ``real``, ``blob`` or ``time`` (UTC text)."""

    name: str
    type: str
    required: bool = False


# Kept by the centre itself in tables that people edit: counts up with each change of the row; who changed it, and when.
EDIT_COLUMNS = (Column("row_version", "integer"), Column("changed_by", "text"), Column("changed_at", "time"))


@dataclass(frozen=True)
class Table:
    """A table with its key.

    Attributes
    ----------
    columns
        Its columns in order, without geometry.
    key
        The column whose values are unique.
    geometry
        A simple-features type, or empty for a plain attribute table.
    edited
        Whether several people edit it: it then has `EDIT_COLUMNS` as well, and a row that somebody else changed in the
        meantime is not overwritten.
    append_only
        Whether rows, once written, are never changed or deleted.
    counted
        Whether each change of it is counted as one of the centre; not where an append writes it and counts itself.
    """

    name: str
    columns: tuple[Column, ...]
    key: str
    geometry: str = ""
    edited: bool = False
    append_only: bool = False
    counted: bool = True

    def __post_init__(self) -> None:
        if self.edited and self.columns[-len(EDIT_COLUMNS) :] != EDIT_COLUMNS:
            object.__setattr__(self, "columns", (*self.columns, *EDIT_COLUMNS))


@dataclass(frozen=True)
class View:
    """A table of places joined with the table of their newest state.

    It has the columns of both, then `freshness` (``online``, ``stale``, ``none``, with `faulty` also ``fault``) and
    ``age_s``, both true at the moment of reading.

    Attributes
    ----------
    places, state
        Tables with the same key; a place without a row in `state` is shown too.
    moment
        Column of `state` from which the age is told.
    freshness
        Name of the column that says how fresh the state is.
    moving
        Whether the place in `state`, where there is one, takes the place of the one in `places`.
    stale_after_s
        From which age on the state is stale, where nothing else is said.
    stale_by_kind
        The same by the ``kind`` of the place; then the place's own ``stale_after_s`` goes before both.
    faulty
        Whether the column ``faulty`` of `state` tells of faults.
    """

    name: str
    places: str
    state: str
    moment: str = "newest"
    freshness: str = "state"
    moving: bool = False
    stale_after_s: int = 7500
    stale_by_kind: tuple[tuple[str, int], ...] = ()
    faulty: bool = False
