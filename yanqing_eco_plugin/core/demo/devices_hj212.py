"""Devices of the demo on a real HJ 212 line: frames of the 2017 edition, each kept until it is acknowledged."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ..ingest.hj212 import FrameStream, Rubbish, build_frame
from ..standards import PROPERTIES
from .devices_reports import Report
from .devices_tally import Tally
from .episodes import LOCAL_HOURS

__all__ = ["OWN_CODES", "Hj212Line", "factors_table", "frame_of"]

# Codes of the makers' own for what HJ 212-2017 has none for; the collector is told them in [hj212.factors].
OWN_CODES = {
    "negative_ions": "zs0001",
    "cod": "zs0002",
    "stack_so2": "zs0003",
    "fan_on": "zs0004",
    "purifier_on": "zs0005",
    "plate_cleanliness": "zs0006",
    "vehicle_count": "zs0007",
    "vehicle_exceeding": "zs0008",
    "boundary_layer_height": "zs0009",
    "odour_concentration": "zs0010",
}
_COMMANDS = {3_600: "2061", 86_400: "2031"}
_SYSTEMS = {"air": "22", "scenic": "22", "micro": "22", "noise": "23", "catering_noise": "23", "water": "21"}
_FLAG = 5  # edition 2017, an acknowledgement is asked for
_ACKNOWLEDGED = "9014"
_READ = 65_536
_RETRY_S = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)

Key = tuple[str, str | None]


def frame_of(report: Report, number: int) -> tuple[Key, bytes]:
    """The frame of a report, and what its answer names: MN and QN.

    Parameters
    ----------
    number
        Of the device's request; makes its QN, the played time to the millisecond, differ from that of others.

    Raises
    ------
    ValueError
        HJ 212 has no command for the report's interval.
    """
    command = _COMMANDS.get(report.interval)
    if command is None:
        raise ValueError(f"HJ 212 has no command for intervals of {report.interval} s")
    qn = f"{_local(report.due):%Y%m%d%H%M%S}{number % 1000:03d}"
    factors = {}
    for prop, value, flag in report.values:
        spec = PROPERTIES[prop]
        said = {"Flag": flag} if value is None else {"Avg": f"{value:.{spec.decimals}f}", "Flag": flag}
        factors[OWN_CODES.get(prop) or spec.hj212_2017] = said
    raw = build_frame(
        mn=report.mn,
        cn=command,
        st=_SYSTEMS.get(report.kind, "31"),
        qn=qn,
        flag=_FLAG,
        fields={"DataTime": f"{_local(report.end - report.interval):%Y%m%d%H%M%S}"},
        factors=factors,
    )
    return (report.mn, qn), raw


def _local(moment: float) -> datetime:
    return datetime.fromtimestamp(moment, UTC).replace(tzinfo=None) + timedelta(hours=LOCAL_HOURS)


@dataclass
class _Sent:
    report: Report
    raw: bytes
    at: float  # of the event loop


class Hj212Line:
    """One connection, of a device or of a gateway with many; what is not acknowledged is sent again.

    Parameters
    ----------
    patience_s
        A frame without an answer is sent again after so long.
    most_unanswered
        Frames under way at the same time.
    """

    def __init__(
        self, host: str, port: int, tally: Tally, *, patience_s: float = 10.0, most_unanswered: int = 32
    ) -> None:
        self._host, self._port, self._tally = host, port, tally
        self._patience_s, self._most = patience_s, most_unanswered
        self._queue: deque[Report] = deque()
        self._unanswered: dict[Key, _Sent] = {}
        self._work = asyncio.Event()
        self._number = 0
        self._closing = False

    def send(self, report: Report) -> None:
        """Have a report sent; it is kept here until it is acknowledged."""
        self._queue.append(report)
        self._work.set()

    def close(self) -> None:
        """End once everything is acknowledged."""
        self._closing = True
        self._work.set()

    @property
    def waiting(self) -> int:
        """Reports that are not acknowledged yet."""
        return len(self._queue) + len(self._unanswered)

    async def run(self) -> None:
        """Connect and serve until `close` was called and nothing waits; a line that breaks is made anew."""
        attempt = 0
        while not (self._closing and not self.waiting):
            try:
                reader, writer = await asyncio.open_connection(self._host, self._port)
            except OSError:
                self._tally.failed_connections += 1
                self._tally.frames_in_vain += bool(self.waiting)
                await asyncio.sleep(_RETRY_S[min(attempt, len(_RETRY_S) - 1)])
                attempt += 1
                continue
            attempt = 0
            self._tally.connections += 1
            try:
                await self._serve(reader, writer)
            except OSError:
                await asyncio.sleep(_RETRY_S[0])
            finally:
                writer.close()
                with contextlib.suppress(OSError):
                    await writer.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for sent in self._unanswered.values():
            self._again(writer, sent)
        tasks = [asyncio.create_task(self._talk(writer)), asyncio.create_task(self._listen(reader))]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _talk(self, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        while not (self._closing and not self.waiting):
            while self._queue and len(self._unanswered) < self._most:
                report = self._queue.popleft()
                self._number += 1
                name, raw = frame_of(report, self._number)
                self._unanswered[name] = _Sent(report, raw, loop.time())
                writer.write(raw)
                self._tally.frames += 1
            for sent in self._unanswered.values():
                if loop.time() - sent.at > self._patience_s:
                    self._again(writer, sent)
            await writer.drain()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._patience_s / 4):
                    await self._work.wait()
            self._work.clear()

    def _again(self, writer: asyncio.StreamWriter, sent: _Sent) -> None:
        sent.at = asyncio.get_running_loop().time()
        writer.write(sent.raw)
        self._tally.frames_again += 1

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        stream = FrameStream()
        while data := await reader.read(_READ):
            for found in stream.feed(data):
                if isinstance(found, Rubbish) or found[1].header.cn != _ACKNOWLEDGED:
                    continue
                header = found[1].header
                sent = self._unanswered.pop((header.mn, header.qn), None)
                if sent is not None:
                    self._tally.acknowledge(sent.report)
                    self._work.set()
        raise ConnectionResetError("the collector hung up")


def factors_table() -> str:
    """What ``[hj212]`` of ``collector.toml`` has to say of the makers' codes, as a line of TOML."""
    said = ", ".join(f'{code} = "{prop}"' for prop, code in OWN_CODES.items())
    return f"factors = {{ {said} }}"
