"""Where the beam meets the ground: behind it there is nothing to see."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.windows import Window, from_bounds

from ..errors import InputError
from .geometry import beam_height, checked_location, from_site, ground_distance
from .scan import LidarScan

__all__ = ["terrain_ranges"]

Floats = NDArray[np.float64]
_NODES = 33
_MOST_SAMPLES = 2000
_MOST_PIXELS = 3000
_OWN_ROOF_M = 50.0


def terrain_ranges(scan: LidarScan, range_m: Floats, dem: str | Path) -> Floats:
    """Range at which each ray first meets the ground (n_rays,), metres; inf where it does not.

    The beam is straight, the earth curved (see `geometry`); the ground is that of the nearest pixel. Where the file does not
    say how high the instrument stands, it stands on the model's ground.

    Parameters
    ----------
    scan
        With its place, azimuths and elevations.
    range_m
        (n_bins,) metres; the farthest says how far the ground is looked at.
    dem
        Raster of heights above sea level, metres, in any coordinate reference system.

    Raises
    ------
    InputError
        When the place is not known, or the model cannot be read or does not hold it.
    """
    place = checked_location(scan.location, str(scan.attributes.get("file", "")))
    site = (float(place.longitude), float(place.latitude))
    known = np.isfinite(scan.azimuth) & np.isfinite(scan.elevation)
    azimuth, elevation = np.radians(np.where(known, scan.azimuth, 0.0)), np.where(known, scan.elevation, 0.0)
    ranges = np.linspace(0.0, float(range_m[-1]), min(_MOST_SAMPLES, max(range_m.size, _NODES)))
    far = ground_distance(ranges[-1], elevation)
    # Straight lines of the site's plane are all but straight in any map: a few exact points, linear between.
    share = np.linspace(0.0, 1.0, _NODES)
    node_x = np.sin(azimuth)[:, np.newaxis] * far[:, np.newaxis] * share
    node_y = np.cos(azimuth)[:, np.newaxis] * far[:, np.newaxis] * share
    try:
        with rasterio.open(dem) as file:
            x, y = from_site(*site, file.crs.to_wkt()).transform(node_x, node_y)
            ground, column, row = _sampled(file, np.asarray(x), np.asarray(y))
    except (OSError, RasterioError, AttributeError, ValueError) as error:
        raise InputError(
            "The elevation model {file} cannot be used.",
            hint="Choose a raster of heights in metres with a coordinate reference system that covers the lidar.",
            details=str(error),
            file=Path(dem).name,
        ) from error
    at = ground_distance(ranges, elevation[:, np.newaxis]) / np.where(far > 0, far, 1.0)[:, np.newaxis]
    place_of = np.clip(at, 0.0, 1.0) * (_NODES - 1)
    left = np.minimum(place_of.astype(np.int64), _NODES - 2)
    weight = place_of - left
    rays = np.arange(len(azimuth))[:, np.newaxis]

    def along(nodes: Floats) -> NDArray[np.int64]:
        return np.floor(nodes[rays, left] * (1.0 - weight) + nodes[rays, left + 1] * weight).astype(np.int64)

    columns, rows = along(column), along(row)
    inside = (columns >= 0) & (columns < ground.shape[1]) & (rows >= 0) & (rows < ground.shape[0])
    below = np.where(inside, ground[np.where(inside, rows, 0), np.where(inside, columns, 0)], np.nan)
    base = place.altitude_m if np.isfinite(place.altitude_m) else float(below[0, 0])
    with np.errstate(invalid="ignore"):
        hit = below >= base + beam_height(ranges, elevation[:, np.newaxis])
    hit &= (ranges > _OWN_ROOF_M) & known[:, np.newaxis]
    return np.where(hit.any(axis=1), ranges[hit.argmax(axis=1)], np.inf)


def _sampled(file: rasterio.DatasetReader, x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
    """Heights of the part of the model under the points, and where in it the points lie (fractional column and row)."""
    whole = Window(0, 0, file.width, file.height)
    wanted = from_bounds(
        float(np.nanmin(x)), float(np.nanmin(y)), float(np.nanmax(x)), float(np.nanmax(y)), file.transform
    )
    window = wanted.round_offsets(op="floor").round_lengths(op="ceil", pixel_precision=0)
    window = Window(window.col_off - 1, window.row_off - 1, window.width + 3, window.height + 3).intersection(whole)
    # A fine model of a wide circle is thinned by its highest ground: no ridge is lost.
    shrink = max(1.0, window.width / _MOST_PIXELS, window.height / _MOST_PIXELS)
    shape = (max(1, round(window.height / shrink)), max(1, round(window.width / shrink)))
    how = Resampling.max if shrink > 1.0 else Resampling.nearest
    heights = file.read(1, window=window, out_shape=shape, resampling=how, masked=True)
    ground = np.ma.filled(heights.astype(np.float64), np.nan)
    turned = ~file.transform
    column, row = turned.a * x + turned.b * y + turned.c, turned.d * x + turned.e * y + turned.f
    return (
        ground,
        (column - window.col_off) * shape[1] / window.width,
        (row - window.row_off) * shape[0] / window.height,
    )
