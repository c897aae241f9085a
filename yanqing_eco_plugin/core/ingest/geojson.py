"""Reads a GeoJSON feature collection as a table with longitude and latitude."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
from shapely.errors import GEOSException
from shapely.geometry import shape

from ..errors import InputError
from .decoded import RejectLog
from .foreign import reading
from .table import Column, Table

__all__ = ["geojson_table"]

MAX_BYTES = 256 * 2**20
MAX_PROPERTIES = 1_000
_NOWHERE = (float("nan"), float("nan"))


def geojson_table(path: Path, log: RejectLog) -> Table:
    """One row per feature with its properties, ``longitude`` and ``latitude``; NaN where a feature has no usable shape.

    A shape that is no point is represented by a point on it. Coordinates in another system than degrees (a ``crs`` member,
    as GeoJSON had it before RFC 7946) are brought to EPSG:4326.

    Raises
    ------
    InputError
        For a file that is no complete feature collection.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise InputError("The file “{name}” is too large.", hint="Export it as CSV or Parquet.", name=path.name)
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
        features = content["features"]
        if content["type"] != "FeatureCollection" or not isinstance(features, list):
            raise ValueError("no feature collection")
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            "“{name}” is not a complete GeoJSON feature collection.",
            hint="Fetch or export it again.",
            details=f"{type(error).__name__}: {error}"[:500],
            name=path.name,
        ) from error
    good: list[tuple[int, dict[str, Any], dict[str, Any]]] = []
    for number, feature in enumerate(features, 1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if isinstance(properties, dict):
            good.append((number, feature, {_whole(name): _cell(cell) for name, cell in properties.items()}))
        else:
            log.add(f"feature {number}", "bad_row", "no properties", _dump(feature))
    names = list(dict.fromkeys(name for _, _, properties in good for name in properties))
    if len(names) > MAX_PROPERTIES:
        raise InputError(
            "The features of “{name}” have {count} different properties.",
            hint="Is this a table?",
            name=path.name,
            count=len(names),
        )
    columns = {name: _column([row.get(name) for _, _, row in good]) for name in names}
    lon, lat = _degrees([_place(feature.get("geometry")) for _, feature, _ in good], content.get("crs"), path)
    columns |= {"longitude": _column(lon), "latitude": _column(lat)}
    rows = np.array([number for number, _, _ in good], dtype=np.int64)
    return Table(columns, rows, "feature {row}", lambda position: _dump(good[position][1]), bytes_read=size)


def _column(cells: list[Any]) -> Column:
    column = np.empty(len(cells), dtype=object)
    column[:] = cells
    return column


def _cell(value: Any) -> Any:
    if isinstance(value, (dict, list)):
        return _dump(value).decode()
    return _whole(value) if isinstance(value, str) else value


def _whole(text: str) -> str:
    """The text without halves of characters, which JSON may escape and no store would take."""
    return text.encode("utf-8", "replace").decode()


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _place(geometry: Any) -> tuple[float, float]:
    """Coordinates of a point, or of a point on any other shape; NaN where there is none."""
    if not isinstance(geometry, dict):
        return _NOWHERE
    coordinates: Any = geometry.get("coordinates")
    try:
        if not _are_numbers(coordinates):
            return _NOWHERE
        if geometry.get("type") == "Point":
            return float(coordinates[0]), float(coordinates[1])
        point = shape(geometry).representative_point()
        return (point.x, point.y) if not point.is_empty else _NOWHERE
    except (GEOSException, AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError):
        return _NOWHERE


def _are_numbers(coordinates: Any, depth: int = 0) -> bool:
    """Whether nested lists hold nothing but finite numbers, which is more than the geometry library checks."""
    if isinstance(coordinates, list):
        return depth < 5 and bool(coordinates) and all(_are_numbers(part, depth + 1) for part in coordinates)
    return type(coordinates) in (int, float) and depth > 0 and abs(coordinates) < 1e9


def _degrees(places: list[tuple[float, float]], crs: Any, path: Path) -> tuple[list[float], list[float]]:
    x, y = [place[0] for place in places], [place[1] for place in places]
    if crs is None:
        return x, y
    with reading(path):
        system = pyproj.CRS.from_user_input(crs["properties"]["name"])
        if system.is_geographic:
            return x, y
        lon, lat = pyproj.Transformer.from_crs(system, 4326, always_xy=True).transform(x, y)
    return list(lon), list(lat)
