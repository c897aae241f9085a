"""What a chart reads where somebody points at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from .time_axis import TimeAxis
from .traces import VALID_FLAGS, traces
from .words import is_switch, property_text, unit_text, value_text, word

__all__ = ["Reading", "SeriesReadout"]


@dataclass(frozen=True)
class Reading:
    """The records of one time.

    Attributes
    ----------
    position
        Where on the time axis, local days.
    time
        Local time as text.
    lines
        One text a property: name, value with unit, and the flag where the value does not count.
    """

    position: float
    time: str
    lines: tuple[str, ...]


class SeriesReadout:
    """Finds the records of a chart by a place on its time axis; prepared once, asked at every move of the mouse."""

    def __init__(
        self,
        frame: pd.DataFrame,
        properties: Sequence[str],
        *,
        start: datetime,
        end: datetime,
        language: str = "zh",
        utc_offset_hours: float = 8.0,
    ) -> None:
        self.axis = TimeAxis(start, end, utc_offset_hours)
        self._language = language
        inside = frame[(frame["time"] > pd.Timestamp(start)) & (frame["time"] <= pd.Timestamp(end))]
        self._traces = [trace for trace in traces(inside, properties, self.axis) if len(trace)]
        self._times = np.unique(np.concatenate([np.empty(0), *(trace.ends for trace in self._traces)]))

    def at(self, position: float, *, within: float) -> Reading | None:
        """The records nearest to `position`; None where none is `within` that many days of it."""
        if not len(self._times):
            return None
        after = int(np.searchsorted(self._times, position).clip(1, len(self._times) - 1)) if len(self._times) > 1 else 0
        near = self._times[max(after - 1, 0) : after + 1]
        nearest = float(near[np.abs(near - position).argmin()])
        if abs(nearest - position) > within:
            return None
        lines = []
        for trace in self._traces:
            # Stations report to the second; equal places come from equal times.
            for row in np.flatnonzero(trace.ends == nearest):
                lines.append(self._line(trace.name, float(trace.values[row]), str(trace.flags[row])))
        return Reading(nearest, self.axis.local(nearest).strftime("%Y-%m-%d %H:%M"), tuple(lines))

    def _line(self, prop: str, value: float, flag: str) -> str:
        text = "—" if np.isnan(value) else value_text(prop, value, self._language)
        unit = "" if np.isnan(value) or is_switch(prop) else unit_text(prop, self._language)
        note = (
            ""
            if flag in VALID_FLAGS
            else f"({flag} {word(flag, self._language)})"
            if flag in "FMSDCTB"
            else f"({flag})"
        )
        return " ".join(part for part in (f"{property_text(prop, self._language)}:", text, unit, note) if part)
