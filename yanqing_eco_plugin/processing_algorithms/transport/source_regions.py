"""Where polluted air had been before it arrived: PSCF or CWT as a raster."""

from __future__ import annotations

from functools import partial
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ...core.progress import portion
from ...core.standards.properties import PROPERTIES
from ...layers.transport import style_source_regions
from ..centre_algorithm import CentreAlgorithm
from ..choices import properties
from ..feature_frames import values
from ..feedback import FeedbackProgress
from ..styling import style_when_loaded
from .path_layers import read_paths
from .region_raster import write_regions

__all__ = ["SourceRegionRaster"]

_NUMBER = QgsProcessingParameterNumber.Type


class SourceRegionRaster(CentreAlgorithm):
    """Potential source contribution (PSCF) and concentration-weighted trajectories (CWT)."""

    ID = "sourceregions"
    GROUP = "transport"
    INPUT, METHOD, FIELD, STATION, PROPERTY = "INPUT", "METHOD", "FIELD", "STATION", "PROPERTY"
    CELL, PERCENTILE, RULE_USED, OUTPUT = "CELL", "PERCENTILE", "WEIGHTS", "OUTPUT"
    RULE, THRESHOLD, USED, UNKNOWN = "RULE", "THRESHOLD", "USED", "UNKNOWN"
    NEEDS = (*CentreAlgorithm.NEEDS, "rasterio")

    def displayName(self) -> str:
        return self.tr("Source regions (PSCF, CWT)")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, self.tr("Trajectories"), [QgsProcessing.SourceType.TypeVectorLine]
            ),
            self.tr("Back trajectories with one vertex an hour, the place of arrival first."),
        )
        self.add_choice(
            self.METHOD,
            self.tr("Method"),
            {
                "pscf": self.tr("PSCF: share of polluted paths"),
                "cwt": self.tr("CWT: mean concentration of the paths"),
            },
            self.tr("PSCF says where polluted paths are frequent, CWT how polluted the paths through a cell were."),
            default="pscf",
        )
        self.add(
            QgsProcessingParameterField(
                self.FIELD,
                self.tr("Concentration"),
                None,
                self.INPUT,
                QgsProcessingParameterField.DataType.Numeric,
                optional=True,
            ),
            self.tr("Field with the concentration at the arrival. Empty: it is read from the data centre."),
        )
        centre = QgsProcessingParameterFile(
            self.CENTRE, self.tr("Data centre"), QgsProcessingParameterFile.Behavior.Folder, optional=True
        )
        self.add(
            centre, self.tr("Where the concentration is read from, by the time of arrival (m of the first vertex).")
        )
        self.add(
            QgsProcessingParameterString(self.STATION, self.tr("Station"), optional=True),
            self.tr("Identifier of the station in the data centre at which the paths arrive."),
        )
        self.add_choice(
            self.PROPERTY,
            self.tr("Property"),
            properties(),
            self.tr("What is read from the data centre."),
            default="pm2_5",
        )
        self.add(
            QgsProcessingParameterNumber(
                self.CELL, self.tr("Size of the cells (°)"), _NUMBER.Double, 0.1, False, 0.005, 5
            ),
            self.tr("Not below the grid of the wind: finer cells show nothing that the wind knew."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.PERCENTILE, self.tr("Polluted above percentile"), _NUMBER.Double, 90.0, False, 0.0, 100.0
            ),
            self.tr("Paths whose concentration is above this percentile of all count as polluted (PSCF)."),
            advanced=True,
        )
        self.add_choice(
            self.RULE_USED,
            self.tr("Weights of rarely visited cells"),
            {
                "trajstat": self.tr("TrajStat (by number of points)"),
                "openair": self.tr("openair (by mean number of points)"),
                "none": self.tr("None"),
            },
            self.tr("Tools differ in this rule; it is printed in the layer's name."),
            default="trajstat",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, self.tr("Source regions")),
            self.tr("Band 1: PSCF or CWT; band 2: number of points; the rule is in the metadata and the layer's name."),
        )
        self.addOutput(QgsProcessingOutputString(self.RULE, self.tr("Weight rule in words")))
        self.addOutput(
            QgsProcessingOutputNumber(self.THRESHOLD, self.tr("Concentration above which a path is polluted"))
        )
        self.addOutput(QgsProcessingOutputNumber(self.USED, self.tr("Trajectories used")))
        self.addOutput(QgsProcessingOutputNumber(self.UNKNOWN, self.tr("Trajectories without concentration")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        if self.parameterAsString(parameters, self.FIELD, context):
            return ""
        if not self.parameterAsString(parameters, self.CENTRE, context):
            return self.tr("There is no concentration. Choose a field, or a data centre and a station.")
        if not self.parameterAsString(parameters, self.STATION, context).strip():
            return self.tr("The station is missing. Give its identifier in the data centre.")
        return super().problem_with(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        import numpy as np

        from ...core.transport import as_matrix, source_regions

        source = self.parameterAsSource(parameters, self.INPUT, context)
        frame = read_paths(source, context, portion(progress, 0.0, 0.5))
        lon, lat = as_matrix(frame, "lon"), as_matrix(frame, "lat")
        cell = self.parameterAsDouble(parameters, self.CELL, context)
        bounds = [
            (float(np.floor(np.nanmin(one) / cell) * cell), float(np.ceil(np.nanmax(one) / cell + 1e-6) * cell))
            for one in (lon, lat)
        ]
        found = source_regions(
            lon,
            lat,
            self._concentrations(parameters, context, source, frame),
            lon_bounds=bounds[0],
            lat_bounds=bounds[1],
            cell_deg=cell,
            percentile=self.parameterAsDouble(parameters, self.PERCENTILE, context),
            rule=self.required_choice(parameters, self.RULE_USED, context),
        )
        progress.report(0.9)
        method = self.required_choice(parameters, self.METHOD, context)
        path = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        write_regions(path, found, method)
        style = partial(
            style_source_regions, method=method, rule=found.rule, unit=self._unit(parameters, context, method)
        )
        style_when_loaded(context, path, style)
        results = {self.OUTPUT: path, self.RULE: found.rule, self.THRESHOLD: found.threshold}
        return {**results, self.USED: len(lon) - found.unknown, self.UNKNOWN: found.unknown}

    def _unit(self, parameters: dict[str, Any], context: QgsProcessingContext, method: str) -> str:
        """Unit of the raster; not known for a field of the user's, and none for a share."""
        if method == "pscf" or self.parameterAsString(parameters, self.FIELD, context):
            return ""
        return PROPERTIES[self.required_choice(parameters, self.PROPERTY, context)].unit

    def _concentrations(
        self, parameters: dict[str, Any], context: QgsProcessingContext, source: Any, frame: Any
    ) -> Any:
        """Concentration at the arrival of each path, NaN where it is not known."""
        import pandas as pd

        order = frame["trajectory"].unique()
        field = self.parameterAsString(parameters, self.FIELD, context)
        if field:
            column = values(list(source.getFeatures()), source.fields().lookupField(field))
            return pd.to_numeric(pd.Series(column, dtype=object), errors="coerce").to_numpy(dtype=float)[order]
        first = frame.groupby("trajectory", sort=False)["second"].first()
        if first.isna().any():
            raise QgsProcessingException(
                self.tr("The trajectories carry no times (m values). Choose a field with the concentration instead.")
            )
        arrival = pd.to_datetime(first.to_numpy(), unit="s", utc=True)
        known = self._measured(parameters, context, arrival.min(), arrival.max())
        return known.reindex(arrival.floor("s").ceil("h")).to_numpy(dtype=float)

    def _measured(self, parameters: dict[str, Any], context: QgsProcessingContext, start: Any, end: Any) -> Any:
        """Hourly values of the station by the end of the hour, UTC."""
        import pandas as pd

        from ...core.data_centre import open_centre

        station = self.parameterAsString(parameters, self.STATION, context).strip()
        prop = self.required_choice(parameters, self.PROPERTY, context)
        with open_centre(self.address(parameters, context), writable=False) as centre:
            if centre.stations(ids=[station]).empty:
                raise QgsProcessingException(
                    self.tr("There is no station “{station}” in the data centre.").format(station=station)
                )
            margin = pd.Timedelta(hours=2)
            records = centre.series(
                [station], [prop], (start - margin).to_pydatetime(), (end + margin).to_pydatetime(), interval=3600
            )
        valid = records[records["flag"] == "N"]
        return valid.groupby("time")["value"].last()
