"""Keeps a draft in the data centre while it is redrawn, so that a crash costs a second of work at most."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QDateTime, QObject, Qt, QTimer, pyqtSignal

from ...tasks import EcoTask, in_worker, run_in_background
from ..shared_centre_fields import is_shared

if TYPE_CHECKING:
    from ...core.errors import EcoError
    from ...core.supervision import PlanContent
    from .draft import Draft, Work

__all__ = ["Autosave", "author"]

_PAUSE_MS, _AGAIN_MS = 700, 5000


def author(address: str) -> str:
    """Who works here, as a centre keeps it: a shared one knows the account by itself."""
    return "" if is_shared(address) else QgsApplication.userLoginName()


class Autosave(QObject):
    """Writes shortly after each gesture, one writing at a time, always what stands then.

    Signals
    -------
    saved
        With what the centre holds now and the work that was written.
    conflicted
        Somebody else changed the same rows, or published the draft; nothing was written, and nothing will be.
        With the sentence.
    failed
        It will be tried again. With the sentence.
    """

    saved = pyqtSignal(object, object)
    conflicted = pyqtSignal(str)
    failed = pyqtSignal(str)
    pending = pyqtSignal()

    def __init__(self, address: str, draft: Draft, work: Callable[[], Work], by: str, parent: QObject) -> None:
        super().__init__(parent)
        self._address, self._draft, self._work, self._by = address, draft, work, by
        self._dirty = self._running = self._stopped = self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._write)

    @property
    def is_clean(self) -> bool:
        """Whether the data centre holds all that was redrawn."""
        return not self._dirty and not self._running

    @property
    def is_stopped(self) -> bool:
        """Whether another editor's work stands in the way: nothing is written any more."""
        return self._stopped

    def touch(self) -> None:
        """Something was redrawn."""
        self._dirty = True
        self.pending.emit()
        if not self._timer.isActive() and not self._stopped:
            self._timer.start(_PAUSE_MS)

    def discard(self) -> None:
        """What was redrawn since the conflict is not wanted any more."""
        self._dirty = False

    def shut_down(self) -> str:
        """Write what is not written yet, and end; what cannot be written over others' work is kept as a new draft.

        Gives the sentence to show; empty where there is nothing to say.
        """
        self._timer.stop()
        self._closed = True
        if self.is_clean:
            return ""
        from ...core.errors import EcoError
        from ...messages import translated
        from .draft import keep_as_new

        work = self._work()
        try:
            if self._stopped:
                name = in_worker(lambda: keep_as_new(self._address, self._draft, work, by=self._by))
                return self.tr("Your work was kept as the new draft {name}.").format(name=name)
            in_worker(lambda: self._keep(work))
        except EcoError as error:
            return translated(error)
        return ""

    # -- inside --------------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        if self._running or self._stopped or self._closed:
            return
        work = self._work()
        self._dirty, self._running = False, True

        def write(_progress: Any) -> tuple[PlanContent | None, EcoError | None]:
            from ...core.errors import EditConflictError, InputError

            try:
                return self._keep(work), None
            except (EditConflictError, InputError) as error:
                return None, error

        run_in_background(
            EcoTask(
                self.tr("Saving the draft"),
                write,
                done=lambda answer: self._done(*answer, work),
                failed=self._failed,
                cancelled=lambda: self._failed(self.tr("Saving was cancelled.")),
                silent=True,
            )
        )

    def _keep(self, work: Work) -> PlanContent:
        """In the worker, where one writing follows the other: each compares with what the one before left."""
        from dataclasses import replace

        from .draft import keep_work

        plan = keep_work(self._address, self._draft, work, by=self._by)
        self._draft = replace(self._draft, plan=plan)
        return plan

    def _sentence(self, error: EcoError) -> str:
        """Who changed what, in the words of grids rather than of tables."""
        from ...core.errors import EditConflictError
        from ...messages import translated

        label = str(error.values.get("key", "")).partition("/")[2]
        if not isinstance(error, EditConflictError) or error.values.get("table") != "grid":
            return translated(error)
        codes = self._draft.plan.grids["code"]
        when = QDateTime.fromString(str(error.values["when"]), Qt.DateFormat.ISODate).toLocalTime()
        text = self.tr("{who} changed the grid {grid} at {time}, and you changed it too. Nothing was overwritten.")
        return text.format(who=error.values["who"], grid=codes.get(label, label), time=when.toString("HH:mm"))

    def _done(self, plan: PlanContent | None, error: EcoError | None, work: Work) -> None:
        self._running = False
        if plan is None:
            self._dirty = self._stopped = True
            if not self._closed and error is not None:
                self.conflicted.emit(self._sentence(error))
            return
        if self._closed:
            return
        self.saved.emit(plan, work)
        if self._dirty:
            self._timer.start(_PAUSE_MS)

    def _failed(self, sentence: str) -> None:
        self._running, self._dirty = False, True
        if not self._closed:
            self.failed.emit(sentence)
            self._timer.start(_AGAIN_MS)
