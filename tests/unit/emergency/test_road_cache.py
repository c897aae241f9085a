"""The graph of a file of roads is built once and found again by the file's content."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from yanqing_eco_plugin.core.emergency import load_network, road_cache, travel_times
from yanqing_eco_plugin.core.errors import InputError

from .roads import at, table

LINES = [[(0, 0), (1, 0), (2, 0)], [(1, 0), (1, 1)]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "roads.geojson"
    table(LINES).to_file(path, driver="GeoJSON")
    return path


def test_the_second_time_nothing_is_built(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_network(file, tmp_path / "cache")
    moved = file.rename(tmp_path / "elsewhere.geojson")
    monkeypatch.setattr(road_cache, "read_roads", lambda *_: pytest.fail("read again"))
    again = load_network(moved, tmp_path / "cache")
    for network in (first, again):
        seconds, by_road = travel_times(network, [at(0, 0)], [at(1, 1)])
        assert by_road.all()
        assert seconds[0, 0] == pytest.approx(float(travel_times(first, [at(0, 0)], [at(1, 1)])[0][0, 0]))


def test_another_content_or_speed_is_another_graph(file: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    slow = load_network(file, cache, speeds_kmh={"primary": 30.0})
    fast = load_network(file, cache)
    assert np.nanmax(slow.forward_s) == pytest.approx(2 * np.nanmax(fast.forward_s))
    table(LINES[:1]).to_file(file, driver="GeoJSON")
    assert len(load_network(file, cache).start) == 1
    assert len(list(cache.glob("*.npz"))) == 3


def test_a_damaged_cache_is_built_anew_and_none_is_no_matter(file: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    whole = load_network(file, cache)
    (kept,) = cache.iterdir()
    kept.write_bytes(kept.read_bytes()[:100])
    assert len(load_network(file, cache).start) == len(whole.start)
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert len(load_network(file, blocked / "cache").start) == len(whole.start)
    with pytest.raises(InputError, match="no file"):
        load_network(tmp_path / "gone.pbf", cache)
