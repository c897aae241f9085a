"""The ramp of the overlay on the map, with values and unit."""

from __future__ import annotations

from qgis.core import QgsRasterLayer, QgsSingleBandPseudoColorRenderer
from qgis.PyQt.QtCore import QEvent, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFontMetrics, QLinearGradient, QPainter
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

__all__ = ["RampBar"]

_BAR = 12


class RampBar(QWidget):
    """Colours of the layer's own ramp, so that dock and map never differ; equal steps between its stops."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stops: list[tuple[str, QColor]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_layer(self, layer: QgsRasterLayer | None) -> None:
        """Take the ramp of a layer; nothing with None."""
        renderer = layer.renderer() if layer is not None else None
        self.stops = []
        if isinstance(renderer, QgsSingleBandPseudoColorRenderer):
            items = renderer.shader().rasterShaderFunction().colorRampItemList()
            self.stops = [(item.label, QColor(item.color)) for item in items]
        self.setVisible(bool(self.stops))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, _BAR + 6 + QFontMetrics(self.font()).height())

    def paintEvent(self, event: QEvent) -> None:
        if len(self.stops) < 2:
            return
        painter = QPainter(self)
        side = 4.0
        width = self.width() - 2 * side
        gradient = QLinearGradient(side, 0, side + width, 0)
        last = len(self.stops) - 1
        for at, (_, colour) in enumerate(self.stops):
            gradient.setColorAt(at / last, colour)
        painter.setPen(QColor("#888888"))
        painter.setBrush(gradient)
        painter.drawRect(QRectF(side, 1, width, _BAR))
        painter.setPen(self.palette().windowText().color())
        metrics, free_from = QFontMetrics(painter.font()), -1e9
        # The last value, which carries the unit like all of them, has its place first; others where they fit.
        room = self.width() - metrics.horizontalAdvance(self.stops[last][0]) - 8
        for at, (label, _) in enumerate(self.stops):
            wide = metrics.horizontalAdvance(label)
            left = min(max(side + width * at / last - wide / 2, 0.0), self.width() - wide)
            if left < free_from or (at < last and left + wide > room):
                continue
            box = QRectF(left, _BAR + 3, wide + 2, metrics.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), label)
            free_from = left + wide + 8
        painter.end()
