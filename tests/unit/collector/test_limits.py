"""Rates and quotas on a made-up clock."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.collector.limits import RateLimiter, RejectQuota


def test_a_burst_passes_and_then_the_rate_holds() -> None:
    limiter = RateLimiter(10.0, 5.0)
    assert [limiter.take("a", 0.0) for _ in range(5)] == [0.0] * 5
    assert limiter.take("a", 0.0) == 0.1
    assert limiter.take("b", 0.0) == 0.0
    assert limiter.take("a", 100.0) == 0.0


@given(st.lists(st.floats(0.0, 0.5), min_size=1, max_size=200))
def test_who_waits_as_told_never_exceeds_the_rate(gaps: list[float]) -> None:
    limiter, now = RateLimiter(10.0, 5.0), 0.0
    for count, gap in enumerate(gaps, 1):
        now += gap
        now += limiter.take("a", now)
        assert count <= 5 + 10.0 * now + 1.0 + 1e-6


def test_rejects_beyond_the_quota_are_summed_up_once() -> None:
    quota = RejectQuota(2)
    assert [quota.admits("a", reason, reason.encode(), 0.0) for reason in ("crc", "crc", "crc", "length")] == [
        True,
        True,
        False,
        False,
    ]
    assert quota.due(59.0) == []
    [(sender, summary)] = quota.due(60.0)
    assert (sender, summary.count, summary.reasons, summary.last) == ("a", 2, {"crc": 1, "length": 1}, b"length")
    assert quota.due(1e9) == []
    assert quota.admits("a", "crc", b"", 61.0)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0.0, 30.0)), max_size=100))
def test_every_reject_is_kept_or_counted(events: list[tuple[str, float]]) -> None:
    quota, now, kept, counted = RejectQuota(3), 0.0, 0, 0
    for sender, gap in events:
        now += gap
        kept += quota.admits(sender, "crc", b"", now)
        counted += sum(summary.count for _, summary in quota.due(now))
    counted += sum(summary.count for _, summary in quota.due(now, every=True))
    assert kept + counted == len(events)
