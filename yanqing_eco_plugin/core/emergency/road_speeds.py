"""How fast an emergency vehicle drives on each class of road."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["DEFAULT_SPEED_KMH", "ROAD_SPEEDS_KMH", "one_way_of"]

# OpenStreetMap's classes; ordinary driving on Chinese mountain and town roads, below the limits. To be edited by the user.
ROAD_SPEEDS_KMH: Mapping[str, float] = {
    "motorway": 90.0,
    "motorway_link": 50.0,
    "trunk": 70.0,
    "trunk_link": 40.0,
    "primary": 60.0,
    "primary_link": 35.0,
    "secondary": 50.0,
    "secondary_link": 30.0,
    "tertiary": 40.0,
    "tertiary_link": 30.0,
    "unclassified": 30.0,
    "residential": 25.0,
    "living_street": 15.0,
    "service": 15.0,
    "road": 25.0,
    "track": 12.0,
}
DEFAULT_SPEED_KMH = 25.0

_FORWARD = frozenset({"yes", "true", "1", "f", "ft"})
_BACKWARD = frozenset({"-1", "reverse", "b", "tf", "t"})
_ALWAYS_ONE_WAY = frozenset({"motorway", "motorway_link"})


def one_way_of(tag: object, road_class: str = "", junction: object = "") -> int:
    """1 for along the line only, -1 for against it only, 0 for both; OpenStreetMap's ``oneway`` and its implied values."""
    text = "" if tag is None else str(tag).strip().lower()
    if text in _BACKWARD:
        return -1
    if text in _FORWARD:
        return 1
    if text in ("", "nan", "none") and (road_class in _ALWAYS_ONE_WAY or str(junction).lower() == "roundabout"):
        return 1
    return 0
