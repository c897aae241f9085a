"""What a parser may raise when it meets a damaged file."""

from __future__ import annotations

import struct
import zlib

__all__ = ["DAMAGE"]

# Libraries that parse files do not promise what they raise on garbage. Programming slips of ours are among these too; the
# details of the error keep the original.
DAMAGE: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    UnboundLocalError,
    ValueError,
    OSError,
    struct.error,
    zlib.error,
)
