"""What every reader offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..scan import LidarScan
from .source import Source

__all__ = ["Reader"]


@dataclass(frozen=True)
class Reader:
    """A format: its stable name, what users read, how it is recognised and how it is read."""

    name: str
    title: str
    sniff: Callable[[Source], bool]
    read: Callable[[Source], LidarScan]
