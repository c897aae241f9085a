"""What a collector says of itself, for every way in which a part of it may fail."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from yanqing_eco_plugin.core.collector import maintenance, service
from yanqing_eco_plugin.core.collector.config import CollectorConfig
from yanqing_eco_plugin.core.collector.maintenance import Maintenance, MaintenanceSettings
from yanqing_eco_plugin.core.collector.registry import Registry, StationRegister
from yanqing_eco_plugin.core.collector.service import Collector
from yanqing_eco_plugin.core.collector.source import SourceContext
from yanqing_eco_plugin.core.data_centre import District, create_centre
from yanqing_eco_plugin.core.data_centre.tending_findings import Finding, TendReport
from yanqing_eco_plugin.core.errors import InputError

PATIENCE_S = 20.0


class Puppet:
    """A source that is in the state a test gives it, or raises what a test wants."""

    def __init__(self, name: str, state: str = "running") -> None:
        self.name, self.state = name, state
        self.faults: list[Exception] = []
        self.starts = 0

    async def run(self, context: SourceContext) -> None:
        self.starts += 1
        if self.faults:
            raise self.faults.pop()
        await context.stop.wait()

    def health(self) -> Mapping[str, object]:
        return {"state": self.state, "last_error": f"{self.name} has a fault" if "fail" in self.state else ""}


@pytest.fixture
def config(tmp_path: Path) -> CollectorConfig:
    create_centre(tmp_path / "centre", district=District("110119", "延庆区")).close()
    (tmp_path / "spool").mkdir()
    return CollectorConfig(str(tmp_path / "centre"), tmp_path / "spool", register_s=0.01)


@asynccontextmanager
async def at_work(config: CollectorConfig, *sources: Puppet) -> AsyncIterator[Collector]:
    collector = Collector(config, sources, Registry(config.spool))
    running = asyncio.create_task(collector.run())
    try:
        yield collector
    finally:
        collector.stop()
        async with asyncio.timeout(PATIENCE_S):
            await running


async def until(condition: Callable[[], Any]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():
            await asyncio.sleep(0.01)


def gauge(collector: Collector, name: str) -> float | None:
    for line in collector.account.metrics().splitlines():
        if line.startswith(f"eco_collector_{name} "):
            return float(line.rpartition(" ")[2])
    return None


def still(config: CollectorConfig, *sources: Puppet) -> Collector:
    return Collector(config, sources, Registry(config.spool))


@pytest.mark.parametrize(
    ("states", "wanted"),
    [
        (("running", "connected"), "ok"),
        (("starting", "listening"), "ok"),
        (("running", "disconnected"), "degraded"),
        (("failing", "listening"), "degraded"),
        (("partly failing", "running"), "degraded"),
        (("partly failing", "partly failing"), "degraded"),
        (("failing", "disconnected"), "failing"),
        (("stopped", "stopped"), "ok"),
    ],
)
def test_the_states_of_the_sources_make_the_state_of_the_whole(
    config: CollectorConfig, states: tuple[str, str], wanted: str
) -> None:
    collector = still(config, Puppet("a", states[0]), Puppet("b", states[1]))
    report = collector.account.report()
    assert report["state"] == wanted
    assert bool(report["trouble"]) is (wanted != "ok")
    assert gauge(collector, "failing") == float(wanted == "failing")
    assert gauge(collector, "degraded") == float(wanted == "degraded")
    for name, state in zip("ab", states, strict=True):
        works = state in ("running", "connected", "listening", "partly failing")
        assert gauge(collector, f'source_up{{source="{name}"}}') == float(works)
        told = any(text.startswith(f"{name}: ") for text in report["trouble"])  # type: ignore[attr-defined]
        assert told is (state in ("failing", "disconnected", "partly failing"))


def test_a_centre_or_spool_that_refuses_is_failing_though_sources_work(config: CollectorConfig) -> None:
    collector = still(config, Puppet("a"), Puppet("b", "failing"))
    collector.drain.trouble = "The centre is away."
    report = collector.account.report()
    assert (report["state"], report["trouble"]) == ("failing", ["The centre is away.", "b: b has a fault"])
    collector.drain.trouble, collector.intake.trouble = "", "The spool is full."
    assert collector.account.report()["trouble"] == ["The spool is full.", "b: b has a fault"]


@pytest.mark.parametrize("fault", [InputError("It is a fault of {what}.", what="mine"), ZeroDivisionError("mine")])
def test_a_source_that_raises_is_its_own_trouble_and_begins_again(
    config: CollectorConfig, fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_RESTART_S", (0.5,))
    bad, good = Puppet("bad"), Puppet("good")
    bad.faults = [fault]

    async def story() -> None:
        async with at_work(config, bad, good) as collector:
            await until(lambda: collector.account.report()["state"] == "degraded")
            report = collector.account.report()
            assert "mine" in str(report["trouble"])
            assert report["sources"]["bad"]["state"] == "failing"  # type: ignore[index]
            assert gauge(collector, 'source_up{source="bad"}') == 0
            await until(lambda: bad.starts == 2 and collector.account.report()["state"] == "ok")
            assert good.starts == 1

    asyncio.run(story())


def test_a_register_that_fails_in_any_way_is_read_again(
    config: CollectorConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A device registered after the failure is known."""
    answers: list[object] = [
        StationRegister((), 8.0),
        duckdb.Error("no such thing"),
        StationRegister((("S1", "", "", "MN1"),), 8.0),
    ]

    def read(centre: object) -> object:
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(service, "read_stations", read)

    async def story() -> None:
        async with at_work(config, Puppet("a")) as collector:
            await until(lambda: collector.account.report()["state"] == "degraded")
            assert "register: Error: no such thing" in collector.account.report()["trouble"]  # type: ignore[operator]
            await until(lambda: collector.account.report()["centre"]["devices"] == 1)  # type: ignore[index]
            await until(lambda: collector.account.report()["state"] == "ok")

    asyncio.run(story())


def test_a_copy_of_the_register_that_could_not_be_kept_is_written_later(
    config: CollectorConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, kept = Registry.keep, []

    def full_at_first(self: Registry, register: StationRegister) -> None:
        kept.append(register)
        if len(kept) == 1:
            raise OSError(28, "No space left on device")
        keep(self, register)

    monkeypatch.setattr(Registry, "keep", full_at_first)

    async def story() -> None:
        async with at_work(config, Puppet("a")):
            await until(lambda: (config.spool / "stations.json").exists())

    asyncio.run(story())
    assert len(kept) == 2


class Memory:
    """An intake of which only the memory is used."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    async def recall(self, name: str) -> str | None:
        return self.kept.get(name)

    async def remember(self, name: str, value: str) -> None:
        self.kept[name] = value


@pytest.mark.parametrize(
    "fault", [duckdb.Error("out of memory"), OSError(5, "out of memory"), InputError("out of memory")]
)
def test_maintenance_that_fails_in_any_way_is_told_and_done_the_next_day(
    config: CollectorConfig, fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = (Finding("observations", "a", "file_missing"), Finding("rollups", "b", "sums_differ", repaired=True))
    answers: list[object] = [fault, TendReport(findings)]

    def tend(*_: object, **__: object) -> object:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(maintenance, "tend", tend)
    wanted = replace(config, maintenance=MaintenanceSettings(minute=0))
    collector = still(wanted, Puppet("a"))
    kept = collector._maintenance
    assert kept is not None
    memory = Memory()
    kept._intake = memory  # type: ignore[assignment]

    async def story() -> None:
        await kept.look(8.0)
        assert kept.health()["state"].startswith("failed: ")  # type: ignore[attr-defined]
        report = collector.account.report()
        assert report["state"] == "degraded"
        assert "out of memory" in str(report["trouble"])
        assert (gauge(collector, "maintenance_failed"), gauge(collector, "maintenance_findings")) == (1, None)
        await kept.look(8.0)  # the same day
        assert len(answers) == 1
        memory.kept["maintenance.day"] = "yesterday"
        await kept.look(8.0)
        assert (kept.findings, kept.unrepaired, kept.health()["state"]) == (2, 1, "waiting")
        assert collector.account.report()["state"] == "ok"
        assert gauge(collector, "maintenance_failed") == 0
        assert gauge(collector, "maintenance_unrepaired") == 1
        last = gauge(collector, "maintenance_last_timestamp_seconds")
        again = Maintenance(MaintenanceSettings(minute=0), config.centre, memory)  # type: ignore[arg-type]
        await again.look(8.0)
        assert again.last is not None
        assert again.last.timestamp() == last
        assert (again.findings, again.unrepaired) == (2, 1)

    asyncio.run(story())
