"""Sorts alarms into groups of like ones and filters them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .alarm import Alarm, alarm_type, severity

__all__ = ["AlarmFilter", "AlarmGroup", "group_alarms"]


@dataclass(frozen=True)
class AlarmFilter:
    """What the user wants to see: everything where a field is empty."""

    kind: str = ""
    type: str = ""
    text: str = ""

    def passes(self, alarm: Alarm) -> bool:
        """Whether the alarm is wanted."""
        if self.kind and alarm.kind != self.kind:
            return False
        if self.type and alarm_type(alarm.code) != self.type:
            return False
        said = " ".join((alarm.name, alarm.name_en, alarm.station_id, alarm.township)).casefold()
        return all(word in said for word in self.text.casefold().split())


@dataclass(frozen=True)
class AlarmGroup:
    """Alarms with the same code, in the order they came in."""

    code: str
    alarms: tuple[Alarm, ...]


def group_alarms(alarms: Iterable[Alarm], wanted: AlarmFilter) -> tuple[AlarmGroup, ...]:
    """Groups of the wanted alarms: the worst first, the larger first among equals."""
    groups: dict[str, list[Alarm]] = {}
    for alarm in alarms:
        if wanted.passes(alarm):
            groups.setdefault(alarm.code, []).append(alarm)
    ordered = sorted(groups.items(), key=lambda one: (-severity(one[0]), -len(one[1]), one[0]))
    return tuple(AlarmGroup(code, tuple(members)) for code, members in ordered)
