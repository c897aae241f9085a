"""Runs inside QGIS: does in the GUI thread what the test asks through a local socket.

QGIS executes this file with ``--code``. One request a line: ``{"code": …}``; one answer a line: ``{"value": …}`` or
``{"error": …}``. Code runs in one namespace that lasts; the value of a last expression is the answer.
"""

from __future__ import annotations

import ast
import json
import os
import sys
import traceback

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject
from qgis.PyQt.QtCore import QObject, QPoint
from qgis.PyQt.QtNetwork import QLocalServer, QLocalSocket
from qgis.PyQt.QtWidgets import QApplication, QDialog, QTabWidget, QWidget
from qgis.utils import iface, plugins


def widget(name: str) -> QWidget:
    """The visible widget (or else any) with this object name."""
    found = [w for w in QApplication.allWidgets() if w.objectName() == name]
    if not found:
        raise LookupError(f"no widget is called {name}")
    return next((w for w in found if w.isVisible()), found[0])


def spot(where: QWidget | str, x: float = 0.5, y: float = 0.5) -> list[int]:
    """Screen point at the fractions `x`, `y` of a widget."""
    target = widget(where) if isinstance(where, str) else where
    point = target.mapToGlobal(QPoint(int(target.width() * x), int(target.height() * y)))
    return [point.x(), point.y()]


def cell(view: QWidget | str, row: int, column: int = 0, parent: int | None = None) -> list[int]:
    """Screen point of a cell of an item view, scrolled to if needed; `parent` is the top-level row of a tree."""
    target = widget(view) if isinstance(view, str) else view
    model = target.model()
    index = model.index(row, column) if parent is None else model.index(row, column, model.index(parent, 0))
    target.scrollTo(index)
    box = target.visualRect(index)
    point = target.viewport().mapToGlobal(box.center())
    return [point.x(), point.y()]


def tick(view: QWidget | str, row: int) -> list[int]:
    """Screen point of the check box of a row."""
    target = widget(view) if isinstance(view, str) else view
    box = target.visualRect(target.model().index(row, 0))
    point = target.viewport().mapToGlobal(QPoint(box.left() + 10, box.center().y()))
    return [point.x(), point.y()]


def tab_spot(tabs: QTabWidget | str, number: int) -> list[int]:
    """Screen point of a tab."""
    bar = (widget(tabs) if isinstance(tabs, str) else tabs).tabBar()
    point = bar.mapToGlobal(bar.tabRect(number).center())
    return [point.x(), point.y()]


def map_spot(lon: float, lat: float) -> list[int]:
    """Screen point of a place given in WGS 84."""
    canvas = iface.mapCanvas()
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    there = QgsCoordinateTransform(wgs84, canvas.mapSettings().destinationCrs(), QgsProject.instance())
    pixel = canvas.getCoordinateTransform().transform(there.transform(QgsPointXY(lon, lat)))
    point = canvas.mapToGlobal(QPoint(round(pixel.x()), round(pixel.y())))
    return [point.x(), point.y()]


def idle() -> bool:
    """Whether no task runs and the map is drawn."""
    return QgsApplication.taskManager().countActiveTasks() == 0 and not iface.mapCanvas().isDrawing()


def dialogs() -> list[str]:
    """Titles of the dialogs that are open."""
    return [w.windowTitle() for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


python_errors: list[str] = []


def _note_errors() -> None:
    former = sys.excepthook

    def note(kind: type, error: BaseException, trace: object) -> None:
        python_errors.append("".join(traceback.format_exception(kind, error, trace)))
        former(kind, error, trace)

    sys.excepthook = note


class Channel(QObject):
    """The test's end of the line inside QGIS."""

    def __init__(self, address: str) -> None:
        super().__init__(iface.mainWindow())
        self._names = {**globals(), "iface": iface, "plugins": plugins}
        self._lines: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._connected)
        if not self._server.listen(address):
            raise OSError(self._server.errorString())

    def _connected(self) -> None:
        line = self._server.nextPendingConnection()
        self._lines.append(line)
        line.readyRead.connect(self._read)

    def _read(self) -> None:
        for line in self._lines:
            self._answer(line)

    def _answer(self, line: QLocalSocket) -> None:
        while line.canReadLine():
            request = json.loads(bytes(line.readLine()).decode("utf-8"))
            try:
                answer = {"value": self._run(request["code"])}
            except Exception:  # noqa: BLE001 - the test gets to see whatever it is
                answer = {"error": traceback.format_exc()}
            line.write((json.dumps(answer, default=str) + "\n").encode("utf-8"))
            line.flush()

    def _run(self, code: str) -> object:
        tree = ast.parse(code)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "<test>", "exec"), self._names)
        return eval(compile(ast.Expression(last.value), "<test>", "eval"), self._names) if last else None


_note_errors()
_channel = Channel(os.environ["ECO_TEST_CHANNEL"])
