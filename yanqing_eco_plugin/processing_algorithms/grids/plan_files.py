"""Writes tables of a plan as layers of a GeoPackage and as Shapefiles that show Chinese everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsVectorFileWriter,
    QgsWkbTypes,
)

from ...core.errors import EcoError
from ..feature_frames import cells, fields_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SHAPE_NAMES", "write_files"]

# A Shapefile's field names have ten characters.
SHAPE_NAMES: dict[str, Any] = {
    "levels": ("township", "village", "cell"),
    "fields": {
        "responsible_body": "resp_body",
        "travel_minutes": "travel_min",
        "visits_per_week": "visits_wk",
        "minutes_available": "min_avail",
        "organisation": "organis",
        "complaints": "complaints",
        "published_at": "publ_at",
        "published_by": "publ_by",
        "effective_from": "effective",
        "changed_by": "changed_by",
        "changed_at": "changed_at",
        "population": "population",
        "row_version": "version",
    },
}
_FRESH = QgsVectorFileWriter.ActionOnExistingFile


def write_files(
    tables: Mapping[str, pd.DataFrame],
    folder: Path,
    name: str,
    formats: Sequence[str],
    transforms: QgsCoordinateTransformContext,
) -> list[Path]:
    """Write ``<name>.gpkg`` with a layer per table, and ``<name>_<table>.shp`` (or ``.dbf`` without shapes).

    Raises
    ------
    EcoError
        Where a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for kind in formats:
        for number, (table, frame) in enumerate(tables.items()):
            options = QgsVectorFileWriter.SaveVectorOptions()
            options.layerName = table
            options.fileEncoding = "UTF-8"
            if kind == "gpkg":
                path = folder / f"{name}.gpkg"
                options.driverName = "GPKG"
                options.actionOnExistingFile = (
                    _FRESH.CreateOrOverwriteFile if not number else _FRESH.CreateOrOverwriteLayer
                )
            else:
                path = folder / f"{name}_{table}.shp"
                options.driverName = "ESRI Shapefile"
                frame = frame.rename(columns=SHAPE_NAMES["fields"])
            _write(frame, path, options, transforms)
            if path not in written:
                written.append(path)
    return written


def _write(
    frame: pd.DataFrame,
    path: Path,
    options: QgsVectorFileWriter.SaveVectorOptions,
    transforms: QgsCoordinateTransformContext,
) -> None:
    import geopandas as gpd
    import pandas as pd

    shapes: Sequence[Any] = [None] * len(frame)
    kind, crs = QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
    if isinstance(frame, gpd.GeoDataFrame):
        shapes = list(frame.geometry)
        kind = QgsWkbTypes.Type.Point if (frame.geom_type == "Point").any() else QgsWkbTypes.Type.MultiPolygon
        crs = QgsCoordinateReferenceSystem("EPSG:4326")
        frame = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    aware = [column for column, kinds in frame.dtypes.items() if isinstance(kinds, pd.DatetimeTZDtype)]
    frame = frame.assign(**{str(one): frame[one].dt.strftime("%Y-%m-%dT%H:%M:%SZ") for one in aware})
    layout = QgsFields()
    for field in fields_of(frame):
        layout.append(QgsField(field))
    writer = QgsVectorFileWriter.create(str(path), layout, kind, crs, transforms, options)
    features = []
    for row, shape in zip(cells(frame), shapes):
        feature = QgsFeature(layout)
        feature.setAttributes(row)
        if shape is not None:
            geometry = QgsGeometry()
            geometry.fromWkb(shape.wkb)
            if kind == QgsWkbTypes.Type.MultiPolygon:
                geometry.convertToMultiType()
            feature.setGeometry(geometry)
        features.append(feature)
    done = writer.hasError() == QgsVectorFileWriter.WriterError.NoError and writer.addFeatures(features)
    reason = writer.errorMessage()
    # The file is complete once the writer is gone.
    del writer
    if not done:
        raise EcoError(
            "The file {path} cannot be written.",
            hint="Choose a folder you may write to, and close the file where it is open.",
            details=reason,
            path=path,
        )
