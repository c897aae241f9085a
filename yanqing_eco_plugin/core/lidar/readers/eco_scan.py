"""Scans that `write_scan` wrote (classic NetCDF)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..scan import LidarChannel, LidarScan
from ..scan_file import SCAN_FORMAT
from .angles import azimuth_of, elevation_of
from .netcdf_common import location_of, rays_by_bins
from .reader import Reader
from .source import Source

__all__ = ["READER"]

_TOLD = "told_"
_OURS = ("Conventions", "eco_format", "reader", "file")


def _sniff(source: Source) -> bool:
    return source.is_netcdf and str(source.netcdf.global_attributes.get("eco_format", "")) == SCAN_FORMAT


def _per_ray(source: Source, name: str, rays: int) -> NDArray[np.float64] | None:
    if name not in source.netcdf:
        return None
    values = source.netcdf.read(name)
    if values.shape != (rays,):
        raise source.damaged("lidar scan", f"{name} has shape {values.shape}, not {(rays,)}")
    return values


def _channel(source: Source, number: str, rays: int, bins: int) -> tuple[str, LidarChannel]:
    name = f"signal_{number}"
    told: dict[str, Any] = source.netcdf.attributes(name)
    dead_time = told.get("dead_time_ns")
    return str(told.get("channel", name)), LidarChannel(
        signal=rays_by_bins(source, name, rays, bins),
        wavelength_nm=float(told.get("wavelength_nm", np.nan)),
        polarization=str(told.get("polarization", "unknown")),
        detection=str(told.get("detection", "product")),
        unit=str(told.get("units", "1")),
        bin_width_m=float(told["bin_width_m"]),
        quantity=str(told.get("quantity", "signal")),
        dead_time_ns=None if dead_time is None else float(dead_time),
        shots=_per_ray(source, f"shots_{number}", rays),
        background=_per_ray(source, f"background_{number}", rays),
        background_std=_per_ray(source, f"background_std_{number}", rays),
        attributes={key[len(_TOLD) :]: value for key, value in told.items() if key.startswith(_TOLD)},
    )


def _read(source: Source) -> LidarScan:
    file = source.netcdf
    time, range_m = file.time("time"), file.read("range")
    numbers = [name[len("signal_") :] for name in file.names if name.startswith("signal_")]
    attributes = {key: value for key, value in file.global_attributes.items() if key not in _OURS}
    return LidarScan(
        time=time,
        azimuth=azimuth_of(file.read("azimuth")),
        elevation=elevation_of(file.read("elevation")),
        range_m=range_m,
        channels=dict(_channel(source, number, time.size, range_m.size) for number in numbers),
        location=location_of(file),
        attributes=attributes,
    )


READER = Reader("eco_scan", "Lidar scan written by this plugin (NetCDF)", _sniff, _read)
