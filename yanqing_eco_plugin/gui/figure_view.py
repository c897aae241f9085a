"""Shows a chart in a widget and tells where somebody points."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QImage, QPainter, QTextOption
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ..core.reports import chart_pixels

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["FigureView"]

_SETTLE_MS = 60


class FigureView(QWidget):
    """A chart at the size of the widget.

    The picture is drawn by matplotlib in memory and shown as an image: that needs no toolkit backend of matplotlib, so it is the
    same under Qt 5 and Qt 6, and what lies over it (a read-out) is painted without drawing the chart again.
    """

    pointed = pyqtSignal(object, float, float)  # axes, and data coordinates in them
    left = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw: Callable[[int, int, float], Figure] | None = None
        self._image: QImage | None = None
        self._message = ""
        self.figure: Figure | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.redraw)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, draw: Callable[[int, int, float], Figure], least_height: int) -> None:
        """Show what `draw(width, height, ratio)` makes, and make it anew when the size changes."""
        self._draw, self._message = draw, ""
        self.setMinimumHeight(least_height)
        self.redraw()

    def show_message(self, message: str) -> None:
        """Show a sentence instead of a chart."""
        self._draw, self._image, self.figure, self._message = None, None, None, message
        self.setMinimumHeight(80)
        self.update()

    def redraw(self) -> None:
        """Draw the chart at the present size."""
        if self._draw is None or self.width() < 40 or self.height() < 40:
            return
        ratio = self.devicePixelRatioF()
        self.figure = self._draw(self.width(), self.height(), ratio)
        pixels, width, height = chart_pixels(self.figure)
        # The image does not own the bytes it is made from; its copy does.
        self._image = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        self._image.setDevicePixelRatio(ratio)
        self.update()

    def data_at(self, place: QPointF) -> tuple[Axes, float, float] | None:
        """Axes below a place of the widget and the data coordinates there; None beside them."""
        if self.figure is None:
            return None
        ratio = self.devicePixelRatioF()
        _, high = self.figure.canvas.get_width_height()
        pixel = (place.x() * ratio, high - place.y() * ratio)
        for axes in self.figure.axes:
            if axes.bbox.contains(*pixel):
                x, y = axes.transData.inverted().transform(pixel)
                return axes, float(x), float(y)
        return None

    def place_of(self, axes: Axes, x: float, y: float) -> QPointF:
        """Place in the widget of data coordinates."""
        ratio = self.devicePixelRatioF()
        _, high = self.figure.canvas.get_width_height() if self.figure is not None else (0, 0)
        across, up = axes.transData.transform((x, y))
        return QPointF(across / ratio, (high - up) / ratio)

    def box_of(self, axes: Axes) -> QRectF:
        """Box of axes in the widget."""
        ratio = self.devicePixelRatioF()
        _, high = self.figure.canvas.get_width_height() if self.figure is not None else (0, 0)
        box = axes.bbox
        return QRectF(box.x0 / ratio, (high - box.y1) / ratio, box.width / ratio, box.height / ratio)

    def paint_over(self, painter: QPainter) -> None:
        """Paint what lies over the chart."""

    def sizeHint(self) -> QSize:
        return QSize(320, 300)

    def paintEvent(self, event: QEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._image is not None:
            # Between a change of size and the next drawing the old picture is stretched, so that nothing blinks.
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), self._image)
            self.paint_over(painter)
        elif self._message:
            painter.setPen(Qt.GlobalColor.darkGray)
            option = QTextOption(Qt.AlignmentFlag.AlignCenter)
            option.setWrapMode(QTextOption.WrapMode.WordWrap)
            painter.drawText(QRectF(self.rect().adjusted(16, 8, -16, -8)), self._message, option)
        painter.end()

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        if self._draw is not None:
            if self._image is None:
                self.redraw()
            else:
                self._settle.start()

    def mouseMoveEvent(self, event: QEvent) -> None:
        # Qt 6 has position(); Qt 5 has localPos().
        place = event.position() if hasattr(event, "position") else event.localPos()
        found = self.data_at(place)
        if found is None:
            self.left.emit()
        else:
            self.pointed.emit(*found)

    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()

    def shut_down(self) -> None:
        """Stop waiting and let the picture go."""
        self._settle.stop()
        self._draw, self._image, self.figure = None, None, None
