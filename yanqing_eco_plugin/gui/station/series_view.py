"""A chart that reads out what it shows below the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QPainter, QPen
from qgis.PyQt.QtWidgets import QWidget

from ..figure_view import FigureView

if TYPE_CHECKING:
    from ...core.reports import Reading, SeriesReadout

__all__ = ["SeriesView"]

_PAD = 6.0
# How far, in pixels, a record may be from the mouse to be read.
_REACH_PX = 30.0


class SeriesView(FigureView):
    """Chart of a time series with a cross hair and a box of values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.readout: SeriesReadout | None = None
        self.reading: Reading | None = None
        self.pointed.connect(lambda _axes, x, _y: self._read(x))
        self.left.connect(self._forget)

    def _read(self, position: float) -> None:
        if self.readout is None or self.figure is None or not self.figure.axes:
            return
        axes = self.figure.axes[0]
        low, high = axes.get_xlim()
        within = (high - low) * _REACH_PX / max(self.box_of(axes).width(), 1.0)
        self.reading = self.readout.at(position, within=within)
        self.update()

    def _forget(self) -> None:
        if self.reading is not None:
            self.reading = None
            self.update()

    def paint_over(self, painter: QPainter) -> None:
        if self.reading is None or self.figure is None or not self.figure.axes:
            return
        across = self.place_of(self.figure.axes[0], self.reading.position, 0.0).x()
        boxes = [self.box_of(axes) for axes in self.figure.axes]
        painter.setPen(QPen(QColor("#26323a"), 1.0, Qt.PenStyle.DotLine))
        for box in boxes:
            painter.drawLine(int(across), int(box.top()), int(across), int(box.bottom()))
        lines = [self.reading.time, *self.reading.lines]
        metrics = QFontMetricsF(painter.font())
        wide = max(metrics.horizontalAdvance(line) for line in lines) + 2 * _PAD
        high = metrics.lineSpacing() * len(lines) + 2 * _PAD
        # On the side of the line that has room.
        left = across + 8 if across + 8 + wide < self.width() else across - 8 - wide
        box = QRectF(max(2.0, min(left, self.width() - wide - 2)), max(2.0, boxes[0].top()), wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(255, 255, 255, 235))
        painter.setPen(QPen(QColor("#8c99a1"), 1.0))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor("#26323a"))
        for number, line in enumerate(lines):
            below = box.top() + _PAD + metrics.ascent() + number * metrics.lineSpacing()
            painter.drawText(QPointF(box.left() + _PAD, below), line)
