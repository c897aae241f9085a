"""Random appends, repeats and corrections leave a folder centre in the state of a plain dictionary."""

from __future__ import annotations

import shutil
from datetime import timedelta

import numpy as np
import pandas as pd
import pyarrow as pa
from deltalake import DeltaTable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.data_centre import create_centre, open_centre

from .made import COLUMNS, DISTRICT, START, frame, stations
from .sums import assert_daily_sums_equal_records

KEYS = st.tuples(
    st.sampled_from(["a0", "a2", "x"]),
    st.sampled_from(["pm2_5", "leq", "wind_direction"]),
    # On both sides of midnights and of a month's end, in UTC and in Yanqing; few, so that keys meet again.
    st.sampled_from([0, 1, 24, 25, 32, 33]).map(lambda hour: START + timedelta(hours=hour)),
    st.sampled_from([0, 3600]),
)
ROWS = st.tuples(KEYS, st.one_of(st.sampled_from([1.0, 2.0, 50.25]), st.just(float("nan"))), st.sampled_from("NND"))
APPENDS = st.lists(st.one_of(st.lists(ROWS, min_size=1, max_size=12), st.just("again"), st.just("reopen")), max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(APPENDS)
def test_a_centre_is_a_dictionary(tmp_path, appends):
    folder = tmp_path / "model"
    shutil.rmtree(folder, ignore_errors=True)
    centre = create_centre(folder, district=DISTRICT)
    centre.write_features("station", stations(["air", "air", "micro"]))
    model: dict[tuple, tuple] = {}
    last: list = []
    try:
        for rows in appends:
            if rows == "reopen":
                centre.close()
                centre = open_centre(folder)
                continue
            last = last if rows == "again" else rows
            counts = [0, 0, 0]
            for key, value, flag in last:
                new = (repr(value), flag)
                counts[0 if key not in model else 2 if model[key] == new else 1] += 1
                model[key] = new
            result = centre.append_observations(frame((*key, value, flag) for key, value, flag in last))
            assert [result.added, result.corrected, result.unchanged] == counts
        check_table(centre, folder, model)
        check_latest(centre, model)
        assert_daily_sums_equal_records(centre)
    finally:
        centre.close()


def check_table(centre, folder, model):
    held = centre.series(["a0", "a2", "x"], None, START - timedelta(days=9), START + timedelta(days=9))
    found = {
        (row.station_id, row.property, row.time.to_pydatetime(), row.interval): (repr(float(row.value)), row.flag)
        for row in held.itertuples(index=False)
    }
    assert len(held) == len(found)
    assert found == model
    # The same rows as another reader of Delta Lake sees them.
    plain = pa.table(DeltaTable(str(folder / "observations")).to_pyarrow_dataset().to_table())
    table = plain.to_pandas().sort_values(COLUMNS[:4], ignore_index=True)
    pd.testing.assert_frame_equal(table[["station_id", "value", "flag"]], held[["station_id", "value", "flag"]])
    local = table["time"].dt.tz_convert("UTC")
    assert (table["year"] == local.dt.year).all()
    assert (table["month"] == local.dt.month).all()


def check_latest(centre, model):
    status = centre.latest().set_index("station_id")
    limit = timedelta(seconds=7500)
    for station in ("a0", "a2"):
        mine = {key[1:]: value for key, value in model.items() if key[0] == station}
        if not mine:
            assert status.at[station, "state"] == "none"
            continue
        newest = max(time for _, time, _ in mine)
        assert status.at[station, "newest"] == newest
        for prop in ("pm2_5", "leq", "wind_direction"):
            ends = {i: max((t for p, t, j in mine if p == prop and j == i), default=None) for i in (0, 3600)}
            recent = [i for i, end in ends.items() if end is not None and end >= newest - limit]
            shown = status.at[station, prop]
            if not recent:
                assert np.isnan(shown)
                continue
            interval = 3600 if 3600 in recent else 0
            value, flag = mine[prop, ends[interval], interval]
            expected = float(value) if flag == "N" else float("nan")
            assert shown == expected or (np.isnan(shown) and np.isnan(expected))
