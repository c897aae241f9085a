"""Status rows from newest rows, without a store."""

from __future__ import annotations

import numpy as np
import pandas as pd

from yanqing_eco_plugin.core.data_centre.newest import NewestRows
from yanqing_eco_plugin.core.data_centre.status import VALUE_COLUMNS, Network, states_of, status_rows
from yanqing_eco_plugin.core.standards.assessment import assess

from .made import START, stations

END = round(START.timestamp() * 1_000_000)


def newest(rows):
    frame = pd.DataFrame(rows, columns=["station_id", "property", "interval", "newest", "value", "flag"])
    return frame.astype({"interval": np.int64, "newest": np.int64, "value": float})


def test_a_property_that_only_a_newer_plugin_knows_shows_nowhere():
    rows = newest([("a0", "pm2_5", 3600, END, 20.0, "N"), ("a0", "krypton", 3600, END, 5.0, "N")])
    found = status_rows(stations(["air"], stale_after_s=[None]), rows, received=None, utc_offset_hours=8.0)
    assert found[VALUE_COLUMNS].iloc[0].dropna().to_dict() == {"pm2_5": 20.0}


def test_some_stations_are_judged_as_all_are():
    places = stations(["air", "noise", "air", "water"], noise_class=[None, "2", None, None], stale_after_s=[None] * 4)
    rows = newest(
        [
            ("a0", "pm2_5", 3600, END, 200.0, "N"),
            ("a1", "leq", 3600, END, 71.0, "N"),
            ("a2", "pm2_5", 3600, END, 20.0, "D"),
            ("nobody", "pm2_5", 3600, END, 20.0, "N"),
        ]
    )
    everyone = states_of(Network.of(places), NewestRows.of(rows), utc_offset_hours=8.0)
    assert everyone.at.tolist() == [0, 1, 2]
    assert everyone.flag.tolist() == ["N", "N", "D"]
    asked = np.array([False, True, True, True])
    some = states_of(Network.of(places), NewestRows.of(rows), utc_offset_hours=8.0, among=asked)
    assert some.at.tolist() == [1, 2]
    wide = pd.DataFrame({"pm2_5": [200.0, np.nan, np.nan], "leq": [np.nan, 71.0, np.nan]})
    judged = assess(places.iloc[:3].reset_index(drop=True), wide, on=START)
    pd.testing.assert_frame_equal(everyone.judged.frame(judged.index), judged)
    pd.testing.assert_frame_equal(
        some.judged.frame(pd.RangeIndex(2)), judged.iloc[1:].reset_index(drop=True), check_dtype=True
    )
    assert judged["alarms"].tolist()[1] == "exceedance:leq"
