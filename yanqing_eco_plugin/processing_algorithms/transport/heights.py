"""Heights as users write them, and the pressures that stand in for them."""

from __future__ import annotations

import math
from typing import Any

__all__ = ["heights_of", "standing_atmosphere"]

_LOWEST, _HIGHEST = -500.0, 30_000.0


def heights_of(text: str) -> list[float]:
    """Metres from a list such as ``100, 500, 1000``; empty where something is no height."""
    words = [word for word in text.replace("，", ",").replace(";", ",").replace(" ", ",").split(",") if word]
    try:
        found = [float(word) for word in words]
    except ValueError:
        return []
    return found if all(math.isfinite(one) and _LOWEST <= one <= _HIGHEST for one in found) else []


def standing_atmosphere() -> tuple[Any, Any]:
    """Heights (m) and pressures (hPa) of the standard atmosphere, for wind on pressure levels without heights."""
    import numpy as np

    from ...core.lidar import standard_atmosphere

    heights = np.arange(_LOWEST, _HIGHEST + 1.0, 50.0)
    return heights, standard_atmosphere(heights)[0]
