"""What the generated values of a station depend on beside the weather: where it stands and what it is like."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .chance import codes
from .outline import KM_PER_DEGREE

__all__ = ["Traits", "traits_of"]

Floats = NDArray[np.float64]

_TOWN_REACH_KM = 1.3
_TOWN_DEVICES = 45.0
_MOUNTAIN_M = (560.0, 1100.0)


@dataclass(frozen=True)
class Traits:
    """Stations of one or more kinds; every array has n rows.

    Attributes
    ----------
    table
        Their rows of the table ``station``, ordered by ``station_id``.
    code
        A number of its own for each.
    place
        Kilometres east and north of the middle of the network, shape (n, 2).
    urban, mountain
        How much it stands in a town, and in the mountains, 0–1.
    """

    table: pd.DataFrame
    code: NDArray[np.uint64]
    place: Floats
    urban: Floats
    mountain: Floats

    def of(self, kind: str) -> Traits:
        """The stations of one kind."""
        rows = np.flatnonzero((self.table["kind"] == kind).to_numpy())
        return self.take(rows)

    def take(self, rows: NDArray[np.intp]) -> Traits:
        """The stations at some positions."""
        return Traits(self.table.iloc[rows], self.code[rows], self.place[rows], self.urban[rows], self.mountain[rows])

    def __len__(self) -> int:
        return len(self.code)


def traits_of(stations: gpd.GeoDataFrame) -> Traits:
    """Traits of a whole network: towns are where its devices stand close together, mountains where the ground is high."""
    table = stations.sort_values("station_id", ignore_index=True)
    lon, lat = table.geometry.x.to_numpy(), table.geometry.y.to_numpy()
    middle = (lon.min() + lon.max()) / 2, (lat.min() + lat.max()) / 2
    width = KM_PER_DEGREE * np.cos(np.radians(middle[1]))
    place = np.column_stack([(lon - middle[0]) * width, (lat - middle[1]) * KM_PER_DEGREE])
    apart = np.hypot(*(place[:, None, :] - place[None, :, :]).transpose(2, 0, 1))
    near = np.exp(-0.5 * (apart / _TOWN_REACH_KM) ** 2).sum(axis=1)
    low, high = _MOUNTAIN_M
    height = pd.to_numeric(table["altitude_m"], errors="coerce").fillna(low).to_numpy(dtype=np.float64)
    return Traits(
        table=pd.DataFrame(table.drop(columns=table.geometry.name)),
        code=codes(table["station_id"].tolist()),
        place=place,
        urban=1.0 - np.exp(-near / _TOWN_DEVICES),
        mountain=np.clip((height - low) / (high - low), 0.0, 1.0),
    )
