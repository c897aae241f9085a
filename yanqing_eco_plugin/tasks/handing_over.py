"""Gives tasks to QGIS at a moment when it loses none of them."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QTimer

__all__ = ["forget_waiting", "hand_over"]

_LOOK_AGAIN_MS = 5
# A dialog may be open inside the handling of an end; what it wants done in the background shall not wait for its closing.
_PATIENCE_S = 0.5
_ENDED = (QgsTask.TaskStatus.Complete, QgsTask.TaskStatus.Terminated)

_waiting: deque[Callable[[], None]] = deque()
_ended_since: dict[int, float] = {}


def hand_over(add: Callable[[], None]) -> None:
    """Call `add`, which gives a task to QGIS's task manager: now, or as soon as the ends of other tasks are handled.

    A runnable is freed when its task has ended, but the manager keeps its address until it has handled the end, `finished`
    and the signals included, and then takes from the queue of the thread pool what stands at that address. Where that is
    the runnable of a task added meanwhile, this one waits for ever (https://github.com/qgis/QGIS/issues/53806).
    """
    _waiting.append(add)
    if len(_waiting) == 1:
        _serve()


def forget_waiting() -> None:
    """Give nothing more to QGIS of what waits."""
    _waiting.clear()
    _ended_since.clear()


def _serve() -> None:
    while _waiting and not _end_is_handled_now():
        _waiting.popleft()()
    if _waiting:
        QTimer.singleShot(_LOOK_AGAIN_MS, _serve)


def _end_is_handled_now() -> bool:
    """Whether the manager still knows a task that has ended, and not for long."""
    manager, now = QgsApplication.taskManager(), time.monotonic()
    ended = {manager.taskId(task) for task in manager.tasks() if task.status() in _ENDED}
    for task_id in ended ^ _ended_since.keys():
        if task_id in ended:
            _ended_since[task_id] = now
        else:
            del _ended_since[task_id]
    return any(now - since < _PATIENCE_S for since in _ended_since.values())
