"""A level as a small coloured shape with its name, in a table."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QTextOption
from qgis.PyQt.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

__all__ = ["CHIP_COLOUR", "ChipDelegate", "ink_on"]

CHIP_COLOUR = Qt.ItemDataRole.UserRole + 1


def ink_on(colour: str) -> str:
    """Dark or white, whichever is read better on a colour."""
    red, green, blue, _ = QColor(colour).getRgb()
    return "#1c2529" if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else "#ffffff"


class ChipDelegate(QStyledItemDelegate):
    """Paints cells that have a colour in the role `CHIP_COLOUR` as chips, the others as usual."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        colour = index.data(CHIP_COLOUR)
        if not colour:
            super().paint(painter, option, index)
            return
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        wide = min(option.fontMetrics.horizontalAdvance(text) + 16.0, option.rect.width() - 4.0)
        high = min(option.fontMetrics.height() + 4.0, option.rect.height() - 2.0)
        centre = option.rect.center()
        box = QRectF(option.rect.left() + 2.0, centre.y() - high / 2 + 0.5, wide, high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 60))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(ink_on(colour)))
        text = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, int(wide) - 6)
        painter.drawText(box, text, QTextOption(Qt.AlignmentFlag.AlignCenter))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        plain = super().sizeHint(option, index)
        return QSize(plain.width() + 20, max(plain.height(), 24)) if index.data(CHIP_COLOUR) else plain
