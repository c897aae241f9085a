"""E-PROFILE level 2: attenuated backscatter of the European ceilometer network (NetCDF)."""

from __future__ import annotations

from ..scan import LidarScan
from .angles import directions
from .netcdf_common import channel_of, location_of, told
from .reader import Reader
from .source import Source

__all__ = ["READER"]


def _sniff(source: Source) -> bool:
    return source.is_netcdf and source.netcdf.has("attenuated_backscatter_0", "station_altitude", "altitude")


def _read(source: Source) -> LidarScan:
    file = source.netcdf
    time = file.time("time")
    range_m = file.read("altitude") - file.number("station_altitude")
    azimuth, elevation = directions(time.size)
    channels = {}
    number = 0
    while f"attenuated_backscatter_{number}" in file:
        name = f"attenuated_backscatter_{number}"
        channels[name] = channel_of(
            source,
            name,
            time.size,
            range_m,
            scale=1e-6,
            wavelength_nm=file.number(f"l{number}_wavelength"),
            unit="m-1 sr-1",
            quantity="attenuated_backscatter",
        )
        number += 1
    return LidarScan(
        time=time,
        azimuth=azimuth,
        elevation=elevation,
        range_m=range_m,
        channels=channels,
        location=location_of(file, "station_longitude", "station_latitude", "station_altitude"),
        attributes=told(file, "site_location", "instrument_type", "wigos_station_id", "overlap_is_corrected"),
    )


READER = Reader("eprofile", "E-PROFILE level 2 (NetCDF)", _sniff, _read)
