"""Wind near the ground from stations and a Doppler lidar, where the weather model's grid cannot resolve the valleys."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ..errors import InputError
from .sphere import EARTH_RADIUS_M
from .wind import WindField

__all__ = ["ground_wind"]

Floats = NDArray[np.float64]
_NAMES = ("station_id", "time", "lon", "lat", "speed", "direction")
_SURFACE_LAYER_M = 200.0
_MOST_CELLS = 50_000_000


def ground_wind(
    stations: pd.DataFrame,
    lon: ArrayLike,
    lat: ArrayLike,
    heights_m: ArrayLike,
    *,
    terrain_m: ArrayLike | None = None,
    profiles: Sequence[pd.DataFrame] = (),
    roughness_m: float = 0.1,
    terrain_factor: float = 20.0,
) -> WindField:
    """Interpolate measured wind to a grid: inverse squared distance across, the logarithmic law upward.

    Weights 1/r² as Goodin, McRae & Seinfeld 1979 (doi:10.1175/1520-0450(1979)018<0761:ACOIMF>2.0.CO;2) recommend for
    sparse wind; differences of ground height count `terrain_factor` times as distance, so that a ridge says little about
    a valley. Upward u(z) = u(z_a) · ln(z/z₀)/ln(z_a/z₀) (neutral surface layer) to 200 m, constant above; a lidar
    profile counts like a station at its place that knows its wind at every height it saw.

    Limits: no stability, no slope or valley winds between stations, no conservation of mass, no turning with height but
    what the lidar saw. It must not be carried far beyond the stations.

    Parameters
    ----------
    stations
        station_id, time (UTC), lon, lat (degrees), speed (m/s), direction (degrees where it comes from); optional
        altitude_m (ground above sea level) and anemometer_m (above ground, else 10). Rows with NaN are left out.
    lon, lat
        Grid points, (n_lon,), (n_lat,).
    heights_m
        Above ground, (n_levels,), ascending and above the roughness length.
    terrain_m
        (n_lat, n_lon) height of the ground; None for flat.
    profiles
        Of Doppler lidars: time, lon, lat, height_m (above ground), u, v (m/s); optional altitude_m.
    roughness_m
        z₀.

    Returns
    -------
    WindField
        On heights above ground, at the times the stations have.

    Raises
    ------
    InputError
        When a column is missing, nothing is known, or the grid is impossible.
    """
    x, y, z = (np.atleast_1d(np.asarray(values, dtype=np.float64)) for values in (lon, lat, heights_m))
    missing = [name for name in _NAMES if name not in stations.columns]
    if missing:
        raise InputError("The wind of stations lacks the columns {names}.", names=", ".join(missing))
    if not (z > roughness_m).all() or roughness_m <= 0:
        raise InputError("Heights must lie above the roughness length of the ground.")
    known = stations.dropna(subset=["time", "lon", "lat", "speed", "direction"])
    times = np.unique(known["time"].to_numpy(dtype="datetime64[ns]"))
    if not times.size or times.size * x.size * y.size * z.size > _MOST_CELLS:
        raise InputError("There is no wind of stations, or too much grid for it.", hint="Choose a coarser grid.")
    ground = np.zeros((y.size, x.size)) if terrain_m is None else np.asarray(terrain_m, dtype=np.float64)
    if ground.shape != (y.size, x.size) or not np.isfinite(ground).all():
        raise InputError("The terrain has another shape than the grid.")
    u, v = np.empty((2, times.size, z.size, y.size, x.size))
    for place, time in enumerate(times):
        here = _columns(known[known["time"].to_numpy(dtype="datetime64[ns]") == time], z, roughness_m)
        seen = [_profile(one, time, z) for one in profiles]
        columns = pd.concat([here, *(one for one in seen if one is not None)], ignore_index=True)
        weight = _weights(columns, x, y, ground, terrain_factor if terrain_m is not None else 0.0)
        for level in range(z.size):
            east, north = (np.array([c[level] for c in columns[name]]) for name in ("u", "v"))
            usable = np.isfinite(east) & np.isfinite(north)
            total = weight[usable].sum(axis=0)
            u[place, level] = np.tensordot(east[usable], weight[usable], 1) / total
            v[place, level] = np.tensordot(north[usable], weight[usable], 1) / total
    return WindField.from_arrays(times, x, y, u, v, height_m=z)


def _columns(rows: pd.DataFrame, z: Floats, roughness: float) -> pd.DataFrame:
    """Wind of each station at all heights by the logarithmic law."""
    angle = np.radians(rows["direction"].to_numpy(dtype=np.float64))
    speed = rows["speed"].to_numpy(dtype=np.float64)
    mast = rows.get("anemometer_m", pd.Series(10.0, index=rows.index)).fillna(10.0).to_numpy(dtype=np.float64)
    top = np.minimum(z, _SURFACE_LAYER_M)[None, :]
    factor = np.log(top / roughness) / np.log(np.maximum(mast, 2.0 * roughness) / roughness)[:, None]
    return pd.DataFrame(
        {
            "lon": rows["lon"].to_numpy(),
            "lat": rows["lat"].to_numpy(),
            "altitude_m": rows.get("altitude_m", pd.Series(np.nan, index=rows.index)).to_numpy(),
            "u": list(-speed[:, None] * np.sin(angle)[:, None] * factor),
            "v": list(-speed[:, None] * np.cos(angle)[:, None] * factor),
        }
    )


def _profile(rows: pd.DataFrame, time: np.datetime64, z: Floats) -> pd.DataFrame | None:
    """The lidar's wind nearest in time (within half an hour) at the heights it saw, NaN elsewhere."""
    away = np.abs(rows["time"].to_numpy(dtype="datetime64[ns]") - time)
    near = rows[(away <= np.timedelta64(30, "m")) & (away == away.min())].dropna(subset=["height_m", "u", "v"])
    if near.empty:
        return None
    near = near.sort_values("height_m")
    height = near["height_m"].to_numpy()
    one = {name: [np.interp(z, height, near[name].to_numpy(), left=np.nan, right=np.nan)] for name in ("u", "v")}
    altitude = near["altitude_m"].iloc[0] if "altitude_m" in near else np.nan
    return pd.DataFrame(
        {"lon": near["lon"].iloc[:1].to_numpy(), "lat": near["lat"].iloc[0], "altitude_m": altitude, **one}
    )


def _weights(columns: pd.DataFrame, x: Floats, y: Floats, ground: Floats, factor: float) -> Floats:
    """(n_columns, n_lat, n_lon) 1/r², the difference of the ground's height made longer by `factor`."""
    metres = np.radians(1.0) * EARTH_RADIUS_M
    lon, lat = columns["lon"].to_numpy()[:, None, None], columns["lat"].to_numpy()[:, None, None]
    altitude = columns["altitude_m"].to_numpy(dtype=np.float64)
    own = ground[np.abs(y[:, None] - columns["lat"].to_numpy()).argmin(axis=0)]
    nearest = own[np.arange(len(columns)), np.abs(x[:, None] - columns["lon"].to_numpy()).argmin(axis=0)]
    altitude = np.where(np.isfinite(altitude), altitude, nearest)
    east = (x[None, None, :] - lon) * metres * np.cos(np.radians(lat))
    north = (y[None, :, None] - lat) * metres
    climb = factor * (ground[None] - altitude[:, None, None])
    # Half a kilometre keeps the weight of a station in its own cell finite.
    return 1.0 / (east**2 + north**2 + climb**2 + 500.0**2)
