"""Puts files and folders on the disk itself, so that a power cut cannot take back what was acknowledged."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

__all__ = ["flush_file", "flush_folder", "publish_new", "replace_text", "write_new"]


def flush_file(path: Path) -> None:
    """Write the file's cached pages to the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(path: Path) -> None:
    """Write the folder's entries to the disk; Windows offers no such call and orders its directory updates itself."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_new(path: Path, content: bytes | memoryview) -> None:
    """Write a new file to the disk; nothing is left of it where that fails. Its name is durable with its folder's entries.

    Raises
    ------
    FileExistsError
        Where the name is taken already.
    """
    try:
        with open(path, "xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except FileExistsError:
        raise
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def publish_new(path: Path, content: bytes) -> None:
    """Make `content` appear under `path` whole or not at all, durably.

    Raises
    ------
    FileExistsError
        Where the name is taken already.
    """
    draft = _write_draft(path, content)
    try:
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:
            # FAT and some file shares know no hard links; the writer's lock keeps others from the name meanwhile.
            if path.exists():
                raise FileExistsError(str(path)) from None
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    flush_folder(path.parent)


def replace_text(path: Path, text: str) -> None:
    """Replace a text file by another in one step, durably."""
    draft = _write_draft(path, text.encode("utf-8"))
    try:
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    flush_folder(path.parent)


def _write_draft(path: Path, content: bytes) -> Path:
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
    write_new(draft, content)
    return draft
