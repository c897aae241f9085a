"""The device report as a page: how each network reports, and which sensors need somebody to look at them."""

from __future__ import annotations

from datetime import timedelta, timezone
from html import escape

import pandas as pd

from ..data_centre.centre import District
from ..standards import KINDS, PROPERTIES, alarm_label
from .device_quality import DeviceQuality
from .words import offset_text, word

__all__ = ["device_report"]

_WORST = 30
_LOW_RATE = 0.9
_TEXTS = {
    "title": ("监测设备质量报告", "Device quality report"),
    "networks": ("各网络在线情况", "Networks"),
    "network": ("网络", "Network"),
    "devices": ("设备数", "Devices"),
    "online_rate": ("在线率", "Online rate"),
    "below": ("在线率低于90%", "Below 90 %"),
    "silent": ("无数据", "Silent"),
    "suspect": ("读数可疑", "Suspect"),
    "latency": ("最近一次到达延迟（中位）", "Delay of the newest record (median)"),
    "look_at": ("需要检查的传感器", "Sensors to look at"),
    "why": ("原因", "Why"),
    "gap": ("最长中断", "Longest gap"),
    "nothing": ("没有需要检查的传感器。", "No sensor needs a look."),
    "hours": ("{hours:.1f} 小时", "{hours:.1f} h"),
    "minutes": ("{minutes:.0f} 分钟", "{minutes:.0f} min"),
    "rules": (
        "读数不变、漂移的判定限值为本系统自定（resources/standards/quality_rules.csv），属筛查，不代替现场核查。",
        "The limits for standing still and drifting are the system's own (resources/standards/quality_rules.csv): "
        "a screening that does not replace a check on site.",
    ),
}
_STYLE = (
    "body{font-family:'Noto Sans CJK SC','Microsoft YaHei',sans-serif;margin:2em;color:#1f2d3a}"
    "table{border-collapse:collapse;margin:.6em 0 1.6em}th,td{border:1px solid #c9d2d9;padding:.3em .7em}"
    "th{background:#eef3f6;text-align:left}td.n{text-align:right}.s{background:#fff3cd;padding:.3em .7em}"
)


def device_report(quality: DeviceQuality, district: District, *, synthetic: bool = False, language: str = "zh") -> str:
    """The report as one HTML page without anything to load.

    Parameters
    ----------
    synthetic
        Whether the data are made up, which the page then says.
    language
        ``zh`` or ``en``.
    """
    name = district.name if language.startswith("zh") else district.name_en or district.name
    title = f"{name} {_say('title', language)}"
    zone = timezone(timedelta(hours=district.utc_offset_hours))
    start, end = (f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" for moment in (quality.start, quality.end))
    span = word("period", language).format(start=start, end=end, offset=offset_text(district.utc_offset_hours))
    parts = [f"<h1>{escape(title)}</h1><p>{escape(span)}</p>"]
    if synthetic:
        parts.append(f'<p class="s">{escape(word("synthetic", language))}</p>')
    parts += [f"<h2>{_say('networks', language)}</h2>", _networks(quality, language)]
    parts += [f"<h2>{_say('look_at', language)}</h2>", _suspects(quality.sensors, language)]
    parts.append(f"<p>{escape(_say('rules', language))}</p>")
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{''.join(parts)}</body></html>"


def _say(key: str, language: str) -> str:
    return _TEXTS[key][0 if language.startswith("zh") else 1]


def _networks(quality: DeviceQuality, language: str) -> str:
    sensors = quality.sensors
    stations = sensors.groupby("station_id").agg(
        kind=("kind", "first"), rate=("online_rate", "max"), suspect=("alarms", lambda codes: (codes != "").any())
    )
    stations["latency"] = quality.latency.reindex(stations.index)
    head = ("network", "devices", "online_rate", "below", "silent", "suspect", "latency")
    rows = []
    for kind in [kind for kind in KINDS if (stations["kind"] == kind).any()]:
        some = stations[stations["kind"] == kind]
        rate = some["rate"]
        cells = [KINDS[kind].label(language), str(len(some)), f"{rate.mean():.1%}", str(int((rate < _LOW_RATE).sum()))]
        cells += [
            str(int((rate == 0).sum())),
            str(int(some["suspect"].sum())),
            _duration(some["latency"].median(), language),
        ]
        rows.append(cells)
    return _table([_say(key, language) for key in head], rows)


def _suspects(sensors: pd.DataFrame, language: str) -> str:
    suspect = sensors[(sensors["alarms"] != "") | (sensors["online_rate"] < _LOW_RATE)]
    if suspect.empty:
        return f"<p>{_say('nothing', language)}</p>"
    order = suspect.assign(quiet=suspect["alarms"] == "").sort_values(["quiet", "online_rate", "station_id"])
    head = [_say("network", language), word("station", language), word("property_zh", language)]
    head += [_say(key, language) for key in ("online_rate", "gap", "why")]
    if not language.startswith("zh"):
        head[2] = word("property_en", language)
    rows = []
    for row in order.head(_WORST).to_dict("records"):
        prop = PROPERTIES[row["property"]].label(language) if row["property"] in PROPERTIES else ""
        why = "；".join(alarm_label(code, language) for code in row["alarms"].split(",") if code)
        kind = KINDS[row["kind"]].label(language) if row["kind"] in KINDS else row["kind"]
        station = f"{row['name'] or ''} {row['station_id']}".strip()
        gap = _duration(row["longest_gap_s"], language)
        rows.append([kind, station, prop, f"{row['online_rate']:.1%}", gap, why])
    return _table(head, rows)


def _duration(seconds: float, language: str) -> str:
    if pd.isna(seconds):
        return "–"
    if seconds < 3600:
        return _say("minutes", language).format(minutes=seconds / 60)
    return _say("hours", language).format(hours=seconds / 3600)


def _table(head: list[str], rows: list[list[str]]) -> str:
    top = "".join(f"<th>{escape(text)}</th>" for text in head)
    body = "".join(
        "<tr>" + "".join(f"<td{' class=n' if cell[:1].isdigit() else ''}>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><tr>{top}</tr>{body}</table>"
