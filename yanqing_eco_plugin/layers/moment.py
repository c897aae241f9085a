"""The network as it stood at a past moment, drawn as the live map draws it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd
from qgis.core import QgsFeatureSink, QgsVectorLayer

from ..core.errors import InputError
from ..core.standards import KINDS
from .colouring import INDEX, Colouring, apply_colouring
from .records import station_features, station_fields
from .sources import layer_kind, layer_role, mark_layer, utc_offset_hours
from .tips import apply_tips

__all__ = ["moment_layer", "update_moment_layer"]

_LANGUAGE = "yanqing_eco/language"


def moment_layer(
    frame: pd.DataFrame,
    kind: str,
    when: datetime,
    language: str = "zh",
    *,
    colouring: Colouring = INDEX,
    address: str = "",
    utc_offset_hours: float = 8.0,
) -> QgsVectorLayer:
    """A memory layer of the stations of `kind` as they stood at `when`.

    Parameters
    ----------
    frame
        ``DataCentre.snapshot`` joined with the stations: any columns of the view ``station_live`` and ``geometry``
        (points, EPSG:4326).
    when
        The instant, with its time zone; the layer's name tells it on the district's clock.
    address
        Address of the centre the values come from.

    Raises
    ------
    InputError
        `frame` has no geometry, or `when` no time zone.
    """
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "", "memory")
    layer.dataProvider().addAttributes(station_fields().toList())
    layer.updateFields()
    mark_layer(layer, "moment", address, utc_offset_hours, kind)
    layer.setCustomProperty(_LANGUAGE, language)
    # The user is not asked to save what can be made again at any time.
    layer.setCustomProperty("skipMemoryLayersCheck", 1)
    update_moment_layer(layer, frame, when)
    apply_colouring(layer, colouring, language, when=when)
    apply_tips(layer, language, when=when)
    layer.setReadOnly(True)
    return layer


def update_moment_layer(layer: QgsVectorLayer, frame: pd.DataFrame, when: datetime) -> None:
    """Show another moment in the same layer; the map is drawn once, with the new content.

    Raises `InputError` for a layer of another role, a frame without geometry or a moment without time zone.
    """
    if layer_role(layer) != "moment":
        raise InputError(
            "The layer {name} shows no moment.", hint="Choose a layer of a past moment.", name=layer.name()
        )
    title = _title(layer, when)
    features = station_features(frame)
    provider = layer.dataProvider()
    # Emptying and filling would each ask for a new drawing; the first one would show an empty map.
    provider.blockSignals(True)
    try:
        provider.truncate()
        provider.addFeatures(features, QgsFeatureSink.Flag.FastInsert)
    finally:
        provider.blockSignals(False)
    layer.updateExtents()
    layer.setName(title)
    provider.dataChanged.emit()
    layer.triggerRepaint()


def _title(layer: QgsVectorLayer, when: datetime) -> str:
    if when.tzinfo is None:
        raise InputError("The moment has no time zone.", hint="Give the moment in UTC.")
    kind, language = layer_kind(layer), str(layer.customProperty(_LANGUAGE, "zh"))
    local = when.astimezone(UTC) + timedelta(hours=utc_offset_hours(layer))
    name = KINDS[kind].label(language) if kind in KINDS else kind
    return f"{name} {local:%Y-%m-%d %H:%M}"
