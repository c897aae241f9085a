"""Read wind from a table: one row per grid point and time, such as the hourly 0.1° grid of a weather bureau."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pandas as pd

from ..damage import DAMAGE
from ..errors import InputError
from .wind_part import Floats, WindPart

__all__ = ["SPEED_UNITS", "read_table_wind"]

SPEED_UNITS = {"m/s": 1.0, "km/h": 1.0 / 3.6, "kn": 1852.0 / 3600.0}
_TIME = ("time", "utc_time", "valid_time")
_LON, _LAT = ("longitude", "lon"), ("latitude", "lat")
_SPEED, _DIRECTION = ("wind_speed", "wind_speed/kph", "speed"), ("wind_direction", "direction")
_PLACE = ("station_id", "stationname", "station", "id")
_MAX_CELLS = 100_000_000
_STRONGEST = 150.0  # m/s; what is beyond marks missing values, such as 999999


def _frame(path: Path, *, heading: bool = True) -> pd.DataFrame:
    try:
        return pd.read_csv(io.BytesIO(path.read_bytes()), header="infer" if heading else None)
    except DAMAGE as error:
        raise InputError(
            "{file} is no table of comma-separated values.",
            hint="Save the table as CSV in UTF-8.",
            details=repr(error),
            file=path.name,
        ) from error


def _column(frame: pd.DataFrame, names: tuple[str, ...]) -> str | None:
    columns = {str(column).strip().lower(): str(column) for column in frame.columns}
    return next((columns[name] for name in names if name in columns), None)


def _places(path: Path) -> pd.DataFrame:
    """Identifier, longitude and latitude of grid points, with or without a heading."""
    frame = _frame(path)
    lon, lat, place = _column(frame, _LON), _column(frame, _LAT), _column(frame, _PLACE)
    if lon is not None and lat is not None and place is not None:
        found = frame[[place, lon, lat]]
    else:
        frame = _frame(path, heading=False)
        numbers = frame.iloc[:, 1:3].apply(pd.to_numeric, errors="coerce") if frame.shape[1] >= 3 else pd.DataFrame()
        if numbers.empty or numbers.isna().to_numpy().any():
            raise InputError("{file} names no place by longitude and latitude.", file=path.name)
        beyond = [column for column in numbers if numbers[column].abs().max() > 90.0]
        if len(beyond) != 1:
            raise InputError(
                "{file} does not tell which column is the longitude.",
                hint="Give the columns a heading: id, longitude, latitude.",
                file=path.name,
            )
        other = next(column for column in numbers if column != beyond[0])
        found = pd.concat([frame.iloc[:, 0], numbers[beyond[0]], numbers[other]], axis=1)
    found.columns = pd.Index(["place", "lon", "lat"])
    return found.drop_duplicates("place")


def _components(frame: pd.DataFrame, name: str, factor: float) -> tuple[Floats, Floats]:
    """Wind towards east and north in m/s, NaN where missing or impossible."""

    def numbers(column: str) -> Floats:
        return pd.to_numeric(frame[column], errors="coerce").to_numpy(dtype=np.float64)

    u_name, v_name = _column(frame, ("u", "u10")), _column(frame, ("v", "v10"))
    if u_name is not None and v_name is not None:
        u, v = numbers(u_name) * factor, numbers(v_name) * factor
    else:
        speed_name, direction_name = _column(frame, _SPEED), _column(frame, _DIRECTION)
        if speed_name is None or direction_name is None:
            raise InputError(
                "{file} has no columns of wind speed and direction.",
                hint="Name them wind_speed and wind_direction, or u and v.",
                file=name,
            )
        speed, direction = numbers(speed_name) * factor, numbers(direction_name)
        known = (speed >= 0) & (direction >= 0) & (direction <= 360)
        angle = np.radians(np.where(known, direction, np.nan))
        u, v = -speed * np.sin(angle), -speed * np.cos(angle)
    usable = np.hypot(u, v) <= _STRONGEST
    return np.where(usable, u, np.nan), np.where(usable, v, np.nan)


def read_table_wind(path: Path, *, speed_unit: str | None, places: Path | None = None) -> WindPart:
    """Wind of a table of grid points and times (UTC), direction in degrees where the wind comes from.

    Parameters
    ----------
    path
        CSV with time, wind speed and direction (or u and v), and longitude and latitude or an identifier.
    speed_unit
        ``m/s``, ``km/h`` or ``kn``; such tables do not tell it.
    places
        CSV with identifier, longitude and latitude, where the first table has only the identifier.

    Raises
    ------
    InputError
        When a column is missing, the unit is not told or the points form no regular grid.
    """
    if speed_unit not in SPEED_UNITS:
        raise InputError(
            "The unit of the wind speed in {file} is not known.",
            hint="Tell it: m/s, km/h or kn.",
            file=path.name,
        )
    frame = _frame(path)
    lon, lat, time = _column(frame, _LON), _column(frame, _LAT), _column(frame, _TIME)
    place = _column(frame, _PLACE[:3])
    if (lon is None or lat is None) and places is not None and place is not None:
        frame = frame.merge(_places(places), left_on=place, right_on="place", how="inner", suffixes=("", "_place"))
        lon, lat = "lon", "lat"
    if lon is None or lat is None or time is None or frame.empty:
        raise InputError(
            "{file} does not tell time and place of the wind.",
            hint="It needs columns of time, longitude and latitude, or a second table with the places.",
            file=path.name,
        )
    u, v = _components(frame, path.name, SPEED_UNITS[speed_unit])
    instants = pd.to_datetime(frame[time], errors="coerce", utc=True)
    longitudes = pd.to_numeric(frame[lon], errors="coerce").round(6)
    latitudes = pd.to_numeric(frame[lat], errors="coerce").round(6)
    known = (instants.notna() & longitudes.notna() & latitudes.notna()).to_numpy()
    times, t = np.unique(instants.dt.tz_localize(None).to_numpy(dtype="datetime64[ns]")[known], return_inverse=True)
    xs, i = np.unique(longitudes.to_numpy(dtype=np.float64)[known], return_inverse=True)
    ys, j = np.unique(latitudes.to_numpy(dtype=np.float64)[known], return_inverse=True)
    cells = times.size * xs.size * ys.size
    if not cells or cells > _MAX_CELLS or cells > 4 * int(known.sum()):
        raise InputError(
            "The points in {file} form no regular grid of longitude and latitude.",
            hint="Wind of scattered stations must be interpolated to a grid first.",
            file=path.name,
        )
    shape = (times.size, 1, ys.size, xs.size)
    grids = []
    for component in (u[known], v[known]):
        grid = np.full(shape, np.nan)
        grid[t, 0, j, i] = component
        grids.append(grid)
    return WindPart(path.name, times, None, "", ys, xs, "EPSG:4326", grids[0], grids[1])
