from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd

from yanqing_eco_plugin.core.reports import SeriesReadout

from .frames import END, hourly

START = END - timedelta(days=1)
NEAR = 2 / 24


def readout(frames: list[pd.DataFrame], language: str = "en") -> SeriesReadout:
    frame = pd.concat(frames)
    names = list(frame["property"].unique())
    return SeriesReadout(frame, names, start=START, end=END, language=language)


def test_the_nearest_time_is_read_with_units_and_decimals() -> None:
    one = readout([hourly("pm2_5", np.arange(24)), hourly("co", np.arange(24) / 10)])
    reading = one.at(one.axis.position(END) - 4.4 / 24, within=NEAR)
    assert reading is not None
    assert reading.time == "2026-11-22 20:00"
    assert reading.lines == ("PM2.5: 19 µg/m³", "CO: 1.9 mg/m³")


def test_far_from_any_record_nothing_is_read() -> None:
    one = readout([hourly("pm2_5", [1, 2, 3])])
    assert one.at(one.axis.position(END) - 12 / 24, within=NEAR) is None
    assert readout([hourly("pm2_5", [])]).at(0.0, within=1e9) is None


def test_a_single_record_is_found() -> None:
    one = readout([hourly("pm2_5", [5])])
    reading = one.at(one.axis.position(END), within=NEAR)
    assert reading is not None
    assert reading.lines == ("PM2.5: 5 µg/m³",)


def test_flags_and_missing_values_are_named() -> None:
    one = readout([hourly("pm2_5", [7, np.nan], flags=["D", "B"])], "zh")
    last = one.at(one.axis.position(END), within=NEAR)
    before = one.at(one.axis.position(END) - 1 / 24, within=NEAR)
    assert last is not None
    assert before is not None
    assert last.lines == ("PM2.5: — (B 通讯异常)",)
    assert before.lines == ("PM2.5: 7 µg/m³ (D 故障)",)


def test_switches_say_on_and_off() -> None:
    one = readout([hourly("fan_on", [1]), hourly("purifier_on", [0])], "zh")
    reading = one.at(one.axis.position(END), within=NEAR)
    assert reading is not None
    assert reading.lines == ("风机运行: 运行", "净化器运行: 停止")
