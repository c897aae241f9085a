from __future__ import annotations

import warnings
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from yanqing_eco_plugin.core.reports import Heading, LimitLine, chart_pixels, series_chart, series_height
from yanqing_eco_plugin.core.reports.fonts import FAMILIES, chart_families
from yanqing_eco_plugin.core.standards import KINDS

from .frames import END, hourly, local

DAY = {"start": END - timedelta(days=1), "end": END}


def panel(figure: Figure, properties: str) -> Axes:
    return next(axes for axes in figure.axes if axes.get_gid() == properties)


def line(axes: Axes, name: str) -> np.ndarray:
    found = next(one for one in axes.lines if one.get_gid() == name)
    return np.asarray(found.get_ydata(), dtype=float)


def texts(figure: Figure) -> list[str]:
    return [one.get_text() for axes in figure.axes for one in axes.texts] + [one.get_text() for one in figure.texts]


def chart(frames: Sequence[pd.DataFrame], properties: Sequence[str], **options: object) -> Figure:
    return series_chart(pd.concat(frames), properties, **{**DAY, **options})


def test_a_gap_stays_a_gap() -> None:
    frame = hourly("pm2_5", [10, 20, 30, 40, 50, 60]).drop(index=[2, 3])
    np.testing.assert_equal(line(panel(chart([frame], ["pm2_5"]), "pm2_5"), "pm2_5"), [10, 20, np.nan, 50, 60])


def test_evenly_missing_hours_of_a_four_hour_station_are_no_gap() -> None:
    frame = hourly("ph", [7.1, 7.2, 7.3], interval=14400)
    np.testing.assert_equal(line(panel(chart([frame], ["ph"]), "ph"), "ph"), [7.1, 7.2, 7.3])


def test_flagged_values_break_the_line_and_are_marked() -> None:
    frame = hourly("pm2_5", [10, 20, 999, np.nan, 50], flags=["N", "N", "D", "B", "N"])
    figure = chart([frame], ["pm2_5"], height=300)
    axes = panel(figure, "pm2_5")
    np.testing.assert_equal(line(axes, "pm2_5"), [10, 20, np.nan, 50])
    marks = [one for one in axes.lines if one.get_gid() == "pm2_5 flagged" and len(one.get_xdata())]
    assert sum(len(one.get_xdata()) for one in marks) == 2
    assert "× 标记数据（无效）" in texts(figure)


def test_without_flags_crosses_are_not_explained() -> None:
    assert "× 标记数据（无效）" not in texts(chart([hourly("pm2_5", [1, 2])], ["pm2_5"]))


def test_a_value_alone_between_gaps_is_a_dot() -> None:
    frame = hourly("pm2_5", [10, 20, 30, 40, 50]).drop(index=[1, 3])
    axes = panel(chart([frame], ["pm2_5"]), "pm2_5")
    np.testing.assert_equal(line(axes, "pm2_5 lonely"), [10, 30, 50])


def test_means_of_different_length_do_not_share_a_line() -> None:
    day = hourly("pm2_5", [77], interval=86400)
    axes = panel(chart([hourly("pm2_5", [10, 20, 30]), day], ["pm2_5"]), "pm2_5")
    np.testing.assert_equal(line(axes, "pm2_5"), [10, 20, 30])


def test_units_decide_who_shares_an_axis() -> None:
    names = ["pm2_5", "pm10", "co", "temperature"]
    figure = chart([hourly(name, [1, 2, 3]) for name in names], names)
    assert [axes.get_gid() for axes in figure.axes] == ["pm2_5 pm10", "co", "temperature"]
    shown = texts(figure)
    assert {"PM2.5", "PM10", "(µg/m³)", "CO (mg/m³)", "气温 (°C)"} <= set(shown)


def test_english_chart_has_english_words() -> None:
    figure = chart([hourly("negative_ions", [900, 950])], ["negative_ions"], language="en")
    assert "Negative oxygen ions (ions/cm³)" in texts(figure)


def test_a_near_limit_is_a_line_with_its_value() -> None:
    limit = LimitLine("pm2_5", 60, "日均限值（二级）")
    figure = chart([hourly("pm2_5", [30, 40, 50])], ["pm2_5"], limits=[limit])
    axes = panel(figure, "pm2_5")
    assert line(axes, "limit").tolist() == [60, 60]
    assert "日均限值（二级） 60" in texts(figure)
    assert axes.get_ylim()[1] > 60


def test_a_far_limit_does_not_flatten_the_data() -> None:
    figure = chart([hourly("so2", [4, 5, 6])], ["so2"], limits=[LimitLine("so2", 500, "1小时限值")])
    axes = panel(figure, "so2")
    assert axes.get_ylim()[1] < 20
    assert not [one for one in axes.lines if one.get_gid() == "limit"]
    assert "1小时限值 500 ↑" in texts(figure)


def test_limits_of_several_properties_are_told_apart() -> None:
    limits = [LimitLine("pm2_5", 60, "L"), LimitLine("pm10", 120, "L")]
    frames = [hourly("pm2_5", [50, 61]), hourly("pm10", [100, 130])]
    assert {"PM2.5 L 60", "PM10 L 120"} <= set(texts(chart(frames, ["pm2_5", "pm10"], limits=limits)))


def test_night_limits_are_drawn_at_night_only() -> None:
    limits = [LimitLine("leq", 60, "day", hours=(6, 22)), LimitLine("leq", 50, "night", hours=(22, 6))]
    start = local("2026-11-22 00:00")
    figure = series_chart(hourly("leq", [55] * 24), ["leq"], start=start, end=END, limits=limits)
    axes = panel(figure, "leq")
    drawn = sorted(
        (one.get_ydata()[0], *np.round(np.mod(one.get_xdata(), 1) * 24, 6))
        for one in axes.lines
        if one.get_gid() == "limit"
    )
    assert drawn == [(50, 0, 6), (50, 22, 0), (60, 6, 22)]


def test_limits_of_what_is_not_drawn_are_left_out() -> None:
    figure = chart([hourly("pm2_5", [1, 2])], ["pm2_5"], limits=[LimitLine("no2", 2, "x")])
    assert not [one for axes in figure.axes for one in axes.lines if one.get_gid() == "limit"]


def test_switches_are_bands_and_a_purifier_off_while_the_fan_runs_is_told_apart() -> None:
    frames = [hourly("fan_on", [1, 1, 0, 1]), hourly("purifier_on", [1, 0, 0, 0])]
    axes = chart(frames, ["fan_on", "purifier_on"]).axes[0]
    counts = {one.get_gid(): len(one.get_paths()) for one in axes.collections}
    assert counts == {
        "fan_on on": 3, "fan_on off": 1, "fan_on unlawful": 0,
        "purifier_on on": 1, "purifier_on off": 1, "purifier_on unlawful": 2,
    }  # fmt: skip
    assert [label.get_text() for label in axes.get_yticklabels()] == ["风机运行", "净化器运行"]
    assert "风机运行而净化器未开" in [text.get_text() for text in axes.texts]


def test_totals_are_bars_over_their_hour() -> None:
    axes = chart([hourly("precipitation", [0.2, 1.4])], ["precipitation"]).axes[0]
    bars = axes.patches
    assert [bar.get_height() for bar in bars] == [0.2, 1.4]
    assert (bars[1].get_x() + bars[1].get_width() / 2) * 24 % 24 == pytest.approx(23.5)
    assert axes.get_ylim()[0] == 0


def test_directions_are_dots_on_a_compass() -> None:
    axes = chart([hourly("wind_direction", [350, 10])], ["wind_direction"], language="en").axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == list("NESWN")
    assert next(one for one in axes.lines if one.get_gid() == "wind_direction").get_linestyle() == "None"


def test_the_moment_is_marked_only_inside_the_span() -> None:
    def marked(hours: float) -> bool:
        figure = chart([hourly("pm2_5", [1, 2])], ["pm2_5"], moment=END - timedelta(hours=hours))
        return any(one.get_gid() == "moment" for one in figure.axes[0].lines)

    assert marked(3)
    assert not marked(30)


def test_nothing_measured_is_said() -> None:
    assert "该时段没有数据" in texts(chart([hourly("pm2_5", [1])], ["pm2_5", "co"]))


def test_rows_outside_the_span_are_not_drawn() -> None:
    frame = hourly("pm2_5", np.arange(30))
    assert line(chart([frame], ["pm2_5"]).axes[0], "pm2_5").tolist() == list(range(6, 30))


def test_time_is_local_and_midnight_carries_the_date() -> None:
    axes = chart([hourly("pm2_5", [1] * 24)], ["pm2_5"], width=400).axes[0]
    labels = [label.get_text() for label in axes.get_xticklabels()]
    assert labels[0] == "11-22"
    assert labels[-1] == "11-23"
    assert all(text.endswith(":00") for text in labels[1:-1])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_can_be_drawn_whole(kind: str, language: str) -> None:
    names = KINDS[kind].properties
    frame = pd.concat([hourly(name, np.linspace(0, 1, 24)) for name in names])
    height = series_height(names, language, 340)
    figure = series_chart(frame, names, **DAY, width=340, height=height, language=language)
    assert {name for axes in figure.axes for name in str(axes.get_gid()).split()} == set(names)
    chart_pixels(figure)
    boxes = [axes.get_position() for axes in figure.axes]
    assert min(box.y0 for box in boxes) * height >= 15, "the time labels are cut"
    assert all(above.y0 >= below.y1 for above, below in pairwise(boxes)), "panels overlap"


@pytest.mark.skipif(not set(chart_families()) & set(FAMILIES), reason="no font with Chinese is installed")
def test_every_glyph_is_there() -> None:
    heading = Heading("延庆站 · $5$", "2026-11-22 至 2026-11-23", "数据来源", "合成演示数据")
    figure = chart([hourly("temperature", [-12, -3, 4])], ["temperature"], heading=heading)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib warns of a glyph that no font has
        chart_pixels(figure)
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert "-10" in labels
    assert "延庆站 · \\$5\\$" in texts(figure)


def test_nobodys_settings_are_read_or_changed() -> None:
    def settings() -> dict[str, object]:
        # Looking at the backend makes matplotlib choose one.
        return {key: matplotlib.rcParams[key] for key in matplotlib.rcParams if key != "backend"}

    before = settings()
    usual = chart_pixels(chart([hourly("pm2_5", [1, 2, 3])], ["pm2_5"]))
    assert settings() == before
    strange = {
        "axes.facecolor": "black",
        "axes.grid.axis": "x",
        "lines.linewidth": 9,
        "ytick.direction": "in",
        "font.size": 30,
    }
    with matplotlib.rc_context(strange):
        assert chart_pixels(chart([hourly("pm2_5", [1, 2, 3])], ["pm2_5"])) == usual


def test_pixels_follow_the_ratio() -> None:
    _, width, height = chart_pixels(chart([hourly("pm2_5", [1, 2])], ["pm2_5"], width=300, height=200, ratio=2.0))
    assert (width, height) == (600, 400)


def test_the_heading_marks_made_up_data_above_and_below() -> None:
    heading = Heading("Station", "period", "source", "SYNTHETIC")
    shown = texts(chart([hourly("pm2_5", [1, 2])], ["pm2_5"], heading=heading))
    assert shown.count("SYNTHETIC") == 2
    assert {"Station", "period", "source"} <= set(shown)
