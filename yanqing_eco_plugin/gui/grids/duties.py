"""Persons of grids and sources given by hand, as a draft stands: changed by steps on the same undo stack as its units."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .unit_layer import DUTIES

if TYPE_CHECKING:
    from .draft import Draft, Work
    from .handler import RedrawHandler

__all__ = ["Duties", "Pair"]

Pair = tuple["str | None", "str | None"]
_PEOPLE, _SOURCES = "people", "by_hand"


class Duties:
    """What was changed stands as text in one attribute of the layer, so that QGIS's own undo and redo carry it.

    Attributes
    ----------
    people
        Persons A and B by grid, where they differ from what the data centre holds.
    by_hand
        Grid a source was given to, by source (None: back to where it lies), where that differs.
    """

    def __init__(self, handler: RedrawHandler, draft: Draft) -> None:
        self._handler = handler
        self.people: dict[str, Pair] = {}
        self.by_hand: dict[str, str | None] = {}
        # What the data centre holds; sources it took back because their grid was merged into another; what stands in the
        # attribute; and what held before that was first changed.
        self._given: dict[str, str] = {}
        self._orphans: dict[str, str] = {}
        self._said: dict[str, dict[str, Any]] = {_PEOPLE: {}, _SOURCES: {}}
        self._first: dict[str, dict[str, Any]] = {_PEOPLE: {}, _SOURCES: {}}
        self.know(draft)
        self._unit = _units_under(draft)

    def know(self, draft: Draft) -> None:
        """Take over what the data centre holds now."""
        cells, sources = draft.plan.cells, draft.plan.sources
        pairs = cells[["person_a", "person_b"]].itertuples(index=False, name=None)
        self._pairs = {
            str(label): tuple(one if isinstance(one, str) else None for one in pair)
            for label, pair in zip(cells.index, pairs, strict=True)
        }
        held = sources["grid"][draft.plan.by_hand == 1]
        given = {str(source): label for source, label in held.items() if isinstance(label, str)}
        lost = {one: label for one, label in self._given.items() if one not in given and not self._is_drawn(label)}
        self._orphans = {one: label for one, label in {**self._orphans, **lost}.items() if one not in given}
        self._given = given

    def kept(self, work: Work) -> None:
        """The data centre holds this work: what has not been changed since needs no keeping any more."""
        # What concerns a grid that was not there then (split off, then undone) waits until it is there again.
        there = set(work.assignment)
        for label, pair in work.people.items():
            if self.people.get(label) == pair and label in there:
                del self.people[label]
        for source, home in work.by_hand.items():
            if source in self.by_hand and self.by_hand[source] == home and (home is None or home in there):
                del self.by_hand[source]
                self._orphans.pop(source, None)

    def to_keep(self) -> tuple[dict[str, Pair], dict[str, str | None]]:
        """Persons by grid and grids by source given by hand that the data centre does not hold yet."""
        again = {one: label for one, label in self._orphans.items() if self._is_drawn(label)}
        return dict(self.people), {**again, **self.by_hand}

    def note(self, text: str) -> None:
        """The attribute says something else now: done, undone or done again."""
        said = json.loads(text) if text else {_PEOPLE: {}, _SOURCES: {}}
        for kind, pending in ((_PEOPLE, self.people), (_SOURCES, self.by_hand)):
            before, first = self._said[kind], self._first[kind]
            for key in {*before, *said[kind]}:
                value = said[kind].get(key, first.get(key))
                if value != before.get(key, first.get(key)):
                    pending[key] = tuple(value) if kind == _PEOPLE else value
        self._said = said

    # -- persons -------------------------------------------------------------------------------------------------------

    def pair(self, label: str) -> Pair:
        """Persons A and B of a grid."""
        return self.people.get(label) or self._pairs.get(label, (None, None))

    def assign(self, label: str, pair: Pair, title: str) -> bool:
        """Give a grid its persons as one undo step; False where it has them already."""
        return self._change(_PEOPLE, label, list(pair), list(self.pair(label)), title)

    # -- sources -------------------------------------------------------------------------------------------------------

    def hand(self, source: str) -> str | None:
        """Grid a source was given to by hand, as long as there is such a grid; None where its place decides."""
        known = self._orphans.get(source) or self._given.get(source)
        label = self.by_hand.get(source, known)
        return label if label is not None and self._is_drawn(label) else None

    def home(self, source: str) -> str | None:
        """Grid a source belongs to: by hand, or the one it lies in as it is drawn now."""
        unit = self._unit.get(source)
        return self.hand(source) or (None if unit is None else self._handler.grid_of(unit))

    def sources_of(self, label: str) -> list[str]:
        """The sources of a grid."""
        mine, given = set(self._handler.units_of(label)), {*self._given, *self._orphans, *self.by_hand}
        return [one for one in self._unit if (self.home(one) == label if one in given else self._unit[one] in mine)]

    def give(self, source: str, label: str | None, title: str) -> bool:
        """Give a source to a grid by hand (None: back to where it lies) as one undo step."""
        return self._change(_SOURCES, source, label, self.hand(source), title)

    def _is_drawn(self, label: str) -> bool:
        return bool(self._handler.units_of(label))

    def _change(self, kind: str, key: str, new: Any, old: Any, title: str) -> bool:
        if new == old:
            return False
        self._first[kind].setdefault(key, old)
        said = {**self._said, kind: {**self._said[kind], key: new}}
        return self._handler.write_attribute(DUTIES, json.dumps(said), title)


def _units_under(draft: Draft) -> dict[str, str | None]:
    """Unit that each source lies in; None for none."""
    import numpy as np

    points = np.asarray(draft.sources.geometry.array, dtype=object)
    at, unit = draft.tree.query(points, predicate="intersects")
    found: dict[str, str | None] = {str(one): None for one in draft.sources.index}
    for number, other in zip(at.tolist(), unit.tolist(), strict=True):
        found[str(draft.sources.index[number])] = str(draft.units.index[other])
    return found
