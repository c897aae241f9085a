"""One way to do something slow away from the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from qgis.core import QgsApplication, QgsTask

from ..core.errors import Cancelled
from ..messages import sentence_for
from .handing_over import forget_waiting, hand_over
from .worker import in_worker

__all__ = ["EcoTask", "cancel_all", "run_in_background"]

_log = logging.getLogger(__name__)


class TaskProgress:
    """Progress of the core, shown as a task's."""

    def __init__(self, task: QgsTask) -> None:
        self._task = task

    def report(self, fraction: float, message: str = "") -> None:
        self._task.setProgress(100.0 * fraction)

    def cancelled(self) -> bool:
        return self._task.isCanceled()


class EcoTask(QgsTask):
    """Runs `work(progress)` in the background; then exactly one of `done`, `failed` or `cancelled` on the GUI thread.

    `work` gets plain data through its closure and must not touch layers, widgets or the project.
    """

    def __init__(
        self,
        description: str,
        work: Callable[[TaskProgress], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[str], None],
        cancelled: Callable[[], None] | None = None,
        silent: bool = False,
    ) -> None:
        flags = QgsTask.Flag.CanCancel
        if silent:
            flags |= getattr(QgsTask.Flag, "Silent", QgsTask.Flag.CanCancel)  # Silent came with QGIS 3.26
        super().__init__(description, flags)
        self._work, self._done, self._failed, self._on_cancel = work, done, failed, cancelled
        self._result: Any = None
        self._error: BaseException | None = None

    def run(self) -> bool:
        try:
            self._result = in_worker(lambda: self._work(TaskProgress(self)), self.isCanceled)
        except Cancelled:
            self.cancel()
            return False
        except Exception as error:  # noqa: BLE001 - whatever it is, the user reads one sentence, the log has the rest
            self._error = error
            return False
        return not self.isCanceled()

    def finished(self, successful: bool) -> None:
        if successful:
            self._done(self._result)
        elif self._error is not None and not self.isCanceled():
            self._failed(sentence_for(self._error))
        elif self._on_cancel is not None:
            self._on_cancel()
        self._result = None


# The task manager owns the C++ side only; without this Python would collect a task that still runs.
_running: set[EcoTask] = set()


def run_in_background(task: EcoTask) -> EcoTask:
    """Hand the task to QGIS and keep it alive until it ends."""
    _running.add(task)
    task.taskCompleted.connect(lambda: _running.discard(task))
    task.taskTerminated.connect(lambda: _running.discard(task))

    def add() -> None:
        if task.isCanceled():
            # Called off before QGIS knew of it: nobody else tells that it ended.
            task.finished(False)
        else:
            QgsApplication.taskManager().addTask(task)

    hand_over(add)
    return task


def cancel_all(wait_ms: int = 5000) -> None:
    """End what still runs, as `unload` must; waits for each at most `wait_ms`."""
    forget_waiting()
    for task in list(_running):
        task.cancel()
        if not task.waitForFinished(wait_ms):
            _log.warning("task “%s” did not end in time", task.description())
    _running.clear()
