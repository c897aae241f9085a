"""A checksum over everything a published plan says, to prove later that nobody changed it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

__all__ = ["rows_checksum"]


def rows_checksum(tables: Mapping[str, pd.DataFrame], columns: Mapping[str, Iterable[str]]) -> str:
    """SHA-256 of the rows of several tables, whatever their order.

    Parameters
    ----------
    tables
        Frames by name; shapes count as well-known binary in normal form, so that rings may begin anywhere.
    columns
        Columns of each table that count, its key first; numbers are compared to nine significant digits.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for name in sorted(columns):
        table = tables[name]
        counted = list(columns[name])
        parts = [[_text(value) for value in table[column].tolist()] for column in counted]
        if isinstance(table, gpd.GeoDataFrame):
            shapes = shapely.normalize(np.asarray(table.geometry.array, dtype=object))
            parts.append(["" if one is None else one for one in shapely.to_wkb(shapes, hex=True, byte_order=1)])
        lines = sorted(json.dumps(row, ensure_ascii=False) for row in zip(*parts))
        digest.update(json.dumps([name, counted, len(lines)]).encode())
        for line in lines:
            digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _text(value: object) -> str:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool):
        return f"{float(value):.9g}"
    return str(value)
