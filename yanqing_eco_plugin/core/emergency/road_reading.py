"""Reads roads from OpenStreetMap extracts, GeoPackage, GeoJSON, shapefiles."""

from __future__ import annotations

import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from osgeo import gdal, ogr

from ..errors import InputError
from .road_speeds import ROAD_SPEEDS_KMH, one_way_of

__all__ = ["plain_roads", "read_roads"]

_OSM_ENDINGS = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2")
_TAG = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')
_CLASS_COLUMNS = ("highway", "road_class", "fclass", "class", "type")
_WAY_COLUMNS = ("oneway", "one_way")
_SPEED_COLUMNS = ("maxspeed", "speed_kmh")


def read_roads(path: Path | str, layer: str | None = None) -> gpd.GeoDataFrame:
    """Roads of a file as lines that `RoadNetwork.build` takes.

    Parameters
    ----------
    path
        ``.osm.pbf``, ``.osm`` (also packed with gzip), or any line layer that GDAL reads.
    layer
        Of a file with several; otherwise the only one, ``lines`` for OpenStreetMap.

    Returns
    -------
    GeoDataFrame
        ``name``, ``road_class``, ``oneway`` (1, 0, -1 along the line), ``speed_kmh`` (signposted, NaN where unknown),
        EPSG:4326. From OpenStreetMap only what vehicles may drive on.

    Raises
    ------
    InputError
        The file cannot be read, or has no lines.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError("There is no file “{name}”.", hint="Check the path.", name=path.name, details=str(path))
    table = _lines(path, layer or ("lines" if path.name.lower().endswith(_OSM_ENDINGS) else None))
    if not len(table):
        raise InputError("“{name}” has no roads.", hint="Choose a layer of lines.", name=path.name)
    return table


def plain_roads(lines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Any layer of lines as `read_roads` gives it: class, one-way and speed from whatever column has them."""
    names = [str(column) for column in lines.columns]

    def told(wanted: tuple[str, ...]) -> list[str]:
        at = _place(names, wanted)
        cells = [None] * len(lines) if at < 0 else lines[names[at]].tolist()
        return ["" if cell is None or cell != cell else str(cell) for cell in cells]

    classes = [text.lower() for text in told(_CLASS_COLUMNS)]
    ways = [one_way_of(text, road_class) for text, road_class in zip(told(_WAY_COLUMNS), classes)]
    columns = {
        "name": told(("name",)),
        "road_class": classes,
        "oneway": ways,
        "speed_kmh": [_speed(text) for text in told(_SPEED_COLUMNS)],
    }
    return gpd.GeoDataFrame(columns, geometry=list(lines.geometry), crs=lines.crs or 4326).to_crs(4326)


def _lines(path: Path, layer_name: str | None) -> gpd.GeoDataFrame:
    name = str(path)
    if name.lower().endswith(".gz"):
        name = f"/vsigzip/{name}"
    elif name.lower().endswith(".bz2"):
        raise InputError(
            "“{name}” is packed with bzip2, which GDAL does not read.", hint="Unpack it first.", name=path.name
        )
    osm = path.name.lower().endswith(_OSM_ENDINGS)
    # OGR and not geopandas: fiona is built without the OSM driver. Errors come as exceptions, the setting is put back.
    before = bool(gdal.GetUseExceptions())
    gdal.UseExceptions()
    try:
        source = gdal.OpenEx(name, gdal.OF_VECTOR | gdal.OF_READONLY)
        layer = source.GetLayerByName(layer_name) if layer_name else source.GetLayer(0)
        if layer is None:
            raise InputError("“{name}” has no layer “{layer}”.", hint="Name another.", name=path.name, layer=layer_name)
        if osm:
            layer.SetAttributeFilter("highway IS NOT NULL")
        return _table(layer, osm)
    except RuntimeError as error:
        raise InputError(
            "“{name}” cannot be read as roads.", hint="Check that it is complete.", name=path.name, details=str(error)
        ) from error
    finally:
        if not before:
            gdal.DontUseExceptions()


def _table(layer: ogr.Layer, osm: bool) -> gpd.GeoDataFrame:
    definition = layer.GetLayerDefn()
    fields = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    wanted = {
        "name": _place(fields, ("name",)),
        "road_class": _place(fields, _CLASS_COLUMNS),
        "oneway": _place(fields, _WAY_COLUMNS),
        "speed_kmh": _place(fields, _SPEED_COLUMNS),
    }
    other = _place(fields, ("other_tags",)) if osm else -1
    shapes: list[bytes] = []
    rows: list[tuple[str, str, int, float]] = []
    for feature in layer:
        geometry = feature.GetGeometryRef()
        if geometry is None:
            continue
        told = {name: feature.GetFieldAsString(at) for name, at in wanted.items() if at >= 0}
        tags = dict(_TAG.findall(feature.GetFieldAsString(other))) if other >= 0 else {}
        road_class = told.get("road_class", "").lower()
        if osm and (road_class not in ROAD_SPEEDS_KMH or _closed_to_vehicles(tags)):
            continue
        way = one_way_of(told.get("oneway") or tags.get("oneway"), road_class, tags.get("junction", ""))
        signposted = _speed(told.get("speed_kmh") or tags.get("maxspeed", ""))
        shapes.append(bytes(geometry.ExportToWkb()))
        rows.append((told.get("name", ""), road_class, way, signposted))
    frame = pd.DataFrame(rows, columns=["name", "road_class", "oneway", "speed_kmh"])
    reference = layer.GetSpatialRef()
    crs = reference.ExportToWkt() if reference is not None else "EPSG:4326"
    roads = gpd.GeoDataFrame(frame, geometry=shapely.from_wkb(np.array(shapes, dtype=object)), crs=crs)
    roads = roads[roads.geom_type.isin(["LineString", "MultiLineString"])].explode(index_parts=False)
    return roads.to_crs(4326).reset_index(drop=True)


def _place(fields: list[str], names: tuple[str, ...]) -> int:
    lowered = [field.lower() for field in fields]
    return next((lowered.index(name) for name in names if name in lowered), -1)


def _closed_to_vehicles(tags: dict[str, str]) -> bool:
    return "no" in (tags.get("motor_vehicle"), tags.get("vehicle"), tags.get("motorcar")) or tags.get("access") == "no"


def _speed(text: str) -> float:
    found = re.match(r"\s*(\d{1,3}(?:\.\d+)?)\s*(mph)?", text)
    if not found or float(found[1]) <= 0:
        return np.nan
    return float(found[1]) * (1.609344 if found[2] else 1.0)
