"""The device report as a page: how each network reports, and which sensors need somebody to look at them."""

from __future__ import annotations

from datetime import timedelta, timezone
from html import escape
from typing import Any

import pandas as pd

from ..data_centre.centre import District
from ..standards import KINDS, PROPERTIES, alarm_label
from .device_quality import DeviceQuality
from .words import offset_text, word

__all__ = ["device_report"]

_WORST = 30
# What an alarm says of a reading; the others say that too few came, or too late.
_READINGS = {"stuck", "drifting", "out_of_range"}
_TEXTS = {
    "title": ("监测设备质量报告", "Device quality report"),
    "networks": ("各网络在线情况", "Networks"),
    "network": ("网络", "Network"),
    "devices": ("设备数", "Devices"),
    "online_rate": ("在线率", "Online rate"),
    "below": ("在线率偏低", "Too few records"),
    "silent": ("无数据", "Silent"),
    "suspect": ("读数可疑", "Suspect"),
    "latency": ("平均到达延迟", "Mean delay"),
    "latency_max": ("最大到达延迟", "Longest delay"),
    "days": ("逐日情况", "Day by day"),
    "day": ("日期", "Day"),
    "with_gaps": ("有中断的传感器", "Sensors with gaps"),
    "out_of_range": ("超出量程记录", "Records out of range"),
    "stuck": ("读数不变的传感器", "Sensors standing still"),
    "drifting": ("漂移的传感器", "Sensors drifting"),
    "no_latency": (
        "没有到达时间记录：只有采集器收到的数据才计算延迟，导入的文件不计。",
        "No arrival times were kept: delays are counted for what the collector receives, not for imported files.",
    ),
    "look_at": ("需要检查的传感器", "Sensors to look at"),
    "why": ("原因", "Why"),
    "gap": ("最长中断", "Longest gap"),
    "nothing": ("没有需要检查的传感器。", "No sensor needs a look."),
    "hours": ("{hours:.1f} 小时", "{hours:.1f} h"),
    "seconds": ("{seconds:.0f} 秒", "{seconds:.0f} s"),
    "minutes": ("{minutes:.0f} 分钟", "{minutes:.0f} min"),
    "and_more": ("另有 {count} 行未列出。", "{count} more rows are not listed."),
    "rules": (
        "读数不变、漂移的判定限值为本系统自定（resources/standards/quality_rules.csv），属筛查，不代替现场核查。"
        "在线率、中断和延迟的限值见 resources/standards/reporting_rules.csv。到达延迟为数据时段结束至到达的时间，按记录平均。",
        "The limits for standing still and drifting are the system's own (resources/standards/quality_rules.csv): "
        "a screening that does not replace a check on site. Those for the online rate, gaps and delays are in "
        "resources/standards/reporting_rules.csv. The delay is the time from the end of the interval to the arrival, as a "
        "mean over the records.",
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
    if quality.sensors["latency_mean_s"].isna().all():
        parts.append(f"<p>{escape(_say('no_latency', language))}</p>")
    parts += [f"<h2>{_say('look_at', language)}</h2>", _suspects(quality.sensors, language)]
    if len(quality.days):
        parts += [f"<h2>{_say('days', language)}</h2>", _days(quality.days, language)]
    parts.append(f"<p>{escape(_say('rules', language))}</p>")
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{''.join(parts)}</body></html>"


def _say(key: str, language: str) -> str:
    return _TEXTS[key][0 if language.startswith("zh") else 1]


def _networks(quality: DeviceQuality, language: str) -> str:
    codes = quality.sensors["alarms"].str.split(",").map(lambda some: {code.partition(":")[0] for code in some})
    told = quality.sensors.assign(
        few=["low_online" in some for some in codes], odd=[bool(some & _READINGS) for some in codes]
    )
    stations = told.groupby("station_id").agg(
        kind=("kind", "first"),
        rate=("online_rate", "max"),
        few=("few", "all"),
        odd=("odd", "any"),
        mean=("latency_mean_s", "first"),
        longest=("latency_max_s", "first"),
    )
    head = ("network", "devices", "online_rate", "below", "silent", "suspect", "latency", "latency_max")
    rows = []
    for kind in [kind for kind in KINDS if (stations["kind"] == kind).any()]:
        some = stations[stations["kind"] == kind]
        rate = some["rate"]
        counts = [int(some["few"].sum()), int((rate == 0).sum()), int(some["odd"].sum())]
        times = [_duration(seconds, language) for seconds in (some["mean"].mean(), some["longest"].max())]
        figures = [str(len(some)), f"{rate.mean():.1%}", *(str(count) for count in counts), *times]
        rows.append([KINDS[kind].label(language), *figures])
    return _table([_say(key, language) for key in head], rows)


def _suspects(sensors: pd.DataFrame, language: str) -> str:
    suspect = sensors[sensors["alarms"] != ""]
    if suspect.empty:
        return f"<p>{_say('nothing', language)}</p>"
    rows = _alike(suspect)
    head = [_say("network", language), word("station", language)]
    head.append(word("property_zh" if language.startswith("zh") else "property_en", language))
    head += [_say(key, language) for key in ("online_rate", "gap", "latency", "why")]
    cells = [_suspect(row, language) for row in rows[:_WORST]]
    more = _say("and_more", language).format(count=len(rows) - _WORST) if len(rows) > _WORST else ""
    return _table(head, cells) + (f"<p>{escape(more)}</p>" if more else "")


def _alike(suspect: pd.DataFrame) -> list[dict[str, Any]]:
    """The worst first; the sensors of a station with which the same is wrong are one row."""
    names = suspect["alarms"].map(lambda codes: ",".join(code.partition(":")[0] for code in codes.split(",")))
    grouped = suspect.assign(names=names).groupby(["station_id", "names"], as_index=False, sort=False)
    rows = grouped.agg(
        kind=("kind", "first"),
        name=("name", "first"),
        properties=("property", list),
        rate=("online_rate", "min"),
        gap=("longest_gap_s", "max"),
        latency=("latency_mean_s", "first"),
    )
    odd = rows["names"].map(lambda some: not _READINGS & set(some.split(",")))
    ordered = rows.assign(quiet=odd).sort_values(["quiet", "rate", "station_id"])
    return [dict(zip(ordered.columns, row)) for row in ordered.itertuples(index=False)]


def _suspect(row: dict[str, Any], language: str) -> list[str]:
    kind = KINDS[row["kind"]].label(language) if row["kind"] in KINDS else row["kind"]
    station = f"{row['name'] or ''} {row['station_id']}".strip()
    comma = "、" if language.startswith("zh") else ", "
    properties = comma.join(PROPERTIES[prop].label(language) for prop in row["properties"] if prop in PROPERTIES)
    # The column before says which properties it is about.
    why = ("；" if language.startswith("zh") else "; ").join(
        alarm_label(code, language) for code in row["names"].split(",")
    )
    times = [_duration(row["gap"], language), _duration(row["latency"], language)]
    return [kind, station, properties, f"{row['rate']:.1%}", *times, why]


def _days(days: pd.DataFrame, language: str) -> str:
    """The whole network, day by day."""
    told = days.assign(gapped=days["gaps"] > 0).groupby("day")
    sums = told.agg(
        rate=("online_rate", "mean"),
        gapped=("gapped", "sum"),
        gap=("longest_gap_s", "max"),
        out_of_range=("out_of_range", "sum"),
        stuck=("stuck", "sum"),
        drifting=("drifting", "sum"),
        latency=("latency_mean_s", "mean"),
        latency_max=("latency_max_s", "max"),
    )
    head = ("day", "online_rate", "with_gaps", "gap", "out_of_range", "stuck", "drifting", "latency", "latency_max")
    rows = []
    for day, row in zip(sums.index, sums.to_dict("records")):
        gap, mean, longest = (_duration(row[name], language) for name in ("gap", "latency", "latency_max"))
        counts = [f"{row[name]:.0f}" for name in ("out_of_range", "stuck", "drifting")]
        rows.append([f"{day:%Y-%m-%d}", f"{row['rate']:.1%}", f"{row['gapped']:.0f}", gap, *counts, mean, longest])
    return _table([_say(key, language) for key in head], rows)


def _duration(seconds: float, language: str) -> str:
    if pd.isna(seconds):
        return "–"
    if 0 < seconds < 60:
        return _say("seconds", language).format(seconds=seconds)
    if seconds < 3600:
        return _say("minutes", language).format(minutes=seconds / 60)
    return _say("hours", language).format(hours=seconds / 3600)


def _table(head: list[str], rows: list[list[str]]) -> str:
    top = "".join(f"<th>{escape(text)}</th>" for text in head)
    body = "".join("<tr>" + "".join(_cell(text) for text in row) + "</tr>" for row in rows)
    return f"<table><tr>{top}</tr>{body}</table>"


def _cell(text: str) -> str:
    number = text[:1].isdigit() or text == "–"
    return f"<td{' class=n' if number else ''}>{escape(text)}</td>"
