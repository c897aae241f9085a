"""A SensorThings service on loopback, with every fault it may have; what it holds is counted against what arrived."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from yanqing_eco_plugin.core.collector.sensorthings import make_source
from yanqing_eco_plugin.core.errors import InputError

from .http_service import HttpService, Stream, iso
from .intake import RecordingIntake, Running, play

NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


def hourly(count: int, base: float = 10.0) -> list[tuple[str, float]]:
    return [(iso(NOW - timedelta(hours=count - n)), base + n % 50) for n in range(count)]


def table(service: HttpService, **more: Any) -> dict[str, Any]:
    return {"url": f"{service.url}/FROST/v1.1", "every_s": 0.05, "first_days": 365, **more}


def filled(service: HttpService, count: int = 250) -> None:
    service.streams = {
        1: Stream("Kangzhuang", "PM2.5", "ug/m3", hourly(count)),
        2: Stream("Kangzhuang", "Carbon monoxide", "ug/m3", hourly(count, 1_000)),
        3: Stream("Gui River", "Luminous Flux", "lm", hourly(3)),
    }


CO = {"properties": {"Carbon monoxide": "co"}}


def distinct(intake: RecordingIntake) -> int:
    frame = intake.observations
    return 0 if frame.empty else len(frame.drop_duplicates(["station_id", "property", "time", "interval"]))


def test_everything_arrives_page_by_page_in_our_units() -> None:
    async def story() -> None:
        async with HttpService() as service:
            filled(service)
            intake = RecordingIntake()
            async with Running(make_source(table(service, **CO), "feed"), intake) as running:
                await running.until(lambda: distinct(intake) == 500)
                await running.until(lambda: running.source.health()["state"] == "running")
            frame = intake.observations
            carbon = frame[frame["property"] == "co"]
            assert carbon["value"].between(1.0, 1.05).all()  # 1000 µg/m³ = 1 mg/m³
            assert set(frame["station_id"]) == {"Kangzhuang"}
            assert intake.reasons() == {"unknown_property": 1}  # luminous flux: told once, though polled several times
            assert running.source.health()["skipped"] == {"unknown_property": 1}

    play(story())


def test_a_datastream_that_cannot_be_read_is_told_while_the_others_arrive() -> None:
    def with_rubbish(request: web.Request) -> web.Response | None:
        if not request.path.endswith("/Datastreams"):
            return None
        return web.json_response({"value": [17, service.entity(1)]})

    service = HttpService()

    async def story() -> None:
        async with service:
            filled(service)
            service.faults.append(with_rubbish)
            intake = RecordingIntake()
            async with Running(make_source(table(service), "feed"), intake) as running:
                await running.until(lambda: distinct(intake) == 250)
                await running.until(lambda: running.source.health()["state"] == "partly failing")
                assert "listing datastreams" in str(running.source.health()["last_error"])
                service.faults.clear()
                await running.until(lambda: running.source.health()["state"] == "running")
                assert running.source.health()["last_error"] == ""

    play(story())


def test_a_restart_resumes_where_the_last_page_ended() -> None:
    async def story() -> None:
        async with HttpService() as service:
            filled(service)
            first = RecordingIntake()
            async with Running(make_source(table(service, **CO), "feed"), first) as running:
                await running.until(lambda: distinct(first) == 500)
                await running.until(lambda: len(first.memory) == 2)
            for stream in (1, 2):
                service.streams[stream].rows.append((iso(NOW), 7.0))
            second = RecordingIntake()
            second.memory = first.memory
            async with Running(make_source(table(service, lookback_s=0, **CO), "feed"), second) as running:
                await running.until(lambda: distinct(second) >= 4)
            # The last one known is asked for again, because others may have the same time.
            assert distinct(second) == 4

    play(story())


def test_stations_and_units_by_the_mapping() -> None:
    async def story() -> None:
        async with HttpService() as service:
            service.streams = {
                1: Stream("Kangzhuang", "PM2.5", "", hourly(3)),
                2: Stream("Zhangshanying", "PM2.5", "ug/m3", hourly(3)),
                3: Stream("Kangzhuang", "PM10", "furlong", hourly(3)),
            }
            intake = RecordingIntake()
            mapping = {"stations": {"Kangzhuang": "YQ-01"}, "units": {"PM2.5": "ng/m3"}, "interval_s": 3600}
            async with Running(make_source(table(service, **mapping), "feed"), intake) as running:
                await running.until(lambda: distinct(intake) == 3)
                await running.until(lambda: "skipped" in running.source.health())
            frame = intake.observations
            assert set(frame["station_id"]) == {"YQ-01"}
            assert frame["value"].min() == pytest.approx(0.01)
            assert set(frame["interval"]) == {3600}
            assert running.source.health()["skipped"] == {"other_station": 1, "unknown_unit": 1}

    play(story())


def test_an_interval_of_time_gives_end_and_length() -> None:
    async def story() -> None:
        async with HttpService() as service:
            span = f"{iso(NOW - timedelta(hours=2))}/{iso(NOW - timedelta(hours=1))}"
            service.streams = {1: Stream("a", "PM2.5", "ug/m3", [(span, 3)])}
            intake = RecordingIntake()
            async with Running(make_source(table(service), "feed"), intake) as running:
                await running.until(lambda: distinct(intake) == 1)
            row = intake.observations.iloc[0]
            assert row["time"] == NOW - timedelta(hours=1)
            assert row["interval"] == 3600

    play(story())


def once(times: int, answer: Any) -> Any:
    """A fault for the first so many requests of observations."""
    left = [times]

    def fault(request: web.Request) -> Any:
        if not request.path.endswith("Observations") or not left[0]:
            return None
        left[0] -= 1
        return answer(request)

    return fault


async def slow(request: web.Request) -> None:
    await asyncio.sleep(0.5)


def reset(request: web.Request) -> web.Response:
    request.transport.abort()
    return web.Response()


TRANSIENT = {
    "status 500": lambda request: web.Response(status=500, text="<html>sorry</html>"),
    "slow": slow,
    "reset": reset,
    "html": lambda request: web.Response(text="<html>login</html>", content_type="text/html"),
    "truncated": lambda request: web.Response(text='{"value": [{"phenom'),
    "no page": lambda request: web.json_response([1, 2, 3]),
    "redirect": lambda request: web.Response(status=302, headers={"Location": "http://127.0.0.2/"}),
    "another server": lambda request: web.json_response(
        {
            "value": [{"phenomenonTime": iso(NOW - timedelta(hours=300)), "result": 1}],
            "@iot.nextLink": "http://127.0.0.2/x",
        }
    ),
    "circle": lambda request: web.json_response(
        {"value": [{"phenomenonTime": "?", "result": 1}], "@iot.nextLink": str(request.url)}
    ),
    "empty page with a link": lambda request: web.json_response({"value": [], "@iot.nextLink": "x?y=1"}),
}


@pytest.mark.parametrize("what", TRANSIENT)
def test_a_fault_that_passes_loses_nothing(what: str) -> None:
    async def story() -> None:
        async with HttpService() as service:
            filled(service, 120)
            service.faults = [once(3, TRANSIENT[what])]
            intake = RecordingIntake()
            source = make_source(table(service, timeout_s=0.2, **CO), "feed")
            async with Running(source, intake) as running:
                await running.until(lambda: distinct(intake) >= 240 and source.health()["state"] == "running")
            frame = intake.observations
            wanted = {(moment, value) for moment, value in service.streams[1].rows}
            got = frame[frame["property"] == "pm2_5"]
            assert wanted <= {(iso(t), v) for t, v in zip(got["time"], got["value"], strict=True)}
            assert source.health()["errors"] >= 1

    play(story())


def poisoned(result: str) -> Any:
    """Every answer with the 50th observation has this result in it, as JSON text."""

    def fault(request: web.Request) -> Any:
        if "Datastreams(1)" not in request.path:
            return None
        top, skip = int(request.query["$top"]), int(request.query.get("$skip", 0))
        top = min(top, 100)
        rows = hourly(120)[skip : skip + top]
        texts = [f'{{"phenomenonTime": "{t}", "result": {v}}}' for t, v in rows]
        if skip <= 50 < skip + top:
            texts[50 - skip] = f'{{"phenomenonTime": "{rows[50 - skip][0]}", "result": {result}}}'
        link = (
            f', "@iot.nextLink": "{request.url.update_query({"$skip": str(skip + top)})}"' if skip + top < 120 else ""
        )
        return web.Response(text=f'{{"value": [{",".join(texts)}]{link}}}')

    return fault


POISON = {
    "NaN": ("NaN", "bad_number"),
    "infinite": ("1e999", "bad_number"),
    "negative": ("-5", "negative"),
    "impossible": ("1e6", "out_of_range"),
    "object": ('{"a": 1}', "bad_number"),
    "list": ("[1, [2]]", "bad_number"),
    "text": ('"high"', "bad_number"),
    "huge integer": ("9" * 4_000, "bad_number"),
    "giant": ('"' + "x" * 2_000_000 + '"', "bad_page"),
    "nested": ("[" * 100_000 + "]" * 100_000, "bad_page"),
}


@pytest.mark.parametrize("what", POISON)
def test_one_poisoned_observation_hides_no_other(what: str) -> None:
    async def story() -> None:
        async with HttpService() as service:
            filled(service, 120)
            text, reason = POISON[what]
            service.faults = [poisoned(text)]
            intake = RecordingIntake()
            async with Running(make_source(table(service, most_bytes=1 << 20, **CO), "feed"), intake) as running:
                await running.until(lambda: distinct(intake) == 239)
            assert intake.reasons()[reason] >= 1
            assert (intake.rejects["source"].str.startswith("feed")).all()

    play(story())


def test_an_endless_service_is_left_after_so_many_pages() -> None:
    async def story() -> None:
        async with HttpService() as service:
            filled(service, 10)
            number = iter(range(10**9))

            def endless(request: web.Request) -> Any:
                if "Datastreams(1)" not in request.path:
                    return None
                body = {"value": [{"phenomenonTime": "x", "result": 1}], "@iot.nextLink": f"?page={next(number)}"}
                return web.json_response(body)

            service.faults = [endless]
            intake = RecordingIntake()
            source = make_source(table(service, most_pages=5, every_s=10, **CO), "feed")
            async with Running(source, intake) as running:
                await running.until(lambda: source.health().get("failing") not in (None, {}))
                assert distinct(intake) == 10  # the other datastream
                assert sum("Datastreams(1)" in r or "page=" in r for r in service.requests) == 5

    play(story())


def test_a_service_that_ignores_the_order_is_remembered_only_at_its_end() -> None:
    async def story() -> None:
        async with HttpService() as service:
            filled(service, 250)
            service.ascending = False
            del service.streams[2], service.streams[3]
            intake = RecordingIntake()
            seen: list[int] = []
            async with Running(make_source(table(service), "feed"), intake) as running:
                await running.until(lambda: seen.append(distinct(intake)) or bool(intake.memory))
            assert seen[-1] == 250

    play(story())


def test_future_observations_do_not_move_the_memory() -> None:
    async def story() -> None:
        async with HttpService() as service:
            service.streams = {1: Stream("a", "PM2.5", "ug/m3", [*hourly(5), (iso(NOW + timedelta(days=9)), 1)])}
            intake = RecordingIntake()
            async with Running(make_source(table(service), "feed"), intake) as running:
                await running.until(lambda: bool(intake.memory))
            assert intake.reasons()["future_time"] >= 1
            assert next(iter(intake.memory.values())) < iso(NOW)

    play(story())


def test_a_full_disk_repeats_the_page() -> None:
    async def story() -> None:
        async with HttpService() as service:
            filled(service, 120)
            intake = RecordingIntake()
            intake.failures = 2
            async with Running(make_source(table(service, **CO), "feed"), intake) as running:
                await running.until(lambda: distinct(intake) == 240)

    play(story())


def test_stopping_does_not_wait_for_a_slow_service() -> None:
    async def story() -> None:
        async with HttpService() as service:
            filled(service)
            service.faults = [lambda request: asyncio.sleep(60)]
            async with Running(make_source(table(service, timeout_s=60), "feed"), RecordingIntake()) as running:
                await running.until(lambda: bool(service.requests))

    play(story())


def test_user_and_token_come_from_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with HttpService() as service:
            filled(service)
            (tmp_path / "secret").write_text("open-sesame\n")
            monkeypatch.setenv("FEED_PASSWORD", "from-outside")
            for keys, wanted in (
                ({"token_file": str(tmp_path / "secret")}, "Bearer open-sesame"),
                ({"user": "reader", "password_env": "FEED_PASSWORD"}, "Basic cmVhZGVyOmZyb20tb3V0c2lkZQ=="),
            ):
                service.headers.clear()
                async with Running(make_source(table(service, **keys), "feed"), RecordingIntake()) as running:
                    await running.until(lambda: bool(service.headers))
                assert service.headers[0]["Authorization"] == wanted

    play(story())


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({}, "url"),
        ({"url": "ftp://x"}, "url"),
        ({"url": "http://user:pw@x"}, "url"),
        ({"url": "http://x:99999"}, "url"),
        ({"url": "http://x", "every": 3}, "every"),
        ({"url": "http://x", "every_s": "soon"}, "every_s"),
        ({"url": "http://x", "password": "tell-me", "user": "u"}, "password"),
        ({"url": "http://x", "user": "u"}, "password_file"),
        ({"url": "http://x", "token_file": "/nowhere/at/all"}, "token_file"),
        ({"url": "http://x", "properties": {"PM2.5": "dust"}}, "properties.PM2.5"),
    ],
)
def test_a_wrong_section_names_its_key_and_no_secret(keys: dict[str, Any], named: str) -> None:
    with pytest.raises(InputError) as caught:
        make_source(keys, "feed")
    assert f"feed.{named}" in caught.value.message
    assert "tell-me" not in str(caught.value)
    assert "pw" not in str(caught.value)


def test_health_is_plain_json() -> None:
    source = make_source({"url": "http://127.0.0.1:9/x"}, "feed")
    assert json.loads(json.dumps(source.health()))["state"] == "starting"


def test_a_long_way_to_catch_up_with_is_no_failure() -> None:
    async def story() -> None:
        async with HttpService() as service:
            service.streams = {1: Stream("a", "PM2.5", "ug/m3", hourly(250))}
            intake = RecordingIntake()
            # What is looked back upon (12 h) is longer than a page.
            source = make_source(table(service, page=10, most_pages=4, lookback_s=12 * 3_600), "feed")
            async with Running(source, intake) as running:
                await running.until(lambda: distinct(intake) == 250)
            assert source.health()["errors"] == 0

    play(story())
