"""The folders of a drop folder: what lies in it, what is being read, what is done with."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ..data_centre.durable import replace_text
from ..errors import InputError

__all__ = ["Tray"]

_WORKING, _DONE, _FAILED = "working", "done", "failed"
# Endings that programs give to what they are still writing.
_UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload", ".swp", "~")
_LONGEST_NAME = 180
_MOST_FILES = 10_000


class Tray:
    """Moves files from the folder over ``working`` to ``done`` or ``failed``, and deletes none.

    A file is read only in ``working``, which belongs to the collector alone: nobody can exchange it for a link meanwhile,
    and of two collectors only one can have moved it there.

    Parameters
    ----------
    steady_s
        A file is taken once its size and time of change have been the same for so long.
    """

    def __init__(self, folder: Path, steady_s: float) -> None:
        self.folder, self._steady_s = folder, steady_s
        self._seen: dict[str, tuple[int, int, float]] = {}

    def prepare(self) -> None:
        """Make the folders; raises `InputError` where one of them leads elsewhere, `OSError` where that fails."""
        for name in (_WORKING, _DONE, _FAILED):
            path = self.folder / name
            path.mkdir(mode=0o700 if name == _WORKING else 0o777, exist_ok=True)
            if path.is_symlink() or not path.is_dir():
                raise InputError(
                    "The folder {path} is a link or no folder.",
                    hint="Remove it; the collector makes its own.",
                    path=path,
                )

    def left(self) -> list[Path]:
        """Files that were being read when the collector ended, oldest name first."""
        return sorted(self.folder / _WORKING / entry.name for entry in self._listed(self.folder / _WORKING))

    def steady(self) -> list[str]:
        """Names of files that nobody writes any more, and of what is no file at all."""
        now, found = time.monotonic(), {}
        ready = []
        for entry in self._listed(self.folder):
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode):
                continue
            size, changed, since = self._seen.get(entry.name, (-1, -1, now))
            if (size, changed) != (status.st_size, status.st_mtime_ns):
                since = now
            found[entry.name] = (status.st_size, status.st_mtime_ns, since)
            if now - since >= self._steady_s:
                ready.append(entry.name)
        self._seen = found
        return sorted(ready)

    def take(self, name: str) -> Path | None:
        """Move a file to ``working``; None where another collector has it already."""
        target = self._free(self.folder / _WORKING, name)
        try:
            (self.folder / name).rename(target)
        except FileNotFoundError:
            return None
        self._seen.pop(name, None)
        return target

    def fault(self, path: Path, most_bytes: int) -> InputError | None:
        """Why a file is not even opened; None where it may be."""
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            return InputError("“{name}” is a link.", hint="Put the file itself into the folder.", name=path.name)
        if not stat.S_ISREG(status.st_mode):
            return InputError("“{name}” is no file.", hint="Put files into the folder.", name=path.name)
        if status.st_size > most_bytes:
            return InputError(
                "“{name}” has {size} bytes, more than are read.",
                hint="Divide it, or raise most_bytes.",
                name=path.name,
                size=status.st_size,
            )
        return None

    def finish(self, path: Path, report: str, *, failed: bool) -> Path:
        """Move a file out of ``working`` and lay the report beside it; returns where it is now."""
        target = self._free(self.folder / (_FAILED if failed else _DONE), path.name)
        # The report first: a file that was moved without one would leave its owner in the dark.
        replace_text(target.with_name(f"{target.name}.report.txt"), report)
        path.rename(target)
        return target

    def _listed(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        with os.scandir(folder) as entries:
            for number, entry in enumerate(entries):
                if number >= _MOST_FILES:
                    return
                if not entry.name.startswith(".") and not entry.name.lower().endswith(_UNFINISHED):
                    yield entry

    @staticmethod
    def _free(folder: Path, name: str) -> Path:
        """A name that is not taken, short enough to add to, and readable by everybody."""
        readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        stem, suffix = Path(readable).stem, Path(readable).suffix
        room = _LONGEST_NAME - len(suffix.encode())
        if len(stem.encode()) > room:
            stem = stem.encode()[: max(room, 20)].decode("utf-8", "ignore")
        target, number = folder / f"{stem}{suffix}", 0
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        while os.path.lexists(target):
            number += 1
            target = folder / f"{stem}.{stamp}{f'-{number}' if number > 1 else ''}{suffix}"
        return target
