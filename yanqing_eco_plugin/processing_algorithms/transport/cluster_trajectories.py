"""Trajectories grouped by the way they came."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ...core.progress import portion
from ...layers.transport import style_clusters
from ..base import EcoAlgorithm
from ..feature_frames import extended
from ..feedback import FeedbackProgress
from ..points import schema_fields
from ..styling import style_when_loaded
from .path_layers import layout_of, read_paths

__all__ = ["ClusterTrajectories"]

_INTEGER = QgsProcessingParameterNumber.Type.Integer
_MEAN_COLUMNS = {"cluster": "integer", "members": "integer", "share": "real", "method": "text", "seed": "integer"}


class ClusterTrajectories(EcoAlgorithm):
    """K-means on whole paths, by distance or by direction; the seed is kept so that the groups can be made again."""

    ID = "clustertrajectories"
    GROUP = "transport"
    INPUT, CLUSTERS, METHOD, SEED = "INPUT", "CLUSTERS", "METHOD", "SEED"
    OUTPUT, MEANS, SPREAD, INCOMPLETE = "OUTPUT", "MEANS", "SPREAD", "INCOMPLETE"

    def displayName(self) -> str:
        return self.tr("Cluster trajectories")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, self.tr("Trajectories"), [QgsProcessing.SourceType.TypeVectorLine]
            ),
            self.tr("Lines whose first vertex is the place where the air arrives, one vertex an hour."),
        )
        self.add(
            QgsProcessingParameterNumber(self.CLUSTERS, self.tr("Number of clusters"), _INTEGER, 4, False, 1, 50),
            self.tr("How many groups to form."),
        )
        self.add_choice(
            self.METHOD,
            self.tr("Distance"),
            {"euclidean": self.tr("Distance of the paths (km)"), "angle": self.tr("Angle between the paths")},
            self.tr("By distance fast and slow air are told apart; by angle only directions count."),
            default="euclidean",
        )
        self.add(
            QgsProcessingParameterNumber(self.SEED, self.tr("Seed"), _INTEGER, 0, False, 0),
            self.tr("Of the random starts. The same seed gives the same clusters again."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Clustered trajectories"), QgsProcessing.SourceType.TypeVectorLine
            ),
            self.tr("The lines with their cluster: 1 is the largest, 0 are trajectories that ended early."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.MEANS, self.tr("Mean paths"), QgsProcessing.SourceType.TypeVectorLine
            ),
            self.tr("One line per cluster with its members, its share, the method and the seed."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.SPREAD, self.tr("Distance of the members from their mean paths")))
        self.addOutput(QgsProcessingOutputNumber(self.INCOMPLETE, self.tr("Trajectories left out")))

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.transport import as_matrix, cluster_trajectories

        source = self.parameterAsSource(parameters, self.INPUT, context)
        frame = read_paths(source, context, portion(progress, 0.0, 0.3))
        method = self.required_choice(parameters, self.METHOD, context)
        found = cluster_trajectories(
            as_matrix(frame, "lon"),
            as_matrix(frame, "lat"),
            self.parameterAsInt(parameters, self.CLUSTERS, context),
            method=method,
            seed=self.parameterAsInt(parameters, self.SEED, context),
            progress=portion(progress, 0.3, 0.8),
        )
        numbers = dict(zip(frame["trajectory"].unique().tolist(), (found.labels + 1).tolist(), strict=True))
        where = self._write_lines(parameters, context, source, numbers)
        means = self._write_means(parameters, context, found)
        for layer_id in (where, means):
            style_when_loaded(context, layer_id, style_clusters)
        left_out = int((found.labels < 0).sum())
        return {self.OUTPUT: where, self.MEANS: means, self.SPREAD: found.spread, self.INCOMPLETE: left_out}

    def _write_lines(self, parameters: Any, context: QgsProcessingContext, source: Any, numbers: dict[int, int]) -> str:
        fields, _ = extended(source.fields(), schema_fields({"cluster": "integer"}))
        sink, where = self.parameterAsSink(
            parameters, self.OUTPUT, context, fields, source.wkbType(), source.sourceCrs()
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        for place, feature in enumerate(source.getFeatures()):
            marked = QgsFeature(fields)
            marked.setGeometry(feature.geometry())
            marked.setAttributes([*feature.attributes(), numbers.get(place, 0)])
            if not sink.addFeature(marked, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, self.OUTPUT))
        return str(where)

    def _write_means(self, parameters: Any, context: QgsProcessingContext, found: Any) -> str:
        fields = layout_of(_MEAN_COLUMNS)
        sink, where = self.parameterAsSink(
            parameters,
            self.MEANS,
            context,
            fields,
            QgsWkbTypes.Type.LineString,
            QgsCoordinateReferenceSystem("EPSG:4326"),
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.MEANS))
        total = int(found.sizes.sum())
        for number, (lon, lat, size) in enumerate(zip(found.lon, found.lat, found.sizes.tolist(), strict=True)):
            feature = QgsFeature(fields)
            feature.setAttributes([number + 1, size, size / total, found.method, found.seed])
            feature.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(x, y) for x, y in zip(lon, lat, strict=True)]))
            if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, self.MEANS))
        return str(where)
