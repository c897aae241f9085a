"""A Traccar server on loopback: positions it holds are counted against fixes that became durable."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web

from yanqing_eco_plugin.core.collector.traccar import make_source
from yanqing_eco_plugin.core.errors import InputError

from .http_service import HttpService, iso
from .intake import RecordingIntake, Running, play


def position(device: int, seconds: float, **more: Any) -> dict[str, Any]:
    # Before now, not before the tests were read: the source asks for the last hour.
    now = datetime.now(UTC).replace(microsecond=0)
    return {
        "deviceId": device,
        "fixTime": iso(now - timedelta(seconds=seconds)).replace("Z", "+00:00"),
        "latitude": 40.45 + seconds * 1e-6,
        "longitude": 115.97,
        "speed": 10,
        "course": 90,
        "accuracy": 5,
        "valid": True,
        **more,
    }


def filled(service: HttpService, count: int = 300) -> None:
    service.devices = [{"id": n, "uniqueId": f"vehicle-{n}", "name": "x", "status": "online"} for n in (1, 2)]
    service.positions = [position(1 + n % 2, 60.0 * n) for n in range(count)]


def table(service: HttpService, **more: Any) -> dict[str, Any]:
    return {"url": service.url, "every_s": 0.05, "window_s": 1_800, **more}


def known(intake: RecordingIntake) -> set[tuple[str, Any]]:
    frame = intake.fixes
    return set() if frame.empty else set(zip(frame["unit_id"], frame["time"], strict=True))


def test_everything_arrives_window_by_window_and_then_only_news() -> None:
    async def story() -> None:
        async with HttpService() as service:
            filled(service)
            intake = RecordingIntake()
            async with Running(make_source(table(service), "cars"), intake) as running:
                await running.until(lambda: len(known(intake)) == 300)
                await running.until(lambda: running.context.counts.get("polls", 0) >= 2)
                asked = len([r for r in service.requests if "deviceId" in r])
                await running.until(lambda: running.context.counts.get("polls", 0) >= 5)
                # Devices that have not moved cost no question of their own.
                assert len([r for r in service.requests if "deviceId" in r]) == asked
                service.positions.append(position(1, -1.0))
                await running.until(lambda: len(known(intake)) == 301)
            assert {unit for unit, _ in known(intake)} == {"vehicle-1", "vehicle-2"}
            assert intake.fixes["speed_ms"].iloc[0] == pytest.approx(5.144, abs=1e-3)  # 10 kn

    play(story())


def test_a_restart_resumes() -> None:
    async def story() -> None:
        async with HttpService() as service:
            filled(service)
            first = RecordingIntake()
            async with Running(make_source(table(service), "cars"), first) as running:
                await running.until(lambda: len(known(first)) == 300 and len(first.memory) == 2)
                await running.until(lambda: running.context.counts.get("polls", 0) >= 1)
            service.positions += [position(1, -1.0), position(2, -2.0)]
            second = RecordingIntake()
            second.memory = first.memory
            async with Running(make_source(table(service), "cars"), second) as running:
                await running.until(lambda: len(known(first) | known(second)) == 302)
            assert len(known(second)) == 4  # the last known of each once more, and the news

    play(story())


async def slow(request: web.Request) -> None:
    await asyncio.sleep(0.5)


FAULTS = {
    "status 500": lambda request: web.Response(status=500),
    "wrong token": lambda request: web.Response(status=401, text="HTTP 401 Unauthorized"),
    "slow": slow,
    "html": lambda request: web.Response(text="<html/>"),
    "object": lambda request: web.json_response({"error": "no"}),
    "bomb": lambda request: web.Response(text="[" * 200_000),
    "truncated": lambda request: web.Response(text='[{"deviceId": 1, "lat'),
}


@pytest.mark.parametrize("where", ["devices", "positions", "deviceId=1"])
@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_that_passes_loses_nothing(what: str, where: str) -> None:
    async def story() -> None:
        async with HttpService() as service:
            filled(service, 60)
            left = [1]

            def fault(request: web.Request) -> Any:
                if where not in str(request.rel_url) or not left[0]:
                    return None
                left[0] -= 1
                return FAULTS[what](request)

            service.faults = [fault]
            intake = RecordingIntake()
            source = make_source(table(service, timeout_s=0.2, first_days=0.045), "cars")
            async with Running(source, intake) as running:
                await running.until(lambda: len(known(intake)) == 60 and source.health()["state"] == "running")

    play(story())


def test_bad_positions_do_not_hide_good_ones() -> None:
    async def story() -> None:
        async with HttpService() as service:
            filled(service, 20)
            service.positions += [
                position(1, 5, latitude="north"),
                position(1, 6, latitude=0, longitude=0),
                position(2, 7, valid=False),
                position(2, 8, accuracy=5_000),
            ]
            service.devices.append({"id": "three"})
            intake = RecordingIntake()
            async with Running(make_source(table(service, first_days=0.5), "cars"), intake) as running:
                await running.until(lambda: len(known(intake)) == 20 and running.context.counts.get("polls", 0) >= 1)
            reasons = intake.reasons()
            assert set(reasons) == {"no_position", "zero", "invalid", "accuracy", "bad_device"}

    play(story())


def test_a_window_too_large_is_asked_for_in_parts() -> None:
    async def story() -> None:
        async with HttpService() as service:
            filled(service, 400)
            intake = RecordingIntake()
            keys = {"window_s": 86_400, "most_bytes": 8_000}
            async with Running(make_source(table(service, **keys), "cars"), intake) as running:
                await running.until(lambda: len(known(intake)) == 400)

    play(story())


def test_a_wrong_section_names_its_key() -> None:
    with pytest.raises(InputError, match=r"cars\.window_s"):
        make_source({"url": "http://x", "window_s": 1}, "cars")
