"""Compares two plans: which units, sources and loads change hands, and which person gains or loses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..errors import InputError

__all__ = ["PlanComparison", "compare_plans"]


@dataclass(frozen=True, eq=False)
class PlanComparison:
    """What a new plan changes.

    Attributes
    ----------
    units
        Units that change hands: ``before``, ``after`` (grids) and their loads.
    grids
        By grid: ``gained``, ``lost`` (units), and per load ``<load>_before``, ``<load>_after``, ``<load>_change``.
    persons
        By person the same, summed over the person's grids; empty where no persons are given.
    sources
        Sources whose grid changes: ``before``, ``after``.
    reassigned
        Share of the units known to both plans that change hands.
    """

    units: pd.DataFrame
    grids: pd.DataFrame
    persons: pd.DataFrame
    sources: pd.DataFrame
    reassigned: float


def compare_plans(
    before: pd.Series,
    after: pd.Series,
    loads: pd.DataFrame,
    *,
    persons_before: pd.Series | None = None,
    persons_after: pd.Series | None = None,
    sources: pd.Series | None = None,
) -> PlanComparison:
    """Set two plans of the same units against each other.

    Parameters
    ----------
    before, after
        Grid of every unit; missing where a unit has none.
    loads
        Loads of the units, one column each.
    persons_before, persons_after
        A person of every grid in either plan; the later one may be left out if nobody changes.
    sources
        Unit of every source, by the source's id.

    Raises
    ------
    InputError
        If the plans have no unit in common.
    """
    units = before.index.intersection(after.index)
    if not len(units):
        raise InputError("The two plans have no unit in common.", hint="Choose two plans of the same district.")
    old, new = before.reindex(units), after.reindex(units)
    same = (old == new) | (old.isna() & new.isna())
    moved = pd.DataFrame({"before": old, "after": new}).join(loads)[~same]
    grids = _totals(before, after, loads)
    grids.insert(0, "gained", moved["after"].value_counts().reindex(grids.index, fill_value=0))
    grids.insert(1, "lost", moved["before"].value_counts().reindex(grids.index, fill_value=0))
    persons = pd.DataFrame()
    if persons_before is not None:
        later = persons_before if persons_after is None else persons_after
        persons = _totals(before.map(persons_before), after.map(later), loads)
    homes = pd.DataFrame(columns=["before", "after"])
    if sources is not None:
        homes = pd.DataFrame({"before": sources.map(before), "after": sources.map(after)})
        homes = homes[(homes["before"] != homes["after"]) & ~(homes["before"].isna() & homes["after"].isna())]
    both = old.notna() & new.notna()
    share = float((~same & both).sum() / max(int(both.sum()), 1))
    return PlanComparison(moved, grids, persons, homes, share)


def _totals(before: pd.Series, after: pd.Series, loads: pd.DataFrame) -> pd.DataFrame:
    """Sums of the loads by owner in both plans and their difference."""
    names: Sequence[str] = list(loads.columns)
    first = loads.reindex(before.index).groupby(before).sum()
    second = loads.reindex(after.index).groupby(after).sum()
    owners = first.index.union(second.index)
    table = pd.DataFrame(index=owners)
    for name in names:
        table[f"{name}_before"] = first[name].reindex(owners, fill_value=0)
        table[f"{name}_after"] = second[name].reindex(owners, fill_value=0)
        table[f"{name}_change"] = table[f"{name}_after"] - table[f"{name}_before"]
    return table
