"""Work beside the sources: a round that fails is told and does not end the next ones."""

from __future__ import annotations

import asyncio
import logging

import pytest

from yanqing_eco_plugin.core.collector import rounds as rounds_module
from yanqing_eco_plugin.core.collector.rounds import rounds
from yanqing_eco_plugin.core.errors import CentreError


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds_module, "_FIRST_PAUSE_S", 0.01)
    monkeypatch.setattr(rounds_module, "_LONGEST_PAUSE_S", 0.01)


async def until_done(work: object, faults: dict[str, str], done: asyncio.Event) -> None:
    task = asyncio.create_task(rounds("tidying", 0.001, work, faults))  # type: ignore[arg-type]
    try:
        async with asyncio.timeout(10):
            await done.wait()
            await asyncio.sleep(0.005)  # the round that set it ends
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()


@pytest.mark.parametrize("fault", [ZeroDivisionError("1/0"), OSError(28, "full"), CentreError("It is locked.")])
def test_a_round_that_fails_is_told_once_and_forgotten_when_one_succeeds(
    fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    faults: dict[str, str] = {}
    seen: list[str] = []

    async def story() -> None:
        done = asyncio.Event()

        async def work() -> None:
            seen.append(faults.get("tidying", ""))
            if len(seen) <= 3:
                raise fault
            done.set()

        await until_done(work, faults, done)

    with caplog.at_level(logging.INFO):
        asyncio.run(story())
    assert seen[0] == ""
    assert all(str(fault) in told for told in seen[1:4])
    assert faults == {}
    told = [record for record in caplog.records if record.name == rounds_module.__name__]
    assert [record.levelname for record in told] == ["WARNING", "INFO"]
    # What nobody foresaw comes with its traceback, the others with their sentence.
    assert bool(told[0].exc_info) is isinstance(fault, ZeroDivisionError)
