"""Finds stations by what somebody types, in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.standards import KINDS

if TYPE_CHECKING:
    from ..core.data_centre import DataCentre

__all__ = ["StationEntry", "StationIndex", "read_index"]


@dataclass(frozen=True)
class StationEntry:
    """A station as the search knows it; `place` is longitude and latitude, None where it has none."""

    station_id: str
    kind: str
    name: str
    name_en: str
    township: str
    place: tuple[float, float] | None

    def title(self, language: str) -> str:
        """Name in `language` where there is one."""
        names = (self.name, self.name_en) if language.startswith("zh") else (self.name_en, self.name)
        return next((name for name in names if name), self.station_id)

    def about(self, language: str) -> str:
        """Kind, township and id."""
        kind = KINDS[self.kind].label(language) if self.kind in KINDS else self.kind
        return " · ".join(part for part in (kind, self.township, self.station_id) if part)


class StationIndex:
    """The stations of a centre; never changed once made, so that any thread may search it."""

    def __init__(self, entries: tuple[StationEntry, ...] = ()) -> None:
        self.entries = entries
        self._texts = tuple(
            (" ".join((one.name, one.name_en, one.station_id)).casefold(), one.about("zh").casefold())
            for one in entries
        )

    def find(self, typed: str, *, most: int = 40) -> list[tuple[StationEntry, float]]:
        """Stations that hold every word of `typed`, best first, with a score (0–1).

        A name or id that begins so comes before one that holds it, and that before one whose kind or township does.
        """
        words = typed.casefold().split()
        if not words:
            return []
        found = []
        for entry, (names, about) in zip(self.entries, self._texts):
            scores = [self._score(word, entry, names, about) for word in words]
            if all(scores):
                found.append((entry, min(scores)))
        found.sort(key=lambda one: (-one[1], len(one[0].name), one[0].station_id))
        return found[:most]

    @staticmethod
    def _score(word: str, entry: StationEntry, names: str, about: str) -> float:
        starts = (entry.name, entry.name_en, entry.station_id)
        if any(word == text.casefold() for text in starts):
            return 1.0
        if any(text.casefold().startswith(word) for text in starts):
            return 0.9
        if word in names:
            return 0.7
        return 0.4 if word in about else 0.0


def read_index(centre: DataCentre) -> StationIndex:
    """The index of a centre's stations; runs in the background."""
    table = centre.stations()
    points = table.geometry
    entries = []
    for row, point in zip(table.itertuples(index=False), points):
        place = None if point is None or point.is_empty else (float(point.x), float(point.y))
        texts = (_text(row.name), _text(row.name_en), _text(row.township))
        entries.append(StationEntry(str(row.station_id), str(row.kind), *texts, place))
    return StationIndex(tuple(entries))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
