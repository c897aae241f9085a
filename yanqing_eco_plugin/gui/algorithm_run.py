"""Runs a Processing algorithm as a task of QGIS, with progress and cancel."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsTask,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..tasks import hand_over

__all__ = ["AlgorithmRun"]

_WAIT_MS = 5000


class _Feedback(QgsProcessingFeedback):
    """Keeps what an algorithm says went wrong."""

    def __init__(self) -> None:
        super().__init__(False)
        self.errors: list[str] = []

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self.errors.append(error)
        super().reportError(error, fatalError)


class AlgorithmRun(QObject):
    """One run at a time; ends with exactly one of `succeeded`, `failed`, `cancelled`."""

    progressed = pyqtSignal(float)  # 0–100
    succeeded = pyqtSignal(dict)
    failed = pyqtSignal(str)
    cancelled = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: QgsProcessingAlgRunnerTask | None = None
        # The task knows these by address only.
        self._kept: tuple[QgsProcessingAlgorithm, QgsProcessingContext, _Feedback] | None = None

    @property
    def is_running(self) -> bool:
        """Whether the algorithm runs."""
        return self._task is not None

    def start(self, algorithm_id: str, parameters: dict[str, Any]) -> None:
        """Begin; what the algorithm refuses ends as `failed` at once."""
        if self.is_running:
            return
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(algorithm_id)
        if algorithm is None:
            self.failed.emit(self.tr("The Processing algorithm {name} is not there.").format(name=algorithm_id))
            return
        context, feedback = QgsProcessingContext(), _Feedback()
        able, reason = algorithm.canExecute()
        if able:
            able, reason = algorithm.checkParameterValues(parameters, context)
        if not able:
            self.failed.emit(reason)
            return
        self._kept = (algorithm, context, feedback)
        task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
        if task.status() == QgsTask.TaskStatus.Terminated:
            # It refused while it was prepared; such a task never runs and never tells.
            self._kept = None
            self.failed.emit(self._sentence(feedback))
            return
        feedback.progressChanged.connect(self.progressed)
        task.executed.connect(self._ended)
        self._task = task
        hand_over(lambda: self._add(task))

    def cancel(self) -> None:
        """Ask the algorithm to stop."""
        if self._task is not None and not sip.isdeleted(self._task):
            self._task.cancel()

    def shut_down(self) -> None:
        """Stop and wait; no signal comes any more."""
        self.blockSignals(True)
        task, self._task = self._task, None
        if task is None or sip.isdeleted(task):
            return
        task.executed.disconnect(self._ended)
        task.cancel()
        if task.status() not in (QgsTask.TaskStatus.Complete, QgsTask.TaskStatus.Terminated):
            task.waitForFinished(_WAIT_MS)

    def _add(self, task: QgsProcessingAlgRunnerTask) -> None:
        if task is not self._task:
            return  # shut down meanwhile
        if task.isCanceled():
            self._ended(False, {})
        else:
            QgsApplication.taskManager().addTask(task)

    def _ended(self, successful: bool, results: dict[str, Any]) -> None:
        feedback = self._kept[2] if self._kept is not None else _Feedback()
        self._task, self._kept = None, None
        if feedback.isCanceled():
            self.cancelled.emit()
        elif successful:
            self.succeeded.emit(results)
        else:
            self.failed.emit(self._sentence(feedback))

    def _sentence(self, feedback: _Feedback) -> str:
        errors = [error.strip() for error in feedback.errors if error.strip()]
        return errors[0] if errors else self.tr("The work could not be finished; the log panel says why.")
