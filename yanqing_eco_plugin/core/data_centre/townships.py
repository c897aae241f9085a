"""The air of each township from the stations that stand in it."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from ..standards import PROPERTIES
from ..standards.assessment import Assessment, Assessor
from .schema import TABLES

__all__ = [
    "CONCENTRATIONS",
    "TOWNSHIP_STATUS_COLUMNS",
    "AirState",
    "TownshipStates",
    "township_positions",
    "township_rows",
    "township_states",
]

Ints = npt.NDArray[np.int64]

TOWNSHIP_STATUS_COLUMNS = [column.name for column in TABLES["township_status"].columns]
CONCENTRATIONS = ["pm2_5", "pm10", "so2", "no2", "co", "o3"]
# Reference stations count before micro-stations, of which only PM2.5 is taken.
_BASES = (("air", 6), ("micro", 1))
_AIR = [list(PROPERTIES).index(name) for name in CONCENTRATIONS]


@dataclass(frozen=True)
class AirState:
    """What the stations say now, one entry per station.

    Attributes
    ----------
    kind
        Shape (n,), text.
    township
        Position of its township, -1 for none, shape (n,).
    newest
        Microseconds UTC, the least integer where it never said anything, shape (n,).
    limit
        Stale limit, seconds, shape (n,).
    values
        Concentrations in the order of `CONCENTRATIONS`, shape (n, 6), NaN where missing.
    """

    kind: npt.NDArray[np.object_]
    township: Ints
    newest: Ints
    limit: Ints
    values: npt.NDArray[np.float64]


def township_positions(stations: gpd.GeoDataFrame, townships: gpd.GeoDataFrame) -> Ints:
    """Position in `townships` of the township of each station, shape (n,); -1 where it stands in none.

    What the station itself says (code or name) comes first, then the polygon it stands in; a point on a common border
    goes to the first township in order.
    """
    names = {name: at for column in ("name", "code") for at, name in enumerate(townships[column]) if name}
    found = np.array([names.get(said, -1) for said in stations["township"]], np.int64)
    rest = np.flatnonzero(found < 0)
    shapes = np.array(townships.geometry.values, dtype=object)
    if len(rest) and len(shapes):
        points = np.array(stations.geometry.values, dtype=object)[rest]
        point, polygon = shapely.STRtree(shapes).query(points, predicate="intersects")
        order = np.lexsort((-polygon, point))
        found[rest[point[order]]] = polygon[order]
    return found


@dataclass(frozen=True)
class TownshipStates:
    """The air of m townships.

    Attributes
    ----------
    newest
        Microseconds UTC, shape (m,); of no meaning where nobody reports.
    stations, reporting
        How many there are and how many of them report, shape (m,).
    basis
        Kind of station that the values come from, None where nobody reports, shape (m,).
    judged
        Index and level of the values.
    values
        Concentrations in the order of `CONCENTRATIONS`, shape (m, 6), NaN where missing.
    """

    newest: Ints
    stations: Ints
    reporting: Ints
    basis: npt.NDArray[np.object_]
    judged: Assessment
    values: npt.NDArray[np.float64]


def township_states(size: int, air: AirState, *, utc_offset_hours: float) -> TownshipStates:
    """Status of every township.

    Concentrations are the means over the reporting air stations, or, where there is none, over the reporting
    micro-stations (PM2.5 alone); ``basis`` says which. A station reports where its newest record is not older than the
    newest of its kind by more than its stale limit. Index and level are those of the mean concentrations.

    Parameters
    ----------
    size
        How many townships there are.
    """
    means = np.full((size, len(CONCENTRATIONS)), np.nan)
    newest = np.full(size, np.iinfo(np.int64).min)
    stations, reporting = np.zeros(size, np.int64), np.zeros(size, np.int64)
    basis = np.full(size, None, dtype=object)
    for kind, width in reversed(_BASES):
        own = np.flatnonzero((air.kind == kind) & (air.township >= 0))
        last = air.newest[air.kind == kind].max(initial=np.iinfo(np.int64).min + 10**15)
        spoken = ~np.isnan(air.values[own, :width]).all(axis=1)
        fresh = own[spoken & (air.newest[own] >= last - air.limit[own] * 1_000_000)]
        there, live = np.bincount(air.township[own], minlength=size), np.bincount(air.township[fresh], minlength=size)
        # Where nobody reports, the township still shows how many stations it has.
        shown = (live > 0) | ((there > 0) & (reporting == 0))
        stations[shown], reporting[shown] = there[shown], live[shown]
        basis[live > 0] = kind
        means[live > 0] = np.nan
        means[live > 0, :width] = _means(air.values[fresh, :width], air.township[fresh], size)[live > 0]
        newest[live > 0] = np.iinfo(np.int64).min
        np.maximum.at(newest, air.township[fresh], air.newest[fresh])
    clock = (np.where(reporting > 0, newest, 0) + round(utc_offset_hours * 3_600_000_000) - 1).astype("datetime64[us]")
    values = np.full((size, len(PROPERTIES)), np.nan)
    values[:, _AIR] = means
    places = pd.DataFrame({"kind": np.where(basis == "micro", "micro", "air")})
    judged = Assessor(places).judge(values, clock)
    return TownshipStates(newest, stations, reporting, basis, judged, means)


def township_rows(townships: pd.DataFrame, air: AirState, *, utc_offset_hours: float) -> pd.DataFrame:
    """Status of every township as rows of ``township_status``; see `township_states`."""
    found = township_states(len(townships), air, utc_offset_hours=utc_offset_hours)
    moments = pd.Series(found.newest.astype("datetime64[us]").astype("datetime64[ns]")).dt.tz_localize("UTC")
    plain = pd.DataFrame(
        {
            "code": townships["code"].to_numpy(),
            "newest": moments.where(found.reporting > 0),
            "stations": pd.array(found.stations, dtype="Int64"),
            "reporting": pd.array(found.reporting, dtype="Int64"),
            "basis": found.basis,
        }
    )
    values = pd.DataFrame(found.values, columns=CONCENTRATIONS)
    return pd.concat([plain, found.judged.frame(plain.index), values], axis=1)[TOWNSHIP_STATUS_COLUMNS]


def _means(values: npt.NDArray[np.float64], group: Ints, size: int) -> npt.NDArray[np.float64]:
    means = np.full((size, values.shape[1]), np.nan)
    for column in range(values.shape[1]):
        known = ~np.isnan(values[:, column])
        count = np.bincount(group[known], minlength=size)
        total = np.bincount(group[known], values[known, column], size)
        np.divide(total, count, out=means[:, column], where=count > 0)
    return means
