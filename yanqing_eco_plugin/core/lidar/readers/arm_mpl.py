"""Polarised micro-pulse lidar of the ARM programme (`mplpolfs`, NetCDF)."""

from __future__ import annotations

import numpy as np

from ..scan import LidarScan
from .angles import directions
from .netcdf_common import channel_of, location_of, told
from .reader import Reader
from .source import Source

__all__ = ["READER"]

_SIGNALS = {"co_pol": "parallel", "cross_pol": "cross"}


def _sniff(source: Source) -> bool:
    return source.is_netcdf and source.netcdf.has("signal_return_co_pol", "range_bins", "range")


def _read(source: Source) -> LidarScan:
    file = source.netcdf
    time = file.time("time")
    ranges = np.atleast_2d(file.read("range")) * 1000.0
    if not (np.abs(ranges - ranges[:1]) < 1.0).all():
        raise source.damaged("ARM MPL", "the range gates change within the file")
    range_m = ranges[0]
    azimuth, elevation = directions(time.size)
    shots = file.read("shots_per_avg") if file.has("shots_per_avg") else None
    channels = {}
    for suffix, polarization in _SIGNALS.items():
        name = f"signal_return_{suffix}"
        if name not in file:
            continue
        background, spread = f"background_signal_{suffix}", f"background_signal_std_{suffix}"
        channels[suffix] = channel_of(
            source,
            name,
            time.size,
            range_m,
            wavelength_nm=532.0,
            polarization=polarization,
            detection="photon_counting",
            unit="MHz",  # counts per microsecond
            shots=shots,
            background=file.read(background) if background in file else None,
            background_std=file.read(spread) if spread in file else None,
            attributes={
                "tables": {
                    table: file.read(table)[0]
                    for table in (
                        f"afterpulse_correction_{suffix}",
                        f"darkcount_correction_{suffix}",
                        "deadtime_correction_counts",
                        "deadtime_correction",
                        "overlap_correction_heights",
                        "overlap_correction",
                    )
                    if table in file
                }
            },
        )
    return LidarScan(
        time=time,
        azimuth=azimuth,
        elevation=elevation,
        range_m=range_m,
        channels=channels,
        location=location_of(file, "lon", "lat", "alt"),
        attributes={
            **told(file, "site_id", "facility_id", "serial_number", "datastream", "location_description"),
            "energy_uj": file.read("energy_monitor") if "energy_monitor" in file else None,
        },
    )


READER = Reader("arm_mpl", "ARM MPL (NetCDF)", _sniff, _read)
