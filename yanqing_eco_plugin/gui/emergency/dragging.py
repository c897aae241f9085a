"""Dragging a resource from the board onto an incident, in the list or on the map."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QTreeView

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas

__all__ = ["MIME", "CanvasDrop", "DragView", "dragged_resource", "resource_mime"]

MIME = "application/x-yanqing-eco-resource"


def resource_mime(resource_id: str) -> QMimeData:
    """What is dragged."""
    data = QMimeData()
    data.setData(MIME, resource_id.encode("utf-8"))
    return data


def dragged_resource(data: QMimeData) -> str:
    """The resource that is dragged; empty for anything else."""
    return bytes(data.data(MIME)).decode("utf-8", "replace") if data.hasFormat(MIME) else ""


class DragView(QTreeView):
    """A list that says when something is dragged out of it."""

    dragging = pyqtSignal(bool)

    def startDrag(self, actions: Qt.DropAction) -> None:
        self.dragging.emit(True)
        super().startDrag(actions)
        self.dragging.emit(False)


class CanvasDrop(QObject):
    """Takes resources that are dropped on the map while one is dragged; everything else goes its usual way."""

    dropped = pyqtSignal(str, QPoint)

    def __init__(self, canvas: QgsMapCanvas, wanted: Callable[[], bool]) -> None:
        super().__init__()
        self._viewport, self._wanted = canvas.viewport(), wanted

    def expect(self, dragging: bool) -> None:
        """Look at what the map is told, or no longer: always, it would ask Python at each of its many events."""
        if sip.isdeleted(self._viewport):
            return
        if dragging:
            self._viewport.installEventFilter(self)
        else:
            self._viewport.removeEventFilter(self)

    def shut_down(self) -> None:
        """Leave the map as it was."""
        self.expect(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return False
        resource_id = dragged_resource(event.mimeData())
        if not resource_id or not self._wanted():
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            # Qt 6 has position(); Qt 5 has pos().
            place = event.position().toPoint() if hasattr(event, "position") else event.pos()
            self.dropped.emit(resource_id, place)
        return True
