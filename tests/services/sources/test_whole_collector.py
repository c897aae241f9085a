"""All sources in the real collector, killed again and again: what was sent is counted against what the centre holds."""

from __future__ import annotations

import asyncio
import contextlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from yanqing_eco_plugin.core.data_centre import open_centre

from ..collector.harness import FAR_AHEAD, LONG_AGO, CollectorProcess, free_port, make_centre, quarantined, stored
from ..mosquitto import Mosquitto, broker
from .http_service import HttpService, Stream, iso
from .test_mqtt import position, publish, publisher

KILLS = 3
BEGIN = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=20)
SOURCES = ("S-mqtt", "S-http", "S-drop", "S-feed")


def moments(count: int) -> list[datetime]:
    return [BEGIN + timedelta(minutes=n) for n in range(count)]


def record(station: str, moment: datetime, value: float) -> dict[str, Any]:
    return {"station": station, "time": moment.isoformat(), "interval": 60, "values": {"pm2_5": value}}


async def post_all(port: int, count: int) -> None:
    """A gateway that sends each record until it is confirmed."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=3)) as session:
        for number, moment in enumerate(moments(count)):
            body = json.dumps([record("S-http", moment, number), record("stranger", moment, number)])
            confirmed = False
            while not confirmed:
                with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                    async with session.post(f"http://127.0.0.1:{port}/observations", data=body) as answer:
                        confirmed = answer.status == 200
                await asyncio.sleep(0.02)


async def drop_all(folder: Path, count: int) -> None:
    for number in range(count):
        rows = [
            f"S-drop,{moment:%Y-%m-%d %H:%M:%S}+00:00,PM2.5,{number}\n" for moment in moments(count * 10)[number::count]
        ]
        draft = folder / f"{number}.csv.part"
        draft.write_text("station,time,property,value\n" + "".join(rows))
        draft.rename(folder / f"{number}.csv")
        await asyncio.sleep(0.05)


def test_nothing_is_lost_over_all_sources(tmp_path: Path) -> None:
    make_centre(tmp_path / "centre", {f"MN{n}": station for n, station in enumerate(SOURCES)})
    drop = tmp_path / "drop"
    drop.mkdir()

    async def story(server: Mosquitto, service: HttpService) -> None:
        server.start()
        service.streams = {1: Stream("elsewhere", "PM2.5", "ug/m3", [(iso(m), n) for n, m in enumerate(moments(200))])}
        port = free_port()
        collector = CollectorProcess(
            tmp_path,
            mqtt=f"port = {server.port}\nretry_first_s = 0.1\nretry_limit_s = 0.2",
            http=f"port = {port}",
            drop_folder=f'folder = "{drop}"\nevery_s = 0.05\nsteady_s = 0.1',
            sensorthings=f'url = "{service.url}"\nevery_s = 0.2\npage = 20\nstations = {{elsewhere = "S-feed"}}',
        )
        await asyncio.to_thread(collector.start)
        try:
            await asyncio.to_thread(collector.wait_for, "mqtt", "sources", "mqtt", "state", wanted="connected")
            with publisher(server) as device:
                sending = asyncio.gather(post_all(port, 60), drop_all(drop, 12))
                for number, moment in enumerate(moments(300)):
                    body = json.dumps(record("S-mqtt", moment, number)).encode()
                    publish(device, [("eco/observations/x", body), position(number)])
                    if number % (300 // KILLS) == 40:
                        await asyncio.to_thread(collector.kill)
                        await asyncio.to_thread(collector.start)
                    await asyncio.sleep(0.002)
                await sending
                await asyncio.to_thread(complete, tmp_path, drop)
            await asyncio.to_thread(collector.wait_until_drained)
            assert await asyncio.to_thread(collector.stop) == 0
        finally:
            await asyncio.to_thread(collector.kill)

    async def whole(server: Mosquitto) -> None:
        async with HttpService() as service:
            await story(server, service)

    with broker() as server:
        asyncio.run(whole(server))

    frame = stored(tmp_path / "centre", list(SOURCES))
    assert frame.groupby("station_id").size().to_dict() == {"S-mqtt": 300, "S-http": 60, "S-drop": 120, "S-feed": 200}
    for station in ("S-mqtt", "S-http", "S-feed"):
        mine = frame[frame["station_id"] == station].sort_values("time")
        assert list(mine["value"]) == [float(n) for n in range(len(mine))]
    with open_centre(tmp_path / "centre", writable=False) as centre:
        assert len(centre.fixes(None, LONG_AGO, FAR_AHEAD)) == 300
    strangers = quarantined(tmp_path / "centre")
    assert set(strangers["reason"]) == {"unknown_station"}
    assert len(set(strangers["raw"])) == 60


def complete(place: Path, drop: Path) -> None:
    """Wait until the centre holds all of it."""
    import time

    end = time.monotonic() + 20
    while time.monotonic() < end:
        done = len(list((drop / "done").glob("*.csv"))) if (drop / "done").exists() else 0
        if len(stored(place / "centre", list(SOURCES))) == 680 and done == 12:
            return
        time.sleep(0.2)
