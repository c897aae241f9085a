"""Any tracker's payload to fixes."""

from __future__ import annotations

from collections.abc import Callable

from ...errors import InputError
from .cot import decode_cot
from .fix_table import decode_csv
from .fixes import DecodedFixes, Source
from .gb28181 import decode_gb28181
from .gpx import decode_gpx
from .jt808 import decode_jt808
from .nmea import decode_nmea
from .owntracks import decode_owntracks
from .traccar import decode_osmand, decode_traccar

__all__ = ["POSITION_FORMATS", "decode_fixes"]

_DECODERS: dict[str, Callable[[bytes, Source], DecodedFixes]] = {
    "owntracks": decode_owntracks,
    "osmand": decode_osmand,
    "traccar": decode_traccar,
    "cot": decode_cot,
    "gpx": decode_gpx,
    "nmea": decode_nmea,
    "jt808": decode_jt808,
    "gb28181": decode_gb28181,
    "csv": decode_csv,
}
POSITION_FORMATS = tuple(_DECODERS)


def decode_fixes(data: bytes, format_name: str, source: Source) -> DecodedFixes:
    """Fixes and rejects of a payload in one of `POSITION_FORMATS`.

    Raises
    ------
    InputError
        An unknown format, or a payload that is none of the format as a whole (hostile XML, no heading, far too large).
    """
    if format_name not in _DECODERS:
        raise InputError(
            "There is no position format “{name}”.",
            hint="Choose one of {known}.",
            name=format_name,
            known=", ".join(POSITION_FORMATS),
        )
    return _DECODERS[format_name](data, source)
