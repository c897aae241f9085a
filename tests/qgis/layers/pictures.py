"""Renders layers as the map canvas does and reads the pictures."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsDateTimeRange,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPointXY,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

CRS = QgsCoordinateReferenceSystem("EPSG:4548")
SIZE = 400


def place(lon: float, lat: float) -> QgsPointXY:
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    return QgsCoordinateTransform(wgs84, CRS, QgsCoordinateTransformContext()).transform(QgsPointXY(lon, lat))


def picture(
    layers: Sequence[QgsVectorLayer],
    middle: QgsPointXY,
    width_m: float,
    *,
    time: QgsDateTimeRange | None = None,
    labels: bool = False,
) -> QImage:
    """A square picture, `width_m` metres wide, around `middle` (EPSG:4548)."""
    settings = QgsMapSettings()
    settings.setLayers(list(layers))
    settings.setDestinationCrs(CRS)
    half = width_m / 2
    settings.setExtent(QgsRectangle(middle.x() - half, middle.y() - half, middle.x() + half, middle.y() + half))
    settings.setOutputSize(QSize(SIZE, SIZE))
    settings.setBackgroundColor(QColor("white"))
    settings.setFlag(QgsMapSettings.Flag.DrawLabeling, labels)
    settings.setFlag(QgsMapSettings.Flag.Antialiasing, True)
    if time is not None:
        settings.setIsTemporal(True)
        settings.setTemporalRange(time)
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def colours(image: QImage, share: float = 1.0) -> set[str]:
    """The colours in the middle `share` of a picture."""
    first, last = int(SIZE * (1 - share) / 2), int(SIZE * (1 + share) / 2)
    span = range(first, max(last, first + 1))
    return {image.pixelColor(x, y).name() for x in span for y in span}
