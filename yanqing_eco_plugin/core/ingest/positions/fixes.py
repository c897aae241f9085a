"""Position fixes of units in the field as one tidy frame, whatever device sent them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pandas as pd

from ...datum import Datum, transform
from ...errors import InputError
from ..decoded import RejectLog

__all__ = ["FIX_COLUMNS", "KMH", "KNOT", "DecodedFixes", "FixBuilder", "Source"]

FIX_COLUMNS = (
    *("unit_id", "time", "lon", "lat", "accuracy_m", "speed_ms", "course_deg", "altitude_m", "source", "valid"),
    *("datum", "source_lon", "source_lat"),
)
KMH = 1.0 / 3.6
KNOT = 1852.0 / 3600.0
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC).timestamp()
_LATEST = datetime(2200, 1, 1, tzinfo=UTC).timestamp()
_LONGEST_ID = 100


@dataclass(frozen=True)
class Source:
    """Where a payload came from.

    Attributes
    ----------
    name
        Kept with every fix: a topic, a URL's path, a file name.
    datum
        Of its coordinates; they are converted to WGS-84 and the original is kept.
    unit_id
        The unit, for formats that do not name it (NMEA, GPX).
    received
        When it arrived, aware; stands in for a missing time and gives NMEA its date.
    utc_offset_hours
        Of formats that write local time (JT/T 808, GB/T 28181, CSV without a zone).
    speed_unit
        Of a CSV column that does not say it: ``km/h``, ``m/s`` or ``kn``.
    """

    name: str
    datum: Datum = "wgs84"
    unit_id: str = ""
    received: datetime | None = None
    utc_offset_hours: float = 8.0
    speed_unit: str = "km/h"


@dataclass(frozen=True)
class DecodedFixes:
    """What a payload holds.

    Attributes
    ----------
    fixes
        `FIX_COLUMNS`: ``unit_id``, ``time`` (datetime64[ns, UTC]), ``lon``, ``lat`` (WGS-84), ``accuracy_m``, ``speed_ms``,
        ``course_deg`` (0 … 360 from north), ``altitude_m`` (NaN where unknown), ``source``, ``valid`` (what the device says
        of its own fix), ``datum``, ``source_lon``, ``source_lat`` (as sent).
    rejects
        ``source, place, reason, detail, raw`` as every decoder gives them.
    skipped
        Messages that are sound but carry no position, by kind.
    """

    fixes: pd.DataFrame
    rejects: pd.DataFrame
    skipped: dict[str, int]


class FixBuilder:
    """Gathers the fixes of one payload; what lacks a unit, a position or a time becomes a reject."""

    def __init__(self, source: Source) -> None:
        if source.received is not None and source.received.tzinfo is None:
            raise InputError("The time of receipt has no zone.", hint="Give an aware time.", details=source.name)
        self.source = source
        self.log = RejectLog(source.name)
        self._rows: list[tuple[str, float, float, float, float, float, float, float, bool]] = []

    def add(
        self,
        place: str,
        raw: bytes,
        *,
        unit_id: object,
        seconds: float | None,
        lon: object,
        lat: object,
        accuracy_m: object = None,
        speed_ms: object = None,
        course_deg: object = None,
        altitude_m: object = None,
        valid: bool = True,
    ) -> None:
        """Take one fix; `seconds` are UTC since 1970, None for "when it was received"."""
        unit = _label(unit_id) or self.source.unit_id
        x, y = number(lon), number(lat)
        if seconds is None and self.source.received is not None:
            seconds = self.source.received.timestamp()
        if not unit:
            self.log.add(place, "no_unit", "", raw)
        elif math.isnan(x) or math.isnan(y):
            self.log.add(place, "no_position", "", raw)
        elif seconds is None or not _EARLIEST <= seconds <= _LATEST:
            self.log.add(place, "bad_time", "" if seconds is None else f"{seconds:.0f} s since 1970", raw)
        else:
            accuracy, speed, course = number(accuracy_m), number(speed_ms), number(course_deg)
            # Devices write -1 for what they do not know.
            self._rows.append(
                (
                    unit,
                    seconds,
                    x,
                    y,
                    accuracy if accuracy > 0 else math.nan,
                    speed if speed >= 0 else math.nan,
                    course % 360.0 if 0 <= course <= 360 else math.nan,
                    number(altitude_m),
                    bool(valid),
                )
            )

    def result(self) -> DecodedFixes:
        """Everything gathered so far."""
        count = len(self._rows)
        columns = list(zip(*self._rows, strict=True)) if self._rows else [()] * 9
        numbers = [np.array(column, dtype=np.float64) for column in columns[1:8]]
        seconds, source_lon, source_lat = numbers[:3]
        lon, lat = transform(source_lon, source_lat, self.source.datum, "wgs84")
        moments = np.round(seconds * 1e3).astype("datetime64[ms]").astype("datetime64[ns]")
        fixes = pd.DataFrame(
            {
                "unit_id": np.array(columns[0], dtype=object),
                "time": pd.DatetimeIndex(moments).tz_localize("UTC"),
                "lon": lon,
                "lat": lat,
                "accuracy_m": numbers[3],
                "speed_ms": numbers[4],
                "course_deg": numbers[5],
                "altitude_m": numbers[6],
                "source": np.full(count, self.source.name, dtype=object),
                "valid": np.array(columns[8], dtype=bool),
                "datum": np.full(count, self.source.datum, dtype=object),
                "source_lon": source_lon,
                "source_lat": source_lat,
            }
        )
        return DecodedFixes(fixes, self.log.frame(), dict(self.log.skipped))


def number(value: object) -> float:
    """A finite number of what a device wrote, NaN for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return math.nan
    try:
        found = float(value[:40] if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return math.nan
    return found if math.isfinite(found) else math.nan


def _label(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    if isinstance(value, int) and abs(value) >= 10**_LONGEST_ID:
        return ""
    # JSON may escape half a character, which no store would take.
    return str(value).strip()[:_LONGEST_ID].encode("utf-8", "replace").decode("utf-8")
