"""Which scans of a day tell of one moment."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from .scan import LidarScan
from .sweeps import part_of_scan, scan_extent

__all__ = ["MomentScan", "near_moment", "scans_at"]


@dataclass(frozen=True)
class MomentScan:
    """What has to be known of a scan to choose it.

    Attributes
    ----------
    kind
        As `ScanExtent.kind`.
    angle
        Elevation of a sweep, direction of a scan up and down, the lowest elevation of others; degrees.
    start, end
        Instants of the first and last ray; NaT where unknown.
    """

    kind: str
    angle: float
    start: np.datetime64
    end: np.datetime64

    @classmethod
    def of(cls, scan: LidarScan) -> MomentScan:
        """Of a scan that was read."""
        extent = scan_extent(scan)
        time = scan.time[~np.isnat(scan.time)]
        never = np.datetime64("NaT", "ns")
        angle = extent.azimuth_from if extent.kind == "rhi" else extent.elevation_from
        start, end = (time.min(), time.max()) if time.size else (never, never)
        return cls(extent.kind, angle, start, end)

    def seconds_from(self, moment: np.datetime64) -> float:
        """How long before or after it was made; 0 while it was, infinite where it has no time."""
        if np.isnat(self.start):
            return np.inf
        second = np.timedelta64(1, "s")
        return max(float((self.start - moment) / second), float((moment - self.end) / second), 0.0)

    @property
    def _alike(self) -> Hashable:
        if self.kind == "vertical":
            return "vertical"
        kind = "around" if self.kind in ("ppi", "sector") else self.kind
        return kind, round(self.angle, 0 if kind == "rhi" else 1) if np.isfinite(self.angle) else None


def scans_at(scans: Sequence[MomentScan], moment: np.datetime64 | None, within_s: float) -> list[int]:
    """Of the scans that look alike the one nearest to a moment, by their places; none that is farther than `within_s`.

    Parameters
    ----------
    moment
        UTC; None = when the newest ended.
    """
    ends = [scan.end for scan in scans if not np.isnat(scan.end)]
    if not ends:
        return []
    at = max(ends) if moment is None else moment
    nearest: dict[Hashable, tuple[float, int]] = {}
    for number, scan in enumerate(scans):
        away = scan.seconds_from(at)
        if away <= within_s and away < nearest.get(scan._alike, (np.inf, 0))[0]:
            nearest[scan._alike] = (away, number)
    return sorted(number for _, number in nearest.values())


def near_moment(scan: LidarScan, moment: np.datetime64, within_s: float) -> LidarScan:
    """Vertical profiles within that time of the moment only; other scans whole."""
    if scan_extent(scan).kind != "vertical":
        return scan
    away = np.abs((scan.time - moment) / np.timedelta64(1, "s"))
    near = np.flatnonzero(away <= within_s)
    return part_of_scan(scan, near) if near.size else scan
