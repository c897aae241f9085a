"""Evaluation of air quality over a month or a year by HJ 663: percentiles and the composite index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import InputError
from .editions import edition_positions
from .tables import cell_numbers, read_table

__all__ = ["EvaluationItem", "composite_index", "evaluation_items", "evaluation_percentile"]


@dataclass(frozen=True)
class EvaluationItem:
    """One pollutant of one edition.

    `percentile` (0–100) is that of its daily values; `composite` (``mean`` or ``percentile``) goes into the composite
    index with `weight` and `limit` (the property's unit).
    """

    percentile: float
    composite: str
    weight: float
    limit: float


@cache
def _editions() -> Mapping[str, tuple[np.datetime64, Mapping[str, EvaluationItem]]]:
    editions: dict[str, tuple[np.datetime64, dict[str, EvaluationItem]]] = {}
    for row in sorted(read_table("evaluation"), key=lambda row: row["valid_from"]):
        percentile, weight, limit = cell_numbers(row, ("percentile", "weight", "limit"), "evaluation")
        _, items = editions.setdefault(row["edition"], (np.datetime64(row["valid_from"], "D"), {}))
        items[row["property"]] = EvaluationItem(percentile, row["composite"], weight, limit)
    return editions


def evaluation_items(*, on: Any = None, edition: str | None = None) -> Mapping[str, EvaluationItem]:
    """Items of the edition in force on a local date, or of a forced one (``2013``, ``2026``); else of the newest.

    Raises
    ------
    InputError
        There is no such edition, or `on` is no date.
    """
    editions = _editions()
    if edition is not None:
        if str(edition) not in editions:
            raise InputError(
                "There is no edition {edition} of the evaluation of air quality.",
                hint="Use one of these: {names}.",
                edition=edition,
                names=", ".join(editions),
            )
        return editions[str(edition)][1]
    if on is None:
        return list(editions.values())[-1][1]
    starts = np.array([start for start, _ in editions.values()])
    return list(editions.values())[int(edition_positions(starts, on))][1]


def evaluation_percentile(values: npt.ArrayLike, percentile: float) -> float:
    """Percentile of daily values as HJ 663 takes it: rank 1 + (n − 1)·p, linear between neighbours.

    Parameters
    ----------
    values
        Daily values, shape (n,); missing ones (NaN) are left out.
    percentile
        0 … 100.

    Returns
    -------
    float
        In the unit of `values`; NaN where there is none.

    Raises
    ------
    InputError
        `percentile` is not between 0 and 100.
    """
    if not 0 <= percentile <= 100:
        raise InputError("{percentile} is no percentile.", hint="Give a number from 0 to 100.", percentile=percentile)
    known = np.asarray(values, dtype=np.float64)
    known = np.sort(known[~np.isnan(known)])
    if not len(known):
        return float("nan")
    rank = (len(known) - 1) * percentile / 100
    low = int(rank)
    high = min(low + 1, len(known) - 1)
    return float(known[low] + (known[high] - known[low]) * (rank - low))


def composite_index(values: pd.DataFrame, *, on: Any = None, edition: str | None = None) -> pd.DataFrame:
    """Composite index of air quality (环境空气质量综合指数): the weighted sum of concentration / limit.

    Parameters
    ----------
    values
        One row for each place, n rows; columns ``so2, no2, pm10, pm2_5`` (mean of the period), ``co`` (95th percentile
        of the daily means, mg/m³) and ``o3_8h`` (90th percentile of the daily maximum 8 h means); others µg/m³.
    on, edition
        Local date that chooses the edition, or the edition itself; one for all rows, so that years compare under one
        rule.

    Returns
    -------
    DataFrame
        Index of `values`; ``composite`` (NaN where an item is missing, for a sum of fewer items compares with nothing),
        ``largest`` (property with the largest single index) and ``single_<property>`` (weight · C / limit).

    Raises
    ------
    InputError
        A column is missing, or there is no such edition.
    """
    items = evaluation_items(on=on, edition=edition)
    missing = [name for name in items if name not in values.columns]
    if missing:
        raise InputError(
            "The composite index lacks these columns: {missing}.",
            hint="It is the sum over all six pollutants.",
            missing=", ".join(missing),
        )
    columns = {name: values[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in items}
    parts = np.column_stack([item.weight * columns[name] / item.limit for name, item in items.items()])
    known = ~np.isnan(parts)
    largest = np.array([*items], dtype=object)[np.where(known, parts, -np.inf).argmax(axis=1)]
    largest[~known.any(axis=1)] = None
    result = {
        "composite": parts.sum(axis=1),
        "largest": largest,
        **{f"single_{name}": parts[:, at] for at, name in enumerate(items)},
    }
    return pd.DataFrame(result, index=values.index)
