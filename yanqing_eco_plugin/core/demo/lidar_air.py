"""The air under the demo's lidar, as the demo's stations measure it: extinction that follows their PM2.5."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from ..data_centre import DataCentre
from ..lidar.geometry import to_site
from ..lidar.scan import Location

__all__ = ["MASS_OFFSET", "MASS_PER_EXTINCTION", "StationAir"]

Floats = NDArray[np.float64]

MASS_PER_EXTINCTION = 280.0
"""µg/m³ per km⁻¹: an extinction of 3.6 m² per gram, usual for fine particles."""

MASS_OFFSET = 6.0
"""µg/m³ that the made-up light does not see."""

_REACH_M = 7000.0
_CELL_M = 200.0
_NEAR_M = 120.0
_LEAST = 3e-5
_USUAL = 1.5e-4


class StationAir:
    """Extinction near the ground around a place, hour by hour, between the stations by the inverse fourth power of distance.

    The demo measures no humidity, so that the extinction is that of the air as it is.

    Parameters
    ----------
    centre
        With the stations and their hourly PM2.5.
    site
        Of the lidar.
    end
        Of the last day, with a time zone.
    """

    def __init__(self, centre: DataCentre, site: Location, end: datetime) -> None:
        stations = centre.stations()
        east, north = to_site(float(site.longitude), float(site.latitude), "EPSG:4326").transform(
            stations.geometry.x.to_numpy(), stations.geometry.y.to_numpy()
        )
        near = np.hypot(east, north) <= _REACH_M
        ids = stations["station_id"].to_numpy()[near]
        rows = centre.series(list(ids), ["pm2_5"], end - timedelta(hours=25), end)
        rows = rows[(rows["flag"] == "N") & rows["value"].notna() & (rows["interval"] == 3600)]
        self._mass = rows.pivot_table(index="time", columns="station_id", values="value")
        place = {name: (x, y) for name, x, y in zip(ids, np.asarray(east)[near], np.asarray(north)[near])}
        self.places = np.array([place[name] for name in self._mass.columns]).reshape(-1, 2)
        self._axis = np.arange(-_REACH_M, _REACH_M + _CELL_M, _CELL_M)
        across, up = (one.reshape(-1, 1) for one in np.meshgrid(self._axis, self._axis))
        away = (across - self.places[:, 0]) ** 2 + (up - self.places[:, 1]) ** 2 + _NEAR_M**2
        self._weights = 1.0 / (away * away)

    def at(self, hour: datetime) -> Callable[[Floats, Floats], Floats]:
        """Extinction (m⁻¹) by metres east and north of the lidar, in the hour that ends then."""
        mass = self._hour(hour)
        known = np.isfinite(mass)
        if not known.any():
            return lambda east, north: np.full(np.broadcast(east, north).shape, _USUAL)
        mean = (self._weights @ np.where(known, mass, 0.0)) / (self._weights @ known.astype(np.float64))
        grid = _extinction(mean).reshape(self._axis.size, -1)

        def field(east: Floats, north: Floats) -> Floats:
            at = np.stack([(north + _REACH_M) / _CELL_M, (east + _REACH_M) / _CELL_M])
            return np.asarray(map_coordinates(grid, at, order=1, mode="nearest"))

        return field

    def mean(self, hour: datetime) -> float:
        """Mean extinction (m⁻¹) at the stations in the hour that ends then."""
        mass = self._hour(hour)
        known = mass[np.isfinite(mass)]
        return float(_extinction(known.mean(keepdims=True))[0]) if known.size else _USUAL

    def _hour(self, hour: datetime) -> Floats:
        if pd.Timestamp(hour) not in self._mass.index:
            return np.full(self._mass.shape[1], np.nan)
        return self._mass.loc[pd.Timestamp(hour)].to_numpy(dtype=np.float64)


def _extinction(mass: Floats) -> Floats:
    return np.maximum(1e-3 * (mass - MASS_OFFSET) / MASS_PER_EXTINCTION, _LEAST)
