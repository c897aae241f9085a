"""Reads the tables the demo district is built from (``resources/demo``)."""

from __future__ import annotations

import csv

from ..standards.tables import RESOURCES

__all__ = ["course", "read_demo_table"]


def read_demo_table(name: str) -> list[dict[str, str]]:
    """Rows of ``resources/demo/<name>.csv``; lines that begin with ``#`` are remarks."""
    with open(RESOURCES / "demo" / f"{name}.csv", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def course(text: str) -> list[tuple[float, float]]:
    """Points written as ``lon lat;lon lat``, as (lon, lat) pairs in degrees."""
    pairs = [point.split() for point in text.split(";") if point.strip()]
    return [(float(lon), float(lat)) for lon, lat in pairs]
