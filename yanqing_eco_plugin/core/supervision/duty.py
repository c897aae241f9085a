"""How many minutes a week a grid asks of its person: visits to sources and the ways between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from ..errors import InputError

__all__ = ["PatrolRule", "duty_minutes", "person_minutes"]

# Length of the shortest round through n random points of an area A tends to 0.7124·√(n·A).
_ROUND = 0.7124
_WEEK_HOURS = 168.0


@dataclass(frozen=True)
class PatrolRule:
    """How often a class of sources is visited and how long a visit takes.

    Attributes
    ----------
    visits_per_week
        1 for weekly, 0.5 for fortnightly.
    minutes
        Of one visit, without the way.
    """

    visits_per_week: float
    minutes: float


def duty_minutes(
    grids: gpd.GeoDataFrame,
    sources: pd.DataFrame,
    rules: Mapping[object, PatrolRule],
    *,
    grid: str = "grid",
    source_class: str = "class",
    speed_kmh: float,
    detour: float = 1.3,
) -> pd.DataFrame:
    """Workload of every grid: Σ visits × minutes + travel.

    Travel of one visit is the mean leg of a round through the grid's n sources, 0.7124·√(A/n) (Beardwood, Halton &
    Hammersley 1959, doi:10.1017/S0305004100034095), times `detour`, at `speed_kmh`; for n = 1 the way there and back counts
    as one leg.

    Parameters
    ----------
    grids
        Polygons in a metric CRS or with a column ``area`` in square metres; the index is the grid's label.
    sources
        One row per source with the columns `grid` and `source_class`; without a grid it is left out, see `check`.
    rules
        Patrol rule of every class.
    speed_kmh, detour
        Mean speed, and length of roads in relation to straight lines.

    Returns
    -------
    DataFrame
        By grid: ``sources``, ``visits`` (a week), ``visit_minutes``, ``travel_minutes``, ``minutes`` (a week).

    Raises
    ------
    InputError
        If a class has no rule, a rule or the speed is below zero, or areas are in degrees.
    """
    if not speed_kmh > 0 or detour < 1:
        raise InputError(
            "A speed of {speed} km/h makes no sense.", hint="Give a speed above 0 and a detour from 1.", speed=speed_kmh
        )
    for name, rule in rules.items():
        if not (0 <= rule.visits_per_week <= _WEEK_HOURS and 0 <= rule.minutes < np.inf):
            raise InputError(
                "The patrol rule of class “{name}” makes no sense.", hint="Correct visits and minutes.", name=name
            )
    if "area" not in grids.columns and (grids.crs is None or grids.crs.is_geographic):
        raise InputError("The areas of the grids are not known in metres.", hint="Use a metric coordinate system.")
    area = grids["area"] if "area" in grids.columns else grids.area
    known = sources[sources[grid].isin(grids.index)]
    missing = sorted({str(one) for one in known[source_class] if one not in rules})
    if missing:
        raise InputError("There is no patrol rule for the class “{name}”.", hint="Add a rule.", name=missing[0])
    visits = known[source_class].map(lambda one: rules[one].visits_per_week).astype(float)
    minutes = known[source_class].map(lambda one: rules[one].visits_per_week * rules[one].minutes).astype(float)
    table = pd.DataFrame(index=grids.index)
    table["sources"] = known.groupby(grid).size().reindex(grids.index, fill_value=0)
    table["visits"] = visits.groupby(known[grid]).sum().reindex(grids.index, fill_value=0.0)
    table["visit_minutes"] = minutes.groupby(known[grid]).sum().reindex(grids.index, fill_value=0.0)
    leg_km = _ROUND * np.sqrt(area / table["sources"].clip(lower=1)) / 1000 * detour
    table["travel_minutes"] = table["visits"] * leg_km / speed_kmh * 60
    table["minutes"] = table["visit_minutes"] + table["travel_minutes"]
    return table


def person_minutes(minutes: pd.Series, person: pd.Series) -> pd.Series:
    """Minutes a week of every person, over all grids in which the person comes first.

    Parameters
    ----------
    minutes
        By grid.
    person
        The A person's id by grid; missing where nobody is named.
    """
    return minutes.groupby(person.reindex(minutes.index)).sum().rename("minutes")
