"""Files that the authentication store of QGIS writes for a connection: authorities, certificate, key."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

from qgis.core import QgsDataSourceUri

__all__ = ["forget_files", "keep_files"]

_FILES = ("sslrootcert", "sslcert", "sslkey")

_folders: list[tempfile.TemporaryDirectory[str]] = []


def keep_files(settings: list[str]) -> list[str]:
    """Move the files that QGIS wrote for one connection to where they stay until `forget_files`; returns the settings.

    Each look-up writes them anew. Kept under a name that follows from their content there is one of each, however often it
    is looked up, and none vanishes while somebody connects.
    """
    uri = QgsDataSourceUri(" ".join(settings))
    kept = list(settings)
    for name in _FILES:
        written = Path(uri.param(name))
        if not uri.param(name) or not written.is_file():
            continue
        there = _folder() / f"{hashlib.sha256(written.read_bytes()).hexdigest()}{written.suffix}"
        if there.exists():
            # QGIS takes the right to write away, and then Windows deletes nothing.
            written.chmod(0o600)
            written.unlink()
        else:
            shutil.move(written, there)
        kept = [item for item in kept if not item.startswith(f"{name}=")]
        kept.append(f"{name}='{there.as_posix()}'")
    return kept


def forget_files() -> None:
    """Delete what was kept."""
    for folder in _folders:
        folder.cleanup()
    _folders.clear()


def _folder() -> Path:
    if not _folders:
        _folders.append(tempfile.TemporaryDirectory(prefix="yanqing_eco_", ignore_cleanup_errors=True))
    return Path(_folders[0].name)
