"""Turns rows of a status frame into features with the fields of the live layers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import shapely
from qgis.core import QgsFeature, QgsField, QgsFields, QgsGeometry, QgsPointXY

from ..compat import FieldType
from ..core.data_centre.schema import TABLES, Column
from ..core.errors import InputError

__all__ = ["station_features", "station_fields"]

_TYPES = {
    "text": FieldType.TEXT,
    "time": FieldType.TEXT,
    "integer": FieldType.LONG,
    "real": FieldType.REAL,
}


@cache
def _columns() -> tuple[Column, ...]:
    """Columns of the view ``station_live``, in its order."""
    status = TABLES["status"]
    return (
        *TABLES["station"].columns,
        *(column for column in status.columns if column.name != status.key),
        Column("state", "text"),
        Column("age_s", "integer"),
    )


def station_fields() -> QgsFields:
    """The fields of a layer of stations with their state, as the live layers have them."""
    fields = QgsFields()
    for column in _columns():
        fields.append(QgsField(column.name, _TYPES[column.type]))
    return fields


def station_features(frame: pd.DataFrame) -> list[QgsFeature]:
    """One feature for each row of `frame`.

    `frame` has a column ``geometry`` of points in EPSG:4326 and any of the columns of ``station_live``; what it does
    not have is NULL. Raises `InputError` where there is no geometry.
    """
    if "geometry" not in frame.columns:
        raise InputError(
            "The stations have no place on the map.", hint="Join the status with the stations of the data centre."
        )
    values = [_cells(frame, column) for column in _columns()]
    points = np.asarray(frame["geometry"], dtype=object)
    x, y = shapely.get_x(points).tolist(), shapely.get_y(points).tolist()
    fields = station_fields()
    features = []
    for lon, lat, row in zip(x, y, zip(*values)):
        feature = QgsFeature(fields)
        feature.setAttributes(list(row))
        # A station without a place stays in the table.
        if lon == lon:
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(lon, lat)))
        features.append(feature)
    return features


def _cells(frame: pd.DataFrame, column: Column) -> Sequence[Any]:
    """Values of a column as plain Python objects, None where there is none."""
    if column.name not in frame.columns:
        return [None] * len(frame)
    values = frame[column.name]
    missing = values.isna().to_numpy()
    if missing.all():
        return [None] * len(frame)
    if column.type == "time" and isinstance(values.dtype, pd.DatetimeTZDtype):
        texts = np.datetime_as_string(values.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy("datetime64[s]"))
        plain = np.char.add(texts, "Z").astype(object)
    elif column.type == "integer":
        plain = values.fillna(0).to_numpy(dtype=np.int64).astype(object)
    elif column.type == "real":
        plain = values.to_numpy(dtype=np.float64, na_value=np.nan).astype(object)
    else:
        plain = values.astype(str).to_numpy(dtype=object)
    plain[missing] = None
    return plain.tolist()
