"""Air quality index (AQI) by HJ 633: individual indices, level, category and primary pollutant."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import InputError
from .air_arrays import IndexArrays, index_arrays, index_arrays_by_edition
from .air_tables import Averaging, index_editions, index_starts
from .editions import edition_positions
from .levels import level_names
from .name_sets import names_or_none

__all__ = ["air_quality_index"]


@cache
def _joined(names: tuple[str, ...]) -> npt.NDArray[np.object_]:
    """Comma-joined names for every set of them, by bit pattern."""
    patterns = range(1 << len(names))
    return np.array(
        [",".join(name for bit, name in enumerate(names) if pattern >> bit & 1) for pattern in patterns], dtype=object
    )


def _columns(concentrations: pd.DataFrame, known: Collection[str]) -> dict[str, npt.NDArray[np.float64]]:
    columns = {}
    for name in known:
        if name not in concentrations.columns:
            continue
        try:
            columns[name] = np.ascontiguousarray(
                pd.to_numeric(concentrations[name]).to_numpy(dtype=np.float64, na_value=np.nan)
            )
        except (ValueError, TypeError) as error:
            raise InputError(
                "The column {column} holds something that is no number.",
                hint="Empty the cells that hold text, then compute the index again.",
                details=str(error),
                column=name,
            ) from error
    if not columns:
        raise InputError(
            "None of the columns can be used for an air quality index.",
            hint="At least one of these columns is needed: {known}.",
            known=", ".join(known),
        )
    return columns


def _positions(
    concentrations: pd.DataFrame, on: Any, edition: str | None, utc_offset_hours: float
) -> npt.NDArray[np.intp]:
    names = list(index_editions())
    if edition is not None:
        if str(edition) not in names:
            raise InputError(
                "There is no edition {edition} of the air quality index.",
                hint="Use one of these: {names}.",
                edition=edition,
                names=", ".join(names),
            )
        return np.array(names.index(str(edition)))
    if on is None:
        if not isinstance(concentrations.index, pd.DatetimeIndex):
            return np.array(len(names) - 1)
        on = concentrations.index
    elif isinstance(on, pd.Series) and not on.index.equals(concentrations.index):
        raise InputError(
            "The dates that choose the edition do not belong to the rows of the table.",
            hint="Give the dates with the same index as the concentrations, or as a plain array.",
        )
    positions = edition_positions(index_starts(), on, utc_offset_hours=utc_offset_hours)
    if positions.ndim and len(positions) != len(concentrations):
        raise InputError(
            "There are {dates} dates for {rows} rows of concentrations.",
            hint="Give one date for all rows, or one for each.",
            dates=len(positions),
            rows=len(concentrations),
        )
    if len(positions.ravel()) and (positions == positions.flat[0]).all():
        return np.array(positions.flat[0])
    return positions


def air_quality_index(
    concentrations: pd.DataFrame,
    *,
    averaging: Averaging,
    on: Any = None,
    edition: str | None = None,
    monitored: Collection[str] | None = None,
    publish: Literal["rule", "available"] = "rule",
    utc_offset_hours: float = 8.0,
) -> pd.DataFrame:
    """Air quality index, level, category, primary pollutant and individual indices of each row.

    Concentrations are rounded to whole µg/m³ (CO to 0.1 mg/m³), half to even; each individual index is linear between
    the break points and rounded up; the highest is the AQI (HJ 633-2012 and -2026, tables and rules in
    ``resources/standards/air_*.csv``). Beyond the last node the index stays at its cap (500; SO2 1 h 200; O3 8 h 300).

    Parameters
    ----------
    concentrations
        One row for each station and time, n rows; any of the columns ``so2, no2, co, o3, o3_8h, pm10, pm2_5`` in µg/m³
        (CO in mg/m³) at 298 K (particles: ambient). Negative, infinite and missing numbers count as "no value". Other
        columns are ignored, and so is the ozone column of the other averaging: ``hour`` uses ``o3`` (1 h mean), ``day``
        uses ``o3_8h`` (daily maximum 8 h mean).
    averaging
        ``hour`` for 1 h means, ``day`` for means of the natural day.
    on
        Date that chooses the edition: one for all rows, or an array or Series with one for each. Naive values are local
        dates; values with a time zone are ends of intervals (see `editions.local_time`). Without it the frame's
        DatetimeIndex is used, and without that the newest edition. Dates before the first edition are judged by the
        first; a row whose date is missing gets no index.
    edition
        ``"2012"`` or ``"2026"``: forces one edition, whatever the date.
    monitored
        Properties that the station is meant to measure. Default: those that have a column. A property without a column
        is "not monitored" and does not hold the AQI back, so a micro-station with nothing but PM2.5 gets one; a
        property with a column and no value is "missing", and then the AQI is published only above 100 (HJ 633-2026,
        2012 alike).
    publish
        ``rule`` as above; ``available`` gives the highest individual index there is, whatever is missing.
    utc_offset_hours
        Local time minus UTC, hours, for dates with a time zone.

    Returns
    -------
    DataFrame
        Index of `concentrations`; ``aqi`` (Int64, up to 500, NA where not published), ``level`` (Int64, 1–6), ``category``
        (Chinese name of the level, None where there is none), ``primary`` (comma-joined in the standard's order, empty
        where the AQI is 50 or less or not published) and ``iaqi_<property>`` (Int64) for each property used.

    Raises
    ------
    InputError
        No usable column, text in a column, an unknown edition or averaging, dates that do not fit the rows.
    """
    if averaging not in ("hour", "day") or publish not in ("rule", "available"):
        raise InputError(
            "“{averaging}” and “{publish}” are no way to compute an air quality index.",
            hint="Averaging is hour or day; publish is rule or available.",
            averaging=averaging,
            publish=publish,
        )
    editions = list(index_editions().values())
    positions = _positions(concentrations, on, edition, utc_offset_hours)
    columns = _columns(concentrations, editions[-1].scales[averaging])
    wanted = set(columns if monitored is None else monitored) if publish == "rule" else set()
    for name in wanted - set(columns):
        if name in editions[-1].scales[averaging]:
            columns[name] = np.full(len(concentrations), np.nan)
    required = {name: name in wanted for name in columns}
    if positions.ndim == 0 and positions >= 0:
        return _frame(index_arrays(columns, editions[int(positions)], averaging, required), concentrations.index)
    return _frame(index_arrays_by_edition(columns, editions, positions, averaging, required), concentrations.index)


def _frame(arrays: IndexArrays, index: pd.Index) -> pd.DataFrame:
    data: dict[str, Any] = {
        "aqi": _integers(arrays.index),
        "level": pd.arrays.IntegerArray(arrays.level.astype(np.int64), arrays.level == 0),
        "category": names_or_none(level_names("aqi"), arrays.level, index),
        "primary": _joined(arrays.properties).take(arrays.primary),
    }
    for name, values in zip(arrays.properties, arrays.individual):
        data[f"iaqi_{name}"] = _integers(values)
    return pd.DataFrame(data, index=index, copy=False)


def _integers(values: npt.NDArray[np.int16]) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(values.astype(np.int64), values < 0)
