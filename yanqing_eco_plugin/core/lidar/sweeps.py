"""What kind of scan it is, and its sweeps: a day's file may hold several turns of the instrument."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .scan import LidarChannel, LidarScan

__all__ = ["ScanExtent", "ScanKind", "part_of_scan", "scan_extent", "split_sweeps"]

ScanKind = Literal["ppi", "sector", "rhi", "vertical", "other"]

_SAME_ANGLE = 0.75  # degrees within which an axis stands still
_VERTICAL = 85.0
_FULL_TURN = 350.0


@dataclass(frozen=True)
class ScanExtent:
    """Kind and limits of a scan.

    Attributes
    ----------
    kind
        ``ppi`` a full turn at one elevation, ``sector`` a part of it, ``rhi`` elevations in one direction, ``vertical``
        straight up, ``other`` anything else (a volume of several sweeps, a fixed slant).
    azimuth_from, azimuth_to
        Degrees, clockwise from the first to the second; 0 and 360 for a full turn; NaN where unknown.
    elevation_from, elevation_to
        Degrees; NaN where unknown.
    range_max_m
        Farthest gate.
    """

    kind: ScanKind
    azimuth_from: float
    azimuth_to: float
    elevation_from: float
    elevation_to: float
    range_max_m: float


def _arc(azimuth: NDArray[np.float64]) -> tuple[float, float, float]:
    """Smallest arc that holds all directions: from, to (to may exceed 360), width; half a step is added on a full turn."""
    angles = np.unique(np.round(np.mod(azimuth, 360.0), 3))
    if angles.size == 1:
        return float(angles[0]), float(angles[0]), 0.0
    gaps = np.diff(np.append(angles, angles[0] + 360.0))
    widest = int(np.argmax(gaps))
    width = 360.0 - float(gaps[widest])
    start = float(angles[(widest + 1) % angles.size])
    # On a full turn the widest gap is a step like the others.
    if angles.size >= 8 and (width + 1.5 * float(np.median(gaps)) >= 360.0 or width >= _FULL_TURN):
        return 0.0, 360.0, 360.0
    return start, start + width, width


def scan_extent(scan: LidarScan) -> ScanExtent:
    """What kind of scan it is and how far it reaches."""
    elevation = scan.elevation[np.isfinite(scan.elevation)]
    azimuth = scan.azimuth[np.isfinite(scan.azimuth)]
    farthest = float(scan.range_m[-1])
    low, high = (float(elevation.min()), float(elevation.max())) if elevation.size else (np.nan, np.nan)
    start, end, width = _arc(azimuth) if azimuth.size else (np.nan, np.nan, np.nan)
    kind: ScanKind = "other"
    if elevation.size and low >= _VERTICAL and high <= 180.0 - _VERTICAL:
        kind = "vertical"
    elif elevation.size and azimuth.size:
        if high - low <= 2.0 * _SAME_ANGLE and width > 2.0 * _SAME_ANGLE:
            kind = "ppi" if width >= 360.0 else "sector"
        elif width <= 2.0 * _SAME_ANGLE and high - low > 2.0 * _SAME_ANGLE:
            kind = "rhi"
    return ScanExtent(kind, start, end % 360.0 if end > 360.0 else end, low, high, farthest)


def part_of_scan(scan: LidarScan, rays: slice | NDArray[np.int64]) -> LidarScan:
    """The scan with some of its rays only; numbers of rays may also order them anew."""

    def cut(values: NDArray[np.floating] | None) -> NDArray[np.floating] | None:
        return None if values is None else values[rays]

    channels: dict[str, LidarChannel] = {
        name: replace(
            channel,
            signal=channel.signal[rays],
            shots=cut(channel.shots),
            background=cut(channel.background),
            background_std=cut(channel.background_std),
        )
        for name, channel in scan.channels.items()
    }
    return replace(
        scan, time=scan.time[rays], azimuth=scan.azimuth[rays], elevation=scan.elevation[rays], channels=channels
    )


def split_sweeps(scan: LidarScan) -> list[LidarScan]:
    """The sweeps of a scan in their order: a new one begins where the elevation changes or a turn starts anew.

    Vertical profiles and elevations in one direction (RHI) stay together, as do scans without angles.
    """
    if scan_extent(scan).kind in ("vertical", "rhi") or scan.n_rays < 3:
        return [scan]
    if not (np.isfinite(scan.azimuth).all() and np.isfinite(scan.elevation).all()):
        return [scan]
    steps = np.mod(np.diff(scan.azimuth) + 180.0, 360.0) - 180.0
    climbs = np.abs(np.diff(scan.elevation)) > _SAME_ANGLE
    moving = np.where(climbs, 0.0, steps)
    usual = float(np.median(np.abs(moving[moving != 0.0]))) if (moving != 0.0).any() else 1.0
    sense = np.sign(np.median(moving[moving != 0.0])) if (moving != 0.0).any() else 1.0
    # Back to the beginning of a sector, or a turn that is complete.
    back = (steps * sense < -2.0 * usual) & (np.abs(steps) > 5.0)
    turned = np.zeros(scan.n_rays, dtype=bool)
    travelled = 0.0
    for ray in range(1, scan.n_rays):
        if climbs[ray - 1] or back[ray - 1]:
            travelled, turned[ray] = 0.0, True
            continue
        travelled += abs(float(moving[ray - 1]))
        if travelled >= 360.0 - 0.5 * usual:
            travelled, turned[ray] = 0.0, True
    starts = [0, *np.flatnonzero(turned).tolist(), scan.n_rays]
    return [part_of_scan(scan, slice(start, end)) for start, end in pairwise(starts) if end > start]
