"""The official real-time publication of automatic surface-water stations: a row per section, times without a year."""

from __future__ import annotations

import pandas as pd

from ..mapping import ColumnMapping
from ..table import Head, Table
from ..values import MISSING
from .format import Format

__all__ = ["SURFACE_WATER"]

_COLUMNS = {"省份", "流域", "断面名称", "监测时间", "水质类别"}


def _recognises(head: Head) -> bool:
    return set(head.columns) >= _COLUMNS


def _mapping(head: Head) -> ColumnMapping:
    # The sampling moment is published, hence instants. The class is what the publisher derived from the values.
    return ColumnMapping(
        layout="wide",
        time=("监测时间",),
        station="断面名称",
        ignore=("省份", "流域", "水质类别"),
        interval=0,
        missing=MISSING,
    )


def _stations(table: Table) -> pd.DataFrame:
    names = table.columns["断面名称"]
    parts = [table.columns["省份"], table.columns["流域"]]
    return pd.DataFrame(
        {
            "station_id": names,
            "name": names,
            "address": [" ".join(str(part) for part in row if part) for row in zip(*parts, strict=True)],
        },
        dtype=object,
    )


SURFACE_WATER = Format("surface_water", _recognises, _mapping, _stations)
