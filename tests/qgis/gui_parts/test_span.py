from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from yanqing_eco_plugin.gui.station.span import span_for

NOW = datetime(2026, 11, 22, 16, 20, tzinfo=UTC)
WEEK = timedelta(days=7)


def test_now_ends_now() -> None:
    span = span_for(WEEK, now=NOW, moment=None, newest=NOW - timedelta(hours=1))
    assert (span.start, span.end, span.live) == (NOW - WEEK, NOW, True)


def test_a_station_without_values_shows_the_last_days_all_the_same() -> None:
    assert span_for(WEEK, now=NOW, moment=None, newest=None).end == NOW


def test_where_nothing_came_for_longer_than_the_span_it_ends_with_the_newest_value() -> None:
    newest = datetime(2018, 1, 31, 15, tzinfo=UTC)
    span = span_for(WEEK, now=NOW, moment=None, newest=newest)
    assert (span.start, span.end) == (newest - WEEK, newest)


@pytest.mark.parametrize("days", [0.1, 1, 5, 400])
def test_a_moment_lies_inside_and_nothing_lies_in_the_future(days: float) -> None:
    moment = NOW - timedelta(days=days)
    span = span_for(WEEK, now=NOW, moment=moment, newest=NOW)
    assert span.start < moment < span.end <= NOW
    assert span.end - span.start == WEEK
    assert not span.live
