"""Lufft CHM15k ceilometer: normalised, range-corrected photon counts (NetCDF)."""

from __future__ import annotations

from ..scan import LidarScan
from .angles import directions
from .netcdf_common import channel_of, location_of, told
from .reader import Reader
from .source import Source

__all__ = ["READER"]


def _sniff(source: Source) -> bool:
    return source.is_netcdf and source.netcdf.has("beta_raw", "range", "zenith", "laser_pulses")


def _read(source: Source) -> LidarScan:
    file = source.netcdf
    time = file.time("time")
    range_m = file.read("range")
    azimuth, elevation = directions(time.size, file.number("azimuth", 0.0), 90.0 - file.number("zenith", 0.0))
    channel = channel_of(
        source,
        "beta_raw",
        time.size,
        range_m,
        wavelength_nm=file.number("wavelength", 1064.0),
        detection="photon_counting",
        unit="1",
        quantity="range_corrected",
        shots=file.read("laser_pulses").reshape(-1),
        attributes={"scaling": file.number("scaling"), "overlap_corrected": True},
    )
    return LidarScan(
        time=time,
        azimuth=azimuth,
        elevation=elevation,
        range_m=range_m,
        channels={"beta_raw": channel},
        location=location_of(file),
        attributes=told(file, "location", "institution", "device_name", "serlom", "software_version", "overlap_file"),
    )


READER = Reader("chm15k", "Lufft CHM15k (NetCDF)", _sniff, _read)
