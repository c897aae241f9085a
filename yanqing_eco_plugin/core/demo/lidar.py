"""Made-up scans of an aerosol lidar whose truth is known; every one says in its attributes that it is synthetic.

A known aerosol goes through the lidar equation and a photon counter (`core.lidar.simulate`): horizontal turns with plumes
over the basin, and a day of vertical profiles in which the boundary layer grows and collapses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from ..lidar.atmosphere import standard_atmosphere
from ..lidar.geometry import beam_height
from ..lidar.molecular import molecular, molecular_depolarization
from ..lidar.scan import LidarChannel, LidarScan, Location
from ..lidar.simulate import counted, elastic_signal

__all__ = ["LIDAR_SITE", "MadeUpScan", "Plume", "made_up_day", "made_up_rhi", "made_up_turn"]

Floats = NDArray[np.float64]

LIDAR_SITE = Location(115.97, 40.46, 510.0)
"""Where the demo's lidar stands: on a roof in the made-up town."""

LIDAR_RATIO = 50.0
BACKGROUND = 1.5e-4  # m⁻¹
BLIND_ZONE_M = 120.0
_WAVELENGTH = 532.0
_FINE, _DUST = 0.05, 0.31  # particle depolarisation
_SKY_MHZ = 0.02
_PRE_TRIGGER = 80
_CONSTANT = 2e12


@dataclass(frozen=True)
class Plume:
    """A round cloud of aerosol near the ground.

    Attributes
    ----------
    east_m, north_m
        Its middle, from the lidar.
    radius_m
        Standard deviation of its Gaussian.
    peak
        Extinction in the middle, m⁻¹.
    dust
        Share of its backscatter that is dust.
    """

    east_m: float
    north_m: float
    radius_m: float
    peak: float
    dust: float = 0.0


PLUMES = (
    Plume(2600.0, 1400.0, 320.0, 6e-4),
    Plume(-1800.0, 2900.0, 450.0, 4e-4, 0.8),
    Plume(-900.0, -2300.0, 260.0, 9e-4),
)
"""Of the demo: a boiler, a construction site raising dust, and a fire."""


@dataclass(frozen=True)
class MadeUpScan:
    """A scan with its truth: aerosol extinction and backscatter at its gates (n_rays, gates beyond the lidar).

    Attributes
    ----------
    scan
        As an instrument would have written it.
    range_m
        (gates,) metres.
    extinction, backscatter
        (n_rays, gates) m⁻¹, m⁻¹ sr⁻¹.
    layer_top_m
        (n_rays,) height of the boundary layer; NaN for horizontal scans.
    """

    scan: LidarScan
    range_m: Floats
    extinction: Floats
    backscatter: Floats
    layer_top_m: Floats


def _seen(
    backscatter: Floats,
    dust: Floats,
    extinction: Floats,
    air: Floats,
    range_m: Floats,
    shots: int,
    width: float,
    seed: int,
) -> dict[str, LidarChannel]:
    """What both polarisations count of an aerosol in air, with bins before the shot, a blind zone and noise."""
    random = np.random.default_rng(seed)
    overlap = 1.0 / (1.0 + np.exp(-(range_m - 0.6 * BLIND_ZONE_M) / (0.06 * BLIND_ZONE_M)))
    particle = np.asarray(dust) * _DUST + (1.0 - np.asarray(dust)) * _FINE
    pure = molecular_depolarization()
    cross = backscatter * particle / (1.0 + particle) + air * pure / (1.0 + pure)
    total_extinction = extinction + air * 8.0 * np.pi / 3.0
    channels = {}
    for name, polarization, beta in (
        ("parallel", "parallel", backscatter + air - cross),
        ("cross", "cross", cross),
    ):
        clean = elastic_signal(range_m, beta, total_extinction, constant=_CONSTANT, overlap=overlap)
        before = np.zeros((*clean.shape[:-1], _PRE_TRIGGER))
        rate = counted(np.concatenate([before, clean], axis=-1), shots, width, random, background_mhz=_SKY_MHZ)
        channels[f"{name}_532"] = LidarChannel(
            signal=rate,
            wavelength_nm=_WAVELENGTH,
            polarization=polarization,
            detection="photon_counting",
            unit="MHz",
            bin_width_m=width,
            shots=np.full(len(rate), float(shots)),
            attributes={"gain_ratio": 1.0},
        )
    return channels


def _scan(
    time: NDArray[np.datetime64],
    azimuth: Floats,
    elevation: Floats,
    range_m: Floats,
    width: float,
    channels: dict[str, LidarChannel],
    location: Location,
) -> LidarScan:
    before = (np.arange(_PRE_TRIGGER) - _PRE_TRIGGER + 0.5) * width
    return LidarScan(
        time=time,
        azimuth=azimuth,
        elevation=elevation,
        range_m=np.concatenate([before, range_m]),
        channels=channels,
        location=location,
        attributes={
            "synthetic": 1,
            "note": "Made up by a simulation; nothing in it was measured.",
            "instrument": "synthetic scanning aerosol lidar",
            "site": "示意 synthetic",
            "blind_zone_m": 1.25 * BLIND_ZONE_M,
        },
    )


def made_up_turn(
    *,
    start: datetime | None = None,
    azimuth: Sequence[float] | Floats | None = None,
    elevation: float = 1.0,
    gates: int = 1000,
    width_m: float = 7.5,
    shots: int = 30_000,
    background: float | Callable[[Floats, Floats], Floats] = BACKGROUND,
    plumes: Sequence[Plume] = PLUMES,
    layer_m: float | None = None,
    location: Location = LIDAR_SITE,
    seconds_per_ray: float = 2.0,
    seed: int = 1,
) -> MadeUpScan:
    """A full turn, or a sector, at a low elevation.

    Parameters
    ----------
    start
        With a time zone; None = 1 January 2026, 04:00 UTC.
    azimuth
        Degrees; None = every degree of the circle.
    elevation
        Degrees.
    gates, width_m
        Beyond the lidar; metres.
    shots
        Per ray; more shots, less noise.
    background
        Extinction of the air between the plumes, m⁻¹; a function gives it from metres east and north of the lidar.
    plumes
        What stands in it.
    layer_m
        Height above which the air is clean; None = none is reached.
    seed
        Of the noise.
    """
    angles = np.arange(360.0) if azimuth is None else np.asarray(azimuth, dtype=np.float64)
    ranges = (np.arange(gates) + 0.5) * width_m
    flat = ranges * np.cos(np.radians(elevation))
    east = np.sin(np.radians(angles))[:, np.newaxis] * flat
    north = np.cos(np.radians(angles))[:, np.newaxis] * flat
    extinction = background(east, north) if callable(background) else np.full((angles.size, gates), background)
    dusty = np.zeros_like(extinction)
    for plume in plumes:
        away = (east - plume.east_m) ** 2 + (north - plume.north_m) ** 2
        added = plume.peak * np.exp(-0.5 * away / plume.radius_m**2)
        extinction += added
        dusty += added * plume.dust
    height = beam_height(ranges, elevation)
    dust = dusty / extinction
    if layer_m is not None:
        extinction = extinction / (1.0 + np.exp((height - layer_m) / 50.0))
    air = _air(location.altitude_m + height)
    backscatter = extinction / LIDAR_RATIO
    channels = _seen(backscatter, dust, extinction, air, ranges, shots, width_m, seed)
    first = np.datetime64((start or datetime(2026, 1, 1, 4, tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None), "ns")
    time = first + (np.arange(angles.size) * seconds_per_ray * 1e9).astype("timedelta64[ns]")
    scan = _scan(time, angles % 360.0, np.full(angles.size, elevation), ranges, width_m, channels, location)
    return MadeUpScan(scan, ranges, extinction, backscatter, np.full(angles.size, np.nan))


def _air(altitude_m: Floats) -> Floats:
    return molecular(*standard_atmosphere(np.where(np.isfinite(altitude_m), altitude_m, 0.0)), _WAVELENGTH)[0]


def made_up_rhi(
    *,
    start: datetime | None = None,
    azimuth: float = 120.0,
    elevation: Sequence[float] | Floats | None = None,
    gates: int = 2000,
    width_m: float = 7.5,
    shots: int = 60_000,
    top_m: float = 1400.0,
    load: float = 4e-6,
    location: Location = LIDAR_SITE,
    seed: int = 3,
) -> MadeUpScan:
    """A scan of elevations in one direction through a boundary layer under clean air.

    Parameters
    ----------
    elevation
        Degrees; None = 2 to 90 by 2.
    top_m, load
        Height of the layer, and backscatter in it, m⁻¹ sr⁻¹.
    """
    angles = np.arange(2.0, 91.0, 2.0) if elevation is None else np.asarray(elevation, dtype=np.float64)
    ranges = (np.arange(gates) + 0.5) * width_m
    height = beam_height(ranges, angles[:, np.newaxis])
    backscatter = load / (1.0 + np.exp((height - top_m) / 50.0))
    extinction = LIDAR_RATIO * backscatter
    air = _air(location.altitude_m + height)
    channels = _seen(backscatter, np.zeros(1), extinction, air, ranges, shots, width_m, seed)
    first = np.datetime64((start or datetime(2026, 1, 1, 5, tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None), "ns")
    time = first + (np.arange(angles.size) * 3_000_000_000).astype("timedelta64[ns]")
    scan = _scan(time, np.full(angles.size, azimuth % 360.0), angles, ranges, width_m, channels, location)
    return MadeUpScan(scan, ranges, extinction, backscatter, np.full(angles.size, top_m))


def layer_top(hour: Floats) -> Floats:
    """Height of the made-up boundary layer at hours of the local day, metres: 350 m at night, 1,600 m at 15:00."""
    grown = 350.0 + 1250.0 * np.sin(np.clip((hour - 8.0) / 14.0, 0.0, 1.0) * np.pi) ** 2
    return np.where((hour >= 8.0) & (hour <= 22.0), grown, 350.0)


def made_up_day(
    *,
    start: datetime | None = None,
    minutes: int = 1440,
    every: timedelta = timedelta(minutes=1),
    gates: int = 2000,
    width_m: float = 7.5,
    shots: int = 30_000,
    load: float | Floats = 4e-6,
    top_m: Floats | None = None,
    location: Location = LIDAR_SITE,
    utc_offset_hours: float = 8.0,
    seed: int = 2,
) -> MadeUpScan:
    """Vertical profiles through a day: a boundary layer under a thin free troposphere and clean air from 7 km.

    Parameters
    ----------
    start
        With a time zone; None = local midnight of 1 January 2026.
    minutes, every
        Number of profiles and time from one to the next.
    load
        Backscatter in the layer at its deepest, m⁻¹ sr⁻¹; a shallow layer holds the same aerosol and is denser. One
        number for each profile is the backscatter itself, however deep the layer is.
    top_m
        Height of the layer, one for each profile; None = `layer_top` of the local hour.
    """
    ranges = (np.arange(gates) + 0.5) * width_m
    begin = (start or datetime(2025, 12, 31, 16, tzinfo=UTC)).astimezone(UTC)
    step = np.timedelta64(int(every.total_seconds() * 1e9), "ns")
    time = np.datetime64(begin.replace(tzinfo=None), "ns") + np.arange(minutes) * step
    hour = (time - time.astype("datetime64[D]")).astype(np.int64) / 3.6e12 + utc_offset_hours
    top = layer_top(np.mod(hour, 24.0)) if top_m is None else np.asarray(top_m, dtype=np.float64)
    near = load * np.sqrt(1600.0 / top) if np.ndim(load) == 0 else np.asarray(load, dtype=np.float64)
    inside = 1.0 / (1.0 + np.exp((ranges - top[:, np.newaxis]) / 50.0))
    free = 3e-8 * np.exp(-ranges / 3000.0) * (ranges < 7000.0)
    backscatter = near[:, np.newaxis] * inside + free
    extinction = LIDAR_RATIO * backscatter
    air = _air(location.altitude_m + ranges)
    channels = _seen(backscatter, np.zeros(1), extinction, air, ranges, shots, width_m, seed)
    rays = len(time)
    scan = _scan(time, np.zeros(rays), np.full(rays, 90.0), ranges, width_m, channels, location)
    return MadeUpScan(scan, ranges, extinction, backscatter, top)
