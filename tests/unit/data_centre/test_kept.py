"""What is kept of files read lately stays within its bounds."""

from __future__ import annotations

from yanqing_eco_plugin.core.data_centre.kept import Kept


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    kept: Kept[str, bytes] = Kept(10, len)
    for key in ("a", "b"):
        assert kept.put(key, bytes(5)) == bytes(5)
    assert kept.get("a") == bytes(5)
    kept.put("c", bytes(5))
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (bytes(5), None, bytes(5))


def test_the_newest_stays_whatever_its_size() -> None:
    kept: Kept[str, bytes] = Kept(10, len)
    kept.put("small", bytes(1))
    kept.put("large", bytes(50))
    assert kept.get("small") is None
    assert kept.get("large") == bytes(50)
