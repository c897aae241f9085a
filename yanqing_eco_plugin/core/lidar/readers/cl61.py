"""Vaisala CL61 ceilometer with depolarisation (NetCDF)."""

from __future__ import annotations

from ..scan import LidarScan
from .angles import directions
from .netcdf_common import channel_of, location_of, told
from .reader import Reader
from .source import Source

__all__ = ["READER"]

_BACKSCATTER = {"beta_att": "total", "p_pol": "parallel", "x_pol": "cross"}
_WAVELENGTH = 910.55


def _sniff(source: Source) -> bool:
    return source.is_netcdf and source.netcdf.has("beta_att", "p_pol", "x_pol", "range")


def _read(source: Source) -> LidarScan:
    file = source.netcdf
    time = file.time("time")
    range_m = file.read("range")
    azimuth, elevation = directions(time.size)
    channels = {
        name: channel_of(
            source,
            name,
            time.size,
            range_m,
            wavelength_nm=_WAVELENGTH,
            polarization=polarization,
            unit="m-1 sr-1",
            quantity="attenuated_backscatter",
        )
        for name, polarization in _BACKSCATTER.items()
    }
    if "linear_depol_ratio" in file:
        channels["linear_depol_ratio"] = channel_of(
            source,
            "linear_depol_ratio",
            time.size,
            range_m,
            wavelength_nm=_WAVELENGTH,
            quantity="depolarization",
        )
    return LidarScan(
        time=time,
        azimuth=azimuth,
        elevation=elevation,
        range_m=range_m,
        channels=channels,
        # The instrument calls the height of the site “elevation”.
        location=location_of(file, "longitude", "latitude", "elevation"),
        attributes=told(file, "title", "institution", "source", "history"),
    )


READER = Reader("cl61", "Vaisala CL61 (NetCDF)", _sniff, _read)
