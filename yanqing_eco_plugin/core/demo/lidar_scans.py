"""A made-up day of the demo's lidar in the catalogue: turns, a volume, one section and one day of profiles.

The air in them follows the made-up stations, so that the hourly relation between extinction and mass holds in the demo.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..collector.lidar_import import import_scans
from ..data_centre import DataCentre
from ..lidar.scan import LidarScan, Location, join_scans
from ..lidar.scan_file import write_scan
from .lidar import LIDAR_RATIO, LIDAR_SITE, PLUMES, Plume, layer_top, made_up_day, made_up_rhi, made_up_turn
from .lidar_air import StationAir

__all__ = ["place_scans"]

Floats = NDArray[np.float64]
_HOURS = 12
_PROFILES, _EVERY = 96, timedelta(minutes=15)
_THIN = 0.5
_VOLUME = (2.0, 4.0, 6.0, 8.0, 10.0)


def place_scans(centre: DataCentre, end: datetime, seed: int) -> int:
    """Enter twelve hourly turns, a volume, a section and a day of profiles, all synthetic, where the catalogue is empty.

    Parameters
    ----------
    centre
        A demo centre with the hours of its stations until `end`, open for writing.
    end
        Full hour with a time zone; the newest turn begins ten minutes before it.

    Returns
    -------
    int
        Scans entered; 0 where there are some already.
    """
    if len(centre.features("lidar_scan")):
        return 0
    site, last = _site(centre), end.astimezone(UTC)
    with TemporaryDirectory(prefix="eco-lidar-") as folder:
        for name, scan in _scans(site, last, StationAir(centre, site, last), seed).items():
            write_scan(Path(folder) / f"{name}.nc", scan)
        return import_scans(centre, folder).accepted


def _site(centre: DataCentre) -> Location:
    stations = pd.DataFrame(centre.stations(kind="lidar"))
    if stations.empty:
        return LIDAR_SITE
    point = stations["geometry"].iloc[0]
    return Location(float(point.x), float(point.y), LIDAR_SITE.altitude_m)


def _scans(site: Location, end: datetime, air: StationAir, seed: int) -> dict[str, LidarScan]:
    plumes = _between_stations(air.places)
    scans = {}
    for back in range(_HOURS):
        hour = end - timedelta(hours=back)
        start = hour - timedelta(minutes=10)
        scans[f"turn_{start:%Y%m%dT%H%M}"] = made_up_turn(
            start=start,
            azimuth=np.arange(0.0, 360.0, 3.0),
            gates=400,
            width_m=15.0,
            background=air.at(hour),
            plumes=[_drifted(plume, back) for plume in plumes],
            location=site,
            seconds_per_ray=3.0,
            seed=seed + back,
        ).scan
    top = _top(end)
    scans[f"volume_{end:%Y%m%dT%H%M}"] = _volume(site, end, air, plumes, top, seed + _HOURS + 2)
    scans[f"section_{end:%Y%m%dT%H%M}"] = made_up_rhi(
        start=end - timedelta(minutes=30),
        gates=500,
        width_m=15.0,
        top_m=top,
        load=air.mean(end) / LIDAR_RATIO,
        location=site,
        seed=seed + _HOURS,
    ).scan
    scans[f"profiles_{end - timedelta(hours=24):%Y%m%d}"] = _profiles(site, end, air, seed + _HOURS + 1)
    return scans


def _volume(site: Location, end: datetime, air: StationAir, plumes: list[Plume], top: float, seed: int) -> LidarScan:
    """Turns one above the other within half an hour, which a section along any line can be laid through."""
    field = air.at(end)
    return join_scans(
        [
            made_up_turn(
                start=end - timedelta(minutes=38 - 5 * number),
                azimuth=np.arange(0.0, 360.0, 5.0),
                elevation=elevation,
                gates=400,
                width_m=15.0,
                shots=60_000,
                background=field,
                plumes=plumes,
                layer_m=top,
                location=site,
                seconds_per_ray=3.0,
                seed=seed + number,
            ).scan
            for number, elevation in enumerate(_VOLUME)
        ]
    )


def _profiles(site: Location, end: datetime, air: StationAir, seed: int) -> LidarScan:
    start = end - timedelta(hours=24)
    ends = [start + timedelta(hours=1 + (number * _EVERY) // timedelta(hours=1)) for number in range(_PROFILES)]
    return made_up_day(
        start=start,
        minutes=_PROFILES,
        every=_EVERY,
        gates=1000,
        width_m=15.0,
        load=np.array([air.mean(hour) for hour in ends]) / LIDAR_RATIO,
        location=site,
        seed=seed,
    ).scan


def _top(end: datetime) -> float:
    """Height of the layer in which the volume and the section lie."""
    return float(layer_top(np.array([(end.hour + 8.0) % 24.0]))[0])


def _between_stations(places: Floats) -> list[Plume]:
    """The three plumes where they are farthest from all stations: none of these has measured them."""
    along = np.arange(-4000.0, 4001.0, 100.0)
    east, north = (one.ravel() for one in np.meshgrid(along, along))
    ring = (np.hypot(east, north) > 1500.0) & (np.hypot(east, north) < 4000.0)
    east, north = east[ring], north[ring]
    away = np.full(east.size, np.inf)
    for x, y in places:
        away = np.minimum(away, np.hypot(east - x, north - y))
    plumes = []
    for plume in PLUMES:
        best = int(np.argmax(away))
        plumes.append(
            replace(plume, east_m=float(east[best]), north_m=float(north[best]), radius_m=_THIN * plume.radius_m)
        )
        away = np.where(np.hypot(east - east[best], north - north[best]) < 2000.0, -np.inf, away)
    return plumes


def _drifted(plume: Plume, hours_before: int) -> Plume:
    """The plume some hours before: less grown, and nearer to the west from where the made-up wind blows."""
    return replace(
        plume,
        east_m=plume.east_m - 30.0 * hours_before,
        peak=plume.peak * (1.0 - 0.06 * hours_before),
    )
