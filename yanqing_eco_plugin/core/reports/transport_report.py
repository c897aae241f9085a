"""The report on one attribution, as one HTML file that needs no other."""

from __future__ import annotations

import base64
import io
import math
import os
from collections.abc import Callable
from html import escape

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg

from ..transport import Attribution, EpisodeData, episode_phases
from .series_table import write_bytes
from .transport_evidence import evidence_chart
from .transport_words import finding_text, transport_word
from .words import offset_text

__all__ = ["attribution_html", "write_attribution_report"]

_STYLE = (
    "body{font:15px/1.6 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;color:#26323a;max-width:960px;margin:2em auto;"
    "padding:0 1em}h1{font-size:1.4em}table{border-collapse:collapse;width:100%;margin:1em 0}td,th{padding:.35em .6em;"
    "border-bottom:1px solid #e3e8eb;text-align:left;vertical-align:top}td.n{text-align:right;white-space:nowrap}"
    ".verdict{font-size:1.2em;font-weight:bold}.caution{background:#f3f5f7;padding:.8em 1em;border-left:4px solid #d55e00}"
    ".synthetic{color:#b3261e;font-weight:bold}img{max-width:100%}.none{color:#6b7780;font-style:italic}"
)


def attribution_html(
    answer: Attribution,
    data: EpisodeData,
    *,
    language: str = "zh",
    utc_offset_hours: float = 8.0,
    synthetic: bool = False,
    place: str = "",
) -> str:
    """The report: answer, picture, evidence with weights, phases, and what must be kept in mind.

    Parameters
    ----------
    answer, data
        Of `attribute`.
    language
        ``zh`` or ``en``.
    synthetic
        Whether the data are made up, which is said on top.
    place
        Name of the receptor; its identifier where there is none.
    """

    def say(key: str, **values: object) -> str:
        return escape(transport_word(key, language).format(**values))

    def local(moment: np.datetime64) -> str:
        shifted = pd.Timestamp(moment) + pd.Timedelta(hours=utc_offset_hours)
        return f"{shifted:%Y-%m-%d %H:%M}"

    chart = evidence_chart(
        answer, data, language=language, utc_offset_hours=utc_offset_hours, synthetic=synthetic, ratio=2.0
    )
    picture = io.BytesIO()
    FigureCanvasAgg(chart)
    chart.savefig(picture, format="png", dpi=chart.dpi, facecolor="white")
    encoded = base64.b64encode(picture.getvalue()).decode("ascii")
    span = {"start": local(data.start), "end": local(data.end), "offset": offset_text(utc_offset_hours)}
    reason = f" – {say(answer.reason)}" if answer.reason else ""
    parts = [
        f'<!DOCTYPE html><html lang="{"zh-CN" if language.startswith("zh") else "en"}"><head><meta charset="utf-8">',
        f"<title>{say('title')}</title><style>{_STYLE}</style></head><body><h1>{say('title')}</h1>",
        f'<p class="synthetic">{say("synthetic")}</p>' if synthetic else "",
        f"<p>{say('span', receptor=place or data.receptor, hours=answer.hours, **span)}</p>",
        f'<p class="verdict">{say(answer.verdict)}{reason}</p>',
        f"<p>{say('share', share=answer.share, low=answer.low, high=answer.high)}</p>",
        f'<img alt="{say("evidence")}" src="data:image/png;base64,{encoded}">',
        _evidence_rows(answer, language),
        f"<h2>{say('phases')}</h2>",
        _phase_rows(data, language, local),
        f'<p class="caution">{say("caution")}</p></body></html>',
    ]
    return "\n".join(part for part in parts if part)


def _evidence_rows(answer: Attribution, language: str) -> str:
    head = "".join(
        f"<th>{escape(transport_word(key, language))}</th>" for key in ("evidence", "finding", "range", "weight")
    )
    total = sum(piece.weight for piece in answer.evidence) or 1.0
    rows = []
    for piece in answer.evidence:
        text = escape(finding_text(piece.finding, piece.values, language))
        name = escape(transport_word(piece.key, language))
        if piece.known:
            numbers = (
                f'<td class="n">{piece.low:.0%}–{piece.high:.0%}</td><td class="n">{piece.weight / total:.0%}</td>'
            )
            rows.append(f"<tr><td>{name}</td><td>{text}</td>{numbers}</tr>")
        else:
            none = escape(transport_word("none", language))
            rows.append(
                f'<tr class="none"><td>{name}</td><td>{text}</td><td class="n">{none}</td><td class="n">–</td></tr>'
            )
    return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


def _phase_rows(data: EpisodeData, language: str, local: Callable[[np.datetime64], str]) -> str:
    phases = episode_phases(
        data.hours, data.amounts[data.receptor].to_numpy(), limit=data.limit, ventilation=data.exchange
    )
    if phases.empty:
        return f"<p>{escape(transport_word('no_phases', language))}</p>"
    names = ("phase", "start", "hours", "mean", "change")
    head = "".join(f"<th>{escape(transport_word(key, language))}</th>" for key in names)
    rows = []
    for row in phases.to_dict("records"):
        shown = (f"{row[name]:.0f}" if math.isfinite(row[name]) else "–" for name in ("hours", "mean", "change"))
        cells = "".join(f'<td class="n">{number}</td>' for number in shown)
        phase = escape(transport_word(str(row["phase"]), language))
        rows.append(f"<tr><td>{phase}</td><td>{local(row['start'])}</td>{cells}</tr>")
    return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


def write_attribution_report(path: str | os.PathLike[str], text: str) -> None:
    """Write the report. Raises `EcoError` where the file cannot be written."""
    write_bytes(path, text.encode("utf-8"))
