"""A made-up day of the demo's lidar in the catalogue: turns around the horizon, one section, one day of profiles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from ..collector.lidar_import import import_scans
from ..data_centre import DataCentre
from ..lidar.scan import Location
from ..lidar.scan_file import write_scan
from .lidar import LIDAR_SITE, PLUMES, MadeUpScan, Plume, made_up_day, made_up_rhi, made_up_turn

__all__ = ["place_scans"]

_HOURS = 12


def place_scans(centre: DataCentre, end: datetime, seed: int) -> int:
    """Enter twelve hourly turns, a section and a day of profiles, all synthetic, where the catalogue is empty.

    Parameters
    ----------
    centre
        A demo centre, open for writing.
    end
        Full hour with a time zone; the newest turn begins ten minutes before it.

    Returns
    -------
    int
        Scans entered; 0 where there are some already.
    """
    if len(centre.features("lidar_scan")):
        return 0
    site = _site(centre)
    with TemporaryDirectory(prefix="eco-lidar-") as folder:
        for name, made in _scans(site, end.astimezone(UTC), seed):
            write_scan(Path(folder) / f"{name}.nc", made.scan)
        return import_scans(centre, folder).accepted


def _site(centre: DataCentre) -> Location:
    stations = pd.DataFrame(centre.stations(kind="lidar"))
    if stations.empty:
        return LIDAR_SITE
    point = stations["geometry"].iloc[0]
    return Location(float(point.x), float(point.y), LIDAR_SITE.altitude_m)


def _scans(site: Location, end: datetime, seed: int) -> list[tuple[str, MadeUpScan]]:
    turns = []
    for back in range(_HOURS):
        start = end - timedelta(hours=back, minutes=10)
        turns.append(
            (
                f"turn_{start:%Y%m%dT%H%M}",
                made_up_turn(
                    start=start,
                    azimuth=np.arange(0.0, 360.0, 3.0),
                    elevation=1.0,
                    gates=400,
                    width_m=15.0,
                    plumes=[_drifted(plume, back) for plume in PLUMES],
                    location=site,
                    seconds_per_ray=3.0,
                    seed=seed + back,
                ),
            )
        )
    day = end - timedelta(hours=24)
    return [
        *turns,
        (
            f"section_{end:%Y%m%dT%H%M}",
            made_up_rhi(start=end - timedelta(minutes=30), gates=500, width_m=15.0, location=site, seed=seed + _HOURS),
        ),
        (
            f"profiles_{day:%Y%m%d}",
            made_up_day(
                start=day,
                minutes=96,
                every=timedelta(minutes=15),
                gates=1000,
                width_m=15.0,
                location=site,
                seed=seed + _HOURS + 1,
            ),
        ),
    ]


def _drifted(plume: Plume, hours_before: int) -> Plume:
    """The plume some hours before: less grown, and nearer to the west from where the made-up wind blows."""
    return replace(
        plume,
        east_m=plume.east_m - 120.0 * hours_before,
        peak=plume.peak * (1.0 - 0.06 * hours_before),
    )
