"""Number, mean and extremes of the archive from sums: what needs no percentiles needs no counting by value.

The sums are those of `record_sums.sum_names`; means follow from them as everywhere else: levels in dB as energy means, angles
as vector means, which have no extremes.
"""

from __future__ import annotations

import math

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from .queries import CIRCULAR, ENERGETIC, energy_of, level_of
from .record_sums import EXTREMES, sum_names

__all__ = ["moments", "moments_of_frame", "sums_of_rows"]


def sums_of_rows(rows: ir.Table, keys: list[str], prop: str) -> ir.Table:
    """Sums of valid records by `keys`: ``n``, the sums of `sum_names`, ``low`` and ``high``."""
    value = rows.value
    terms = {"total": value, "energy": energy_of(value)}
    if prop in CIRCULAR:
        radians = value * (math.pi / 180.0)
        terms = {"east": radians.sin(), "north": radians.cos()}
    sums = {name: terms[name].sum() for name in sum_names(prop)}
    return rows.group_by(keys).agg(n=rows.count().cast("int64"), **sums, low=value.min(), high=value.max())


def moments(sums: ir.Table, keys: list[str], prop: str) -> ir.Table:
    """``n, mean, max, min`` by `keys` from sums of records."""
    total = {name: sums[name].sum() for name in sum_names(prop)}
    n = sums.n.sum().cast("int64")
    if prop in CIRCULAR:
        mean = (total["east"].atan2(total["north"]) * (180.0 / math.pi) + 360.0) % 360.0
    else:
        mean = level_of(total["energy"] / n) if prop in ENERGETIC else total["total"] / n
    grouped = sums.group_by(keys).agg(n=n, mean=mean, max=sums.high.max(), min=sums.low.min())
    if prop in CIRCULAR:
        grouped = grouped.mutate(**dict.fromkeys(("max", "min"), ibis.null("float64")))
    return grouped.select(*keys, "n", "mean", "max", "min").order_by(keys)


def moments_of_frame(sums: pd.DataFrame, keys: list[str], prop: str) -> pd.DataFrame:
    """As `moments`; the extremes are missing where the sums bring none."""
    grouped = sums.groupby(keys, dropna=False, sort=False)
    found = grouped[["n", *sum_names(prop)]].sum()
    if prop not in CIRCULAR and set(EXTREMES) <= set(sums.columns):
        found["max"], found["min"] = grouped["high"].max(), grouped["low"].min()
    else:
        found["max"] = found["min"] = np.nan
    found = found.reset_index()
    n = found["n"].to_numpy(np.float64)
    total = [found[name].to_numpy(np.float64) for name in sum_names(prop)]
    if prop in CIRCULAR:
        found["mean"] = (np.degrees(np.arctan2(*total)) + 360.0) % 360.0
    else:
        found["mean"] = np.log(total[0] / n) * (10.0 / np.log(10.0)) if prop in ENERGETIC else total[0] / n
    for key in keys:
        if found[key].dtype == object and found[key].isna().any():
            # As engines give what is not known.
            found[key] = found[key].where(found[key].notna(), None)
    return found[[*keys, "n", "mean", "max", "min"]]
