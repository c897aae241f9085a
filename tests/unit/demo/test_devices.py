"""The simulated devices: what they send is the history, and what goes wrong on request does."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import geopandas as gpd
import pandas as pd
import pytest

from yanqing_eco_plugin.core.demo import SEED, district_outline, observations, stations, township_areas
from yanqing_eco_plugin.core.demo.command import main
from yanqing_eco_plugin.core.demo.devices_hj212 import OWN_CODES, frame_of
from yanqing_eco_plugin.core.demo.devices_mqtt import observation_message
from yanqing_eco_plugin.core.demo.devices_reports import Report, Trouble, reports
from yanqing_eco_plugin.core.demo.devices_vehicles import patrols
from yanqing_eco_plugin.core.ingest.hj212 import parse_frame
from yanqing_eco_plugin.core.ingest.json_observations import decode_json_observations
from yanqing_eco_plugin.core.standards import property_of_factor

END = datetime(2026, 3, 1, 8, tzinfo=UTC)
START = END - timedelta(hours=6)


@pytest.fixture(scope="module")
def network() -> gpd.GeoDataFrame:
    ground = district_outline()
    return stations(ground, township_areas(ground, SEED), SEED)


def sent(network: gpd.GeoDataFrame, **trouble: object) -> list[Report]:
    found = list(reports(network, START, END, seed=SEED, trouble=Trouble(**trouble)))  # type: ignore[arg-type]
    assert [one.due for one in found] == sorted(one.due for one in found)
    return found


@pytest.fixture(scope="module")
def plain(network: gpd.GeoDataFrame) -> list[Report]:
    return sent(network)


def test_the_reports_are_the_history(network: gpd.GeoDataFrame, plain: list[Report]) -> None:
    history = observations(network, START, END, SEED)
    ends = history["time"].to_numpy("datetime64[s]").astype("int64")
    keys = set(zip(history["station_id"].astype(str), history["property"].astype(str), ends, history["interval"]))
    told = [key for report in plain for key in report.record_keys()]
    assert len(told) == len(set(told)) == len(history)
    assert set(told) == keys
    assert all(0 < report.due - report.end < 3_600 for report in plain)


def test_a_frame_says_what_the_report_says(plain: list[Report]) -> None:
    property_of = {code: prop for prop, code in OWN_CODES.items()}
    for kind in {report.kind for report in plain} - {"water"}:
        report = next(one for one in plain if one.kind == kind)
        (mn, qn), raw = frame_of(report, 7)
        frame = parse_frame(raw.removesuffix(b"\r\n"))
        assert frame.dialects == {"version_2017"}
        assert (frame.header.mn, frame.header.qn) == (mn, qn)
        assert frame.header.wants_acknowledgement
        assert frame.data_time == datetime.fromtimestamp(report.end - report.interval + 8 * 3_600, UTC).replace(
            tzinfo=None
        )
        read = {
            property_of.get(code) or property_of_factor(code): (
                float(said["Avg"]) if "Avg" in said else None,
                said["Flag"],
            )
            for code, said in frame.factors.items()
        }
        assert read == {prop: (value, flag) for prop, value, flag in report.values}


def test_hj212_has_no_command_for_four_hours(plain: list[Report]) -> None:
    with pytest.raises(ValueError, match="14400"):
        frame_of(next(report for report in plain if report.kind == "water"), 1)


def test_a_message_says_what_the_report_says(plain: list[Report]) -> None:
    for report in (plain[0], next(one for one in plain if one.kind == "water")):
        _, payload = observation_message(report)
        assert json.loads(payload)["synthetic"] is True
        decoded = decode_json_observations(payload, "test", now=END + timedelta(hours=2))
        assert decoded.rejects.empty
        frame = decoded.observations
        assert dict(zip(frame["property"], frame["value"])) == {prop: value for prop, value, _ in report.values}
        assert set(frame["time"]) == {pd.Timestamp(report.end, unit="s", tz="UTC")}


def test_a_gap_loses_nothing_and_comes_late(network: gpd.GeoDataFrame, plain: list[Report]) -> None:
    found = sent(network, gap=0.2)
    assert {key for one in found for key in one.record_keys()} == {key for one in plain for key in one.record_keys()}
    first, second = START.timestamp() + 7_200, START.timestamp() + 14_400
    late = {one.station_id for one in found if one.due - one.end > 3_600}
    assert 100 < len(late) < 260
    assert not [one for one in found if one.station_id in late and first < one.due < second]


def test_faults_repetitions_and_disorder(network: gpd.GeoDataFrame, plain: list[Report]) -> None:
    faulty = [one for one in sent(network, faults=0.1) if one.end > START.timestamp() + 14_400]
    silent = {one.station_id for one in faulty if {(value, flag) for _, value, flag in one.values} == {(None, "D")}}
    assert len(silent) > 50
    twice = Counter(one.repeated for one in sent(network, duplicates=0.1))
    assert twice[False] == len(plain)
    assert 0.07 < twice[True] / len(plain) < 0.13
    order: dict[str, list[int]] = {}
    for one in sent(network, disorder=0.1):
        order.setdefault(one.station_id, []).append(one.end)
    assert sum(ends != sorted(ends) for ends in order.values()) > 100


def test_an_episode_exceeds(network: gpd.GeoDataFrame, plain: list[Report]) -> None:
    wanted = "YQ-EFF-001"
    before = {key: value for one in plain for key, value in zip(one.record_keys(), one.values)}
    for one in sent(network, exceed=(wanted,)):
        for key, (prop, value, _) in zip(one.record_keys(), one.values):
            _, usual, _ = before[key]
            raised = key[0] == wanted and one.end > START.timestamp() + 7_200 and prop in ("codcr", "total_nitrogen")
            if usual is not None and raised:
                assert value == pytest.approx(8 * usual, abs=0.01)
            elif key[0] != wanted:
                assert value == usual


def test_vehicles_are_never_two_at_once(network: gpd.GeoDataFrame) -> None:
    fixes = list(patrols(START, START + timedelta(hours=2), every_s=60))
    assert [fix.time for fix in fixes] == sorted(fix.time for fix in fixes)
    assert len({(fix.unit_id, fix.time) for fix in fixes}) == len(fixes) == 6 * 120


def test_the_command_says_what_is_missing(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["devices", "--factors"]) == 0
    assert 'zs0001 = "negative_ions"' in capsys.readouterr().out
    assert main(["devices", str(tmp_path)]) == 1
    assert "--hj212" in capsys.readouterr().err
    assert main(["devices", str(tmp_path), "--mqtt", "127.0.0.1:1"]) == 1
    with pytest.raises(SystemExit):
        main(["devices", str(tmp_path), "--hj212", "nowhere"])
