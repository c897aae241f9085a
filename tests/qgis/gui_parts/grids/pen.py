"""What a hand does on a draft, and what the layer and the data centre say afterwards."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import shapely
from qgis.core import QgsPointXY
from qgis.gui import QgsMapMouseEvent
from qgis.PyQt.QtCore import QEvent, QPoint, Qt

from yanqing_eco_plugin.core.data_centre import open_centre
from yanqing_eco_plugin.core.supervision import PlanContent
from yanqing_eco_plugin.gui.grids.draft import Draft
from yanqing_eco_plugin.gui.grids.handler import RedrawHandler
from yanqing_eco_plugin.gui.grids.unit_layer import GRID, LOCKED, UNIT
from yanqing_eco_plugin.processing_algorithms.grids.plan_store import read_plan

__all__ = ["drag", "inner", "mouse", "neighbours", "same_as_layer", "stored", "written"]


def written(handler: RedrawHandler) -> pd.Series:
    """What the layer's attributes say, not what the handler holds."""
    rows = {one[UNIT]: one[GRID] or None for one in handler.layer.getFeatures()}
    return pd.Series(rows).reindex(handler.draft.units.index)


def same_as_layer(handler: RedrawHandler) -> bool:
    locked = {one[UNIT] for one in handler.layer.getFeatures() if one[LOCKED] == 1}
    return handler.assignment.tolist() == written(handler).tolist() and locked == handler.locked


def neighbours(handler: RedrawHandler) -> tuple[str, str]:
    """A unit on a border inside a village, and the grid beyond that it may join without tearing its own."""
    graph = handler.draft.graph
    for first, second in zip(graph.first, graph.second):
        unit, other = str(graph.index[first]), str(graph.index[second])
        to = handler.grid_of(other)
        if to != handler.grid_of(unit) and not (move := handler.weigh([unit], to)).refusal and move.effect.moved:
            return unit, to
    raise AssertionError("no unit can move")


def mouse(tool: object, kind: QEvent.Type, at: tuple[float, float], button: Qt.MouseButton) -> None:
    canvas = tool.canvas()
    pixel = canvas.getCoordinateTransform().transform(QgsPointXY(*at))
    held = button if kind == QEvent.Type.MouseMove else Qt.MouseButton.NoButton
    event = QgsMapMouseEvent(canvas, kind, QPoint(round(pixel.x()), round(pixel.y())), button, held)
    names = {
        QEvent.Type.MouseButtonPress: "Press",
        QEvent.Type.MouseMove: "Move",
        QEvent.Type.MouseButtonRelease: "Release",
    }
    getattr(tool, f"canvas{names[kind]}Event")(event)


def drag(tool: object, *way: tuple[float, float], let_go: bool = True) -> None:
    left = Qt.MouseButton.LeftButton
    mouse(tool, QEvent.Type.MouseButtonPress, way[0], left)
    for point in way[1:]:
        mouse(tool, QEvent.Type.MouseMove, point, left)
    if let_go:
        mouse(tool, QEvent.Type.MouseButtonRelease, way[-1], left)


def inner(draft: Draft, unit: str) -> tuple[float, float]:
    point = shapely.point_on_surface(draft.units.geometry[unit])
    return point.x, point.y


def stored(place: Path, plan_id: str = "p1") -> PlanContent:
    with open_centre(place, writable=False) as centre:
        return read_plan(centre, plan_id)
