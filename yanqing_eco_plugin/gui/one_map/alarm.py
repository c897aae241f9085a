"""What is wrong at a station: one alarm for each thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

__all__ = ["ALARM_TYPES", "Alarm", "alarm_type", "severity"]

# From the worst to the least; a type that is not named here comes with the first.
ALARM_TYPES = (
    *("exceedance", "purifier_off", "fault", "stale", "none"),
    *("out_of_range", "stuck", "drifting", "low_online", "long_gap", "late", "plate_dirty"),
)


@dataclass(frozen=True)
class Alarm:
    """One thing that is wrong at one station.

    Attributes
    ----------
    code
        As in `standards.alarm_label`, or the state ``fault``, ``stale`` or ``none``.
    prop, value
        What was measured, in the property's unit; empty and None where it is not about a value.
    level, scheme
        Level of the station as a whole; 0 and empty where it has none.
    flag
        Worst flag of the newest values, HJ 212.
    newest
        UTC end of the newest interval; None where nothing ever came.
    place
        Longitude and latitude, WGS-84 degrees.
    """

    code: str
    station_id: str
    kind: str
    name: str = ""
    name_en: str = ""
    township: str = ""
    prop: str = ""
    value: float | None = None
    level: int = 0
    scheme: str = ""
    flag: str = ""
    newest: datetime | None = None
    place: tuple[float, float] | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What stays the same when the list is read again."""
        return self.code, self.station_id

    def label(self, language: str) -> str:
        """The station's name in `language` where it has one."""
        first, second = (self.name, self.name_en) if language.startswith("zh") else (self.name_en, self.name)
        return first or second or self.station_id


def alarm_type(code: str) -> str:
    """Type of an alarm code: what stands before the colon."""
    return code.partition(":")[0]


def severity(code: str) -> int:
    """How bad an alarm is; greater is worse."""
    kind = alarm_type(code)
    return len(ALARM_TYPES) - (ALARM_TYPES.index(kind) if kind in ALARM_TYPES else 0)
