"""HJ 212: the protocol in which pollution monitors report (editions 2005, 2017 and 2025)."""

from .build import build_frame
from .crc import crc
from .frame import Frame, FrameError, Header
from .parse import parse_frame
from .stream import FrameStream, Rubbish

__all__ = ["Frame", "FrameError", "FrameStream", "Header", "Rubbish", "build_frame", "crc", "parse_frame"]
