"""Class of surface water by GB 3838-2002: the worst single factor decides."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import InputError
from .name_sets import joined_where, names_or_none
from .tables import cell_number, cell_numbers, read_table

__all__ = ["WATER_CLASSES", "WaterArrays", "WaterLimit", "class_number", "water_arrays", "water_class", "water_limits"]

WATER_CLASSES = ("I", "II", "III", "IV", "V", "劣V")

_ASCII = str.maketrans(dict(zip("ⅠⅡⅢⅣⅤ", ("I", "II", "III", "IV", "V"))))


@dataclass(frozen=True)
class WaterLimit:
    """One row of the table: limits of classes I … V of a property, in the property's unit.

    `sign` is 1 where a value must not be above, −1 where it must not be below; `rivers` and `lakes` say for which water
    it holds; `classed` whether it decides the class unless asked otherwise; `times` whether "times over" is worked out.
    """

    prop: str
    sign: int
    rivers: bool
    lakes: bool
    classed: bool
    times: bool
    limits: npt.NDArray[np.float64]


@cache
def water_limits() -> tuple[WaterLimit, ...]:
    """Rows of ``resources/standards/water_limits.csv`` in its order. Raises `InputError` for a broken cell."""
    return tuple(
        WaterLimit(
            prop=row["property"],
            sign=-1 if row["sense"] == "min" else 1,
            rivers=row["body"] != "lake",
            lakes=row["body"] != "river",
            classed=cell_number(row, "classed", "water_limits") == 1,
            times=cell_number(row, "times", "water_limits") == 1,
            limits=np.array(cell_numbers(row, WATER_CLASSES[:5], "water_limits")),
        )
        for row in read_table("water_limits")
    )


@dataclass(frozen=True)
class WaterArrays:
    """Results of `water_arrays` for n samples and k factors.

    Attributes
    ----------
    factors
        Properties that were assessed, k.
    worst
        Class 1 … 6 (6 = worse than V), 0 where nothing could be assessed; int8 (n,).
    by_factor
        Class of each factor, 0 where it has no value or no limit; int8 (k, n).
    times_over
        Value / target limit − 1 of each factor, NaN where it is not worked out; float64 (k, n).
    """

    factors: tuple[str, ...]
    worst: npt.NDArray[np.int8]
    by_factor: npt.NDArray[np.int8]
    times_over: npt.NDArray[np.float64]


def water_arrays(
    columns: Mapping[str, npt.NDArray[np.float64]],
    lake: npt.NDArray[np.bool_],
    target: npt.NDArray[np.intp],
    factors: Collection[str] | None = None,
) -> WaterArrays:
    """Class of water from plain arrays; the engine of `water_class`.

    Parameters
    ----------
    columns
        Values by property, float64 (n,); NaN, negative or infinite where there is none.
    lake
        Whether the limits of lakes and reservoirs hold, bool (n,).
    target
        Number of the target class, 1 … 5, shape (n,).
    factors
        Properties to assess; default: those the table marks as deciding.

    Returns
    -------
    WaterArrays
    """
    size = len(lake)
    rows = [
        row
        for row in water_limits()
        if row.prop in columns and (row.classed if factors is None else row.prop in factors)
    ]
    names = tuple(dict.fromkeys(row.prop for row in rows))
    by_factor = np.zeros((len(names), size), dtype=np.int8)
    times_over = np.full((len(names), size), np.nan)
    for row in rows:
        values = columns[row.prop]
        holds = np.where(lake, row.lakes, row.rivers) & (values >= 0) & np.isfinite(values)
        classes = np.searchsorted(row.sign * row.limits, row.sign * values, side="left") + 1
        at = names.index(row.prop)
        np.maximum(by_factor[at], np.where(holds, classes, 0).astype(np.int8), out=by_factor[at])
        if row.times:
            np.copyto(times_over[at], values / row.limits[target - 1] - 1.0, where=holds)
    worst = by_factor.max(axis=0, initial=0)
    return WaterArrays(names, worst, by_factor, times_over)


def class_number(text: object) -> int:
    """Number 1 … 6 of a water class however it is written (``III``, ``Ⅲ``, ``III类``, ``劣Ⅴ``, 3); 0 for none."""
    plain = str(text).strip().translate(_ASCII).upper().removesuffix("类").removesuffix(".0")
    if plain in WATER_CLASSES:
        return WATER_CLASSES.index(plain) + 1
    return int(plain) if plain in ("1", "2", "3", "4", "5", "6") else 0


def _per_row(values: Any, samples: pd.DataFrame) -> tuple[Sequence[Any], npt.NDArray[np.intp]]:
    """Different values of a parameter and, for each row of the samples, which of them holds."""
    if isinstance(values, pd.Series) and not values.index.equals(samples.index):
        raise InputError(
            "The kinds of water or target classes do not belong to the rows of the samples.",
            hint="Give them with the same index as the samples.",
        )
    if isinstance(values, str) or not hasattr(values, "__len__"):
        return [values], np.zeros(len(samples), dtype=np.intp)
    codes, unique = pd.factorize(np.asarray(values, dtype=object), use_na_sentinel=False)
    if len(codes) != len(samples):
        raise InputError(
            "There are {given} kinds of water or target classes for {rows} samples.",
            hint="Give one for all samples, or one for each.",
            given=len(codes),
            rows=len(samples),
        )
    return list(unique), codes


def water_class(
    samples: pd.DataFrame,
    *,
    body: Literal["river", "lake"] | pd.Series,
    target: Any = None,
    factors: Collection[str] | None = None,
) -> pd.DataFrame:
    """Class of each water sample, the factors that decide it and how far it is over its target.

    Each factor has the best class whose limit it keeps, the worst factor decides (GB 3838-2002 table 1; method of the
    ministry's assessment rules for surface water, 2011). pH outside 6–9 alone makes the sample 劣V.

    Parameters
    ----------
    samples
        n rows; any of ``ph, dissolved_oxygen, permanganate_index, codcr, bod5, ammonia_nitrogen, total_phosphorus`` and
        ``total_nitrogen``, mg/L. Missing, negative and infinite values are left out. Total nitrogen is not assessed, as
        in the official publication, unless `factors` names it (lakes only). Other columns are ignored.
    body
        ``river`` or ``lake`` (lakes and reservoirs: stricter phosphorus limits); for all rows or a Series with one
        each.
    target
        Target class (``III``, ``Ⅲ`` …) for all rows or one each. Default, and where missing: III.
    factors
        Properties to assess instead of the usual ones.

    Returns
    -------
    DataFrame
        Index of `samples`; ``class`` (``I, II, III, IV, V, 劣V``; None where nothing can be assessed), ``factors``
        (deciding ones, comma-joined in the table's order; empty for class I) and ``times_over`` (largest value / target
        limit − 1 of all factors over their target; 0 where none is over; NaN where nothing could be assessed, or where
        only pH or dissolved oxygen miss the target, for which the rules work out no such figure).

    Raises
    ------
    InputError
        An unknown body or target, text in a column, no usable column, lengths that do not fit.
    """
    kinds, kind_of = _per_row(body, samples)
    for kind in kinds:
        if kind not in ("river", "lake"):
            raise InputError(
                "“{body}” is no kind of surface water.", hint="Use river, or lake for lakes and reservoirs.", body=kind
            )
    targets, target_of = _per_row(target, samples)
    numbers = [3 if pd.isna(one) or one == "" else class_number(one) for one in targets]
    for one, number in zip(targets, numbers):
        if not 1 <= number <= 5:
            raise InputError("“{target}” is no target class of water.", hint="Use I, II, III, IV or V.", target=one)
    arrays = water_arrays(
        _columns(samples),
        np.array([kind == "lake" for kind in kinds])[kind_of],
        (goal := np.array(numbers, dtype=np.intp)[target_of]),
        factors,
    )
    deciding = (arrays.by_factor == arrays.worst) & (arrays.worst > 1)
    over = arrays.by_factor > goal
    most = np.where(over, np.nan_to_num(arrays.times_over, nan=-1.0), -1.0).max(axis=0, initial=-1.0)
    times = np.where(most > 0, most, np.where((arrays.worst > 0) & ~over.any(axis=0), 0.0, np.nan))
    return pd.DataFrame(
        {
            "class": names_or_none((None, *WATER_CLASSES), arrays.worst, samples.index),
            "factors": joined_where(arrays.factors, deciding),
            "times_over": times,
        },
        index=samples.index,
    )


def _columns(samples: pd.DataFrame) -> dict[str, npt.NDArray[np.float64]]:
    columns = {}
    for name in dict.fromkeys(row.prop for row in water_limits()):
        if name in samples.columns:
            try:
                columns[name] = pd.to_numeric(samples[name]).to_numpy(dtype=np.float64, na_value=np.nan)
            except (ValueError, TypeError) as error:
                raise InputError(
                    "The column {column} holds something that is no number.",
                    hint="Empty the cells that hold text, then classify the water again.",
                    details=str(error),
                    column=name,
                ) from error
    if not columns:
        raise InputError(
            "None of the columns can be used for a class of water.",
            hint="At least one of these columns is needed: {known}.",
            known=", ".join(dict.fromkeys(row.prop for row in water_limits())),
        )
    return columns
