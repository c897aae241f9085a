"""Pictures of the lidar: drawn in both languages, with the right colours in the right places."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from matplotlib.figure import Figure

from yanqing_eco_plugin.core.demo.lidar import LIDAR_SITE, made_up_day, made_up_rhi, made_up_turn
from yanqing_eco_plugin.core.lidar import QUANTITIES, TimeHeight, part_of_scan, scan_field, time_height
from yanqing_eco_plugin.core.lidar.curtain import rhi_section
from yanqing_eco_plugin.core.lidar.line_section import section_along
from yanqing_eco_plugin.core.reports.lidar_panels import local_stamp, ramp_colours, value_ends
from yanqing_eco_plugin.core.reports.lidar_plan import plan_picture
from yanqing_eco_plugin.core.reports.lidar_section import section_picture, sources_text
from yanqing_eco_plugin.core.reports.lidar_time_height import time_height_picture
from yanqing_eco_plugin.core.reports.picture import chart_pixels


def texts(figure: Figure) -> str:
    found = [text.get_text() for text in figure.texts]
    for axes in figure.axes:
        found += [axes.get_xlabel(), axes.get_ylabel(), axes.get_title()]
        found += [text.get_text() for text in (*axes.get_xticklabels(), *axes.get_yticklabels())]
        if axes.get_legend() is not None:
            found += [text.get_text() for text in axes.get_legend().get_texts()]
    return " | ".join(found)


@pytest.fixture(scope="module")
def profiles() -> TimeHeight:
    return time_height(made_up_day(minutes=48, every=timedelta(minutes=30), gates=1500).scan)


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ("合成数据", "边界层高度", "高度")), ("en", ("Synthetic", "Boundary"))]
)
@pytest.mark.parametrize("quantity", ["rcs", "extinction", "depolarisation"])
def test_time_and_height(profiles: TimeHeight, quantity: str, language: str, words: tuple[str, ...]) -> None:
    figure = time_height_picture(profiles, quantity, language, width=600, height=320)
    told = texts(figure)
    assert QUANTITIES[quantity].label(language) in told
    assert all(word in told for word in words)
    assert "2026-01-01 00:00" in told
    pixels, width, height = chart_pixels(figure)
    assert (width, height) == (600, 320)
    assert len(set(np.frombuffer(pixels, np.uint32).tolist())) > 50


def test_a_pause_stays_white(profiles: TimeHeight) -> None:
    kept = np.r_[0:10, 30:48]
    holed = replace(
        profiles,
        time=profiles.time[kept],
        fields={name: values[kept] for name, values in profiles.fields.items()},
        layer=type(profiles.layer)(*(getattr(profiles.layer, name)[kept] for name in profiles.layer.__annotations__)),
        cloud_base_m=profiles.cloud_base_m[kept],
        night=profiles.night[kept],
    )
    figure = time_height_picture(holed, "extinction", width=600, height=320)
    pixels, width, _ = chart_pixels(figure)
    image = np.frombuffer(pixels, np.uint8).reshape(320, width, 4)
    row = image[240, 75:485, :3].astype(int)
    white = (row > 250).all(axis=1)
    assert white[int(410 * 13 / 48) : int(410 * 28 / 48)].mean() > 0.9
    assert white[:60].mean() < 0.2


def test_sections_and_plans(profiles: TimeHeight) -> None:
    rhi = made_up_rhi(gates=1200)
    figure = section_picture(rhi_section(rhi.scan, scan_field(rhi.scan, "rcs")), "zh", width=500, height=300)
    assert "方位 120°" in texts(figure)
    assert len(chart_pixels(figure)[0]) == 500 * 300 * 4
    turn = made_up_turn(gates=400)
    figure = plan_picture(turn.scan, scan_field(turn.scan, "extinction"), "en", width=500, height=460)
    assert "1.0° elevation" in texts(figure)
    assert "Synthetic data" in texts(figure)
    assert "km⁻¹" in texts(figure)


def test_what_is_measured_is_not_called_synthetic() -> None:
    turn = made_up_turn(gates=200, azimuth=np.arange(90.0))
    plain = replace(turn.scan, attributes={})
    assert "Synthetic" not in texts(plan_picture(plain, scan_field(plain, "rcs"), "en", width=400, height=400))


def test_nothing_to_show_is_said(profiles: TimeHeight) -> None:
    unknown = replace(profiles, time=np.full(profiles.time.shape, np.datetime64("NaT")))
    figure = time_height_picture(unknown, "rcs", "en")
    chart_pixels(figure)
    assert "Nothing to show" in " ".join(text.get_text() for axes in figure.axes for text in axes.texts)


def test_ramps_hit_their_stops() -> None:
    colours, norm = ramp_colours("extinction")
    assert colours(norm(0.0))[:3] == pytest.approx((1.0, 0xFB / 255, 0xE0 / 255), abs=0.01)
    ends = value_ends("rcs", np.geomspace(1e3, 1e6, 1000))
    assert ends is not None
    colours, norm = ramp_colours("rcs", ends)
    assert norm(np.sqrt(ends[0] * ends[1])) == pytest.approx(0.5)
    assert value_ends("extinction", np.ones(3)) is None
    assert value_ends("rcs", np.full(3, np.nan)) == (1e-3, 1.0)
    assert local_stamp(np.datetime64("NaT"), 8) == ""
    day = part_of_scan(made_up_day(minutes=2, gates=60).scan, slice(0, 1))
    assert local_stamp(day.time[0], 8) == "2026-01-01 00:00"


def test_a_section_along_a_line_names_the_scans_it_rests_on() -> None:
    noon = datetime(2026, 1, 1, 4, tzinfo=UTC)
    turns = [
        made_up_turn(
            elevation=angle,
            start=noon + timedelta(minutes=5 * angle),
            gates=300,
            width_m=15.0,
            azimuth=range(0, 360, 5),
        )
        for angle in (1.0, 3.0)
    ]
    rhi = made_up_rhi(start=noon, gates=600)
    line = [(LIDAR_SITE.longitude - 0.02, LIDAR_SITE.latitude + 0.009), (LIDAR_SITE.longitude + 0.03, 40.4467)]
    section = section_along([*(one.scan for one in turns), rhi.scan], line, "rcs")
    assert sources_text(section, "en") == "2026-01-01 · turns 1.0–3.0° 12:05–12:15 · section 120° 12:00"
    assert sources_text(section, "zh", 0.0) == "2026-01-01 · 扫描 1.0–3.0° 04:05–04:15 · 剖面 120° 04:00"
    figure = section_picture(section, "en")
    texts = " ".join(text.get_text() for text in figure.texts)
    assert "section along a line" in texts
    assert "Synthetic" in texts
    assert any("along the line" in axes.get_xlabel() for axes in figure.axes)
