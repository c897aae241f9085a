"""Joins the feedback of Processing with the progress of the core."""

from __future__ import annotations

from qgis.core import QgsProcessingFeedback

__all__ = ["FeedbackProgress"]


class FeedbackProgress:
    """Hands progress to a Processing feedback and its cancel button to the work (a `core.progress.Progress`)."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self._feedback = feedback
        self._said = ""

    def report(self, fraction: float, message: str = "") -> None:
        """Show that `fraction` (0–1) is done; a message is shown once, however often it is repeated."""
        self._feedback.setProgress(100.0 * fraction)
        if message and message != self._said:
            self._said = message
            self._feedback.setProgressText(message)

    def cancelled(self) -> bool:
        """Whether the user pressed Cancel."""
        return self._feedback.isCanceled()
