"""What every kind of data centre must do; a module for one kind inherits the classes and gives the fixture ``new_centre``.

``new_centre(**options)`` makes an empty centre of `DISTRICT`, ``reopen(centre, writable=...)`` opens it a second time.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from yanqing_eco_plugin.core.data_centre import AppendResult
from yanqing_eco_plugin.core.data_centre.schema import TABLES, VIEWS
from yanqing_eco_plugin.core.errors import CentreReadOnlyError, InputError

from .made import COLUMNS, DISTRICT, EVER, START, frame, hours, stations, together, townships, utc


def everything(centre, ids=("a0", "a1", "a2", "a3", "a4", "x")):
    return centre.series(list(ids), None, *EVER)


class FeaturesContract:
    def test_a_new_centre_is_empty_and_knows_its_district(self, new_centre):
        centre = new_centre(synthetic=True)
        assert (centre.district, centre.synthetic, centre.writable) == (DISTRICT, True, True)
        assert centre.time_span() is None
        assert len(centre.stations()) == len(centre.latest()) == len(centre.quarantine()) == 0
        assert centre.features("district")["name"].tolist() == ["延庆区"]
        for name in (*TABLES, *VIEWS):
            assert list(centre.features(name).columns)[0] in {column.name for t in TABLES.values() for column in t.columns}

    def test_boundary_and_townships_are_kept_in_wgs84(self, new_centre):
        outline = townships().to_crs(32650)
        centre = new_centre(boundary=outline, townships=townships())
        held = centre.features("district")
        assert held.crs.to_epsg() == 4326
        assert held.geometry.iloc[0].geom_type == "MultiPolygon"
        assert held.geometry.iloc[0].area == pytest.approx(townships().area.sum(), rel=1e-4)
        assert centre.features("township", where={"name": "东镇"})["code"].tolist() == ["t1"]

    def test_stations_come_back_as_written_in_order(self, new_centre):
        centre = new_centre()
        sent = stations(note=[None, "雪", "", None, "e"], stale_after_s=[None, 60, None, None, None])
        assert centre.write_features("station", sent.iloc[::-1]) == 5
        held = centre.stations()
        assert held["station_id"].tolist() == ["a0", "a1", "a2", "a3", "a4"]
        assert held.crs.to_epsg() == 4326
        assert held["note"].tolist() == [None, "雪", "", None, "e"]
        assert held["stale_after_s"].isna().tolist() == [True, False, True, True, True]
        assert held.geometry.geom_equals(gpd.GeoSeries(sent.geometry.values, crs=4326)).all()
        assert centre.stations(kind="air")["station_id"].tolist() == ["a0", "a1"]
        assert centre.stations(ids=["a3", "nobody"])["station_id"].tolist() == ["a3"]
        assert len(centre.stations(ids=[])) == 0

    def test_a_known_key_is_brought_up_to_date_and_other_columns_stay(self, new_centre):
        centre = new_centre()
        centre.write_features("station", stations(water_target=["II"] * 5))
        centre.write_features("station", pd.DataFrame({"station_id": ["a3"], "name": ["新名"]}))
        row = centre.stations(ids=["a3"]).iloc[0]
        assert (row["name"], row["water_target"], row["kind"]) == ("新名", "II", "water")
        assert not row.geometry.is_empty

    def test_a_projected_layer_is_converted(self, new_centre):
        centre = new_centre()
        centre.write_features("station", stations().to_crs(32650))
        assert centre.stations().geometry.x.to_numpy() == pytest.approx(116 + 0.1 * np.arange(5), abs=1e-7)

    def test_deleting_takes_the_state_along(self, new_centre):
        centre = new_centre()
        centre.write_features("station", stations())
        centre.append_observations(hours("a0", "pm2_5", [10]))
        assert centre.delete_features("station", ["a0", "nobody"]) == 1
        assert "a0" not in centre.stations()["station_id"].tolist()
        assert len(centre.features("status")) == 0
        assert len(everything(centre)) == 1

    @pytest.mark.parametrize(
        ("table", "rows"),
        [
            ("nothing", pd.DataFrame({"a": [1]})),
            ("station_live", pd.DataFrame({"station_id": ["a"]})),
            ("station", pd.DataFrame({"station_id": ["a"], "kind": ["air"], "colour": ["red"]})),
            ("station", pd.DataFrame({"station_id": ["a", "a"], "kind": ["air", "air"]})),
            ("station", pd.DataFrame({"station_id": [None], "kind": ["air"]})),
            ("station", pd.DataFrame({"station_id": ["a"], "kind": [None]})),
            ("station", pd.DataFrame({"station_id": ["a"], "name": ["without a kind"]})),
            ("station", pd.DataFrame({"station_id": ["a"], "kind": ["air"], "altitude_m": ["high"]})),
            ("station", gpd.GeoDataFrame({"station_id": ["a"], "kind": ["air"]}, geometry=gpd.points_from_xy([1], [2]))),
            ("township", stations().rename(columns={"station_id": "code"})[["code", "geometry"]]),
        ],
    )
    def test_rows_that_do_not_fit_are_refused_whole(self, new_centre, table, rows):
        centre = new_centre()
        with pytest.raises(InputError):
            centre.write_features(table, rows)
        assert len(centre.stations()) == 0

    def test_a_filter_on_a_foreign_column_is_refused(self, new_centre):
        centre = new_centre()
        with pytest.raises(InputError):
            centre.features("station", where={"station_id = '' OR 1 = 1 --": "x"})
        assert len(centre.features("station", where={"name": "' OR 1 = 1 --"})) == 0
        with pytest.raises(InputError):
            centre.map_source("station_live", where={"nonsense": 1})

    def test_quarantine_keeps_bytes_and_is_resolved(self, new_centre):
        centre = new_centre()
        records = pd.DataFrame(
            {"source": ["a.csv"] * 2, "place": ["line 3", "line 9"], "reason": ["unknown_station", "future_time"],
             "detail": ["x", None], "raw": [b"\x00\xff\xe5", "文本"]}
        )  # fmt: skip
        assert centre.add_quarantine(records) == 2
        held = centre.quarantine().set_index("place")
        assert bytes(held.at["line 3", "raw"]) == b"\x00\xff\xe5"
        assert bytes(held.at["line 9", "raw"]).decode() == "文本"
        assert held["received"].notna().all()
        assert held["resolved"].isna().all()
        key = held.at["line 3", "record_id"]
        assert centre.resolve_quarantine([key]) == 1
        assert centre.resolve_quarantine([key, "nobody"]) == 0
        assert centre.quarantine()["place"].tolist() == ["line 9"]
        assert len(centre.quarantine(unresolved_only=False)) == 2

    def test_quarantine_cuts_endless_bytes_and_says_so(self, new_centre):
        centre = new_centre()
        centre.add_quarantine(pd.DataFrame({"source": ["s"], "reason": ["r"], "raw": [b"x" * 10_000_000]}))
        held = centre.quarantine().iloc[0]
        assert len(held["raw"]) == 65536
        assert "10000000" in held["detail"]


class ObservationsContract:
    def test_what_was_stored_comes_back(self, new_centre):
        centre = new_centre()
        sent = together(hours("a0", "pm2_5", [1, 2, np.nan], flag=["N", "N", "B"]), hours("a1", "o3", [7.25]))
        assert centre.append_observations(sent) == AppendResult(added=4)
        held = everything(centre)
        assert list(held.columns) == COLUMNS
        assert held["time"].dtype == "datetime64[ns, UTC]"
        pd.testing.assert_frame_equal(held, sent, check_dtype=False)
        assert centre.time_span() == (START + timedelta(hours=1), START + timedelta(hours=3))

    def test_series_is_bounded_open_at_the_start_and_closed_at_the_end(self, new_centre):
        centre = new_centre()
        centre.append_observations(together(hours("a0", "pm2_5", [1, 2, 3, 4]), hours("a0", "pm2_5", [9], interval=60)))
        start, end = START + timedelta(hours=1), START + timedelta(hours=3)
        assert centre.series(["a0"], ["pm2_5"], start, end)["value"].tolist() == [2, 3]
        assert centre.series(["a0"], ["pm2_5"], START, end, interval=60)["value"].tolist() == [9]
        assert centre.series(["a0"], ["o3"], start, end).empty
        assert centre.series([], None, start, end).empty
        assert list(centre.series([], None, start, end).columns) == COLUMNS
        with pytest.raises(InputError):
            centre.series(["a0"], None, start.replace(tzinfo=None), end)

    def test_order_is_station_property_time(self, new_centre):
        centre = new_centre()
        centre.append_observations(together(hours("a1", "o3", [1, 2]), hours("a0", "so2", [3]), hours("a0", "o3", [4, 5])))
        held = everything(centre)
        assert held["value"].tolist() == [4, 5, 3, 1, 2]

    def test_the_same_rows_again_change_nothing(self, new_centre):
        centre = new_centre()
        sent = hours("a0", "pm2_5", [1, np.nan, 3], flag=["N", "D", "N"])
        centre.append_observations(sent)
        before = centre.revision()
        assert centre.append_observations(sent) == AppendResult(added=0, unchanged=3)
        assert centre.revision() == before
        assert len(everything(centre)) == 3

    def test_the_latest_write_wins(self, new_centre):
        centre = new_centre()
        centre.append_observations(hours("a0", "pm2_5", [1, 2, 3]))
        assert centre.append_observations(hours("a0", "pm2_5", [1, 20, 3, 4])) == AppendResult(1, 1, 2)
        assert centre.append_observations(hours("a0", "pm2_5", [1], flag="D")) == AppendResult(0, 1, 0)
        held = everything(centre)
        assert held["value"].tolist() == [1, 20, 3, 4]
        assert held["flag"].tolist() == ["D", "N", "N", "N"]

    def test_repeats_in_one_frame_count_as_if_they_came_one_by_one(self, new_centre):
        centre = new_centre()
        rows = [("a0", "o3", START, 3600, value, "N") for value in (1, 1, 5, 1)]
        assert centre.append_observations(frame(rows)) == AppendResult(added=1, corrected=2, unchanged=1)
        assert everything(centre)["value"].tolist() == [1]
        assert centre.append_observations(frame(rows[2:])) == AppendResult(added=0, corrected=2, unchanged=0)
        assert everything(centre)["value"].tolist() == [1]

    def test_gaps_filled_later_are_found_new(self, new_centre):
        centre = new_centre()
        whole = hours("a0", "pm2_5", range(100))
        odd, even = whole.iloc[1::2], whole.iloc[::2]
        assert centre.append_observations(odd).added == 50
        assert centre.append_observations(even) == AppendResult(50)
        pd.testing.assert_frame_equal(everything(centre), whole, check_dtype=False)

    def test_intervals_are_keys_of_their_own(self, new_centre):
        centre = new_centre()
        rows = [("a0", "o3", START, interval, interval, "N") for interval in (0, 60, 3600)]
        assert centre.append_observations(frame(rows)).added == 3
        assert everything(centre)["interval"].tolist() == [0, 60, 3600]

    def test_years_apart_in_one_frame(self, new_centre):
        centre = new_centre()
        times = [utc(f"{year}-01-01") for year in (1998, 2013, 2024, 2026)]
        centre.append_observations(frame(("a0", "o3", time, 3600, time.year, "N") for time in times))
        assert centre.series(["a0"], None, utc("2010-01-01"), utc("2024-01-01"))["value"].tolist() == [2013, 2024]
        assert centre.time_span() == (times[0], times[-1])

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda good: good.drop(columns="flag"),
            lambda good: good.assign(time=good["time"].dt.tz_localize(None)),
            lambda good: good.assign(time=good["time"].astype(str)),
            lambda good: good.assign(time=pd.Series([pd.NaT, START], dtype="datetime64[ns, UTC]")),
            lambda good: good.assign(time=pd.Series(pd.to_datetime(["2024-01-01", "1800-01-01"], utc=True))),
            lambda good: good.assign(property=["pm2_5", "unobtainium"]),
            lambda good: good.assign(flag=["N", "?"]),
            lambda good: good.assign(flag=["N", None]),
            lambda good: good.assign(station_id=["a0", None]),
            lambda good: good.assign(station_id=[1, 2]),
            lambda good: good.assign(interval=[3600, -1]),
            lambda good: good.assign(interval=[3600, 0.5]),
            lambda good: good.assign(value=["1", "--"]),
            lambda good: good.assign(value=[1, np.inf]),
        ],
    )
    def test_a_frame_that_breaks_the_vocabulary_is_refused_whole(self, new_centre, spoil):
        centre = new_centre()
        with pytest.raises(InputError):
            centre.append_observations(spoil(hours("a0", "pm2_5", [1, 2])))
        assert everything(centre).empty

    def test_categories_and_other_time_zones_are_welcome(self, new_centre):
        centre = new_centre()
        sent = hours("a0", "pm2_5", [1, 2]).astype({"station_id": "category", "flag": "category"})
        sent["time"] = sent["time"].dt.tz_convert("Asia/Shanghai").astype("datetime64[s, Asia/Shanghai]")
        centre.append_observations(sent)
        assert everything(centre)["time"].tolist() == hours("a0", "pm2_5", [1, 2])["time"].tolist()

    def test_an_empty_frame_is_nothing(self, new_centre):
        centre = new_centre()
        assert centre.append_observations(pd.DataFrame(columns=COLUMNS)) == AppendResult(0)

    def test_a_reader_cannot_write(self, new_centre, reopen):
        reader = reopen(new_centre(), writable=False)
        assert not reader.writable
        for write in (
            lambda: reader.append_observations(hours("a0", "o3", [1])),
            lambda: reader.write_features("station", stations()),
            lambda: reader.delete_features("station", ["a0"]),
            lambda: reader.add_quarantine(pd.DataFrame({"source": ["s"], "reason": ["r"]})),
            reader.refresh_status,
        ):
            with pytest.raises(CentreReadOnlyError):
                write()

    def test_a_second_reader_sees_what_was_acknowledged(self, new_centre, reopen):
        centre = new_centre()
        reader = reopen(centre, writable=False)
        tokens = {reader.revision()}
        for value in range(3):
            centre.append_observations(hours("a0", "pm2_5", [value]))
            assert everything(reader)["value"].tolist() == [value]
            tokens.add(reader.revision())
        centre.write_features("station", stations())
        tokens.add(reader.revision())
        assert len(tokens) == 5
        assert reader.latest(ids=["a0"])["pm2_5"].tolist() == [2]

    def test_closing_twice_is_harmless(self, new_centre):
        with new_centre() as centre:
            centre.append_observations(hours("a0", "pm2_5", [1]))
        centre.close()


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
        centre.append_observations(together(hours("a0", "pm2_5", [5, 80]), hours("a4", "leq", [50, 61], flag=["N", "S"])))
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
