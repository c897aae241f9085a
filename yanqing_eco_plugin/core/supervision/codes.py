"""Fifteen-digit codes of grids after DB11/T 2157-2023."""

from __future__ import annotations

import re

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..errors import InputError

__all__ = ["CODE_LENGTH", "code_parts", "grid_codes", "is_grid_code"]

CODE_LENGTH = 15
_VILLAGE = re.compile(r"\d{12}", re.ASCII)
_CODE = re.compile(r"\d{12}(?!000)\d{3}", re.ASCII)
_MOST = 999


def is_grid_code(code: object) -> bool:
    """Whether `code` is text of 15 digits with a sequence number from 001 on."""
    return isinstance(code, str) and _CODE.fullmatch(code) is not None


def code_parts(code: str) -> tuple[str, str, str, int]:
    """District (6 digits), township (3), village or community (3) and sequence number of a grid's code.

    Raises
    ------
    InputError
        If the code is none.
    """
    if not is_grid_code(code):
        raise InputError(
            "“{code}” is no code of a grid.",
            hint="It takes 15 digits: district 6, township 3, village 3, number 3.",
            code=code,
        )
    return code[:6], code[6:9], code[9:12], int(code[12:])


def grid_codes(
    grids: gpd.GeoDataFrame, village: str | pd.Series, *, existing: str | pd.Series | None = None
) -> pd.Series:
    """Number the grids of each village from west to east and, row by row, from north to south.

    Rows are as high as the median grid of the village. Existing codes stay as they are and are never given
    twice; new grids continue after the highest number ever used, so that gaps in the numbering stay.

    Parameters
    ----------
    grids
        Polygons, one row per grid.
    village
        Column or Series with the 12-digit code of each grid's village or community.
    existing
        Column or Series with the codes in force; missing for new grids. Codes of grids no longer in the layer may follow
        under other labels: their numbers stay used.

    Returns
    -------
    Series
        Text of 15 digits, index of `grids`.

    Raises
    ------
    InputError
        If a village's code is none, an existing code is none, double or of another village, or a village has more than 999.
    """
    villages = (grids[village] if isinstance(village, str) else village.reindex(grids.index)).astype(object)
    for unit, code in zip(villages.index, villages.tolist(), strict=True):
        if not isinstance(code, str) or not _VILLAGE.fullmatch(code):
            raise InputError(
                "The grid “{grid}” has no 12-digit village code but “{code}”.",
                hint="Give every grid the code of its village or community as text.",
                grid=unit,
                code=code,
            )
    old = pd.Series(dtype=object) if existing is None else (grids[existing] if isinstance(existing, str) else existing)
    old = old.dropna()
    _check_existing(old, villages)
    result = pd.Series(np.full(len(grids), None, dtype=object), index=grids.index, name="code")
    kept = old.index.intersection(grids.index)
    result[kept] = old[kept]
    used = old.groupby(old.str[:12]).max().str[12:].astype(int).to_dict()
    shapes = pd.Series(np.asarray(grids.geometry.array, dtype=object), index=grids.index)
    fresh = villages[result.isna()].unique()
    for code, members in villages[villages.isin(fresh)].groupby(villages):
        new = members.index[result[members.index].isna()]
        first = used.get(code, 0) + 1
        if first + len(new) - 1 > _MOST:
            raise InputError(
                "The village {village} has more than {most} grids.",
                hint="Make fewer grids there.",
                village=code,
                most=_MOST,
            )
        order = _reading_order(shapes[members.index].to_numpy(), members.index.isin(new))
        for number, at in enumerate(order.tolist(), first):
            result.loc[members.index[at]] = f"{code}{number:03d}"
    return result


def _check_existing(old: pd.Series, villages: pd.Series) -> None:
    home = villages.to_dict()
    for grid, code in old.to_dict().items():
        if not is_grid_code(code):
            raise InputError("“{code}” is no code of a grid.", hint="Correct the codes in force first.", code=code)
        if grid in home and code[:12] != home[grid]:
            raise InputError(
                "The code {code} belongs to another village than its grid ({village}).",
                hint="A grid that moves to another village gets a new code: leave its code empty.",
                code=code,
                village=home[grid],
            )
    if old.duplicated().any():
        raise InputError(
            "The code {code} occurs twice.",
            hint="Correct the codes in force first.",
            code=old[old.duplicated()].iloc[0],
        )


def _reading_order(shapes: NDArray[np.object_], chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Positions of the chosen shapes, rows from north to south and west to east in a row."""
    centre = shapely.get_coordinates(shapely.centroid(shapes))
    bounds = shapely.bounds(shapes)
    # Height of a row: in degrees a square is not as high as it is wide, so heights are compared with heights only.
    high = float(np.median(bounds[:, 3] - bounds[:, 1]))
    top = float(bounds[:, 3].max())
    row = np.floor((top - centre[:, 1]) / max(high, 1e-300) + 1e-9)
    order = np.lexsort((-centre[:, 1], centre[:, 0], row))
    return np.asarray(order[chosen[order]], dtype=np.int64)
