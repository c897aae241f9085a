"""The collector: sources → spool → data centre, with everything that watches over it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Awaitable, Callable, Sequence

from ..errors import CentreError, CentreFormatError
from .account import Account
from .centre_writer import CentreWriter
from .config import CollectorConfig
from .drain import Drain
from .health import HealthPage
from .intake import SpoolIntake
from .maintenance import Maintenance
from .registry import Registry, read_stations
from .rounds import rounds
from .service_notice import notify, watchdog, watchdog_period
from .source import Source, SourceContext
from .source_state import pause, sentence
from .spool import Spool
from .waiting_months import WaitingMonths

__all__ = ["Collector"]

_LOG = logging.getLogger(__name__)
_RESTART_S = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
_CLOCK_S, _JUMP_S = 1.0, 5.0
_LOOK_S = 30.0  # for maintenance that is due


class Collector:
    """One collector; made by one event loop and run once.

    Parameters
    ----------
    sources
        Listeners and pollers.
    registry
        The stations; read from the centre once it can be reached.
    """

    def __init__(self, config: CollectorConfig, sources: Sequence[Source], registry: Registry) -> None:
        self._config, self._sources, self._registry = config, sources, registry
        self._spool = Spool(config.spool / "segments", segment_bytes=min(16 << 20, config.spool_bytes // 4))
        self.intake = SpoolIntake(self._spool, config.spool, most_bytes=config.spool_bytes)
        self._writer = CentreWriter(config.centre, wait_s=config.lock_wait_s)
        late = WaitingMonths(config.spool / "closed_months", most_bytes=config.spool_bytes // 4)
        self.drain = Drain(
            self._spool, late, self.intake, self._writer, most_rows=config.batch_rows, pause_s=config.batch_pause_s
        )
        self._maintenance: Maintenance | None = None
        if config.maintenance is not None:
            self._maintenance = Maintenance(config.maintenance, config.centre, self.intake)
        self.account = Account(
            config, sources, registry, self._spool, self.intake, self.drain, maintenance=self._maintenance
        )
        self.health_page = HealthPage(config.health.place, self.account.report, self.account.metrics)
        self._stop = asyncio.Event()  # sources end
        self._asked_to_stop = asyncio.Event()
        self._kept_register = registry.current
        self._clock_offset = time.time() - time.monotonic()

    # -- life ----------------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Collect until `stop` is called or a signal asks for it.

        Raises
        ------
        CentreFormatError
            At the first start: the address holds no centre, or one this version cannot write.
        """
        beside = [asyncio.create_task(self.health_page.run(), name="health page")]
        beside.append(self._again("clock", _CLOCK_S, self._watch_clock))
        if (period := watchdog_period()) is not None:
            beside.append(self._again("watchdog", period, watchdog))
        try:
            await self._first_register()
            beside.append(self._again("register", self._config.register_s, self._read_register))
            if self._maintenance is not None:
                beside.append(self._again("maintenance", _LOOK_S, self._look_after))
            await self._collect()
        finally:
            await _ended(beside, 0.0)
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(None, self._writer.close)
            await loop.run_in_executor(None, self.intake.close)
            await loop.run_in_executor(None, self.drain.late.close)
        waiting = self._spool.waiting_bytes + self.drain.late.waiting_bytes
        _LOG.info("the collector has ended; %d bytes wait for the next start", waiting)

    async def _collect(self) -> None:
        flush = asyncio.create_task(self.intake.run(), name="flush")
        drain = asyncio.create_task(self.drain.run(), name="drain")
        running = [asyncio.create_task(self._keep_running(source), name=source.name) for source in self._sources]
        stopping = asyncio.create_task(self._asked_to_stop.wait())
        notify("READY=1", f"STATUS={len(self._sources)} sources")
        _LOG.info("the collector works: %s", ", ".join(source.name for source in self._sources))
        try:
            await asyncio.wait([stopping, flush, drain], return_when=asyncio.FIRST_COMPLETED)
        finally:
            notify("STOPPING=1")
            await self._wind_down(running, flush, drain)
            stopping.cancel()
        for task in (flush, drain):
            if task.done() and not task.cancelled() and (fault := task.exception()):
                raise fault

    def _again(self, name: str, every_s: float, work: Callable[[], Awaitable[object]]) -> asyncio.Task[None]:
        return asyncio.create_task(rounds(name, every_s, work, self.account.faults), name=name)

    def stop(self) -> None:
        """Ask for the end; may be called from a signal handler of the event loop."""
        self._asked_to_stop.set()

    def stop_on_signals(self) -> None:
        """End in order on SIGTERM and SIGINT."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            # Windows' event loop has no signals; there Ctrl+C raises KeyboardInterrupt.
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(name, self.stop)

    async def _wind_down(
        self, running: Sequence[asyncio.Task[None]], flush: asyncio.Task[None], drain: asyncio.Task[None]
    ) -> None:
        """Sources first, then what they gave must be durable and acknowledged, then the centre gets what it takes."""
        self._stop.set()
        patience = self._config.stop_s
        await _ended(running, patience / 2)
        self.intake.finish()
        await _ended([flush], patience / 2)
        await asyncio.sleep(0)  # the acknowledgements of the last flush go out
        for source in self._sources:
            hang_up: Callable[[], None] | None = getattr(source, "hang_up", None)
            if hang_up is not None:
                hang_up()
        self.drain.finish()
        await _ended([drain], patience)

    async def _keep_running(self, source: Source) -> None:
        """A source that fails in a way it did not foresee is started again; the others go on."""
        name = source.name
        context = SourceContext(self.intake, self._stop, self.account.counts[name], self._registry.stations)
        attempt = 0
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                await source.run(context)
                if self._stop.is_set():
                    return
                raise RuntimeError("it ended though nobody asked it to")
            except Exception as error:  # noqa: BLE001 - one source must not end the others
                _LOG.exception("%s failed and is started again", name)
                self.account.faults[name] = sentence(error)
            attempt = 0 if time.monotonic() - began > 300 else attempt + 1
            await pause(self._stop, _RESTART_S[min(attempt, len(_RESTART_S) - 1)])
            self.account.faults.pop(name, None)

    # -- the register --------------------------------------------------------------------------------------------------

    async def _first_register(self) -> None:
        """Read the stations; where the centre cannot be reached, the copy from last time will do.

        With such a copy even an address without a centre is a share that is not mounted yet rather than a wrong address.
        """
        attempt = 0
        while not self._asked_to_stop.is_set():
            try:
                await self._read_register()
                self.account.waiting_for_centre = ""
                return
            except Exception as error:
                if self._registry.current is not None:
                    _LOG.warning("the stations of the last time hold: %s", sentence(error))
                    return
                if isinstance(error, CentreFormatError) or not isinstance(error, CentreError):
                    raise
                self.account.waiting_for_centre = str(error)
                _LOG.warning("waiting for the data centre, which tells the stations: %s", error)
            await pause(self._asked_to_stop, _RESTART_S[min(attempt, 3)])
            attempt += 1

    async def _read_register(self) -> None:
        register = await self._writer.ask(read_stations)
        self._registry.update(register)
        if register != self._kept_register:
            await asyncio.get_running_loop().run_in_executor(None, self._registry.keep, register)
            self._kept_register = register

    # -- beside the sources --------------------------------------------------------------------------------------------

    async def _look_after(self) -> None:
        register = self._registry.current
        if self._maintenance is not None:
            await self._maintenance.look(register.utc_offset_hours if register else 8.0)

    async def _watch_clock(self) -> None:
        """Nothing here counts by the wall clock; but records carry it, so a jump is told."""
        offset = time.time() - time.monotonic()
        if abs(offset - self._clock_offset) > _JUMP_S:
            self.account.clock_jumps += 1
            _LOG.warning("the computer's clock jumped by %.0f s", offset - self._clock_offset)
        self._clock_offset = offset


async def _ended(tasks: Sequence[asyncio.Task[object]] | Sequence[asyncio.Task[None]], patience_s: float) -> None:
    """Wait for tasks, then cancel those that are left."""
    if tasks and patience_s > 0:
        await asyncio.wait(tasks, timeout=patience_s)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
