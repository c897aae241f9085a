"""Frames are found in any stream, however it is cut and whatever lies between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.ingest import hj212
from yanqing_eco_plugin.core.ingest.hj212 import parse, stream

FRAMES = [
    hj212.build_frame(mn=f"A{n}", cn="2011", fields={"DataTime": "20260301120000"}, factors={"a34004": {"Rtd": str(n)}})
    for n in range(5)
]


def numbers(found: list) -> list[str]:
    return [item[1].header.mn for item in found if not isinstance(item, hj212.Rubbish)]


@given(st.lists(st.integers(1, 200), max_size=40))
def test_cut_anywhere(cuts: list[int]) -> None:
    data, stream, found = b"".join(FRAMES), hj212.FrameStream(), []
    for size in [*cuts, len(data)]:
        found += stream.feed(data[:size])
        data = data[size:]
    assert numbers(found) == ["A0", "A1", "A2", "A3", "A4"]
    assert not stream.flush()


@given(st.lists(st.binary(max_size=60), min_size=6, max_size=6))
def test_rubbish_between_frames_costs_no_byte(rubbish: list[bytes]) -> None:
    sent = b"".join(noise + frame for noise, frame in zip(rubbish, FRAMES)) + rubbish[-1]
    stream, kept = hj212.FrameStream(), b""
    for item in [*stream.feed(sent), *stream.flush()]:
        kept += item.raw if isinstance(item, hj212.Rubbish) else item[0]
        assert stream.pending <= 10013
    assert kept.replace(b"\r", b"").replace(b"\n", b"") == sent.replace(b"\r", b"").replace(b"\n", b"")


def test_a_frame_inside_a_lying_length_is_found() -> None:
    stream = hj212.FrameStream()
    found = stream.feed(b"##0200QN=cut off here" + b"".join(FRAMES))
    assert numbers(found) == ["A0", "A1", "A2", "A3", "A4"]
    assert isinstance(found[0], hj212.Rubbish)


def test_noise_without_end_is_not_hoarded() -> None:
    stream = hj212.FrameStream()
    for _ in range(200):
        stream.feed(b"#" * 997 + b"##9999" + b"x" * 997)
        assert stream.pending <= 10013


def test_half_a_frame_at_the_end_is_reported() -> None:
    stream = hj212.FrameStream()
    assert stream.feed(FRAMES[0][:30]) == []
    (left,) = stream.flush()
    assert (left.reason, left.raw) == ("truncated", FRAMES[0][:30])


class Watched(bytes):
    """Bytes that count how many of them were copied; what is added to them is watched as well."""

    copied = 0

    def __radd__(self, other: bytes) -> Watched:
        return Watched(other + bytes(self))

    def __getitem__(self, key):  # type: ignore[no-untyped-def, override]
        found = super().__getitem__(key)
        Watched.copied += len(found) if isinstance(found, bytes) else 1
        return found


@pytest.mark.parametrize("noise", [b"##0000", b"##0000ab", b"##0", b"##0020"])
def test_the_work_of_noise_grows_with_its_length_alone(noise: bytes) -> None:
    copied = []
    for size in (1 << 14, 1 << 16):
        Watched.copied = 0
        hj212.FrameStream().feed(Watched((noise * size)[:size]))
        copied.append(Watched.copied / size)
    assert copied[1] == pytest.approx(copied[0], rel=0.02)


def test_noise_that_begins_frames_is_not_summed_up_byte_by_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of 2,000 beginnings announces ten thousand bytes and a sum that could be Modbus'."""
    summed, modbus_crc = 0, parse.modbus_crc

    def watched(data: bytes) -> int:
        nonlocal summed
        summed += len(data)
        return modbus_crc(data)

    monkeypatch.setattr(parse, "modbus_crc", watched)
    noise = b"##9998" * 4_000
    hj212.FrameStream().feed(noise)
    assert summed <= len(noise)


def by_copies(buffer: bytes, at: int, end: int) -> int:
    """Where the next frame starts, looked for in a copy of the part in question."""
    part = buffer[:end]
    while True:
        at = part.find(b"#", at)
        if at < 0:
            return len(part)
        head = part[at : at + 6]
        if head[:2] in (b"#", b"##") and (not head[2:] or head[2:].isdigit()):
            return at
        at += 1


@given(st.lists(st.sampled_from([b"#", b"##", b"0", b"12", b"x", b"##0012"]), max_size=20).map(b"".join), st.data())
def test_a_start_is_looked_for_before_the_end_alone(buffer: bytes, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(buffer)))
    at = data.draw(st.integers(0, end))
    assert stream._next_start(buffer, at, end) == by_copies(buffer, at, end)


def test_a_fault_of_the_decoder_costs_one_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    parse_frame = stream.parse_frame

    def faulty(raw: bytes) -> hj212.Frame:
        if b"MN=A2;" in raw:
            raise ZeroDivisionError
        return parse_frame(raw)

    monkeypatch.setattr(stream, "parse_frame", faulty)
    found = hj212.FrameStream().feed(b"".join(FRAMES))
    assert numbers(found) == ["A0", "A1", "A3", "A4"]
    [lost] = [item for item in found if isinstance(item, hj212.Rubbish)]
    assert (lost.reason, lost.raw, type(lost.fault)) == ("undecodable", FRAMES[2].rstrip(), ZeroDivisionError)


def test_only_a_whole_frame_can_be_answered() -> None:
    [whole] = hj212.FrameStream().feed(hj212.build_frame(mn="A1", cn="2021", flag=5, fields={"DataTime": "now"}))
    assert isinstance(whole, hj212.Rubbish)
    assert whole.header is not None
    # A frame may begin inside: this one is not kept whole.
    segment = b"ST=22;CN=2021;MN=A1;Flag=5;CP=&&DataTime=##0012&&"
    cut = hj212.FrameStream().feed(b"##%04d%s%04X" % (len(segment), segment, hj212.crc(segment)))[0]
    assert isinstance(cut, hj212.Rubbish)
    assert (cut.reason, cut.header) == ("data_time", None)
