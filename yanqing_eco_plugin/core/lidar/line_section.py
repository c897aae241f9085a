"""Vertical section along any line, through all scans of one moment that pass over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError
from ..progress import Progress, checkpoint, portion
from .curtain import Section, rhi_section
from .geometry import beam_height, checked_location, to_site
from .moment import MomentScan, near_moment, scans_at
from .polar import nearest_gates
from .scan import LidarScan, Location
from .scan_field import ScanField, scan_field
from .sweeps import scan_extent, split_sweeps

__all__ = ["LineSection", "SectionSource", "line_section", "section_along"]

Floats = NDArray[np.float64]
_MOST_CELLS = 4_000_000
# Sweeps farther apart than this do not stand for the air between them.
_WIDEST_GAP = 3.0
_WGS84 = "EPSG:4326"


@dataclass(frozen=True)
class SectionSource:
    """A scan that gave values to a section.

    Attributes
    ----------
    kind
        Of the scan.
    angle
        Elevation of a sweep, direction of a scan up and down, degrees; 90 for vertical profiles.
    start, end
        Instants of its first and last ray.
    cells
        How many cells show it.
    """

    kind: str
    angle: float
    start: np.datetime64
    end: np.datetime64
    cells: int = 0


@dataclass(frozen=True)
class LineSection(Section):
    """A section whose distance counts from the beginning of a line; heights are above the first instrument.

    Attributes
    ----------
    line
        (n, 2) longitude and latitude of its corners.
    source
        (rows, columns) place in `sources` of what a cell shows; −1 where nothing is shown.
    """

    line: Floats = field(default_factory=lambda: np.empty((0, 2)))
    source: NDArray[np.int64] = field(default_factory=lambda: np.empty((0, 0), dtype=np.int64))
    sources: tuple[SectionSource, ...] = ()

    def places(self, distance_m: Floats) -> tuple[Floats, Floats]:
        """Longitude and latitude at distances along the line."""
        return _along(self.line, self.location)(distance_m)


def section_along(
    scans: Sequence[LidarScan],
    line: ArrayLike,
    quantity: str,
    *,
    moment: np.datetime64 | None = None,
    within_s: float = 3600.0,
    cell_m: tuple[float, float] = (60.0, 30.0),
    top_m: float = 3000.0,
    beside_m: float = 250.0,
    progress: Progress | None = None,
    **corrections: Any,
) -> LineSection:
    """Compute a quantity of the scans nearest to a moment and lay a section through them.

    Parameters
    ----------
    scans
        Of a day; of those that look alike (same elevation, same direction, vertical) the nearest in time is taken.
    line
        (n, 2) longitude and latitude.
    quantity, corrections
        As `scan_field` takes them.
    moment, within_s
        UTC; None = when the newest scan ended. Nothing is taken that is farther away in time.
    cell_m, top_m, beside_m
        As `line_section` takes them.

    Raises
    ------
    InputError
        No scan at that time, none of which the quantity can be told, or none that passes over the line.
    """
    told = [MomentScan.of(scan) for scan in scans]
    chosen = scans_at(told, moment, within_s)
    if not chosen:
        raise InputError(
            "No scan was made near that time.",
            hint="Choose another time, or allow more time between the section and the scans.",
        )
    at = moment if moment is not None else max(told[number].end for number in chosen)
    parts: list[tuple[LidarScan, ScanField]] = []
    problems: list[InputError] = []
    for number, which in enumerate(chosen):
        checkpoint(progress, 0.9 * number / len(chosen))
        for sweep in split_sweeps(near_moment(scans[which], at, within_s)):
            try:
                parts.append((sweep, scan_field(sweep, quantity, **corrections)))
            except InputError as error:
                problems.append(error)
    if not parts:
        raise problems[0]
    return line_section(
        parts, line, cell_m=cell_m, top_m=top_m, beside_m=beside_m, progress=portion(progress, 0.9, 1.0)
    )


def line_section(
    parts: Sequence[tuple[LidarScan, ScanField]],
    line: ArrayLike,
    *,
    cell_m: tuple[float, float] = (60.0, 30.0),
    top_m: float = 3000.0,
    beside_m: float = 250.0,
    progress: Progress | None = None,
) -> LineSection:
    """Lay a section along a line; a cell shows the nearest gate that was measured there, and stays empty without one.

    A sweep around the horizon gives the gates above the line, thick to half of the way to the next sweep where this is at
    most 3° away, else a single cell; a scan up and down gives its plane where the line runs within `beside_m` of it;
    vertical profiles give their mean within `beside_m` of the instrument. Nothing is interpolated.

    Parameters
    ----------
    parts
        Sweeps (see `split_sweeps`) with what is shown of them, of one quantity.
    line
        (n, 2) longitude and latitude.
    cell_m
        Length and height of a cell, metres.
    top_m
        Greatest height above the first instrument, metres.

    Raises
    ------
    InputError
        A line without length, too many cells, no place of an instrument, or no scan that passes over the line.
    """
    corners = np.asarray(line, dtype=np.float64)
    home = checked_location(parts[0][0].location)
    lengths = _lengths(corners, home)
    columns = max(1, int(np.ceil(lengths[-1] / cell_m[0])))
    rows = max(1, int(np.ceil(top_m / cell_m[1])))
    if columns * rows > _MOST_CELLS:
        raise InputError("The cells of the section are too many.", hint="Choose larger ones, for example 60 × 30 m.")
    distance = np.minimum(np.arange(columns + 1) * cell_m[0], lengths[-1])
    height = np.arange(rows + 1) * cell_m[1]
    lon, lat = _along(corners, home)((distance[:-1] + distance[1:]) / 2.0)
    values, miss = np.full((rows, columns), np.nan), np.full((rows, columns), np.inf)
    source = np.full((rows, columns), -1, dtype=np.int64)
    widths = _half_widths(parts)
    for number, (scan, shown) in enumerate(parts):
        checkpoint(progress, number / len(parts))
        place = checked_location(scan.location)
        east, north = to_site(float(place.longitude), float(place.latitude), _WGS84).transform(lon, lat)
        rise = place.altitude_m - home.altitude_m
        middle = (height[:-1] + height[1:]) / 2.0 - (rise if np.isfinite(rise) else 0.0)
        found, away = _of_part(scan, shown, east, north, middle, cell_m, beside_m, widths[number])
        nearer = np.isfinite(found) & (away < miss)
        values[nearer], miss[nearer], source[nearer] = found[nearer], away[nearer], number
    if not (source >= 0).any():
        raise InputError(
            "None of the scans passes over the line.",
            hint="Draw it nearer to the lidar: through its sweeps, along a scan up and down, or over the lidar itself.",
        )
    return _told(parts, corners, home, distance, height, values, source)


def _told(
    parts: Sequence[tuple[LidarScan, ScanField]],
    corners: Floats,
    home: Location,
    distance: Floats,
    height: Floats,
    values: Floats,
    source: NDArray[np.int64],
) -> LineSection:
    used = np.unique(source[source >= 0])
    sources = []
    for number in used:
        told = MomentScan.of(parts[number][0])
        sources.append(SectionSource(told.kind, told.angle, told.start, told.end, int((source == number).sum())))
    shown = parts[int(used[0])][1]
    synthetic = int(any(str(parts[one][0].attributes.get("synthetic", 0)) in ("1", "True") for one in used))
    return LineSection(
        distance,
        height,
        values,
        shown.quantity,
        shown.unit,
        float("nan"),
        home,
        min(one.start for one in sources),
        max(one.end for one in sources),
        {**shown.attributes, "synthetic": synthetic},
        corners,
        np.where(source >= 0, np.searchsorted(used, source), -1),
        tuple(sources),
    )


def _lengths(corners: Floats, home: Location) -> Floats:
    """Distance from the beginning to each corner, metres."""
    if corners.ndim != 2 or corners.shape[1:] != (2,) or len(corners) < 2 or not np.isfinite(corners).all():
        raise InputError("The line of the section has fewer than two points.", hint="Draw a line on the map.")
    site = to_site(float(home.longitude), float(home.latitude), _WGS84)
    east, north = site.transform(corners[:, 0], corners[:, 1])
    lengths = np.append(0.0, np.cumsum(np.hypot(np.diff(east), np.diff(north))))
    if not (np.isfinite(lengths).all() and lengths[-1] >= 1.0):
        raise InputError("The line of the section has no length.", hint="Draw a line near the lidar on the map.")
    return lengths


def _along(corners: Floats, home: Location) -> Callable[[Floats], tuple[Floats, Floats]]:
    lengths = _lengths(corners, home)

    def places(distance_m: Floats) -> tuple[Floats, Floats]:
        return np.interp(distance_m, lengths, corners[:, 0]), np.interp(distance_m, lengths, corners[:, 1])

    return places


def _half_widths(parts: Sequence[tuple[LidarScan, ScanField]]) -> list[float]:
    """How far above and below its elevation each sweep stands for the air, degrees."""
    around = [scan_extent(scan).kind in ("ppi", "sector") for scan, _ in parts]
    middle = [float(np.nanmedian(scan.elevation)) if is_one else np.nan for (scan, _), is_one in zip(parts, around)]
    widths = []
    for number, angle in enumerate(middle):
        gaps = [abs(other - angle) for at, other in enumerate(middle) if at != number and np.isfinite(other)]
        near = [gap for gap in gaps if 0.1 < gap <= _WIDEST_GAP]
        widths.append(min(near) / 2.0 if near else 0.0)
    return widths


def _of_part(
    scan: LidarScan,
    shown: ScanField,
    east: Floats,
    north: Floats,
    middle: Floats,
    cell_m: tuple[float, float],
    beside_m: float,
    half_width: float,
) -> tuple[Floats, Floats]:
    """What one scan says of each cell, and how far from the cell it was measured, metres."""
    kind = scan_extent(scan).kind
    if kind in ("ppi", "sector"):
        return _of_sweep(scan, shown, east, north, middle, cell_m[1], half_width)
    if kind == "rhi":
        return _of_plane(scan, shown, east, north, middle, cell_m, beside_m)
    nothing = np.full((middle.size, east.size), np.nan)
    if kind != "vertical":
        return nothing, nothing
    away = np.hypot(east, north)
    known = np.isfinite(shown.values)
    total = np.where(known, shown.values, 0.0).sum(axis=0)
    count = known.sum(axis=0)
    mean = np.where(2 * count >= len(known), total / np.maximum(count, 1), np.nan)
    gate = _nearest(beam_height(shown.range_m, 90.0), middle)
    profile = np.where(gate >= 0, mean[np.maximum(gate, 0)], np.nan)
    return np.where(away <= beside_m, profile[:, np.newaxis], nothing), np.broadcast_to(away, nothing.shape)


def _of_sweep(
    scan: LidarScan,
    shown: ScanField,
    east: Floats,
    north: Floats,
    middle: Floats,
    cell_height: float,
    half_width: float,
) -> tuple[Floats, Floats]:
    ray, gate = nearest_gates(scan.azimuth, scan.elevation, shown.range_m, east, north)
    seen = gate >= 0
    value = np.where(seen, shown.values[ray, gate], np.nan)
    range_m, elevation = shown.range_m[gate], scan.elevation[ray]
    at = beam_height(range_m, elevation)
    spread = np.maximum(range_m * np.radians(half_width), cell_height / 2.0)
    away = np.abs(middle[:, np.newaxis] - at)
    return np.where(away <= spread, value, np.nan), away


def _of_plane(
    scan: LidarScan,
    shown: ScanField,
    east: Floats,
    north: Floats,
    middle: Floats,
    cell_m: tuple[float, float],
    beside_m: float,
) -> tuple[Floats, Floats]:
    plane = rhi_section(scan, shown, cell_m=cell_m, top_m=max(float(middle[-1]) + cell_m[1], cell_m[1]))
    turn = np.radians(plane.azimuth)
    along = east * np.sin(turn) + north * np.cos(turn)
    away = np.abs(east * np.cos(turn) - north * np.sin(turn))
    column = np.searchsorted(plane.distance_m, along) - 1
    row = np.searchsorted(plane.height_m, middle) - 1
    rows, columns = plane.values.shape
    inside = ((row >= 0) & (row < rows))[:, np.newaxis] & ((column >= 0) & (column < columns) & (away <= beside_m))
    value = plane.values[np.clip(row, 0, rows - 1)[:, np.newaxis], np.clip(column, 0, columns - 1)]
    return np.where(inside, value, np.nan), np.broadcast_to(away, inside.shape)


def _nearest(of: Floats, at: Floats) -> NDArray[np.int64]:
    """Place of the nearest of increasing numbers; −1 beyond both ends."""
    place = np.searchsorted((of[:-1] + of[1:]) / 2.0, at)
    step = float(np.median(np.diff(of)))
    return np.where((at < of[0] - step) | (at > of[-1] + step), -1, place)
