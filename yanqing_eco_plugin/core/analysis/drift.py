"""Finds sensors whose readings move away from their neighbours' over weeks."""

from __future__ import annotations

import math

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from ..standards import PROPERTIES
from ..standards.local_days import local_stamps
from .quality_rules import QUALITY_RULES, QualityRule

__all__ = ["DRIFT_COLUMNS", "sensor_drift"]

DRIFT_COLUMNS = ("station_id", "property", "neighbours", "days", "drift_factor", "spread_factor", "drifting")

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
    places = stations.set_index("station_id").geometry
    tables = []
    for prop in sorted(set(observations["property"]) & set(QUALITY_RULES)):
        rule = QUALITY_RULES[prop]
        if not math.isinf(rule.drift_factor):
            rows = observations[(observations["property"] == prop) & observations["station_id"].isin(places.index)]
            tables.append(
                _drift_of(prop, rule, rows, places, utc_offset_hours, neighbours, within_m, first_days, last_days)
            )
    tables = [table for table in tables if len(table)]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(DRIFT_COLUMNS))


def _drift_of(
    prop: str,
    rule: QualityRule,
    rows: pd.DataFrame,
    places: gpd.GeoSeries,
    offset_hours: float,
    neighbours: int,
    within_m: float,
    first_days: int,
    last_days: int,
) -> pd.DataFrame:
    known = PROPERTIES[prop]
    usable = rows[(rows["flag"] == "N") & rows["value"].between(known.minimum, known.maximum)]
    if usable.empty:
        return pd.DataFrame(columns=list(DRIFT_COLUMNS))
    hour = local_stamps(usable, offset_hours).astype("datetime64[h]").astype("datetime64[s]")
    hourly = pd.DataFrame(
        {"hour": hour, "station": usable["station_id"].to_numpy(), "value": usable["value"].to_numpy()}
    )
    values = hourly.pivot_table(index="hour", columns="station", values="value", aggfunc="mean")
    days = values.index.to_numpy().astype("datetime64[D]")
    near = _neighbours(places[values.columns], neighbours, within_m)
    level = np.maximum(values.to_numpy(), 0.0)
    # Ratios of values next to nothing say nothing: half the floor of the rule damps them.
    damping = max(rule.floor, 10.0**-known.decimals)
    tables = []
    for at, others in enumerate(near):
        if len(others) < _LEAST_NEIGHBOURS:
            continue
        ratio = np.log((level[:, at] + damping) / (_median(level[:, others]) + damping))
        tables.append((values.columns[at], len(others), *_change(ratio, days, first_days, last_days)))
    table = pd.DataFrame(tables, columns=["station_id", "neighbours", "days", "change", "sigma"])
    table = table[table["days"] >= _LEAST_DAYS].reset_index(drop=True)
    moved = table["change"].abs()
    table["property"] = prop
    table["drift_factor"] = np.exp(table["change"])
    table["spread_factor"] = np.exp(table["sigma"])
    table["drifting"] = (moved > math.log(rule.drift_factor)) & (moved > _SIGMAS * table["sigma"])
    return table[list(DRIFT_COLUMNS)]


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


def _change(ratio: np.ndarray, days: np.ndarray, first_days: int, last_days: int) -> tuple[int, float, float]:
    """Days that count, change of the median daily ratio, and the robust standard deviation at the beginning."""
    series = pd.Series(ratio).groupby(days)
    daily = series.median()[series.count() >= _LEAST_HOURS].to_numpy()
    if len(daily) < _LEAST_DAYS:
        return len(daily), math.nan, math.nan
    first, last = daily[:first_days], daily[-last_days:]
    middle = float(np.median(first))
    sigma = _MAD_TO_SIGMA * float(np.median(np.abs(first - middle)))
    return len(daily), float(np.median(last)) - middle, max(sigma, _LEAST_SIGMA)
