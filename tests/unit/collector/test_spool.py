"""The spool: order, restarts, torn and damaged files, space given back."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yanqing_eco_plugin.core.collector import spool_segment
from yanqing_eco_plugin.core.collector.spool import Spool


def everything(spool: Spool) -> list[bytes]:
    return [waiting.record for waiting in spool.take(10_000, 1 << 30)]


def segments(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.spool"))


def test_what_is_written_is_read_in_order_and_once(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.write([b"a", b"b"])
    spool.write([b"", b"c" * 100_000])
    assert everything(spool) == [b"a", b"b", b"", b"c" * 100_000]
    assert everything(spool) == []


def test_a_restart_hands_out_what_was_not_acknowledged_under_the_same_identity(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.write([b"a", b"b", b"c"])
    taken = spool.take(10, 1 << 20)
    spool.acknowledge(taken[0].after)
    again = Spool(tmp_path)
    assert again.take(10, 1 << 20) == taken[1:]
    assert len({waiting.identity for waiting in taken}) == 3


def test_identities_are_never_used_twice(tmp_path: Path) -> None:
    found = set()
    for _ in range(3):
        spool = Spool(tmp_path)
        spool.write([b"same"])
        for waiting in spool.take(10, 1 << 20):
            found.add(waiting.identity)
            spool.acknowledge(waiting.after)
        for path in tmp_path.iterdir():
            path.unlink()  # somebody clears the folder by hand
    assert len(found) == 3


def test_segments_cleared_by_hand_do_not_hide_what_comes_later(tmp_path: Path) -> None:
    spool = Spool(tmp_path, segment_bytes=64)
    for number in range(5):
        spool.write([b"%060d" % number])
    for waiting in spool.take(100, 1 << 20):
        spool.acknowledge(waiting.after)
    for path in segments(tmp_path):
        path.unlink()
    again = Spool(tmp_path)
    again.write([b"later"])
    assert everything(again) == [b"later"]
    assert everything(Spool(tmp_path)) == [b"later"]


def test_space_is_given_back_segment_by_segment(tmp_path: Path) -> None:
    spool = Spool(tmp_path, segment_bytes=100)
    for number in range(20):
        spool.write([b"%060d" % number])
    assert len(segments(tmp_path)) == 10
    taken = spool.take(7, 1 << 20)
    spool.acknowledge(taken[-1].after)
    assert len(segments(tmp_path)) == 7
    waiting = spool.waiting_bytes
    assert waiting == 13 * 68
    for one in spool.take(100, 1 << 20):
        spool.acknowledge(one.after)
    assert spool.waiting_bytes == 0
    assert len(segments(tmp_path)) == 1


def test_a_torn_tail_is_cut_off_and_the_rest_is_kept(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.write([b"first", b"second"])
    spool.close()
    path = segments(tmp_path)[-1]
    whole = path.read_bytes()
    for cut in range(len(whole) - 1, len(whole) - len(b"second") - 8, -1):
        path.write_bytes(whole[:cut])
        again = Spool(tmp_path)
        assert everything(again) == [b"first"]
        assert (again.damaged_bytes, list(tmp_path.glob("*.damaged"))) == (0, [])
        again.write([b"third"])
        assert everything(again) == [b"third"]
        for extra in segments(tmp_path)[1:]:
            extra.unlink()


def test_zeros_after_a_power_cut_are_no_records(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.write([b"first"])
    spool.close()
    with open(segments(tmp_path)[-1], "ab") as stream:
        stream.write(bytes(4096))
    assert everything(Spool(tmp_path)) == [b"first"]


def test_a_damaged_record_costs_its_segment_and_no_other(tmp_path: Path) -> None:
    spool = Spool(tmp_path, segment_bytes=100)
    for number in range(6):
        spool.write([b"%060d" % number])
    spool.close()
    path = segments(tmp_path)[1]
    data = bytearray(path.read_bytes())
    data[40] ^= 1
    path.write_bytes(bytes(data))
    again = Spool(tmp_path, segment_bytes=100)
    assert [int(record) for record in everything(again)] == [0, 1, 4, 5]
    assert again.damaged_bytes == 2 * 68
    assert [kept.stat().st_size for kept in tmp_path.glob("*.damaged")] == [136]


def test_a_file_that_is_none_of_ours_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "000000000007.spool").write_bytes(b"something else that is long enough to hold a header")
    spool = Spool(tmp_path)
    spool.write([b"a"])
    assert everything(spool) == [b"a"]
    assert (tmp_path / "000000000007.damaged").exists()


def test_a_refused_write_leaves_nothing_and_may_be_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spool = Spool(tmp_path)
    spool.write([b"a"])

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for _ in range(3):
        with monkeypatch.context() as patched:
            patched.setattr(spool_segment, "_sync", full)
            with pytest.raises(OSError, match="No space"):
                spool.write([b"b", b"c"])
        assert everything(Spool(tmp_path)) == [b"a"]
    spool.write([b"b", b"c"])
    assert everything(spool) == [b"a", b"b", b"c"]
    assert len(segments(tmp_path)) == 2
    assert everything(Spool(tmp_path)) == [b"a", b"b", b"c"]


def test_a_position_that_cannot_be_read_costs_nothing(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.write([b"a", b"b"])
    spool.acknowledge(spool.take(1, 1 << 20)[0].after)
    (tmp_path / "position").write_bytes(b"\x00\xff")
    assert everything(Spool(tmp_path)) == [b"a", b"b"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(["write", "take", "acknowledge", "restart", "tear"]), max_size=40), st.data())
def test_never_lost_never_out_of_order(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str], data: st.DataObject
) -> None:
    """Whatever happens in whatever order: what comes out after an acknowledgement is the next record that was written."""
    folder = tmp_path_factory.mktemp("spool")
    spool = Spool(folder, segment_bytes=64)
    written = acknowledged = 0
    taken: list[tuple[int, object]] = []
    reading = 0
    for step in steps:
        if step == "write":
            count = data.draw(st.integers(1, 3))
            spool.write([b"%020d" % (written + at) for at in range(count)])
            written += count
        elif step == "take":
            for waiting in spool.take(data.draw(st.integers(1, 4)), 1 << 20):
                assert int(waiting.record) == reading
                reading += 1
                taken.append((reading, waiting.after))
        elif step == "acknowledge" and taken:
            acknowledged, after = taken.pop(data.draw(st.integers(0, len(taken) - 1)))
            taken = [one for one in taken if one[0] > acknowledged]
            spool.acknowledge(after)
        elif step in ("restart", "tear"):
            spool.close()
            if step == "tear" and segments(folder):
                with open(segments(folder)[-1], "ab") as stream:
                    stream.write(b"\x14\x00\x00\x00half a rec")
            spool = Spool(folder, segment_bytes=64)
            reading, taken = acknowledged, []
    spool = Spool(folder, segment_bytes=64)
    assert [int(record) for record in everything(spool)] == list(range(acknowledged, written))
