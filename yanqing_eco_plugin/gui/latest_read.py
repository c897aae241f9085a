"""Reading in the background where only the answer to the newest question is wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qgis.PyQt import sip

from ..core.progress import checkpoint

if TYPE_CHECKING:
    from ..core.data_centre import DataCentre
    from ..tasks import EcoTask
    from .session import EcoSession

__all__ = ["LatestRead"]


class LatestRead:
    """Asks the centre; a new question drops the one before, whose answer is never heard."""

    def __init__(self, session: EcoSession) -> None:
        self._session = session
        self._task: EcoTask | None = None
        self._number = 0

    @property
    def waiting(self) -> bool:
        """Whether an answer is outstanding."""
        return self._task is not None

    def ask(
        self,
        description: str,
        work: Callable[[DataCentre, Any], Any],
        done: Callable[[Any], None],
        failed: Callable[[str], None],
    ) -> None:
        """Run `work(centre, progress)`; then `done` with what it returns, or `failed` with one sentence."""
        self.drop()
        number = self._number

        def unless_cancelled(centre: DataCentre, progress: Any) -> Any:
            # It may have waited for the centre while the user went on.
            checkpoint(progress, 0.0)
            return work(centre, progress)

        def answer(heard: Callable[[Any], None]) -> Callable[[Any], None]:
            def once(result: Any) -> None:
                if number == self._number:
                    self._task = None
                    heard(result)

            return once

        self._task = self._session.read(description, unless_cancelled, answer(done), failed=answer(failed))

    def drop(self) -> None:
        """Forget the question that is under way."""
        self._number += 1
        task, self._task = self._task, None
        if task is not None and not sip.isdeleted(task):
            task.cancel()
