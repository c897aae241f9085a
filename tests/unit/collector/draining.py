"""A drain over a data centre that fails as it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from yanqing_eco_plugin.core.collector.drain import Drain
from yanqing_eco_plugin.core.collector.entries import Batch
from yanqing_eco_plugin.core.collector.intake import SpoolIntake
from yanqing_eco_plugin.core.collector.spool import Spool
from yanqing_eco_plugin.core.collector.waiting_months import Month, WaitingMonths
from yanqing_eco_plugin.core.errors import ClosedMonthsError


class Centre:
    """A `CentreWriter` whose centre fails as it is told to."""

    def __init__(
        self,
        faults: Sequence[Exception | None] = (),
        poison: Callable[[float], Exception | None] | None = None,
        closed: Callable[[], Collection[Month]] = tuple,
    ):
        self.stored: list[float] = []
        self.held: dict[tuple[str, int], float] = {}
        self.quarantined: list[tuple[str, str]] = []
        self._faults, self._poison, self._closed = list(faults), poison, closed

    async def run(self, work: Callable[..., object], *arguments: object) -> object:
        return work(*arguments)

    async def store(self, batch: Batch) -> int:
        if self._faults and (fault := self._faults.pop(0)):
            raise fault
        values = [] if batch.observations is None else batch.observations["value"].tolist()
        for value in values:
            if self._poison and (fault := self._poison(value)):
                raise fault
        if batch.observations is not None:
            # What a shared centre says where rows reach into exported months that it cannot use.
            found = {(time.year, time.month) for time in batch.observations["time"]} & set(self._closed())
            if found:
                raise ClosedMonthsError("Away.", months=tuple(sorted(found)))
            times = batch.observations["time"].astype("int64") // 1000
            self.held.update(zip(zip(batch.observations["station_id"], times), values))
        self.stored += values
        if batch.rejects is not None:
            self.quarantined += list(zip(batch.rejects["reason"], batch.rejects["record_id"]))
        return len(values)


def drained(
    folder: Path,
    centre: Centre,
    records: Sequence[bytes],
    *,
    until: Callable[[Drain], object] = lambda _: False,
    most_bytes: int = 1 << 20,
    **options: object,
) -> Drain:
    """Drain records, and what lies in the folder already, as long as something waits in the spool or `until` says so."""

    async def run() -> Drain:
        spool = Spool(folder / "segments")
        if records:
            spool.write(records)
        intake = SpoolIntake(spool, folder)
        late = WaitingMonths(folder / "closed_months", most_bytes=most_bytes)
        drain = Drain(spool, late, intake, centre, pause_s=0.01, **options)  # type: ignore[arg-type]
        task = asyncio.create_task(drain.run())
        async with asyncio.timeout(20):
            while until(drain) or spool.waiting_bytes:
                await asyncio.sleep(0.01)
            drain.finish()
            await task
        intake.close()
        late.close()
        return drain

    return asyncio.run(run())
