"""A made-up archive of tens of millions to a thousand million records: for benchmarks and trials of scale.

The network and its history are the demo's (daily and seasonal cycles, weather, episodes, log-normal spread, devices that fall
silent, drift and break). Archives above fifty million records get them from micro-stations that report every ten minutes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..data_centre import create_centre
from ..data_centre.centre import DataCentre
from ..data_centre.tending import tend
from ..errors import CentreError, InputError
from ..progress import Progress, checkpoint, portion
from ..standards import PROPERTIES
from .centre import DISTRICT, SEED
from .chance import codes, key, smooth, uniform
from .episodes import first_day
from .history import observations
from .outline import district_outline
from .placement import stations
from .township_areas import township_areas

__all__ = ["SIZES", "begin_archive", "create_archive", "extend_archive", "finer"]

SIZES = {"24M": 24_000_000, "240M": 240_000_000, "1G": 1_000_000_000}

_PLAN_ID = "archive"
_PLAN = re.compile(r"archive 1 seed=(\d+) first_day=(-?\d+) begin=(\d+) end=(\d+) micro=(\d+)")
_HOUR = timedelta(hours=1)
_HOUR_S = 3600
_FINE_S = 600
_FINE_FROM = 50_000_000
_LOST = 0.004
_FLUTTER = 0.08  # of the logarithm, within the hour
_TASTE = timedelta(days=10)


@dataclass(frozen=True)
class _Plan:
    """What an archive follows from; the centre keeps it in its import log."""

    seed: int
    first_day: int
    begin: datetime
    end: datetime
    micro_s: int

    def row(self) -> pd.DataFrame:
        text = (
            f"archive 1 seed={self.seed} first_day={self.first_day} begin={int(self.begin.timestamp())} "
            f"end={int(self.end.timestamp())} micro={self.micro_s}"
        )
        now = pd.Timestamp(datetime.now(UTC).replace(microsecond=0))
        return pd.DataFrame(
            {"import_id": [_PLAN_ID], "started": [now], "source": ["示意数据 synthetic archive"], "format": [text]}
        )

    @classmethod
    def of(cls, centre: DataCentre) -> _Plan:
        log = centre.features("import_log", where={"import_id": _PLAN_ID})
        found = _PLAN.fullmatch(str(log["format"].iloc[0])) if len(log) else None
        if found is None:
            raise CentreError(
                "The data centre {place} holds no synthetic archive and is left as it is.",
                hint="Choose another place for the archive.",
                place=centre.address,
            )
        seed, day, begin, end, micro = (int(text) for text in found.groups())
        return cls(seed, day, datetime.fromtimestamp(begin, UTC), datetime.fromtimestamp(end, UTC), micro)

    def months(self) -> list[tuple[datetime, datetime]]:
        """Months of UTC, as the lake is partitioned, so that each of its files is written once and sorted."""
        bounds = [self.begin]
        while bounds[-1] < self.end:
            following = (bounds[-1].replace(day=1, hour=0) + timedelta(days=32)).replace(day=1)
            bounds.append(min(following, self.end))
        return list(pairwise(bounds))

    def rows(self, network: gpd.GeoDataFrame, start: datetime, end: datetime) -> pd.DataFrame:
        """Records of ``start <= time < end``; at the ends of the archive of ``begin < time <= end``."""
        made = observations(
            network, start - _HOUR if start > self.begin else start, end, self.seed, origin=self.first_day
        )
        made = made if self.micro_s == _HOUR_S else finer(made, network, self.micro_s, self.seed)
        kept = made["time"] >= start if start > self.begin else made["time"] > start
        kept &= made["time"] < end if end < self.end else made["time"] <= end
        return made[kept].reset_index(drop=True)


def finer(frame: pd.DataFrame, network: gpd.GeoDataFrame, interval: int, seed: int) -> pd.DataFrame:
    """The hours of micro-stations as records of a shorter interval that flutter around them; all else as it is.

    Parameters
    ----------
    frame
        Sorted hours, as `history.observations` gives them.
    network
        All stations.
    interval
        Seconds; divides an hour.
    seed
        Of the archive.

    Returns
    -------
    DataFrame
        Sorted as `frame` is; about one record in 250 of those made is lost.
    """
    names = network.loc[network["kind"] == "micro", "station_id"].tolist()
    many = _HOUR_S // interval
    split = frame["station_id"].isin(names).to_numpy()
    at = np.repeat(np.arange(len(frame)), np.where(split, many, 1))
    made = split[at]
    first = np.flatnonzero(np.diff(at, prepend=-1))
    part = np.arange(len(at)) - np.repeat(first, np.diff(np.append(first, len(at))))
    end = frame["time"].dt.tz_localize(None).to_numpy().astype("datetime64[s]").astype(np.int64)[at]
    time = np.where(made, end - (many - 1 - part) * interval, end)
    station = frame["station_id"].cat.codes.to_numpy()[at]
    value = frame["value"].to_numpy()[at]
    for prop in frame.loc[split, "property"].unique():
        chosen = np.flatnonzero(made & (frame["property"] == prop).to_numpy()[at])
        value[chosen] = _fluttering(value[chosen], station[chosen], time[chosen], frame, prop, interval, seed)
    lost = uniform(key(seed, "fine lost"), station, time) < _LOST
    kept = np.flatnonzero(~(made & lost))
    return pd.DataFrame(
        {
            "station_id": frame["station_id"].array[at[kept]],
            "property": frame["property"].array[at[kept]],
            "time": pd.DatetimeIndex(time[kept].astype("datetime64[s]").astype("datetime64[ns]"), tz="UTC"),
            "interval": np.where(made, interval, frame["interval"].to_numpy()[at])[kept],
            "value": value[kept],
            "flag": frame["flag"].array[at[kept]],
        }
    )


def _fluttering(
    value: NDArray[np.float64],
    station: NDArray[np.integer],
    time: NDArray[np.int64],
    frame: pd.DataFrame,
    prop: str,
    interval: int,
    seed: int,
) -> NDArray[np.float64]:
    present, row = np.unique(station, return_inverse=True)
    low = int(time.min())
    hours = np.arange(low, int(time.max()) + 1, interval) / _HOUR_S
    names = codes(frame["station_id"].cat.categories[present].tolist())
    noise = smooth(key(seed, f"flutter {prop}"), names, hours, 0.45)
    spec = PROPERTIES[prop]
    moved = value * np.exp(_FLUTTER * noise[row.reshape(-1), (time - low) // interval])
    kept: NDArray[np.float64] = np.clip(np.round(moved, spec.decimals), spec.minimum, spec.maximum)
    return kept


def create_archive(
    address: str,
    *,
    rows: int = SIZES["24M"],
    until: datetime | None = None,
    seed: int = SEED,
    progress: Progress | None = None,
) -> DataCentre:
    """Make a synthetic archive in a folder centre, a month at a time; interrupted work is finished by `extend_archive`.

    See `begin_archive` for the parameters; `progress` is told how far it is and may cancel between two months.
    """
    centre = begin_archive(address, rows=rows, until=until, seed=seed)
    try:
        extend_archive(centre, progress=progress)
    except BaseException:
        centre.close()
        raise
    return centre


def begin_archive(
    address: str, *, rows: int = SIZES["24M"], until: datetime | None = None, seed: int = SEED
) -> DataCentre:
    """Make the district, the network and the plan of a synthetic archive, but none of its records.

    Parameters
    ----------
    address
        A folder that does not exist yet or is empty.
    rows
        About how many records; within about one in a hundred.
    until
        Its end, with a time zone; None for now. The last full hour is taken.
    seed
        What positions and values follow from.

    Returns
    -------
    DataCentre
        Open for writing, labelled synthetic.

    Raises
    ------
    InputError
        For a number of rows that cannot be made, or where something stands at `address`.
    """
    if not 100_000 <= rows <= 4_000_000_000:
        raise InputError(
            "An archive of {rows} records cannot be made.", hint="Give between 100,000 and 4,000,000,000.", rows=rows
        )
    end = (until or datetime.now(UTC)).astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    ground = district_outline()
    areas = township_areas(ground, seed)
    network = stations(ground, areas, seed)
    taste = _Plan(seed, first_day(end), end - _TASTE, end, _FINE_S if rows > _FINE_FROM else _HOUR_S)
    rate = len(taste.rows(network, taste.begin, taste.end)) / _TASTE.days
    begin = end - timedelta(hours=round(24 * rows / rate))
    plan = _Plan(seed, taste.first_day, begin, end, taste.micro_s)
    outline = gpd.GeoDataFrame(geometry=[ground.outline], crs=4326)
    centre = create_centre(address, district=DISTRICT, boundary=outline, townships=areas, synthetic=True)
    try:
        centre.write_features("station", network)
        centre.write_features("import_log", plan.row())
    except BaseException:
        centre.close()
        raise
    return centre


def extend_archive(centre: DataCentre, *, progress: Progress | None = None) -> int:
    """Add the months that an archive still lacks, with daily sums and status as the store itself keeps them.

    Returns how many rows were added.

    Raises
    ------
    CentreError
        For a centre that holds no synthetic archive.
    """
    plan = _Plan.of(centre)
    network = centre.stations()
    span = centre.time_span()
    newest = plan.begin if span is None else span[1]
    whole, added = plan.end - plan.begin, 0
    for start, stop in plan.months():
        if newest > start or (newest == start > plan.begin):
            continue  # each month is appended whole or not at all
        checkpoint(progress, 0.98 * ((start - plan.begin) / whole), f"{start:%Y-%m}")
        added += centre.append_observations(plan.rows(network, start, stop)).added
    tend(centre, steps=("compact",), progress=portion(progress, 0.98, 1.0))
    return added
