"""GCJ-02 marked as WGS-84 is warned of; true WGS-84 is not."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from yanqing_eco_plugin.core.datum import transform
from yanqing_eco_plugin.core.ingest.positions import suspect_datum


def roads() -> np.ndarray:
    """Made-up crossing roads a kilometre and more apart."""
    random = np.random.default_rng(3)
    west_east = [shapely.LineString([(115.8, y), (116.1, y + 0.01)]) for y in random.uniform(40.3, 40.6, 12)]
    return np.array(west_east, dtype=object)


def driven(lines: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(4)
    points = shapely.get_coordinates(
        shapely.line_interpolate_point(random.choice(lines, 400), random.uniform(0, 1, 400), normalized=True)
    )
    return points[:, 0] + random.normal(0, 4e-5, 400), points[:, 1] + random.normal(0, 4e-5, 400)


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_a_wrong_mark_is_found(datum: str) -> None:
    lines = roads()
    lon, lat = transform(*driven(lines), "wgs84", datum)  # type: ignore[arg-type]
    finding = suspect_datum(lon, lat, lines)
    assert finding is not None
    assert (finding.stated, finding.likely) == ("wgs84", datum)
    assert finding.likely_m < 20 < finding.stated_m
    assert suspect_datum(lon, lat, lines, stated=datum) is None  # type: ignore[arg-type]


def test_no_finding_without_reason() -> None:
    lines = roads()
    lon, lat = driven(lines)
    assert suspect_datum(lon, lat, lines) is None
    assert suspect_datum(lon[:5], lat[:5], lines) is None
    assert suspect_datum(lon, lat, np.array([], dtype=object)) is None
    # Walkers in the fields are near no road whatever the datum is.
    random = np.random.default_rng(5)
    assert suspect_datum(random.uniform(115.8, 116.1, 300), random.uniform(40.3, 40.6, 300), lines) is None
