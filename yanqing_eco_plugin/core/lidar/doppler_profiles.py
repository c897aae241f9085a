"""Wind profiles over time of what a Doppler lidar wrote: its scans, or profiles its maker already made."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import InputError
from .doppler_wind import wind_profile
from .geometry import checked_location
from .scan import LidarScan
from .sweeps import split_sweeps

__all__ = ["doppler_profiles"]

_ALIKE = 0.5  # m/s between the directions; wind as weak as that is not told from the instrument near to it
_TRANSITION = 3
_LEAST_SNR = 0.015  # signal-to-noise ratio of a Halo lidar below which its velocities are noise (Pearson et al. 2009)


def doppler_profiles(scan: LidarScan) -> pd.DataFrame:
    """Horizontal wind by time and height above the instrument.

    Parameters
    ----------
    scan
        With radial velocities of scans around the instrument, or with profiles of u and v.

    Returns
    -------
    DataFrame
        time (UTC), height_m, u, v (m/s), lon, lat, altitude_m (of the instrument). Left out are heights without wind, and
        the first gates of a scan where the instrument's own echo has one speed in every direction.

    Raises
    ------
    InputError
        When the file holds no wind, or does not say where the lidar stands.
    """
    made = {channel.quantity: channel.signal for channel in scan.channels.values()}
    place = checked_location(scan.location, str(scan.attributes.get("file", "")))
    parts = []
    if "wind_u" in made and "wind_v" in made:
        time = np.repeat(scan.time, scan.range_m.size)
        height = np.tile(scan.range_m, scan.n_rays)
        parts.append((time, height, made["wind_u"].ravel(), made["wind_v"].ravel()))
    elif "radial_velocity" in made:
        for sweep in split_sweeps(scan):
            of = {channel.quantity: channel.signal for channel in sweep.channels.values()}
            snr = of.get("snr")
            velocity = of["radial_velocity"]
            valid = np.isfinite(velocity)
            if snr is not None:
                above = 1.0 if "+ 1" in str(scan.attributes.get("intensity_is", "")) else 0.0
                valid &= snr - above >= _LEAST_SNR
            if np.isfinite(sweep.azimuth).sum() < 4:
                continue
            valid[:, : _internal_echo(velocity, valid)] = False
            found = wind_profile(velocity, sweep.range_m, sweep.azimuth, sweep.elevation, valid=valid)
            middle = sweep.time[len(sweep.time) // 2]
            parts.append((np.full(found.height_m.shape, middle), found.height_m, found.u, found.v))
    if not parts:
        raise InputError(
            "The lidar file {file} holds no wind.",
            hint="Choose scans of a Doppler lidar around itself, or its wind profiles.",
            file=str(scan.attributes.get("file", "")),
        )
    columns = (np.concatenate([part[number] for part in parts]) for number in range(4))
    frame = pd.DataFrame(dict(zip(("time", "height_m", "u", "v"), columns, strict=True)))
    frame = frame.assign(lon=float(place.longitude), lat=float(place.latitude), altitude_m=float(place.altitude_m))
    return frame.dropna(subset=["time", "height_m", "u", "v"]).reset_index(drop=True)


def _internal_echo(velocity: NDArray[np.float64], valid: NDArray[np.bool_]) -> int:
    """How many of the first gates show the instrument itself: strong, and of one speed in every direction.

    Nothing is taken for that where all gates are so: the air may be calm.
    """
    highest = np.where(valid, velocity, -np.inf).max(axis=0)
    lowest = np.where(valid, velocity, np.inf).min(axis=0)
    moving = np.flatnonzero(highest - lowest >= _ALIKE)
    if moving.size == 0 or moving[0] == 0:
        return 0
    # The pulse is longer than a gate: the first that move are half instrument, half air.
    return int(moving[0]) + _TRANSITION
