"""The SQL of the feature database; identifiers come from the schema alone, values are always bound."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["delete_sql", "insert_sql", "revise_sql", "select_sql", "update_sql", "upsert_sql"]

# ruff: noqa: S608


def quoted(*names: str) -> str:
    """Column names as SQL writes them, comma-joined."""
    return ", ".join(f'"{name}"' for name in names)


def select_sql(table: str, columns: Sequence[str], *, tests: Sequence[str] = (), order: str = "") -> str:
    """SELECT of columns where all tests hold."""
    where = f" WHERE {' AND '.join(tests)}" if tests else ""
    ordered = f" ORDER BY {quoted(order)}" if order else ""
    return f'SELECT {quoted(*columns)} FROM "{table}"{where}{ordered}'  # nosec B608


def insert_sql(table: str, columns: Sequence[str]) -> str:
    """INSERT of a row of `columns`."""
    places = ", ".join("?" * len(columns))
    return f'INSERT INTO "{table}" ({quoted(*columns)}) VALUES ({places})'  # nosec B608


def upsert_sql(table: str, columns: Sequence[str], key: Sequence[str]) -> str:
    """INSERT of a row of `columns`, or UPDATE of the row with the same key, which keeps its ``fid``."""
    others = ", ".join(f'"{column}" = excluded."{column}"' for column in columns if column not in key)
    action = f"UPDATE SET {others}" if others else "NOTHING"
    return f"{insert_sql(table, columns)} ON CONFLICT ({quoted(*key)}) DO {action}"


def revise_sql(table: str, columns: Sequence[str], key: str) -> str:
    """UPDATE of the row with a key; its values come in the order of `columns`, of which the key is one."""
    changes = ", ".join(f'"{name}" = ?{at}' for at, name in enumerate(columns, 1) if name != key)
    return f'UPDATE "{table}" SET {changes} WHERE "{key}" = ?{list(columns).index(key) + 1}'  # nosec B608


def update_sql(table: str, columns: Sequence[str], key: str) -> str:
    """UPDATE of `columns` of the row with a key; the key's value comes last."""
    changes = ", ".join(f'"{column}" = ?' for column in columns)
    return f'UPDATE "{table}" SET {changes} WHERE "{key}" = ?'  # nosec B608


def delete_sql(table: str, key: str) -> str:
    """DELETE of the row with a key."""
    return f'DELETE FROM "{table}" WHERE "{key}" = ?'  # nosec B608
