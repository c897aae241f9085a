"""The air of each township from the stations that stand in it."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from ..standards.assessment import assess
from .schema import TABLES

__all__ = ["CONCENTRATIONS", "TOWNSHIP_STATUS_COLUMNS", "AirState", "township_positions", "township_rows"]

Ints = npt.NDArray[np.int64]

TOWNSHIP_STATUS_COLUMNS = [column.name for column in TABLES["township_status"].columns]
CONCENTRATIONS = ["pm2_5", "pm10", "so2", "no2", "co", "o3"]
# Reference stations count before micro-stations, of which only PM2.5 is taken.
_BASES = (("air", 6), ("micro", 1))


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


def township_rows(townships: pd.DataFrame, air: AirState, *, utc_offset_hours: float) -> pd.DataFrame:
    """Status of every township.

    Concentrations are the means over the reporting air stations, or, where there is none, over the reporting
    micro-stations (PM2.5 alone); ``basis`` says which. A station reports where its newest record is not older than the
    newest of its kind by more than its stale limit. Index and level are those of the mean concentrations.
    """
    size = len(townships)
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
    moments = pd.Series(newest.astype("datetime64[us]").astype("datetime64[ns]")).dt.tz_localize("UTC")
    moments = moments.where(reporting > 0)
    values = pd.DataFrame(means, columns=CONCENTRATIONS)
    places = pd.DataFrame({"kind": np.where(basis == "micro", "micro", "air")})
    judged = assess(places, values, on=moments, utc_offset_hours=utc_offset_hours)
    plain = pd.DataFrame(
        {
            "code": townships["code"].to_numpy(),
            "newest": moments,
            "stations": pd.array(stations, dtype="Int64"),
            "reporting": pd.array(reporting, dtype="Int64"),
            "basis": basis,
        }
    )
    return pd.concat([plain, judged, values], axis=1)[TOWNSHIP_STATUS_COLUMNS]


def _means(values: npt.NDArray[np.float64], group: Ints, size: int) -> npt.NDArray[np.float64]:
    means = np.full((size, values.shape[1]), np.nan)
    for column in range(values.shape[1]):
        known = ~np.isnan(values[:, column])
        count = np.bincount(group[known], minlength=size)
        total = np.bincount(group[known], values[known, column], size)
        np.divide(total, count, out=means[:, column], where=count > 0)
    return means
