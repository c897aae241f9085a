"""Who may see the health page: loopback, networks, a token, TLS."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
from pathlib import Path
from typing import Any

import pytest

from yanqing_eco_plugin.core.collector import health
from yanqing_eco_plugin.core.collector.health import HealthPage
from yanqing_eco_plugin.core.collector.listening import listening_place
from yanqing_eco_plugin.core.collector.section import Section

from ..sources.intake import until
from ..sources.test_mqtt import certificates


class Page:
    """A page at work, as ``async with``."""

    def __init__(self, **keys: Any) -> None:
        section = Section({"port": 0, **keys}, "health")
        place = listening_place(section, 9280)
        assert section.mistakes == []
        self.page = HealthPage(place, lambda: {"state": "ok"}, lambda: "eco_collector_up 1\n")
        self.tls: ssl.SSLContext | None = None

    async def __aenter__(self) -> Page:
        self._task = asyncio.create_task(self.page.run())
        await until(lambda: self.page.state.health()["state"] == "listening")
        self.port = int(str(self.page.state.health()["address"]).rpartition(":")[2])
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def ask(self, target: str, *headers: str, method: str = "GET") -> tuple[int, str]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, ssl=self.tls)
        try:
            writer.write("\r\n".join((f"{method} {target} HTTP/1.1", "Host: x", *headers, "", "")).encode())
            answer = (await reader.read()).decode()
        finally:
            writer.close()
        head, _, body = answer.partition("\r\n\r\n")
        return int(head.split()[1]), body


def test_without_a_token_everything_is_answered() -> None:
    async def story() -> None:
        async with Page() as page:
            assert json.loads((await page.ask("/health"))[1]) == {"state": "ok"}
            assert await page.ask("/metrics") == (200, "eco_collector_up 1\n")
            assert "<h1>Collector: ok</h1>" in (await page.ask("/"))[1]
            assert await page.ask("/health", method="HEAD") == (200, "")
            assert (await page.ask("/health", method="POST"))[0] == 405
            assert (await page.ask("/etc/passwd"))[0] == 404

    asyncio.run(story())


def test_a_token_is_asked_for_on_every_path_and_may_change(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("s3cret\n", encoding="utf-8")

    async def story() -> None:
        async with Page(token_file=str(token)) as page:
            for path in ("/", "/health", "/metrics"):
                for refused in ((path,), (f"{path}?token=wrong",), (path, "Authorization: Bearer wrong")):
                    assert await page.ask(*refused) == (401, "the token is missing or wrong\n")
                assert (await page.ask(path, "authorization: bearer s3cret"))[0] == 200
                assert (await page.ask(f"{path}?x=1&token=s3cret"))[0] == 200
            token.write_text("other", encoding="utf-8")
            assert (await page.ask("/health?token=s3cret"))[0] == 401
            assert (await page.ask("/health?token=other"))[0] == 200
            token.unlink()
            assert (await page.ask("/health?token=other"))[0] == 503

    asyncio.run(story())


def test_other_networks_are_hung_up_on() -> None:
    async def story() -> None:
        async with Page(allow=["192.0.2.0/24"]) as page:
            with pytest.raises((ConnectionResetError, IndexError)):
                await page.ask("/health")
            assert page.page.state.counts["refused_addresses"] == 1
        async with Page(allow=["127.0.0.0/8"]) as page:
            assert (await page.ask("/health"))[0] == 200

    asyncio.run(story())


def test_tls(tmp_path: Path) -> None:
    certificates(tmp_path)

    async def story() -> None:
        keys = {"cert_file": str(tmp_path / "own.crt"), "key_file": str(tmp_path / "own.key")}
        async with Page(**keys) as page:
            with pytest.raises((ConnectionResetError, IndexError)):
                await page.ask("/health")
            page.tls = ssl.create_default_context(cafile=str(tmp_path / "ca.crt"))
            assert (await page.ask("/health"))[0] == 200

    asyncio.run(story())


def test_visitors_that_sit_there_or_talk_without_end_are_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_PATIENCE_S", 0.2)
    monkeypatch.setattr(health, "_MOST_VISITORS", 2)

    async def story() -> None:
        async with Page() as page:
            silent = [await asyncio.open_connection("127.0.0.1", page.port) for _ in range(2)]
            with pytest.raises((ConnectionResetError, IndexError)):
                await page.ask("/health")
            for reader, writer in silent:
                with pytest.raises((asyncio.IncompleteReadError, ConnectionResetError)):
                    await reader.readexactly(1)
                writer.close()
            with pytest.raises((ConnectionResetError, IndexError)):
                await page.ask("/" + "x" * 20_000)
            assert (await page.ask("/health"))[0] == 200
            assert page.page.state.counts["slow_connections"] == 2

    asyncio.run(story())


def test_an_address_that_is_not_there_yet_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        with socket.create_server(("127.0.0.1", 0)) as holder:
            page = Page(port=holder.getsockname()[1])
            waiting = asyncio.create_task(page.__aenter__())
            await until(lambda: page.page.state.health()["state"] == "failing")
        await waiting
        assert (await page.ask("/health"))[0] == 200
        await page.__aexit__()
        # RFC 5737: an address of nobody.
        away = Page(host="192.0.2.1", port=0, allow=["127.0.0.0/8"])
        task = asyncio.create_task(away.page.run())
        await until(lambda: away.page.state.health()["state"] == "failing")
        assert not task.done()
        task.cancel()

    asyncio.run(story())
