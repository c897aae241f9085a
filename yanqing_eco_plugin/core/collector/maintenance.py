"""Looks after the folder centre once a day, at an hour when few are at work."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ..data_centre import open_centre
from ..data_centre.tending import STEPS, tend
from ..errors import Cancelled, EcoError
from .section import Section
from .source import Intake

__all__ = ["Maintenance", "MaintenanceSettings", "maintenance_settings"]

_LOG = logging.getLogger(__name__)
_DONE = "maintenance.day"
_LOOK_S = 30.0


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
        Remembers the day on which it was done, so that a restart does not do it again.
    """

    def __init__(self, settings: MaintenanceSettings, address: str, intake: Intake) -> None:
        self._settings, self._address, self._intake = settings, address, intake
        self._end = threading.Event()
        self._health: dict[str, object] = {"state": "waiting", "last": None}

    async def run(self, utc_offset_hours: float) -> None:
        """Work until cancelled; what is under way is left at its next step."""
        try:
            while True:
                # The hour is the clock's, whatever it does: at worst a jump brings it forward or leaves a day out.
                local = datetime.now(UTC) + timedelta(hours=utc_offset_hours)
                day = f"{local:%Y-%m-%d}"
                due = local.hour * 60 + local.minute >= self._settings.minute
                if due and await self._intake.recall(_DONE) != day:
                    await self.once()
                    await self._intake.remember(_DONE, day)
                await asyncio.sleep(_LOOK_S)
        finally:
            self._end.set()

    async def once(self) -> None:
        """Look after the centre now; a failure is told and waits for the next day."""
        self._health.update(state="working")
        began = time.monotonic()
        try:
            said = await asyncio.to_thread(self._work)
        except Cancelled:
            self._health.update(state="interrupted")
            return
        except EcoError as error:
            _LOG.error("maintenance failed: %s %s", error, error.details)
            self._health.update(state=f"failed: {error.message}")
            return
        self._health.update(state="waiting", last=datetime.now(UTC).isoformat(timespec="seconds"), **said)
        self._health["seconds"] = round(time.monotonic() - began, 1)

    def health(self) -> Mapping[str, object]:
        """What the health page says of it."""
        return dict(self._health)

    def _work(self) -> dict[str, object]:
        with open_centre(self._address) as centre:
            report = tend(centre, steps=self._settings.steps, progress=_Ending(self._end))
        for finding in report.findings:
            _LOG.warning("maintenance found: %s", finding)
        _LOG.info("maintenance is done: %s", dict(report.figures))
        return {"findings": len(report.findings), "figures": dict(report.figures)}


class _Ending:
    """A `Progress` that stops the work when the collector ends."""

    def __init__(self, end: threading.Event) -> None:
        self._end = end

    def report(self, fraction: float, message: str = "") -> None:
        return

    def cancelled(self) -> bool:
        return self._end.is_set()
