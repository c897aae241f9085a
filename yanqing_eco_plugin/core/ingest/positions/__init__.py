"""Where units are: decoders of trackers' payloads, and the test that tells good fixes from bad ones."""

from __future__ import annotations

from .accept import accept_fixes
from .datum_check import DatumFinding, suspect_datum
from .decode import POSITION_FORMATS, decode_fixes
from .fixes import FIX_COLUMNS, DecodedFixes, Source
from .limits import REASONS, FixLimits
from .live_tracks import LiveTracks
from .traccar import decode_traccar

__all__ = [
    "FIX_COLUMNS",
    "POSITION_FORMATS",
    "REASONS",
    "DatumFinding",
    "DecodedFixes",
    "FixLimits",
    "LiveTracks",
    "Source",
    "accept_fixes",
    "decode_fixes",
    "decode_traccar",
    "suspect_datum",
]
