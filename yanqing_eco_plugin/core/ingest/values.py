"""Reads measured values written as text or typed cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from .table import Column

__all__ = ["MISSING", "parse_numbers"]

# How files write "no value".
MISSING = (
    *("", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "NONE"),
    *("-", "--", "---", "—", "——", "-;", "/", "无", "缺测"),
)

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
_SECTORS = (
    *("N 北", "NNE 北东北 东北偏北", "NE 东北", "ENE 东东北 东北偏东"),
    *("E 东", "ESE 东东南 东南偏东", "SE 东南", "SSE 南东南 东南偏南"),
    *("S 南", "SSW 南西南 西南偏南", "SW 西南", "WSW 西西南 西南偏西"),
    *("W 西", "WNW 西西北 西北偏西", "NW 西北", "NNW 北西北 西北偏北"),
)
_COMPASS = {name: 22.5 * sector for sector, names in enumerate(_SECTORS) for name in names.split()}


def parse_numbers(
    cells: Column, *, missing: Iterable[str] = MISSING, compass: bool = False
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Values, where a value is missing, and where there is something that is no number.

    Parameters
    ----------
    cells
        Text or typed cells, shape (n,).
    missing
        Spellings of "no value"; those that are numbers (999017) also match other spellings of that number (999017.0).
    compass
        Whether names of wind directions (``NNW``, 西北) stand for degrees.

    Returns
    -------
    values : ndarray of float64, shape (n,)
        NaN where missing or bad.
    is_missing, is_bad : ndarray of bool, shape (n,)
    """
    missing = tuple(missing)
    sentinels = [float(marker) for marker in missing if _PLAIN.fullmatch(marker)]
    values, is_missing = _quick(cells, missing)
    if values is None:
        values, is_missing = _slow(cells, missing, compass)
    is_missing |= np.isin(values, sentinels)
    is_bad = ~is_missing & ~np.isfinite(values)
    values = np.where(is_missing | is_bad, np.nan, values)
    return values, is_missing, is_bad


def _quick(cells: Column, missing: tuple[str, ...]) -> tuple[NDArray[np.float64] | None, NDArray[np.bool_]]:
    """All cells at once, which works as long as each is plain text and a number or a missing marker."""
    try:
        text = pc.utf8_trim_whitespace(pa.array(cells, type=pa.string()))
        absent = pc.or_(pc.is_null(text), pc.is_in(text, value_set=pa.array(missing, type=pa.string())))
        numbers = pc.cast(pc.if_else(absent, pa.scalar(None, pa.string()), text), pa.float64())
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, UnicodeEncodeError):
        return None, np.zeros(len(cells), dtype=bool)
    return numbers.to_numpy(zero_copy_only=False).astype(np.float64), absent.to_numpy(zero_copy_only=False).astype(bool)


def _slow(cells: Column, missing: tuple[str, ...], compass: bool) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    codes, uniques = pd.factorize(cells, use_na_sentinel=False)
    absent = frozenset(missing)
    read = [_one(cell, absent, compass) for cell in uniques]
    values = np.array([value for value, _ in read], dtype=np.float64)
    gone = np.array([is_missing for _, is_missing in read], dtype=bool)
    return values[codes], gone[codes]


def _one(cell: Any, missing: frozenset[str], compass: bool) -> tuple[float, bool]:
    if cell is None:
        return np.nan, True
    if isinstance(cell, (bool, np.bool_)):
        return float(cell), False
    if isinstance(cell, (int, float, np.integer, np.floating)):
        return float(cell), bool(np.isnan(float(cell)))
    if not isinstance(cell, str):
        return np.nan, cell is pd.NaT
    text = unicodedata.normalize("NFKC", cell[:64]).strip()
    if text in missing or cell.strip() in missing:
        return np.nan, True
    if compass and text.upper().removesuffix("风") in _COMPASS:
        return _COMPASS[text.upper().removesuffix("风")], False
    return (float(text), False) if _PLAIN.fullmatch(text) else (np.nan, False)
