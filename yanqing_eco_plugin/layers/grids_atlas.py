"""A printable atlas of inspection grids: one page per grid with map, persons, telephones and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateTransform,
    QgsFeature,
    QgsFeedback,
    QgsField,
    QgsFillSymbol,
    QgsGeometry,
    QgsLayoutExporter,
    QgsLayoutFrame,
    QgsLayoutItem,
    QgsLayoutItemAttributeTable,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutTableColumn,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QRectF, Qt

from ..compat import BESIDE_MARKER, FIT_WIDTH, FROM_MARKER_BOUNDS, INSIDE_AREA, FieldType
from ..core.errors import Cancelled, EcoError
from .lettering import text_format
from .one_map import map_crs

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["SOURCES_A_SHEET", "AtlasWords", "export_atlas"]

SOURCES_A_SHEET = 14
_MARGIN, _WIDTH = 12.0, 186.0  # millimetres on A4 upright
_MAP_TOP, _MAP_HEIGHT = 32.0, 118.0
_FACTS_TOP, _TABLE_TOP, _FOOT_TOP = 153.0, 194.0, 283.0
_DPI = 200


@dataclass(frozen=True)
class AtlasWords:
    """What stands on every page.

    Attributes
    ----------
    heading
        Plan and since when; expression placeholders are not allowed.
    facts
        Lines of `label: expression`, two columns.
    columns
        Fields of the table of sources with their titles and widths in millimetres.
    table_title, more, foot
        Text above the table, text where sources do not fit (with ``{n}``), text at the foot.
    """

    heading: str
    facts: tuple[tuple[str, str], ...]
    columns: Mapping[str, tuple[str, float]]
    table_title: str
    more: str
    foot: str


def export_atlas(
    sheets: gpd.GeoDataFrame,
    sources: gpd.GeoDataFrame,
    around: gpd.GeoDataFrame,
    words: AtlasWords,
    path: Path,
    feedback: QgsFeedback | None = None,
) -> int:
    """Write the atlas as PDF and return the number of pages.

    Parameters
    ----------
    sheets, sources
        See `core.reports.grid_sheets`.
    around
        All grids of the plan, drawn pale, with ``code``.

    Raises
    ------
    EcoError
        Where the file cannot be written.
    Cancelled
        If the user stops.
    """
    project = QgsProject()
    layers = {
        "sheets": _memory(sheets, "MultiPolygon", "sheets"),
        "around": _memory(around, "MultiPolygon", "around"),
        "sources": _memory(sources, "Point", "sources"),
    }
    project.addMapLayers(list(layers.values()))
    _style(layers)
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize("A4", QgsLayoutItemPage.Orientation.Portrait)
    layout.renderContext().setDpi(_DPI)
    atlas = layout.atlas()
    atlas.setCoverageLayer(layers["sheets"])
    atlas.setEnabled(True)
    atlas.setSortFeatures(True)
    atlas.setSortExpression('"code"')
    _fill_page(layout, layers, words)
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = _DPI
    settings.rasterizeWholeImage = False
    path.parent.mkdir(parents=True, exist_ok=True)
    result, reason = QgsLayoutExporter.exportToPdf(atlas, str(path), settings, feedback)
    if result == QgsLayoutExporter.ExportResult.Canceled:
        raise Cancelled
    if result != QgsLayoutExporter.ExportResult.Success:
        raise EcoError(
            "The atlas {path} cannot be written.",
            hint="Choose a folder you may write to, and close the file where it is open.",
            details=str(reason),
            path=path,
        )
    return len(sheets)


def _memory(frame: gpd.GeoDataFrame, kind: str, name: str) -> QgsVectorLayer:
    """A frame as a layer of its own."""
    import pandas as pd

    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326", name, "memory")
    plain = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    fields = [
        QgsField(str(column), FieldType.REAL if kinds.kind in "fiu" else FieldType.TEXT)
        for column, kinds in plain.dtypes.items()
    ]
    layer.dataProvider().addAttributes(fields)
    layer.updateFields()
    features = []
    for row, shape in zip(plain.astype(object).where(plain.notna(), None).to_numpy().tolist(), frame.geometry):
        feature = QgsFeature(layer.fields())
        # What is missing is left out: None would be kept, and printed, as 0.
        for at, value in enumerate(row):
            if value is not None:
                feature.setAttribute(at, value)
        geometry = QgsGeometry()
        geometry.fromWkb(shape.wkb)
        if kind.startswith("Multi"):
            geometry.convertToMultiType()
        feature.setGeometry(geometry)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def _style(layers: Mapping[str, QgsVectorLayer]) -> None:
    pale = QgsFillSymbol.createSimple({"color": "245,245,240,255", "outline_color": "#b4bcc2", "outline_width": "0.2"})
    layers["around"].setRenderer(QgsSingleSymbolRenderer(pale))
    _label(layers["around"], 'substr("code", 10)', 6.0, INSIDE_AREA, "#8a949b")
    root = QgsRuleBasedRenderer.Rule(None)
    own = QgsFillSymbol.createSimple({"color": "255,214,120,150", "outline_color": "#b5521b", "outline_width": "0.9"})
    root.appendChild(QgsRuleBasedRenderer.Rule(own, 0, 0, "$id = @atlas_featureid"))
    layers["sheets"].setRenderer(QgsRuleBasedRenderer(root))
    dots = QgsRuleBasedRenderer.Rule(None)
    mark = QgsMarkerSymbol.createSimple({"name": "circle", "color": "#c0392b", "outline_color": "white", "size": "3"})
    dots.appendChild(QgsRuleBasedRenderer.Rule(mark, 0, 0, "\"grid\" = attribute(@atlas_feature, 'label')"))
    layers["sources"].setRenderer(QgsRuleBasedRenderer(dots))
    shown = "if(\"grid\" = attribute(@atlas_feature, 'label'), to_string(to_int(\"number\")), '')"
    _label(layers["sources"], shown, 8.0, BESIDE_MARKER, "#7b241c")


def _label(layer: QgsVectorLayer, expression: str, size: float, placement: object, colour: str) -> None:
    settings = QgsPalLayerSettings()
    settings.fieldName = expression
    settings.isExpression = True
    settings.placement = placement
    if placement == BESIDE_MARKER:
        settings.offsetType = FROM_MARKER_BOUNDS
        settings.dist = 0.5
    settings.setFormat(text_format(size, colour=colour))
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def _fill_page(layout: QgsPrintLayout, layers: Mapping[str, QgsVectorLayer], words: AtlasWords) -> None:
    _text(layout, '[% "title" %]  [% "code" %]', QRectF(_MARGIN, 10, _WIDTH, 9), 16.0, bold=True)
    _text(layout, f'{words.heading}  ·  [% "township" %] [% "village" %]', QRectF(_MARGIN, 20, _WIDTH, 8), 9.0)
    shown = QgsLayoutItemMap(layout)
    crs = map_crs(layers["sheets"].extent())
    shown.setCrs(crs)
    shown.setLayers([layers["sources"], layers["sheets"], layers["around"]])
    shown.setKeepLayerSet(True)
    shown.setAtlasDriven(True)
    shown.setAtlasScalingMode(QgsLayoutItemMap.AtlasScalingMode.Auto)
    shown.setAtlasMargin(0.2)
    shown.setFrameEnabled(True)
    layout.addLayoutItem(shown)
    _place(shown, QRectF(_MARGIN, _MAP_TOP, _WIDTH, _MAP_HEIGHT))
    # Without an extent of the frame's own proportions the atlas would change the frame instead of the scale.
    to_map = QgsCoordinateTransform(layers["sheets"].crs(), crs, layout.project())
    whole = to_map.transformBoundingBox(layers["sheets"].extent())
    wide = max(whole.width(), whole.height() * _WIDTH / _MAP_HEIGHT)
    shown.setExtent(QgsRectangle.fromCenterAndSize(whole.center(), wide, wide * _MAP_HEIGHT / _WIDTH))
    layout.setReferenceMap(shown)
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(shown)
    bar.applyDefaultSize()
    bar.setSegmentSizeMode(FIT_WIDTH)
    bar.setMinimumBarWidth(18)
    bar.setMaximumBarWidth(40)
    bar.setNumberOfSegmentsLeft(0)
    bar.setNumberOfSegments(2)
    bar.setTextFormat(text_format(7.5))
    layout.addLayoutItem(bar)
    bar.attemptMove(QgsLayoutPoint(_MARGIN + 3, _MAP_TOP + _MAP_HEIGHT - 13))
    half = (len(words.facts) + 1) // 2
    for side, facts in enumerate((words.facts[:half], words.facts[half:])):
        lines = "\n".join(f"{title}: [% {expression} %]" for title, expression in facts)
        _text(layout, lines, QRectF(_MARGIN + side * _WIDTH / 2, _FACTS_TOP, _WIDTH / 2 - 2, 34), 9.5)
    above = f'{words.table_title} ([% to_int("sources") %])'
    _text(layout, above, QRectF(_MARGIN, _TABLE_TOP - 7, _WIDTH / 2, 6), 10.0, bold=True)
    note = f"[% if(\"more\" > 0, '{_quoted(words.more)}', '') %]".replace("{n}", "' || to_int(\"more\") || '")
    _text(layout, note, QRectF(_MARGIN + _WIDTH / 2, _TABLE_TOP - 7, _WIDTH / 2, 6), 8.5)
    _table(layout, layers["sources"], words)
    foot = f"{words.foot}  ·  [% @atlas_featurenumber %] / [% @atlas_totalfeatures %]"
    _text(layout, foot, QRectF(_MARGIN, _FOOT_TOP, _WIDTH, 6), 7.5)


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _table(layout: QgsPrintLayout, sources: QgsVectorLayer, words: AtlasWords) -> None:
    table = QgsLayoutItemAttributeTable.create(layout)
    table.setVectorLayer(sources)
    columns = []
    for field, (title, width) in words.columns.items():
        column = QgsLayoutTableColumn(title)
        column.setAttribute(field)
        column.setWidth(width)
        columns.append(column)
    table.setColumns(columns)
    table.setFilterFeatures(True)
    table.setFeatureFilter("\"grid\" = attribute(@atlas_feature, 'label')")
    table.setMaximumNumberOfFeatures(SOURCES_A_SHEET)
    table.setContentTextFormat(text_format(8.0, halo=0.0))
    table.setHeaderTextFormat(text_format(8.0, bold=True, halo=0.0))
    table.setGridStrokeWidth(0.15)
    table.setCellMargin(0.8)
    table.setEmptyTableBehavior(table.EmptyTableMode.HeadersOnly)
    layout.addMultiFrame(table)
    frame = QgsLayoutFrame(layout, table)
    _place(frame, QRectF(_MARGIN, _TABLE_TOP, _WIDTH, _FOOT_TOP - _TABLE_TOP - 2))
    table.addFrame(frame)


def _text(layout: QgsPrintLayout, text: str, box: QRectF, size: float, *, bold: bool = False) -> None:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    lettering = text_format(size, bold=bold, halo=0.0)
    if hasattr(label, "setTextFormat"):
        label.setTextFormat(lettering)
    else:  # QGIS before 3.24
        font = lettering.font()
        font.setPointSizeF(size)
        label.setFont(font)
    label.setVAlign(Qt.AlignmentFlag.AlignTop)
    _place(label, box)
    layout.addLayoutItem(label)


def _place(item: QgsLayoutItem, box: QRectF) -> None:
    item.attemptMove(QgsLayoutPoint(box.x(), box.y()))
    item.attemptResize(QgsLayoutSize(box.width(), box.height()))
