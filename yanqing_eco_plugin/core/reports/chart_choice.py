"""What a station's chart shows before anybody chooses."""

from __future__ import annotations

from collections.abc import Sequence

from ..standards import KINDS

__all__ = ["default_properties"]

# Where the first few of a kind's properties are not what one asks first.
_FIRST = {
    "air": ("pm2_5", "pm10", "o3"),
    "scenic": ("negative_ions", "pm2_5"),
    "water": ("permanganate_index", "ammonia_nitrogen", "total_phosphorus"),
    "fume": ("fan_on", "purifier_on", "plate_cleanliness", "fume"),
    "effluent": ("codcr", "ammonia_nitrogen", "stack_nox", "stack_so2"),
    "vehicle": ("vehicle_count", "vehicle_exceeding"),
    "weather": ("temperature", "wind_speed", "wind_direction"),
}
_MOST = 3


def default_properties(kind: str, measured: Sequence[str]) -> list[str]:
    """Properties for the first chart of a station of `kind` that measures `measured`; never empty where it measures any."""
    usual = _FIRST.get(kind) or (KINDS[kind].properties if kind in KINDS else ())
    chosen = [name for name in usual if name in measured]
    if not chosen:
        chosen = list(measured)
    return chosen if kind == "fume" else chosen[:_MOST]
