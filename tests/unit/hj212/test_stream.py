"""Frames are found in any stream, however it is cut and whatever lies between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.ingest import hj212

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
