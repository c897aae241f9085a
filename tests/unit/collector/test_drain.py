"""The drain: in order, again after failures, and one bad record does not stop the others."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from yanqing_eco_plugin.core.collector import drain as module
from yanqing_eco_plugin.core.collector.drain import Drain
from yanqing_eco_plugin.core.collector.entries import Entry
from yanqing_eco_plugin.core.collector.intake import SpoolIntake
from yanqing_eco_plugin.core.collector.spool import Spool
from yanqing_eco_plugin.core.collector.waiting_months import WaitingMonths
from yanqing_eco_plugin.core.errors import CentreError, CentreLockedError, InputError

from .draining import Centre, drained


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_RETRY_S", (0.001,))


def records(count: int) -> list[bytes]:
    return [Entry(1.0, [("S1", "pm10", at, 0, float(at), "N")]).dump() for at in range(count)]


@pytest.mark.parametrize("fault", [CentreError("away"), CentreLockedError("locked"), OSError(28, "full")])
def test_a_centre_that_fails_is_tried_again_in_order(tmp_path: Path, fault: Exception) -> None:
    centre = Centre([fault] * 3 + [None, fault])
    drain = drained(tmp_path, centre, records(50), most_rows=20)
    assert centre.stored == [float(at) for at in range(50)]
    assert drain.trouble == ""
    assert drain.counts["centre_errors"] == 4


def test_a_record_at_fault_goes_to_quarantine_alone(tmp_path: Path) -> None:
    centre = Centre(poison=lambda value: InputError("No such thing.") if value == 13 else None)
    drained(tmp_path, centre, records(50))
    assert centre.stored == [float(at) for at in range(50) if at != 13]
    assert [reason for reason, _ in centre.quarantined] == ["refused"]


def test_so_does_one_that_brings_out_a_fault_of_our_own(tmp_path: Path) -> None:
    centre = Centre(poison=lambda value: ZeroDivisionError("ours") if value == 13 else None)
    drained(tmp_path, centre, records(50))
    assert centre.stored == [float(at) for at in range(50) if at != 13]
    assert [reason for reason, _ in centre.quarantined] == ["refused"]


def test_what_is_no_record_and_what_is_too_large_for_the_quarantine(tmp_path: Path) -> None:
    centre = Centre()
    drained(tmp_path, centre, [b"no record", b"x" * 100_000, *records(2)])
    assert centre.stored == [0.0, 1.0]
    assert [reason for reason, _ in centre.quarantined] == ["refused", "refused"]
    assert [path.stat().st_size for path in (tmp_path / "segments").glob("*.refused")] == [100_000]


def test_identities_are_the_same_when_sent_again(tmp_path: Path) -> None:
    reject = Entry(1.0, rejects=[("hj212", "p", "crc", "", b"raw")]).dump()
    first, second = Centre(), Centre()

    async def crash() -> None:
        spool = Spool(tmp_path / "segments")
        spool.write([reject])
        await first.store(module._batch(spool.take(10, 1 << 20)))
        spool.close()  # killed before the acknowledgement

    asyncio.run(crash())
    drained(tmp_path, second, [])
    assert first.quarantined == second.quarantined
    assert len(second.quarantined) == 1


def test_at_the_end_a_refusing_centre_is_not_waited_for(tmp_path: Path) -> None:
    async def run() -> None:
        spool = Spool(tmp_path / "segments")
        spool.write(records(3))
        intake = SpoolIntake(spool, tmp_path)
        late = WaitingMonths(tmp_path / "closed_months")
        drain = Drain(spool, late, intake, Centre([CentreError("away")] * 1_000_000), pause_s=0.01)  # type: ignore[arg-type]
        task = asyncio.create_task(drain.run())
        await asyncio.sleep(0.05)
        drain.finish()
        async with asyncio.timeout(5):
            await task
        assert spool.waiting_bytes
        intake.close()

    asyncio.run(run())
