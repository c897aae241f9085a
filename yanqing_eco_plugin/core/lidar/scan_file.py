"""A scan as an open file: classic NetCDF that any tool reads, for what is simulated, cut out or converted."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..netcdf_writing import EPOCH_UNITS, Variable, epoch_seconds, write_netcdf
from .scan import LidarScan

__all__ = ["SCAN_FORMAT", "write_scan"]

SCAN_FORMAT = "eco_lidar_scan 1"


def write_scan(path: str | Path, scan: LidarScan) -> None:
    """Write a scan so that `read_scan` gives it back (signals with the precision of float32).

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    place = scan.location
    variables = {
        "time": Variable(("ray",), epoch_seconds(scan.time), {"units": EPOCH_UNITS, "standard_name": "time"}),
        "azimuth": Variable(("ray",), scan.azimuth, {"units": "degree", "long_name": "from north, clockwise"}),
        "elevation": Variable(("ray",), scan.elevation, {"units": "degree", "long_name": "above the horizon"}),
        "range": Variable(("range",), scan.range_m, {"units": "m", "long_name": "centre of the gate along the ray"}),
        "longitude": Variable((), np.float64(place.longitude), {"units": "degrees_east"}),
        "latitude": Variable((), np.float64(place.latitude), {"units": "degrees_north"}),
        "altitude": Variable((), np.float64(place.altitude_m), {"units": "m"}),
    }
    for number, (name, channel) in enumerate(scan.channels.items()):
        told = {
            "channel": name,
            "units": channel.unit,
            "wavelength_nm": channel.wavelength_nm,
            "polarization": channel.polarization,
            "detection": channel.detection,
            "quantity": channel.quantity,
            "bin_width_m": float(channel.bin_width_m),
            "dead_time_ns": channel.dead_time_ns,
            **{f"told_{key}": value for key, value in channel.attributes.items()},
        }
        variables[f"signal_{number}"] = Variable(("ray", "range"), channel.signal.astype(np.float32), told)
        for part, values in (
            ("shots", channel.shots),
            ("background", channel.background),
            ("background_std", channel.background_std),
        ):
            if values is not None:
                variables[f"{part}_{number}"] = Variable(("ray",), np.asarray(values, dtype=np.float64))
    told_of_scan = {key: value for key, value in scan.attributes.items() if isinstance(value, str | int | float)}
    write_netcdf(path, variables, {**told_of_scan, "Conventions": "CF-1.8", "eco_format": SCAN_FORMAT})
