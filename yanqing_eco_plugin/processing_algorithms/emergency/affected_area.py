"""The area that a release into the air affects: a screening over flat terrain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ...layers.incident_areas import style_affected_areas
from ..base import EcoAlgorithm
from ..feedback import FeedbackProgress
from ..layer_frames import read_layer, write_layer
from ..points import schema_fields
from ..styling import style_when_loaded
from ..tables import write_table
from .roads_parameter import add_place, place_of

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["AffectedArea"]

_STABILITY = ("A", "B", "C", "D", "E", "F")
_AREA_TYPES = {
    "endpoint": "text",
    "concentration_g_m3": "real",
    "kind": "text",
    "time_s": "real",
    "reach_m": "real",
    "area_m2": "real",
    "model": "text",
    "note": "text",
}
_EXPOSURE_TYPES = {
    "endpoint": "text",
    "kind": "text",
    "time_s": "real",
    "layer": "text",
    "count": "integer",
    "people": "real",
    "names": "text",
}


def substances() -> dict[str, str]:
    """Gases with end-points; as `core.emergency.endpoints.SUBSTANCES`, which would load numpy when QGIS starts."""
    return {
        "chlorine": QCoreApplication.translate("AffectedArea", "Chlorine"),
        "ammonia": QCoreApplication.translate("AffectedArea", "Ammonia"),
        "carbon_monoxide": QCoreApplication.translate("AffectedArea", "Carbon monoxide"),
        "sulphur_dioxide": QCoreApplication.translate("AffectedArea", "Sulphur dioxide"),
        "hydrogen_sulfide": QCoreApplication.translate("AffectedArea", "Hydrogen sulphide"),
        "hydrogen_chloride": QCoreApplication.translate("AffectedArea", "Hydrogen chloride"),
        "nitrogen_dioxide": QCoreApplication.translate("AffectedArea", "Nitrogen dioxide"),
    }


class AffectedArea(EcoAlgorithm):
    """Polygons inside which the end-points of a substance are exceeded, when and how far, and who lives there."""

    ID = "affectedarea"
    GROUP = "emergency"
    POINT, SUBSTANCE, RATE, WIND, WIND_DIRECTION = "POINT", "SUBSTANCE", "RATE", "WIND", "WIND_DIRECTION"
    STABILITY, ENDPOINTS, HEIGHT, DURATION, MINUTES = "STABILITY", "ENDPOINTS", "HEIGHT", "DURATION", "MINUTES"
    TERRAIN, EXPOSED, OUTPUT, EXPOSURE = "TERRAIN", "EXPOSED", "OUTPUT", "EXPOSURE"
    REACH = "REACH"

    def displayName(self) -> str:
        return self.tr("Affected area (screening, flat terrain)")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        add_place(self, self.POINT, self.tr("Place of release"), self.tr("Where the gas gets into the air."))
        self.add_choice(
            self.SUBSTANCE,
            self.tr("Substance"),
            substances(),
            self.tr(
                "Gives the end-points (AEGL-3 and AEGL-2, 60 minutes) and the density: a heavy gas is refused. Nothing chosen: "
                "give the end-points yourself."
            ),
            optional=True,
        )
        self._number(self.RATE, self.tr("Release (g/s)"), None, 0.0, self.tr("How much gets into the air each second."))
        self._number(
            self.WIND, self.tr("Wind speed (m/s)"), 1.5, 0.5, self.tr("At the height of release; worst case 1.5.")
        )
        self._number(
            self.WIND_DIRECTION,
            self.tr("Wind from (°)"),
            0.0,
            0.0,
            self.tr("Clockwise from north: 270 is west."),
            360.0,
        )
        self.add_choice(
            self.STABILITY,
            self.tr("Stability"),
            {name: name for name in _STABILITY},
            self.tr("Pasquill's class: A very unstable, D neutral, F very stable (worst case)."),
            default="F",
        )
        self.add(
            QgsProcessingParameterString(self.ENDPOINTS, self.tr("End-points (g/m³)"), "", False, True),
            self.tr("“level 1=0.058; level 2=0.0058” in g/m³. Empty: those of the substance."),
        )
        self._number(
            self.HEIGHT, self.tr("Height (m)"), 0.0, 0.0, self.tr("Of the release, with its rise."), advanced=True
        )
        self._number(
            self.DURATION,
            self.tr("Duration (min)"),
            0.0,
            0.0,
            self.tr("How long it lasts; 0 means that it goes on. A short release is followed as puffs."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.MINUTES, self.tr("Moments (min)"), "", False, True),
            self.tr("Minutes after the start for which the area is drawn as well, with commas."),
            advanced=True,
        )
        self.add_choice(
            self.TERRAIN,
            self.tr("Surroundings"),
            {"rural": self.tr("Open country"), "urban": self.tr("Town")},
            self.tr("Which of Briggs' curves of spread holds."),
            default="rural",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.EXPOSED,
                self.tr("What may be exposed"),
                QgsProcessing.SourceType.TypeVectorAnyGeometry,
                None,
                True,
            ),
            self.tr(
                "Villages, schools, grids, sources, stations: counted and named in each area; “population” is summed."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Affected areas"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            self.tr(
                "Areas (WGS-84) with end-point, time, reach and the note that this is a screening over flat terrain."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.EXPOSURE, self.tr("Exposed"), QgsProcessing.SourceType.TypeVector, None, True, False
            ),
            self.tr("Table of what lies in which area."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.REACH, self.tr("Farthest reach (m)")))

    def _number(
        self,
        name: str,
        description: str,
        default: float | None,
        least: float,
        help_: str,
        most: float = 1e9,
        *,
        advanced: bool = False,
    ) -> None:
        kind = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(name, description, kind, default, False, least, most), help_, advanced=advanced
        )

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        named = self.choice(parameters, self.SUBSTANCE, context)
        if named is None and not self.parameterAsString(parameters, self.ENDPOINTS, context).strip():
            return self.tr("There is no end-point. Choose a substance, or give concentrations in g/m³.")
        if self.parameterAsDouble(parameters, self.RATE, context) <= 0:
            return self.tr("Nothing is released. Give grams per second above 0.")
        try:
            moments = self._moments(parameters, context)
        except ValueError:
            return self.tr("The moments are no numbers. Write minutes with commas, e.g. 5, 10, 30.")
        if self.parameterAsDouble(parameters, self.DURATION, context) > 0 and not moments:
            return self.tr("A release that ends needs moments to be drawn. Write minutes with commas, e.g. 5, 10, 30.")
        return ""

    def _moments(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[float]:
        text = self.parameterAsString(parameters, self.MINUTES, context).replace("，", ",")
        return [60.0 * float(part) for part in text.split(",") if part.strip()]

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.emergency import exposed

        areas = self._areas(parameters, context)
        feedback.pushWarning(
            self.tr("This is a screening over flat terrain: mountains, buildings and calm air are not in it.")
        )
        where = write_layer(self, self.OUTPUT, parameters, context, areas, progress, fields=schema_fields(_AREA_TYPES))
        style_when_loaded(context, where, style_affected_areas)
        results = {self.OUTPUT: where, self.REACH: float(areas["reach_m"].max())}
        layers = self.parameterAsLayerList(parameters, self.EXPOSED, context)
        if layers and parameters.get(self.EXPOSURE) not in (None, ""):
            table = exposed(areas, {layer.name(): read_layer(layer, progress) for layer in layers})
            fields = schema_fields(_EXPOSURE_TYPES)
            results[self.EXPOSURE] = write_table(self, self.EXPOSURE, parameters, context, table, fields, progress)
        return results

    def _areas(self, parameters: dict[str, Any], context: QgsProcessingContext) -> gpd.GeoDataFrame:
        from ...core.emergency import WindStep, plume_areas, puff_areas
        from ...core.emergency.endpoints import SUBSTANCES, parse_endpoints

        substance = SUBSTANCES.get(self.choice(parameters, self.SUBSTANCE, context) or "")
        endpoints = parse_endpoints(self.parameterAsString(parameters, self.ENDPOINTS, context))
        rate, speed = (self.parameterAsDouble(parameters, name, context) for name in (self.RATE, self.WIND))
        direction = self.parameterAsDouble(parameters, self.WIND_DIRECTION, context)
        duration_s = 60.0 * self.parameterAsDouble(parameters, self.DURATION, context)
        stability = self.required_choice(parameters, self.STABILITY, context)
        common: dict[str, Any] = {
            "height": self.parameterAsDouble(parameters, self.HEIGHT, context),
            "endpoints": endpoints or (substance.endpoints if substance else {}),
            "times_s": self._moments(parameters, context),
            "terrain": self.required_choice(parameters, self.TERRAIN, context),
            "gas_density": substance.density if substance else None,
        }
        place = place_of(self, parameters, self.POINT, context)
        if duration_s > 0:
            wind = [WindStep(0.0, speed, direction, stability)]
            return puff_areas(*place, mass=rate * duration_s, duration_s=duration_s, wind=wind, **common)
        return plume_areas(*place, rate=rate, wind_speed=speed, wind_direction=direction, stability=stability, **common)
