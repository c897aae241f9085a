"""Watches a folder for new lidar files and imports them into the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...tasks import EcoTask, run_in_background

if TYPE_CHECKING:
    from ...core.progress import Progress

__all__ = ["FolderLook", "FolderWatch", "Stamps", "look_into"]

_LOOK_MS = 10_000

Stamps = dict[str, tuple[int, int]]
"""Time of change (ns) and size of each file."""


@dataclass(frozen=True)
class FolderLook:
    """What one look into the folder found.

    Attributes
    ----------
    stamps
        All files as they were seen; those that are still being written are not in `done`.
    done
        Files that were dealt with, now or before.
    imported, unchanged
        Files entered in the catalogue now, and those it held already.
    failures
        Names of files that could not be read, and why; they are in the quarantine.
    """

    stamps: Stamps
    done: Stamps
    imported: int = 0
    unchanged: int = 0
    failures: tuple[tuple[str, str], ...] = ()


def look_into(
    folder: str, address: str, seen: Stamps, done: Stamps, clock_hours: float, progress: Progress | None = None
) -> FolderLook:
    """Import the files that are new and have not changed since the look before; runs away from the GUI thread.

    Parameters
    ----------
    folder
        Looked into with its subfolders.
    address
        Of the data centre; it is opened for writing only where there is something to write.
    seen, done
        What the look before saw and had dealt with.
    """
    from ...core.collector.lidar_import import import_scans
    from ...core.data_centre import open_centre
    from ...core.progress import checkpoint
    from ...messages import sentence_for

    stamps = _stamps(folder)
    waiting = [path for path, stamp in stamps.items() if done.get(path) != stamp]
    ready = [path for path in waiting if seen.get(path) == stamps[path]]
    dealt = {path: stamp for path, stamp in done.items() if path in stamps}
    if not ready:
        return FolderLook(stamps, dealt)
    imported, unchanged, failures = 0, 0, []
    with open_centre(address, writable=True) as centre:
        for number, path in enumerate(ready):
            checkpoint(progress, number / len(ready))
            result = import_scans(centre, path, utc_offset_hours=clock_hours)
            imported, unchanged = imported + result.accepted, unchanged + result.unchanged
            failures += [(Path(one.source).name, sentence_for(one.error)) for one in result.failures]
            dealt[path] = stamps[path]
    return FolderLook(stamps, dealt, imported, unchanged, tuple(failures))


def _stamps(folder: str) -> Stamps:
    from ...core.lidar import scan_files

    found: Stamps = {}
    if not any(Path(folder).iterdir()):
        return found
    for path in scan_files(folder):
        try:
            told = path.stat()
        except OSError:
            continue  # taken away meanwhile
        found[str(path)] = (told.st_mtime_ns, told.st_size)
    return found


class FolderWatch(QObject):
    """Looks into the folder every ten seconds, one look at a time, in the background."""

    looked = pyqtSignal(object)  # a FolderLook that brought something
    failed = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = self._address = ""
        self._clock = 0.0
        self._seen: Stamps = {}
        self._done: Stamps = {}
        self._task: EcoTask | None = None
        self._complained = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def is_watching(self) -> bool:
        """Whether it looks."""
        return self._timer.isActive()

    def start(self, folder: str, address: str, clock_hours: float) -> None:
        """Watch `folder` for the centre at `address`."""
        self.stop()
        self._folder, self._address, self._clock = folder, address, clock_hours
        self._seen, self._done, self._complained = {}, {}, ""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more; what is being imported is stopped after the file at hand."""
        self._timer.stop()
        task, self._task = self._task, None
        if task is not None and not sip.isdeleted(task):
            task.cancel()

    def look(self) -> None:
        """Look now, unless a look is under way."""
        if self._task is not None or not self.is_watching:
            return
        folder, address, clock = self._folder, self._address, self._clock
        seen, done = dict(self._seen), dict(self._done)
        task = EcoTask(
            self.tr("Looking for new lidar files"),
            lambda progress: look_into(folder, address, seen, done, clock, progress),
            done=lambda found: self._on_looked(task, found),
            failed=lambda sentence: self._on_failed(task, sentence),
            silent=True,
        )
        self._task = task
        run_in_background(task)

    def _on_looked(self, task: EcoTask, found: FolderLook) -> None:
        if task is not self._task:
            return
        self._task, self._complained = None, ""
        self._seen, self._done = found.stamps, found.done
        if found.imported or found.failures:
            self.looked.emit(found)

    def _on_failed(self, task: EcoTask, sentence: str) -> None:
        if task is not self._task:
            return
        self._task = None
        # A share that is away would complain every ten seconds.
        if sentence != self._complained:
            self._complained = sentence
            self.failed.emit(sentence)
