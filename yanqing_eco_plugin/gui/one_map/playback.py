"""Puts a network's readings of a window on the map and hands them to QGIS's Temporal Controller."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsDateTimeRange,
    QgsInterval,
    QgsProcessingUtils,
    QgsProject,
    QgsTemporalNavigationObject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, Qt
from qgis.PyQt.QtWidgets import QDockWidget

from .map_layers import insert_folded

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from ...core.data_centre import DataCentre

__all__ = ["Playback", "play_layer", "read_playback", "start_controller", "stop_controller"]

_CONTROLLER_DOCK = "Temporal Controller"


@dataclass(frozen=True)
class Playback:
    """What is to be played: ``start < time <= end`` in UTC, and the file the readings are written to."""

    kind: str
    prop: str
    start: datetime
    end: datetime
    interval: int
    path: Path
    readings: int = 0

    @classmethod
    def of(cls, kind: str, prop: str, start: datetime, end: datetime, interval: int) -> Playback:
        """A playback of whole intervals, with a file that QGIS removes when it ends."""
        first, last = (datetime.fromtimestamp(when.timestamp() // interval * interval, UTC) for when in (start, end))
        path = Path(QgsProcessingUtils.generateTempFilename(f"{kind}_{prop}.gpkg"))
        return cls(kind, prop, first, max(last, first + timedelta(seconds=interval)), interval, path)


def read_playback(wanted: Playback, centre: DataCentre, progress: Any) -> Playback:
    """Read the window from the centre and write its file; runs away from the GUI thread."""
    from ...core.progress import checkpoint, portion
    from ...layers.temporal_store import write_temporal_store

    stations = centre.stations(kind=wanted.kind)
    checkpoint(progress, 0.05)
    rows = centre.series(
        stations["station_id"].tolist(), [wanted.prop], wanted.start, wanted.end, interval=wanted.interval
    )
    checkpoint(progress, 0.4)
    count = write_temporal_store(
        wanted.path,
        stations,
        rows,
        wanted.prop,
        wanted.start,
        wanted.end,
        wanted.interval,
        utc_offset_hours=centre.district.utc_offset_hours,
        progress=portion(progress, 0.4, 1.0),
    )
    return replace(wanted, readings=count)


def play_layer(
    ready: Playback, above: QgsVectorLayer | None, address: str, language: str, utc_offset_hours: float
) -> QgsVectorLayer:
    """The layer on the file, put into the project just above another layer."""
    from ...layers.temporal import open_temporal_layer

    layer = open_temporal_layer(
        ready.path,
        ready.kind,
        ready.prop,
        ready.interval,
        language,
        address=address,
        utc_offset_hours=utc_offset_hours,
        when=ready.end,
    )
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    node = project.layerTreeRoot().findLayer(above.id()) if above is not None else None
    parent = node.parent() if node is not None else project.layerTreeRoot()
    at = parent.children().index(node) if node is not None else 0
    insert_folded(parent, at, layer).setItemVisibilityCheckedParentRecursive(True)
    return layer


def start_controller(iface: QgisInterface, played: Playback) -> None:
    """Open QGIS's Temporal Controller on the window, one interval a frame."""
    controller = iface.mapCanvas().temporalController()
    span = QgsDateTimeRange(_instant(played.start), _instant(played.end))
    controller.setNavigationMode(QgsTemporalNavigationObject.NavigationMode.Animated)
    controller.setFrameDuration(QgsInterval(played.interval))
    controller.setTemporalExtents(span)
    controller.setCurrentFrameNumber(0)
    dock = iface.mainWindow().findChild(QDockWidget, _CONTROLLER_DOCK)
    if dock is not None:
        dock.show()
        dock.raise_()


def stop_controller(iface: QgisInterface) -> None:
    """Let the map have no time again."""
    controller = iface.mapCanvas().temporalController()
    controller.pause()
    controller.setNavigationMode(QgsTemporalNavigationObject.NavigationMode.NavigationOff)


def _instant(when: datetime) -> QDateTime:
    return QDateTime.fromString(when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), Qt.DateFormat.ISODate)
