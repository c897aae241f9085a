"""Figures of all grids and persons of a draft as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    import pandas as pd

    from .handler import Move, RedrawHandler

__all__ = ["PersonLoad", "grid_figures", "load_name", "load_text", "person_loads"]


@dataclass(frozen=True)
class PersonLoad:
    """Minutes a week of a person A before and after a move; `limit` None where none is set."""

    name: str
    before: float
    after: float
    limit: float | None

    @property
    def is_over(self) -> bool:
        """Whether the move takes the person over the limit."""
        return self.limit is not None and self.after > self.limit


def load_name(load: str) -> str:
    """A load in the user's language."""
    names = {
        "minutes": QCoreApplication.translate("GridLoads", "Inspection minutes a week"),
        "sources": QCoreApplication.translate("GridLoads", "Sources"),
        "complaints": QCoreApplication.translate("GridLoads", "Complaints"),
        "population": QCoreApplication.translate("GridLoads", "Population"),
        "area_km2": QCoreApplication.translate("GridLoads", "Area"),
    }
    return names.get(load, load)


def load_text(load: str, value: float) -> str:
    """A sum of a load with its unit."""
    if load == "minutes":
        return QCoreApplication.translate("GridLoads", "{value} min").format(value=f"{value:.0f}")
    return f"{value:.2f} km²" if load == "area_km2" else f"{value:.0f}"


def grid_figures(handler: RedrawHandler) -> pd.DataFrame:
    """By grid: ``name, village, units, load, deviation`` (share of the mean), ``compactness, pieces, person_a, person_b``."""
    import numpy as np
    import pandas as pd

    draft = handler.draft
    codes, labels = pd.factorize(handler.assignment, sort=True)
    known = codes >= 0
    count = len(labels)
    # Units without a grid are one more, which is left out of the answer.
    grid = np.where(known, codes, count).astype(np.int64)
    area, outline = (one[:count] for one in draft.graph.shapes_of(grid, count + 1))
    sums = np.bincount(grid, draft.weighed[handler.load].to_numpy(dtype=float), count + 1)[:count]
    mean = float(sums.mean()) if count else 0.0
    persons = {one: [handler.duties.fact(label, one) for label in labels] for one in ("person_a", "person_b")}
    return pd.DataFrame(
        {
            "name": [handler.name(one) for one in labels],
            "village": [handler.village_of(one) for one in labels],
            "units": np.bincount(grid, minlength=count + 1)[:count],
            "load": sums,
            "deviation": sums / mean - 1 if mean else np.zeros(count),
            "compactness": 4 * np.pi * area / outline**2,
            "pieces": draft.graph.pieces(grid, count + 1)[:count],
            **{one: pd.Series(values, dtype=object) for one, values in persons.items()},
        }
    ).set_index(pd.Index(labels, dtype=object))


def person_loads(handler: RedrawHandler, figures: pd.DataFrame, move: Move) -> list[PersonLoad]:
    """Minutes of the A persons that a move concerns, by the units' minutes (ways are worked out when the plan is kept)."""
    if handler.load != "minutes":
        return []
    persons = handler.draft.persons
    concerned: dict[str, float] = {}
    for label, after in move.effect.after.items():
        person = figures["person_a"].get(label)
        if isinstance(person, str):
            concerned[person] = concerned.get(person, 0.0) + after.loads[0] - move.effect.before[label].loads[0]
    sums = figures.groupby("person_a")["load"].sum()
    found = []
    for person, change in concerned.items():
        row = persons.loc[person] if person in persons.index else None
        limit = None if row is None else row["minutes_available"]
        before = float(sums[person])
        limited = limit is not None and limit == limit
        name = str(row["name"]) if row is not None and isinstance(row["name"], str) else person
        found.append(PersonLoad(name, before, before + change, float(limit) if limited else None))
    return found
