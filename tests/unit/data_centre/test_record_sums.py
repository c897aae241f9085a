"""Sums counted from the files of observations alone, held against DuckDB over the same files."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.data_centre import open_centre, record_sums
from yanqing_eco_plugin.core.data_centre.frames import OBSERVATION_SCHEMA
from yanqing_eco_plugin.core.data_centre.record_sums import RecordSums, SpanOfFile
from yanqing_eco_plugin.core.errors import CentreError

from .made import START, hours

HOUR = 3_600_000_000
KEYS = ["property", "station_id", "time", "interval"]
SUMS = {
    "pm2_5": {"total": "sum(value)"},
    "leq": {"energy": "sum(pow(10, value / 10))"},
    "wind_direction": {"east": "sum(sin(radians(value)))", "north": "sum(cos(radians(value)))"},
}


def made(seed: int, rows: int, ordered: bool, noise: float) -> pd.DataFrame:
    """Records of some stations, properties and intervals with gaps in the values and flags, each key once."""
    random = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "station_id": random.choice(["a", "b", "站三", "d" * 30], rows),
            "property": random.choice([*SUMS, "aaa", "zzz"], rows, p=[0.4, 0.2, 0.2, 0.1, 0.1]),
            "time": pd.to_datetime(random.integers(0, 500, rows) * HOUR // 2, unit="us", utc=True).astype(
                "datetime64[us, UTC]"
            ),
            "interval": random.choice([0, 600, 3600], rows, p=[0.1, 0.1, 0.8]).astype(np.int32),
            "value": np.where(random.random(rows) < noise, np.nan, random.uniform(-40, 95, rows)),
            "flag": np.where(random.random(rows) < noise, random.choice(["B", "D", "M"], rows), "N"),
        }
    ).drop_duplicates(KEYS)
    return frame.sort_values(KEYS) if ordered else frame


def write(path, frame: pd.DataFrame, **how) -> None:
    pq.write_table(pa.Table.from_pandas(frame, OBSERVATION_SCHEMA, preserve_index=False), path, **how)


def by_engine(files, prop: str, bounds: tuple[int, int]) -> pd.DataFrame:
    sums = ", ".join(f"{text} AS {name}" for name, text in SUMS[prop].items())
    with duckdb.connect() as connection:
        return connection.execute(
            f"SELECT station_id, interval, count(*) AS n, {sums}, min(value) AS low, max(value) AS high "
            "FROM read_parquet(?, hive_partitioning = false) WHERE property = ? AND flag = 'N' AND value IS NOT NULL "
            "AND epoch_us(time) > ? AND epoch_us(time) <= ? GROUP BY ALL ORDER BY station_id, interval",
            [[str(file) for file in files], prop, *bounds],
        ).df()


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    rows=st.integers(1, 3000),
    ordered=st.booleans(),
    noise=st.sampled_from([0.0, 0.02, 0.5, 1.0]),
    row_group=st.sampled_from([1, 64, 700, 5000]),
    coded=st.booleans(),
    prop=st.sampled_from(list(SUMS)),
    start=st.integers(-10, 260),
    hours=st.integers(1, 300),
)
def test_sums_are_those_of_an_engine(
    tmp_path_factory, seed, rows, ordered, noise, row_group, coded, prop, start, hours
):
    folder = tmp_path_factory.mktemp("records")
    frame = made(seed, rows, ordered, noise)
    bounds = (start * HOUR, (start + hours) * HOUR)
    files, spans = [], []
    for number, places in enumerate(np.array_split(np.arange(len(frame)), 3)):
        some = frame.iloc[places]
        files.append(folder / f"{number}.parquet")
        write(files[-1], some, row_group_size=max(row_group, len(some) // 40 + 1), use_dictionary=coded)
        time = some["time"].astype("int64")
        inside = len(some) and time.min() > bounds[0] and time.max() <= bounds[1]
        spans.append(SpanOfFile(files[-1], None if inside else bounds))
    expected = by_engine(files, prop, bounds)
    sums = RecordSums()
    for _ in range(2):  # once read, once remembered
        found = sums.of(spans, prop, extremes=True)
        pd.testing.assert_frame_equal(found, expected, check_dtype=False, rtol=1e-12, atol=1e-9)
    few = sums.of(spans, prop)
    pd.testing.assert_frame_equal(few, expected[few.columns], check_dtype=False, rtol=1e-12, atol=1e-9)


def test_all_records_without_bounds_and_none_without_files(tmp_path):
    frame = made(3, 2000, True, 0.1)
    write(tmp_path / "a.parquet", frame)
    found = RecordSums().of([SpanOfFile(tmp_path / "a.parquet")], "pm2_5")
    valid = frame.query("property == 'pm2_5' and flag == 'N'").dropna().groupby(["station_id", "interval"])["value"]
    assert found["n"].tolist() == valid.count().tolist()
    np.testing.assert_allclose(found["total"], valid.sum(), rtol=1e-12)
    for nothing in (RecordSums().of([], "pm2_5"), RecordSums().of([SpanOfFile(tmp_path / "a.parquet")], "ozone")):
        assert list(nothing.columns) == ["station_id", "interval", "n", "total"]
        assert nothing.empty


def test_a_file_that_is_gone_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="gone"):
        RecordSums().of([SpanOfFile(tmp_path / "gone.parquet")], "pm2_5")


def test_a_damaged_file_is_named(new_centre):
    centre = new_centre()
    centre.append_observations(hours("a0", "pm2_5", range(500)))
    asked = ("pm2_5", START, START + timedelta(days=30))
    assert centre.archive_statistics(*asked, figures=("n",))["n"].tolist() == [500]
    (file,) = (Path(centre.address) / "observations").glob("year=*/month=3/*.parquet")
    content = file.read_bytes()
    for damaged in (
        content[:4] + bytes(len(content) // 2) + content[4 + len(content) // 2 :],
        content[: len(content) // 2],
    ):
        file.write_bytes(damaged)
        with open_centre(centre.address, writable=False) as seen, pytest.raises(CentreError) as caught:
            seen.archive_statistics(*asked, figures=("n",))
        assert file.name in caught.value.details


def test_what_is_remembered_stays_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(record_sums, "_MOST_STRETCHES_KEPT", 2000)
    sums = RecordSums()
    for number in range(6):
        write(tmp_path / f"{number}.parquet", made(number, 1000, False, 0.1))
        sums.of([SpanOfFile(tmp_path / f"{number}.parquet")], "pm2_5")
        assert len(sums._kept) == 1 or sum(layout.size for layout in sums._kept.values()) <= 2000
