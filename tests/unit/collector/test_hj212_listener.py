"""What the HJ 212 listener does beside its connections, when that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yanqing_eco_plugin.core.collector import rounds as rounds_module
from yanqing_eco_plugin.core.collector.hj212_desk import Hj212Desk
from yanqing_eco_plugin.core.collector.hj212_listener import Hj212Listener
from yanqing_eco_plugin.core.collector.hj212_settings import Hj212Settings
from yanqing_eco_plugin.core.collector.registry import Registry
from yanqing_eco_plugin.core.collector.source import SourceContext


class FullIntake:
    """Has no room until it is told to."""

    has_room = False

    async def room(self) -> None:
        while not self.has_room:
            await asyncio.sleep(0.001)


async def until(condition: Callable[[], Any]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.005)


def test_paused_connections_are_read_again_though_the_work_for_it_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds_module, "_FIRST_PAUSE_S", 0.2)
    faults = {"resume_all": 1, "sweep": 1}
    done = []

    def failing_once(name: str) -> None:
        work = getattr(Hj212Desk, name)

        def failing(self: Hj212Desk) -> None:
            if faults[name]:
                faults[name] -= 1
                raise RuntimeError(f"{name} went wrong")
            done.append(name)
            work(self)

        monkeypatch.setattr(Hj212Desk, name, failing)

    failing_once("sweep")
    failing_once("resume_all")

    async def story() -> None:
        intake = FullIntake()
        listener = Hj212Listener(Hj212Settings(port=0), "hj212", Registry(tmp_path))
        context = SourceContext(intake, asyncio.Event())  # type: ignore[arg-type]
        running = asyncio.create_task(listener.run(context))
        await until(lambda: listener.health()["state"] in ("listening", "partly failing"))
        _, writer = await asyncio.open_connection("127.0.0.1", listener.port)
        await until(lambda: listener.health()["paused"] == 1)
        intake.has_room = True
        await until(lambda: "make_room: RuntimeError: resume_all went wrong" in str(listener.health()["last_error"]))
        assert listener.health()["state"] == "partly failing"
        await until(lambda: listener.health()["paused"] == 0)
        await until(lambda: listener.health()["state"] == "listening" and listener.health()["last_error"] == "")
        assert {"sweep", "resume_all"} <= set(done)
        writer.close()
        context.stop.set()
        await running
        listener.hang_up()
        await asyncio.sleep(0)
        assert listener.health()["state"] == "stopped"

    asyncio.run(story())
