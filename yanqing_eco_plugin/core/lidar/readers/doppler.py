"""Doppler lidars in NetCDF: plan-position scans of the ARM programme and wind profiles as Cloudnet writes them."""

from __future__ import annotations

from ..scan import LidarChannel, LidarScan
from .angles import directions
from .netcdf_common import channel_of, location_of, told
from .reader import Reader
from .source import Source

__all__ = ["ARM_PPI", "WIND_PROFILES"]

_WAVELENGTH = 1_500.0


def _sniff_ppi(source: Source) -> bool:
    return source.is_netcdf and source.netcdf.has("radial_velocity", "azimuth", "elevation", "range")


def _read_ppi(source: Source) -> LidarScan:
    file = source.netcdf
    time = file.time("time")
    range_m = file.read("range")
    azimuth, elevation = directions(time.size, file.read("azimuth"), file.read("elevation"))
    channels: dict[str, LidarChannel] = {}
    for name, unit, quantity in (
        ("radial_velocity", "m s-1", "radial_velocity"),
        ("intensity", "1", "snr"),
        ("attenuated_backscatter", "m-1 sr-1", "attenuated_backscatter"),
    ):
        if name in file:
            channels[name] = channel_of(
                source, name, time.size, range_m, wavelength_nm=_WAVELENGTH, unit=unit, quantity=quantity
            )
    return LidarScan(
        time=time,
        azimuth=azimuth,
        elevation=elevation,
        range_m=range_m,
        channels=channels,
        location=location_of(file, "lon", "lat", "alt"),
        attributes={
            **told(file, "site_id", "facility_id", "serial_number", "scan_type", "datastream"),
            "intensity_is": "signal-to-noise ratio + 1",
        },
    )


def _sniff_wind(source: Source) -> bool:
    return source.is_netcdf and source.netcdf.has("uwind", "vwind", "height", "time")


def _read_wind(source: Source) -> LidarScan:
    file = source.netcdf
    time = file.time("time")
    location = location_of(file)
    height = file.read("height")
    above_site = "sea level" in str(file.attributes("height").get("long_name", "")).lower()
    range_m = height - location.altitude_m if above_site else height
    azimuth, elevation = directions(time.size)
    return LidarScan(
        time=time,
        azimuth=azimuth,
        elevation=elevation,
        range_m=range_m,
        channels={
            name: channel_of(
                source, name, time.size, range_m, wavelength_nm=_WAVELENGTH, unit="m s-1", quantity=quantity
            )
            for name, quantity in (("uwind", "wind_u"), ("vwind", "wind_v"))
        },
        location=location,
        attributes={**told(file, "location", "source", "serial_number", "title"), "axis": "height"},
    )


ARM_PPI = Reader("arm_doppler_ppi", "ARM Doppler lidar scan (NetCDF)", _sniff_ppi, _read_ppi)
WIND_PROFILES = Reader("doppler_wind", "Doppler lidar wind profiles (NetCDF)", _sniff_wind, _read_wind)
