"""Says remarks and findings of the core in the language of the application."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QCoreApplication

from ...messages import ERROR_CONTEXT

if TYPE_CHECKING:
    from ...core.supervision import Remark

__all__ = ["said"]


def said(remarks: Remark | Iterable[Remark]) -> str:
    """One or several remarks as one text."""
    from ...core.supervision import Remark

    given = [remarks] if isinstance(remarks, Remark) else list(remarks)
    return " ".join(QCoreApplication.translate(ERROR_CONTEXT, one.template).format(**one.values) for one in given)
