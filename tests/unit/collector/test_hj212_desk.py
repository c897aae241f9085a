"""A connection and its desk, byte by byte, without a network: nothing is acknowledged before it is durable."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.collector import hj212_desk
from yanqing_eco_plugin.core.collector.entries import Entry
from yanqing_eco_plugin.core.collector.hj212_connection import Hj212Connection
from yanqing_eco_plugin.core.collector.hj212_desk import Hj212Desk
from yanqing_eco_plugin.core.collector.hj212_records import RecordReader
from yanqing_eco_plugin.core.collector.hj212_settings import Hj212Settings
from yanqing_eco_plugin.core.collector.registry import StationRegister
from yanqing_eco_plugin.core.ingest.hj212 import build_frame

REGISTER = StationRegister((("S1", "", "", "MN1"),), 8.0)
OPEN = Hj212Settings(frames_per_s=1e5, burst=1e6, rejects_per_minute=10_000)


class Wire(asyncio.Transport):
    """A socket that only remembers."""

    def __init__(self, peer: str = "192.0.2.1") -> None:
        super().__init__({"peername": (peer, 5000)})
        self.written = b""
        self.reading, self.gone = True, False

    def write(self, data: bytes) -> None:  # type: ignore[override]
        self.written += data

    def pause_reading(self) -> None:
        self.reading = False

    def resume_reading(self) -> None:
        self.reading = True

    def is_closing(self) -> bool:
        return self.gone

    def abort(self) -> None:
        self.gone = True

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        return


class Shelf:
    """An intake whose flushes are made by hand."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.has_room = True
        self._ticket: asyncio.Future[None] | None = None

    def give(self, entry: Entry) -> asyncio.Future[None]:
        self.entries.append(entry)
        if self._ticket is None:
            self._ticket = asyncio.get_running_loop().create_future()
        return self._ticket

    async def flush(self) -> None:
        ticket, self._ticket = self._ticket, None
        if ticket is not None:
            ticket.set_result(None)
        await asyncio.sleep(0)


class Bench:
    def __init__(self, chosen: Hj212Settings, register: StationRegister) -> None:
        self.shelf = Shelf()
        self.counts: dict[str, float] = {}
        self.desk = Hj212Desk(chosen, RecordReader(chosen, lambda: register), self.shelf, self.counts)

    def connect(self, peer: str = "192.0.2.1") -> tuple[Hj212Connection, Wire]:
        connection, wire = Hj212Connection(self.desk), Wire(peer)
        connection.connection_made(wire)
        return connection, wire

    @property
    def rows(self) -> list[tuple[object, ...]]:
        return [tuple(row) for entry in self.shelf.entries for row in entry.rows]

    @property
    def rejects(self) -> list[tuple[object, ...]]:
        return [tuple(row) for entry in self.shelf.entries for row in entry.rejects]


def on_bench(
    work: Callable[[Bench], Awaitable[None]], chosen: Hj212Settings = OPEN, register: StationRegister = REGISTER
) -> None:
    async def run() -> None:
        await work(Bench(chosen, register))

    asyncio.run(run())


def frame(value: int = 35, *, mn: str = "MN1", hours: float = 1.0, flag: int = 5) -> bytes:
    local = datetime.now(UTC) + timedelta(hours=8 - hours)
    fields = {"DataTime": f"{local:%Y%m%d%H%M%S}"}
    factors = {"a34004": {"Rtd": str(value)}}
    return build_frame(mn=mn, cn="2011", qn="20260301130001000", flag=flag, fields=fields, factors=factors)


def test_no_answer_before_the_flush() -> None:
    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        connection.data_received(frame() + frame())
        await asyncio.sleep(0)
        assert wire.written == b""
        assert len(bench.rows) == 2
        await bench.shelf.flush()
        assert wire.written.count(b"CN=9014") == 2

    on_bench(work)


def test_answers_go_to_those_who_asked_and_are_still_there() -> None:
    async def work(bench: Bench) -> None:
        (first, wire), (second, gone), (quiet, silent) = (bench.connect() for _ in range(3))
        first.data_received(frame(1))
        second.data_received(frame(2))
        quiet.data_received(frame(3, flag=4))
        gone.gone = True
        second.connection_lost(None)
        await bench.shelf.flush()
        assert wire.written.count(b"CN=9014") == 1
        assert (gone.written, silent.written) == (b"", b"")
        assert bench.counts["frames"] == 3

    on_bench(work)


def test_reading_stops_while_there_is_no_room() -> None:
    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        bench.shelf.has_room = False
        connection.data_received(frame())
        assert not wire.reading
        _, late = bench.connect()
        assert not late.reading
        bench.desk.resume_all()
        assert wire.reading
        assert late.reading

    on_bench(work)


def test_who_never_reads_its_answers_is_not_read_either() -> None:
    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        connection.pause_writing()
        assert not wire.reading
        bench.desk.resume_all()
        assert not wire.reading
        connection.resume_writing()
        assert wire.reading

    on_bench(work)


def test_too_many_connections_and_foreign_networks_are_refused() -> None:
    async def work(bench: Bench) -> None:
        wires = [bench.connect(peer)[1] for peer in ("10.0.0.1", "10.0.0.1", "10.0.0.1", "::ffff:10.0.0.2", "11.0.0.1")]
        assert [wire.gone for wire in wires] == [False, False, True, False, True]
        assert bench.counts["refused_connections"] == 2
        assert [bench.connect(f"10.0.0.{at}")[1].gone for at in (5, 6)] == [False, True]

    on_bench(work, Hj212Settings(most_per_address=2, most_connections=4, allow=(ip_network("10.0.0.0/8"),)))


def test_an_unknown_factor_is_told_once_and_its_frame_kept() -> None:
    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        local = datetime.now(UTC) + timedelta(hours=7)
        fields, factors = {"DataTime": f"{local:%Y%m%d%H%M%S}"}, {"a34004": {"Rtd": "3"}, "a99": {"Rtd": "1"}}
        for _ in range(3):
            connection.data_received(build_frame(mn="MN1", cn="2011", flag=5, fields=fields, factors=factors))
        assert [row[2:4] for row in bench.rejects] == [("unknown_factor", "a99")]
        assert b"a99-Rtd=1" in bytes(bench.rejects[0][4])
        assert len(bench.rows) == 3
        await bench.shelf.flush()
        assert wire.written.count(b"CN=9014") == 3

    on_bench(work)


def test_what_is_beyond_the_quota_is_not_acknowledged_but_counted() -> None:
    """A device nobody knows sends more than is kept one by one: it has to keep the rest itself."""

    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        for at in range(40):
            connection.data_received(frame(at, mn="NOBODY"))
        await bench.shelf.flush()
        assert wire.written.count(b"CN=9014") == 30
        assert len(bench.rejects) == 30
        bench.desk.summarise(every=True)
        assert bench.rejects[-1][2:4] == ("flood", "10 more within a minute (unknown_station: 10)")

    on_bench(work, Hj212Settings(frames_per_s=1e5, burst=1e6, rejects_per_minute=1))


def test_the_clock_of_the_computer_jumps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is hung up on, and records that then seem to lie ahead are kept with that reason."""

    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        for shift in (0, 86_400, -86_400, 0):
            with monkeypatch.context() as patched:
                now = time.time() + shift
                patched.setattr(hj212_desk.time, "time", lambda now=now: now)
                connection.data_received(frame(hours=0.01))
                bench.desk.sweep()
            await bench.shelf.flush()
            assert not wire.gone
        assert wire.written.count(b"CN=9014") == 4
        assert len(bench.rows) == 3
        assert [row[2] for row in bench.rejects] == ["future_time"]

    on_bench(work)


@given(st.lists(st.binary(max_size=200) | st.sampled_from([b"##", b"##0100", b"##9999", b"#", b"\r\n"]), max_size=20))
def test_any_bytes_end_in_quarantine_or_in_nothing(chunks: list[bytes]) -> None:
    async def work(bench: Bench) -> None:
        connection, _ = bench.connect()
        for chunk in chunks:
            connection.data_received(chunk)
        connection.connection_lost(None)
        assert not bench.desk.connections
        kept = b"".join(bytes(row[4]) for row in bench.rejects)
        sent = b"".join(chunks)
        # Line ends between frames are no loss; every other byte is kept.
        assert kept.translate(None, b"\r\n") == sent.translate(None, b"\r\n")

    on_bench(work)


@settings(max_examples=50)
@given(st.randoms(use_true_random=False))
def test_sound_frames_survive_noise_around_them(chance: random.Random) -> None:
    async def work(bench: Bench) -> None:
        connection, wire = bench.connect()
        stream, sound = b"", 0
        for at in range(10):
            if chance.random() < 0.5:
                # Noise without the sign that begins a frame cannot swallow the one that follows.
                stream += bytes(chance.choice(b"0123456789ABC;=,&\r\n\xff") for _ in range(chance.randrange(60)))
            stream += frame(at)
            sound += 1
        while stream:
            size = chance.randrange(1, 300)
            connection.data_received(stream[:size])
            stream = stream[size:]
        await bench.shelf.flush()
        assert [row[4] for row in bench.rows] == [float(at) for at in range(10)]
        assert wire.written.count(b"CN=9014") == sound

    on_bench(work)
