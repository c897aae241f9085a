"""What lies around a place: its grid and persons, sources, stations, the wind, and what the project's layers show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Geod
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

from ...core.data_centre import DataCentre
from ...core.supervision.plan_life import plan_in_force
from ...core.supervision.plan_tables import header_of
from ...layers.sources import layer_role

__all__ = ["Near", "ProjectLayer", "Surroundings", "Wind", "nearest_wind", "project_layers", "read_surroundings"]

REACH_M = 2_000.0
_MOST = 8
_DEGREE_M = 111_195.0
_GEOD = Geod(ellps="WGS84")
# What the layers of a project are called that emergency staff ask for.
_ASKED = {
    "river": ("河", "水系", "沟渠", "river", "stream", "waterway"),
    "school": ("学校", "幼儿园", "school", "kindergarten"),
    "hospital": ("医院", "hospital"),
    "intake": ("水源", "取水", "intake"),
}


@dataclass(frozen=True)
class Near:
    """Something near the place; `metres` is 0 inside an area."""

    kind: str
    name: str
    metres: float


@dataclass(frozen=True)
class Wind:
    """Newest wind of a station: m/s, and from where, degrees."""

    speed: float
    direction: float
    station: str
    metres: float
    time: datetime


@dataclass(frozen=True)
class Surroundings:
    """What is known of a place.

    Attributes
    ----------
    persons
        Role (A, B), name and telephone of who is responsible for the grid.
    sources, stations, others
        The nearest first; `others` from layers of the project (rivers, schools …).
    wind
        None where no station near tells of it.
    """

    township: str = ""
    grid_id: str = ""
    grid: str = ""
    persons: tuple[tuple[str, str, str], ...] = ()
    sources: tuple[Near, ...] = ()
    stations: tuple[Near, ...] = ()
    others: tuple[Near, ...] = ()
    wind: Wind | None = None
    outside: bool = False


@dataclass(frozen=True)
class ProjectLayer:
    """A layer of the project as the background may read it."""

    kind: str
    layer_id: str
    source: QgsVectorLayerFeatureSource
    crs: QgsCoordinateReferenceSystem
    context: QgsCoordinateTransformContext
    name_field: str


def project_layers(project: QgsProject) -> list[ProjectLayer]:
    """Layers of rivers, schools, hospitals and water intakes by their names; to be called on the GUI thread."""
    found = []
    for layer in project.mapLayers().values():
        if not isinstance(layer, QgsVectorLayer) or not layer.isValid() or layer_role(layer):
            continue
        title = layer.name().lower()
        kind = next((kind for kind, words in _ASKED.items() if any(word in title for word in words)), "")
        if kind:
            fields = layer.fields().names()
            name = next((field for field in ("name", "NAME", "名称") if field in fields), "")
            source = QgsVectorLayerFeatureSource(layer)
            found.append(ProjectLayer(kind, layer.id(), source, layer.crs(), project.transformContext(), name))
    return found


def read_surroundings(
    centre: DataCentre, lon: float, lat: float, layers: Sequence[ProjectLayer] = (), *, now: datetime
) -> Surroundings:
    """Everything the centre and the project's layers know around a place (WGS-84 degrees)."""
    place = shapely.Point(lon, lat)
    townships = centre.features("township")
    inside = townships[townships.geometry.intersects(place)]
    district = centre.features("district")
    grid_id, grid, persons = _grid(centre, place, now)
    return Surroundings(
        township=str(inside["name"].iloc[0]) if len(inside) else "",
        grid_id=grid_id,
        grid=grid,
        persons=persons,
        sources=_nearest(centre.features("pollution_source"), place, "class", REACH_M),
        stations=_nearest(centre.stations(), place, "kind", 2 * REACH_M),
        others=tuple(sorted((near for layer in layers for near in _of_layer(layer, lon, lat)), key=_distance)),
        wind=nearest_wind(centre, lon, lat),
        outside=bool(len(district)) and not district.geometry.intersects(place).any(),
    )


def _grid(centre: DataCentre, place: shapely.Point, now: datetime) -> tuple[str, str, tuple[tuple[str, str, str], ...]]:
    today = (now + timedelta(hours=centre.district.utc_offset_hours)).date()
    plan = plan_in_force([header_of(row) for row in centre.features("grid_plan").to_dict("records")], today)
    if plan is None:
        return "", "", ()
    grids = centre.features("grid", where={"plan_id": plan.plan_id, "level": "cell"})
    mine = grids[grids.geometry.intersects(place)]
    if not len(mine):
        return "", "", ()
    row = mine.iloc[0]
    known = pd.DataFrame(centre.features("person")).set_index("person_id")
    persons = []
    for role in ("a", "b"):
        key = row[f"person_{role}"]
        if isinstance(key, str) and key in known.index:
            told = known.loc[key]
            persons.append((role.upper(), _text(told["name"]) or key, _text(told["phone"])))
        elif isinstance(key, str) and key:
            persons.append((role.upper(), key, ""))
    return str(row["grid_id"]), _text(row["name"]) or _text(row["code"]) or str(row["grid_id"]), tuple(persons)


def _nearest(rows: gpd.GeoDataFrame, place: shapely.Point, kind: str, reach_m: float) -> tuple[Near, ...]:
    metres = _metres(rows, place)
    order = np.argsort(metres, kind="stable")[:_MOST]
    names = [_text(name) or str(key) for name, key in zip(rows["name"], rows.iloc[:, 0])]
    return tuple(
        Near(_text(rows[kind].iloc[at]), names[at], float(metres[at])) for at in order if metres[at] <= reach_m
    )


def _metres(rows: gpd.GeoDataFrame, place: shapely.Point) -> np.ndarray:
    if not len(rows):
        return np.zeros(0)
    x, y = rows.geometry.x.to_numpy(dtype=float), rows.geometry.y.to_numpy(dtype=float)
    known = np.isfinite(x) & np.isfinite(y)
    metres = np.full(len(rows), np.inf)
    count = int(known.sum())
    metres[known] = _GEOD.inv(np.full(count, place.x), np.full(count, place.y), x[known], y[known])[2]
    return metres


def nearest_wind(centre: DataCentre, lon: float, lat: float) -> Wind | None:
    """The wind of the nearest station that tells of it and is online; None where there is none."""
    live = centre.features("station_live")
    if not {"wind_speed", "wind_direction"} <= set(live.columns):
        return None
    live = live[live["wind_speed"].notna() & live["wind_direction"].notna() & (live["state"] == "online")]
    metres = _metres(live, shapely.Point(lon, lat))
    if not len(metres) or not np.isfinite(metres.min()):
        return None
    row, nearest = live.iloc[int(metres.argmin())], float(metres.min())
    name = _text(row["name"]) or str(row["station_id"])
    when = pd.Timestamp(row["newest"]).to_pydatetime()
    return Wind(float(row["wind_speed"]), float(row["wind_direction"]), name, nearest, when)


def _of_layer(layer: ProjectLayer, lon: float, lat: float) -> list[Near]:
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    high = REACH_M / _DEGREE_M
    wide = high / max(np.cos(np.radians(lat)), 0.01)
    box = QgsRectangle(lon - wide, lat - high, lon + wide, lat + high)
    request = QgsFeatureRequest().setDestinationCrs(wgs84, layer.context).setFilterRect(box).setLimit(500)
    here = QgsGeometry.fromPointXY(QgsPointXY(lon, lat))
    # Degrees of longitude are shorter than those of latitude: stretched, both count alike.
    squeeze = float(np.cos(np.radians(lat)))
    flat = QgsGeometry.fromPointXY(QgsPointXY(lon * squeeze, lat))
    found: dict[str, Near] = {}
    for feature in layer.source.getFeatures(request):
        nearest = feature.geometry().nearestPoint(here)
        if nearest.isEmpty():
            continue
        point = nearest.asPoint()
        metres = flat.distance(QgsGeometry.fromPointXY(QgsPointXY(point.x() * squeeze, point.y()))) * _DEGREE_M
        name = _text(feature[layer.name_field]) if layer.name_field else ""
        if metres <= REACH_M and (name not in found or metres < found[name].metres):
            found[name] = Near(layer.kind, name, metres)
    return sorted(found.values(), key=_distance)[:_MOST]


def _distance(near: Near) -> float:
    return near.metres


def _text(cell: Any) -> str:
    return cell if isinstance(cell, str) else ""
