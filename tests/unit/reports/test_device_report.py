"""The device report as a page: figures of a network of five sensors, written down here by hand."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from yanqing_eco_plugin.core.data_centre import District
from yanqing_eco_plugin.core.reports.device_quality import DAILY_COLUMNS, SENSOR_COLUMNS, DeviceQuality
from yanqing_eco_plugin.core.reports.device_report import device_report

DISTRICT = District("110119", "延庆区", "Yanqing", 8.0)
START = datetime(2024, 2, 29, 16, tzinfo=UTC)


def sensor(station, kind, prop, rate=1.0, alarms="", gap=0.0, latency=None):
    given = {
        "station_id": station, "kind": kind, "name": f"站<{station}>", "property": prop, "online_rate": rate,
        "alarms": alarms, "longest_gap_s": gap, "latency_mean_s": latency, "latency_max_s": latency and 2 * latency,
    }  # fmt: skip
    return {name: given.get(name) for name in SENSOR_COLUMNS}


def day(number, rate, gaps, gap, stuck=False, latency=None):
    given = {
        "station_id": "A1", "property": "pm2_5", "day": pd.Timestamp(2024, 3, number), "online_rate": rate, "gaps": gaps,
        "longest_gap_s": gap, "out_of_range": 3, "stuck": stuck, "drifting": False, "latency_mean_s": latency,
        "latency_max_s": latency and 2 * latency,
    }  # fmt: skip
    return {name: given.get(name) for name in DAILY_COLUMNS}


def quality(sensors=None, days=None):
    sensors = sensors or [
        sensor("A1", "air", "pm2_5", 0.5, "stuck:pm2_5,low_online:pm2_5", 6 * 3600, 90.0),
        sensor("A1", "air", "so2", 1.0, "", 0, 90.0),
        sensor("A2", "air", "pm2_5", 0.4, "low_online:pm2_5,long_gap:pm2_5", 36 * 3600, 7200.0),
        sensor("A2", "air", "pm10", 0.3, "low_online:pm10,long_gap:pm10", 30 * 3600, 7200.0),
        sensor("W1", "water", "", 0.0, "low_online", None),
    ]
    days = days or [day(1, 1.0, 0, 0, latency=30.0), day(2, 0.25, 2, 5 * 3600, stuck=True)]
    frame = pd.DataFrame(sensors).astype({"latency_mean_s": float, "latency_max_s": float, "longest_gap_s": float})
    daily = pd.DataFrame(days).astype({"latency_mean_s": float, "latency_max_s": float})
    return DeviceQuality(START, START + timedelta(days=2), frame, daily)


def tables(page):
    """Cells of the tables, row by row."""
    return [
        [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in re.findall(r"<tr>(.*?)</tr>", table)]
        for table in re.findall(r"<table>(.*?)</table>", page)
    ]


def test_networks_with_their_delays_in_chinese():
    networks, _, _ = tables(device_report(quality(), DISTRICT))
    assert networks[0] == [
        "网络",
        "设备数",
        "在线率",
        "在线率偏低",
        "无数据",
        "读数可疑",
        "平均到达延迟",
        "最大到达延迟",
    ]
    # A1 reports SO2 in full, so that one of two stations reports too little; delays 90 s and 2 h, longest twice that.
    assert networks[1] == ["空气综合站", "2", "70.0%", "1", "0", "1", "1.0 小时", "4.0 小时"]
    assert networks[2] == ["水质自动站", "1", "0.0%", "1", "1", "0", "–", "–"]


def test_what_is_wrong_with_a_station_alike_is_one_row_and_doubtful_readings_come_first():
    _, suspects, _ = tables(device_report(quality(), DISTRICT))
    assert [row[1:] for row in suspects[1:]] == [
        ["站&lt;A1&gt; A1", "PM2.5", "50.0%", "6.0 小时", "2 分钟", "读数不变；在线率偏低"],
        ["站&lt;W1&gt; W1", "", "0.0%", "–", "–", "在线率偏低"],
        ["站&lt;A2&gt; A2", "PM2.5、PM10", "30.0%", "36.0 小时", "2.0 小时", "在线率偏低；长时间中断"],
    ]


def test_day_by_day():
    _, _, days = tables(device_report(quality(), DISTRICT))
    assert days[1] == ["2024-03-01", "100.0%", "0", "0 分钟", "3", "0", "0", "30 秒", "1 分钟"]
    assert days[2] == ["2024-03-02", "25.0%", "1", "5.0 小时", "3", "1", "0", "–", "–"]


def test_in_english_and_that_made_up_data_are_called_so():
    page = device_report(quality(), DISTRICT, synthetic=True, language="en")
    assert "Synthetic demonstration data, not measured" in page
    assert "Yanqing Device quality report" in page
    assert "2024-03-01 00:00 to 2024-03-03 00:00 (UTC+8)" in page
    assert "reading stands still; Too few records" in page
    assert not re.search(r"[\u4e00-\u9fff]", re.sub("站|<style>.*?</style>", "", page))


def test_a_name_cannot_bring_markup_along():
    assert "<A1>" not in device_report(quality(), DISTRICT)


def test_where_no_arrivals_were_kept_the_page_says_why():
    without = quality([sensor("A1", "air", "pm2_5")])
    assert "没有到达时间记录" in device_report(without, DISTRICT)
    assert "没有需要检查的传感器" in device_report(without, DISTRICT)
    assert "没有到达时间记录" not in device_report(quality(), DISTRICT)


@pytest.mark.parametrize(("count", "more"), [(30, False), (33, True)])
def test_a_long_list_says_what_it_leaves_out(count, more):
    many = quality([sensor(f"A{at}", "air", "pm2_5", 0.1, "low_online:pm2_5") for at in range(count)])
    page = device_report(many, DISTRICT)
    assert len(tables(page)[1]) == 31
    assert ("另有 3 行未列出" in page) is more


def test_without_days_there_is_no_table_of_them():
    one = quality()
    assert len(tables(device_report(DeviceQuality(one.start, one.end, one.sensors, one.days[:0]), DISTRICT))) == 2
