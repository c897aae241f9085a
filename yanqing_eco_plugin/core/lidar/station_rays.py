"""Where the rays of a scan pass stations: the pairs of which the relation to mass is fitted."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .geometry import beam_height, checked_location, to_site
from .polar import nearest_gates
from .scan import LidarScan

__all__ = ["extinction_at_stations"]

Floats = NDArray[np.float64]
_LEAST_GATES = 5


def extinction_at_stations(
    scan: LidarScan,
    extinction: Floats,
    range_m: Floats,
    stations: gpd.GeoDataFrame,
    *,
    radius_m: float = 300.0,
    highest_m: float = 300.0,
) -> pd.DataFrame:
    """Median extinction of the gates within `radius_m` of each station that the rays pass.

    Parameters
    ----------
    scan
        A turn or a sector.
    extinction
        (n_rays, n_bins) any unit; NaN where masked.
    range_m
        (n_bins,) metres.
    stations
        Points with ``station_id`` and, where known, ``altitude_m``.
    highest_m
        How far above the station the beam may pass; stations of unknown altitude stand as high as the lidar.

    Returns
    -------
    DataFrame
        ``station_id, distance_m, above_m, gates, extinction``, one row for each station under the scan.
    """
    columns = ["station_id", "distance_m", "above_m", "gates", "extinction"]
    place = checked_location(scan.location, str(scan.attributes.get("file", "")))
    standing = stations[stations.geometry.notna() & ~stations.geometry.is_empty]
    if standing.empty:
        return pd.DataFrame(columns=columns)
    points = standing.geometry.to_crs(4326)
    east, north = to_site(float(place.longitude), float(place.latitude), "EPSG:4326").transform(
        points.x.to_numpy(), points.y.to_numpy()
    )
    east, north = np.asarray(east), np.asarray(north)
    ray, gate = nearest_gates(scan.azimuth, scan.elevation, range_m, east, north)
    turn = np.radians(scan.azimuth)
    base = place.altitude_m if np.isfinite(place.altitude_m) else np.nan
    altitude = (
        standing["altitude_m"].to_numpy(dtype=np.float64, na_value=np.nan)
        if "altitude_m" in standing
        else np.full(len(standing), np.nan)
    )
    rows = []
    for number in np.flatnonzero(gate >= 0):
        above = float(beam_height(range_m[gate[number]], scan.elevation[ray[number]]))
        above += float(np.nan_to_num(base - altitude[number], nan=0.0))
        if not -radius_m <= above <= highest_m:
            continue
        # Only gates near it: their bins lie within the radius on either side.
        distance = float(np.hypot(east[number], north[number]))
        near = slice(*np.searchsorted(range_m, [distance - radius_m, distance + radius_m]))
        away = (np.sin(turn)[:, np.newaxis] * range_m[near] - east[number]) ** 2
        away += (np.cos(turn)[:, np.newaxis] * range_m[near] - north[number]) ** 2
        inside = extinction[:, near][away <= radius_m**2]
        inside = inside[np.isfinite(inside)]
        if inside.size >= _LEAST_GATES:
            rows.append((standing["station_id"].iloc[number], distance, above, inside.size, float(np.median(inside))))
    return pd.DataFrame(rows, columns=columns)
