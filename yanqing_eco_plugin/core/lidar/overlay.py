"""A scan on the map: each cell of a raster shows its nearest gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from .geometry import checked_location, from_site, ground_distance, to_site, utm_code
from .polar import nearest_gates
from .scan import LidarScan
from .scan_field import Mask, ScanField
from .sweeps import scan_extent

__all__ = ["MOST_CELLS", "Overlay", "scan_overlay"]

MOST_CELLS = 40_000_000
_NODE_CELLS = 16


@dataclass(frozen=True)
class Overlay:
    """A georeferenced picture of a scan.

    Attributes
    ----------
    values
        (rows, columns) float32 in `unit`, north up; NaN where nothing is shown.
    mask
        (rows, columns) `Mask`: why.
    crs
        Coordinate reference system, as rasterio takes it.
    west, north, cell_x, cell_y
        Upper left corner and size of a cell, in units of the system.
    quantity, unit
        Of the values.
    start, end
        Instants of the first and the last ray (UTC); NaT where the file has no times.
    attributes
        Where the values come from.
    """

    values: NDArray[np.float32]
    mask: NDArray[np.uint8]
    crs: str
    west: float
    north: float
    cell_x: float
    cell_y: float
    quantity: str
    unit: str
    start: np.datetime64
    end: np.datetime64
    attributes: Mapping[str, Any] = field(default_factory=dict)


def scan_overlay(
    scan: LidarScan,
    shown: ScanField,
    *,
    crs: str | None = None,
    resolution_m: float | None = None,
    size: tuple[int, int] | None = None,
    terrain_m: NDArray[np.float64] | None = None,
    reach_m: float | None = None,
) -> Overlay:
    """Bring one sweep of a horizontal or low scan onto a raster.

    Nothing is interpolated: a cell shows the gate whose centre is nearest to its own on the ground, and nothing outside the
    sweep, in the blind zone, behind terrain or in the noise.

    Parameters
    ----------
    scan
        One sweep; see `split_sweeps`.
    shown
        What of it.
    crs
        Any system rasterio and pyproj know; None = the UTM zone of the instrument.
    resolution_m
        Size of a cell, metres (in a system of degrees: what is as long); None = `size`.
    size
        Rows and columns; None and no resolution = 600 × 600.
    terrain_m
        (n_rays,) range at which the beam meets the ground; inf where it does not.
    reach_m
        Half the side of the square shown, metres; None = as far as anything was measured.

    Raises
    ------
    InputError
        Unknown place or angles, a vertical scan, an unknown system, or more than 40 million cells.
    """
    place = checked_location(scan.location, str(scan.attributes.get("file", "")))
    extent = scan_extent(scan)
    if extent.kind in ("vertical", "rhi") or not np.isfinite(scan.azimuth).any():
        raise InputError(
            "This is no scan around the horizon and has no place on the map.",
            hint="Use the profiles or the curtain for vertical scans; angles must be in the file.",
        )
    mask = shown.mask.copy()
    if terrain_m is not None:
        mask[shown.range_m[np.newaxis, :] >= terrain_m[:, np.newaxis]] = Mask.TERRAIN
    site = (float(place.longitude), float(place.latitude))
    system = crs or utm_code(*site)
    far = reach_m or _reach(scan, shown)
    bounds = _bounds(site, system, far)
    rows, columns = _shape(bounds, site, system, resolution_m, size)
    cell_x, cell_y = (bounds[2] - bounds[0]) / columns, (bounds[3] - bounds[1]) / rows
    x = bounds[0] + (np.arange(columns) + 0.5) * cell_x
    y = bounds[3] - (np.arange(rows) + 0.5) * cell_y
    east, north = _local_metres(x, y, site, system)
    ray, gate = nearest_gates(scan.azimuth, scan.elevation, shown.range_m, east, north)
    inside = gate >= 0
    flat = np.where(inside, ray * shown.range_m.size + gate, 0)
    why = np.where(inside, mask.ravel()[flat], np.uint8(Mask.OUTSIDE)).astype(np.uint8)
    values = np.where(why == Mask.SHOWN, shown.values.astype(np.float32).ravel()[flat], np.float32(np.nan))
    time = scan.time[~np.isnat(scan.time)]
    return Overlay(
        values.astype(np.float32, copy=False),
        why,
        system,
        bounds[0],
        bounds[3],
        cell_x,
        cell_y,
        shown.quantity,
        shown.unit,
        time.min() if time.size else np.datetime64("NaT", "ns"),
        time.max() if time.size else np.datetime64("NaT", "ns"),
        _provenance(scan, shown, extent.kind),
    )


def _provenance(scan: LidarScan, shown: ScanField, kind: str) -> dict[str, Any]:
    kept = ("file", "reader", "site", "instrument", "synthetic", "device_name", "serial")
    place = scan.location
    return {
        **{key: scan.attributes[key] for key in kept if key in scan.attributes},
        **shown.attributes,
        "scan_kind": kind,
        "lidar_longitude": place.longitude,
        "lidar_latitude": place.latitude,
        "lidar_altitude_m": place.altitude_m,
        "elevation": float(np.nanmedian(scan.elevation)),
    }


def _reach(scan: LidarScan, shown: ScanField) -> float:
    """As far along the ground as any gate says something, at least a kilometre."""
    said = np.flatnonzero((shown.mask == Mask.SHOWN).any(axis=0))
    last = said[-1] if said.size else shown.range_m.size - 1
    return max(float(ground_distance(shown.range_m[last], np.nanmedian(scan.elevation))) * 1.02, 1000.0)


def _bounds(site: tuple[float, float], crs: str, reach: float) -> tuple[float, float, float, float]:
    edge = np.linspace(-reach, reach, 21)
    rim = np.full(21, reach)
    x, y = from_site(*site, crs).transform(
        np.concatenate([edge, edge, rim, -rim]), np.concatenate([rim, -rim, edge, edge])
    )
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise InputError(
            "The scan cannot be shown in the coordinate reference system “{crs}”.",
            hint="Choose one that holds the place of the instrument.",
            crs=crs,
        )
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def _shape(
    bounds: tuple[float, float, float, float],
    site: tuple[float, float],
    crs: str,
    resolution_m: float | None,
    size: tuple[int, int] | None,
) -> tuple[int, int]:
    if resolution_m is None:
        return size or (600, 600)
    # How many units of the system a hundred metres east and north are.
    x, y = from_site(*site, crs).transform([0.0, 100.0, 0.0], [0.0, 0.0, 100.0])
    unit_x, unit_y = np.hypot(x[1] - x[0], y[1] - y[0]) / 100.0, np.hypot(x[2] - x[0], y[2] - y[0]) / 100.0
    wide, high = bounds[2] - bounds[0], bounds[3] - bounds[1]
    columns = np.ceil(wide / max(resolution_m * unit_x, 1e-12)) if resolution_m > 0 else np.inf
    rows = np.ceil(high / max(resolution_m * unit_y, 1e-12)) if resolution_m > 0 else np.inf
    if not rows * columns <= MOST_CELLS:
        raise InputError(
            "A resolution of {resolution} m makes too large a raster.",
            hint="Choose a coarser one; the gates of a lidar are 3.75 to 30 m long.",
            resolution=resolution_m,
        )
    return max(int(rows), 1), max(int(columns), 1)


def _local_metres(
    x: NDArray[np.float64], y: NDArray[np.float64], site: tuple[float, float], crs: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Metres east and north of the instrument of all cells, from exact ones at every sixteenth, linear between.

    Over 16 cells of 100 m a projection bends by less than 5 cm, and the exact transformation of every cell would take longer
    than all the rest.
    """
    column = _nodes(x.size)
    row = _nodes(y.size)
    node_x, node_y = np.meshgrid(x[column], y[row])
    east, north = to_site(*site, crs).transform(node_x, node_y)
    return _between(np.asarray(east), row, column, y.size, x.size), _between(
        np.asarray(north), row, column, y.size, x.size
    )


def _nodes(count: int) -> NDArray[np.int64]:
    return np.unique(np.append(np.arange(0, count, _NODE_CELLS), count - 1))


def _between(
    values: NDArray[np.float64], row: NDArray[np.int64], column: NDArray[np.int64], rows: int, columns: int
) -> NDArray[np.float64]:
    """Bilinear between nodes: first along the rows, then down the columns."""
    return _lerp(_lerp(values.T, column, columns).T, row, rows)


def _lerp(values: NDArray[np.float64], nodes: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    if nodes.size == 1:
        return np.repeat(values, count, axis=0)
    places = np.arange(count)
    left = np.clip(np.searchsorted(nodes, places, side="right") - 1, 0, nodes.size - 2)
    weight = ((places - nodes[left]) / (nodes[left + 1] - nodes[left]))[:, np.newaxis]
    return values[left] * (1.0 - weight) + values[left + 1] * weight
