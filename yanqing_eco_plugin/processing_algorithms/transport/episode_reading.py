"""Reads from the data centre what is known about an episode."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from ...core.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from ...core.data_centre import DataCentre
    from ...core.transport import EpisodeData, WindField

__all__ = ["EpisodeRequest", "read_episode"]

_PROPERTIES = ("pm2_5", "pm10", "so2", "no2", "co", "wind_speed", "wind_direction", "boundary_layer_height")


@dataclass(frozen=True, eq=False)
class EpisodeRequest:
    """What the user asked: a station, or a point (lon, lat) in whose neighbourhood one is looked for."""

    station: str
    point: tuple[float, float] | None
    start: datetime
    end: datetime
    prop: str
    limit: float
    wind: WindField | None
    district: Any
    aloft: pd.DataFrame | None = None
    flux: pd.DataFrame | None = None


def read_episode(centre: DataCentre, asked: EpisodeRequest) -> tuple[EpisodeData, str]:
    """The episode and the name of the receptor.

    Only valid hourly values count (flag N).

    Raises
    ------
    InputError
        When the station is unknown or nothing was measured.
    """
    import numpy as np
    import pandas as pd

    from ...core.transport import EpisodeData

    stations = centre.stations()
    stations = stations[stations.geometry.notna() & ~stations.geometry.is_empty]
    wanted = sorted({asked.prop, *_PROPERTIES})
    records = centre.series(list(stations["station_id"]), wanted, asked.start - timedelta(hours=1), asked.end)
    records = records[(records["flag"] == "N") & (records["interval"].isin((3600, 0)) | (records["interval"] < 3600))]
    hour = records["time"].dt.ceil("h")
    means = records.assign(time=hour).groupby(["station_id", "property", "time"], as_index=False)["value"].mean()
    measured = set(means.loc[means["property"] == asked.prop, "station_id"])
    places = pd.DataFrame(
        {
            "station_id": stations["station_id"],
            "lon": stations.geometry.x,
            "lat": stations.geometry.y,
            "name": stations["name"],
        }
    )
    receptor = asked.station or _nearest(places[places["station_id"].isin(measured)], asked.point)
    if receptor not in set(places["station_id"]):
        raise InputError("There is no station “{station}” in the data centre.", station=receptor)
    height = means[means["property"] == "boundary_layer_height"]
    kept = places["station_id"].isin({*measured, receptor, *means.loc[means["property"] == "wind_speed", "station_id"]})
    episode = EpisodeData(
        receptor=receptor,
        stations=places[kept],
        observations=means,
        start=np.datetime64(pd.Timestamp(asked.start).tz_convert("UTC").tz_localize(None), "ns"),
        end=np.datetime64(pd.Timestamp(asked.end).tz_convert("UTC").tz_localize(None), "ns"),
        wind=asked.wind,
        district=asked.district if asked.district is not None else _district(centre),
        mixing_height=height[["time", "value"]] if len(height) else None,
        aloft=asked.aloft,
        flux=asked.flux,
        prop=asked.prop,
        limit=asked.limit,
    )
    names = dict(zip(places["station_id"], places["name"], strict=True))
    return episode, str(names.get(receptor) or receptor)


def _nearest(places: pd.DataFrame, point: tuple[float, float] | None) -> str:
    if point is None or places.empty:
        raise InputError(
            "No station has data in the span.", hint="Choose another span, or import observations into the data centre."
        )
    from ...core.transport import distance_m

    away = distance_m(places["lon"].to_numpy(), places["lat"].to_numpy(), point[0], point[1])
    return str(places["station_id"].iloc[int(away.argmin())])


def _district(centre: DataCentre) -> Any:
    """The boundary of the district, else its townships together; None where the centre has neither."""
    import shapely

    for table in ("district", "township"):
        shapes = [shape for shape in centre.features(table).geometry if shape is not None and not shape.is_empty]
        if shapes:
            return shapely.union_all(shapes)
    return None
