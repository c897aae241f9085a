"""What paths of air are described by: a row for each path, times as numbers, matrices for statistics over many."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import InputError
from .sphere import distance_m

__all__ = ["ages_h", "as_matrix", "path_summary", "seconds_since_1970"]

Floats = NDArray[np.float64]


def seconds_since_1970(time: pd.Series) -> Floats:
    """Instants (UTC) as seconds, (n,)."""
    return time.to_numpy(dtype="datetime64[ns]").astype(np.int64) / 1e9


def ages_h(frame: pd.DataFrame) -> Floats:
    """Hours since the first point of each path, (n,); negative back in time."""
    second = pd.Series(seconds_since_1970(frame["time"]), index=frame.index)
    return ((second - second.groupby(frame["trajectory"]).transform("first")) / 3600.0).to_numpy()


def path_summary(frame: pd.DataFrame, points: int) -> pd.DataFrame:
    """One row per path of a frame from `trajectories` or `read_tdump`.

    Parameters
    ----------
    frame
        trajectory, time, lon, lat; ordered by trajectory and along the path.
    points
        How many points a path has that did not end early.

    Returns
    -------
    DataFrame
        trajectory, start, earliest, latest (UTC), hours (negative back in time), distance_km (along the path), complete
        (1 or 0).
    """
    number = frame["trajectory"].to_numpy()
    lon, lat = frame["lon"].to_numpy(), frame["lat"].to_numpy()
    step = np.zeros(len(frame))
    step[1:] = np.where(number[1:] == number[:-1], distance_m(lon[:-1], lat[:-1], lon[1:], lat[1:]), 0.0) / 1000.0
    grouped = frame.assign(_age=ages_h(frame), _step=step).groupby("trajectory", sort=False)
    table = grouped.agg(
        start=("time", "first"),
        earliest=("time", "min"),
        latest=("time", "max"),
        hours=("_age", "last"),
        distance_km=("_step", "sum"),
    )
    table["complete"] = (grouped.size() >= points).astype(np.int64)
    return table.reset_index()


def as_matrix(frame: pd.DataFrame, column: str, *, points: int | None = None) -> Floats:
    """Values of a column path by path, (n_paths, n_points), NaN after the end of a path.

    Paths are in the order of their first row. `points` widens or cuts the matrix.

    Raises
    ------
    InputError
        When there is no path.
    """
    if frame.empty:
        raise InputError("There is no trajectory.", hint="Compute or import trajectories first.")
    row, _ = pd.factorize(frame["trajectory"], sort=False)
    place = frame.groupby("trajectory", sort=False).cumcount().to_numpy()
    width = int(place.max()) + 1 if points is None else points
    matrix = np.full((int(row.max()) + 1, width), np.nan)
    kept = place < width
    matrix[row[kept], place[kept]] = frame[column].to_numpy(dtype=np.float64)[kept]
    return matrix
