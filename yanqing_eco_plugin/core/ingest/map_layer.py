"""Reads the features of a GeoPackage or Shapefile as rows with longitude and latitude."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from ..errors import InputError
from .decoded import RejectLog
from .foreign import reading

__all__ = ["layer_rows"]

MAX_BYTES = 512 * 2**20
_DBF_SAMPLE = 2**20


def layer_rows(path: Path, log: RejectLog) -> Iterator[tuple[str, list[Any], bytes]]:
    """Place, cells and text of each feature after a first row with the column names; places are in degrees.

    A projected layer is brought to degrees of its own datum family (EPSG:4326). A shape that is no point is represented by
    a point on it. Features without shape go to the log.
    """
    if path.stat().st_size > MAX_BYTES:
        raise InputError("The file “{name}” is too large.", hint="Export only the stations.", name=path.name)
    with reading(path):
        # QGIS switches GDAL's own recoding of Shapefiles off for the whole process: the encoding is always said here.
        layer = (
            gpd.read_file(path, encoding=_shapefile_encoding(path))
            if path.suffix.lower() == ".shp"
            else gpd.read_file(path)
        )
        if not isinstance(layer, gpd.GeoDataFrame):
            raise InputError("“{name}” has no places.", hint="Choose a layer of points.", name=path.name)
        if layer.crs is not None and not layer.crs.is_geographic:
            layer = layer.to_crs(4326)
        empty = (layer.geometry.isna() | layer.geometry.is_empty).to_numpy()
        points = layer.geometry.where(layer.geometry.geom_type == "Point", layer.geometry.representative_point())
        values = pd.DataFrame(layer.drop(columns=layer.geometry.name)).astype(object)
    # Attributes that repeat the coordinates may be in another datum than the shape: the shape counts.
    names = [str(name) for name in values.columns]
    yield "header", ["lon", "lat", *names], b""
    for position in range(len(values)):
        row = list(values.iloc[position])
        raw = str(dict(zip(names, row, strict=True))).encode("utf-8", "replace")
        if empty[position]:
            log.add(f"feature {position + 1}", "bad_coordinates", "no shape", raw)
            continue
        point = points.iloc[position]
        yield f"feature {position + 1}", [point.x, point.y, *row], raw


def _shapefile_encoding(path: Path) -> str:
    """What the file ``.cpg`` beside it says; without one UTF-8 where the table is that, else GB18030."""
    declared, table = path.with_suffix(".cpg"), path.with_suffix(".dbf")
    if declared.is_file():
        with open(declared, encoding="ascii", errors="replace") as text:
            name = text.read(64).strip()
        if name.isdigit():
            name = "utf-8" if name == "65001" else f"cp{name}"
        try:
            return codecs.lookup(name).name
        except (LookupError, ValueError):
            return "gb18030"
    try:
        with open(table, "rb") as content:
            sample = content.read(_DBF_SAMPLE)
        # Bytes 8 and 9 hold the length of the header, the records follow; each column's name fills 11 of its 32 bytes there.
        records = int.from_bytes(sample[8:10], "little")
        names = b" ".join(sample[at : at + 11] for at in range(32, records - 1, 32))
        (names + b" " + sample[records:].rpartition(b" ")[0]).decode("utf-8")
    except (UnicodeDecodeError, OSError):
        return "gb18030"
    return "utf-8"
