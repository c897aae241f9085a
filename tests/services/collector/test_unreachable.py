"""The network between collector and PostgreSQL falls silent: the spool grows, then everything is stored in order, once.

It is silent for seconds, or for two minutes where ``ECO_TEST_LONG=1`` is set.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import psycopg
import pytest

from tests.services.postgres import PostgresServer
from tests.services.wire import Wire, cable

from .harness import LONG, CollectorProcess, Device, hours_ago, report, stored
from .senders import Sender, assert_stored_once, wait_for_more

SILENCE_S, TURNS = (120.0, 4) if LONG else (3.0, 1)
RECORDS = "SELECT (SELECT count(*) FROM eco.observation) + (SELECT count(*) FROM eco.quarantine)"
Start = Callable[..., CollectorProcess]


@pytest.fixture
def wire(postgres_server: PostgresServer) -> Iterator[Wire]:
    made = Wire(postgres_server.port)
    yield made
    made.close()


@contextmanager
def sending(running: CollectorProcess, devices: int = 3) -> Iterator[list[Sender]]:
    """Devices that send all the while, and get their acknowledgements."""
    end, begin = threading.Event(), hours_ago(20)
    senders = [Sender(number, running.port, begin, end, pause_s=0.02) for number in range(devices)]
    for sender in senders:
        sender.start()
    try:
        wait_for_more(senders)
        yield senders
    finally:
        end.set()
        for sender in senders:
            sender.join(10)


def through(address: str, wire: Wire) -> str:
    """The same centre, reached through the relay."""
    _, _, rest = address.partition("@")
    return f"postgresql://centre_owner@{wire.host}:{wire.port}/{rest.partition('/')[2]}&connect_timeout=2"


def started(collector: Start, address: str, wire: Wire) -> CollectorProcess:
    limits = "frames_per_s = 100000\nburst = 100000\nrejects_per_minute = 10000"
    return collector(limits, centre="batch_records = 200", address=through(address, wire))


def waiting_bytes(running: CollectorProcess) -> int:
    return int(running.health()["spool"]["waiting_bytes"])  # type: ignore[index]


def wait_until_grown(running: CollectorProcess, senders: list[Sender]) -> None:
    """Devices are still acknowledged, and the spool has more than before."""
    before = waiting_bytes(running)
    wait_for_more(senders, 100)
    running.wait_for("the spool does not grow", "spool", "waiting_bytes", wanted=lambda size: size > before)


def drained(running: CollectorProcess) -> int:
    """Records that the centre confirmed."""
    name = "eco_collector_drain_records_total "
    return int(float(next(line for line in running.metrics().splitlines() if line.startswith(name)).split()[1]))


def correct(running: CollectorProcess, number: int, values: range) -> None:
    """One record of a station of its own again and again, each time with another value."""
    device, moment = Device(running.port), hours_ago(3).replace(minute=number, second=0)
    for value in values:
        device.ask(report("MN0009", moment, value, qn=f"{number:08d}{value:09d}"))


def committed(connection: psycopg.Connection) -> int:
    row = connection.execute(RECORDS).fetchone()
    return int(row[0]) if row else 0


def test_answers_get_lost_after_the_database_committed(
    collector: Start, shared_centre: str, wire: Wire, postgres_server: PostgresServer, postgres_database: str
) -> None:
    running = started(collector, shared_centre, wire)
    with sending(running) as senders, postgres_server.connect(postgres_database) as database:
        for turn in range(TURNS):
            wire.cut_answers_to(b"COMMIT\0")
            wait_until_grown(running, senders)
            # The database holds more than the collector has heard of; ten corrections make one row.
            assert committed(database) + 9 * turn > drained(running)
            correct(running, turn, range(10 * turn, 10 * turn + 10))
            wire.hang_up()
            page = running.wait_for(
                "a dead network", "centre", "state", wanted=lambda said: "cannot be reached" in str(said)
            )
            assert page["state"] == "failing"
            wait_until_grown(running, senders)
            wire.hang_up()
            wire.open()
            running.wait_for("the centre stays away", "centre", "state", wanted="ok", patience_s=40)
    running.wait_until_drained(120)
    assert running.stop() == 0
    assert_stored_once(senders, shared_centre)
    assert sorted(stored(shared_centre, ["S0009"])["value"]) == [10 * turn + 9 for turn in range(TURNS)]


@pytest.mark.parametrize("kind", ["kept back", "packets vanish"])
def test_silence(kind: str, collector: Start, shared_centre: str, postgres_server: PostgresServer, wire: Wire) -> None:
    with ExitStack() as held:
        cut: Callable[[], None] = wire.cut
        mend = wire.open
        if kind == "packets vanish":
            line = held.enter_context(cable())
            if line is None:
                pytest.skip("a network of its own needs root and the program ip")
            cut, mend = line.cut, line.mend
            wire = Wire(postgres_server.port, line.listener)
            held.callback(wire.close)
        running = started(collector, shared_centre, wire)
        with sending(running) as senders:
            cut()
            began, turn = time.monotonic(), 0
            while time.monotonic() < began + SILENCE_S:
                wait_until_grown(running, senders)
                correct(running, 0, range(10 * turn, 10 * turn + 10))
                turn += 1
            page = running.health()
            assert waiting_bytes(running) > 0
            if LONG:
                assert page["state"] == ("behind" if kind == "kept back" else "failing")
            mend()
            running.wait_for("the centre stays away", "centre", "state", wanted="ok", patience_s=60)
            wait_for_more(senders)
        running.wait_until_drained(120)
        assert running.stop() == 0
    assert_stored_once(senders, shared_centre)
    # Corrected again and again while nobody stored: the last one holds.
    assert stored(shared_centre, ["S0009"])["value"].tolist() == [10 * turn - 1]
