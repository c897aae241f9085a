"""Files of many makers → one kind of scan."""

from __future__ import annotations

from .reader import Reader
from .registry import MAPPED_TEXT, READERS, read_scan, reader_of
from .text_mapping import TextChannel, TextMapping

__all__ = ["MAPPED_TEXT", "READERS", "Reader", "TextChannel", "TextMapping", "read_scan", "reader_of"]
