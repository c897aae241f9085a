"""What the NetCDF readers share: rays × bins of a variable, the position of a station."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...netcdf import NetcdfFile
from ..scan import LidarChannel, Location
from .source import Source

__all__ = ["bin_width", "channel_of", "location_of", "rays_by_bins", "told"]


def rays_by_bins(source: Source, name: str, rays: int, bins: int) -> NDArray[np.float64]:
    """A variable as (rays, bins); one profile may be stored without the axis of time."""
    values = source.netcdf.read(name)
    if values.shape == (bins,) and rays == 1:
        values = values[np.newaxis]
    if values.shape != (rays, bins):
        raise source.damaged("NetCDF", f"{name} has shape {values.shape}, not {(rays, bins)}")
    return values


def location_of(
    file: NetcdfFile, longitude: str = "longitude", latitude: str = "latitude", altitude: str = "altitude"
) -> Location:
    """Position of the station from three variables; NaN where one is missing."""
    return Location(file.number(longitude), file.number(latitude), file.number(altitude))


def bin_width(range_m: NDArray[np.float64]) -> float:
    """Median distance of the bins."""
    return float(np.median(np.diff(range_m))) if range_m.size > 1 else float("nan")


def channel_of(
    source: Source, name: str, rays: int, range_m: NDArray[np.float64], scale: float = 1.0, **properties: Any
) -> LidarChannel:
    """Channel of a variable; `scale` brings it to the unit named in `properties`."""
    values = rays_by_bins(source, name, rays, range_m.size)
    if scale != 1.0:
        values *= scale
    settings: dict[str, Any] = {
        "wavelength_nm": float("nan"),
        "polarization": "total",
        "detection": "product",
        "unit": "1",
        "bin_width_m": bin_width(range_m),
        "quantity": "signal",
        **properties,
    }
    return LidarChannel(signal=values, **settings)


def told(file: NetcdfFile, *names: str) -> dict[str, Any]:
    """The named attributes of the file, those it has."""
    return {name: file.global_attributes[name] for name in names if name in file.global_attributes}
