"""What every kind of data centre must do.

A module for one kind inherits the classes here, in ``contract_status`` and in ``contract_statistics``, and gives two fixtures:
``new_centre(**options)`` makes an empty centre of `DISTRICT`, ``reopen(centre, writable=...)`` opens it a second time.
"""

from __future__ import annotations

from datetime import timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import LineString, Polygon, box

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
            table = TABLES[VIEWS[name].places] if name in VIEWS else TABLES[name]
            assert {column.name for column in table.columns} <= set(centre.features(name).columns)

    def test_boundary_and_townships_are_kept_in_wgs84(self, new_centre):
        outline = townships().to_crs(32650)
        centre = new_centre(boundary=outline, townships=townships())
        held = centre.features("district")
        assert held.crs.to_epsg() == 4326
        assert held.geometry.iloc[0].geom_type == "MultiPolygon"
        assert held.geometry.iloc[0].area == pytest.approx(townships().area.sum(), rel=1e-4)
        assert centre.features("township", where={"name": "东镇"})["code"].tolist() == ["t1"]

    def test_a_boundary_of_several_crossing_parts_is_made_one(self, new_centre):
        bow = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
        parts = gpd.GeoDataFrame(geometry=[bow, box(0.5, 0, 2, 1), LineString([(0, 0), (5, 5)])], crs=4326)
        held = new_centre(boundary=parts).features("district").geometry.iloc[0]
        assert held.is_valid
        assert held.area == pytest.approx(0.25 + 1.5)

    @pytest.mark.parametrize(
        "options",
        [
            {"boundary": gpd.GeoDataFrame(geometry=[box(0, 0, 1, 1)])},
            {"boundary": gpd.GeoDataFrame(geometry=[LineString([(0, 0), (5, 5)])], crs=4326)},
            {"townships": gpd.GeoDataFrame({"name": ["no code"]}, geometry=[box(0, 0, 1, 1)], crs=4326)},
        ],
    )
    def test_a_centre_that_cannot_be_made_leaves_nothing(self, new_centre, options):
        with pytest.raises(InputError):
            new_centre(**options)
        assert new_centre().time_span() is None

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
            (
                "station",
                gpd.GeoDataFrame({"station_id": ["a"], "kind": ["air"]}, geometry=gpd.points_from_xy([1], [2])),
            ),
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
        centre.append_observations(
            together(hours("a1", "o3", [1, 2]), hours("a0", "so2", [3]), hours("a0", "o3", [4, 5]))
        )
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

    def test_a_value_that_comes_and_goes_within_a_frame_beside_a_real_correction(self, new_centre):
        centre = new_centre()
        centre.append_observations(together(hours("a0", "o3", [1, 2]), hours("a0", "so2", [3])))
        later = START + timedelta(hours=1)
        rows = [("a0", "o3", later, 3600, value, "N") for value in (5, 1)] + [("a0", "so2", later, 3600, 4, "N")]
        assert centre.append_observations(frame(rows)) == AppendResult(added=0, corrected=3, unchanged=0)
        assert everything(centre)["value"].tolist() == [1, 2, 4]

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
