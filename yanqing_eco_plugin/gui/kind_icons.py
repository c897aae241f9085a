"""Icons of the kinds of station, as the map draws them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap

__all__ = ["ICONS", "kind_icon", "plugin_icon"]

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"

_SIZE = 32.0
_FILL, _LINE = QColor("#38a3c9"), QColor("#303030")


@cache
def kind_icon(kind: str) -> QIcon:
    """Icon of a kind of station; that of any station for a kind without a drawing. Call it on the GUI thread."""
    path = ICONS / "kinds" / f"{kind}.svg"
    if not path.is_file():
        path = path.with_name("station.svg")
    # The drawing's colours are parameters of the map; its cache of drawings fills them in.
    image, _ = QgsApplication.svgCache().svgAsImage(str(path), _SIZE, _FILL, _LINE, 0.0, 1.0)
    return QIcon(QPixmap.fromImage(image))


@cache
def plugin_icon() -> QIcon:
    """The plugin's icon."""
    return QIcon(str(ICONS / "yanqing_eco.svg"))
