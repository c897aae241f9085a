"""The timeline of an incident: what each unit was doing when."""

from __future__ import annotations

import pandas as pd
from matplotlib.dates import AutoDateLocator, DateFormatter
from matplotlib.figure import Figure

from .fonts import chart_font
from .incident_record import IncidentRecord
from .incident_words import incident_word
from .paper import MUTED, new_figure, new_panel, plain_style, write

__all__ = ["timeline_chart"]

_STATES = ("ordered", "acknowledged", "moving", "on_scene", "done")
_COLOURS = ("#56b4e9", "#009e73", "#0072b2", "#d55e00", "#b4c0c7")
_MOMENTS = {"opened_at": "reported", "contained_at": "contained", "closed_at": "terminated"}


def timeline_chart(record: IncidentRecord, *, language: str = "zh", width: int = 900, ratio: float = 2.0) -> Figure:
    """A bar for each order in the colours of its states, with the phases of the incident as lines.

    `width` in logical pixels; the height follows the number of orders.
    """
    orders = record.orders
    height = 110 + 24 * max(len(orders), 1)
    shift = pd.Timedelta(hours=record.utc_offset_hours)
    phases = {word: record.incident[name] for name, word in _MOMENTS.items() if not pd.isna(record.incident[name])}
    span = record.replay.span
    end = max([*phases.values(), *([span[1]] if span else [])])
    with plain_style():
        figure = new_figure(width, height, ratio=ratio)
        panel = new_panel(figure, 150, 40, width - 180, height - 80)
        for row, order in enumerate(orders.to_dict("records")):
            moments = [(state, order[f"{state}_at"]) for state in (*_STATES, "released")]
            known = [(state, moment) for state, moment in moments if not pd.isna(moment)]
            for (state, start), (_, until) in zip(known, [*known[1:], ("", end)]):
                if state in _STATES:
                    left = (start + shift).tz_localize(None)
                    colour = _COLOURS[_STATES.index(state)]
                    panel.barh(row, (until - start).total_seconds() / 86_400, left=left, height=0.6, color=colour)
        panel.set_yticks(range(len(orders)))
        names = [record.name_of(name) for name in orders["resource_id"]]
        panel.set_yticklabels(names, fontproperties=chart_font(8.0))
        panel.invert_yaxis()
        for name, moment in phases.items():
            panel.axvline((moment + shift).tz_localize(None), color=MUTED, linewidth=1.0)
            label = incident_word(name, language)
            write(panel, (moment + shift).tz_localize(None), -0.75, label, size=7.5, ha="center", va="bottom")
        panel.xaxis.set_major_locator(AutoDateLocator(maxticks=8))
        panel.xaxis.set_major_formatter(DateFormatter("%H:%M"))
        for number, state in enumerate(_STATES):
            x = 150 / width + number * 0.14
            write(figure, x, 0.02, f"■ {incident_word(state, language)}", size=8.0, color=_COLOURS[number])
    return figure
