"""The history of the demo's network: observation frames for any span of hours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..data_centre.schema import OBSERVATION_COLUMNS
from ..errors import InputError
from ..standards import KINDS, PROPERTIES
from .air import air_values, lidar_values, micro_values, scenic_values
from .discharges import effluent_values, odour_values, water_values
from .faults import condition
from .streets import catering_noise_values, fume_values, noise_values, vehicle_values
from .traits import Traits, traits_of
from .weather import Weather, weather_at

__all__ = ["observations"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# Analysers of gases are calibrated; particle monitors of the same station go on.
_GASES = ("so2", "no2", "co", "o3")


@dataclass(frozen=True)
class _Block:
    """The records of one property of one kind."""

    prop: str
    station: Ints  # positions in the network
    hour: Ints
    interval: int
    value: Floats
    flag: NDArray[np.object_]


def _hours(start: datetime, end: datetime) -> Ints:
    for moment in (start, end):
        if moment.tzinfo is None:
            raise InputError(
                "A time of the demo's history does not say its time zone.",
                hint="Give times with a time zone, e.g. UTC.",
                details=repr(moment),
            )
    first, last = (int(np.floor(moment.timestamp() / 3600)) for moment in (start, end))
    return np.arange(first + 1, last + 1, dtype=np.int64)


def _sources(network: Traits, seed: int, origin: int) -> dict[str, Callable[[Traits, Weather], dict[str, Floats]]]:
    return {
        "air": lambda sites, weather: air_values(sites, network, weather, seed, origin),
        "scenic": lambda sites, weather: scenic_values(sites, network, weather, seed, origin),
        "micro": lambda sites, weather: micro_values(sites, network, weather, seed, origin),
        "water": lambda sites, weather: water_values(sites, weather, seed, origin),
        "noise": lambda sites, weather: noise_values(sites, weather, seed),
        "catering_noise": lambda sites, weather: catering_noise_values(sites, weather, seed),
        "fume": lambda sites, weather: fume_values(sites, weather, seed),
        "effluent": lambda sites, weather: effluent_values(sites, weather, seed),
        "odour": lambda sites, weather: odour_values(sites, weather, seed),
        "vehicle": lambda sites, weather: vehicle_values(sites, weather, seed),
        "lidar": lambda sites, weather: lidar_values(sites, weather, seed),
    }


def _blocks(network: Traits, hours: Ints, seed: int, origin: int) -> Iterator[_Block]:
    whole = weather_at(hours, seed, origin)
    for kind, source in _sources(network, seed, origin).items():
        positions = np.flatnonzero((network.table["kind"] == kind).to_numpy())
        interval = KINDS[kind].interval_s
        every = max(interval // 3600, 1)
        due = hours[hours % every == 0]
        if not len(positions) or not len(due):
            continue
        sites = network.take(positions)
        state = condition(kind, sites.code, due, seed)
        weather = whole if every == 1 else weather_at(due, seed, origin)
        for prop, values in source(sites, weather).items():
            spec = PROPERTIES[prop]
            measured = ~np.isnan(values).all(axis=1)
            calibrated = (
                state.flags[state.flag] == "C" if prop not in _GASES else np.zeros(state.sent.shape, dtype=bool)
            )
            row, column = np.nonzero(state.sent & measured[:, None])
            value = np.clip(np.round(values, spec.decimals), spec.minimum, spec.maximum)
            value = np.where(state.valued | calibrated, value, np.nan)
            flag = np.where(calibrated, 0, state.flag)
            yield _Block(
                prop, positions[row], due[column], interval, value[row, column], state.flags[flag[row, column]]
            )


def observations(
    stations: gpd.GeoDataFrame, start: datetime, end: datetime, seed: int, *, origin: int = 0
) -> pd.DataFrame:
    """What the network reports in a span of time.

    Every value depends only on the seed, the calendar, the network and the hour: a span generated in pieces equals the span
    generated at once.

    Parameters
    ----------
    stations
        The whole network, as `placement.stations` gives it.
    start, end
        The intervals that end in ``start < time <= end``; with a time zone.
    seed
        Of the demo.
    origin
        First day of the calendar of episodes, from `episodes.first_day`.

    Returns
    -------
    DataFrame
        An observation frame (see `core.data_centre.DataCentre`) sorted by property, station and time; texts are categories.

    Raises
    ------
    InputError
        For a time without time zone.
    """
    hours = _hours(start, end)
    network = traits_of(stations)
    ids = network.table["station_id"].to_numpy(dtype=object)
    blocks = list(_blocks(network, hours, seed, origin)) if len(hours) and len(ids) else []
    blocks.sort(key=lambda block: (block.prop, ids[block.station[0]] if len(block.station) else ""))
    if not blocks:
        empty = pd.DataFrame({name: pd.Series(dtype="object") for name in OBSERVATION_COLUMNS})
        return empty.astype({"time": "datetime64[ns, UTC]", "interval": "int64", "value": "float64"})
    sizes = [len(block.hour) for block in blocks]
    names = sorted({block.prop for block in blocks})
    props = np.repeat([names.index(block.prop) for block in blocks], sizes).astype(np.int64)
    sites = np.concatenate([block.station for block in blocks]).astype(np.int64)
    time = np.concatenate([block.hour for block in blocks]).astype("datetime64[h]").astype("datetime64[ns]")
    return pd.DataFrame(
        {
            "station_id": pd.Categorical.from_codes(sites, categories=pd.Index(ids)),
            "property": pd.Categorical.from_codes(props, categories=pd.Index(names)),
            "time": pd.DatetimeIndex(time, tz="UTC"),
            "interval": np.repeat([block.interval for block in blocks], sizes).astype(np.int64),
            "value": np.concatenate([block.value for block in blocks]),
            "flag": pd.Categorical(np.concatenate([block.flag for block in blocks])),
        }
    )
