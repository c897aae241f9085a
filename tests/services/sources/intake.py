"""An intake that keeps what it was given, and runs a source for as long as a test needs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pandas as pd

from yanqing_eco_plugin.core.collector.source import Delivery, Source, SourceContext

PATIENCE_S = 10.0


class RecordingIntake:
    """Remembers deliveries; `durable` may be cleared to stand for a centre that is behind."""

    def __init__(self) -> None:
        self.deliveries: list[Delivery] = []
        self.memory: dict[str, str] = {}
        self.durable = asyncio.Event()
        self.durable.set()
        self.waiting = 0
        self.failures = 0

    async def put(self, delivery: Delivery) -> None:
        self.waiting += 1
        await self.durable.wait()
        self.waiting -= 1
        if self.failures:
            self.failures -= 1
            raise OSError(28, "No space left on device")
        self.deliveries.append(delivery)

    async def recall(self, name: str) -> str | None:
        return self.memory.get(name)

    async def remember(self, name: str, value: str) -> None:
        self.memory[name] = value

    def _all(self, what: str) -> pd.DataFrame:
        frames = [frame for d in self.deliveries if (frame := getattr(d, what)) is not None]
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()

    @property
    def observations(self) -> pd.DataFrame:
        return self._all("observations")

    @property
    def fixes(self) -> pd.DataFrame:
        return self._all("fixes")

    @property
    def rejects(self) -> pd.DataFrame:
        return self._all("rejects")

    def reasons(self) -> dict[str, int]:
        rejects = self.rejects
        return {} if rejects.empty else rejects["reason"].value_counts().to_dict()


async def until(condition: Callable[[], bool], what: str = "") -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(PATIENCE_S):
        while not condition():
            await asyncio.sleep(0.01)


class Running:
    """A source at work, as ``async with``; stopped at the end, and its own failure raised."""

    def __init__(self, source: Source, intake: RecordingIntake, **context: Any) -> None:
        self.source, self.intake = source, intake
        self.context = SourceContext(intake, asyncio.Event(), **context)

    async def __aenter__(self) -> Running:
        self._task = asyncio.create_task(self.source.run(self.context))
        return self

    async def __aexit__(self, *_: object) -> None:
        self.context.stop.set()
        async with asyncio.timeout(PATIENCE_S):
            await self._task

    async def until(self, condition: Callable[[], bool]) -> None:
        waiting = asyncio.create_task(until(condition))
        done, _ = await asyncio.wait({waiting, self._task}, return_when=asyncio.FIRST_COMPLETED)
        if self._task in done:
            waiting.cancel()
            self._task.result()
            raise AssertionError("the source ended by itself")
        waiting.result()


def play(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(story)
