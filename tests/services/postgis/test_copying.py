"""Copies between a folder and a database: nothing lost, nothing twice, verified, resumable, in both directions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point

from tests.unit.data_centre.contract_editing import rows
from tests.unit.data_centre.contract_positions import fixes, resources
from tests.unit.data_centre.made import DISTRICT, EVER, START, frame, hours, stations, together, townships
from tests.unit.data_centre.sums import assert_daily_sums_equal_records as assert_folder_sums
from yanqing_eco_plugin.core.data_centre import District, Edit, create_centre
from yanqing_eco_plugin.core.data_centre.copying import bulk_access, copy_centre
from yanqing_eco_plugin.core.data_centre.copying_access import Span
from yanqing_eco_plugin.core.data_centre.copying_sums import value_hashes
from yanqing_eco_plugin.core.errors import CentreError, InputError

from .sums import assert_daily_sums_equal_records as assert_shared_sums


@pytest.fixture
def folder(tmp_path):
    with create_centre(tmp_path / "folder", district=DISTRICT, townships=townships()) as centre:
        yield centre


@pytest.fixture
def other_folder(tmp_path):
    with create_centre(tmp_path / "other", district=DISTRICT) as centre:
        yield centre


@pytest.fixture
def shared(new_centre):
    return new_centre()


def fill(centre) -> None:
    """Four months over a turn of the year, all kinds of values and flags, forms with versions, a log, positions."""
    centre.write_features("station", stations(note=[None, '雪, "quoted"', "", "two\nlines", "back\\slash"]))
    start = datetime(2023, 11, 29, 16, tzinfo=UTC)
    numbers = np.random.default_rng(1).normal(40, 30, 24 * 70).round(3)
    numbers[5], numbers[9] = np.nan, -0.0
    flags = ["D" if at in (5, 700) else "N" for at in range(len(numbers))]
    centre.append_observations(
        together(
            hours("a0", "pm2_5", numbers, start=start, flag=flags),
            hours("a4", "leq", numbers[:100], start=start, interval=1),
            hours("x", "wind_direction", [350.0, 10.0] * 30, start=start, interval=0 + 60),
            frame([("a1", "o3", datetime(2001, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), 0, 1e-300, "N")]),
        )
    )  # fmt: skip
    late = start + timedelta(days=71)
    centre.append_observations(hours("a0", "no2", [1.0] * 30, start=late - timedelta(hours=30)), received=late)
    centre.change([Edit("grid_plan", rows("grid_plan", "p1", "p2"))], by="planner")
    centre.change([Edit("grid_plan", rows("grid_plan", "p1", title="二"))], by="other")
    centre.change([Edit("log_entry", rows("log_entry", "l1", photo=b"\x00\xff"))])
    centre.write_features("resource", resources("r1"))
    centre.append_fixes(fixes("r1", [1, 2, 3], speed_ms=4.0))
    centre.add_quarantine(pd.DataFrame({"source": ["s"], "reason": ["r"], "raw": [b"\x00raw"]}))


def assert_same(one, other) -> None:
    ids = ["a0", "a1", "a4", "x"]
    pd.testing.assert_frame_equal(one.series(ids, None, *EVER), other.series(ids, None, *EVER))
    for name in ("station", "arrival", "grid_plan", "log_entry", "quarantine", "resource", "resource_position"):
        pd.testing.assert_frame_equal(pd.DataFrame(one.features(name)), pd.DataFrame(other.features(name)))
    pd.testing.assert_frame_equal(
        one.latest().drop(columns=["age_s", "received"]), other.latest().drop(columns=["age_s", "received"])
    )
    pd.testing.assert_frame_equal(one.fixes(None, *EVER), other.fixes(None, *EVER))
    assert one.time_span() == other.time_span()
    for period in ("month", "whole"):
        pd.testing.assert_frame_equal(
            one.statistics("pm2_5", *EVER, period=period), other.statistics("pm2_5", *EVER, period=period), rtol=1e-12
        )


def test_there_and_back_again(folder, shared, other_folder):
    fill(folder)
    there = copy_centre(folder, shared)
    assert [month.how for month in there.months] == ["copied"] * 5
    assert there.rows == len(folder.series(["a0", "a1", "a4", "x"], None, *EVER))
    assert there.fixes == 3
    assert_same(folder, shared)
    assert_shared_sums(shared)
    back = copy_centre(shared, other_folder)
    assert [month.how for month in back.months] == ["copied"] * 5
    assert [(m.month, m.rows, m.checksum) for m in back.months] == [(m.month, m.rows, m.checksum) for m in there.months]
    assert_same(folder, other_folder)
    assert_folder_sums(other_folder)
    # Both go on being written to afterwards.
    for centre in (shared, other_folder):
        assert centre.append_observations(hours("a0", "pm2_5", [1.0, 2.0])).added == 2
        assert centre.change([Edit("grid_plan", rows("grid_plan", "p1", row_version=2))]) == 1


def test_a_second_copy_moves_nothing(folder, shared):
    fill(folder)
    copy_centre(folder, shared)
    before = shared.revision()
    again = copy_centre(folder, shared)
    assert {month.how for month in again.months} == {"present"}
    assert (again.features, again.fixes) == ({}, 0)
    assert shared.revision() == before


def test_a_copy_that_was_stopped_goes_on_where_it_was(folder, shared):
    fill(folder)

    class StopAfter:
        def __init__(self, fraction):
            self.fraction, self.stop = fraction, False

        def report(self, fraction, message=""):
            self.stop = self.stop or fraction >= self.fraction

        def cancelled(self):
            return self.stop

    with pytest.raises(Exception, match="cancelled"):
        copy_centre(folder, shared, progress=StopAfter(0.5))
    part = len(shared.series(["a0"], None, *EVER)) + len(shared.series(["a1"], None, *EVER))
    assert part
    report = copy_centre(folder, shared)
    hows = [month.how for month in report.months]
    assert hows[0] == "present"
    assert "copied" in hows
    assert_same(folder, shared)
    assert_shared_sums(shared)


def test_months_that_hold_other_rows_are_merged_and_the_source_wins(folder, shared):
    fill(folder)
    start = datetime(2023, 11, 29, 16, tzinfo=UTC)
    shared.append_observations(
        together(hours("a0", "pm2_5", [999.0], start=start), hours("b9", "so2", [7.0], start=start))
    )
    report = copy_centre(folder, shared)
    assert {month.month: month.how for month in report.months}[(2023, 11)] == "merged"
    one, other = folder.series(["a0"], None, *EVER), shared.series(["a0"], None, *EVER)
    pd.testing.assert_frame_equal(one, other)
    assert len(shared.series(["b9"], None, *EVER)) == 1
    assert_shared_sums(shared)


def test_only_a_span_of_time(folder, shared):
    fill(folder)
    start, end = datetime(2023, 12, 10, tzinfo=UTC), datetime(2024, 1, 5, tzinfo=UTC)
    report = copy_centre(folder, shared, start=start, end=end)
    assert [month.month for month in report.months] == [(2023, 12), (2024, 1)]
    pd.testing.assert_frame_equal(folder.series(["a0", "x"], None, start, end), shared.series(["a0", "x"], None, *EVER))
    assert report.rows == len(shared.series(["a0", "x", "a4"], None, *EVER))
    with pytest.raises(InputError):
        copy_centre(folder, shared, start=start.replace(tzinfo=None))


def test_a_span_of_one_whole_month_is_that_month(folder, shared):
    fill(folder)
    last = timedelta(microseconds=1)
    span = datetime(2024, 1, 1, tzinfo=UTC) - last, datetime(2024, 2, 1, tzinfo=UTC) - last
    report = copy_centre(folder, shared, start=span[0], end=span[1])
    assert [month.month for month in report.months] == [(2024, 1)]
    assert report.rows == len(folder.series(["a0", "a1", "a4", "x"], None, *span)) > 0


def test_what_does_not_belong_together_is_refused(folder, shared, tmp_path):
    with pytest.raises(InputError):
        copy_centre(folder, folder)
    with (
        create_centre(tmp_path / "elsewhere", district=District("1", "elsewhere")) as elsewhere,
        pytest.raises(InputError),
    ):
        copy_centre(elsewhere, shared)
    with create_centre(tmp_path / "made", district=DISTRICT, synthetic=True) as made, pytest.raises(InputError):
        copy_centre(made, shared)


def spoiled_values(part):
    values = part.column("value").to_numpy().copy()
    values[0] += 1e-9
    return part.set_column(part.schema.get_field_index("value"), "value", [values])


@pytest.mark.parametrize(
    "spoil",
    [
        spoiled_values,
        lambda part: part.slice(1),
        lambda part: part.set_column(
            part.schema.get_field_index("value"), "value", [np.roll(part.column("value").to_numpy(), 1)]
        ),
        lambda part: part.set_column(
            part.schema.get_field_index("flag"), "flag", [["D", *part.column("flag").to_pylist()[1:]]]
        ),
    ],
)
def test_what_arrives_changed_is_noticed(folder, shared, monkeypatch, spoil):
    from yanqing_eco_plugin.core.data_centre.postgis.bulk import SharedBulk

    folder.append_observations(hours("a0", "pm2_5", [1.0, 2.0, 3.0]))
    load = SharedBulk.load_month
    monkeypatch.setattr(SharedBulk, "load_month", lambda self, month, parts: load(self, month, map(spoil, parts)))
    with pytest.raises(CentreError) as caught:
        copy_centre(folder, shared)
    assert "2024-02" in caught.value.message


def test_both_kinds_compute_the_same_checksum(folder, shared):
    fill(folder)
    for centre in (folder, shared):
        centre.append_observations(hours("a0", "so2", [1.5], start=datetime(1950, 1, 1, 0, 0, 0, 500000, tzinfo=UTC)))
    copy_centre(folder, shared)
    one, other = bulk_access(folder), bulk_access(shared)
    try:
        assert one.months() == other.months()
        for month in one.months():
            for span in (Span(), Span(end=START - timedelta(days=60)), Span(start=START - timedelta(days=60))):
                assert one.month_sum(month, span) == other.month_sum(month, span)
    finally:
        one.close()
        other.close()


def test_shapes_arrive_to_the_last_bit(folder, shared):
    points = gpd.GeoDataFrame(
        {"station_id": ["p"], "kind": ["air"]}, geometry=[Point(116.123456789012345, 40.1 + 1e-14)], crs=4326
    )
    folder.write_features("station", points)
    copy_centre(folder, shared)
    assert shared.stations().geometry.iloc[0].equals_exact(points.geometry.iloc[0], 0)


def test_values_are_hashed_as_the_database_does(postgres_server):
    values = np.array([1.0, -1.5, 0.0, -0.0, 1e-300, 123456.789, np.inf, 5e-324, np.pi])
    with postgres_server.connect() as connection:
        expected = connection.execute(
            "SELECT hashfloat8extended(v, 0) FROM unnest(%s::float8[]) WITH ORDINALITY AS t(v, n) ORDER BY n",
            [values.tolist()],
        ).fetchall()
    assert value_hashes(values).tolist() == [number for (number,) in expected]


def test_what_an_interrupted_copy_left_uncounted_is_counted_by_the_next(folder, shared, monkeypatch):
    from yanqing_eco_plugin.core.data_centre.postgis.bulk import SharedBulk

    fill(folder)

    def killed(self):
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(SharedBulk, "finish", killed)
        with pytest.raises(RuntimeError, match="killed"):
            copy_centre(folder, shared)
    assert shared.time_span() is None
    assert {month.how for month in copy_centre(folder, shared).months} == {"present"}
    assert_same(folder, shared)
