"""The intake in front of the spool: one flush for many, waiting instead of dropping, memory that lasts."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from yanqing_eco_plugin.core.collector.entries import Entry
from yanqing_eco_plugin.core.collector.intake import SpoolIntake
from yanqing_eco_plugin.core.collector.spool import Spool
from yanqing_eco_plugin.core.errors import InputError


def row(at: int) -> Entry:
    return Entry(0.0, [("S1", "pm10", at, 0, 1.0, "N")])


def working(folder: Path, work: Callable[[SpoolIntake, Spool], Awaitable[None]], **limits: int) -> None:
    async def run() -> None:
        spool = Spool(folder / "segments", segment_bytes=400)
        intake = SpoolIntake(spool, folder, **limits)
        flush = asyncio.create_task(intake.run())
        try:
            async with asyncio.timeout(20):
                await work(intake, spool)
                intake.finish()
                await flush
        finally:
            flush.cancel()
            intake.close()

    asyncio.run(run())


def test_many_share_one_flush(tmp_path: Path) -> None:
    async def work(intake: SpoolIntake, spool: Spool) -> None:
        tickets = [intake.give(row(at)) for at in range(1_000)]
        assert len(set(map(id, tickets))) == 1
        await tickets[0]
        assert intake.counts["flushes"] == 1
        assert len(spool.take(5_000, 1 << 20)) == 1_000

    working(tmp_path, work)


def test_a_full_spool_makes_everybody_wait_until_it_drains(tmp_path: Path) -> None:
    async def work(intake: SpoolIntake, spool: Spool) -> None:
        given = 0
        ticket = intake.give(row(given))
        while intake.has_room:
            ticket = intake.give(row(given))
            given += 1
            await asyncio.sleep(0.01)
        late = [intake.give(row(1_000)), intake.give(row(1_001))]
        await asyncio.sleep(0.3)
        assert not ticket.done()
        assert intake.trouble.startswith("The spool is full")
        spool.acknowledge(spool.take(5_000, 1 << 20)[-1].after)  # and the drain has no time yet to say so
        await asyncio.gather(ticket, *late)
        assert (intake.trouble, intake.has_room) == ("", True)

    working(tmp_path, work, most_bytes=2_000)


def test_memory_is_bounded_while_the_disk_is_slow(tmp_path: Path) -> None:
    async def work(intake: SpoolIntake, spool: Spool) -> None:
        intake.give(row(0))
        assert intake.has_room
        for at in range(40):
            ticket = intake.give(row(at))
        assert not intake.has_room
        await ticket
        assert intake.has_room

    working(tmp_path, work, most_pending_bytes=1_000)


def test_a_disk_that_refuses_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(intake: SpoolIntake, spool: Spool) -> None:
        write, refusals = spool.write, 2

        def refuse(batch: list[bytes]) -> None:
            nonlocal refusals
            if refusals:
                refusals -= 1
                raise OSError(errno.ENOSPC, "No space left on device")
            write(batch)

        monkeypatch.setattr(spool, "write", refuse)
        ticket = intake.give(row(0))
        await asyncio.sleep(0.1)
        assert (ticket.done(), intake.has_room) == (False, False)
        assert intake.trouble == "The spool cannot be written: No space left on device."
        await ticket
        assert (intake.trouble, intake.has_room, intake.counts["flush_errors"]) == ("", True, 2)
        assert len(spool.take(10, 1 << 20)) == 1

    working(tmp_path, work)


def test_what_a_source_remembers_outlives_it(tmp_path: Path) -> None:
    async def first(intake: SpoolIntake, spool: Spool) -> None:
        assert await intake.recall("traccar.page") is None
        await intake.remember("traccar.page", "第3页")
        await intake.remember("other", "x")

    async def second(intake: SpoolIntake, spool: Spool) -> None:
        assert (await intake.recall("traccar.page"), await intake.recall("other")) == ("第3页", "x")

    working(tmp_path, first)
    working(tmp_path, second)


@pytest.mark.parametrize("damaged", ["{half", "[]", '"text"', "null", '{"traccar.page": null}', "\udcff"])
def test_a_memory_that_is_damaged_is_refused_by_name(tmp_path: Path, damaged: str) -> None:
    (tmp_path / "memory.json").write_bytes(damaged.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match=r"memory\.json"):
        SpoolIntake(Spool(tmp_path / "segments", segment_bytes=400), tmp_path)
