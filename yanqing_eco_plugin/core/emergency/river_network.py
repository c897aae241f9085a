"""Down a network of rivers from a spill: when it comes where, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import shapely.ops
from numpy.typing import NDArray

from ..errors import InputError
from .river_travel import LEADING_EDGE, passage_s, peak_velocity, unit_peak_concentration
from .road_network import RoadNetwork
from .travel import access

__all__ = ["REACH_COLUMNS", "RIVER_NOTE", "SITE_COLUMNS", "RiverDefaults", "river_travel_times"]

Floats = NDArray[np.float64]
REACH_COLUMNS = (
    *("distance_m", "earliest_h", "leading_h", "peak_h", "trailing_h", "peak_mg_l", "discharge_m3s", "velocity_ms"),
    *("note", "geometry"),
)
SITE_COLUMNS = (
    "site",
    "distance_m",
    "earliest_h",
    "leading_h",
    "peak_h",
    "trailing_h",
    "peak_mg_l",
    "note",
    "geometry",
)
RIVER_NOTE = "screening, regression on tracer studies (USGS WRI 96-4013), well mixed, nothing decays"
_METRES_PER_DEGREE = 111_195.0


@dataclass(frozen=True)
class RiverDefaults:
    """What holds where the layer does not tell it.

    Attributes
    ----------
    discharge_m3s, mean_discharge_m3s
        Now, and on the mean of years.
    drainage_km2
        Upstream of the reach.
    slope
        m/m; NaN for unknown.
    """

    discharge_m3s: float = np.nan
    mean_discharge_m3s: float = np.nan
    drainage_km2: float = np.nan
    slope: float = np.nan


def river_travel_times(
    rivers: gpd.GeoDataFrame,
    lon: float,
    lat: float,
    *,
    mass_kg: float,
    sites: gpd.GeoDataFrame | None = None,
    defaults: RiverDefaults = RiverDefaults(),
    site_reach_m: float = 500.0,
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Follow a spill downstream.

    Parameters
    ----------
    rivers
        Lines that run downstream, with ``discharge_m3s, mean_discharge_m3s, drainage_km2, slope`` where known. At a fork it
        goes where most water goes.
    lon, lat
        Of the spill, WGS-84 degrees; at most 2 km from a river.
    mass_kg
        What got into the water at once.
    sites
        Points with a ``site`` name: stations, intakes; those within `site_reach_m` of the way are told of.

    Returns
    -------
    reaches : GeoDataFrame
        `REACH_COLUMNS` at the lower end of each stretch; hours after the spill: ``earliest`` with the highest probable
        velocity (exceeded by one in a hundred rivers), ``leading`` edge, ``peak``, ``trailing`` (a tenth of the peak left).
    sites : GeoDataFrame
        `SITE_COLUMNS`, in the order in which it arrives.

    Raises
    ------
    InputError
        No river near the spill, impossible numbers, or discharge or drainage area is nowhere known.
    """
    if not (np.isfinite(mass_kg) and mass_kg > 0):
        raise InputError("The spill has no mass.", hint="Give kilograms above 0.")
    network = RoadNetwork.build(rivers)
    entry = access(network, [(lon, lat)])
    if entry.edge[0] < 0:
        raise InputError("There is no river within 2 km of the spill.", hint="Check the place and the layer of rivers.")
    facts = _facts(rivers, defaults)
    edges = _downstream(network, int(entry.edge[0]), facts["discharge"][network.row])
    rows = network.row[edges]
    share = np.ones(len(edges))
    share[0] = 1.0 - float(entry.fraction[0])
    length = network.length_m[edges] * share
    probable, highest = peak_velocity(
        facts["discharge"][rows], facts["mean"][rows], facts["area"][rows], facts["slope"][rows]
    )
    profile = _Profile(length, probable, highest, facts["discharge"][rows], facts["mean"][rows], mass_kg)
    lines = network.shapes[edges]
    lines[0] = shapely.ops.substring(lines[0], float(entry.fraction[0]), 1.0, normalized=True)
    ends = profile.at(np.arange(len(edges)), np.ones(len(edges)))
    table = gpd.GeoDataFrame(
        ends.assign(discharge_m3s=facts["discharge"][rows], velocity_ms=probable, note=RIVER_NOTE),
        geometry=list(lines),
        crs=4326,
    )
    return table[list(REACH_COLUMNS)], _sites(sites, lines, profile, network.flattening, site_reach_m)


class _Profile:
    """Times along the way, stretch by stretch."""

    def __init__(
        self, length: Floats, probable: Floats, highest: Floats, now: Floats, mean: Floats, mass: float
    ) -> None:
        self.length, self.now, self.mean, self.mass = length, now, mean, mass
        self.slow, self.fast = length / probable, length / highest

    def at(self, stretch: NDArray[np.int64], share: Floats) -> pd.DataFrame:
        """Distance, times (h) and peak (mg/l) at a share (0 … 1) of each stretch."""

        def along(values: Floats) -> Floats:
            before = np.concatenate([[0.0], np.cumsum(values)[:-1]])
            return np.asarray(before[stretch] + share * values[stretch], dtype=np.float64)

        peak, early = along(self.slow), along(self.fast)
        unit = unit_peak_concentration(peak, self.now[stretch], self.mean[stretch])
        leading = LEADING_EDGE * peak
        return pd.DataFrame(
            {
                "distance_m": along(self.length),
                "earliest_h": LEADING_EDGE * early / 3600.0,
                "leading_h": leading / 3600.0,
                "peak_h": peak / 3600.0,
                "trailing_h": (leading + passage_s(unit)) / 3600.0,
                # kg/m³ × 1000 = mg/l
                "peak_mg_l": 1e3 * unit * self.mass / self.now[stretch],
            }
        )


def _facts(rivers: gpd.GeoDataFrame, defaults: RiverDefaults) -> dict[str, Floats]:
    def column(name: str, missing: float) -> Floats:
        if name not in rivers.columns:
            return np.full(len(rivers), missing)
        return pd.to_numeric(rivers[name], errors="coerce").fillna(missing).to_numpy(dtype=np.float64)

    now = column("discharge_m3s", defaults.discharge_m3s)
    mean = column("mean_discharge_m3s", defaults.mean_discharge_m3s)
    return {
        "discharge": now,
        # Without a mean of years today's counts as usual.
        "mean": np.where(np.isfinite(mean), mean, now),
        "area": column("drainage_km2", defaults.drainage_km2) * 1e6,
        "slope": column("slope", defaults.slope),
    }


def _downstream(network: RoadNetwork, first: int, discharge: Floats) -> NDArray[np.int64]:
    order = np.argsort(network.start, kind="stable")
    starts = network.start[order]
    way, seen = [first], {first}
    while True:
        node = network.end[way[-1]]
        onward = order[np.searchsorted(starts, node, side="left") : np.searchsorted(starts, node, side="right")]
        onward = np.array([edge for edge in onward if edge not in seen], dtype=np.int64)
        if not len(onward):
            return np.array(way, dtype=np.int64)
        way.append(int(onward[np.argmax(np.nan_to_num(discharge[onward]))]))
        seen.add(way[-1])


def _sites(
    sites: gpd.GeoDataFrame | None, lines: NDArray[np.object_], profile: _Profile, flattening: float, reach_m: float
) -> gpd.GeoDataFrame:
    if sites is None or not len(sites):
        return gpd.GeoDataFrame({name: [] for name in SITE_COLUMNS[:-1]}, geometry=[], crs=4326)[list(SITE_COLUMNS)]
    placed = sites.to_crs(4326) if sites.crs is not None else sites
    placed = placed[placed.geometry.notna() & ~placed.geometry.is_empty]

    def flat(shapes: object) -> NDArray[np.object_]:
        return shapely.transform(np.asarray(shapes, dtype=object), lambda p: p * (flattening, 1.0))

    tree = shapely.STRtree(flat(lines))
    points = flat(placed.geometry.array)
    which, stretch = tree.query_nearest(points, max_distance=reach_m / _METRES_PER_DEGREE, all_matches=False)
    share = shapely.line_locate_point(tree.geometries[stretch], points[which], normalized=True)
    names = placed["site"].astype(str).to_numpy(dtype=object)[which]
    told = profile.at(stretch, share).assign(site=names, note=RIVER_NOTE)
    table = gpd.GeoDataFrame(told, geometry=list(placed.geometry.array[which]), crs=4326)
    return table.sort_values("distance_m", kind="stable", ignore_index=True)[list(SITE_COLUMNS)]
