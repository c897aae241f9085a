"""Judges the newest values of stations of every kind: index, level, category, alarms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import InputError
from .editions import local_time
from .judges import JUDGES, Batch
from .kind_rules import KindRule, kind_rules
from .levels import level_names
from .properties import PROPERTIES

__all__ = ["Assessment", "Assessor", "assess"]


def assess(stations: pd.DataFrame, values: pd.DataFrame, *, on: Any, utc_offset_hours: float = 8.0) -> pd.DataFrame:
    """Index, level, category, main pollutant and alarms of each station from its newest values.

    What holds for a kind, and where a station itself says nothing, stands in ``resources/standards/kind_rules.csv``;
    when a value becomes an alarm, in ``alarm_thresholds.csv``. Values are taken as hourly means: the air index is the
    hourly one of HJ 633 (its primary pollutants are alarms above AQI 100), noise is held against the limit of the
    hour's period (GB 3096, GB 22337) as an indication, water against its target class, emissions against their rules.

    Parameters
    ----------
    stations
        n rows, index ``station_id``; column ``kind`` and, as far as known, ``noise_class, water_body, water_target,
        air_class, emission_rule``.
    values
        Newest value of each property, columns named by property, in the property's unit, NaN where missing. Same index;
        a station without a row has no values, other rows and columns are ignored.
    on
        When the values were measured: UTC datetime for all stations, or an array or Series with one each (a Series has
        the index of `stations`). Chooses the editions, and day or night for noise. Missing: the newest edition, by day.
    utc_offset_hours
        Local time minus UTC, hours.

    Returns
    -------
    DataFrame
        Index of `stations`; ``index_value`` (Int64; NA where there is no index), ``level`` (Int64, 1 = best, NA where
        nothing can be said), ``category`` (Chinese name of the level, None), ``primary_pollutant`` (comma-joined
        properties that decide a level that is not the best; empty where none stands out), ``scheme`` (of
        ``levels.csv``, None for a kind that is not judged) and ``alarms`` (comma-joined codes
        ``exceedance:<property>``, ``purifier_off``, ``plate_dirty``; empty for none).

    Raises
    ------
    InputError
        No column ``kind``; text in a column of values; dates that do not fit the stations.
    """
    judged = Assessor(stations).judge(
        _matrix(values if values.index.equals(stations.index) else values.reindex(stations.index)),
        _times(on, stations, utc_offset_hours),
    )
    return judged.frame(stations.index)


@dataclass(frozen=True)
class Assessment:
    """What `Assessor` found for n stations: the columns of `assess` as arrays of shape (n,).

    Where there is none, ``index`` is -1, ``level`` 0, ``category`` and ``scheme`` None, ``primary`` and ``alarms`` empty.
    """

    index: npt.NDArray[np.int16]
    level: npt.NDArray[np.int8]
    category: npt.NDArray[np.object_]
    primary: npt.NDArray[np.object_]
    scheme: npt.NDArray[np.object_]
    alarms: npt.NDArray[np.object_]

    def take(self, rows: npt.NDArray[np.int64]) -> Assessment:
        """Of some of the stations."""
        return Assessment(
            self.index[rows],
            self.level[rows],
            self.category[rows],
            self.primary[rows],
            self.scheme[rows],
            self.alarms[rows],
        )

    def frame(self, index: pd.Index) -> pd.DataFrame:
        """As `assess` returns it, with this index."""
        return pd.DataFrame(
            {
                "index_value": pd.arrays.IntegerArray(self.index.astype(np.int64), self.index < 0),
                "level": pd.arrays.IntegerArray(self.level.astype(np.int64), self.level == 0),
                "category": pd.Series(self.category, index=index, dtype=object),
                "primary_pollutant": self.primary,
                "scheme": pd.Series(self.scheme, index=index, dtype=object),
                "alarms": self.alarms,
            },
            index=index,
            copy=False,
        )


class Assessor:
    """Judges the same stations again and again as `assess` does: what they say of themselves is read once.

    Parameters
    ----------
    stations
        As for `assess`.
    """

    def __init__(self, stations: pd.DataFrame) -> None:
        if "kind" not in stations.columns:
            raise InputError("The table of stations has no column “kind”.", hint="Give each station its kind.")
        self._size = len(stations)
        self._kinds: list[tuple[KindRule, npt.NDArray[np.intp], dict[str, npt.NDArray[np.object_]]]] = []
        codes, kinds = pd.factorize(stations["kind"].to_numpy(dtype=object))
        for code, kind in enumerate(kinds):
            rule = kind_rules().get(kind)
            if rule is not None:
                rows = np.flatnonzero(codes == code)
                self._kinds.append((rule, rows, _said(stations, rows, rule)))

    def judge(
        self,
        values: npt.NDArray[np.float64],
        times: npt.NDArray[np.datetime64],
        *,
        among: npt.NDArray[np.bool_] | None = None,
    ) -> Assessment:
        """Judge values of shape (n, p), a column for each of `PROPERTIES`, NaN where missing.

        Parameters
        ----------
        times
            Local time of the values, shape (n,); not NaT.
        among
            Which stations are judged, shape (n,); the others get nothing. None: all.
        """
        size = self._size
        index = np.full(size, -1, dtype=np.int16)
        level = np.zeros(size, dtype=np.int8)
        category, scheme = np.full(size, None, dtype=object), np.full(size, None, dtype=object)
        primary = np.full(size, "", dtype=object)
        alarms: dict[int, dict[str, None]] = {}
        for rule, rows, said in self._kinds:
            if among is not None:
                chosen = among[rows]
                rows, said = rows[chosen], {name: texts[chosen] for name, texts in said.items()}
            if not len(rows):
                continue
            newest = dict(zip(PROPERTIES, np.ascontiguousarray(values[rows].T)))
            batch = Batch(rule, newest, times[rows], said)
            scheme[rows] = rule.schemes[0]
            for name in rule.schemes:
                found = JUDGES[name](batch)
                for alarm, raised in found.alarms.items():
                    for row in rows[raised].tolist():
                        alarms.setdefault(row, {})[alarm] = None
                new = (level[rows] == 0) & (found.level > 0)
                at = rows[new]
                index[at], level[at], primary[at] = found.index[new], found.level[new], found.primary[new]
                category[at], scheme[at] = np.array(level_names(name), dtype=object).take(found.level[new]), name
        texts = np.full(size, "", dtype=object)
        for row, raised_by in alarms.items():
            texts[row] = ",".join(raised_by)
        return Assessment(index, level, category, primary, scheme, texts)


def _matrix(values: pd.DataFrame) -> npt.NDArray[np.float64]:
    matrix = np.full((len(values), len(PROPERTIES)), np.nan)
    for at, name in enumerate(PROPERTIES):
        if name not in values.columns:
            continue
        try:
            matrix[:, at] = values[name].to_numpy(dtype=np.float64, na_value=np.nan)
        except (ValueError, TypeError) as error:
            raise InputError(
                "The column {column} holds something that is no number.",
                hint="Empty the cells that hold text.",
                details=str(error),
                column=name,
            ) from error
    return matrix


def _times(on: Any, stations: pd.DataFrame, utc_offset_hours: float) -> npt.NDArray[np.datetime64]:
    if isinstance(on, pd.Series) and not on.index.equals(stations.index):
        raise InputError(
            "The times of the values do not belong to the stations.",
            hint="Give them with the same index as the stations, or one time for all.",
        )
    times = np.asarray(local_time(on, utc_offset_hours)).astype("datetime64[us]")
    if times.ndim and len(times) != len(stations):
        raise InputError(
            "There are {times} times for {stations} stations.",
            hint="Give one time for all stations, or one for each.",
            times=len(times),
            stations=len(stations),
        )
    # A station without values has no time either; any date does, for nothing is judged.
    times = np.where(np.isnat(times), np.datetime64("2999-01-01T12:00", "us"), times)
    return np.broadcast_to(times, len(stations))


def _said(stations: pd.DataFrame, rows: npt.NDArray[np.intp], rule: KindRule) -> dict[str, npt.NDArray[np.object_]]:
    said = {}
    for name, usual in rule.defaults.items():
        if name in stations.columns:
            own = stations[name].to_numpy(dtype=object)[rows]
            said[name] = np.where(pd.isna(own) | (own == ""), usual, own).astype(object)
        else:
            said[name] = np.full(len(rows), usual, dtype=object)
    return said
