"""PollyXT products: attenuated backscatter, or volume depolarisation, at several wavelengths (NetCDF)."""

from __future__ import annotations

import re

from ..scan import LidarChannel, LidarScan
from .angles import directions
from .netcdf_common import channel_of, location_of, told
from .reader import Reader
from .source import Source

__all__ = ["READER"]

_NAME = re.compile(r"(attenuated_backscatter|volume_depolarization_ratio)_(\d+)nm$")


def _sniff(source: Source) -> bool:
    return (
        source.is_netcdf
        and source.netcdf.has("time", "height")
        and any(_NAME.match(name) for name in source.netcdf.names)
    )


def _read(source: Source) -> LidarScan:
    file = source.netcdf
    # The files call their calendar “julian” but count Unix seconds.
    time = file.time("time", calendar="standard")
    tilt = file.number("tilt_angle", 0.0)
    range_m = file.read("height")
    channels: dict[str, LidarChannel] = {}
    for name in file.names:
        found = _NAME.match(name)
        if found is None:
            continue
        backscatter = found[1] == "attenuated_backscatter"
        channel = channel_of(
            source,
            name,
            time.size,
            range_m,
            wavelength_nm=float(found[2]),
            unit="m-1 sr-1" if backscatter else "1",
            quantity="attenuated_backscatter" if backscatter else "depolarization",
        )
        mask = f"quality_mask_{found[2]}nm"
        if backscatter and mask in file:
            flags = file.read(mask)
            if flags.shape == channel.signal.shape:
                channel.signal[flags != 0] = float("nan")
        channels[name] = channel
    # Heights are above the ground along the vertical; the beam leans a few degrees.
    azimuth, elevation = directions(time.size, 0.0, 90.0 - tilt)
    return LidarScan(
        time=time,
        azimuth=azimuth,
        elevation=elevation,
        range_m=range_m,
        channels=channels,
        location=location_of(file),
        attributes={**told(file, "location", "institute", "source", "version"), "axis": "height"},
    )


READER = Reader("pollyxt", "PollyXT (NetCDF)", _sniff, _read)
