"""A network through a window of time, moved by QGIS's own Temporal Controller."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import geopandas as gpd
import pandas as pd
from qgis.core import Qgis, QgsProcessingUtils, QgsVectorLayer

from ..core.errors import InputError
from ..core.standards import KINDS, PROPERTIES
from .colouring import Colouring, apply_colouring
from .sources import mark_layer
from .temporal_store import VIEW, write_temporal_store
from .tips import apply_tips

__all__ = ["open_temporal_layer", "temporal_layer"]


def temporal_layer(
    stations: gpd.GeoDataFrame,
    observations: pd.DataFrame,
    kind: str,
    prop: str,
    start: datetime,
    end: datetime,
    interval: int,
    language: str = "zh",
    *,
    path: Path | None = None,
    address: str = "",
    utc_offset_hours: float = 8.0,
) -> QgsVectorLayer:
    """The readings of `prop` at stations of `kind` with ``start < time <= end`` as a layer with time.

    Each reading is shown while the map's time lies in its interval. Without `path` the readings go to a temporary file
    that QGIS removes when it ends. For a large window write the file in the background with `write_temporal_store` and
    open it with `open_temporal_layer`; this function does both at once and takes the same parameters.
    """
    file = path or Path(QgsProcessingUtils.generateTempFilename(f"{kind}_{prop}.gpkg"))
    write_temporal_store(file, stations, observations, prop, start, end, interval, utc_offset_hours=utc_offset_hours)
    return open_temporal_layer(
        file, kind, prop, interval, language, address=address, utc_offset_hours=utc_offset_hours, when=end
    )


def open_temporal_layer(
    path: Path,
    kind: str,
    prop: str,
    interval: int,
    language: str = "zh",
    *,
    address: str = "",
    utc_offset_hours: float = 8.0,
    when: datetime | None = None,
) -> QgsVectorLayer:
    """The layer on a file that `write_temporal_store` wrote; `when` chooses the editions of the standards.

    Raises `InputError` where the file cannot be opened.
    """
    labels = [known[name].label(language) for name, known in ((kind, KINDS), (prop, PROPERTIES)) if name in known]
    layer = QgsVectorLayer(f"{path}|layername={VIEW}", " ".join(labels), "ogr")
    if not layer.isValid():
        raise InputError("The readings in {path} cannot be shown on the map.", hint="Make the layer again.", path=path)
    mark_layer(layer, "temporal", address, utc_offset_hours, kind)
    time = layer.temporalProperties()
    # The start and a fixed length, instead of two fields, let the index find an hour from both sides. One second less
    # than the interval: the provider compares times as text, and would show two hours where one ends and one begins.
    time.setMode(Qgis.VectorTemporalMode.FeatureDateTimeInstantFromField)
    time.setStartField("start")
    time.setEndField("end")
    time.setFixedDuration((interval - 1) / 60)
    time.setIsActive(True)
    apply_colouring(layer, Colouring(prop), language, when=when)
    apply_tips(layer, language, when=when)
    layer.setReadOnly(True)
    return layer
