"""Hot spots of an overlay as polygons, and what stands under them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from rasterio.features import shapes
from rasterio.transform import Affine
from scipy.ndimage import label, uniform_filter
from shapely.geometry import shape

from ..errors import InputError
from .geometry import utm_code
from .overlay import Overlay

__all__ = ["hot_spots", "places_under"]

Floats = NDArray[np.float64]
_GEOD = Geod(ellps="WGS84")
_COLUMNS = (
    *("hot_spot", "quantity", "unit", "mean", "max", "area_m2", "cells", "longitude", "latitude"),
    *("start", "end"),
)


def hot_spots(
    overlay: Overlay,
    *,
    threshold: float | None = None,
    contrast: float = 2.0,
    window_m: float = 3000.0,
    least_area_m2: float = 20_000.0,
) -> gpd.GeoDataFrame:
    """Areas of an overlay that stand out.

    Parameters
    ----------
    threshold
        Value from which on a cell is hot, in the overlay's unit; None = by `contrast`.
    contrast, window_m
        A cell is hot where its value is `contrast` times the mean of the square of `window_m` around it.
    least_area_m2
        Smaller areas are left out.

    Returns
    -------
    GeoDataFrame
        In the overlay's system, largest maximum first: ``hot_spot`` (from 1), ``quantity, unit, mean, max, area_m2``
        (geodesic), ``cells, longitude, latitude`` (centroid, WGS 84), ``start, end`` (naive UTC). Cells that are masked
        belong to none.

    Raises
    ------
    InputError
        When threshold, contrast, window or area is impossible.
    """
    if (threshold is not None and not np.isfinite(threshold)) or not contrast > 1 or not window_m > 0:
        raise InputError(
            "The threshold or the contrast of the hot spots is impossible.",
            hint="A contrast is above 1, for example 2: twice the surroundings.",
        )
    values = overlay.values.astype(np.float64)
    known = np.isfinite(values)
    calm = _mean_around(values, known, (3, 3))
    if threshold is None:
        cell_y, cell_x = _cell_metres(overlay)
        window = (max(3, round(window_m / cell_y)), max(3, round(window_m / cell_x)))
        around = _mean_around(values, known, window)
        hot = known & (calm > contrast * around) & (around > 0)
    else:
        hot = known & (calm >= threshold)
    numbers, count = label(hot, structure=np.ones((3, 3)))
    move = Affine(overlay.cell_x, 0.0, overlay.west, 0.0, -overlay.cell_y, overlay.north)
    found: list[dict[str, Any]] = []
    outlines: dict[int, list[Any]] = {}
    for outline, number in shapes(numbers.astype(np.int32), mask=hot, transform=move):
        outlines.setdefault(int(number), []).append(shape(outline))
    for number in range(1, count + 1):
        # Cells that touch at a corner are one spot but several outlines.
        area = shapely.union_all(np.array(outlines[number], dtype=object))
        inside = values[numbers == number]
        found.append({"mean": inside.mean(), "max": inside.max(), "cells": inside.size, "geometry": area})
    frame = gpd.GeoDataFrame(found, columns=["mean", "max", "cells", "geometry"], geometry="geometry", crs=overlay.crs)
    degrees = frame.geometry.to_crs(4326)
    frame["area_m2"] = [abs(_GEOD.geometry_area_perimeter(one)[0]) for one in degrees]
    middle = frame.geometry.representative_point() if frame.crs.is_geographic else frame.geometry.centroid
    middle = middle.to_crs(4326)
    frame["longitude"], frame["latitude"] = middle.x.to_numpy(), middle.y.to_numpy()
    frame["quantity"], frame["unit"] = overlay.quantity, overlay.unit
    frame["start"], frame["end"] = (one.astype("datetime64[ns]") for one in (overlay.start, overlay.end))
    frame = frame[frame["area_m2"] >= least_area_m2].sort_values("max", ascending=False, ignore_index=True)
    frame["hot_spot"] = np.arange(1, len(frame) + 1)
    return gpd.GeoDataFrame(frame[[*_COLUMNS, "geometry"]], geometry="geometry", crs=overlay.crs)


def _mean_around(values: Floats, known: NDArray[np.bool_], window: tuple[int, int]) -> Floats:
    """Mean of the known cells in a window about each cell; NaN where there are none."""
    share = uniform_filter(known.astype(np.float64), window, mode="constant")
    total = uniform_filter(np.where(known, values, 0.0), window, mode="constant")
    return np.divide(total, share, out=np.full(values.shape, np.nan), where=share > 1e-9)


def _cell_metres(overlay: Overlay) -> tuple[float, float]:
    """Height and width of the middle cell, metres."""
    rows, columns = overlay.values.shape
    x = overlay.west + (columns / 2.0 + np.array([0.0, 1.0, 0.0])) * overlay.cell_x
    x[2] = x[0]
    y = overlay.north - (rows / 2.0 + np.array([0.0, 0.0, 1.0])) * overlay.cell_y
    lon, lat = (lambda p: (p.x.to_numpy(), p.y.to_numpy()))(
        gpd.GeoSeries(gpd.points_from_xy(x, y), crs=overlay.crs).to_crs(4326)
    )
    wide = _GEOD.inv(lon[0], lat[0], lon[1], lat[1])[2]
    high = _GEOD.inv(lon[0], lat[0], lon[2], lat[2])[2]
    return float(high), float(wide)


def places_under(
    spots: gpd.GeoDataFrame, places: Mapping[str, gpd.GeoDataFrame], *, reach_m: float = 0.0
) -> gpd.GeoDataFrame:
    """What lies in the hot spots, or within `reach_m` of them.

    Parameters
    ----------
    spots
        As `hot_spots` gives them.
    places
        Name of the kind (``stations``, ``sources`` …) → points, lines or areas; their column ``name``, else
        ``station_id``, else the first one names them.

    Returns
    -------
    GeoDataFrame
        `spots` with ``<kind>`` (how many) and ``<kind>_names`` (joined by commas) for each kind.
    """
    result = spots.copy()
    for kind, frame in places.items():
        counts, names = np.zeros(len(spots), dtype=np.int64), [""] * len(spots)
        standing = frame[frame.geometry.notna() & ~frame.geometry.is_empty]
        if len(standing) and len(spots):
            middle = spots.geometry.to_crs(4326).iloc[0].representative_point()
            metres = utm_code(middle.x, middle.y)
            areas = spots.geometry.to_crs(metres).buffer(reach_m) if reach_m > 0 else spots.geometry.to_crs(metres)
            tree = shapely.STRtree(np.asarray(standing.geometry.to_crs(metres), dtype=object))
            title = next((one for one in ("name", "station_id") if one in standing.columns), standing.columns[0])
            words = standing[title].astype(str).to_numpy(dtype=object)
            for row, area in enumerate(areas):
                inside = np.sort(tree.query(area, predicate="intersects"))
                counts[row], names[row] = inside.size, ", ".join(words[inside])
        result[kind], result[f"{kind}_names"] = counts, names
    return result
