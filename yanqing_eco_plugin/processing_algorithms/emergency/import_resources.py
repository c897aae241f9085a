"""Brings a list of emergency resources into a data centre."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
)

from ..centre_algorithm import CentreAlgorithm
from ..choices import datums
from ..feedback import FeedbackProgress
from ..layer_frames import read_layer

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

__all__ = ["ImportResources"]


class ImportResources(CentreAlgorithm):
    """Adds the resources of a layer or table, or replaces those with the same id."""

    ID = "importresources"
    GROUP = "emergency"
    INPUT, DATUM = "INPUT", "DATUM"
    ACCEPTED, REJECTED = "ACCEPTED", "REJECTED"

    def displayName(self) -> str:
        return self.tr("Import emergency resources")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, self.tr("List of resources"), [QgsProcessing.SourceType.TypeVector]
            ),
            self.tr(
                "Points, or a table with lon and lat: resource_id and kind (equipment, stock, vehicle, team, person, expert, "
                "depot); also name, state, capabilities, stock, home, unit_id, organisation, contact, note."
            ),
        )
        self.add_choice(
            self.DATUM,
            self.tr("Datum of the positions"),
            datums(),
            self.tr("What the coordinates refer to; they are converted to WGS-84."),
            default="wgs84",
        )
        self.addOutput(QgsProcessingOutputNumber(self.ACCEPTED, self.tr("Resources accepted")))
        self.addOutput(QgsProcessingOutputNumber(self.REJECTED, self.tr("Resources rejected")))
        self.add_centre_output()

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        import geopandas as gpd
        import pandas as pd

        from ...core.collector.rejects import add_new_rejects
        from ...core.data_centre import open_centre
        from ...core.emergency.resources import name_columns, split_resources
        from ...core.ingest import REJECT_COLUMNS

        source = self.parameterAsSource(parameters, self.INPUT, context)
        table = read_layer(source, progress)
        named = name_columns(pd.DataFrame(table.drop(columns="geometry")))
        places = self._places(table, named, self.required_choice(parameters, self.DATUM, context))
        good, wrong = split_resources(named.drop(columns=["lon", "lat"], errors="ignore").reset_index(drop=True))
        shapes = places.iloc[good.index.to_numpy()] if len(good) else places.iloc[:0]
        rejects = pd.DataFrame(
            [
                (source.sourceName(), f"row {at + 1}", "bad_resource", why, named.iloc[at].to_json().encode())
                for at, why in wrong
            ],
            columns=list(REJECT_COLUMNS),
        )
        address = self.address(parameters, context)
        with open_centre(address) as centre:
            if len(good):
                rows = good.reset_index(drop=True)
                centre.write_features("resource", gpd.GeoDataFrame(rows, geometry=list(shapes), crs=4326))
            add_new_rejects(centre, rejects)
        self.tell_rejects(feedback, {"bad_resource": len(wrong)} if wrong else {})
        return {self.ACCEPTED: len(good), self.REJECTED: len(wrong), self.CENTRE: address}

    @staticmethod
    def _places(table: gpd.GeoDataFrame, named: pd.DataFrame, datum: str) -> gpd.GeoSeries:
        """Where each row is at home, WGS-84; None where the row does not say it."""
        import geopandas as gpd
        import pandas as pd

        from ...core.datum import transform

        if table.geometry.notna().any():
            points = (table.to_crs(4326) if table.crs is not None else table).geometry.centroid
            x, y = points.x.to_numpy(), points.y.to_numpy()
        elif {"lon", "lat"} <= set(named.columns):
            x, y = (pd.to_numeric(named[name], errors="coerce").to_numpy(dtype=float) for name in ("lon", "lat"))
        else:
            return gpd.GeoSeries([None] * len(table), crs=4326)
        lon, lat = transform(x, y, datum, "wgs84")  # type: ignore[arg-type]
        shapes = gpd.GeoSeries(gpd.points_from_xy(lon, lat), crs=4326)
        there = (abs(lon) <= 180) & (abs(lat) <= 90)
        return shapes.where(pd.Series(there), None)
