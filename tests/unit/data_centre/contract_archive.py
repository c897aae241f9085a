"""Statistics of the archive that every kind of data centre must give, held against numpy and pandas."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from yanqing_eco_plugin.core.errors import InputError

from .made import START, frame, hours, stations, together

SPAN = (START, START + timedelta(days=40))  # START is Thursday, 29 February 2024, 00:00 local
RANKS = {"p50": 50, "p90": 90, "p95": 95, "p98": 98}
FIGURES = ["n", "mean", "max", "min", *RANKS]
GROUPS = {"station": "station_id"}


def records() -> pd.DataFrame:
    """Forty days of three stations with gaps, faults, long tails and few distinct values."""
    random = np.random.default_rng(7)
    parts = []
    for number, station in enumerate(("a0", "a1", "a2")):
        made = hours(station, "pm2_5", random.lognormal(3.5, 0.6, 960).round(number % 2))
        flags = np.where(random.random(960) < 0.03, "D", "N")
        parts.append(made.assign(flag=flags)[random.random(960) > 0.1])
    parts.append(hours("a4", "leq", random.normal(55, 6, 960).round(1)))
    parts.append(hours("a1", "wind_direction", random.integers(0, 360, 960).astype(float)))
    return together(*parts)


def expected(rows: pd.DataFrame, prop: str, groups: list[str], period: str, utc_offset_hours: float) -> pd.DataFrame:
    """The same by pandas: every figure of the valid records of each group."""
    places = stations().drop(columns="geometry").assign(township=["东镇", "东镇", "西镇", None, "西镇"])
    rows = rows[(rows["property"] == prop) & (rows["flag"] == "N")].merge(places, on="station_id", how="left")
    clock = (rows["time"] + pd.Timedelta(hours=utc_offset_hours) - pd.Timedelta(microseconds=1)).dt.tz_localize(None)
    starts = {"hour": "h", "day": "D", "month": "M", "year": "Y"}
    rows["hour"], rows["weekday"] = clock.dt.hour, clock.dt.weekday + 1
    first = pd.Timestamp(START + timedelta(hours=utc_offset_hours)).tz_localize(None)
    rows["period_start"] = first if period == "whole" else clock.dt.to_period(starts[period]).dt.start_time
    keys = [*(GROUPS.get(group, group) for group in groups), "period_start"]
    found = []
    for key, some in rows.groupby(keys, dropna=False):
        value = some["value"].to_numpy()
        figures = {"n": len(value), "mean": value.mean(), "max": value.max(), "min": value.min()}
        figures |= {name: np.percentile(value, rank) for name, rank in RANKS.items()}
        if prop == "leq":
            figures["mean"] = 10 * np.log10(np.mean(10 ** (value / 10)))
        if prop == "wind_direction":
            east, north = np.sin(np.radians(value)).sum(), np.cos(np.radians(value)).sum()
            figures = {**dict.fromkeys(figures, np.nan), "n": len(value)}
            figures["mean"] = np.degrees(np.arctan2(east, north)) % 360
        found.append({**dict(zip(keys, key)), **figures})
    return pd.DataFrame(found).sort_values(keys, ignore_index=True)


class ArchiveContract:
    @pytest.fixture
    def centre(self, new_centre):
        centre = new_centre()
        centre.write_features("station", stations(township=["东镇", "东镇", "西镇", None, "西镇"]))
        centre.append_observations(records())
        return centre

    @pytest.mark.parametrize("prop", ["pm2_5", "leq", "wind_direction"])
    @pytest.mark.parametrize(
        ("groups", "period"),
        [
            (["station"], "whole"),
            ([], "day"),
            (["township", "kind"], "month"),
            (["hour", "weekday"], "year"),
            (["station", "hour"], "month"),
            ([], "hour"),
        ],
    )
    def test_every_figure_of_every_group(self, centre, prop, groups, period):
        found = centre.archive_statistics(prop, *SPAN, period=period, group_by=groups)
        wanted = expected(records(), prop, groups, period, 8.0)
        assert list(found.columns) == list(wanted.columns)
        pd.testing.assert_frame_equal(found, wanted, check_dtype=False, rtol=1e-12, atol=1e-12)
        assert found["n"].dtype == np.int64
        assert found["period_start"].dtype == "datetime64[ns]"

    @pytest.mark.parametrize("prop", ["pm2_5", "leq", "wind_direction"])
    @pytest.mark.parametrize("groups", [["station"], [], ["township", "kind"], ["kind", "hour"]])
    @pytest.mark.parametrize("figures", [("mean",), ("max", "n", "min"), ("mean", "p90")])
    def test_only_the_figures_asked_for(self, centre, prop, groups, figures):
        for span in (SPAN, (START + timedelta(hours=7, minutes=20), START + timedelta(days=30, hours=5))):
            found = centre.archive_statistics(prop, *span, group_by=groups, figures=figures)
            everything = centre.archive_statistics(prop, *span, group_by=groups)
            keys = [name for name in everything.columns if name not in FIGURES]
            wanted = everything[[*keys, *(name for name in FIGURES if name in figures)]]
            pd.testing.assert_frame_equal(found, wanted, rtol=1e-12, atol=1e-12)
            rows = records()
            inside = rows[(rows["time"] > span[0]) & (rows["time"] <= span[1])]
            held = expected(inside, prop, groups, "whole", 8.0)[list(found.columns)]
            pd.testing.assert_frame_equal(
                found.drop(columns="period_start"), held.drop(columns="period_start"), check_dtype=False, rtol=1e-12
            )

    def test_sums_follow_appends_corrections_and_another_interval(self, centre):
        def means():
            found = centre.archive_statistics(
                "pm2_5", *SPAN, group_by=("station",), figures=("n", "mean", "min", "max")
            )
            return found.set_index("station_id").loc["a0"].drop("period_start").astype(float)

        before = means()
        row = records().query("station_id == 'a0' and property == 'pm2_5' and flag == 'N'").iloc[[5]]
        centre.append_observations(row.assign(value=9e4))
        corrected = means()
        assert (corrected["n"], corrected["max"]) == (before["n"], 9e4)
        assert corrected["mean"] == pytest.approx(
            before["mean"] + (9e4 - row["value"].iloc[0]) / before["n"], rel=1e-12
        )
        centre.append_observations(row.assign(flag="D"))
        assert means()["n"] == before["n"] - 1
        centre.append_observations(hours("a0", "pm2_5", [7e5] * 3, interval=86400))
        assert means()["max"] < 7e5

    def test_only_the_span_and_the_kind_asked_for(self, centre):
        end = START + timedelta(hours=30)
        found = centre.archive_statistics("pm2_5", START + timedelta(hours=20), end, kind="air")
        rows = records()
        inside = rows[(rows["time"] > START + timedelta(hours=20)) & (rows["time"] <= end)]
        wanted = expected(inside[inside["station_id"].isin(["a0", "a1"])], "pm2_5", ["station"], "whole", 8.0)
        assert found[["station_id", *FIGURES]].round(9).equals(wanted[["station_id", *FIGURES]].round(9))

    def test_a_station_counts_by_one_interval_and_strangers_count_too(self, centre):
        centre.append_observations(
            together(
                hours("a0", "pm2_5", [1e6] * 5, interval=86400),  # not the kind's regular interval
                hours("x9", "pm2_5", [5.0] * 3, interval=600),
                hours("x9", "pm2_5", [9.0] * 2, interval=60),
            )
        )
        found = centre.archive_statistics("pm2_5", *SPAN).set_index("station_id")
        assert found.loc["a0", "max"] < 1e6
        assert found.loc["x9", ["n", "mean"]].tolist() == [3, 5]
        assert "x9" not in set(centre.archive_statistics("pm2_5", *SPAN, kind="air")["station_id"])

    def test_nothing_measured_is_an_empty_answer(self, centre):
        found = centre.archive_statistics("so2", *SPAN, group_by=("township", "hour"), period="month")
        assert list(found.columns) == ["township", "hour", "period_start", *FIGURES]
        assert found.empty
        # Neither of a property that nobody measures, nor between two records of one that is measured.
        for prop, start in (("so2", START), ("pm2_5", START + timedelta(hours=3, minutes=1))):
            for groups in ((), ("station",)):
                span = (start, start + timedelta(minutes=50))
                found = centre.archive_statistics(prop, *span, group_by=groups, figures=("n", "mean"))
                assert list(found.columns) == [*(GROUPS[name] for name in groups), "period_start", "n", "mean"]
                assert found.empty

    def test_one_record_and_equal_records(self, centre):
        centre.append_observations(frame([("a3", "ph", START + timedelta(hours=4), 14400, 7.25, "N")]))
        row = centre.archive_statistics("ph", *SPAN).iloc[0]
        assert row[FIGURES].tolist() == [1, 7.25, 7.25, 7.25, 7.25, 7.25, 7.25, 7.25]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"prop": "moonlight"},
            {"prop": "o3_8h"},
            {"period": "week"},
            {"group_by": ("planet",)},
            {"group_by": ("hour", "hour")},
            {"figures": ("mean", "mode")},
            {"start": SPAN[1], "end": SPAN[0]},
            {"start": SPAN[0].replace(tzinfo=None)},
        ],
    )
    def test_wrong_questions_are_refused(self, centre, wrong):
        asked = {"prop": "pm2_5", "start": SPAN[0], "end": SPAN[1], **wrong}
        with pytest.raises(InputError) as caught:
            centre.archive_statistics(**asked)
        assert caught.value.hint
