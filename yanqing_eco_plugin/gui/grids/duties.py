"""What is known about grids, and sources given by hand, as a draft stands: steps of the same undo stack as its units."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .unit_layer import DUTIES

if TYPE_CHECKING:
    from .draft import Draft, Work
    from .handler import RedrawHandler

__all__ = ["FACTS", "Duties"]

FACTS = ("name", "type", "grade", "responsible_body", "person_a", "person_b")
_BY_HAND = "by_hand"


class Duties:
    """What was changed stands as text in one attribute of the layer, so that QGIS's own undo and redo carry it.

    The text is a JSON object: ``"<fact>/<grid>"`` or ``"by_hand/<source>"`` → what it was and became, the newest last (None:
    nothing, or back to where the source lies). One entry is one thing a planner can change, so that undoing one leaves alone
    what others changed beside it.
    """

    def __init__(self, handler: RedrawHandler, draft: Draft) -> None:
        self._handler = handler
        # What differs from what the data centre holds, and what the attribute says.
        self._pending: dict[str, str | None] = {}
        self._said: dict[str, list[str | None]] = {}
        # What the data centre holds, and what it held of grids that were merged into others and may come back; sources it took
        # back because their grid was merged into another.
        self._facts: dict[str, dict[str, str]] = {}
        self._there: set[str] = set()
        self._given: dict[str, str] = {}
        self._orphans: dict[str, str] = {}
        self.know(draft)
        self._unit = _units_under(draft)

    def know(self, draft: Draft) -> None:
        """Take over what the data centre holds now."""
        cells, sources = draft.plan.cells, draft.plan.sources
        rows = cells.reindex(columns=list(FACTS)).itertuples(index=False, name=None)
        for label, row in zip(cells.index, rows, strict=True):
            self._facts[str(label)] = {
                what: one for what, one in zip(FACTS, row, strict=True) if isinstance(one, str) and one
            }
        self._there = {str(label) for label in cells.index}
        held = sources["grid"][draft.plan.by_hand == 1]
        given = {str(source): label for source, label in held.items() if isinstance(label, str)}
        lost = {one: label for one, label in self._given.items() if one not in given and not self._is_drawn(label)}
        self._orphans = {one: label for one, label in {**self._orphans, **lost}.items() if one not in given}
        self._given = given

    def kept(self, work: Work) -> None:
        """The data centre holds this work: what has not been changed since needs no keeping any more."""
        # What concerns a grid that was not there then (split off, then undone) waits until it is there again.
        there = set(work.assignment)
        for label, facts in work.facts.items():
            for what, value in facts.items():
                if label in there:
                    self._forget(f"{what}/{label}", value)
        for source, home in work.by_hand.items():
            if (home is None or home in there) and self._forget(f"{_BY_HAND}/{source}", home):
                self._orphans.pop(source, None)

    def to_keep(self) -> tuple[dict[str, dict[str, str | None]], dict[str, str | None]]:
        """Facts by grid, and grids by source given by hand, that the data centre does not hold yet."""
        back = [label for label in self._facts if label not in self._there and self._is_drawn(label)]
        facts: dict[str, dict[str, str | None]] = {label: dict(self._facts[label]) for label in back}
        by_hand: dict[str, str | None] = {one: label for one, label in self._orphans.items() if self._is_drawn(label)}
        for key, value in self._pending.items():
            what, _, whose = key.partition("/")
            if what == _BY_HAND:
                by_hand[whose] = value
            else:
                facts.setdefault(whose, {})[what] = value
        return facts, by_hand

    def note(self, text: str) -> None:
        """The attribute says something else now: done, undone or done again."""
        said = json.loads(text) if text else {}
        for key in {*self._said, *said}:
            now, before = said.get(key, []), self._said.get(key, [])
            if now != before:
                # Taken back: what held before the step, which another editor may have changed since the step before that.
                self._pending[key] = before[0] if not now else before[-2] if len(now) < len(before) else now[-1]
        self._said = said

    # -- grids ---------------------------------------------------------------------------------------------------------

    def fact(self, label: str, what: str) -> str | None:
        """One of `FACTS` about a grid; None where it is not known."""
        key = f"{what}/{label}"
        return self._pending[key] if key in self._pending else self._facts.get(label, {}).get(what)

    def describe(self, label: str, facts: Mapping[str, str | None], title: str) -> bool:
        """Say what is known about a grid as one undo step; False where it is known already."""
        return self._change(
            {f"{what}/{label}": (value, self.fact(label, what)) for what, value in facts.items()}, title
        )

    # -- sources -------------------------------------------------------------------------------------------------------

    def hand(self, source: str) -> str | None:
        """Grid a source was given to by hand, as long as there is such a grid; None where its place decides."""
        known = self._orphans.get(source) or self._given.get(source)
        label = self._pending.get(f"{_BY_HAND}/{source}", known)
        return label if label is not None and self._is_drawn(label) else None

    def home(self, source: str) -> str | None:
        """Grid a source belongs to: by hand, or the one it lies in as it is drawn now."""
        unit = self._unit.get(source)
        return self.hand(source) or (None if unit is None else self._handler.grid_of(unit))

    def sources_of(self, label: str) -> list[str]:
        """The sources of a grid."""
        mine = set(self._handler.units_of(label))
        given = {*self._given, *self._orphans, *(key.partition("/")[2] for key in self._pending)}
        return [one for one in self._unit if (self.home(one) == label if one in given else self._unit[one] in mine)]

    def give(self, source: str, label: str | None, title: str) -> bool:
        """Give a source to a grid by hand (None: back to where it lies) as one undo step."""
        return self._change({f"{_BY_HAND}/{source}": (label, self.hand(source))}, title)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _is_drawn(self, label: str) -> bool:
        return bool(self._handler.units_of(label))

    def _forget(self, key: str, value: str | None) -> bool:
        if key not in self._pending or self._pending[key] != value:
            return False
        del self._pending[key]
        return True

    def _change(self, changes: Mapping[str, tuple[str | None, str | None]], title: str) -> bool:
        """Write what is new, by key with what held before, as one step."""
        said = dict(self._said)
        for key, (new, old) in changes.items():
            if new != old:
                past = said.get(key, [])
                said[key] = [*past, *(() if past[-1:] == [old] else (old,)), new]
        return said != self._said and self._handler.write_attribute(DUTIES, json.dumps(said), title)


def _units_under(draft: Draft) -> dict[str, str | None]:
    """Unit that each source lies in; None for none."""
    import numpy as np

    points = np.asarray(draft.sources.geometry.array, dtype=object)
    at, unit = draft.tree.query(points, predicate="intersects")
    found: dict[str, str | None] = {str(one): None for one in draft.sources.index}
    for number, other in zip(at.tolist(), unit.tolist(), strict=True):
        found[str(draft.sources.index[number])] = str(draft.units.index[other])
    return found
