"""Expected levels: HJ 633-2012 and -2026 table of break points, GB 3095 validity, GB 3838 classes, GB 3096 energy means."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from yanqing_eco_plugin.core.reports import (
    CalendarTopic,
    LegendEntry,
    calendar_chart,
    calendar_days,
    calendar_height,
    calendar_legend,
    calendar_topics,
    colour_days,
    day_at,
    day_note,
    months_between,
)
from yanqing_eco_plugin.core.standards import KINDS, LEVELS

from .frames import END, hourly, local

DAY = date(2026, 11, 22)  # the local day that ends at END


def said(kind: str, **more: str) -> dict[str, str]:
    return {"station_id": "S1", "kind": kind, **more}


def day(frame: pd.DataFrame, kind: str, topic: str, on: date = DAY, **more: str) -> pd.Series:
    names = tuple(frame["property"].unique())
    return calendar_days(frame, said(kind, **more), CalendarTopic(topic, names), on, on).loc[on]


def whole_day(prop: str, value: float, **options: object) -> pd.DataFrame:
    return hourly(prop, [value] * 24, **options)


@pytest.mark.parametrize(
    ("end", "pm2_5", "index"),
    [("2026-02-28 00:00", 75, 100), ("2026-03-02 00:00", 60, 100), ("2026-03-02 00:00", 75, 114)],
)
def test_the_index_of_a_day_is_that_of_its_edition(end: str, pm2_5: float, index: int) -> None:
    on = local(end).date()  # 16:00 UTC is still the day before
    row = day(whole_day("pm2_5", pm2_5, end=local(end)), "micro", "index", on)
    assert (row["value"], row["scheme"]) == (index, "aqi")
    assert row["level"] == (2 if index <= 100 else 3)


def test_the_hour_that_ends_at_midnight_belongs_to_the_day_before() -> None:
    frame = hourly("pm2_5", [10.0] * 24, end=END)
    days = calendar_days(frame, said("micro"), CalendarTopic("pm2_5", ("pm2_5",)), DAY, DAY + timedelta(days=1))
    assert days["valid"].tolist() == [24, 0]


@pytest.mark.parametrize(("hours", "valid"), [(19, False), (20, True)])
def test_twenty_hours_make_a_day(hours: int, valid: bool) -> None:
    row = day(hourly("pm2_5", [50.0] * hours), "micro", "pm2_5")
    assert bool(row["is_valid"]) is valid
    assert (row["valid"], row["required"]) == (hours, 20)


def test_flagged_hours_do_not_count() -> None:
    frame = hourly("pm2_5", [50.0] * 24, flags=["D"] * 5 + ["N"] * 19)
    assert not day(frame, "micro", "pm2_5")["is_valid"]


def test_a_missing_pollutant_holds_the_index_of_an_air_station_back() -> None:
    low = {"so2": 10, "no2": 10, "co": 0.5, "o3": 10, "pm10": 10}
    frame = pd.concat([whole_day(name, value) for name, value in low.items()])
    row = day(pd.concat([frame, hourly("pm2_5", [10] * 3)]), "air", "index")
    assert not row["is_valid"]
    assert (row["valid"], row["required"]) == (3, 20)


def test_ozone_is_judged_by_its_eight_hours() -> None:
    row = day(whole_day("o3", 160), "air", "o3")
    assert (row["value"], row["level"], row["required"]) == (160, 2, 14)
    assert CalendarTopic("o3", ("o3",)).label("en") == "O₃ 8 h"


def test_water_has_the_class_of_its_worst_factor() -> None:
    good = {"ph": 7.5, "dissolved_oxygen": 8.0, "permanganate_index": 1.5, "ammonia_nitrogen": 0.1}
    frame = pd.concat([hourly(name, [value] * 6, interval=14400) for name, value in good.items()])
    frame = pd.concat([frame, hourly("total_phosphorus", [0.25] * 6, interval=14400)])
    assert day(frame, "water", "state", water_body="river")["level"] == 4
    assert day(frame, "water", "state", water_body="lake")["level"] == 6


def test_noise_is_an_energy_mean() -> None:
    # Half the day 50, half 60 dB: 10 lg((10^5 + 10^6) / 2) = 57.404.
    levels = [45.0] * 6 + [50.0] * 8 + [60.0] * 8 + [45.0] * 2
    row = day(hourly("leq", levels), "noise", "ld", noise_class="2")
    assert row["value"] == pytest.approx(57.404, abs=1e-3)
    assert (row["level"], row["valid"]) == (3, 16)
    assert day(hourly("leq", levels), "noise", "ln", noise_class="2")["value"] == pytest.approx(45)
    assert day(hourly("leq", levels), "catering_noise", "ld", noise_class="1")["level"] == 2


def test_the_worst_hour_speaks_for_a_kitchen() -> None:
    frame = pd.concat([hourly("fan_on", [1.0] * 24), hourly("purifier_on", [1.0] * 23 + [0.0])])
    assert day(frame, "fume", "state")["level"] == 4
    assert day(frame[frame["property"] == "fan_on"], "fume", "state")["level"] == 1


def test_what_has_a_daily_limit_but_no_levels_is_within_or_above_it() -> None:
    levels = [day(whole_day("tsp", value), "micro", "tsp")["level"] for value in (300, 301)]
    assert levels == [1, 2]


def test_counts_are_added_up() -> None:
    assert day(whole_day("vehicle_count", 100), "vehicle", "vehicle_count")["value"] == 2400


def test_no_records_at_all_give_days_without_data() -> None:
    days = calendar_days(hourly("pm2_5", []), said("micro"), CalendarTopic("pm2_5", ("pm2_5",)), DAY, DAY)
    assert days["is_valid"].tolist() == [False]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_topics_that_can_be_drawn(kind: str) -> None:
    names = KINDS[kind].properties
    frame = pd.concat([hourly(name, np.full(48, 0.5)) for name in names])
    topics = calendar_topics(kind, names)
    assert topics
    for topic in topics:
        days = calendar_days(frame, said(kind), topic, DAY - timedelta(days=1), DAY)
        shown = colour_days(days, topic, until=DAY)
        assert shown["is_valid"].all(), topic.name
        assert shown["colour"].str.fullmatch("#[0-9a-f]{6}").all(), topic.name
        legend = calendar_legend(shown, topic, "en")
        assert set(shown["colour"]) <= {entry.colour for entry in legend}
        assert topic.label("en") in day_note(DAY, shown, topic, "en")


def test_a_scenic_station_shows_its_ions_first() -> None:
    assert [topic.name for topic in calendar_topics("scenic", KINDS["scenic"].properties)][:2] == [
        "negative_ions",
        "index",
    ]


def rectangles(days: pd.DataFrame) -> dict[str, object]:
    axes = calendar_chart(days, [(2026, 11)]).axes[0]
    return {one.get_gid(): one for one in axes.artists + axes.patches if str(one.get_gid()).startswith("2026-")}


def test_days_have_the_colour_of_their_level_and_days_without_data_are_hatched() -> None:
    frame = pd.concat([hourly("pm2_5", [200.0] * 24), hourly("pm2_5", [10.0] * 24, end=END - timedelta(days=2))])
    topic = CalendarTopic("pm2_5", ("pm2_5",))
    days = calendar_days(frame, said("micro"), topic, date(2026, 11, 1), date(2026, 11, 30))
    drawn = rectangles(colour_days(days, topic, until=DAY))
    assert len(drawn) == 30
    heavy, fine, lacking, to_come = (drawn[f"2026-11-{number}"] for number in (22, 20, 21, 23))
    assert matplotlib_hex(heavy) == LEVELS["aqi"][4].colour
    assert matplotlib_hex(fine) == LEVELS["aqi"][0].colour
    assert lacking.get_hatch()
    assert not to_come.get_hatch()
    note = day_note(date(2026, 11, 21), colour_days(days, topic, until=DAY), topic, "en")
    assert note == "2026-11-21\nNo valid data\nvalid records: 0 / 20"
    assert day_note(date(2026, 11, 23), colour_days(days, topic, until=DAY), topic, "en") == ""


def matplotlib_hex(patch: object) -> str:
    from matplotlib.colors import to_hex

    return to_hex(patch.get_facecolor())  # type: ignore[attr-defined]


def test_pointing_finds_the_day_that_is_drawn_there() -> None:
    for year, month in ((2026, 11), (2024, 2), (2027, 2)):
        nothing = pd.DataFrame({"text": [], "colour": [], "is_valid": []})
        axes = calendar_chart(nothing, [(year, month)]).axes[0]
        for patch in axes.artists + axes.patches:
            x, y = patch.get_x() + 0.4, patch.get_y() + 0.4
            found = day_at(axes, x, y)
            assert found is not None
            assert found.isoformat() == patch.get_gid()
    assert day_at(axes, -0.1, 0.5) is None
    assert day_at(axes, 6.5, 5.5) is None


@pytest.mark.parametrize(("width", "months"), [(340, 1), (340, 3), (340, 12), (960, 3), (960, 12)])
def test_months_do_not_overlap(width: int, months: int) -> None:
    legend = [LegendEntry("优", "#00e400"), LegendEntry("无有效数据", "")]
    wanted = months_between(date(2026, 1, 1), date(2026, months, 28))
    nothing = pd.DataFrame({"text": [], "colour": [], "is_valid": []})
    figure = calendar_chart(
        nothing, wanted, width=width, height=calendar_height(months, "zh", width, legend), legend=legend
    )
    boxes = [axes.get_position() for axes in figure.axes]
    assert len(boxes) == months
    assert all(box.y0 > 0 and box.x1 < 1 for box in boxes)
    for number, one in enumerate(boxes):
        assert not any(one.overlaps(other) for other in boxes[number + 1 :])


def test_months_cross_the_year() -> None:
    assert months_between(date(2025, 11, 30), date(2026, 2, 1)) == [(2025, 11), (2025, 12), (2026, 1), (2026, 2)]
