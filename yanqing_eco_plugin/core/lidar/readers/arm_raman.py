"""Raw counts of the ARM programme's Raman lidar (`rl.a0`, NetCDF), one profile of several telescopes."""

from __future__ import annotations

import re

import numpy as np

from ..scan import LidarChannel, LidarScan
from .angles import directions
from .netcdf_common import location_of, told
from .reader import Reader
from .source import Source

__all__ = ["READER"]

_BIN_M = 7.5
_NAME = re.compile(r"(\w+?)_(counts|analog)_(high|low)$")
_WAVELENGTHS = {"elastic": 355.0, "depolarization": 355.0, "nitrogen": 387.0, "water": 408.0}


def _sniff(source: Source) -> bool:
    return source.is_netcdf and source.netcdf.has("elastic_counts_high", "shots_summed_elastic_high")


def _read(source: Source) -> LidarScan:
    file = source.netcdf
    time = file.time("time")[:1]
    raw = {name: file.read(name).reshape(-1) for name in file.names if _NAME.match(name)}
    bins = max(values.size for values in raw.values())
    before = int(re.sub(r"\D", "", str(file.global_attributes.get("number_of_bins_before_shot", ""))) or 0)
    channels = {}
    for name, values in raw.items():
        found = _NAME.match(name)
        if found is None:
            continue
        kind, detection, telescope = found.groups()
        signal = np.full((1, bins), np.nan)
        signal[0, : values.size] = values
        shots = file.number(f"shots_summed_{kind}_{telescope}")
        channels[name] = LidarChannel(
            signal=signal,
            wavelength_nm=_WAVELENGTHS.get(kind, np.nan),
            polarization="cross" if kind == "depolarization" else "total",
            detection="photon_counting" if detection == "counts" else "analog",
            unit="count" if detection == "counts" else "mV",
            bin_width_m=_BIN_M,
            shots=np.array([shots]),
            attributes={"summed_over_shots": True},
        )
    azimuth, elevation = directions(1)
    return LidarScan(
        time=time,
        azimuth=azimuth,
        elevation=elevation,
        range_m=(np.arange(bins) - before + 0.5) * _BIN_M,
        channels=channels,
        location=location_of(file, "lon", "lat", "alt"),
        attributes=told(file, "site_id", "facility_id", "datastream", "location_description"),
    )


READER = Reader("arm_raman", "ARM Raman lidar (NetCDF)", _sniff, _read)
