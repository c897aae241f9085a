"""How the cells of a model are aligned, as numbers: with Qt 5 a view ignores anything else, with Qt 6 it takes both."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt

__all__ = ["MIDDLE", "RIGHT"]


def _number(flag: Qt.AlignmentFlag) -> int:
    return flag.value if hasattr(flag, "value") else int(flag)


RIGHT = _number(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
MIDDLE = _number(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
