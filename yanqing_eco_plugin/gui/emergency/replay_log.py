"""The log of an incident as far as it was written at a moment, the newest entry on top."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QListWidget, QWidget

if TYPE_CHECKING:
    from .board import Row

__all__ = ["ReplayLog"]

# Nobody reads more between two frames, and a log may have thousands.
MOST_LINES = 200


class ReplayLog(QListWidget):
    """Lines of entries; going on adds to them, whatever the length of the log."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("yanqing_eco_replay_log")
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._entries: Sequence[Row] = ()
        self._written: list[datetime] = []
        self._line: Callable[[Row], str] = str
        self._shown = 0

    def follow(self, entries: Sequence[Row], line: Callable[[Row], str]) -> None:
        """Show these entries, in the order in which they were written down, each as `line` says it."""
        self.clear()
        self._entries, self._line, self._shown = entries, line, 0
        self._written = [entry["recorded"] for entry in entries]

    def show_until(self, when: datetime) -> None:
        """Show what was written until `when`."""
        count = bisect_right(self._written, when)
        if count == self._shown:
            return
        first = max(count - MOST_LINES, 0)
        if self._shown < count and first <= self._shown:
            # Of those that are shown, the oldest make room; the line that counts them is made anew.
            before = max(self._shown - MOST_LINES, 0)
            for _ in range(first - before + (before > 0)):
                self.takeItem(self.count() - 1)
            added = self._entries[self._shown : count]
        else:
            self.clear()
            added = self._entries[first:count]
        self.insertItems(0, [self._line(entry) for entry in reversed(added)])
        if first:
            self.addItem(self.tr("{count} earlier entries are in the log").format(count=first))
        self._shown = count
