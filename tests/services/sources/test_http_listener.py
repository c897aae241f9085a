"""The HTTP listener on loopback, with friendly, careless and hostile clients."""

from __future__ import annotations

import asyncio
import json
import ssl
import urllib.parse
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from yanqing_eco_plugin.core.collector.http_listener import make_source
from yanqing_eco_plugin.core.errors import InputError

from .intake import RecordingIntake, Running, play
from .test_mqtt import certificates

NOW = datetime.now(UTC).replace(microsecond=0)


def listener(**more: Any) -> Any:
    return make_source({"port": 0, **more}, "http")


class Client:
    """A source at work and a session that speaks with it."""

    def __init__(self, intake: RecordingIntake | None = None, **keys: Any) -> None:
        self.intake = intake or RecordingIntake()
        self.source = listener(**keys)

    async def __aenter__(self) -> Client:
        self.running = Running(self.source, self.intake)
        await self.running.__aenter__()
        await self.running.until(lambda: self.source.health()["state"] == "listening")
        self.url = f"http://127.0.0.1:{self.source.port}"
        self.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.session.close()
        await self.running.__aexit__()

    async def get(self, path: str, **more: Any) -> tuple[int, Any]:
        async with self.session.get(self.url + path, **more) as answer:
            return answer.status, json.loads(await answer.text())

    async def post(self, path: str, body: Any, **more: Any) -> tuple[int, Any]:
        async with self.session.post(self.url + path, data=body, **more) as answer:
            return answer.status, json.loads(await answer.text())


def osmand(unit: str, seconds: int, **more: Any) -> str:
    moment = int(NOW.timestamp()) - seconds
    return urllib.parse.urlencode({"id": unit, "lat": 40.45, "lon": 115.97, "timestamp": moment, "speed": 10, **more})


def record(number: int, **more: Any) -> dict[str, Any]:
    moment = (NOW - timedelta(minutes=number)).isoformat()
    return {"station": "YQ-01", "time": moment, "interval": 60, "values": {"pm2_5": 35}, **more}


def test_positions_by_get_and_post() -> None:
    async def story() -> None:
        async with Client() as client:
            assert await client.get("/?" + osmand("a", 1)) == (200, {"accepted": 1, "refused": 0, "reasons": []})
            assert (await client.post("/?" + osmand("a", 2), b""))[0] == 200
            assert (await client.post("/", osmand("a", 3).encode()))[0] == 200
            body = {
                "device_id": "a",
                "location": {
                    "timestamp": NOW.isoformat(),
                    "coords": {"latitude": 40.45, "longitude": 115.97, "speed": 3.0},
                },
            }
            assert (await client.post("/", json.dumps(body)))[0] == 200
            lines = "\n".join(osmand("b", n) for n in range(10))
            assert await client.post("/", lines) == (200, {"accepted": 10, "refused": 0, "reasons": []})
            fixes = client.intake.fixes
            assert len(fixes) == 14
            # OsmAnd sends knots in queries: 10 kn = 5.14 m/s.
            assert fixes["speed_ms"].iloc[0] == pytest.approx(5.144, abs=1e-3)

    play(story())


def test_many_requests_at_once_are_stored_together_and_answered_one_by_one() -> None:
    async def story() -> None:
        async with Client() as client:
            wanted = [200 if n % 10 else 400 for n in range(300)]
            asked = [client.get("/?" + (osmand(f"u{n}", n) if n % 10 else f"id=u{n}&lat=1")) for n in range(300)]
            assert [status for status, _ in await asyncio.gather(*asked)] == wanted
            assert len(client.intake.fixes) == 270
            assert client.intake.reasons() == {"no_position": 30}
            assert len(client.intake.deliveries) < 300

    play(story())


def test_a_fix_the_limits_refuse_is_kept_with_its_reason_and_not_asked_for_again() -> None:
    async def story() -> None:
        async with Client(limits={"west": 115.6, "south": 40.2, "east": 116.4, "north": 40.8}) as client:
            for query in (osmand("a", 1, lat=0, lon=0), osmand("a", 2, lat=31.2, lon=121.5), osmand("a", -900)):
                assert (await client.get("/?" + query))[0] == 200
            assert client.intake.fixes.empty
            assert client.intake.reasons() == {"zero": 1, "outside": 1, "future": 1}
            raw = json.loads(client.intake.rejects["raw"].iloc[0])
            assert raw["unit_id"] == "a"

    play(story())


def test_observations_one_and_many() -> None:
    async def story() -> None:
        async with Client() as client:
            assert (await client.post("/observations", json.dumps(record(0))))[1]["accepted"] == 1
            mixed = [record(n) for n in range(1, 60)] + [
                record(60, values={"pm2_5": -1}),
                record(61, time="2199-01-01T00:00Z"),
            ]
            status, told = await client.post("/observations", json.dumps(mixed))
            assert status == 200
            assert (told["accepted"], told["refused"], set(told["reasons"])) == (59, 2, {"future_time", "negative"})
            assert len(client.intake.observations) == 60

    play(story())


BAD_BODIES = [
    b"",
    b"{",
    b"null",
    b"[1]",
    b"[" * 100_000,
    b"\xff",
    b'{"values": {"pm2_5": 1}, "time": 1772000000}',
    b'{"station": "a"}',
]


def test_a_body_nobody_can_use_is_refused_in_one_sentence_and_kept() -> None:
    async def story() -> None:
        async with Client() as client:
            for body in BAD_BODIES:
                status, told = await client.post("/observations", body)
                assert status == 400
                assert told["error"].count("\n") == 0
                assert told["error"].endswith(".")
            assert len(client.intake.rejects) == len(BAD_BODIES)
            assert (await client.get("/?"))[0] == 400
            assert (await client.get("/elsewhere"))[0] == 404
            assert (await client.get("/observations"))[0] == 405

    play(story())


def test_nothing_is_confirmed_before_it_is_durable() -> None:
    async def story() -> None:
        intake = RecordingIntake()
        async with Client(intake) as client:
            intake.durable.clear()
            asked = asyncio.gather(
                client.post("/observations", json.dumps(record(1))), client.get("/?" + osmand("a", 1))
            )
            await client.running.until(lambda: intake.waiting == 2)
            await asyncio.sleep(0.1)
            assert not asked.done()
            intake.durable.set()
            assert [status for status, _ in await asked] == [200, 200]

    play(story())


def test_a_full_disk_is_told_so_that_the_sender_comes_again() -> None:
    async def story() -> None:
        intake = RecordingIntake()
        async with Client(intake) as client:
            intake.failures = 2
            assert (await client.post("/observations", json.dumps(record(1))))[0] == 503
            assert (await client.get("/?" + osmand("a", 1)))[0] == 503
            assert (await client.post("/observations", json.dumps(record(1))))[0] == 200
            assert (await client.get("/?" + osmand("a", 1)))[0] == 200
            assert (len(intake.observations), len(intake.fixes)) == (1, 1)

    play(story())


def test_the_token_is_asked_for_and_never_kept(tmp_path: Path) -> None:
    async def story() -> None:
        (tmp_path / "token").write_text("open-sesame")
        async with Client(token_file=str(tmp_path / "token")) as client:
            body = json.dumps(record(1))
            assert (await client.post("/observations", body))[0] == 401
            assert (await client.post("/observations", body, headers={"Authorization": "Bearer no"}))[0] == 401
            assert (await client.post("/observations", body, headers={"Authorization": "Bearer open-sesame"}))[0] == 200
            assert (await client.get("/?token=open-sesame&" + osmand("a", 1)))[0] == 200
            assert (await client.get("/?token=open-sesame&id=a"))[0] == 400
            assert (await client.get("/?" + osmand("a", 1)))[0] == 401
            assert not client.intake.rejects["raw"].map(lambda raw: b"open-sesame" in raw).any()
            (tmp_path / "token").write_text("another")
            assert (await client.get("/?token=another&" + osmand("a", 2)))[0] == 200
            (tmp_path / "token").unlink()
            assert (await client.get("/?token=another&" + osmand("a", 3)))[0] == 503

    play(story())


def test_large_slow_and_compressed_bodies_are_refused() -> None:
    async def story() -> None:
        async with Client(most_bytes=2_000, patience_s=0.3) as client:
            assert (await client.post("/observations", b"x" * 5_000))[0] == 413
            headers = {"Content-Encoding": "gzip"}
            assert (await client.post("/observations", b"x", headers=headers))[0] == 415

            async def drip() -> Any:
                for _ in range(100):
                    yield b" "
                    await asyncio.sleep(0.05)

            assert (await client.post("/observations", drip()))[0] == 408
            assert client.intake.deliveries == []

    play(story())


async def ended(reader: asyncio.StreamReader) -> bool:
    try:
        return await asyncio.wait_for(reader.read(), 5) == b""
    except ConnectionError:
        return True


def test_a_head_that_never_ends_and_too_many_connections() -> None:
    async def story() -> None:
        async with Client(most_connections=3, patience_s=0.4) as client:
            port = client.source.port
            slow = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            assert await ended(reader)  # the fourth
            for _, other in slow:
                other.write(b"GET /?id=1 HTTP/1.1\r\nX-Slow: ")
            assert all(await asyncio.gather(*(ended(reader) for reader, _ in slow)))
            for _, other in [*slow, (reader, writer)]:
                other.close()
            assert (await client.get("/?" + osmand("a", 1)))[0] == 200
            assert client.running.context.counts["slow_connections"] == 3
            assert client.running.context.counts["refused_connections"] == 1

    play(story())


def test_rubbish_on_the_socket_harms_nobody() -> None:
    async def story() -> None:
        async with Client(patience_s=1.0) as client:
            for rubbish in (
                b"\x00" * 100,
                b"GET / HTTP/9.9\r\n\r\n",
                b"\x16\x03\x01\x02\x00",
                b"POST / HTTP/1.1\r\nContent-Length: -3\r\n\r\n",
            ):
                reader, writer = await asyncio.open_connection("127.0.0.1", client.source.port)
                writer.write(rubbish)
                await asyncio.wait_for(reader.read(), 5)
                writer.close()
            assert (await client.get("/?" + osmand("a", 1)))[0] == 200

    play(story())


def test_only_known_addresses() -> None:
    async def story() -> None:
        async with Client(allow=["10.20.0.0/16"]) as client:
            with pytest.raises(aiohttp.ClientError):
                await client.get("/?" + osmand("a", 1))
            assert client.running.context.counts["refused_addresses"] >= 1
        async with Client(allow=["127.0.0.0/8"]) as client:
            assert (await client.get("/?" + osmand("a", 1)))[0] == 200

    play(story())


def test_tls(tmp_path: Path) -> None:
    certificates(tmp_path)

    async def story() -> None:
        keys = {"cert_file": str(tmp_path / "own.crt"), "key_file": str(tmp_path / "own.key")}
        async with Client(**keys) as client:
            trust = ssl.create_default_context(cafile=str(tmp_path / "ca.crt"))
            url = client.url.replace("http:", "https:")
            async with client.session.get(f"{url}/?{osmand('a', 1)}", ssl=trust) as answer:
                assert answer.status == 200
            with pytest.raises(aiohttp.ClientError):
                await client.get("/?" + osmand("a", 1))

    play(story())


def test_a_taken_port_is_waited_for() -> None:
    async def story() -> None:
        async with Client() as first:
            second = listener(port=first.source.port)
            async with Running(second, RecordingIntake()) as running:
                await running.until(lambda: second.health()["state"] == "failing")
                await first.running.__aexit__()
                await running.until(lambda: second.health()["state"] == "listening")

    play(story())


def test_unknown_stations_go_to_quarantine_with_every_value() -> None:
    async def stations() -> Any:
        import pandas as pd

        return pd.DataFrame({"station_id": ["YQ-01"], "name": ["康庄"], "name_en": ["Kangzhuang"]})

    async def story() -> None:
        intake, made = RecordingIntake(), listener()
        async with Running(made, intake, stations=stations) as running:
            await running.until(lambda: made.health()["state"] == "listening")
            body = [record(n, station="康庄") for n in range(5)] + [record(n, station="elsewhere") for n in range(50)]
            url = f"http://127.0.0.1:{made.port}/observations"
            async with aiohttp.ClientSession() as session, session.post(url, data=json.dumps(body)) as answer:
                assert (await answer.json())["accepted"] == 5
            assert set(intake.observations["station_id"]) == {"YQ-01"}
            rejects = intake.rejects
            assert set(rejects["reason"]) == {"unknown_station"}
            assert sum(raw.count(b"elsewhere") for raw in rejects["raw"]) == 50

    play(story())


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({"port": -1}, "port"),
        ({"host": "0.0.0.0"}, "allow"),
        ({"allow": ["10.0.0.0/99"]}, "allow"),
        ({"token": "tell-me"}, "token"),
        ({"token_env": "NOBODY_HAS_SET_THIS"}, "token_env"),
        ({"cert_file": __file__}, "cert_file"),
        ({"key_file": __file__}, "cert_file"),
        ({"patience_s": "long"}, "patience_s"),
        ({"paths": []}, "paths"),
    ],
)
def test_a_wrong_section_names_its_key(keys: dict[str, Any], named: str) -> None:
    with pytest.raises(InputError) as caught:
        make_source(keys, "http")
    assert f"http.{named}" in caught.value.message
    assert "tell-me" not in str(caught.value)
