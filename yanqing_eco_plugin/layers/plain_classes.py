"""Classes of values that no standard judges: even steps over what there is, in a hue of their own."""

from __future__ import annotations

from itertools import pairwise

from qgis.core import QgsClassificationPrettyBreaks
from qgis.PyQt.QtGui import QColor

from ..core.standards import PROPERTIES
from .classes import ValueClass
from .language import word

__all__ = ["is_switch", "plain_classes"]

_CLASSES = 5

# From few to many, in a hue that no scheme of levels uses: a reader must not take it for a judgement.
_FEW, _MANY = QColor("#e5e0f2"), QColor("#3f2a7e")


def is_switch(prop: str) -> bool:
    """Whether the property says on (1) or off (0)."""
    known = PROPERTIES.get(prop)
    return known is not None and (known.minimum, known.maximum, known.unit) == (0, 1, "")


def plain_classes(prop: str, low: float, high: float, language: str) -> tuple[ValueClass, ...]:
    """Classes for values between `low` and `high`, the first and last open, so that later values fit in too."""
    if is_switch(prop):
        cuts, names = [0.5], [word("off", language), word("on", language)]
    else:
        steps = QgsClassificationPrettyBreaks().classes(low, high, _CLASSES) if high > low else []
        cuts = [cut for cut in (float(step.upperBound()) for step in steps) if low < cut < high]
        names = _names(prop, cuts, low)
    bounds = [None, *cuts, None]
    return tuple(
        ValueClass(above, upto, False, True, number + 1, "", name, _mixed(number / max(len(cuts), 1)))
        for number, ((above, upto), name) in enumerate(zip(pairwise(bounds), names))
    )


def _names(prop: str, cuts: list[float], only: float) -> list[str]:
    known = PROPERTIES.get(prop)
    unit = f" {known.unit}" if known is not None and known.unit else ""
    if not cuts:
        return [f"{only:.{known.decimals if known is not None else 2}f}{unit}"]
    between = [f"{above:g}–{upto:g}" for above, upto in pairwise(cuts)]
    return [text + unit for text in (f"≤ {cuts[0]:g}", *between, f"> {cuts[-1]:g}")]


def _mixed(share: float) -> str:
    parts = zip(_FEW.getRgb()[:3], _MANY.getRgb()[:3])
    return QColor(*(round(few + (many - few) * share) for few, many in parts)).name()
