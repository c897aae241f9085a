"""The parts of the dock that decide what is shown, without a window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("qgis.gui", reason="QGIS is not installed")

from yanqing_eco_plugin.core.data_centre import District, create_centre
from yanqing_eco_plugin.gui.one_map.alarm import ALARM_TYPES, Alarm, severity
from yanqing_eco_plugin.gui.one_map.alarm_groups import AlarmFilter, group_alarms
from yanqing_eco_plugin.gui.one_map.clock import age_text, from_field, local_text, to_field
from yanqing_eco_plugin.gui.one_map.past_map import past_map
from yanqing_eco_plugin.gui.one_map.ranking_model import ranked
from yanqing_eco_plugin.gui.one_map.situation import TownshipAir, read_situation
from yanqing_eco_plugin.gui.station_tool import Hit, nearest_hits

codes = st.sampled_from([*ALARM_TYPES[1:], "exceedance:pm2_5", "exceedance:leq", "something_new"])
alarms = st.lists(
    st.builds(Alarm, codes, st.text("ab1", min_size=1, max_size=3), st.sampled_from(["air", "fume"])),
    unique_by=lambda one: one.key,
)
filters = st.builds(AlarmFilter, st.sampled_from(["", "fume"]), st.sampled_from(["", "exceedance"]), st.text("aB 1"))
townships = st.lists(
    st.builds(
        TownshipAir,
        code=st.text("0123456789", min_size=2, max_size=2),
        name=st.just("镇"),
        name_en=st.just(""),
        index_value=st.none() | st.integers(0, 500),
        level=st.just(1),
        pm2_5=st.none() | st.floats(0, 500),
        basis=st.just("air"),
        stations=st.just(1),
        reporting=st.just(1),
        bounds=st.none(),
    ),
    unique_by=lambda one: one.code,
)


@given(alarms, filters)
def test_every_wanted_alarm_is_in_one_group_and_no_other(given_alarms: list[Alarm], wanted: AlarmFilter) -> None:
    groups = group_alarms(given_alarms, wanted)
    listed = [alarm for group in groups for alarm in group.alarms]
    assert sorted(one.key for one in listed) == sorted(one.key for one in given_alarms if wanted.passes(one))
    assert all(alarm.code == group.code for group in groups for alarm in group.alarms)
    order = [(severity(group.code), len(group.alarms)) for group in groups]
    assert order == sorted(order, reverse=True)


def test_the_text_finds_names_ids_and_townships() -> None:
    one = Alarm("stale", "YQ-FUM-001", "fume", "东关餐饮点01", "East Gate kitchen 01", "延庆镇")
    assert AlarmFilter(text="东关").passes(one)
    assert AlarmFilter(text="east GATE").passes(one)
    assert AlarmFilter(text="fum-001 延庆").passes(one)
    assert not AlarmFilter(text="east 02").passes(one)


def test_the_map_of_an_empty_centre_is_empty(tmp_path: Path) -> None:
    with create_centre(tmp_path / "empty", district=District("110119", "延庆区")) as empty:
        past = past_map(read_situation(empty, datetime(2026, 11, 1, tzinfo=UTC)))
    assert (past.tables, past.features, len(past.nobody)) == ({}, {}, 0)
    assert "geometry" in past.nobody.columns


def test_an_alarm_nobody_knows_is_taken_seriously() -> None:
    assert severity("something_new") == severity("exceedance:pm2_5") > severity("purifier_off") > severity("stale")


@given(townships, st.sampled_from(["index", "pm2_5"]))
def test_ranks_are_those_of_a_competition(places: list[TownshipAir], by: str) -> None:
    rows = ranked(places, by)
    assert sorted(one.code for _, one in rows) == sorted(one.code for one in places)
    values = [one.index_value if by == "index" else one.pm2_5 for _, one in rows]
    known = [value for value in values if value is not None]
    assert values == [*sorted(known), *[None] * (len(values) - len(known))]
    assert [rank for rank, _ in rows] == [
        0 if value is None else 1 + sum(other < value for other in known) for value in values
    ]


def test_of_stations_on_one_spot_each_is_offered_once() -> None:
    hits = [
        Hit("far", "air", "", 3.9),
        Hit("near", "air", "", 1.0),
        Hit("near", "air", "", 1.0),  # live and played at once
        Hit("same spot", "water", "", 2.0),
        Hit("out of reach", "air", "", 4.1),
    ]
    assert [hit.station_id for hit in nearest_hits(hits)] == ["near", "same spot"]
    assert [hit.station_id for hit in nearest_hits(hits[:1])] == ["far"]
    assert nearest_hits(hits[-1:]) == []


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.sampled_from([8.0, -3.5, 0.0, 5.75]))
def test_a_field_means_the_districts_clock(naive: datetime, offset: float) -> None:
    when = naive.replace(second=0, microsecond=0, tzinfo=UTC)
    assert from_field(to_field(when, offset), offset) == when
    assert local_text(when, offset) == (when + timedelta(hours=offset)).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "just now"),
        (119, "just now"),
        (120, "2 min ago"),
        (7199, "119 min ago"),
        (7200, "2 h ago"),
        (172800, "2 days ago"),
    ],
)
def test_ages_in_words(seconds: int, text: str) -> None:
    assert age_text(seconds, "en") == text
