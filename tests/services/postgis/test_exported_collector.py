"""A collector whose devices send something late for exported months that cannot be used: live values go on meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from tests.unit.data_centre.made import EVER, hours, together
from yanqing_eco_plugin.core.collector import drain as drain_module
from yanqing_eco_plugin.core.collector.config import CollectorConfig
from yanqing_eco_plugin.core.collector.registry import Registry
from yanqing_eco_plugin.core.collector.service import Collector
from yanqing_eco_plugin.core.collector.source import Delivery
from yanqing_eco_plugin.core.data_centre.postgis import check_shared, export_months

from .exported import BEGIN, NAMES, four_months

KNOWN = hours("a0", "pm2_5", [111.0], start=BEGIN)  # corrects a record
NEW = hours("a0", "so2", [7.0], start=BEGIN)
NOVEMBER = hours("a0", "so2", [8.0], start=datetime(2023, 11, 15, tzinfo=UTC))
LIVE = (datetime(2024, 2, 1, tzinfo=UTC), EVER[1])


class Devices:
    """A source that gives what it is told to, and waits until that is durable."""

    name = "devices"

    def __init__(self) -> None:
        self._frames: asyncio.Queue[tuple[pd.DataFrame, asyncio.Future[None]]] = asyncio.Queue()

    async def send(self, frame: pd.DataFrame) -> None:
        durable = asyncio.get_running_loop().create_future()
        await self._frames.put((frame, durable))
        await durable

    async def run(self, context) -> None:
        stopping = asyncio.create_task(context.stop.wait())
        while True:
            sent = asyncio.create_task(self._frames.get())
            await asyncio.wait([sent, stopping], return_when=asyncio.FIRST_COMPLETED)
            if not sent.done():
                sent.cancel()
                return
            frame, durable = sent.result()
            await context.intake.put(Delivery(self.name, frame))
            durable.set_result(None)

    def health(self) -> dict[str, object]:
        return {"state": "running"}


def collected(centre, folder, work: Callable) -> None:
    """Let a collector run over the centre while `work` is done with its devices and itself."""

    async def run() -> None:
        devices = Devices()
        config = CollectorConfig(centre.address, folder, batch_pause_s=0.05)
        collector = Collector(config, [devices], Registry(folder))
        running = asyncio.create_task(collector.run())
        try:
            async with asyncio.timeout(60):
                await work(devices, collector)
        finally:
            collector.stop()
            await running

    folder.mkdir(exist_ok=True)
    asyncio.run(run())


async def until(test: Callable[[], object], patience_s: float = 30.0) -> None:
    end = time.monotonic() + patience_s
    while not await asyncio.to_thread(test):
        assert time.monotonic() < end
        await asyncio.sleep(0.05)


def live(count: int, first: int = 0) -> pd.DataFrame:
    return hours("a1", "o3", [float(at) for at in range(first, first + count)], start=LIVE[0] + timedelta(hours=first))


@pytest.fixture
def centre(new_centre, tmp_path):
    made = new_centre()
    four_months(made)
    export_months(made.address, str(tmp_path / "archive"), until=(2023, 11))
    return made


@pytest.fixture(autouse=True)
def _impatient(monkeypatch) -> None:
    monkeypatch.setattr(drain_module, "_RETRY_S", (0.2,))


@pytest.mark.parametrize("trouble", ["away", "damaged"])
def test_live_records_go_on_and_late_ones_come_in_by_themselves(centre, tmp_path, trouble):
    before = centre.series(NAMES, None, *EVER)
    archive, (file,) = tmp_path / "archive", (tmp_path / "archive").glob("observations/year=2023/month=10/*.parquet")
    content, months = file.read_bytes(), "2023-10, 2023-11" if trouble == "away" else "2023-10"

    def break_it() -> None:
        if trouble == "away":
            archive.rename(tmp_path / "moved")
        else:
            file.write_bytes(content[: len(content) // 2])

    def mend_it() -> None:
        if trouble == "away":
            (tmp_path / "moved").rename(archive)
        else:
            file.write_bytes(content)

    def stored() -> int:
        return len(centre.series(["a1"], ["o3"], *LIVE))

    async def first(devices: Devices, collector: Collector) -> None:
        await devices.send(together(KNOWN, NEW, NOVEMBER, live(1)))
        await devices.send(live(1_000, 1))
        await until(lambda: stored() == 1_001)
        await until(lambda: collector.account.report()["spool"]["waiting_bytes"] == 0)
        report = collector.account.report()
        assert report["state"] == "degraded"
        assert months in report["trouble"][0]
        assert ("cannot reach" if trouble == "away" else file.name) in report["trouble"][0]
        assert report["closed_months"]["waiting_bytes"] > 0
        assert collector.account.metrics().count("closed_months_waiting_bytes") >= 2

    async def second(devices: Devices, collector: Collector) -> None:
        # After a restart they still wait, and a value that is newer stays behind them.
        await devices.send(KNOWN.assign(value=222.0))
        await devices.send(live(10, 1_001))
        await until(lambda: stored() == 1_011)
        assert collector.account.report()["state"] == "degraded"
        mend_it()
        await until(lambda: collector.account.report()["state"] == "ok")
        assert collector.account.report()["closed_months"]["waiting_bytes"] == 0

    break_it()
    collected(centre, tmp_path / "spool", first)
    collected(centre, tmp_path / "spool", second)
    now = centre.series(NAMES, None, *EVER)
    assert len(now) == len(before) + 2 + 1_011
    assert not now.duplicated(["station_id", "property", "time", "interval"]).any()
    for sent, value in ((KNOWN, 222.0), (NEW, 7.0), (NOVEMBER, 8.0)):
        of_series = (now["station_id"] == "a0") & (now["property"] == sent["property"].iloc[0])
        assert now[of_series & (now["time"] == sent["time"].iloc[0])]["value"].tolist() == [value]
    assert centre.quarantine().empty
    assert check_shared(centre.address) == ()
    assert not any((tmp_path / "spool" / "closed_months").iterdir())


def test_an_archive_named_by_a_path_that_is_none_here_holds_nothing_up(centre, tmp_path):
    """As where the owner's computer calls it Z:\\eco-archive; nothing of it is quarantined."""
    with centre._engine.reading() as connection:
        connection.execute("UPDATE archive_place SET folder = %s", ("Z:\\eco-archive",))
        connection.execute("UPDATE centre_state SET value = value + 1 WHERE name = 'archive'")

    async def work(devices: Devices, collector: Collector) -> None:
        await devices.send(together(KNOWN, live(5)))
        await until(lambda: len(centre.series(["a1"], ["o3"], *LIVE)) == 5)
        assert "2023-10" in collector.account.report()["trouble"][0]

    collected(centre, tmp_path / "spool", work)
    assert centre.quarantine().empty
