"""Wind fields as NetCDF that any reader of CF files takes."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..errors import InputError
from ..netcdf_writing import EPOCH_UNITS, Variable, epoch_seconds, write_netcdf
from .wind import WindField

__all__ = ["write_wind"]


def write_wind(path: str | Path, wind: WindField, *, title: str = "Wind", synthetic: bool = False) -> None:
    """Write a field on longitude and latitude as classic NetCDF (CF-1.8): u and v in m/s, time in seconds since 1970.

    Raises
    ------
    InputError
        When the field is projected or tells no instants, or the file cannot be written.
    """
    part = wind.part
    if part.crs != "EPSG:4326" or part.time is None:
        raise InputError("Only wind on longitude and latitude with a time can be written.")
    axes: tuple[str, ...] = ("time", "latitude", "longitude")
    variables = {
        "time": Variable(
            ("time",), epoch_seconds(part.time), {"units": EPOCH_UNITS, "standard_name": "time", "axis": "T"}
        ),
        "latitude": Variable(
            ("latitude",), part.y, {"units": "degrees_north", "standard_name": "latitude", "axis": "Y"}
        ),
        "longitude": Variable(
            ("longitude",), part.x, {"units": "degrees_east", "standard_name": "longitude", "axis": "X"}
        ),
    }
    if part.level is not None:
        axes = ("time", "level", "latitude", "longitude")
        unit, way = ("hPa", "down") if part.level_kind == "pressure" else ("m", "up")
        variables["level"] = Variable(("level",), part.level, {"units": unit, "positive": way, "axis": "Z"})
    for name, values, standard in (("u", part.u, "eastward_wind"), ("v", part.v, "northward_wind")):
        stored = np.asarray(values, dtype=np.float32)
        shaped = stored if part.level is not None else stored[:, 0]
        variables[name] = Variable(axes, shaped, {"units": "m s-1", "standard_name": standard})
    write_netcdf(path, variables, {"Conventions": "CF-1.8", "title": title, "synthetic": int(synthetic)})
