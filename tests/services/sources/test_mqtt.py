"""The MQTT source against a real Mosquitto: messages published are counted against what became durable."""

from __future__ import annotations

import asyncio
import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from yanqing_eco_plugin.core.collector.mqtt import make_source
from yanqing_eco_plugin.core.errors import InputError

from ..mosquitto import Mosquitto, broker
from .intake import RecordingIntake, Running, play

NOW = datetime.now(UTC).replace(microsecond=0)


def observation(number: int) -> tuple[str, bytes]:
    moment = (NOW - timedelta(minutes=number)).isoformat()
    record = {"time": moment, "interval": 60, "values": {"pm2_5": number % 300, "pm10": number % 400}}
    return "eco/observations/YQ-01", json.dumps(record).encode()


def position(number: int) -> tuple[str, bytes]:
    moment = int(NOW.timestamp()) - number
    record = {"_type": "location", "lat": 40.45, "lon": 115.97, "tst": moment, "acc": 5, "topic": "owntracks/a/liar"}
    return f"owntracks/duty/vehicle-{number % 7}", json.dumps(record).encode()


@contextmanager
def publisher(server: Mosquitto, **auth: Any) -> Iterator[Client]:
    """A device that keeps what the broker has not taken, as real ones do."""
    client = Client(CallbackAPIVersion.VERSION2, client_id="device", clean_session=False)
    client.max_queued_messages_set(0)
    client.reconnect_delay_set(0.1, 0.2)  # type: ignore[arg-type]
    if auth:
        client.username_pw_set(auth["user"], auth["password"])
        client.tls_set(auth["ca"])
    client.connect("127.0.0.1", server.port)
    client.loop_start()
    try:
        yield client
    finally:
        client.disconnect()
        client.loop_stop()


def publish(client: Client, messages: list[tuple[str, bytes]], qos: int = 1) -> list[Any]:
    return [client.publish(topic, payload, qos) for topic, payload in messages]


def source(server: Mosquitto, **more: Any) -> Any:
    table = {
        "port": server.port,
        "retry_first_s": 0.1,
        "retry_limit_s": 0.3,
        "client_id": "collector-under-test",
        **more,
    }
    return make_source(table, "mqtt")


def values(intake: RecordingIntake) -> set[tuple[str, Any]]:
    frame = intake.observations
    return set() if frame.empty else set(zip(frame["property"], frame["time"], strict=True))


def fixes(intake: RecordingIntake) -> set[tuple[str, Any]]:
    frame = intake.fixes
    return set() if frame.empty else set(zip(frame["unit_id"], frame["time"], strict=True))


@pytest.mark.parametrize("protocol", ["5", "3.1.1"])
def test_observations_and_positions_arrive(protocol: str) -> None:
    async def story(server: Mosquitto) -> None:
        server.start()
        intake, made = RecordingIntake(), source(server, protocol=protocol)
        async with Running(made, intake) as running:
            await running.until(lambda: made.health()["state"] == "connected")
            with publisher(server) as device:
                publish(device, [observation(n) for n in range(200)] + [position(n) for n in range(300)])
                await running.until(lambda: len(values(intake)) == 400 and len(fixes(intake)) == 300)
        assert intake.rejects.empty
        assert set(intake.observations["station_id"]) == {"YQ-01"}
        assert set(intake.observations["interval"]) == {60}
        # The topic says who it is, whatever the payload claims.
        assert set(intake.fixes["unit_id"]) == {f"duty/vehicle-{n}" for n in range(7)}
        assert running.context.counts["messages"] == 500
        assert made.health()["state"] == "stopped"

    with broker() as server:
        play(story(server))


def test_what_comes_while_the_collector_is_away_waits_at_the_broker() -> None:
    async def story(server: Mosquitto) -> None:
        server.start()
        first = source(server)
        async with Running(first, RecordingIntake()) as running:
            await running.until(lambda: first.health()["state"] == "connected")
        with publisher(server) as device:
            for sent in publish(device, [observation(n) for n in range(100)]):
                await asyncio.to_thread(sent.wait_for_publish, 5)
            server.stop()
            server.start()
            intake = RecordingIntake()
            async with Running(source(server), intake) as running:
                await running.until(lambda: len(values(intake)) == 200)

    with broker() as server:
        play(story(server))


def test_a_killed_collector_gets_again_what_was_not_durable() -> None:
    async def story(server: Mosquitto) -> None:
        server.start()
        intake, made = RecordingIntake(), source(server)
        running = Running(made, intake)
        await running.__aenter__()
        await running.until(lambda: made.health()["state"] == "connected")
        with publisher(server) as device:
            publish(device, [observation(n) for n in range(50)])
            await running.until(lambda: len(values(intake)) == 100)
            intake.durable.clear()
            publish(device, [observation(n) for n in range(50, 150)])
            await running.until(lambda: intake.waiting > 0)
            running._task.cancel()
            await asyncio.wait({running._task})
            second = RecordingIntake()
            async with Running(source(server), second) as again:
                await again.until(lambda: len(values(second)) >= 200)
        assert len(values(intake) | values(second)) == 300

    with broker() as server:
        play(story(server))


def test_a_restarted_broker_loses_nothing() -> None:
    async def story(server: Mosquitto) -> None:
        server.start()
        intake, made = RecordingIntake(), source(server)
        async with Running(made, intake) as running:
            await running.until(lambda: made.health()["state"] == "connected")
            with publisher(server) as device:
                for round_ in range(3):
                    start = round_ * 200
                    publish(device, [position(n) for n in range(start, start + 100)])
                    await asyncio.to_thread(server.stop)
                    publish(device, [position(n) for n in range(start + 100, start + 200)])
                    await running.until(lambda: made.health()["state"] == "disconnected")
                    await asyncio.to_thread(server.start)
                    await running.until(lambda: made.health()["state"] == "connected")
                await running.until(lambda: len(fixes(intake)) == 600)
        assert made.health()["errors"] >= 3

    with broker() as server:
        play(story(server))


def test_no_more_is_taken_than_waits_to_be_stored() -> None:
    async def story(server: Mosquitto) -> None:
        server.start()
        intake, made = RecordingIntake(), source(server, most_waiting=20)
        intake.durable.clear()
        async with Running(made, intake) as running:
            await running.until(lambda: made.health()["state"] == "connected")
            with publisher(server) as device:
                # QoS 0 knows no flow control but that nobody reads.
                publish(device, [observation(n) for n in range(150)], qos=1)
                publish(device, [observation(n) for n in range(150, 300)], qos=0)
                await running.until(lambda: intake.waiting > 0)
                await asyncio.sleep(0.3)
                assert running.context.counts.get("messages", 0) <= 20
                intake.durable.set()
                await running.until(lambda: len(values(intake)) == 600)

    with broker() as server:
        play(story(server))


def test_bad_messages_go_to_quarantine_and_the_good_ones_pass() -> None:
    async def story(server: Mosquitto) -> None:
        server.start()
        intake, made = RecordingIntake(), source(server, most_bytes=2_000)
        async with Running(made, intake) as running:
            await running.until(lambda: made.health()["state"] == "connected")
            with publisher(server) as device:
                topic = "eco/observations/YQ-02"
                bad = [
                    b"{",
                    b"\xff\x00",
                    b"[" * 1_500,
                    b"x" * 5_000,
                    b"[1]",
                    b'{"values":{"pm2_5":1},"time":"2026-05-01 08:00"}',
                ]
                publish(device, [(topic, payload) for payload in bad])
                publish(
                    device,
                    [("owntracks/a/b", b"{"), ("owntracks/a/b", b"[]"), ("owntracks/a/b", b'{"_type":"location"}')],
                )
                publish(device, [(topic, b"")])  # forgets a retained message
                publish(device, [observation(1), position(1)])
                await running.until(lambda: len(values(intake)) == 2 and len(fixes(intake)) == 1)
                await running.until(lambda: len(intake.rejects) == 9)
        wanted = {
            "bad_json": 3,
            "too_deep": 1,
            "too_long": 1,
            "no_object": 2,
            "no_zone": 1,
            "no_unit": 0,
            "no_position": 1,
        }
        assert intake.reasons() == {reason: count for reason, count in wanted.items() if count}

    with broker() as server:
        play(story(server))


def test_a_full_disk_is_waited_for() -> None:
    async def story(server: Mosquitto) -> None:
        server.start()
        intake, made = RecordingIntake(), source(server)
        intake.failures = 2
        async with Running(made, intake) as running:
            await running.until(lambda: made.health()["state"] == "connected")
            with publisher(server) as device:
                publish(device, [observation(1)])
                await running.until(lambda: len(values(intake)) == 2)
        assert "No space left" in str(made.health()["last_error"])

    with broker() as server:
        play(story(server))


def certificates(folder: Path) -> None:
    """A small authority and a certificate for 127.0.0.1, with the extensions that Python 3.13 insists on."""
    (folder / "own.ext").write_text(
        "subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\nauthorityKeyIdentifier=keyid\nsubjectKeyIdentifier=hash\n"
    )
    usage = "-addext keyUsage=critical,keyCertSign,cRLSign"
    for command in (
        f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority {usage} -keyout ca.key -out ca.crt",
        "req -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -keyout own.key -out own.csr",
        "x509 -req -in own.csr -CA ca.crt -CAkey ca.key -days 2 -extfile own.ext -out own.crt",
    ):
        subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)


def test_tls_and_a_password_that_is_put_right_without_a_restart(tmp_path: Path) -> None:
    async def story(server: Mosquitto) -> None:
        certificates(tmp_path)
        for name in ("ca.crt", "own.crt", "own.key"):
            server.file(name, (tmp_path / name).read_bytes())
        made_by = tmp_path / "passwords"
        subprocess.run(
            ["mosquitto_passwd", "-b", "-c", str(made_by), "reader", "right"], check=True, capture_output=True
        )
        server.file("passwords", made_by.read_bytes())
        server.start()
        (tmp_path / "password").write_text("wrong\n")
        keys = {
            "tls": True,
            "ca_file": str(tmp_path / "ca.crt"),
            "user": "reader",
            "password_file": str(tmp_path / "password"),
        }
        intake, made = RecordingIntake(), source(server, **keys)
        async with Running(made, intake) as running:
            await running.until(lambda: "refuses" in str(made.health()["last_error"]))
            assert "wrong" not in json.dumps(made.health())
            (tmp_path / "password").write_text("right\n")
            await running.until(lambda: made.health()["state"] == "connected")
            auth = {"user": "reader", "password": "right", "ca": str(tmp_path / "ca.crt")}
            with publisher(server, **auth) as device:
                publish(device, [observation(n) for n in range(10)])
                await running.until(lambda: len(values(intake)) == 20)

    with broker() as server:
        server._lines = (
            f"allow_anonymous false\npassword_file {server.folder}/passwords\ncafile {server.folder}/ca.crt\n"
            f"certfile {server.folder}/own.crt\nkeyfile {server.folder}/own.key\n"
        )
        play(story(server))


def test_a_broker_that_is_not_there_does_not_hold_the_end_up() -> None:
    async def story() -> None:
        made = make_source({"port": 1, "retry_first_s": 0.1}, "mqtt")
        async with Running(made, RecordingIntake()) as running:
            await running.until(lambda: made.health()["state"] == "disconnected")

    play(story())


def test_messages_come_together_where_the_intake_is_slow() -> None:
    """A batch is decoded at the price of one message, so a slow store raises the size of batches, not the queue."""

    async def story(server: Mosquitto) -> None:
        server.start()
        intake, made = RecordingIntake(), source(server, most_waiting=1_000)
        async with Running(made, intake) as running:
            await running.until(lambda: made.health()["state"] == "connected")
            with publisher(server) as device:
                sender = threading.Thread(target=publish, args=(device, [position(n) for n in range(1_000)]))
                sender.start()
                await running.until(lambda: len(fixes(intake)) == 1_000)
                sender.join()
        assert len(intake.deliveries) < 500

    with broker() as server:
        play(story(server))


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({"host": 3}, "host"),
        ({"port": 0}, "port"),
        ({"protocol": "4"}, "protocol"),
        ({"user": "u"}, "password_file"),
        ({"password": "tell-me"}, "password"),
        ({"topics": {"a/#/b": "observations"}}, "topics.a/#/b"),
        ({"topics": {"a": "images"}}, "topics.a"),
        ({"limits": {"max_speed": 3}}, "limits.max_speed"),
        ({"limits": {"west": 3}}, "limits.south"),
        ({"datum": "mars"}, "datum"),
        ({"clientid": "x"}, "clientid"),
        ({"ca_file": __file__}, "tls"),
    ],
)
def test_a_wrong_section_names_its_key(keys: dict[str, Any], named: str) -> None:
    with pytest.raises((InputError, ExceptionGroup)) as caught:
        make_source(keys, "mqtt")
    errors = caught.value.exceptions if isinstance(caught.value, ExceptionGroup) else [caught.value]
    assert f"mqtt.{named}" in errors[0].message
    assert "tell-me" not in str(errors)


def test_a_flood_of_rubbish_is_summed_up() -> None:
    async def story(server: Mosquitto) -> None:
        server.start()
        intake, made = RecordingIntake(), source(server, rejects_per_minute=10)
        async with Running(made, intake) as running:
            await running.until(lambda: made.health()["state"] == "connected")
            with publisher(server) as device:
                publish(device, [("eco/observations/noisy", b"{")] * 300)
                publish(device, [("eco/observations/other", b"{"), ("owntracks/a/b", b'{"_type":"location"}')])
                publish(device, [observation(1)])
                await running.until(lambda: running.context.counts.get("messages") == 303 and len(values(intake)) == 2)
        # The sum is told at the end of the minute, or of the collector.
        assert intake.reasons() == {"bad_json": 11, "flood": 1, "no_position": 1}
        summed = intake.rejects[intake.rejects["reason"] == "flood"].iloc[0]
        assert "290 more" in summed["detail"]
        assert "eco/observations/noisy" in summed["place"]
        assert set(intake.rejects["place"]) >= {"eco/observations/other", "owntracks/a/b"}

    with broker() as server:
        play(story(server))
