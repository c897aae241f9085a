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
    "start_height": ("起始高度 {n:.0f} m", "Start at {n:.0f} m"),
    "height_class": ("{low:.0f}–{high:.0f} m", "{low:.0f}–{high:.0f} m"),
    "cluster": ("第 {n} 类：{share:.0f}%（{count} 条）", "Cluster {n}: {share:.0f} % ({count})"),
    "incomplete": ("不完整轨迹", "Incomplete"),
    "pscf": ("潜在源贡献 PSCF", "Potential source contribution (PSCF)"),
    "cwt": ("浓度权重 CWT", "Concentration-weighted trajectories (CWT)"),
    "lidar_synthetic": ("合成数据", "synthetic"),
    "lidar_scans": ("激光雷达扫描", "Lidar scans"),
    "lidar_hot_spots": ("激光雷达污染热点", "Lidar hot spots"),
    "lidar_curtain": ("激光雷达剖面", "Lidar curtain"),
    "grids_cell": ("巡查网格", "Inspection grids"),
    "grids_village": ("村级网格", "Village grids"),
    "grids_township": ("乡镇级网格", "Township grids"),
    "grid_units": ("网格单元", "Units of grids"),
    "pollution_sources": ("污染源", "Pollution sources"),
    "plan_in_force": ("现行网格方案", "Plan in force"),
    "type_industrial": ("工业", "Industrial"),
    "type_built_up": ("建成区", "Built-up"),
    "type_rural": ("农村", "Rural"),
    "type_mountain": ("山区", "Mountain"),
    "type_other": ("其他", "Other"),
    "change_lost": ("不再属于任何网格", "In no grid any more"),
    "change_new": ("新划入网格", "New in a grid"),
    "change_person": ("网格员变更", "Another person"),
    "change_grid": ("网格变更，人员不变", "Another grid, same person"),
    "resources": ("应急资源", "Emergency resources"),
    "closures": ("道路封闭", "Closed roads"),
    "resource_tracks": ("应急资源轨迹", "Tracks of resources"),
    "resource_vehicle": ("车辆", "Vehicle"),
    "resource_team": ("队伍", "Team"),
    "resource_person": ("人员", "Person"),
    "resource_expert": ("专家", "Expert"),
    "resource_equipment": ("装备", "Equipment"),
    "resource_stock": ("物资", "Stock"),
    "resource_depot": ("物资库", "Depot"),
    "resource_free": ("空闲", "Free"),
    "resource_reserved": ("预留", "Reserved"),
    "resource_ordered": ("已下令", "Ordered"),
    "resource_on_the_way": ("途中", "On the way"),
    "resource_on_scene": ("到场", "On scene"),
    "resource_out_of_service": ("停用", "Out of service"),
    "incidents": ("突发事件", "Incidents"),
    "geofences": ("电子围栏", "Zones"),
    "depot_circles": ("物资库监视圈，{metres} 米", "Watched circle of depots, {metres} m"),
    "screening": ("筛查，平坦地形", "screening, flat terrain"),
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
