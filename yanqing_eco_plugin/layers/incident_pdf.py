"""Prints a report to PDF with Qt's own text layout, which finds a font for every character; needs no screen."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from qgis.PyQt.QtCore import QMarginsF, QSizeF, QUrl
from qgis.PyQt.QtGui import QFont, QImage, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from ..core.errors import EcoError
from .lettering import FAMILIES

__all__ = ["print_html"]

_DPI = 96
# Qt 6 wants the number, which its enumeration keeps apart.
_IMAGE = int(getattr(QTextDocument.ResourceType.ImageResource, "value", QTextDocument.ResourceType.ImageResource))
_PICTURE = re.compile(r'src="data:image/png;base64,([^"]+)"')


def print_html(html: str, path: Path, *, title: str = "") -> None:
    """Print HTML on A4 pages; raises `EcoError` where the file cannot be written."""
    try:
        path.write_bytes(b"")
    except OSError as error:
        raise EcoError(
            "The report {path} cannot be written.",
            hint="Close it in other programs, and choose a folder you may write to.",
            details=str(error),
            path=path,
        ) from error
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(18, 16, 18, 16), QPageLayout.Unit.Millimeter)
    writer.setResolution(_DPI)
    writer.setTitle(title)
    document = QTextDocument()
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPointSizeF(9.5)
    document.setDefaultFont(font)
    pictures: list[bytes] = []

    def kept(match: re.Match[str]) -> str:
        pictures.append(base64.b64decode(match[1]))
        return f'src="picture://{len(pictures) - 1}"'

    # Qt's documents do not read data: addresses in every version; pictures are handed over by name.
    text = _PICTURE.sub(kept, html)
    for number, data in enumerate(pictures):
        document.addResource(_IMAGE, QUrl(f"picture://{number}"), QImage.fromData(data))
    document.setHtml(text)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    printing = getattr(document, "print_", None) or document.print
    printing(writer)
