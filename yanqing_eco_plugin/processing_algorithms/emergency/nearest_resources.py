"""Which resources reach a place first, by road."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..centre_algorithm import CentreAlgorithm
from ..feedback import FeedbackProgress
from ..layer_frames import write_layer
from ..points import schema_fields
from .roads_parameter import add_place, add_roads, place_of, road_network

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from ...core.emergency import RoadNetwork

__all__ = ["NearestResources"]

_TYPES = {
    "need": "text",
    "rank": "integer",
    "resource_id": "text",
    "name": "text",
    "kind": "text",
    "state": "text",
    "eta_s": "real",
    "length_m": "real",
    "method": "text",
    "fix_age_s": "real",
    "cost": "real",
}


class NearestResources(CentreAlgorithm):
    """Ranks resources by road time × availability × capability × age of the fix, or serves several needs at once."""

    ID = "nearestresources"
    GROUP = "emergency"
    POINT, NEEDS, COUNT, OUTPUT = "POINT", "NEEDS", "COUNT", "OUTPUT"
    FOUND, UNMET = "FOUND", "UNMET"

    def displayName(self) -> str:
        return self.tr("Nearest resources")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        add_place(self, self.POINT, self.tr("Incident"), self.tr("Where resources are needed."))
        add_roads(self, optional=True)
        self.add(
            QgsProcessingParameterString(self.NEEDS, self.tr("Needs"), "", False, True),
            self.tr(
                "Capabilities or materials that are needed, with numbers: “pump=2; monitoring”. Each is served by different "
                "resources so that all together arrive soonest; a depot only where something in its stock is asked for. "
                "Empty: any resource that drives, ranked."
            ),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.COUNT, self.tr("How many"), QgsProcessingParameterNumber.Type.Integer, 5, False, 1, 500
            ),
            self.tr("How many of the ranked resources are shown, where no needs are named."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Routes"), QgsProcessing.SourceType.TypeVectorLine),
            self.tr(
                "Lines (WGS-84) with rank, time to arrive (s), length, age of the fix (s) and how the way was found."
            ),
        )
        self.addOutput(QgsProcessingOutputNumber(self.FOUND, self.tr("Resources found")))
        self.addOutput(QgsProcessingOutputNumber(self.UNMET, self.tr("Needs that nobody can serve")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        import pandas as pd

        from ...core.data_centre import open_centre
        from ...core.emergency import assign, parse_needs, rank, resources_for_ranking

        place = place_of(self, parameters, self.POINT, context)
        needs = parse_needs(self.parameterAsString(parameters, self.NEEDS, context), place)
        network = road_network(self, parameters, context, progress)
        with open_centre(self.address(parameters, context), writable=False) as centre:
            live = centre.features("resource_live")
        table, now = resources_for_ranking(live), pd.Timestamp.now("UTC")
        if needs:
            chosen, unmet = assign(needs, table, network, now=now)
            chosen = chosen.rename(columns={"need_id": "need"}).assign(state="")
            chosen["rank"] = chosen.groupby("need").cumcount() + 1
            for need, missing, reason in unmet.itertuples(index=False):
                self._tell_unmet(feedback, need, missing, reason)
        else:
            ranked = rank(place, table, network, now=now)
            count = self.parameterAsInt(parameters, self.COUNT, context)
            chosen, unmet = ranked[ranked["excluded"] == ""].head(count).assign(need=""), ranked.iloc[:0]
        routes = self._routes(chosen, live, table, network, place)
        where = write_layer(
            self,
            self.OUTPUT,
            parameters,
            context,
            routes,
            progress,
            kind=QgsWkbTypes.Type.LineString,
            fields=schema_fields(_TYPES),
        )
        return {self.OUTPUT: where, self.FOUND: len(routes), self.UNMET: len(unmet)}

    def _tell_unmet(self, feedback: QgsProcessingFeedback, need: str, missing: int, reason: str) -> None:
        if reason == "nobody_has_it":
            text = self.tr("No resource has the capability “{need}”.")
        else:
            text = self.tr("{missing} more are needed for “{need}”; all that could are busy.")
        feedback.pushWarning(text.format(need=need, missing=missing))

    @staticmethod
    def _routes(
        chosen: pd.DataFrame,
        live: gpd.GeoDataFrame,
        table: pd.DataFrame,
        network: RoadNetwork | None,
        place: tuple[float, float],
    ) -> gpd.GeoDataFrame:
        import geopandas as gpd

        from ...core.emergency import fastest_route

        about = live.set_index("resource_id")
        homes = table.set_index("resource_id")[["lon", "lat"]]
        ways = [fastest_route(network, homes.loc[name].to_numpy(), place) for name in chosen["resource_id"]]
        told = chosen.assign(
            name=about["name"].reindex(chosen["resource_id"]).to_numpy(),
            kind=about["kind"].reindex(chosen["resource_id"]).to_numpy(),
            state=about["state"].reindex(chosen["resource_id"]).to_numpy(),
            length_m=[way.length_m for way in ways],
        )
        return gpd.GeoDataFrame(told[list(_TYPES)], geometry=[way.line for way in ways], crs=4326)
