"""Trajectories that HYSPLIT computed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterMultipleLayers,
)

from ...core.progress import checkpoint, portion
from ...layers.transport import style_path_points, style_paths
from ..base import EcoAlgorithm
from ..feedback import FeedbackProgress
from ..styling import style_when_loaded
from .path_layers import LINE_COLUMNS, write_path_points, write_paths

__all__ = ["ImportTrajectories"]


class ImportTrajectories(EcoAlgorithm):
    """Reads tdump files into the same layers as *Back trajectories* writes."""

    ID = "importtrajectories"
    GROUP = "transport"
    INPUT, OUTPUT, POINTS, TRAJECTORIES = "INPUT", "OUTPUT", "POINTS", "TRAJECTORIES"

    def displayName(self) -> str:
        return self.tr("Import trajectories")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.INPUT, self.tr("HYSPLIT files (tdump)"), QgsProcessing.SourceType.TypeFile
            ),
            self.tr("Trajectory endpoint files of HYSPLIT, old or new format, with any diagnostics."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Trajectories"), QgsProcessing.SourceType.TypeVectorLine
            ),
            self.tr(
                "One line per trajectory (WGS-84), with metres above ground as z and the time as m (s since 1970)."
            ),
        )
        points = QgsProcessingParameterFeatureSink(
            self.POINTS, self.tr("Hourly points"), QgsProcessing.SourceType.TypeVectorPoint, None, True
        )
        points.setCreateByDefault(False)
        self.add(points, self.tr("The end points one by one, to be moved by the Temporal Controller."))
        self.addOutput(QgsProcessingOutputNumber(self.TRAJECTORIES, self.tr("Number of trajectories")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        for name in self.parameterAsFileList(parameters, self.INPUT, context):
            if not Path(name).is_file():
                return self.tr("There is no file “{file}”. Choose files that exist.").format(file=name)
        return super().problem_with(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        import pandas as pd

        from ...core.transport import path_summary, path_vertices, read_tdump

        paths = self.parameterAsFileList(parameters, self.INPUT, context)
        lines, vertices, before = [], [], 0
        for place, path in enumerate(paths):
            checkpoint(progress, 0.7 * place / len(paths))
            frame = read_tdump(path)
            start_height = frame.groupby("trajectory")["level"].first().reindex(range(frame["trajectory"].max() + 1))
            points = path_vertices(frame, start_height.to_numpy(), frame["level"].to_numpy())
            rows = path_summary(frame, int(frame.groupby("trajectory").size().max()))
            rows["start_height_m"] = start_height.to_numpy()[rows["trajectory"].to_numpy()]
            for table, found in ((rows, lines), (points, vertices)):
                table["trajectory"] += before
                found.append(table)
            before = int(rows["trajectory"].max()) + 1
        all_lines, all_points = pd.concat(lines, ignore_index=True), pd.concat(vertices, ignore_index=True)
        shared = (parameters, context)
        where = write_paths(
            self, self.OUTPUT, *shared, all_lines, all_points, LINE_COLUMNS, portion(progress, 0.7, 0.9)
        )
        to = write_path_points(self, self.POINTS, *shared, all_points, portion(progress, 0.9, 1.0))
        style_when_loaded(context, where, style_paths)
        style_when_loaded(context, to, style_path_points)
        return {self.OUTPUT: where, self.TRAJECTORIES: len(all_lines), **({self.POINTS: to} if to else {})}
