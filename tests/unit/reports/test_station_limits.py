"""Values from GB 3095-2012 and -2026, GB 3096-2008 and DB11/890-2012."""

from __future__ import annotations

from yanqing_eco_plugin.core.reports import station_limits

from .frames import local


def values(kind: str, prop: str, start: str, end: str, **options: object) -> list[tuple[float, str]]:
    lines = station_limits(kind, [prop], local(start), local(end), **options)
    return [(line.value, "" if line.start is None else line.start.isoformat()) for line in lines]


def test_a_new_edition_is_a_new_stretch_from_its_first_local_midnight() -> None:
    found = values("air", "pm2_5", "2026-02-20 00:00", "2026-03-05 00:00")
    assert found == [(75, ""), (60, "2026-02-28T16:00:00+00:00")]


def test_the_change_is_found_in_a_span_of_years() -> None:
    found = values("air", "pm10", "2019-06-10 00:00", "2031-06-10 00:00")
    assert found == [(150, ""), (120, "2026-02-28T16:00:00+00:00"), (100, "2030-12-31T16:00:00+00:00")]


def test_winter_limits_come_and_go() -> None:
    found = values("effluent", "ammonia_nitrogen", "2026-11-15 00:00", "2027-04-15 00:00")
    assert found == [(1.0, ""), (1.5, "2026-11-30T16:00:00+00:00"), (1.0, "2027-03-31T16:00:00+00:00")]


def test_the_shortest_averaging_is_drawn() -> None:
    lines = station_limits("air", ["so2"], local("2026-11-01 00:00"), local("2026-11-02 00:00"), language="en")
    assert [(line.value, line.label) for line in lines] == [(500, "1 h limit, class 2")]


def test_what_the_station_says_of_itself_decides() -> None:
    found = values("scenic", "pm2_5", "2026-11-01 00:00", "2026-11-02 00:00", station={"air_class": "1"})
    assert found == [(35, "")]


def test_noise_has_a_line_for_the_day_and_one_for_the_night() -> None:
    station = {"noise_class": "4a"}
    lines = station_limits("noise", ["leq"], local("2026-11-01 00:00"), local("2026-11-02 00:00"), station=station)
    assert [(line.value, line.hours) for line in lines] == [(70, (6, 22)), (55, (22, 6))]


def test_what_no_standard_limits_has_no_line() -> None:
    assert values("weather", "temperature", "2026-11-01 00:00", "2026-11-02 00:00") == []
    assert values("no such kind", "pm2_5", "2026-11-01 00:00", "2026-11-02 00:00") == []
