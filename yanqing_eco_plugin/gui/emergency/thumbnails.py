"""Small pictures of the photos in a log, each made once, away from the GUI thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from qgis.PyQt.QtGui import QImage, QImageReader

from ...core.data_centre import DataCentre

__all__ = ["read_photo", "read_thumbnails", "scaled"]

SIZE = 144


def read_thumbnails(centre: DataCentre, incident_id: str, known: Collection[str]) -> Mapping[str, QImage]:
    """Pictures of the incident's photos that are not `known`, by the id of their entry."""
    log = centre.features("log_entry", where={"incident_id": incident_id})
    fresh = log[log["photo_type"].notna() & ~log["entry_id"].isin(list(known))]
    return {str(name): scaled(data, SIZE) for name, data in zip(fresh["entry_id"], fresh["photo"])}


def read_photo(centre: DataCentre, entry_id: str, size: int) -> QImage:
    """One photo, not larger than `size` pixels."""
    rows = centre.features("log_entry", where={"entry_id": entry_id})
    return scaled(rows["photo"].iloc[0], size) if len(rows) else QImage()


def scaled(data: bytes, size: int) -> QImage:
    """A picture that fits into a square; a null image where Qt cannot read it."""
    buffer = QBuffer()
    buffer.setData(QByteArray(bytes(data)))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.isValid() and max(whole.width(), whole.height()) > size:
        reader.setScaledSize(whole.scaled(QSize(size, size), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
