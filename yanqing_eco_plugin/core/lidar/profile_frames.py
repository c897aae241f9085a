"""Profiles over time as rows with a place: the boundary layer, and lines that stand above the lidar."""

from __future__ import annotations

from datetime import timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import Point

from ..errors import InputError
from .geometry import checked_location
from .time_height import TimeHeight

__all__ = ["layer_frame", "profile_lines"]


def layer_frame(profiles: TimeHeight) -> gpd.GeoDataFrame:
    """The boundary layer of each profile as points at the lidar (EPSG:4326; without geometry where its place is unknown).

    Returns
    -------
    GeoDataFrame
        ``time`` (naive UTC), ``height_m, uncertainty_m, gradient_m, agrees, residual_m, strength, cloud_base_m, night,
        synthetic``; heights are NaN where none was found, ``agrees`` is 1 where wavelet and gradient do.
    """
    layer, place = profiles.layer, profiles.location
    known = np.isfinite(place.longitude) and np.isfinite(place.latitude)
    count = len(profiles.time)
    return gpd.GeoDataFrame(
        {
            "time": pd.Series(profiles.time.astype("datetime64[ns]")),
            "height_m": layer.height_m,
            "uncertainty_m": layer.uncertainty_m,
            "gradient_m": layer.gradient_m,
            "agrees": layer.agrees.astype(np.int64),
            "residual_m": layer.residual_m,
            "strength": layer.strength,
            "cloud_base_m": profiles.cloud_base_m,
            "night": profiles.night.astype(np.int64),
            "synthetic": np.full(count, int(bool(profiles.attributes.get("synthetic", 0)))),
        },
        geometry=[Point(place.longitude, place.latitude) if known else None] * count,
        crs=4326,
    )


def profile_lines(
    profiles: TimeHeight, quantity: str, *, every: timedelta = timedelta(hours=1), piece_m: float = 120.0
) -> gpd.GeoDataFrame:
    """The profiles of each `every` as a stack of upright lines above the lidar, for a 3-D view with time.

    Returns
    -------
    GeoDataFrame
        EPSG:4326 with heights above sea level (above the instrument where its altitude is unknown): ``value, quantity,
        height_from, height_to, start, end`` (naive UTC); pieces without a value are left out.

    Raises
    ------
    InputError
        When the place is not known, or the profiles do not have the quantity.
    """
    if quantity not in profiles.fields:
        raise InputError(
            "The profiles have no “{quantity}”.",
            hint="They have: {known}.",
            quantity=quantity,
            known=", ".join(profiles.fields),
        )
    place = checked_location(profiles.location)
    base = place.altitude_m if np.isfinite(place.altitude_m) else 0.0
    step = np.timedelta64(int(every.total_seconds()), "s")
    known = ~np.isnat(profiles.time)
    spans = profiles.time[known].astype("datetime64[s]").astype(np.int64) // step.astype(np.int64)
    pieces = (profiles.height_m // piece_m).astype(np.int64)
    values = profiles.fields[quantity][known].astype(np.float64)
    rows, lines = [], []
    for span in np.unique(spans):
        part = values[spans == span]
        start = np.datetime64(int(span) * int(step.astype(np.int64)), "s")
        for piece in np.unique(pieces):
            inside = part[:, pieces == piece]
            inside = inside[np.isfinite(inside)]
            if inside.size == 0:
                continue
            low, top = piece * piece_m, (piece + 1) * piece_m
            rows.append((float(inside.mean()), quantity, low, top, start, start + step))
            lines.append([(place.longitude, place.latitude, base + low), (place.longitude, place.latitude, base + top)])
    frame = pd.DataFrame(rows, columns=["value", "quantity", "height_from", "height_to", "start", "end"])
    shapes = list(shapely.linestrings(np.array(lines))) if lines else []
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=4326)
