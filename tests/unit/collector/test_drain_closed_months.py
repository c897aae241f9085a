"""Records for months that cannot be used: they wait by themselves, in order, and everything else goes on."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.collector import drain as module
from yanqing_eco_plugin.core.collector.drain import Drain
from yanqing_eco_plugin.core.collector.entries import Entry, load
from yanqing_eco_plugin.core.collector.spool import Spool
from yanqing_eco_plugin.core.collector.waiting_months import WaitingMonths
from yanqing_eco_plugin.core.errors import ClosedMonthsError, InputError

from .draining import Centre, drained

OCTOBER, NOVEMBER, NOW = (2023, 10), (2023, 11), (2026, 3)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_RETRY_S", (0.001,))


def row(value: float, month: tuple[int, int] = NOW, minute: int = 0, station: str = "S1") -> tuple:
    moment = datetime(*month, 3, tzinfo=UTC).timestamp() + 60 * minute
    return (station, "pm10", int(moment) * 1_000_000, 0, value, "N")


def entry(*rows: tuple) -> bytes:
    return Entry(1.0, rows).dump()


def live(count: int, first: int = 0) -> list[bytes]:
    return [entry(row(float(at), minute=at)) for at in range(first, first + count)]


def waiting_in(folder: Path) -> list[tuple[int, int]]:
    return WaitingMonths(folder / "closed_months").months


def test_the_others_go_on_and_the_late_one_comes_in_later(tmp_path: Path) -> None:
    closed = {OCTOBER}
    centre = Centre(closed=lambda: closed)
    drain = drained(tmp_path, centre, [*live(30), entry(row(-1.0, OCTOBER)), *live(30, 30)], most_rows=20)
    assert centre.stored == [float(at) for at in range(60)]
    assert centre.quarantined == []
    assert waiting_in(tmp_path) == [OCTOBER]
    assert (drain.trouble, drain.late_trouble) == ("", "Away.")
    # After a restart the month is back.
    closed.clear()
    again = drained(tmp_path, centre, live(1, 60), until=lambda _: len(centre.stored) < 62)
    assert sorted(centre.stored) == [-1.0, *(float(at) for at in range(61))]
    assert again.late_trouble == ""
    assert waiting_in(tmp_path) == []
    assert list((tmp_path / "closed_months").iterdir()) == []


def test_nothing_overtakes_an_older_record_of_its_month(tmp_path: Path) -> None:
    """The centre takes the month again when a newer value of the same key arrives."""
    closed = {OCTOBER}
    centre = Centre(closed=lambda: closed)
    drained(tmp_path, centre, [entry(row(1.0, OCTOBER))])
    closed.clear()
    drained(tmp_path, centre, [entry(row(2.0, OCTOBER))], until=lambda _: len(centre.stored) < 2)
    assert centre.stored == [1.0, 2.0]


def test_a_month_that_stays_closed_holds_up_no_other(tmp_path: Path) -> None:
    closed = {OCTOBER, NOVEMBER}
    centre = Centre(closed=lambda: closed)
    drained(tmp_path, centre, [entry(row(1.0, OCTOBER)), entry(row(2.0, NOVEMBER))])
    assert set(waiting_in(tmp_path)) == closed
    closed.remove(NOVEMBER)
    drain = drained(tmp_path, centre, [], until=lambda _: not centre.stored)
    assert centre.stored == [2.0]
    assert drain.late.months == [OCTOBER]


def test_a_record_is_taken_apart_and_keeps_its_identity(tmp_path: Path) -> None:
    reject = ("hj212", "p", "crc", "", b"raw")
    fix = Entry(1.0, [row(1.0), row(2.0, OCTOBER), row(3.0, NOVEMBER), row(4.0)], [reject]).dump()
    spool = Spool(tmp_path / "segments")
    spool.write([fix, b"no record", live(1)[0]])
    late = WaitingMonths(tmp_path / "closed_months")
    taken = spool.take(10, 1 << 20)
    left = late.divert(taken, [OCTOBER])
    assert [waiting.identity for waiting in left] == [waiting.identity for waiting in taken]
    rest = load(left[0].record)
    assert [value for *_, value, _ in rest.rows] == [1.0, 3.0, 4.0]
    assert rest.rejects == [reject]
    assert left[1:] == taken[1:]
    (kept,) = late.take(OCTOBER, 10, 1 << 20)
    assert load(kept.record).rows == [list(row(2.0, OCTOBER))]
    # A record that has nothing else is gone from the rest.
    assert late.divert(spool.take(1, 1) or taken[2:], [NOW]) == []


def test_killed_before_it_was_acknowledged_nothing_is_lost_and_the_order_stays(tmp_path: Path) -> None:
    records = [entry(row(1.0, OCTOBER), row(5.0)), entry(row(2.0, OCTOBER))]
    spool = Spool(tmp_path / "segments")
    spool.write(records)
    WaitingMonths(tmp_path / "closed_months").divert(spool.take(10, 1 << 20), [OCTOBER])
    # The next start is handed the same again, and a newer one.
    closed = {OCTOBER}
    centre = Centre(closed=lambda: closed)
    drained(tmp_path, centre, [entry(row(3.0, OCTOBER))])
    assert centre.stored == [5.0]
    closed.clear()
    drained(tmp_path, centre, [], until=lambda _: waiting_in(tmp_path))
    assert centre.stored == [5.0, 1.0, 2.0, 1.0, 2.0, 3.0]
    assert sorted(centre.held.values()) == [3.0, 5.0]


def test_an_error_that_concerns_none_of_the_records_is_waited_for(tmp_path: Path) -> None:
    elsewhere = ClosedMonthsError("Away.", months=(OCTOBER,))
    centre = Centre([elsewhere] * 3)
    drain = drained(tmp_path, centre, live(5))
    assert centre.stored == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert drain.counts["centre_errors"] == 3
    assert waiting_in(tmp_path) == []


def test_where_no_more_may_wait_everything_does_and_goes_on_by_itself(tmp_path: Path) -> None:
    closed, troubles = {OCTOBER}, set()
    centre = Centre(closed=lambda: closed)
    many = [entry(row(float(at), OCTOBER, at)) for at in range(40)]

    def watch(drain: Drain) -> bool:
        troubles.add(drain.trouble)
        if "may wait in" in drain.trouble:
            closed.clear()
        return len(centre.held) < 41

    drained(tmp_path, centre, [*many, entry(row(99.0))], until=watch, most_bytes=1_000, most_rows=8)
    assert any("may wait in" in trouble for trouble in troubles)
    assert sorted(centre.held.values()) == [*(float(at) for at in range(40)), 99.0]
    assert waiting_in(tmp_path) == []


def test_one_at_fault_among_those_that_waited_goes_to_quarantine(tmp_path: Path) -> None:
    closed = {OCTOBER}
    centre = Centre(
        closed=lambda: closed, poison=lambda value: InputError("No.") if value == 2 and not closed else None
    )
    records = [entry(row(float(at), OCTOBER, at)) for at in range(4)]
    drained(tmp_path, centre, records)
    closed.clear()
    drained(tmp_path, centre, [], until=lambda _: not centre.quarantined or len(centre.stored) < 3)
    assert sorted(centre.stored) == [0.0, 1.0, 3.0]
    assert [reason for reason, _ in centre.quarantined] == ["refused"]


def test_what_the_disk_does_not_give_back_does_not_stand_in_the_way(tmp_path: Path) -> None:
    closed = {OCTOBER}
    centre = Centre(closed=lambda: closed)
    drained(tmp_path, centre, [entry(row(1.0, OCTOBER)), entry(row(2.0, OCTOBER, 1))])
    drained(tmp_path, centre, [entry(row(3.0, OCTOBER, 2))])
    (first, _) = sorted((tmp_path / "closed_months" / "2023-10").glob("*.spool"))
    content = bytearray(first.read_bytes())
    content[60] ^= 0xFF
    first.write_bytes(content)
    closed.clear()
    drained(tmp_path, centre, live(1), until=lambda _: waiting_in(tmp_path))
    assert sorted(centre.stored) == [0.0, 3.0]
    assert len(list((tmp_path / "closed_months" / "2023-10").glob("*.damaged"))) == 1


_MONTHS = st.sampled_from([OCTOBER, NOVEMBER, NOW])
_ROWS = st.lists(st.lists(st.tuples(_MONTHS, st.integers(0, 2)), min_size=1, max_size=4), max_size=12)
_CLOSED = st.lists(st.sets(st.sampled_from([OCTOBER, NOVEMBER])), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_ROWS, min_size=1, max_size=3), _CLOSED)
def test_the_latest_value_of_each_key_is_held_in_the_end(
    runs: Sequence[Sequence[Sequence[tuple[tuple[int, int], int]]]], closings: Sequence[set[tuple[int, int]]]
) -> None:
    """Whatever arrives, whichever months are closed at whichever attempt, and however often it is started anew."""
    states, expected, value = deque(closings), {}, 0.0
    centre = Centre(closed=lambda: states.popleft() if states else ())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for run in runs:
            records = []
            for arrived in run:
                rows = []
                for month, minute in arrived:
                    value += 1.0
                    rows.append(row(value, month, minute))
                    expected[rows[-1][0], rows[-1][2]] = value
                records.append(entry(*rows))
            drained(folder, centre, records, most_rows=3)
        drained(folder, centre, [], until=lambda _: waiting_in(folder))
    assert centre.held == expected
    assert centre.quarantined == []
