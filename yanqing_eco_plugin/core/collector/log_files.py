"""The collector's log: one JSON object a line, in a file that turns over by itself."""

from __future__ import annotations

import asyncio
import json
import logging
import logging.handlers
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .section import Section

__all__ = ["JsonLines", "LogSettings", "log_loop_fault", "log_settings", "start_log", "stop_log"]

_LOG = logging.getLogger(__name__)
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

    Everything this process says goes there, also what libraries log, Python's warnings and threads that fail.

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
            settings.file,
            maxBytes=settings.most_bytes,
            backupCount=settings.kept,
            encoding="utf-8",
            errors="backslashreplace",  # names of files may hold half a character
        )
    handler.setFormatter(JsonLines())
    handler.setLevel(settings.level)
    logging.getLogger(_PACKAGE).setLevel(settings.level)
    logging.getLogger().addHandler(handler)
    logging.captureWarnings(True)
    threading.excepthook = _log_thread_fault
    return handler


def stop_log(handler: logging.Handler) -> None:
    """End what `start_log` began."""
    threading.excepthook = threading.__excepthook__
    logging.captureWarnings(False)
    logging.getLogger().removeHandler(handler)
    handler.close()


def log_loop_fault(loop: asyncio.AbstractEventLoop, context: Mapping[str, object]) -> None:
    """One record for what the event loop cannot hand to anybody; see `asyncio.loop.set_exception_handler`."""
    fault = context.get("exception")
    about = ", ".join(f"{name} {what!r}" for name, what in context.items() if name not in ("message", "exception"))
    _LOG.error("%s %s", context["message"], about, exc_info=fault if isinstance(fault, BaseException) else None)


def _log_thread_fault(said: threading.ExceptHookArgs) -> None:
    if said.exc_value is not None:
        _LOG.error("the thread %s failed", said.thread.name if said.thread else "", exc_info=said.exc_value)
