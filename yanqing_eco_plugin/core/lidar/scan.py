"""What a lidar measured: rays, range gates and channels, whatever the maker's file looked like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError

__all__ = ["LidarChannel", "LidarScan", "Location", "join_scans"]


@dataclass(frozen=True)
class Location:
    """Where the instrument stands: degrees (WGS 84) and metres above sea level; NaN where the file does not say."""

    longitude: float = nan
    latitude: float = nan
    altitude_m: float = nan


@dataclass(frozen=True)
class LidarChannel:
    """One channel of a scan.

    Attributes
    ----------
    signal
        (n_rays, n_bins), in `unit`; NaN where nothing was measured.
    wavelength_nm
        Wavelength of detection; NaN where the file does not say.
    polarization
        ``total``, ``parallel``, ``cross``, ``right``, ``left`` or ``unknown``.
    detection
        ``analog``, ``photon_counting``, ``photodiode``, or ``product`` for what the maker has worked on already.
    unit
        ``mV``, ``MHz``, ``count``, ``m-1 sr-1``, ``m s-1``, ``1`` …
    bin_width_m
        Native width of the channel's bins; may be a multiple of the scan's.
    quantity
        ``signal``, ``range_corrected``, ``attenuated_backscatter``, ``depolarization``, ``radial_velocity``, ``snr``,
        ``wind_u`` or ``wind_v``.
    dead_time_ns
        Dead time of a photon counter, where the file gives it.
    shots
        (n_rays,) laser shots per ray, where the file gives them.
    background, background_std
        (n_rays,) in `unit`, where the instrument recorded them.
    attributes
        What else the maker tells about the channel.
    """

    signal: NDArray[np.floating[Any]]
    wavelength_nm: float
    polarization: str
    detection: str
    unit: str
    bin_width_m: float
    quantity: str = "signal"
    dead_time_ns: float | None = None
    shots: NDArray[np.floating[Any]] | None = None
    background: NDArray[np.floating[Any]] | None = None
    background_std: NDArray[np.floating[Any]] | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class LidarScan:
    """A set of rays: one profile, a day of them, a sector or a full circle.

    Attributes
    ----------
    time
        (n_rays,) ``datetime64[ns]``, UTC, as the instrument stamped the ray; NaT where the file carries no time.
    azimuth
        (n_rays,) degrees from north, clockwise, 0 ≤ azimuth < 360; NaN where unknown.
    elevation
        (n_rays,) degrees above the horizon; NaN where unknown.
    range_m
        (n_bins,) centres of the bins along the ray, metres; negative before the laser fired.
    channels
        Name → channel.
    location
        Where the instrument stands.
    attributes
        Reader, site, instrument and whatever the file tells.
    """

    time: NDArray[np.datetime64]
    azimuth: NDArray[np.float64]
    elevation: NDArray[np.float64]
    range_m: NDArray[np.float64]
    channels: Mapping[str, LidarChannel]
    location: Location = Location()
    attributes: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rays, bins = len(self.time), len(self.range_m)
        if rays == 0 or bins == 0:
            raise InputError("The lidar file holds no measurement.", hint="Check that the file was written to its end.")
        if not self.channels:
            raise InputError("The lidar file has no channel.", hint="Check that the file was written to its end.")
        if len(self.azimuth) != rays or len(self.elevation) != rays:
            raise InputError("The lidar file has a different number of angles than of rays.")
        if bins > 1 and not bool(np.all(np.diff(self.range_m) > 0)):
            raise InputError("The range gates of the lidar file do not increase.")
        for name, channel in self.channels.items():
            if channel.signal.shape != (rays, bins):
                raise InputError(
                    "Channel {channel} of the lidar file does not match its rays and range gates.", channel=name
                )

    @property
    def n_rays(self) -> int:
        """Number of rays."""
        return len(self.time)

    @property
    def n_bins(self) -> int:
        """Number of range bins."""
        return len(self.range_m)

    @property
    def bin_width_m(self) -> float:
        """Distance between two bins, metres (median where they are not equally spaced)."""
        if self.n_bins == 1:
            return next(iter(self.channels.values())).bin_width_m
        return float(np.median(np.diff(self.range_m)))


def _joined(parts: Sequence[NDArray[Any] | None]) -> NDArray[Any] | None:
    present = [part for part in parts if part is not None]
    return np.concatenate(present) if len(present) == len(parts) else None


def join_scans(scans: Sequence[LidarScan]) -> LidarScan:
    """One scan of many files, in the order of time: makers such as Licel write one file per ray.

    Parameters
    ----------
    scans
        Scans with the same range bins; channels that not all of them have are left out.

    Raises
    ------
    InputError
        When there is none, when the bins differ, or when no channel is common to all.
    """
    if not scans:
        raise InputError("There is no lidar scan to join.", hint="Choose at least one file.")
    first = scans[0]
    for scan in scans[1:]:
        if scan.n_bins != first.n_bins or not np.allclose(scan.range_m, first.range_m, rtol=0, atol=1e-3):
            raise InputError(
                "The lidar files have different range gates and cannot be one scan.",
                hint="Join only files of one measurement.",
            )
    names = [name for name in first.channels if all(name in scan.channels for scan in scans)]
    if not names:
        raise InputError("The lidar files have no channel in common.", hint="Join only files of one instrument.")
    time = np.concatenate([scan.time for scan in scans])
    order = np.argsort(time, kind="stable")
    channels = {}
    for name in names:
        parts = [scan.channels[name] for scan in scans]
        shots = _joined([part.shots for part in parts])
        background = _joined([part.background for part in parts])
        spread = _joined([part.background_std for part in parts])
        channels[name] = replace(
            parts[0],
            signal=np.concatenate([part.signal for part in parts])[order],
            shots=None if shots is None else shots[order],
            background=None if background is None else background[order],
            background_std=None if spread is None else spread[order],
        )
    return LidarScan(
        time=time[order],
        azimuth=np.concatenate([scan.azimuth for scan in scans])[order],
        elevation=np.concatenate([scan.elevation for scan in scans])[order],
        range_m=first.range_m,
        channels=channels,
        location=first.location,
        attributes={**first.attributes, "files": len(scans)},
    )
