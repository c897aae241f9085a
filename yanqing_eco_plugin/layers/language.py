"""The words that stay in a map: layer names, legends, labels and tips, in Chinese or English.

A project keeps the language it was built in, whoever opens it; so these words are chosen when a layer is made and do
not follow the application's translation.
"""

from __future__ import annotations

from qgis.core import QgsApplication

__all__ = ["current_language", "word"]

_WORDS: dict[str, tuple[str, str]] = {
    "one_map": ("一张图", "One Map"),
    "networks": ("监测网络", "Monitoring networks"),
    "townships": ("乡镇空气质量", "Air quality of townships"),
    "district": ("区界", "District outline"),
    "synthetic": ("演示数据", "demo data"),
    "aqi": ("AQI", "AQI"),
    "index": ("等级", "Level"),
    "unclassed": ("无等级", "Not classed"),
    "no_value": ("无此项数值", "No value"),
    "none": ("离线（无数据）", "Offline (no data)"),
    "online": ("在线", "Online"),
    "stale": ("数据过期", "Stale"),
    "fault": ("故障", "Faulty"),
    "station_id": ("编号", "Id"),
    "kind": ("类型", "Kind"),
    "name": ("名称", "Name"),
    "name_en": ("英文名称", "English name"),
    "township": ("乡镇", "Township"),
    "code": ("代码", "Code"),
    "address": ("地址", "Address"),
    "mn": ("设备编码 MN", "Device number MN"),
    "datum": ("来源坐标系", "Source datum"),
    "source_lon": ("来源经度", "Source longitude"),
    "source_lat": ("来源纬度", "Source latitude"),
    "altitude_m": ("海拔 (m)", "Altitude (m)"),
    "noise_class": ("声功能区", "Noise zone"),
    "water_body": ("水体类型", "Water body"),
    "water_target": ("水质目标", "Target class"),
    "air_class": ("环境空气功能区", "Air zone"),
    "emission_rule": ("排放标准", "Emission rule"),
    "stale_after_s": ("过期时限 (s)", "Stale after (s)"),
    "note": ("备注", "Note"),
    "newest": ("最新数据时间 (UTC)", "Newest data (UTC)"),
    "received": ("接收时间 (UTC)", "Received (UTC)"),
    "flag": ("数据标记", "Flag"),
    "faulty": ("故障标志", "Fault mark"),
    "index_value": ("指数", "Index"),
    "level": ("等级", "Level"),
    "category": ("类别", "Category"),
    "primary_pollutant": ("首要污染物", "Primary pollutant"),
    "scheme": ("等级体系", "Scheme of levels"),
    "alarms": ("报警", "Alarms"),
    "state": ("状态", "State"),
    "age_s": ("数据年龄 (s)", "Age (s)"),
    "stations": ("站点数", "Stations"),
    "reporting": ("在线站点数", "Reporting stations"),
    "basis": ("依据", "Based on"),
    "is_synthetic": ("演示", "Demo"),
    "start": ("开始 (UTC)", "Start (UTC)"),
    "end": ("结束 (UTC)", "End (UTC)"),
    "local_time": ("本地时间", "Local time"),
    "on": ("开", "on"),
    "off": ("关", "off"),
    "scheme_aqi": ("空气质量指数 AQI", "Air quality index"),
    "scheme_water": ("水质类别", "Water class"),
    "scheme_noise": ("声环境等级", "Noise level"),
    "scheme_fume": ("油烟净化状态", "Fume purification"),
    "scheme_effluent": ("排放达标情况", "Emission"),
    "scheme_odour": ("恶臭达标情况", "Odour"),
    "scheme_negative_ions": ("负氧离子等级", "Negative oxygen ions"),
    "scheme_compliance": ("达标情况", "Compliance"),
    "age_now": ("刚刚", "just now"),
    "age_minutes": ("{n} 分钟前", "{n} min ago"),
    "age_hours": ("{n} 小时前", "{n} h ago"),
    "age_days": ("{n} 天前", "{n} days ago"),
}


def current_language() -> str:
    """Language of the application as the map knows it: ``zh`` for every Chinese locale, else ``en``."""
    return "zh" if QgsApplication.instance().locale().lower().startswith("zh") else "en"


def word(key: str, language: str) -> str:
    """What the map says for `key`; the key itself where the map has no word for it."""
    pair = _WORDS.get(key)
    if pair is None:
        return key
    return pair[0] if language.startswith("zh") else pair[1]
