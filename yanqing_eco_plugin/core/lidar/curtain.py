"""Vertical sections: of a scan up and down in one direction, and as upright pieces that stand on the map in 3-D."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from ..errors import InputError
from .geometry import EARTH_RADIUS_M, beam_height, checked_location, from_site, ground_distance
from .scan import LidarScan, Location
from .scan_field import Mask, ScanField
from .sweeps import scan_extent

__all__ = ["Section", "rhi_section", "section_polygons"]

Floats = NDArray[np.float64]
_MOST_CELLS = 4_000_000
_REACH_STEPS = 0.75
_WIDEST_GAP = 6.0


@dataclass(frozen=True)
class Section:
    """A section on distance and height.

    Attributes
    ----------
    distance_m
        (columns + 1,) edges along the ground from the instrument, towards `azimuth`; negative behind it.
    height_m
        (rows + 1,) edges above the instrument, upwards.
    values
        (rows, columns) in `unit`; NaN where nothing is shown.
    azimuth
        Direction of the section, degrees from north.
    location
        Of the instrument.
    start, end
        Instants of the first and last ray; NaT where unknown.
    """

    distance_m: Floats
    height_m: Floats
    values: Floats
    quantity: str
    unit: str
    azimuth: float
    location: Location
    start: np.datetime64
    end: np.datetime64
    attributes: Mapping[str, Any] = field(default_factory=dict)

    def places(self, distance_m: Floats) -> tuple[Floats, Floats]:
        """Longitude and latitude of points at these distances along the ground."""
        turn = np.radians(self.azimuth)
        move = from_site(float(self.location.longitude), float(self.location.latitude), "EPSG:4326")
        lon, lat = move.transform(np.sin(turn) * distance_m, np.cos(turn) * distance_m)
        return np.asarray(lon), np.asarray(lat)


def rhi_section(
    scan: LidarScan, shown: ScanField, *, cell_m: tuple[float, float] = (60.0, 30.0), top_m: float | None = None
) -> Section:
    """Bring a scan of elevations in one direction onto distance and height; each cell shows its nearest gate.

    Parameters
    ----------
    cell_m
        Length and height of a cell.
    top_m
        Greatest height; None = as high as anything was measured.

    Raises
    ------
    InputError
        When it is no such scan, or the cells are too many.
    """
    if scan_extent(scan).kind != "rhi":
        raise InputError(
            "This is no scan of elevations in one direction.",
            hint="Use the overlay for scans around the horizon, and the profiles for vertical ones.",
        )
    order = np.argsort(scan.elevation, kind="stable")
    angles = scan.elevation[order]
    said = np.flatnonzero((shown.mask == Mask.SHOWN).any(axis=0))
    far = float(shown.range_m[said[-1] if said.size else -1])
    reach = ground_distance(far, angles)
    left = min(float(reach.min()), 0.0)
    highest = float(beam_height(far, angles).max()) if top_m is None else top_m
    lowest = min(float(beam_height(far, angles).min()), 0.0)
    columns = max(1, int(np.ceil((float(reach.max()) - left) / cell_m[0])))
    rows = max(1, int(np.ceil((highest - lowest) / cell_m[1])))
    if columns * rows > _MOST_CELLS:
        raise InputError("The cells of the section are too many.", hint="Choose larger ones, for example 60 × 30 m.")
    distance = left + np.arange(columns + 1) * cell_m[0]
    height = lowest + np.arange(rows + 1) * cell_m[1]
    theta = ((distance[:-1] + distance[1:]) / 2.0 / EARTH_RADIUS_M)[np.newaxis, :]
    radius = EARTH_RADIUS_M + ((height[:-1] + height[1:]) / 2.0)[:, np.newaxis]
    across, up = radius * np.sin(theta), radius * np.cos(theta) - EARTH_RADIUS_M
    angle, slant = np.degrees(np.arctan2(up, across)), np.hypot(across, up)
    steps = np.diff(angles)
    usual = float(np.median(steps[steps > 1e-6])) if (steps > 1e-6).any() else 1.0
    place = np.searchsorted(angles[:-1] + steps / 2.0, angle)
    apart = np.abs(angle - angles[place])
    width = float(np.median(np.diff(shown.range_m)))
    gate = np.rint((slant * np.cos(np.radians(apart)) - shown.range_m[0]) / width).astype(np.int64)
    inside = (apart <= min(_REACH_STEPS * usual, _WIDEST_GAP)) & (gate >= 0) & (gate < shown.range_m.size)
    values = np.where(inside, shown.values[order[place], np.clip(gate, 0, shown.range_m.size - 1)], np.nan)
    turn = np.radians(scan.azimuth)
    time = scan.time[~np.isnat(scan.time)]
    return Section(
        distance,
        height,
        values,
        shown.quantity,
        shown.unit,
        float(np.degrees(np.arctan2(np.sin(turn).mean(), np.cos(turn).mean())) % 360.0),
        scan.location,
        time.min() if time.size else np.datetime64("NaT", "ns"),
        time.max() if time.size else np.datetime64("NaT", "ns"),
        {**shown.attributes, "synthetic": scan.attributes.get("synthetic", 0)},
    )


def section_polygons(section: Section, *, piece_m: tuple[float, float] = (240.0, 120.0)) -> gpd.GeoDataFrame:
    """The section as upright rectangles over its line on the ground, for a 3-D view.

    Parameters
    ----------
    piece_m
        Length and height of a piece; its value is the mean of its cells.

    Returns
    -------
    GeoDataFrame
        EPSG:4326 with heights above sea level (above the instrument where its altitude is unknown): ``value, quantity,
        unit, distance_from, distance_to, height_from, height_to, start, end``; pieces without a value are left out.

    Raises
    ------
    InputError
        When the place of the instrument is not known.
    """
    place = checked_location(section.location)
    wide = max(1, round(piece_m[0] / float(section.distance_m[1] - section.distance_m[0])))
    high = max(1, round(piece_m[1] / float(section.height_m[1] - section.height_m[0])))
    mean = _blocks(section.values, high, wide)
    row, column = np.nonzero(np.isfinite(mean))
    near, far = (section.distance_m[np.minimum(at * wide, section.distance_m.size - 1)] for at in (column, column + 1))
    low, top = (section.height_m[np.minimum(at * high, section.height_m.size - 1)] for at in (row, row + 1))
    base = place.altitude_m if np.isfinite(place.altitude_m) else 0.0
    corners = []
    for distance, height in ((near, low), (far, low), (far, top), (near, top), (near, low)):
        lon, lat = section.places(distance)
        corners.append(np.column_stack([lon, lat, base + height]))
    rings = np.stack(corners, axis=1) if len(row) else np.empty((0, 5, 3))
    return gpd.GeoDataFrame(
        {
            "value": mean[row, column],
            "quantity": section.quantity,
            "unit": section.unit,
            "distance_from": near,
            "distance_to": far,
            "height_from": low,
            "height_to": top,
            "start": section.start,
            "end": section.end,
        },
        geometry=list(shapely.polygons(rings)) if len(row) else [],
        crs=4326,
    )


def _blocks(values: Floats, rows: int, columns: int) -> Floats:
    """Mean of the known cells in blocks; NaN where there are none."""
    high, wide = -(-values.shape[0] // rows), -(-values.shape[1] // columns)
    padded = np.full((high * rows, wide * columns), np.nan)
    padded[: values.shape[0], : values.shape[1]] = values
    parts = padded.reshape(high, rows, wide, columns)
    known = np.isfinite(parts)
    count = known.sum(axis=(1, 3))
    total = np.where(known, parts, 0.0).sum(axis=(1, 3))
    return np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)
