"""A chart in which a box is drawn to look closer and the mouse reads values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QPainter, QPen
from qgis.PyQt.QtWidgets import QWidget

from ..figure_view import FigureView

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .profile_charts import ProfileChart

__all__ = ["ProfileView"]

_PAD = 6.0
_LEAST_PX = 8.0
_LEAST_HEIGHT = 240


class ProfileView(FigureView):
    """Shows a `ProfileChart`; dragging a box cuts it, a double click shows the whole again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whole: ProfileChart | None = None
        self.chart: ProfileChart | None = None
        self.lines: list[str] = []
        self._at = QPointF()
        self._from: QPointF | None = None
        self.pointed.connect(self._on_pointed)
        self.left.connect(self._on_left)

    def show_profile(self, chart: ProfileChart) -> None:
        """Show a chart, whole."""
        self.whole = chart
        self._show(chart)

    def zoom(self, start: QPointF, end: QPointF) -> None:
        """Cut to the box between two places of the widget."""
        one, other = self.data_at(start), self.data_at(end)
        if self.chart is None or one is None or other is None or one[0] is not self._panel():
            return
        self._show(self.chart.cut((one[1], other[1]), (one[2], other[2])))

    def zoom_out(self) -> None:
        """Show the whole again."""
        if self.whole is not None:
            self._show(self.whole)

    def mousePressEvent(self, event: QEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = self._at = _place(event)

    def mouseMoveEvent(self, event: QEvent) -> None:
        self._at = _place(event)
        super().mouseMoveEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QEvent) -> None:
        start, self._from = self._from, None
        end = _place(event)
        if start is not None and min(abs(end.x() - start.x()), abs(end.y() - start.y())) >= _LEAST_PX:
            self.zoom(start, end)
        self.update()

    def mouseDoubleClickEvent(self, event: QEvent) -> None:
        self.zoom_out()

    def paint_over(self, painter: QPainter) -> None:
        if self._from is not None:
            painter.setPen(QPen(QColor("#26323a"), 1.0, Qt.PenStyle.DashLine))
            painter.setBrush(QColor(255, 255, 255, 60))
            painter.drawRect(QRectF(self._from, self._at).normalized())
        elif self.lines:
            self._paint_lines(painter)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _show(self, chart: ProfileChart) -> None:
        self.chart, self.lines = chart, []
        self.show_chart(chart.draw, _LEAST_HEIGHT)

    def _panel(self) -> Axes | None:
        """The panel of the data; the ramp has axes as well."""
        axes = self.figure.axes if self.figure is not None else []
        return max(axes, key=lambda one: one.bbox.width * one.bbox.height, default=None)

    def _on_pointed(self, axes: Axes, x: float, y: float) -> None:
        self.lines = self.chart.reading(x, y) if self.chart is not None and axes is self._panel() else []
        self.update()

    def _on_left(self) -> None:
        self.lines = []
        self.update()

    def _paint_lines(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(painter.font())
        wide = max(metrics.horizontalAdvance(line) for line in self.lines) + 2 * _PAD
        high = metrics.lineSpacing() * len(self.lines) + 2 * _PAD
        left = self._at.x() + 14 if self._at.x() + 14 + wide < self.width() else self._at.x() - 14 - wide
        top = min(max(self._at.y() - high / 2, 2.0), self.height() - high - 2)
        box = QRectF(max(2.0, left), top, wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(255, 255, 255, 235))
        painter.setPen(QPen(QColor("#8c99a1"), 1.0))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor("#26323a"))
        for number, line in enumerate(self.lines):
            below = box.top() + _PAD + metrics.ascent() + number * metrics.lineSpacing()
            painter.drawText(QPointF(box.left() + _PAD, below), line)


def _place(event: QEvent) -> QPointF:
    # Qt 6 has position(); Qt 5 has localPos().
    return event.position() if hasattr(event, "position") else event.localPos()
