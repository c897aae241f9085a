"""What an overlay's file says of itself: why cells are empty, what the mass rests on, whether it is made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from qgis.PyQt.QtCore import QCoreApplication

__all__ = ["OverlayStory", "read_story", "story_text"]


@dataclass(frozen=True)
class OverlayStory:
    """Of one overlay.

    Attributes
    ----------
    shares
        Of the scanned area: ``shown``, ``blind``, ``terrain``, ``noise``, ``not_retrieved``; together 1.
    start
        UTC of the first ray; None where unknown.
    """

    quantity: str
    shares: Mapping[str, float]
    start: datetime | None
    synthetic: bool


def read_story(path: str) -> OverlayStory:
    """Read it; runs away from the GUI thread."""
    import numpy as np

    from ...core.lidar import Mask
    from ...core.lidar.overlay_file import overlay_of, read_overlay_tags

    tags, mask = read_overlay_tags(path), overlay_of(path).mask
    inside = max(1, int((mask != Mask.OUTSIDE).sum()))
    kinds = {
        "shown": Mask.SHOWN,
        "blind": Mask.BLIND,
        "terrain": Mask.TERRAIN,
        "noise": Mask.NOISE,
        "not_retrieved": Mask.NOT_RETRIEVED,
    }
    shares = {name: float(np.count_nonzero(mask == value)) / inside for name, value in kinds.items()}
    return OverlayStory(tags.quantity, shares, tags.start, tags.synthetic)


def story_text(story: OverlayStory, *, basis: str, with_terrain: bool) -> str:
    """The line below the ramp."""
    lines = []
    if story.synthetic:
        lines.append(QCoreApplication.translate("OverlayStory", "Synthetic data, nothing in it was measured."))
    text = QCoreApplication.translate(
        "OverlayStory",
        "Shown: {shown:.0%} of the scanned area. Left empty: blind zone {blind:.1%}, weak signal {noise:.1%}, "
        "terrain {terrain:.1%}, not retrieved {not_retrieved:.1%}.",
    )
    lines.append(text.format(**story.shares))
    if not with_terrain:
        lines.append(
            QCoreApplication.translate(
                "OverlayStory", "No elevation model is chosen: ground in the beam is not told from aerosol."
            )
        )
    if basis:
        lines.append(basis)
    return "\n".join(lines)
