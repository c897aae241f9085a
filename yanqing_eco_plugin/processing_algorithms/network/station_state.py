"""Puts what a station is and how it stands into one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

__all__ = ["state_columns", "state_table"]

# What the centre keeps for its own bookkeeping is no business of a map.
_LEFT_OUT = ("received", "note")


def state_columns(kind: str | None) -> dict[str, str]:
    """Columns of a network's table with their types; of the properties those that `kind` measures, or all."""
    from ...core.data_centre.schema import TABLES
    from ...core.standards.kinds import KINDS
    from ...core.standards.properties import PROPERTIES

    state = {column.name: column.type for column in TABLES["status"].columns}
    measured = KINDS[kind].properties if kind is not None else tuple(PROPERTIES)
    columns = {column.name: column.type for column in TABLES["station"].columns}
    columns |= {"state": "text", "age_s": "real"}
    columns |= {name: type_ for name, type_ in state.items() if name not in PROPERTIES}
    columns |= {name: state[name] for name in measured if name in state}
    return {name: type_ for name, type_ in columns.items() if name not in _LEFT_OUT}


def state_table(stations: gpd.GeoDataFrame, status: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """One row per station with its status beside it; a station that never sent anything has an empty one."""
    import pandas as pd

    own = pd.DataFrame(stations.drop(columns=stations.geometry.name))
    added = status.drop(columns=[name for name in status.columns if name in own.columns and name != "station_id"])
    table = own.merge(added, on="station_id", how="left")
    table["state"] = table["state"].fillna("none")
    return table.reindex(columns=columns)
