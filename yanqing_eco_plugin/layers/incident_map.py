"""The situation map of an incident on one sheet of paper: map, legend, scale, time, and what it is worth."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsGeometry,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsPointXY,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ..core.data_centre.centre import DataCentre
from ..core.errors import EcoError, InputError
from .incident_areas import style_affected_areas
from .incidents import geofence_layer, incident_layer
from .language import word
from .lettering import text_format
from .one_map import map_crs
from .resource_markers import legend_order
from .resources import resource_layer
from .sources import district_layer, layer_role, opened, township_layer
from .township import style_district, style_townships

__all__ = ["PAPERS", "situation_project", "write_situation_map"]

PAPERS = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}
_MARGIN, _TITLE, _FOOT = 10.0, 14.0, 14.0
_LEAST_M = 700.0
_DPI = 200
_MILLIMETRES = QgsUnitTypes.LayoutUnit.LayoutMillimeters


def situation_project(centre: DataCentre, incident_id: str, *, language: str = "zh") -> QgsProject:
    """A project of its own with the layers of an incident, top first; raises `InputError` where there is none."""
    project = QgsProject()
    incidents = incident_layer(centre, language=language)
    quoted = incident_id.replace("'", "''")
    chosen = f"\"incident_id\" = '{quoted}'"
    if next(incidents.getFeatures(QgsFeatureRequest().setFilterExpression(chosen)), None) is None:
        raise InputError("The data centre has no incident {name}.", hint="Choose one that it has.", name=incident_id)
    areas = opened(centre.map_source("affected_area", where={"incident_id": incident_id}), word("screening", language))
    style_affected_areas(areas, language)
    townships, district = township_layer(centre, language=language), district_layer(centre, language=language)
    style_townships(townships, language)
    style_district(district)
    layers = [
        resource_layer(centre, language=language),
        incidents,
        geofence_layer(centre, language=language),
        *([areas] if next(areas.getFeatures(), None) is not None else []),
        district,
        townships,
    ]
    project.addMapLayers(layers)
    return project


def write_situation_map(
    project: QgsProject,
    path: Path,
    *,
    incident_id: str,
    when: datetime,
    paper: str = "A4",
    scale: float = 0.0,
    notes: str = "",
    backdrop: list[QgsMapLayer] | None = None,
    language: str = "zh",
) -> None:
    """Print the map of an incident as PDF; works without a screen.

    Parameters
    ----------
    project
        Of `situation_project`.
    when
        Printed on the sheet, on the district's clock.
    paper
        ``A4`` or ``A3``, landscape.
    scale
        Denominator; 0: as large as incident, its zone and the affected areas allow.
    notes
        Printed at the foot, for instance that the data are synthetic.
    backdrop
        Layers below all others.

    Raises
    ------
    EcoError
        The file cannot be written.
    """
    layers = {
        str(layer.customProperty("yanqing_eco/role") or layer.name()): layer for layer in project.mapLayers().values()
    }
    ordered = [layer for layer in project.layerTreeRoot().layerOrder() if isinstance(layer, QgsVectorLayer)]
    incidents = layers["incident"]
    found = [f for f in incidents.getFeatures() if f["incident_id"] == incident_id]
    extent, crs = _extent(ordered, incident_id, found[0].geometry().asPoint(), project)
    width, height = PAPERS[paper]
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(width, height, _MILLIMETRES))
    sheet = QgsLayoutItemMap(layout)
    sheet.setCrs(crs)
    sheet.setLayers([*ordered, *(backdrop or [])])
    box = (_MARGIN, _MARGIN + _TITLE, width - 2 * _MARGIN - 62, height - 2 * _MARGIN - _TITLE - _FOOT)
    # A map without a size takes no extent, and one without an extent cannot be zoomed; an extent changes the shape.
    _place(layout, sheet, *box)
    sheet.setExtent(extent)
    sheet.attemptResize(QgsLayoutSize(*box[2:], _MILLIMETRES))
    sheet.zoomToExtent(extent)
    if scale > 0:
        sheet.setScale(scale)
    sheet.setFrameEnabled(True)
    sheet.setBackgroundColor(QColor("#ffffff"))
    title = f"{found[0]['title']}   {when:%Y-%m-%d %H:%M}"
    _label(layout, title, 15.0, _MARGIN, _MARGIN, width - 2 * _MARGIN, _TITLE)
    legend = QgsLayoutItemLegend(layout)
    _place(layout, legend, width - _MARGIN - 58, _MARGIN + _TITLE, 58, 100)
    legend.setLinkedMap(sheet)
    legend.setAutoUpdateModel(False)
    _shorten(legend, ordered)
    for style in _legend_styles():
        if hasattr(legend.rstyle(style), "setTextFormat"):  # QGIS 3.30
            legend.rstyle(style).setTextFormat(text_format(8.0, halo=0))
        else:
            font = text_format(8.0).font()
            font.setPointSizeF(8.0)
            legend.setStyleFont(style, font)
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(sheet)
    bar.applyDefaultSize()
    _place(layout, bar, width - _MARGIN - 58, height - _MARGIN - _FOOT + 1, 58, _FOOT)
    foot = "  ·  ".join(
        text for text in (notes, word("screening", language), f"1:{sheet.scale():,.0f}", crs.authid()) if text
    )
    _label(layout, foot, 9.0, _MARGIN, height - _MARGIN - _FOOT + 2, width - 2 * _MARGIN - 62, _FOOT - 2)
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = _DPI
    result = QgsLayoutExporter(layout).exportToPdf(str(path), settings)
    if result != QgsLayoutExporter.ExportResult.Success:
        raise EcoError(
            "The map {path} cannot be written.",
            hint="Close it in other programs, and choose a folder you may write to.",
            details=str(result),
            path=path,
        )


def _extent(
    layers: list[QgsVectorLayer], incident_id: str, place: QgsPointXY, project: QgsProject
) -> tuple[QgsRectangle, QgsCoordinateReferenceSystem]:
    """What has to be seen: the incident, its zone, its areas and the units under way, in metres."""
    box = QgsRectangle(place, place)
    for layer in layers:
        names = layer.fields().names()
        for feature in layer.getFeatures():
            mine = "incident_id" in names and feature["incident_id"] == incident_id
            going = "resource_id" in names and "state" in names and feature["state"] in ("on_the_way", "on_scene")
            if (mine or going) and not feature.geometry().isEmpty():
                box.combineExtentWith(feature.geometry().boundingBox())
    crs = map_crs(box)
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), crs, project)
    shown = QgsGeometry.fromRect(transform.transformBoundingBox(box)).boundingBox()
    middle, half = shown.center(), max(_LEAST_M, 0.55 * max(shown.width(), shown.height()))
    return QgsRectangle(middle.x() - half, middle.y() - half, middle.x() + half, middle.y() + half), crs


def _shorten(legend: QgsLayoutItemLegend, layers: list[QgsVectorLayer]) -> None:
    """Leave out of the legend what resources there are none of: kinds times states would fill the sheet."""
    root = legend.model().rootGroup()
    for layer in layers:
        node = root.findLayer(layer.id())
        if node is None:
            continue
        if next(layer.getFeatures(), None) is None:
            root.removeChildNode(node)
        elif layer_role(layer) == "resource":
            QgsMapLayerLegendUtils.setLegendNodeOrder(node, legend_order(layer))
            legend.model().refreshLayerLegend(node)


def _legend_styles() -> list[object]:
    from qgis.core import QgsLegendStyle

    of = QgsLegendStyle.Style
    return [of.Title, of.Group, of.Subgroup, of.SymbolLabel]


def _place(layout: QgsPrintLayout, item: object, x: float, y: float, width: float, height: float) -> None:
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(x, y, _MILLIMETRES))
    item.attemptResize(QgsLayoutSize(width, height, _MILLIMETRES))


def _label(layout: QgsPrintLayout, text: str, size: float, x: float, y: float, width: float, height: float) -> None:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    lettering = text_format(size, bold=size > 12, halo=0)
    if hasattr(label, "setTextFormat"):  # QGIS 3.24
        label.setTextFormat(lettering)
    else:
        font = lettering.font()
        font.setPointSizeF(size)
        label.setFont(font)
    _place(layout, label, x, y, width, height)
