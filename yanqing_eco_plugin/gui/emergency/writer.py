"""Writes into the centre from the dock: away from the GUI thread, and never over what somebody else has done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre
    from ...core.emergency import Changes
    from ..session import EcoSession

__all__ = ["CentreWriter"]


class CentreWriter(QObject):
    """The session's centre is open for reading; each change opens it for writing for as long as it takes."""

    written = pyqtSignal()
    refused = pyqtSignal(str)
    """One sentence; nothing was written."""

    def __init__(self, session: EcoSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.author = ""

    def change(
        self,
        description: str,
        make: Callable[[DataCentre], Changes],
        done: Callable[[Changes], None] | None = None,
        *,
        about: str = "",
    ) -> None:
        """Write what `make` gives, all of it or nothing; `about` names what others may have changed meanwhile."""
        address, author = self._session.address, self.author

        def work(_centre: DataCentre, _progress: Any) -> Changes:
            from ...core.data_centre import open_centre
            from ...core.errors import EditConflictError
            from ...layers.incident_tracking import edits_of

            with open_centre(address) as centre:
                changes = make(centre)
                try:
                    centre.change(edits_of(changes), by=author)
                except EditConflictError as error:
                    raise EditConflictError(
                        "Somebody else was faster with {name}; nothing was written.",
                        hint="The board shows it as it is now: look again and decide.",
                        details=str(error),
                        name=about or address,
                    ) from error
            return changes

        def finished(changes: Changes) -> None:
            if done is not None:
                done(changes)
            self.written.emit()

        self._session.read(description, work, finished, failed=self.refused.emit)
