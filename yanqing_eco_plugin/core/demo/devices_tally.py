"""Counts what the simulated devices sent and what was acknowledged to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from .devices_reports import Report

__all__ = ["Tally"]


@dataclass
class Tally:
    """What a play came to.

    Attributes
    ----------
    reports, fixes
        Reports of devices and positions of vehicles handed over for sending.
    frames, frames_again
        HJ 212 frames sent for the first time, and sent again for want of an answer.
    frames_in_vain
        Attempts of devices with something to say that found nobody listening.
    messages
        MQTT messages published.
    acknowledged, acknowledged_fixes
        Reports and positions that were acknowledged; of those of `kinds`, by kind.
    records
        Observations in the acknowledged reports, repeated ones not counted.
    connections, failed_connections
        HJ 212 connections made, and attempts in vain.
    on_acknowledged
        Is told each acknowledged report.
    """

    reports: int = 0
    fixes: int = 0
    frames: int = 0
    frames_again: int = 0
    frames_in_vain: int = 0
    messages: int = 0
    acknowledged: int = 0
    acknowledged_fixes: int = 0
    records: int = 0
    connections: int = 0
    failed_connections: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    on_acknowledged: Callable[[Report], object] | None = None

    def acknowledge(self, report: Report) -> None:
        """A report is safe with whom it was sent to."""
        self.acknowledged += 1
        self.kinds[report.kind] += 1
        if not report.repeated:
            self.records += len(report.values)
        if self.on_acknowledged is not None:
            self.on_acknowledged(report)

    def sentence(self) -> str:
        """The counts in one line."""
        return (
            f"{self.reports} reports, {self.acknowledged} acknowledged with {self.records} records; "
            f"{self.frames} HJ 212 frames over {self.connections} connections, {self.frames_again} sent again; "
            f"{self.messages} MQTT messages; {self.fixes} positions, {self.acknowledged_fixes} acknowledged"
        )
