"""The tables of the air quality index (HJ 633): break points, levels and rules of each edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from ..errors import InputError
from .properties import PROPERTIES
from .tables import cell_number, cell_numbers, read_table

__all__ = ["Averaging", "IndexEdition", "IndexScale", "index_editions", "index_starts"]

Averaging = Literal["hour", "day"]

_NODES = ("0", "50", "100", "150", "200", "300", "400", "500")


@dataclass(frozen=True)
class IndexScale:
    """The individual index (IAQI) of one property as a table over its rounded concentrations.

    Concentrations are rounded before the index is taken (GB/T 8170), so that only whole steps occur: the index of every
    step is worked out once, in integers, and a node or an exact value can never be pushed over by the error of a float.

    Attributes
    ----------
    steps_per_unit
        Steps in one unit of the property: 1 for µg/m³, 10 for CO.
    index
        IAQI of 0, 1, 2 … steps, then the IAQI beyond the last node, then −1 for "no value"; int16.
    """

    steps_per_unit: float
    index: npt.NDArray[np.int16]


@dataclass(frozen=True)
class IndexEdition:
    """One edition of HJ 633.

    Attributes
    ----------
    name, standard
        Short name (``2012``, ``2026``) and the standard's number.
    valid_from
        First local day it is in force.
    minimum
        Lowest index that is given.
    primary_above, publish_above
        Index above which a primary pollutant is named, and above which an index with an item missing is published.
    level_of
        Level 1 … n of the indices 0 … 500; int8.
    scales
        Scale of each property, by averaging, in the standard's order.
    """

    name: str
    standard: str
    valid_from: np.datetime64
    minimum: int
    primary_above: int
    publish_above: int
    level_of: npt.NDArray[np.int8]
    scales: Mapping[str, Mapping[str, IndexScale]]


def _scale(row: Mapping[str, str]) -> IndexScale:
    steps = 10.0 ** PROPERTIES[row["property"]].decimals
    filled = [(int(node), cell_number(row, node, "air_breakpoints")) for node in _NODES if row[node].strip()]
    indices = np.array([node for node, _ in filled])
    exact = np.array([value for _, value in filled]) * steps
    nodes = np.rint(exact).astype(np.int64)
    if nodes[0] != 0 or (np.diff(nodes) <= 0).any() or not np.allclose(nodes, exact, rtol=0, atol=1e-6):
        raise InputError(
            "The break points of {prop} ({averaging}, edition {edition}) do not rise from 0 in whole steps.",
            hint="Correct the table air_breakpoints of the standards, or install the plugin again.",
            prop=row["property"],
            averaging=row["averaging"],
            edition=row["edition"],
        )
    at = np.arange(nodes[-1] + 1)
    upper = np.clip(np.searchsorted(nodes, at, side="left"), 1, None)
    low, span = nodes[upper - 1], np.diff(nodes)[upper - 1]
    rise = np.diff(indices)[upper - 1]
    rounded_up = indices[upper - 1] - (-(rise * (at - low)) // span)
    beyond = int(cell_number(row, "beyond", "air_breakpoints"))
    return IndexScale(steps, np.concatenate([rounded_up, [beyond, -1]]).astype(np.int16))


@cache
def index_editions() -> Mapping[str, IndexEdition]:
    """Editions of HJ 633 by name, oldest first.

    Raises
    ------
    InputError
        A table was edited into something that cannot be read.
    """
    rows = read_table("air_breakpoints")
    editions: dict[str, IndexEdition] = {}
    for rule in sorted(read_table("air_index_editions"), key=lambda row: row["valid_from"]):
        scales: dict[str, dict[str, IndexScale]] = {"hour": {}, "day": {}}
        for row in rows:
            if row["edition"] == rule["edition"]:
                scales[row["averaging"]][row["property"]] = _scale(row)
        minimum, primary, publish = cell_numbers(
            rule, ("minimum", "primary_above", "publish_above"), "air_index_editions"
        )
        upper = np.array(rule["level_upper"].split(), dtype=float)
        editions[rule["edition"]] = IndexEdition(
            name=rule["edition"],
            standard=rule["standard"],
            valid_from=np.datetime64(rule["valid_from"], "D"),
            minimum=int(minimum),
            primary_above=int(primary),
            publish_above=int(publish),
            level_of=(np.searchsorted(upper, np.arange(501), side="left") + 1).astype(np.int8),
            scales=scales,
        )
    return editions


@cache
def index_starts() -> npt.NDArray[np.datetime64]:
    """First local day of each edition, oldest first, shape (k,)."""
    return np.array([edition.valid_from for edition in index_editions().values()])
