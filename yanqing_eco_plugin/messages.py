"""Turns the errors of the core into sentences in the user's language."""

from __future__ import annotations

import logging

from qgis.PyQt.QtCore import QCoreApplication

from .core.errors import EcoError

__all__ = ["ERROR_CONTEXT", "sentence_for", "translated"]

# One context in the translation catalogue for every sentence that the core raises.
ERROR_CONTEXT = "EcoError"

_log = logging.getLogger(__name__)


def translated(error: EcoError) -> str:
    """The error's sentence and hint in the language of the application."""
    parts = (
        QCoreApplication.translate(ERROR_CONTEXT, template).format(**error.values)
        for template in (error.template, error.hint_template)
        if template
    )
    return " ".join(parts)


def sentence_for(error: BaseException) -> str:
    """What the user reads about any error; an unexpected one is logged with its traceback."""
    if isinstance(error, EcoError):
        return translated(error)
    _log.error("unexpected error", exc_info=error)
    text = QCoreApplication.translate(
        ERROR_CONTEXT, "Something unexpected went wrong ({kind}). The log panel “Yanqing Eco” has the details."
    )
    return text.format(kind=type(error).__name__)
