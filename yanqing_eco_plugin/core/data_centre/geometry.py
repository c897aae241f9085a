"""Geometry as GeoPackage keeps it: a short header before well-known binary (OGC 12-128r18, 2.1.3)."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Sequence

import numpy as np
import shapely

__all__ = ["SRS_ID", "add_spatial_functions", "decode", "encode"]

SRS_ID = 4326
_POINT_HEADER = struct.pack("<2sBBi", b"GP", 0, 0b0000_0001, SRS_ID)
_EMPTY_HEADER = struct.pack("<2sBBi", b"GP", 0, 0b0001_0001, SRS_ID)
_ENVELOPE_SIZES = (0, 32, 48, 48, 64)


def encode(geometries: Sequence[object] | np.ndarray) -> list[bytes | None]:
    """GeoPackage blobs of shapely geometries; None stays None."""
    shapes = np.asarray(geometries, dtype=object)
    binary = shapely.to_wkb(shapes, byte_order=1, include_srid=False)
    bounds = shapely.bounds(shapes)
    types = shapely.get_type_id(shapes)
    empty = shapely.is_empty(shapes)
    blobs: list[bytes | None] = []
    for wkb, box, kind, hollow in zip(binary, bounds, types, empty):
        if wkb is None:
            blobs.append(None)
        elif hollow:
            blobs.append(_EMPTY_HEADER + wkb)
        elif kind == 0:
            blobs.append(_POINT_HEADER + wkb)
        else:
            envelope = struct.pack("<4d", box[0], box[2], box[1], box[3])
            blobs.append(struct.pack("<2sBBi", b"GP", 0, 0b0000_0011, SRS_ID) + envelope + wkb)
    return blobs


def decode(blobs: Sequence[bytes | None]) -> np.ndarray:
    """Shapely geometries of GeoPackage blobs, shape (n,), object; None stays None."""
    return shapely.from_wkb(np.array([None if blob is None else _wkb(blob) for blob in blobs], dtype=object))


def _wkb(blob: bytes) -> bytes:
    return blob[8 + _ENVELOPE_SIZES[(blob[3] >> 1) & 0b111] :]


def add_spatial_functions(connection: sqlite3.Connection) -> None:
    """Give `connection` the functions that spatial-index triggers call.

    Our tables carry no spatial index, but a user may add one in QGIS; without these functions every later write to that
    table would then fail outside GDAL.
    """

    def side(index: int) -> object:
        def of(blob: bytes | None) -> float | None:
            if blob is None:
                return None
            return float(shapely.bounds(shapely.from_wkb(_wkb(blob)))[index])

        return of

    def is_empty(blob: bytes | None) -> int | None:
        return None if blob is None else int(shapely.is_empty(shapely.from_wkb(_wkb(blob))))

    connection.create_function("ST_IsEmpty", 1, is_empty, deterministic=True)
    for name, index in (("ST_MinX", 0), ("ST_MinY", 1), ("ST_MaxX", 2), ("ST_MaxY", 3)):
        connection.create_function(name, 1, side(index), deterministic=True)  # type: ignore[arg-type]
