from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.reports.time_axis import TimeAxis
from yanqing_eco_plugin.core.reports.value_axis import tick_texts, value_range, value_ticks

instants = st.datetimes(datetime(2001, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))


@given(
    start=instants,
    hours=st.floats(0.5, 24 * 4000),
    offset=st.sampled_from([8.0, 0.0, -3.5, 5.75]),
    width=st.integers(120, 2000),
)
def test_ticks_lie_in_the_span_and_leave_room_for_their_labels(
    start: datetime, hours: float, offset: float, width: int
) -> None:
    axis = TimeAxis(start, start + timedelta(hours=hours), offset)
    places, labels = axis.ticks(width)
    low, high = axis.position(axis.start), axis.position(axis.end)
    assert len(places) == len(labels)
    assert all(low - 1e-6 <= place <= high + 1e-6 for place in places)
    if len(places) > 1:
        assert min(np.diff(places)) / (high - low) * width > 40


@given(start=instants, offset=st.sampled_from([8.0, -3.5]))
def test_a_place_on_the_axis_is_an_instant(start: datetime, offset: float) -> None:
    axis = TimeAxis(start, start + timedelta(days=1), offset)
    assert abs(axis.instant(axis.position(start)) - start) < timedelta(milliseconds=1)
    assert axis.positions(pd.DatetimeIndex([start]))[0] == pytest.approx(axis.position(start), abs=1e-8)


def test_years_get_months() -> None:
    start = datetime(2025, 1, 1, tzinfo=UTC)
    _, labels = TimeAxis(start, start + timedelta(days=730)).ticks(500)
    assert labels[0] == "2025-04"
    assert labels[-1] == "2027-01"


# To the thousandth, as finely as any property is given.
values = st.lists(st.integers(-(10**8), 10**8).map(lambda n: n / 1000), min_size=1, max_size=20)


@given(
    values=values, limits=st.lists(st.floats(0, 1e5), max_size=3), height=st.integers(60, 600), from_zero=st.booleans()
)
def test_the_range_holds_the_data(values: list[float], limits: list[float], height: int, from_zero: bool) -> None:
    low, high = value_range(np.array(values), limits, height=height, from_zero=from_zero)
    assert low <= min(values)
    assert high >= max(values)
    assert low < high
    ticks = value_ticks(low, high, height)
    assert all(low <= tick <= high for tick in ticks)
    assert len(set(tick_texts(ticks))) == len(ticks)


def test_amounts_begin_at_zero_and_others_need_not() -> None:
    steady = np.array([3.9, 4.0, 4.1])
    assert value_range(steady, from_zero=True)[0] == 0
    assert value_range(steady)[0] > 3


@pytest.mark.parametrize(("limit", "shown"), [(240.0, True), (260.0, False)])
def test_a_limit_leaves_the_data_two_fifths(limit: float, shown: bool) -> None:
    _, high = value_range(np.array([0.0, 100.0]), [limit])
    assert (high > limit) == shown


def test_no_data_shows_the_limits() -> None:
    assert value_range(np.array([np.nan]), [60.0])[1] > 60


def test_figures_are_plain() -> None:
    assert tick_texts([0.0, 0.025, 0.05]) == ["0.000", "0.025", "0.050"]
    assert tick_texts([0.0, 10000.0, 20000.0]) == ["0", "10000", "20000"]
