"""The time axis of a chart: local time, with round hours, days or months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from .fonts import chart_font
from .paper import GRID, text_width

__all__ = ["TimeAxis"]

_HOURS = (1, 2, 3, 6, 12, 24, 48, 72, 120, 168, 240, 336)
_MONTHS = (1, 2, 3, 6, 12, 24, 60)


@dataclass(frozen=True)
class TimeAxis:
    """Local time from `start` to `end` (UTC instants) as days since 1970-01-01 of the local calendar.

    Days are counted here and not by matplotlib, whose epoch anybody in the same process may move.
    """

    start: datetime
    end: datetime
    utc_offset_hours: float = 8.0

    def position(self, when: datetime) -> float:
        """Place of a UTC instant on the axis, local days."""
        return when.timestamp() / 86400.0 + self.utc_offset_hours / 24.0

    def positions(self, times: Any) -> npt.NDArray[np.float64]:
        """Places of UTC instants (Series or index of datetime64[ns, UTC], n), local days, shape (n,)."""
        index = pd.DatetimeIndex(times).tz_convert("UTC").tz_localize(None)
        return index.to_numpy().astype("datetime64[us]").astype(np.int64) / 86400e6 + self.utc_offset_hours / 24.0

    def instant(self, position: float) -> datetime:
        """The UTC instant at a place on the axis."""
        epoch = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
        return epoch + timedelta(days=position - self.utc_offset_hours / 24.0)

    def local(self, position: float) -> datetime:
        """Naive local time at a place on the axis, to the nearest second."""
        return datetime(1970, 1, 1) + timedelta(seconds=round(position * 86400.0))

    def ticks(self, width: float) -> tuple[list[float], list[str]]:
        """Places and labels of ticks for an axis `width` logical pixels long; midnight carries the date."""
        low, high = self.position(self.start), self.position(self.end)
        room = max(2, int(width // (text_width("00-00") + 10)))
        step = next((hours for hours in _HOURS if (high - low) * 24 / hours <= room), None)
        if step is None:
            return self._month_ticks(low, high, max(2, int(width // (text_width("0000-00") + 10))))
        # Whole steps are counted from local midnight; several days from the epoch, so that they do not jump as time goes on.
        first = np.ceil(low * 24 / step - 1e-9) * step
        places = np.arange(first, high * 24 + 1e-6, step) / 24.0
        labels = [self.local(place).strftime("%m-%d" if self.local(place).hour == 0 else "%H:%M") for place in places]
        return places.tolist(), labels

    def dress(self, axes: Axes, width: float, *, labels: bool) -> None:
        """Give `axes` this axis; `labels` only on the lowest of several panels."""
        places, texts = self.ticks(width)
        axes.set_xlim(self.position(self.start), self.position(self.end))
        axes.set_xticks(places)
        written = axes.set_xticklabels(texts if labels else [""] * len(texts), fontproperties=chart_font())
        day = width / (self.position(self.end) - self.position(self.start))
        widest = max((text_width(text) for text in texts), default=0.0)
        if places and (self.position(self.end) - places[-1]) * day < widest / 3:
            # The last label would be cut by the edge of the paper; moved inwards it needs room on its left.
            written[-1].set_horizontalalignment("right")
            if len(places) > 1 and (places[-1] - places[-2]) * day < 1.7 * widest:
                written[-2].set_text("")
        for place in places:
            if float(place).is_integer():
                axes.axvline(place, color=GRID, linewidth=0.8, zorder=0.5)

    def _month_ticks(self, low: float, high: float, room: int) -> tuple[list[float], list[str]]:
        first, last = self.local(low), self.local(high)
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        step = next((step for step in _MONTHS if months / step <= room), _MONTHS[-1])
        places, labels = [], []
        for count in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            begin = datetime(count // 12, count % 12 + 1, 1)
            place = (begin - datetime(1970, 1, 1)) / timedelta(days=1)
            if count % step == 0 and low <= place <= high:
                places.append(place)
                labels.append(begin.strftime("%Y-%m" if step < 12 else "%Y"))
        return places, labels
