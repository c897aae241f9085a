"""What the collector tells of itself: the health report and the metrics."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from .config import CollectorConfig
from .drain import Drain
from .intake import SpoolIntake
from .maintenance import Maintenance
from .metrics import Labels, Metric, counter, exposition, gauge
from .registry import Registry
from .source import Source
from .spool import Spool

__all__ = ["Account"]

# What `Source.health` says as its state.
_WORKING = frozenset({"running", "listening", "connected", "partly failing"})
_DOWN = frozenset({"failing", "disconnected"})

_MEANINGS = {
    "spool_records": "Records made durable.",
    "spool_bytes": "Bytes of records made durable.",
    "spool_flushes": "Flushes of the spool's disk.",
    "spool_flush_seconds": "Seconds spent on flushes.",
    "spool_flush_errors": "Flushes the disk refused.",
    "drain_records": "Records the data centre has taken.",
    "drain_observations_changed": "Observations that were new to the data centre or corrected one.",
    "drain_rejected_records": "Records the data centre refused, now in quarantine.",
    "drain_batches": "Batches stored.",
    "drain_batch_seconds": "Seconds spent on storing batches.",
    "drain_centre_errors": "Attempts to store that failed.",
    "drain_set_aside_batches": "Batches of which records of closed months were set aside.",
}


class Account:
    """Looks at all parts of a collector and says how they are.

    Attributes
    ----------
    counts
        Counters of each source.
    faults
        Name of a source or of work beside the sources → why it does not go on at present.
    waiting_for_centre
        Why nothing has begun yet; empty once it has.
    clock_jumps
        How often the computer's clock jumped.
    """

    def __init__(
        self,
        config: CollectorConfig,
        sources: Sequence[Source],
        registry: Registry,
        spool: Spool,
        intake: SpoolIntake,
        drain: Drain,
        maintenance: Maintenance | None,
    ) -> None:
        self._config, self._sources, self._registry = config, sources, registry
        self._spool, self._intake, self._drain, self._maintenance = spool, intake, drain, maintenance
        self.counts: dict[str, dict[str, float]] = {source.name: {} for source in sources}
        self.faults: dict[str, str] = {}
        self.waiting_for_centre = ""
        self.clock_jumps = 0
        self._began = time.monotonic()

    def report(self) -> dict[str, object]:
        """What the health page says."""
        sources = self._source_healths()
        blocking, lesser = self._troubles(sources)
        stored, register = self._drain.stored_at, self._registry.current
        return {
            "state": "failing" if blocking else "degraded" if lesser else "behind" if self._behind() else "ok",
            "trouble": [*blocking, *lesser],
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "uptime_s": round(time.monotonic() - self._began),
            "centre": {
                "state": self.waiting_for_centre or self._drain.trouble or "ok",
                "seconds_since_stored": None if stored is None else round(time.monotonic() - stored, 1),
                "stations": len(register.stations) if register else 0,
                "devices": len(register.by_mn) if register else 0,
            },
            "spool": {
                "state": self._intake.trouble or "ok",
                "waiting_bytes": self._spool.waiting_bytes,
                "bytes": self._spool.size,
                "most_bytes": self._config.spool_bytes,
                "damaged_bytes": self._spool.damaged_bytes,
            },
            "closed_months": {
                "state": self._late_trouble() or "ok",
                "waiting_bytes": self._drain.late.waiting_bytes,
                "most_bytes": self._drain.late.most_bytes,
                "damaged_bytes": self._drain.late.damaged_bytes,
            },
            "clock_jumps": self.clock_jumps,
            **({"maintenance": dict(self._maintenance.health())} if self._maintenance else {}),
            "sources": sources,
        }

    def metrics(self) -> str:
        """The metrics page."""
        sources = self._source_healths()
        blocking, lesser = self._troubles(sources)
        up: dict[Labels, float] = {
            (("source", name),): float(told.get("state") in _WORKING) for name, told in sources.items()
        }
        events: dict[Labels, float] = {
            (("source", name), ("what", what)): value
            for name, counted in self.counts.items()
            for what, value in sorted(counted.items())
        }
        parts = {
            **{f"spool_{name}": value for name, value in self._intake.counts.items()},
            **{f"drain_{name}": value for name, value in self._drain.counts.items()},
        }
        return exposition(
            [
                gauge("up", "Always 1.", 1.0),
                gauge("failing", "1 while nothing is stored.", float(bool(blocking))),
                gauge("degraded", "1 while some part does not work.", float(bool(lesser))),
                gauge("behind", "1 while records wait in the spool for longer than behind_s.", float(self._behind())),
                gauge("uptime_seconds", "Since the start.", time.monotonic() - self._began),
                gauge("stored_age_seconds", "Since records were last stored, or since the start.", self._idle()),
                gauge("spool_bytes", "Bytes of the spool on the disk.", float(self._spool.size)),
                gauge("spool_most_bytes", "Bytes that may wait in the spool.", float(self._config.spool_bytes)),
                gauge("spool_waiting_bytes", "Bytes not stored yet.", float(self._spool.waiting_bytes)),
                gauge("spool_damaged_bytes", "Bytes the disk did not give back.", float(self._spool.damaged_bytes)),
                gauge("closed_months_waiting_bytes", "Bytes set aside.", float(self._drain.late.waiting_bytes)),
                *self._maintenance_metrics(),
                *(counter(name, _MEANINGS.get(name, name), value) for name, value in parts.items()),
                counter("clock_jumps", "Jumps of the computer's clock.", float(self.clock_jumps)),
                Metric("source_up", "gauge", "1 while a source works, 0 while it does not.", up),
                Metric("source_events_total", "counter", "What happened at a source.", events),
            ]
        )

    def _maintenance_metrics(self) -> list[Metric]:
        kept = self._maintenance
        if kept is None:
            return []
        metrics = [gauge("maintenance_failed", "1 where the last maintenance failed.", float(bool(kept.trouble)))]
        if kept.last is not None:
            metrics += [
                gauge("maintenance_last_timestamp_seconds", "End of the last one that worked.", kept.last.timestamp()),
                gauge("maintenance_findings", "What it found wrong.", float(kept.findings)),
                gauge("maintenance_unrepaired", "How much of that is still wrong.", float(kept.unrepaired)),
            ]
        return metrics

    def _source_healths(self) -> dict[str, dict[str, object]]:
        said = {source.name: dict(source.health()) for source in self._sources}
        for name, told in said.items():
            if name in self.faults:
                told.update(state="failing", last_error=self.faults[name])
        return said

    def _troubles(self, sources: Mapping[str, Mapping[str, object]]) -> tuple[list[str], list[str]]:
        """Why nothing is stored; and what else does not work."""
        down = [name for name, told in sources.items() if told.get("state") in _DOWN]
        troubled = [name for name, told in sources.items() if name in down or told.get("state") == "partly failing"]
        of_sources = [f"{name}: {sources[name].get('last_error') or sources[name]['state']}" for name in troubled]
        blocking = [text for text in (self.waiting_for_centre, self._intake.trouble, self._drain.trouble) if text]
        lesser = [f"{name}: {text}" for name, text in self.faults.items() if name not in sources]
        if late := self._late_trouble():
            lesser.append(late)
        if self._maintenance is not None and self._maintenance.trouble:
            lesser.append(f"maintenance: {self._maintenance.trouble}")
        if down and len(down) == len(sources):
            return [*blocking, *of_sources], lesser
        return blocking, [*of_sources, *lesser]

    def _late_trouble(self) -> str:
        """Which closed months records wait for, and why; empty where none do."""
        months = ", ".join(f"{year}-{month:02}" for year, month in sorted(self._drain.late.months))
        return f"records of {months} wait: {self._drain.late_trouble}" if months else ""

    def _idle(self) -> float:
        stored = self._drain.stored_at
        return time.monotonic() - (self._began if stored is None else stored)

    def _behind(self) -> bool:
        return bool(self._spool.waiting_bytes) and self._idle() > self._config.health.behind_s
