"""How paths of air and source regions look on the map."""

from __future__ import annotations

from itertools import pairwise

from qgis.core import (
    Qgis,
    QgsClassificationPrettyBreaks,
    QgsColorRampShader,
    QgsLineSymbol,
    QgsMarkerLineSymbolLayer,
    QgsMarkerSymbol,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRuleBasedRenderer,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from .language import word

__all__ = ["style_clusters", "style_path_points", "style_paths", "style_source_regions"]

# Okabe and Ito's colours, told apart by colour-blind readers; the same as in the charts.
_PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#7f7f7f")
# From low to high, dark to bright, so that it can be read in print as well (viridis).
_HEIGHTS = ("#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725")
# From few to many polluted paths; nothing below the first class is drawn.
_REGIONS = ("#fff3c4", "#fdd27a", "#f79d4f", "#e2583e", "#b3123f", "#6a0f3d")
_MOST_RULES = 24


def _line(colour: str, width: float, *, dots: bool = True) -> QgsLineSymbol:
    symbol = QgsLineSymbol.createSimple(
        {"line_color": colour, "line_width": str(width), "capstyle": "round", "joinstyle": "round"}
    )
    if dots:
        # A dot at every hour: how far apart they are tells the speed.
        marks = QgsMarkerLineSymbolLayer.create({"placement": "vertex", "placements": "Vertex"})
        marks.setSubSymbol(
            QgsMarkerSymbol.createSimple(
                {"name": "circle", "size": "1.5", "color": colour, "outline_color": "white", "outline_width": "0.15"}
            )
        )
        symbol.appendSymbolLayer(marks)
    return symbol


def _shade(ramp: tuple[str, ...], share: float) -> QColor:
    """Colour at a share (0–1) of a ramp, mixed between its stops."""
    place = min(max(share, 0.0), 1.0) * (len(ramp) - 1)
    below = min(int(place), len(ramp) - 2)
    pairs = zip(QColor(ramp[below]).getRgb()[:3], QColor(ramp[below + 1]).getRgb()[:3])
    return QColor(*(round(one + (other - one) * (place - below)) for one, other in pairs))


def _values(layer: QgsVectorLayer, name: str) -> list[float]:
    place = layer.fields().lookupField(name)
    found = layer.uniqueValues(place, _MOST_RULES + 1) if place >= 0 else set()
    return sorted(value for value in found if isinstance(value, int | float))


def _finish(layer: QgsVectorLayer, root: QgsRuleBasedRenderer.Rule) -> None:
    layer.setRenderer(QgsRuleBasedRenderer(root))
    layer.triggerRepaint()
    layer.emitStyleChanged()


def style_paths(layer: QgsVectorLayer, language: str = "zh") -> None:
    """Colour trajectories by their starting height, with a dot at every hour; shown while they travel."""
    root = QgsRuleBasedRenderer.Rule(None)
    heights = _values(layer, "start_height_m")
    many = layer.featureCount() > 200
    if len(heights) > _MOST_RULES or not heights:
        root.appendChild(QgsRuleBasedRenderer.Rule(_line(_PALETTE[0], 0.4, dots=False)))
    for place, height in enumerate(heights[:_MOST_RULES] if len(heights) <= _MOST_RULES else []):
        symbol = _line(_PALETTE[place % len(_PALETTE)], 0.25 if many else 0.6, dots=not many)
        label = word("start_height", language).format(n=height)
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, f'"start_height_m" = {height!r}', label))
    _span(layer, "earliest", "latest")
    _finish(layer, root)


def style_path_points(layer: QgsVectorLayer, language: str = "zh") -> None:
    """Colour the hourly points of trajectories by their height; each is shown for its hour."""
    low, high = layer.minimumAndMaximumValue(layer.fields().lookupField("height_m"))
    root = QgsRuleBasedRenderer.Rule(None)
    bounds = _classes(low, high)
    for place, (above, upto) in enumerate(pairwise(bounds)):
        colour = _shade(_HEIGHTS, place / max(len(bounds) - 2, 1)).name()
        symbol = QgsMarkerSymbol.createSimple(
            {"name": "circle", "size": "2", "color": colour, "outline_color": "#26323a", "outline_width": "0.1"}
        )
        last = place == len(bounds) - 2
        condition = f'"height_m" >= {above!r} AND "height_m" {"<=" if last else "<"} {upto!r}'
        label = word("height_class", language).format(low=above, high=upto)
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, condition, label))
    time = layer.temporalProperties()
    time.setMode(Qgis.VectorTemporalMode.FeatureDateTimeInstantFromField)
    time.setStartField("time")
    time.setFixedDuration(59.0 + 59.0 / 60.0)
    time.setIsActive(True)
    _finish(layer, root)


def _classes(low: object, high: object) -> list[float]:
    """Bounds of even classes that hold all from `low` to `high`."""
    if not isinstance(low, int | float) or not isinstance(high, int | float) or high <= low:
        middle = float(low) if isinstance(low, int | float) else 0.0
        return [middle - 1.0, middle + 1.0]
    steps = QgsClassificationPrettyBreaks().classes(low, high, 5)
    inner = [float(step.upperBound()) for step in steps if low < step.upperBound() < high]
    return [float(low), *inner, float(high)]


def style_clusters(layer: QgsVectorLayer, language: str = "zh") -> None:
    """Colour trajectories, or mean paths with ``members`` and ``share``, by their cluster."""
    root = QgsRuleBasedRenderer.Rule(None)
    means = layer.fields().lookupField("members") >= 0
    told = {f["cluster"]: (f["members"], f["share"]) for f in layer.getFeatures()} if means else {}
    for number in _values(layer, "cluster"):
        if number < 1:
            label, symbol = word("incomplete", language), _line("#b4c0c7", 0.2, dots=False)
        else:
            colour = _PALETTE[(int(number) - 1) % len(_PALETTE)]
            symbol = _line(colour, 1.4 if means else 0.25, dots=means)
            count, share = told.get(number, (0, 0.0))
            label = str(int(number))
            if means:
                label = word("cluster", language).format(n=int(number), share=100.0 * share, count=count)
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, f'"cluster" = {int(number)}', label))
    _finish(layer, root)


def style_source_regions(
    layer: QgsRasterLayer, language: str = "zh", *, method: str = "pscf", rule: str = "", unit: str = ""
) -> None:
    """Colour cells in labelled classes; the layer is named after the method and the weight rule, so that maps show it."""
    provider = layer.dataProvider()
    layer.setName(f"{word(method, language)} · {rule}" if rule else word(method, language))
    statistics = provider.bandStatistics(1)
    high = statistics.maximumValue if statistics.maximumValue > 0 else 1.0
    bounds = [0.0, *(bound for bound in _classes(0.0, high)[1:-1]), high]
    shader = QgsColorRampShader(0.0, high, None, QgsColorRampShader.Type.Discrete)
    items = []
    for place, (above, upto) in enumerate(pairwise(bounds)):
        colour = _shade(_REGIONS, place / max(len(bounds) - 2, 1))
        ceiling = float("inf") if place == len(bounds) - 2 else upto
        items.append(QgsColorRampShader.ColorRampItem(ceiling, colour, f"{above:g}–{upto:.3g} {unit}".rstrip()))
    shader.setColorRampItemList(items)
    raster = QgsRasterShader()
    raster.setRasterShaderFunction(shader)
    renderer = QgsSingleBandPseudoColorRenderer(provider, 1, raster)
    renderer.setClassificationMin(0.0)
    renderer.setClassificationMax(high)
    layer.setRenderer(renderer)
    layer.setOpacity(0.75)
    layer.triggerRepaint()
    layer.emitStyleChanged()


def _span(layer: QgsVectorLayer, start: str, end: str) -> None:
    time = layer.temporalProperties()
    time.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields)
    time.setStartField(start)
    time.setEndField(end)
    time.setIsActive(True)
