"""Reads the tables of spellings under ``resources/ingest``."""

from __future__ import annotations

import csv

from ..standards.tables import RESOURCES

__all__ = ["read_spellings"]


def read_spellings(name: str) -> list[dict[str, str]]:
    """Rows of ``resources/ingest/<name>.csv``; lines that begin with ``#`` are remarks."""
    with open(RESOURCES / "ingest" / f"{name}.csv", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))
