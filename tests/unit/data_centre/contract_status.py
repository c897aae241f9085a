"""What every kind of data centre must say of the newest state of stations and townships, now and at a past moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from yanqing_eco_plugin.core.errors import InputError

from .made import START, frame, hours, stations, together, townships


class StatusContract:
    def test_a_station_without_records_has_state_none(self, new_centre):
        centre = new_centre()
        centre.write_features("station", stations())
        assert centre.latest()["state"].tolist() == ["none"] * 5
        assert centre.latest()["age_s"].isna().all()

    def test_newest_values_index_and_state(self, new_centre):
        centre = new_centre(townships=townships())
        centre.write_features("station", stations())
        now = datetime.now(UTC).replace(microsecond=0)
        received = now - timedelta(seconds=5)
        one = {"so2": 10, "no2": 20, "co": 0.5, "o3": 60, "pm10": 60, "pm2_5": 75}
        rows = [("a0", name, now, 3600, value, "N") for name, value in one.items()]
        rows += [("a0", "pm2_5", now - timedelta(hours=1), 3600, 500, "N")]
        rows += [("a1", "pm2_5", now - timedelta(hours=5), 3600, 20, "N"), ("a2", "pm2_5", now, 3600, np.nan, "D")]
        centre.append_observations(frame(rows), received=received)
        latest = centre.latest().set_index("station_id")
        assert latest["state"].tolist() == ["online", "stale", "fault", "none", "none"]
        assert latest.at["a0", "pm2_5"] == 75
        # HJ 633-2026, table 3: PM2.5 of 75 lies between 60 (100) and 115 (150): 100 + 50 * 15 / 55 = 113.6, rounded up.
        assert (latest.at["a0", "index_value"], latest.at["a0", "level"]) == (114, 3)
        assert latest.at["a0", "primary_pollutant"] == "pm2_5"
        assert latest.at["a0", "newest"] == now
        assert latest.at["a0", "received"] == received
        assert 0 <= latest.at["a0", "age_s"] < 60
        assert (latest.at["a2", "flag"], latest.at["a2", "faulty"]) == ("D", 1)
        assert np.isnan(latest.at["a2", "pm2_5"])
        town = centre.features("township_live").set_index("code")
        assert (town.at["t1", "basis"], town.at["t1", "stations"], town.at["t1", "reporting"]) == ("air", 2, 1)
        assert (town.at["t1", "index_value"], town.at["t1", "pm2_5"]) == (114, 75)
        assert town.at["t2", "state"] == "none"
        assert centre.latest(kind="micro")["station_id"].tolist() == ["a2"]

    def test_a_stations_own_stale_limit_counts(self, new_centre):
        centre = new_centre()
        centre.write_features("station", stations(["air", "air"], stale_after_s=[60, 86400]))
        then = datetime.now(UTC) - timedelta(hours=5)
        centre.append_observations(frame((key, "pm2_5", then, 3600, 1, "N") for key in ("a0", "a1")))
        assert centre.latest()["state"].tolist() == ["stale", "online"]

    def test_micro_stations_speak_for_a_township_without_air_station(self, new_centre):
        centre = new_centre(townships=townships())
        centre.write_features("station", stations(["micro"] * 5, township=["t2", "", None, None, "西镇"]))
        now = datetime.now(UTC)
        centre.append_observations(frame((f"a{i}", "pm2_5", now, 3600, 10 * (i + 1), "N") for i in range(5)))
        town = centre.features("township_status").set_index("code")
        # a0 says it belongs to t2 though it stands in t1.
        assert town["pm2_5"].tolist() == [25, pytest.approx((10 + 40 + 50) / 3)]
        assert town["basis"].tolist() == ["micro", "micro"]
        assert town["reporting"].tolist() == [2, 3]

    def test_values_from_before_the_stale_limit_are_not_shown(self, new_centre):
        centre = new_centre()
        centre.write_features("station", stations(["air"]))
        rows = [("a0", "so2", START, 3600, 5, "N"), ("a0", "pm2_5", START + timedelta(hours=3), 3600, 7, "N")]
        centre.append_observations(frame(rows))
        row = centre.latest().iloc[0]
        assert np.isnan(row["so2"])
        assert row["pm2_5"] == 7

    def test_the_kinds_regular_interval_is_preferred(self, new_centre):
        centre = new_centre()
        centre.write_features("station", stations(["air"]))
        rows = [("a0", "so2", START, 3600, 5, "N"), ("a0", "so2", START + timedelta(minutes=10), 60, 500, "N")]
        centre.append_observations(frame(rows))
        row = centre.latest().iloc[0]
        assert (row["so2"], row["newest"]) == (5, START + timedelta(minutes=10))

    def test_late_rows_and_corrections_leave_the_newest_where_it_belongs(self, new_centre):
        centre = new_centre()
        centre.write_features("station", stations(["air"]))
        centre.append_observations(hours("a0", "so2", [1, 2, 3]))
        centre.append_observations(hours("a0", "so2", [100]))
        assert centre.latest()["so2"].tolist() == [3]
        centre.append_observations(hours("a0", "so2", [100, 2, 30]))
        assert centre.latest()["so2"].tolist() == [30]

    def test_stations_registered_after_their_records_get_their_status(self, new_centre):
        centre = new_centre()
        centre.append_observations(hours("a0", "so2", [1, 2]))
        assert centre.latest().empty
        centre.write_features("station", stations(["air"]))
        assert centre.latest()["so2"].tolist() == [2]

    def test_refreshing_gives_the_same_status(self, new_centre):
        centre = new_centre(townships=townships())
        centre.write_features("station", stations())
        centre.append_observations(
            together(hours("a0", "pm2_5", [5, 80]), hours("a4", "leq", [50, 61], flag=["N", "S"]))
        )
        kept = [centre.latest().drop(columns="age_s"), centre.features("township_status")]
        assert centre.refresh_status() == 5
        pd.testing.assert_frame_equal(centre.latest().drop(columns="age_s"), kept[0])
        pd.testing.assert_frame_equal(centre.features("township_status"), kept[1])

    def test_a_past_moment_looks_as_it_did_then(self, new_centre):
        centre = new_centre()
        centre.write_features("station", stations(["air", "air", "noise"]))
        centre.append_observations(together(hours("a0", "pm2_5", [10, 200, 30]), hours("a1", "pm2_5", [5])))
        then = centre.snapshot(START + timedelta(hours=2, minutes=30)).set_index("station_id")
        assert then["pm2_5"].tolist()[:2] == [200, 5]
        assert then["state"].tolist() == ["online", "online", "none"]
        assert then["age_s"].tolist()[:2] == [1800, 5400]
        later = centre.snapshot(START + timedelta(hours=9), kind="air").set_index("station_id")
        assert later["state"].tolist() == ["stale", "stale"]
        assert later["pm2_5"].isna().all()
        before = centre.snapshot(START - timedelta(hours=1))
        assert before["state"].tolist() == ["none"] * 3
        assert list(then.columns) == list(centre.latest().columns)[1:]

    def test_map_source_names_a_provider_and_the_filter(self, new_centre):
        centre = new_centre()
        source = centre.map_source("station_live", where={"kind": "micro", "note": "it's"})
        assert source.provider in ("ogr", "postgres")
        assert "micro" in source.uri
        assert "it''s" in source.uri

    def test_a_fingerprint_is_another_only_when_something_is(self, new_centre, reopen):
        centre = new_centre(townships=townships())
        centre.write_features("station", stations(["air", "air", "micro"]))
        asked = {"station_live": "kind", "township_live": "", "incident": ""}
        before = centre.fingerprints(asked)
        assert centre.fingerprints(asked) == before
        assert set(before) == set(asked)
        assert set(before["station_live"]) == {"air", "micro"}
        assert set(before["incident"]) == {""}, "rows taken together have a fingerprint although there are none"
        assert centre.fingerprints({"incident": "kind"}) == {"incident": {}}
        centre.append_observations(frame([("a2", "pm2_5", datetime.now(UTC), 3600, 20, "N")]))
        after = centre.fingerprints(asked)
        assert after["station_live"]["air"] == before["station_live"]["air"]
        assert after["station_live"]["micro"].shapes == before["station_live"]["micro"].shapes
        assert after["station_live"]["micro"].values != before["station_live"]["micro"].values
        held = centre.stations(ids=["a0"])
        centre.write_features("station", held.set_geometry(held.geometry.translate(0.1, 0.0)))
        moved = centre.fingerprints(asked)["station_live"]["air"]
        assert moved.keys == after["station_live"]["air"].keys
        assert moved.shapes != after["station_live"]["air"].shapes
        centre.delete_features("station", ["a0"])
        assert centre.fingerprints(asked)["station_live"]["air"].keys != moved.keys

    def test_a_fingerprint_of_no_table_is_refused(self, new_centre):
        with pytest.raises(InputError):
            new_centre().fingerprints({"nothing": ""})
        with pytest.raises(InputError):
            new_centre().fingerprints({"station_live": "nothing"})
