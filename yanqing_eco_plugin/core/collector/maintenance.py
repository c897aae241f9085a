"""Looks after the folder centre once a day, at an hour when few are at work."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ..data_centre import open_centre
from ..data_centre.tending import STEPS, tend
from ..data_centre.tending_findings import TendReport
from ..errors import EcoError
from .section import Section
from .source import Intake
from .source_state import sentence

__all__ = ["Maintenance", "MaintenanceSettings", "maintenance_settings"]

_LOG = logging.getLogger(__name__)
_DONE, _LAST = "maintenance.day", "maintenance.last"


@dataclass(frozen=True)
class MaintenanceSettings:
    """``[maintenance]``: local time of the day, as minutes after midnight, and what is done."""

    minute: int = 210
    steps: tuple[str, ...] = ("check", "repair", "compact", "vacuum")


def maintenance_settings(section: Section) -> MaintenanceSettings:
    """Read the table; mistakes are added to the section's."""
    at = section.text("at", "03:30")
    try:
        moment = datetime.strptime(at, "%H:%M")
    except ValueError:
        section.wrong("at", "a local time like 03:30", at)
        moment = datetime(1900, 1, 1, 3, 30)
    steps = section.words("steps", MaintenanceSettings.steps, choices=STEPS)
    section.finish()
    return MaintenanceSettings(moment.hour * 60 + moment.minute, steps)


class Maintenance:
    """Runs the schedule beside the writer, in a thread and with a connection of its own.

    Parameters
    ----------
    address
        Of the folder centre.
    intake
        Remembers when it was done and what it found, so that a restart neither does it again nor forgets it.

    Attributes
    ----------
    trouble
        Why it failed the last time; empty where it did not.
    last
        When it was last done, be it before the last restart; None where it never was.
    findings, unrepaired
        What it found then, and how much of it is still wrong.
    """

    def __init__(self, settings: MaintenanceSettings, address: str, intake: Intake) -> None:
        self._settings, self._address, self._intake = settings, address, intake
        self._end = threading.Event()
        self._state, self._figures, self._seconds = "waiting", dict[str, int](), 0.0
        self.trouble = ""
        self.last: datetime | None = None
        self.findings = self.unrepaired = 0

    async def look(self, utc_offset_hours: float) -> None:
        """Do it where it is due. What is under way when this is cancelled is left at its next step."""
        if self.last is None and (said := await self._intake.recall(_LAST)):
            last, self.findings, self.unrepaired = json.loads(said)
            self.last = datetime.fromisoformat(last)
        # The hour is the clock's, whatever it does: at worst a jump brings it forward or leaves a day out.
        local = datetime.now(UTC) + timedelta(hours=utc_offset_hours)
        day = f"{local:%Y-%m-%d}"
        due = local.hour * 60 + local.minute >= self._settings.minute
        if due and await self._intake.recall(_DONE) != day:
            await self.once()
            await self._intake.remember(_DONE, day)

    async def once(self) -> None:
        """Look after the centre now; a failure is told and waits for the next day."""
        self._state = "working"
        began = time.monotonic()
        try:
            report = await asyncio.to_thread(self._work)
        except asyncio.CancelledError:
            self._end.set()
            raise
        except Exception as error:  # noqa: BLE001 - a disk or library that fails must not end the schedule unseen
            self._state, self.trouble = "failed", sentence(error)
            _LOG.error("maintenance failed: %s", self.trouble, exc_info=not isinstance(error, EcoError))
            return
        self._state, self.trouble = "waiting", ""
        self.last, self._seconds = datetime.now(UTC), time.monotonic() - began
        self.findings, self._figures = len(report.findings), dict(report.figures)
        self.unrepaired = sum(not finding.repaired for finding in report.findings)
        await self._intake.remember(_LAST, json.dumps([self.last.isoformat(), self.findings, self.unrepaired]))

    def health(self) -> Mapping[str, object]:
        """What the health page says of it."""
        return {
            "state": f"failed: {self.trouble}" if self._state == "failed" else self._state,
            "last": self.last.isoformat(timespec="seconds") if self.last else None,
            "seconds": round(self._seconds, 1),
            "findings": self.findings,
            "unrepaired": self.unrepaired,
            "figures": dict(self._figures),
        }

    def _work(self) -> TendReport:
        with open_centre(self._address) as centre:
            report = tend(centre, steps=self._settings.steps, progress=_Ending(self._end))
        for finding in report.findings:
            _LOG.warning("maintenance found: %s", finding)
        _LOG.info("maintenance is done: %s", dict(report.figures))
        return report


class _Ending:
    """A `Progress` that stops the work when the collector ends."""

    def __init__(self, end: threading.Event) -> None:
        self._end = end

    def report(self, fraction: float, message: str = "") -> None:
        return

    def cancelled(self) -> bool:
        return self._end.is_set()
