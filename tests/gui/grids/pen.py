"""What a planner's hand does in the Grid dock of the real window."""

from __future__ import annotations

import time

from tests.gui.harness import QgisWindow

__all__ = ["FINDERS", "press", "saved", "split_line", "tab"]

# Runs inside QGIS, where `redrawing` is under the pen and `grids` is the dock.
FINDERS = """
import math
import shapely
from qgis.core import QgsRectangle
def inner(unit):
    p = shapely.point_on_surface(redrawing.draft.units.geometry[unit]); return [p.x, p.y]
def home(label):
    shapes = redrawing.draft.units.geometry[redrawing.handler.units_of(label)]
    return shapely.union_all(shapes.to_numpy())
def movable():
    'A unit that may join a neighbouring grid of four units or more, and a unit of that grid beside it.'
    h, g = redrawing.handler, redrawing.draft.graph
    for a, b in zip(g.first, g.second):
        one, other = str(g.index[a]), str(g.index[b])
        if h.grid_of(one) == h.grid_of(other) or len(h.units_of(h.grid_of(other))) < 4: continue
        move = h.weigh([one], h.grid_of(other))
        if move.effect.moved and not move.refusal and not h.locked & {one, other}:
            return [one, h.grid_of(one), other, h.grid_of(other)]
def look(label):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject
    box = QgsRectangle(*home(label).bounds); box.scale(4)
    canvas = iface.mapCanvas()
    degrees = QgsCoordinateReferenceSystem('EPSG:4326')
    way = QgsCoordinateTransform(degrees, canvas.mapSettings().destinationCrs(), QgsProject.instance())
    canvas.setExtent(way.transformBoundingBox(box)); canvas.refresh()
def cut(label):
    'A line that cuts a grid in two whole parts, tried without drawing.'
    s = home(label); c = s.centroid; r = max(s.bounds[2] - s.bounds[0], s.bounds[3] - s.bounds[1])
    for turn in range(12):
        dx, dy = math.cos(turn * math.pi / 12) * r, math.sin(turn * math.pi / 12) * r
        way = [(c.x - dx * .6, c.y - dy * .6), (c.x + dx * .1, c.y + dy * .1), (c.x + dx * .6, c.y + dy * .6)]
        units = grids.redraw.tools['split'].side_of(way)
        if units and redrawing.handler.grid_of(units[0]) == label:
            if not redrawing.handler.weigh(units, redrawing.handler.new_label()).refusal: return way
"""


def saved(window: QgisWindow) -> None:
    """Wait until the data centre holds all that was redrawn."""
    window.wait("redrawing.saving.is_clean", 60)


def tab(window: QgisWindow, number: int) -> None:
    """Show a page of the dock by its tab."""
    window.click(f"tab_spot('yanqing_eco_grid_tabs', {number})")
    window.wait(f"widget('yanqing_eco_grid_tabs').currentIndex() == {number}", 5)


def press(window: QgisWindow, tool: str, way: list[list[float]], *, let_go: bool = True) -> None:
    """Drag along WGS-84 points with a tool chosen by its button."""
    window.click(f"spot('yanqing_eco_grid_tool_{tool}')")
    window.wait(f"iface.mapCanvas().mapTool() is grids.redraw.tools[{tool!r}]", 5)
    pixels = [window.run(f"map_spot(*{point!r})") for point in way]
    hand = window.screen.xdotool
    hand("mousemove", *map(str, pixels[0]))
    hand("mousedown", "1")
    for start, end in zip(pixels, [*pixels[1:], pixels[-1]]):
        for step in range(1, 5):
            hand("mousemove", *(str(round(a + (b - a) * step / 4)) for a, b in zip(start, end)))
            time.sleep(0.02)
    time.sleep(0.2)
    if let_go:
        hand("mouseup", "1")
        time.sleep(0.2)


def split_line(window: QgisWindow, label: str) -> list[list[float]]:
    """Where to draw so that a grid falls into two whole parts."""
    return window.run(f"cut({label!r})")
