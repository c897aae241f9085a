"""The collector: sources → spool → data centre, with everything that watches over it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from ..errors import CentreError, CentreFormatError, EcoError
from .centre_writer import CentreWriter
from .config import CollectorConfig
from .drain import Drain
from .health import HealthPage
from .intake import SpoolIntake
from .maintenance import Maintenance
from .metrics import exposition
from .registry import Registry, read_stations
from .service_notice import notify, watchdog
from .source import Source, SourceContext
from .spool import Spool

__all__ = ["Collector"]

_LOG = logging.getLogger(__name__)
_RESTART_S = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
_JUMP_S = 5.0


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
        self.drain = Drain(
            self._spool, self.intake, self._writer, most_rows=config.batch_rows, pause_s=config.batch_pause_s
        )
        self.health_page = HealthPage(config.health, self.report, self.metrics)
        self._maintenance: Maintenance | None = None
        if config.maintenance is not None:
            self._maintenance = Maintenance(config.maintenance, config.centre, self.intake)
        self._stop = asyncio.Event()  # sources end
        self._asked_to_stop = asyncio.Event()
        self._counts: dict[str, dict[str, float]] = {source.name: {} for source in sources}
        self._source_faults: dict[str, str] = {}
        self._began = time.monotonic()
        self._clock_jumps = 0

    # -- life ----------------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Collect until `stop` is called or a signal asks for it.

        Raises
        ------
        CentreFormatError
            At the first start: the address holds no centre, or one this version cannot write.
        InputError
            A listener's address is taken.
        """
        await self._first_register()
        await self.health_page.start()
        flush = asyncio.create_task(self.intake.run(), name="flush")
        drain = asyncio.create_task(self.drain.run(), name="drain")
        helpers = [
            asyncio.create_task(task, name=name)
            for name, task in (
                ("register", self._keep_register()),
                ("clock", self._watch_clock()),
                ("watchdog", watchdog()),
            )
        ]
        if self._maintenance is not None:
            offset = self._registry.current.utc_offset_hours if self._registry.current else 8.0
            helpers.append(asyncio.create_task(self._maintenance.run(offset), name="maintenance"))
        context = {
            source.name: SourceContext(self.intake, self._stop, self._counts[source.name], self._registry.stations)
            for source in self._sources
        }
        running = [
            asyncio.create_task(self._keep_running(source, context[source.name]), name=source.name)
            for source in self._sources
        ]
        stopping = asyncio.create_task(self._asked_to_stop.wait())
        notify("READY=1", f"STATUS={len(self._sources)} sources")
        _LOG.info("the collector works: %s", ", ".join(source.name for source in self._sources))
        try:
            await asyncio.wait([stopping, flush, drain, *running], return_when=asyncio.FIRST_COMPLETED)
        finally:
            notify("STOPPING=1")
            await self._wind_down(running, flush, drain, [*helpers, stopping])
        for task in (flush, drain, *running):
            if task.done() and not task.cancelled() and (fault := task.exception()):
                raise fault

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
        self,
        running: Sequence[asyncio.Task[None]],
        flush: asyncio.Task[None],
        drain: asyncio.Task[None],
        helpers: Sequence[asyncio.Task[object]],
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
        await _ended(helpers, 0.0)
        self.health_page.close()
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self._writer.close)
        await loop.run_in_executor(None, self.intake.close)
        _LOG.info("the collector has ended; %d bytes wait for the next start", self._spool.waiting_bytes)

    async def _keep_running(self, source: Source, context: SourceContext) -> None:
        """A source that fails in a way it did not foresee is started again; the others go on."""
        attempt = 0
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                await source.run(context)
                if self._stop.is_set():
                    return
                raise RuntimeError("it ended though nobody asked it to")
            except EcoError:
                raise  # a wrong configuration: one clear sentence, and the end
            except Exception as error:  # noqa: BLE001 - one source must not end the others
                _LOG.exception("%s failed and is started again", source.name)
                self._source_faults[source.name] = repr(error)[:300]
            attempt = 0 if time.monotonic() - began > 300 else attempt + 1
            await _unless(self._stop, _RESTART_S[min(attempt, len(_RESTART_S) - 1)])
            self._source_faults.pop(source.name, None)

    # -- the register --------------------------------------------------------------------------------------------------

    async def _first_register(self) -> None:
        """Read the stations; where the centre cannot be reached, the copy from last time will do.

        With such a copy even an address without a centre is a share that is not mounted yet rather than a wrong address.
        """
        attempt = 0
        while not self._asked_to_stop.is_set():
            try:
                await self._read_register()
                return
            except CentreError as error:
                if self._registry.current is not None:
                    _LOG.warning("the data centre cannot be reached; the stations of the last time hold: %s", error)
                    return
                if isinstance(error, CentreFormatError):
                    raise
                _LOG.warning("waiting for the data centre, which tells the stations: %s", error)
            await _unless(self._asked_to_stop, _RESTART_S[min(attempt, 3)])
            attempt += 1

    async def _read_register(self) -> None:
        register = await self._writer.ask(read_stations)
        if register != self._registry.current:
            self._registry.update(register)
            await asyncio.get_running_loop().run_in_executor(None, self._registry.keep, register)

    async def _keep_register(self) -> None:
        while True:
            await asyncio.sleep(self._config.register_s)
            try:
                await self._read_register()
            except (EcoError, OSError) as error:
                _LOG.info("the stations could not be read again: %s", error)

    async def _watch_clock(self) -> None:
        """Nothing here counts by the wall clock; but records carry it, so a jump is told."""
        offset = time.time() - time.monotonic()
        while True:
            await asyncio.sleep(1.0)
            now = time.time() - time.monotonic()
            if abs(now - offset) > _JUMP_S:
                self._clock_jumps += 1
                _LOG.warning("the computer's clock jumped by %.0f s", now - offset)
            offset = now

    # -- what is told --------------------------------------------------------------------------------------------------

    def report(self) -> dict[str, object]:
        """What the health page says."""
        waiting = self._spool.waiting_bytes
        trouble = [text for text in (self.intake.trouble, self.drain.trouble, *self._source_faults.values()) if text]
        stored = self.drain.stored_at
        idle = time.monotonic() - (self._began if stored is None else stored)
        behind = bool(waiting) and idle > self._config.health.behind_s
        register = self._registry.current
        return {
            "state": "failing" if trouble else "behind" if behind else "ok",
            "trouble": trouble,
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "uptime_s": round(time.monotonic() - self._began),
            "centre": {
                "state": self.drain.trouble or "ok",
                "seconds_since_stored": None if stored is None else round(time.monotonic() - stored, 1),
                "stations": len(register.stations) if register else 0,
                "devices": len(register.by_mn) if register else 0,
            },
            "spool": {
                "state": self.intake.trouble or "ok",
                "waiting_bytes": waiting,
                "bytes": self._spool.size,
                "most_bytes": self._config.spool_bytes,
                "damaged_bytes": self._spool.damaged_bytes,
            },
            "clock_jumps": self._clock_jumps,
            **({"maintenance": dict(self._maintenance.health())} if self._maintenance else {}),
            "sources": {source.name: dict(source.health()) for source in self._sources},
        }

    def metrics(self) -> str:
        """The metrics page."""
        state = self.report()["state"]
        gauges = {
            "up": 1.0,
            "failing": float(state == "failing"),
            "behind": float(state == "behind"),
            "uptime_seconds": time.monotonic() - self._began,
            "spool_bytes": float(self._spool.size),
            "spool_waiting_bytes": float(self._spool.waiting_bytes),
            "spool_damaged_bytes": float(self._spool.damaged_bytes),
        }
        counters = {f"spool_{name}": value for name, value in self.intake.counts.items()}
        counters.update({f"drain_{name}": value for name, value in self.drain.counts.items()})
        counters["clock_jumps"] = self._clock_jumps
        return exposition(gauges, counters, self._counts)


async def _ended(tasks: Sequence[asyncio.Task[object]] | Sequence[asyncio.Task[None]], patience_s: float) -> None:
    """Wait for tasks, then cancel those that are left."""
    if tasks and patience_s > 0:
        await asyncio.wait(tasks, timeout=patience_s)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _unless(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
