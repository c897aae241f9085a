"""Figures counted from the files of daily sums alone, held against the same question as the engine answers it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.data_centre import District, create_centre, day_grid
from yanqing_eco_plugin.core.data_centre.day_grid import DayGrid, DayParts, day_figures
from yanqing_eco_plugin.core.data_centre.day_sums import DAY_SCHEMA
from yanqing_eco_plugin.core.data_centre.engine import Engine
from yanqing_eco_plugin.core.data_centre.queries import day_summary, merge_days

from .made import START, hours, stations, together

FIRST = date(2024, 1, 20)


@pytest.fixture(scope="module")
def engine():
    found = Engine()
    yield found
    found.close()


def made(seed: int, prop: str, days: int) -> pd.DataFrame:
    """Partial sums of some stations and intervals, in part several of the same day."""
    random = np.random.default_rng(seed)
    count = 8 * days
    n = random.integers(1, 25, count)
    return pd.DataFrame(
        {
            "property": random.choice([prop, "aaa", "zzz"], count, p=[0.8, 0.1, 0.1]),
            "station_id": random.choice(["s1", "s2", "站三"], count),
            "interval": random.choice([0, 600, 3600], count, p=[0.1, 0.2, 0.7]),
            "day": [FIRST + timedelta(days=int(day)) for day in random.integers(-3, days + 3, count)],
            "n": n,
            "sum": n * random.uniform(1, 90, count),
            "min": 0.0,
            "max": 1.0,
            "energy": n * random.uniform(1e3, 1e7, count),
            "east": n * random.uniform(-1, 1, count),
            "north": n * random.uniform(-1, 1, count),
        }
    )


@settings(max_examples=8, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    prop=st.sampled_from(["pm2_5", "leq", "wind_direction"]),
    truncation=st.sampled_from([None, "M", "Y"]),
    hours=st.sampled_from([None, 20]),
    days=st.integers(1, 60),
)
def test_figures_are_those_of_the_engine(engine, tmp_path_factory, seed, prop, truncation, hours, days):
    folder = tmp_path_factory.mktemp("sums")
    rows = made(seed, prop, days)
    files = []
    for number, some in enumerate(np.array_split(rows.sample(frac=1, random_state=1), 3)):
        table = pa.Table.from_pandas(some.sort_values(list(rows.columns[:4])), preserve_index=False).cast(DAY_SCHEMA)
        files.append(folder / f"{number}.parquet")
        pq.write_table(table, files[-1], row_group_size=7)
    last = FIRST + timedelta(days=days - 1)
    table = engine.table(files, DAY_SCHEMA)
    table = table.filter((table.day >= FIRST) & (table.day <= last) & (table.property == prop))
    expected = engine.fetch(day_summary(merge_days(table), prop, hours, truncation)).to_pandas()
    parts = DayParts()
    for _ in range(2):  # once read, once remembered
        grid = DayGrid.of(parts.of(files, prop), prop, FIRST, last)
        found = day_figures(grid, prop, hours, truncation)[expected.columns]
        types = dict.fromkeys(("interval", "valid", "records"), np.int64) | {"period_start": "datetime64[ns]"}
        pd.testing.assert_frame_equal(found.astype(types), expected.astype(types), rtol=1e-12, atol=1e-9)


def test_what_is_too_large_for_memory_is_left_to_the_engine(new_centre, monkeypatch):
    centre = new_centre()
    centre.write_features("station", stations(["air", "air"]))
    values = np.random.default_rng(1).uniform(5, 95, 24 * 40).round(1)
    centre.append_observations(together(hours("a0", "pm2_5", values), hours("a1", "pm2_5", values[::-1])))
    asked = ("pm2_5", START, START + timedelta(days=40))
    grid = centre.statistics(*asked, period="month")
    monkeypatch.setattr(day_grid, "MOST_CELLS", 79)
    pd.testing.assert_frame_equal(grid, centre.statistics(*asked, period="month"), rtol=1e-12)
    assert centre.statistics("pm2_5", START, START).empty


def test_what_is_remembered_stays_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(day_grid, "_MOST_ROWS_KEPT", 20)
    parts = DayParts()
    for number in range(5):
        table = pa.Table.from_pandas(made(number, "pm2_5", 2), preserve_index=False).cast(DAY_SCHEMA)
        file = tmp_path / f"{number}.parquet"
        pq.write_table(table.sort_by("property"), file)
        assert len(parts.of([file], "pm2_5")[0].day) > 0
    assert sum(len(part.day) for part in parts._kept.values()) <= 20


@settings(max_examples=8, deadline=None)
@given(start=st.integers(-5, 130), length=st.integers(1, 130))
def test_files_that_lie_in_the_span_are_read_without_their_instants(many_files, start, length):
    """The rows are those of the span, whether or not a file is cut by it."""
    centre, times = many_files
    after, until = START + timedelta(hours=start), START + timedelta(hours=start + length)
    parts = centre.parts()
    bounds = [int(moment.timestamp() * 1_000_000) for moment in (after, until)]
    rows = parts.observations.rows(parts.engine, after=bounds[0], until=bounds[1])
    found = parts.engine.fetch(rows.select("time")).to_pandas()["time"].sort_values().tolist()
    assert found == [time for time in times if after < time <= until]


@pytest.fixture(scope="module")
def many_files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many") / "centre"
    with create_centre(folder, district=District("110119", "延庆区", "Yanqing"), synthetic=True) as centre:
        for first in (0, 40, 80):
            centre.append_observations(hours("a0", "pm2_5", range(35), start=START + timedelta(hours=first)))
        held = centre.series(["a0"], None, START - timedelta(days=1), START + timedelta(days=99))
        yield centre, held["time"].tolist()
