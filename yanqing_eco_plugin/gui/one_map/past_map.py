"""What the map shows of a past moment, prepared away from the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import geopandas as gpd
import pandas as pd
from qgis.core import QgsFeature, QgsFeatureSink, QgsVectorLayer

from ...layers.records import station_features
from .situation import Situation

__all__ = ["PastMap", "past_map", "refill"]


@dataclass(frozen=True)
class PastMap:
    """The networks and townships at the UTC instant `moment`.

    Attributes
    ----------
    tables, features
        Stations of each kind with their state then: as a table with ``geometry``, and as features of a moment layer.
    areas
        Townships, as `past_townships` gives them.
    nobody
        A table without a row, for a kind that has no stations.
    """

    moment: datetime
    tables: Mapping[str, pd.DataFrame]
    features: Mapping[str, list[QgsFeature]]
    areas: gpd.GeoDataFrame
    nobody: pd.DataFrame


def past_map(situation: Situation) -> PastMap | None:
    """Prepare the map of a situation; None for that of now. Features take longer to make than to show."""
    if situation.moment is None or situation.stations is None or situation.areas is None:
        return None
    # A plain table: every column that is taken out of one with geometry costs several times as much.
    plain = pd.DataFrame(situation.stations)
    tables = {str(kind): rows for kind, rows in plain.groupby("kind")}
    features = {kind: station_features(rows) for kind, rows in tables.items()}
    return PastMap(situation.moment, tables, features, situation.areas, plain.iloc[:0])


def refill(layer: QgsVectorLayer, features: list[QgsFeature], name: str) -> None:
    """Put other features into a memory layer; the map is drawn once, with the new content."""
    provider = layer.dataProvider()
    # Emptying and filling would each ask for a new drawing; the first one would show an empty map.
    provider.blockSignals(True)
    try:
        provider.truncate()
        provider.addFeatures(features, QgsFeatureSink.Flag.FastInsert)
    finally:
        provider.blockSignals(False)
    layer.updateExtents()
    layer.setName(name)
    provider.dataChanged.emit()
    layer.triggerRepaint()
