"""Wind near the ground from stations and Doppler lidars, as a file the other algorithms take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...core.progress import checkpoint
from ..centre_algorithm import CentreAlgorithm
from ..feedback import FeedbackProgress
from .heights import heights_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

__all__ = ["GroundWind"]

_NUMBER = QgsProcessingParameterNumber.Type
_MARGIN_DEG = 0.1


class GroundWind(CentreAlgorithm):
    """Measured wind on a grid: inverse squared distance across, the logarithmic law upward, ridges as distance."""

    ID = "groundwind"
    GROUP = "transport"
    LIDARS, DEM, RESOLUTION, HEIGHTS = "LIDARS", "DEM", "RESOLUTION", "HEIGHTS"
    OUTPUT, STATIONS, HOURS = "OUTPUT", "STATIONS", "HOURS"

    def displayName(self) -> str:
        return self.tr("Wind near the ground")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_centre()
        self.add_span()
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.LIDARS, self.tr("Doppler lidar files"), QgsProcessing.SourceType.TypeFile, optional=True
            ),
            self.tr("Scans around the instrument or wind profiles; each counts within half an hour of its time."),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.DEM, self.tr("Elevation model"), optional=True),
            self.tr("Height of the ground in metres: a ridge between two places then counts as distance."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.RESOLUTION, self.tr("Cell (degrees)"), _NUMBER.Double, 0.02, False, 0.002, 0.5
            ),
            self.tr("Of the grid, which covers the stations and a tenth of a degree around them."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(
                self.HEIGHTS, self.tr("Heights above the ground (m)"), "10, 50, 100, 200, 500"
            ),
            self.tr("Rising, separated by commas."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, self.tr("Wind"), self.tr("NetCDF files (*.nc)")),
            self.tr("Take it as the wind file of trajectories, flux and “Local or external”."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.STATIONS, self.tr("Number of stations")))
        self.addOutput(QgsProcessingOutputNumber(self.HOURS, self.tr("Number of hours")))

    def problem_with(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        heights = heights_of(self.parameterAsString(parameters, self.HEIGHTS, context))
        if not heights or heights != sorted(set(heights)) or heights[0] <= 1.0:
            return self.tr(
                "The heights do not rise from above 1 m. Separate metres by commas, for example 10, 100, 500."
            )
        return self.problem_with_span(parameters, context) or super().problem_with(parameters, context)

    def work(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        progress: FeedbackProgress,
    ) -> dict[str, Any]:
        from ...core.data_centre import open_centre
        from ...core.transport import ground_wind, write_wind

        with open_centre(self.address(parameters, context), writable=False) as centre:
            start, end = self.span(parameters, context, centre.district.utc_offset_hours)
            measured, synthetic = _station_wind(centre, start, end), centre.synthetic
        checkpoint(progress, 0.3)
        profiles = self._profiles(parameters, context, progress)
        lon, lat = self._axes(parameters, context, measured)
        dem = self.parameterAsRasterLayer(parameters, self.DEM, context)
        wind = ground_wind(
            measured,
            lon,
            lat,
            heights_of(self.parameterAsString(parameters, self.HEIGHTS, context)),
            terrain_m=None if dem is None else _terrain(dem.source(), lon, lat),
            profiles=profiles,
        )
        checkpoint(progress, 0.9)
        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        write_wind(output, wind, title="Wind near the ground, interpolated between stations", synthetic=synthetic)
        stations, hours = int(measured["station_id"].nunique()), int(measured["time"].nunique())
        feedback.pushInfo(self.tr("{stations} stations, {hours} hours.").format(stations=stations, hours=hours))
        return {self.OUTPUT: output, self.STATIONS: stations, self.HOURS: hours}

    def _profiles(
        self, parameters: dict[str, Any], context: QgsProcessingContext, progress: FeedbackProgress
    ) -> list[pd.DataFrame]:
        from ...core.lidar import read_scan
        from ...core.lidar.doppler_profiles import doppler_profiles

        found = []
        for name in filter(None, self.parameterAsFileList(parameters, self.LIDARS, context)):
            checkpoint(progress, 0.3)
            found.append(doppler_profiles(read_scan(Path(name))))
        return found

    def _axes(
        self, parameters: dict[str, Any], context: QgsProcessingContext, measured: pd.DataFrame
    ) -> tuple[Any, Any]:
        import numpy as np

        cell = self.parameterAsDouble(parameters, self.RESOLUTION, context)
        lon, lat = (
            np.arange(measured[name].min() - _MARGIN_DEG, measured[name].max() + _MARGIN_DEG + cell, cell)
            for name in ("lon", "lat")
        )
        return lon, lat


def _station_wind(centre: Any, start: Any, end: Any) -> pd.DataFrame:
    """Hourly speed and direction of every station that measured both; means of vectors within the hour."""
    import numpy as np
    import pandas as pd

    from ...core.errors import InputError

    stations = centre.stations()
    stations = stations[stations.geometry.notna() & ~stations.geometry.is_empty]
    rows = centre.series(list(stations["station_id"]), ["wind_speed", "wind_direction"], start, end)
    rows = rows[(rows["flag"] == "N") & rows["value"].notna()]
    both = rows.pivot_table(index=["station_id", "time"], columns="property", values="value", aggfunc="mean")
    if not {"wind_speed", "wind_direction"} <= set(both.columns) or both.dropna().empty:
        raise InputError(
            "No station measured the wind in the span.",
            hint="Import the weather of that time, or choose another span.",
        )
    both = both.dropna().reset_index()
    angle = np.radians(both["wind_direction"])
    vectors = both.assign(x=both["wind_speed"] * np.sin(angle), y=both["wind_speed"] * np.cos(angle))
    mean = (
        vectors.assign(time=vectors["time"].dt.ceil("h"))
        .groupby(["station_id", "time"], as_index=False)[["x", "y"]]
        .mean()
    )
    places = pd.DataFrame(
        {
            "station_id": stations["station_id"],
            "lon": stations.geometry.x,
            "lat": stations.geometry.y,
            "altitude_m": stations["altitude_m"].astype(float) if "altitude_m" in stations else np.nan,
        }
    )
    mean = mean.merge(places, on="station_id")
    mean["time"] = mean["time"].dt.tz_convert("UTC").dt.tz_localize(None).astype("datetime64[ns]")
    mean["speed"] = np.hypot(mean["x"], mean["y"])
    return mean.assign(direction=np.degrees(np.arctan2(mean["x"], mean["y"])) % 360.0)


def _terrain(source: str, lon: Sequence[float], lat: Sequence[float]) -> Any:
    """Height of the ground at the points of the grid; where the model knows none, its lowest height."""
    import numpy as np
    import rasterio
    from rasterio.warp import transform

    x, y = np.meshgrid(np.asarray(lon), np.asarray(lat))
    with rasterio.open(source) as file:
        there = transform("EPSG:4326", file.crs, x.ravel().tolist(), y.ravel().tolist())
        values = np.array([one[0] for one in file.sample(zip(*there), masked=True)], dtype=object)
        heights = np.array([np.nan if one is np.ma.masked else float(one) for one in values])
    lowest = np.nanmin(heights) if np.isfinite(heights).any() else 0.0
    return np.where(np.isfinite(heights), heights, lowest).reshape(x.shape)
