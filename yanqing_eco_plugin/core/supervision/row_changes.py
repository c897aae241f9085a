"""Finds which rows of a plan differ from those it was made from, so that only these are written."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

__all__ = ["changed_rows"]

_VERSION = "row_version"
# Decimals of a degree (a tenth of a millimetre is nine), and significant digits of figures.
_DIGITS = 10


def changed_rows(new: pd.DataFrame, old: pd.DataFrame | None, key: str) -> tuple[pd.DataFrame, Mapping[str, int]]:
    """Rows of `new` that are not in `old` as they are, and keys of rows that are gone.

    Parameters
    ----------
    new, old
        Rows of one table; `old` as read, with the column ``row_version``; None where there were none.

    Returns
    -------
    tuple
        The rows with the ``row_version`` they were made from (0: new), and the versions of the rows that are gone by key.
    """
    versions = {} if old is None else dict(zip(old[key], old[_VERSION].fillna(0).astype(int), strict=True))
    known = {} if old is None else dict(zip(old[key], _prints(old, new), strict=True))
    keep = [known.get(one) != said for one, said in zip(new[key], _prints(new, new), strict=True)]
    rows = new[np.array(keep, dtype=bool)].copy()
    rows[_VERSION] = [versions.get(one, 0) for one in rows[key]]
    here = set(new[key])
    return rows, {one: version for one, version in versions.items() if one not in here}


def _prints(table: pd.DataFrame, like: pd.DataFrame) -> list[tuple[object, ...]]:
    """What each row says, in the columns of `like`, in a form that can be compared."""
    shaped = isinstance(like, gpd.GeoDataFrame)
    columns = [one for one in like.columns if one != _VERSION and not (shaped and one == like.geometry.name)]
    parts: list[list[object]] = []
    for column in columns:
        values = table[column] if column in table.columns else pd.Series(None, index=table.index, dtype=object)
        parts.append([None if pd.isna(one) else _plain(one) for one in values.tolist()])
    if shaped:
        shapes = np.asarray(table.geometry.array, dtype=object)
        parts.append(shapely.to_wkb(shapely.transform(shapes, lambda xy: np.round(xy, _DIGITS))).tolist())
    return list(zip(*parts, strict=True)) if parts else [()] * len(table)


def _plain(value: object) -> object:
    # Sums in another order differ in their last digits.
    return float(f"{float(value):.{_DIGITS}g}") if isinstance(value, (int, float, np.integer, np.floating)) else value
