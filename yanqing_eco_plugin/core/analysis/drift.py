"""Finds sensors whose readings move away from their neighbours' over weeks."""

from __future__ import annotations

import math
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from ..standards import PROPERTIES
from ..standards.local_days import local_stamps
from .quality_rules import QUALITY_RULES

__all__ = [
    "DRIFT_COLUMNS", "DRIFT_DAY_COLUMNS", "DRIFT_WINDOW_DAYS", "compared_properties", "daily_ratios", "drift_days",
    "drift_of", "hourly_levels", "sensor_drift",
]  # fmt: skip

DRIFT_COLUMNS = ("station_id", "property", "neighbours", "days", "drift_factor", "spread_factor", "drifting")
DRIFT_DAY_COLUMNS = ("station_id", "property", "day", "drift_factor", "drifting")
# The days up to a day that its own figure is made of.
DRIFT_WINDOW_DAYS = 30

_LEAST_NEIGHBOURS = 3
_LEAST_HOURS = 12  # of a day that counts
_LEAST_DAYS = 10
_EARTH_M = 6_371_000.0
_MAD_TO_SIGMA = 1.4826  # of a normal distribution
_SIGMAS = 4.0
_LEAST_SIGMA = 0.05


def sensor_drift(
    observations: pd.DataFrame,
    stations: gpd.GeoDataFrame,
    *,
    utc_offset_hours: float,
    neighbours: int = 6,
    within_m: float = 25_000.0,
    first_days: int = 7,
    last_days: int = 3,
) -> pd.DataFrame:
    """Compare how every sensor stands to its neighbours at the end of a span with how it stood at the beginning.

    The daily median of the logarithm of the ratio to the neighbours' hourly median is what a place has of its own (a street,
    a valley) and stays much the same; where its median over the last days has left that over the first days by more than the
    property's ``drift_factor`` and by more than four robust standard deviations, the sensor drifts, not the air. A screening
    rule [ours]: a new site of emission next to one station looks the same.

    Parameters
    ----------
    observations
        Observation frame of some weeks; at least ten days with twelve hours each are needed to say anything.
    stations
        ``station_id`` and points in degrees (EPSG:4326); neighbours may be of any kind that measures the property.
    neighbours, within_m
        How many of the nearest stations, and how far away at most; fewer than three say nothing.
    first_days, last_days
        Lengths of the beginning and the end that are compared, days.

    Returns
    -------
    DataFrame
        `DRIFT_COLUMNS`, a row for every sensor that could be compared: ``drift_factor`` (1 = as at the beginning),
        ``spread_factor`` (one robust standard deviation of the daily ratio, as a factor), ``drifting``.
    """
    tables = []
    for prop in sorted(set(observations["property"]) & set(compared_properties())):
        levels = hourly_levels(observations[observations["property"] == prop], prop, utc_offset_hours=utc_offset_hours)
        ratios = daily_ratios(levels, prop, stations, neighbours=neighbours, within_m=within_m)
        tables.append(drift_of(ratios, prop, first_days=first_days, last_days=last_days))
    tables = [table for table in tables if len(table)]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(DRIFT_COLUMNS))


def compared_properties() -> tuple[str, ...]:
    """Properties that have a limit of drift."""
    return tuple(prop for prop, rule in QUALITY_RULES.items() if not math.isinf(rule.drift_factor))


def hourly_levels(records: pd.DataFrame, prop: str, *, utc_offset_hours: float) -> pd.DataFrame:
    """Hourly means of the usable records of one property: a row for each local hour, a column for each station.

    `records` are of that property alone; what several parts of them give, side by side, is what all of them give.
    """
    known = PROPERTIES[prop]
    usable = records[(records["flag"] == "N") & records["value"].between(known.minimum, known.maximum)]
    hour = local_stamps(usable, utc_offset_hours).astype("datetime64[h]").astype("datetime64[s]")
    hourly = pd.DataFrame(
        {
            "hour": hour,
            "station": usable["station_id"].to_numpy(dtype=object),
            "value": usable["value"].to_numpy(),
        }
    )
    return hourly.pivot_table(index="hour", columns="station", values="value", aggfunc="mean")


@dataclass(frozen=True)
class Ratios:
    """How sensors of one property stand to their neighbours.

    Attributes
    ----------
    daily
        Median of a day's logarithms of the hourly ratio: days × stations; NaN for days with too few hours.
    neighbours
        How many neighbours each station is compared with.
    """

    daily: pd.DataFrame
    neighbours: pd.Series


def daily_ratios(
    levels: pd.DataFrame,
    prop: str,
    stations: gpd.GeoDataFrame,
    *,
    neighbours: int = 6,
    within_m: float = 25_000.0,
) -> Ratios:
    """How every sensor of `levels` (see `hourly_levels`) stands to its neighbours, day by day; see `sensor_drift`."""
    places = stations.set_index("station_id").geometry
    values = levels.loc[:, levels.columns.isin(places.index)].dropna(axis=1, how="all").sort_index(axis=1)
    if values.empty:
        return Ratios(pd.DataFrame(), pd.Series(dtype=np.int64))
    days = values.index.to_numpy().astype("datetime64[D]")
    near = _neighbours(places[values.columns], neighbours, within_m)
    level = np.maximum(values.to_numpy(), 0.0)
    # Ratios of values next to nothing say nothing: half the floor of the rule damps them.
    damping = max(QUALITY_RULES[prop].floor, 10.0 ** -PROPERTIES[prop].decimals)
    compared = [at for at, others in enumerate(near) if len(others) >= _LEAST_NEIGHBOURS]
    names = values.columns[compared]
    ratio = np.empty((len(values), len(compared)))
    for column, at in enumerate(compared):
        ratio[:, column] = np.log((level[:, at] + damping) / (_median(level[:, near[at]]) + damping))
    by_day = pd.DataFrame(ratio, columns=names).groupby(days)
    counts = pd.Series([len(near[at]) for at in compared], index=names, dtype=np.int64)
    return Ratios(by_day.median().where(by_day.count() >= _LEAST_HOURS), counts)


def drift_of(ratios: Ratios, prop: str, *, first_days: int = 7, last_days: int = 3) -> pd.DataFrame:
    """`DRIFT_COLUMNS` over all days of `ratios`; see `sensor_drift`."""
    found = _changes(ratios.daily.to_numpy(), first_days, last_days)
    table = pd.DataFrame({"station_id": ratios.daily.columns.to_numpy(dtype=object), "days": found.days})
    table["neighbours"] = ratios.neighbours.to_numpy()
    table["property"] = prop
    table["drift_factor"], table["spread_factor"] = np.exp(found.change), np.exp(found.sigma)
    table["drifting"] = found.drifting(prop)
    return table.loc[found.days >= _LEAST_DAYS, list(DRIFT_COLUMNS)].reset_index(drop=True)


def drift_days(ratios: Ratios, prop: str, *, first_days: int = 7, last_days: int = 3) -> pd.DataFrame:
    """`DRIFT_DAY_COLUMNS`: for each day what `drift_of` says of the `DRIFT_WINDOW_DAYS` days that end with it.

    Days of which that window says nothing (fewer than ten days with twelve hours each) have no row.
    """
    if ratios.daily.empty:
        return pd.DataFrame(columns=list(DRIFT_DAY_COLUMNS))
    days = pd.date_range(ratios.daily.index.min(), ratios.daily.index.max(), freq="D")
    daily = ratios.daily.reindex(days).to_numpy()
    stations = ratios.daily.columns.to_numpy(dtype=object)
    tables = []
    for at, day in enumerate(days):
        found = _changes(daily[max(0, at + 1 - DRIFT_WINDOW_DAYS) : at + 1], first_days, last_days)
        told = found.days >= _LEAST_DAYS
        tables.append(
            pd.DataFrame(
                {
                    "station_id": stations[told],
                    "property": prop,
                    "day": np.datetime64(day, "ns"),
                    "drift_factor": np.exp(found.change[told]),
                    "drifting": found.drifting(prop)[told],
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def _neighbours(places: gpd.GeoSeries, count: int, within_m: float) -> list[np.ndarray]:
    """Positions of the nearest other stations of each."""
    lon, lat = np.radians(places.x.to_numpy()), np.radians(places.y.to_numpy())
    plane = np.column_stack([lon * np.cos(lat.mean()), lat]) * _EARTH_M
    distance, found = cKDTree(plane).query(plane, k=min(count + 1, len(plane)))
    distance, found = np.atleast_2d(distance.T).T, np.atleast_2d(found.T).T
    own = np.arange(len(plane))
    return [found[at][(found[at] != own[at]) & (distance[at] <= within_m)][:count] for at in own]


def _median(levels: np.ndarray) -> np.ndarray:
    """Median over the neighbours that reported, NaN where fewer than three did."""
    there = np.isfinite(levels).sum(axis=1)
    ordered = np.sort(levels, axis=1)  # NaN last
    rows = np.arange(len(levels))
    low, high = (np.maximum(there, 1) - 1) // 2, np.maximum(there, 1) // 2
    return np.where(there >= _LEAST_NEIGHBOURS, (ordered[rows, low] + ordered[rows, high]) / 2, np.nan)


@dataclass(frozen=True)
class _Changes:
    """Days that count, change of the median daily ratio, robust standard deviation at the beginning; shape (n,) each."""

    days: np.ndarray
    change: np.ndarray
    sigma: np.ndarray

    def drifting(self, prop: str) -> np.ndarray:
        """Whether it is more than the rule and the scatter allow, shape (n,)."""
        moved = np.abs(self.change)
        found: np.ndarray = (moved > math.log(QUALITY_RULES[prop].drift_factor)) & (moved > _SIGMAS * self.sigma)
        return found


def _changes(daily: np.ndarray, first_days: int, last_days: int) -> _Changes:
    """Compare the end with the beginning of each column of `daily` (days × n); NaN where too few days count."""
    gone = np.isnan(daily)
    count = (~gone).sum(axis=0)
    change, sigma = np.full(len(count), math.nan), np.full(len(count), math.nan)
    told = count >= max(_LEAST_DAYS, first_days, last_days)
    if told.any():
        some, much = daily[:, told], count[told]
        # The days that count, one after the other, come first in each column.
        order = np.argsort(gone[:, told], axis=0, kind="stable")
        first = np.take_along_axis(some, order[:first_days], axis=0)
        ends = np.take_along_axis(order, much - np.arange(1, last_days + 1)[:, None], axis=0)
        middle = np.median(first, axis=0)
        change[told] = np.median(np.take_along_axis(some, ends, axis=0), axis=0) - middle
        sigma[told] = np.maximum(_MAD_TO_SIGMA * np.median(np.abs(first - middle), axis=0), _LEAST_SIGMA)
    return _Changes(count, change, sigma)
