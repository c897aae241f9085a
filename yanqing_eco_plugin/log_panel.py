"""Brings the log of our own package, and only ours, to the QGIS log panel."""

from __future__ import annotations

import logging

from qgis.core import Qgis, QgsApplication

__all__ = ["LogPanel"]

_LEVELS = (
    (logging.ERROR, Qgis.MessageLevel.Critical),
    (logging.WARNING, Qgis.MessageLevel.Warning),
    (logging.NOTSET, Qgis.MessageLevel.Info),
)


class _PanelHandler(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        level = next(shown for least, shown in _LEVELS if record.levelno >= least)
        QgsApplication.messageLog().logMessage(self.format(record), "Yanqing Eco", level, False)


class LogPanel:
    """The one handler on the package's logger."""

    def __init__(self, package: str) -> None:
        self._logger = logging.getLogger(package)
        self._handler = _PanelHandler(level=logging.INFO)
        self._logger.addHandler(self._handler)
        self._former_level = self._logger.level
        self._logger.setLevel(logging.INFO)

    def remove(self) -> None:
        """Take the handler away and leave the logger as it was."""
        self._logger.removeHandler(self._handler)
        self._logger.setLevel(self._former_level)
