"""Made-up wind files and fields."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from scipy.io import netcdf_file

from yanqing_eco_plugin.core.transport import WindField

HOUR = np.timedelta64(1, "h")
START = np.datetime64("2025-01-01T00", "ns")


def plane(t: Any, p: Any, y: Any, x: Any) -> Any:
    """Linear in every axis, so that linear interpolation must give it back exactly."""
    return 0.5 * t + 0.01 * p + 0.25 * y + 0.125 * x


def netcdf(
    path: Path,
    *,
    lon: np.ndarray,
    lat: np.ndarray,
    level: np.ndarray,
    calendar: str = "standard",
    units: str = "hours since 2025-01-01 00:00:00",
    packed: bool = False,
    missing: bool = False,
    level_units: str = "hPa",
    wind_units: str = "m s-1",
) -> Path:
    hours = np.arange(3.0)
    with netcdf_file(path, "w") as file:
        axes = (
            ("time", hours, units),
            ("level", level, level_units),
            ("latitude", lat, "degrees_north"),
            ("longitude", lon, "degrees_east"),
        )
        for name, values, unit in axes:
            file.createDimension(name, len(values))
            variable = file.createVariable(name, "d", (name,))
            variable[:] = values
            variable.units = unit
        file.variables["time"].calendar = calendar
        for name, sign, standard in (("u", 1, "eastward_wind"), ("v", -1, "northward_wind"), ("w", 0.1, "")):
            turned = np.mod(lon + 180, 360) - 180
            values = sign * plane(*np.meshgrid(hours, level, lat, turned, indexing="ij"))
            kind = "h" if packed else "d"
            variable = file.createVariable(name, kind, tuple(axis[0] for axis in axes))
            fill = -32767 if packed else -9e33
            stored = np.rint(values / 0.002) if packed else values
            if missing:
                stored[:, 0, 0, 0] = fill
            variable[:] = stored
            variable.units = "Pa s-1" if name == "w" else wind_units
            variable._FillValue = np.int16(fill) if packed else fill
            if packed:
                variable.scale_factor = 0.002
            if standard:
                variable.standard_name = standard
    return path


def field(
    u: Any, v: Any, w: Any = None, *, hours: int = 48, lon: Any = None, lat: Any = None, step: float = 1.0
) -> WindField:
    """A field of functions of longitude and latitude in degrees, steady, on three levels where `w` is given."""
    lon = np.arange(-180.0, 180.0, step) if lon is None else lon
    lat = np.arange(-80.0, 80.01, step) if lat is None else lat
    level = np.array([500.0, 700.0, 900.0]) if w is not None else np.zeros(1)
    y, x = np.meshgrid(lat, lon, indexing="ij")
    shape = (2, level.size, lat.size, lon.size)
    blocks = [np.broadcast_to(f(x, y), shape) if callable(f) else np.full(shape, float(f)) for f in (u, v, w or 0.0)]
    return WindField.from_arrays(
        [START, START + hours * HOUR],
        lon,
        lat,
        blocks[0],
        blocks[1],
        w=blocks[2] if w is not None else None,
        pressure_hpa=level if w is not None else None,
    )
