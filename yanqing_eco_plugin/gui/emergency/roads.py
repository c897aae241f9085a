"""The roads by which the board tells times: a layer of the project, kept as a graph."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsProject, QgsVectorLayer, QgsWkbTypes

if TYPE_CHECKING:
    import shapely

    from ...core.emergency import RoadNetwork

__all__ = ["Roads", "road_layers"]


def road_layers(project: QgsProject) -> list[QgsVectorLayer]:
    """Layers of lines that lie in a file of their own, which is what a graph is kept of."""
    from ...processing_algorithms.emergency.roads_parameter import file_of

    lines = QgsWkbTypes.GeometryType.LineGeometry
    layers = [one for one in project.mapLayers().values() if isinstance(one, QgsVectorLayer) and one.isValid()]
    return [layer for layer in layers if layer.geometryType() == lines and file_of(layer)[0] is not None]


class Roads:
    """The chosen roads; the graph is loaded where it is first needed, in the background."""

    def __init__(self) -> None:
        self._chosen: tuple[Path, str | None, Path] | None = None
        self._held: tuple[tuple[Path, str | None, Path], RoadNetwork] | None = None
        self._closed: tuple[tuple[bytes, ...], RoadNetwork] | None = None

    def choose(self, layer: QgsVectorLayer | None) -> None:
        """Tell times by this layer; None: by straight lines."""
        from ...processing_algorithms.emergency.roads_parameter import file_of, road_cache

        path, name = file_of(layer) if layer is not None else (None, None)
        self._chosen = None if path is None else (path, name, road_cache())

    def network(self, closures: Sequence[shapely.Geometry] = ()) -> RoadNetwork | None:
        """The graph without what the closures touch; to be called in the background.

        Raises `InputError` for a file without roads.
        """
        import shapely

        from ...core.emergency import load_network

        chosen = self._chosen
        if chosen is None:
            return None
        if self._held is None or self._held[0] != chosen:
            path, name, cache = chosen
            self._held, self._closed = (chosen, load_network(path, cache, layer=name)), None
        if not closures:
            return self._held[1]
        key = tuple(sorted(shapely.to_wkb(shape) for shape in closures))
        if self._closed is None or self._closed[0] != key:
            # Kept: whoever looks every few seconds shall not index half a million stretches each time.
            self._closed = (key, self._held[1].with_closures(closures))
        return self._closed[1]
