"""What every kind of centre does with fixes: nothing lost, nothing twice, the newest on the map."""

from __future__ import annotations

from datetime import timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import Point

from yanqing_eco_plugin.core.data_centre import AppendResult
from yanqing_eco_plugin.core.errors import InputError

from .made import EVER, START

KEY = ["resource_id", "time"]


def fixes(name: str, seconds: list[float], *, lon: float = 116.0, **columns: object) -> pd.DataFrame:
    """Fixes of one unit, the n-th n thousandths of a degree east of `lon`."""
    return pd.DataFrame(
        {
            "resource_id": name,
            "time": pd.DatetimeIndex([START + timedelta(seconds=s) for s in seconds]).as_unit("ns"),
            "lon": lon + 0.001 * np.arange(len(seconds)),
            "lat": 40.4,
            **columns,
        }
    )


def resources(*names: str, kind: str = "vehicle") -> gpd.GeoDataFrame:
    rows = {"resource_id": names, "kind": kind, "state": "free"}
    return gpd.GeoDataFrame(rows, geometry=[Point(115.9, 40.3)] * len(names), crs=4326)


def times(frame: pd.DataFrame) -> list[float]:
    return ((frame["time"] - pd.Timestamp(START)).dt.total_seconds()).tolist()


class PositionsContract:
    """Tests; `new_centre` and `reopen` make and open centres."""

    def test_fixes_come_back_in_order(self, new_centre, reopen):
        centre = new_centre()
        assert centre.append_fixes(fixes("b", [3, 1, 2], speed_ms=5.0, source="gps")) == AppendResult(3)
        assert centre.append_fixes(fixes("a", [1])) == AppendResult(1)
        again = reopen(centre, writable=False)
        found = again.fixes(None, *EVER)
        assert found["resource_id"].tolist() == ["a", "b", "b", "b"]
        assert times(found) == [1, 1, 2, 3]
        assert found["lon"].tolist() == pytest.approx([116.0, 116.001, 116.002, 116.0])
        assert found["speed_ms"].tolist()[1:] == [5, 5, 5]
        assert np.isnan(found["speed_ms"][0])
        assert np.isnan(found["source_lon"]).all()
        assert found["time"].dtype == "datetime64[ns, UTC]" == found["received"].dtype

    def test_a_span_a_unit_and_a_thinner_track(self, new_centre):
        centre = new_centre()
        centre.append_fixes(pd.concat([fixes("a", list(range(120))), fixes("b", [50])]))
        some = centre.fixes(["a"], START + timedelta(seconds=10), START + timedelta(seconds=20))
        assert times(some) == list(range(11, 21))
        thin = centre.fixes(None, *EVER, every_s=60, columns=["resource_id", "time"])
        assert list(thin.columns) == KEY
        assert [*zip(thin["resource_id"], times(thin))] == [("a", 59), ("a", 119), ("b", 50)]
        assert centre.fixes([], *EVER).empty
        assert centre.fixes(["nobody"], *EVER).empty

    def test_nothing_twice_whatever_comes_again(self, new_centre, reopen):
        centre = new_centre()
        centre.append_fixes(fixes("a", [1, 2, 3.5]))
        assert centre.append_fixes(fixes("a", [1, 2, 3.5], lon=117)) == AppendResult(0, 0, 3)
        assert reopen(centre).append_fixes(fixes("a", [3.5, 2.5, 2.5, 4])) == AppendResult(2, 0, 2)
        found = centre.fixes(None, *EVER)
        assert times(found) == [1, 2, 2.5, 3.5, 4]
        assert found["lon"].iloc[0] == 116.0

    def test_the_live_view_has_the_newest_fix_and_its_age(self, new_centre):
        centre = new_centre()
        centre.write_features("resource", resources("a", "b"))
        before = centre.revision()
        now = pd.Timestamp.now("UTC").floor("s")
        centre.append_fixes(fixes("a", [5]).assign(time=now - pd.Timedelta("100s"), course_deg=90.0))
        centre.append_fixes(fixes("a", [1], lon=117))
        assert centre.revision() != before
        live = centre.features("resource_live").set_index("resource_id")
        assert live["state"].tolist() == ["free", "free"]
        assert live["fix_state"].to_dict() == {"a": "online", "b": "none"}
        assert live.geometry["a"] == Point(116.0, 40.4)
        assert live.geometry["b"] == Point(115.9, 40.3)
        assert 100 <= live["age_s"]["a"] < 160
        assert pd.isna(live["age_s"]["b"])
        assert live["course_deg"]["a"] == 90

    def test_a_position_grows_stale_by_the_kind_of_resource(self, new_centre):
        centre = new_centre()
        both = pd.concat(
            [resources("car"), resources("house", kind="depot"), resources("slow").assign(stale_after_s=9999)]
        )
        centre.write_features("resource", both)
        old = pd.Timestamp.now("UTC") - pd.Timedelta("20min")
        centre.append_fixes(pd.concat([fixes(name, [0]).assign(time=old) for name in ("car", "house", "slow")]))
        live = centre.features("resource_live").set_index("resource_id")
        assert live["fix_state"].to_dict() == {"car": "stale", "house": "online", "slow": "online"}

    def test_a_unit_nobody_registered_is_kept_and_not_shown(self, new_centre):
        centre = new_centre()
        centre.append_fixes(fixes("stranger", [1]))
        assert len(centre.features("resource_position")) == 1
        assert centre.features("resource_live").empty
        centre.write_features("resource", resources("stranger"))
        assert centre.features("resource_live").geometry.iloc[0] == Point(116.0, 40.4)

    def test_the_original_of_another_datum_is_kept(self, new_centre):
        centre = new_centre()
        centre.append_fixes(fixes("a", [1], datum="gcj02", source_lon=116.006, source_lat=40.401))
        found = centre.fixes(None, *EVER)
        assert found.loc[0, ["datum", "source_lon", "source_lat"]].tolist() == ["gcj02", 116.006, 40.401]

    @pytest.mark.parametrize(
        "spoilt",
        [
            fixes("a", [1]).drop(columns="lon"),
            fixes("a", [1]).assign(time=pd.Timestamp("2024-01-01")),
            fixes("a", [1]).assign(time=pd.Timestamp("1970-01-01", tz="UTC")),
            fixes("a", [1]).assign(lat=91.0),
            fixes("a", [1]).assign(lon=np.nan),
            fixes("", [1]),
            fixes("a", [1]).assign(resource_id=None),
        ],
    )
    def test_what_is_no_fix_is_refused_and_nothing_written(self, new_centre, spoilt):
        centre = new_centre()
        with pytest.raises(InputError):
            centre.append_fixes(spoilt)
        assert centre.fixes(None, *EVER).empty

    def test_naive_spans_and_unknown_columns_are_refused(self, new_centre):
        centre = new_centre()
        with pytest.raises(InputError):
            centre.fixes(None, START.replace(tzinfo=None), START)
        with pytest.raises(InputError):
            centre.fixes(None, *EVER, columns=["colour"])

    # Each kind of centre runs it with a class of its own: that is what a contract is for.
    @settings(
        max_examples=8,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    @given(data=st.data())
    def test_any_delivery_gives_the_same_track(self, new_centre_each, data):
        rows = data.draw(
            st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 30)), min_size=1, max_size=40), label="fixes"
        )
        cuts = sorted(data.draw(st.lists(st.integers(0, len(rows)), max_size=3), label="cuts"))
        centre = new_centre_each()
        for start, end in zip([0, *cuts], [*cuts, len(rows)]):
            if start < end:
                centre.append_fixes(pd.concat([fixes(name, [second]) for name, second in rows[start:end]]))
        found = centre.fixes(None, *EVER)
        assert [*zip(found["resource_id"], times(found))] == sorted(set(rows))
        newest = centre.features("resource_position").set_index("resource_id")["fix_time"]
        assert newest.to_dict() == found.groupby("resource_id")["time"].max().to_dict()
