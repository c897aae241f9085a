"""Moves damaged parts of a folder centre out of the way; nothing is ever deleted for being damaged."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from .durable import flush_folder

__all__ = ["SET_ASIDE", "set_aside"]

SET_ASIDE = "quarantine"


def set_aside(centre: Path, path: Path) -> Path:
    """Move a file or folder of the centre into its folder ``quarantine`` and return where it lies now."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    target = centre / SET_ASIDE / stamp / path.relative_to(centre)
    target.parent.mkdir(parents=True, exist_ok=True)
    path.rename(target)
    flush_folder(target.parent)
    flush_folder(path.parent)
    return target
