"""The collector's log: one JSON object a line, in a file that turns over by itself."""

from __future__ import annotations

import json
import logging
import logging.handlers
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .section import Section

__all__ = ["JsonLines", "LogSettings", "log_settings", "start_log", "stop_log"]

_PACKAGE = __name__.rpartition(".core.")[0]


@dataclass(frozen=True)
class LogSettings:
    """``[log]`` of the configuration; without a file it goes to standard error."""

    level: str = "INFO"
    file: Path | None = None
    most_bytes: int = 10_000_000
    kept: int = 5


class JsonLines(logging.Formatter):
    """``time``, ``level``, ``logger``, ``thread``, ``message`` and, where there is one, ``error`` with its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name.removeprefix(f"{_PACKAGE}."),
            "thread": record.threadName,
            "message": record.getMessage(),
        }
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def log_settings(section: Section) -> LogSettings:
    """Read the table; mistakes are added to the section's."""
    file = section.text("file", "")
    settings = LogSettings(
        section.text("level", "info", choices=("debug", "info", "warning", "error")).upper(),
        Path(file).expanduser() if file else None,
        section.whole("most_bytes", 10_000_000, low=10_000, high=1 << 31),
        section.whole("kept", 5, low=1, high=100),
    )
    section.finish()
    return settings


def start_log(settings: LogSettings) -> logging.Handler:
    """Begin to log; returns the handler for `stop_log`.

    Raises
    ------
    OSError
        The file cannot be made.
    """
    handler: logging.Handler
    if settings.file is None:
        handler = logging.StreamHandler(sys.stderr)
    else:
        settings.file.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            settings.file, maxBytes=settings.most_bytes, backupCount=settings.kept, encoding="utf-8"
        )
    handler.setFormatter(JsonLines())
    package = logging.getLogger(_PACKAGE)
    package.setLevel(settings.level)
    package.propagate = False
    package.addHandler(handler)
    return handler


def stop_log(handler: logging.Handler) -> None:
    """End what `start_log` began."""
    package = logging.getLogger(_PACKAGE)
    package.removeHandler(handler)
    package.propagate = True
    handler.close()
