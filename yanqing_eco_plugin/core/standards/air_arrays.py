"""The engine of the air quality index: plain arrays in, plain arrays out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .air_tables import Averaging, IndexEdition, IndexScale

__all__ = ["IndexArrays", "index_arrays", "index_arrays_by_edition"]

# Small enough that the temporaries of a block stay in the processor's cache.
_BLOCK = 16384


@dataclass(frozen=True)
class IndexArrays:
    """Results of `index_arrays`; −1 and 0 stand for "none".

    Attributes
    ----------
    properties
        Properties of the rows of `individual`, k of them.
    individual
        IAQI, int16 (k, n), −1 where there is no value.
    index
        AQI, int16 (n,), −1 where it is not published.
    level
        Level, int8 (n,), 0 where the AQI is not published.
    primary
        Bit i set: property i is a primary pollutant; int16 (n,).
    """

    properties: tuple[str, ...]
    individual: npt.NDArray[np.int16]
    index: npt.NDArray[np.int16]
    level: npt.NDArray[np.int8]
    primary: npt.NDArray[np.int16]


def _individual(values: npt.NDArray[np.float64], scale: IndexScale) -> npt.NDArray[np.int16]:
    none = len(scale.index) - 1
    with np.errstate(over="ignore"):
        steps = np.rint(values * scale.steps_per_unit)  # half to even, as GB/T 8170 asks
    usable = (values >= 0) & (values < np.inf)
    return scale.index.take(np.where(usable, np.minimum(steps, none - 1), none).astype(np.intp))


def index_arrays(
    columns: Mapping[str, npt.NDArray[np.float64]],
    edition: IndexEdition,
    averaging: Averaging,
    required: Mapping[str, npt.NDArray[np.bool_] | bool],
) -> IndexArrays:
    """Air quality index of plain arrays under one edition; the engine of `air_quality_index`.

    Parameters
    ----------
    columns
        Concentrations by property, float64 (n,), µg/m³ (CO mg/m³); at least one, all of them with a scale for
        `averaging`.
    edition, averaging
        Which table to use.
    required
        For each property whether a missing value holds back an index up to `edition.publish_above`: one truth for all
        rows or one for each, bool (n,).

    Returns
    -------
    IndexArrays
    """
    names = tuple(name for name in edition.scales[averaging] if name in columns)
    size = len(columns[names[0]])
    individual = np.empty((len(names), size), dtype=np.int16)
    index = np.empty(size, dtype=np.int16)
    level = np.empty(size, dtype=np.int8)
    primary = np.empty(size, dtype=np.int16)
    scales = edition.scales[averaging]
    for start in range(0, size, _BLOCK):
        part = slice(start, min(start + _BLOCK, size))
        highest = np.full(part.stop - start, -1, dtype=np.int16)
        held_back = np.zeros(part.stop - start, dtype=bool)
        for row, name in enumerate(names):
            one = individual[row, part] = _individual(columns[name][part], scales[name])
            np.maximum(highest, one, out=highest)
            need = required.get(name, False)
            if isinstance(need, np.ndarray):
                held_back |= (one < 0) & need[part]
            elif need:
                held_back |= one < 0
        held_back &= highest <= edition.publish_above
        highest[held_back] = -1
        published = highest >= 0
        ties = np.zeros(part.stop - start, dtype=np.int16)
        for row in range(len(names)):
            ties |= (individual[row, part] == highest).astype(np.int16) << np.int16(row)
        ties[highest <= edition.primary_above] = 0
        primary[part] = ties
        index[part] = np.where(published, np.maximum(highest, edition.minimum), -1)
        level[part] = np.where(published, edition.level_of.take(highest, mode="clip"), 0)
    return IndexArrays(names, individual, index, level, primary)


def index_arrays_by_edition(
    columns: Mapping[str, npt.NDArray[np.float64]],
    editions: Sequence[IndexEdition],
    positions: npt.NDArray[np.intp],
    averaging: Averaging,
    required: Mapping[str, bool],
) -> IndexArrays:
    """As `index_arrays`, for rows of several editions.

    `positions` is the place of each row's edition in `editions`, int (n,); −1 for a row that gets no index.
    """
    names = tuple(name for name in editions[-1].scales[averaging] if name in columns)
    size = len(columns[names[0]])
    whole = IndexArrays(
        names,
        np.full((len(names), size), -1, dtype=np.int16),
        np.full(size, -1, dtype=np.int16),
        np.zeros(size, dtype=np.int8),
        np.zeros(size, dtype=np.int16),
    )
    for position, edition in enumerate(editions):
        rows = np.flatnonzero(np.broadcast_to(positions == position, size))
        if len(rows):
            part = index_arrays({name: columns[name][rows] for name in names}, edition, averaging, required)
            whole.individual[:, rows] = part.individual
            whole.index[rows], whole.level[rows], whole.primary[rows] = part.index, part.level, part.primary
    return whole
