"""Profiles over time as NetCDF and CSV."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..netcdf_writing import EPOCH_UNITS, Variable, epoch_seconds, write_netcdf
from .time_height import TimeHeight

__all__ = ["write_layer_csv", "write_profiles_csv", "write_profiles_netcdf"]

_UNITS = {"extinction": "km-1", "extinction_uncertainty": "km-1", "depolarisation": "1"}
_LAYER = ("height_m", "uncertainty_m", "gradient_m", "residual_m", "strength")
_LAYER_NAMES = ("layer_height_m", "layer_uncertainty_m", "layer_gradient_m", "residual_layer_m", "layer_strength")


def write_profiles_netcdf(path: str | Path, profiles: TimeHeight) -> None:
    """Write everything as classic NetCDF with CF attributes.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    place = profiles.location
    variables = {
        "time": Variable(
            ("time",), epoch_seconds(profiles.time), {"units": EPOCH_UNITS, "standard_name": "time", "axis": "T"}
        ),
        "height": Variable(
            ("height",),
            profiles.height_m,
            {"units": "m", "long_name": "height above the instrument", "positive": "up", "axis": "Z"},
        ),
        "longitude": Variable((), np.float64(place.longitude), {"units": "degrees_east"}),
        "latitude": Variable((), np.float64(place.latitude), {"units": "degrees_north"}),
        "altitude": Variable((), np.float64(place.altitude_m), {"units": "m"}),
    }
    for name, values in profiles.fields.items():
        unit = _UNITS.get(name, str(profiles.attributes.get("rcs_unit", "1")))
        variables[name] = Variable(("time", "height"), values, {"units": unit})
    for name, told in zip(_LAYER, _LAYER_NAMES):
        unit = "1" if name == "strength" else "m"
        variables[told] = Variable(("time",), getattr(profiles.layer, name), {"units": unit})
    variables["layer_agrees"] = Variable(("time",), profiles.layer.agrees, {"long_name": "wavelet and gradient agree"})
    variables["cloud_base_m"] = Variable(("time",), profiles.cloud_base_m, {"units": "m"})
    variables["night"] = Variable(("time",), profiles.night)
    attributes = {key: value for key, value in profiles.attributes.items() if isinstance(value, str | int | float)}
    write_netcdf(path, variables, {**attributes, "Conventions": "CF-1.8", "title": "Aerosol lidar profiles"})


def write_profiles_csv(path: str | Path, profiles: TimeHeight, quantity: str) -> None:
    """Write one quantity as a table: a row per time (UTC), the boundary layer, then a column per height (metres).

    Raises
    ------
    InputError
        When the profiles do not have the quantity, or the file cannot be written.
    """
    if quantity not in profiles.fields:
        raise InputError(
            "The profiles have no “{quantity}”.",
            hint="They have: {known}.",
            quantity=quantity,
            known=", ".join(profiles.fields),
        )
    heights = [f"{height:.1f}" for height in profiles.height_m]
    values = profiles.fields[quantity]
    unit = _UNITS.get(quantity, str(profiles.attributes.get("rcs_unit", "1")))
    head = ["time_utc", "layer_height_m", "cloud_base_m", *(f"{quantity} ({unit}) {height} m" for height in heights)]
    rows = (
        [time, layer, cloud, *("" if text == "nan" else text for text in (f"{v:.5g}" for v in row))]
        for time, layer, cloud, row in zip(
            _times(profiles), _metres(profiles.layer.height_m), _metres(profiles.cloud_base_m), values.tolist()
        )
    )
    _write(path, head, rows)


def write_layer_csv(path: str | Path, profiles: TimeHeight) -> None:
    """Write the boundary layer of each profile as a table; empty where none was found."""
    columns = [_metres(getattr(profiles.layer, name), 2 if name == "strength" else 0) for name in _LAYER]
    head = ["time_utc", *_LAYER_NAMES, "layer_agrees", "night", "cloud_base_m"]
    agrees, night = profiles.layer.agrees.astype(int).tolist(), profiles.night.astype(int).tolist()
    _write(path, head, zip(_times(profiles), *columns, agrees, night, _metres(profiles.cloud_base_m)))


def _times(profiles: TimeHeight) -> list[str]:
    texts = np.datetime_as_string(profiles.time, unit="s")
    return ["" if text == "NaT" else f"{text}Z" for text in texts]


def _metres(values: np.ndarray, decimals: int = 0) -> list[str]:
    return ["" if value != value else f"{value:.{decimals}f}" for value in values.tolist()]


def _write(path: str | Path, head: list[str], rows: object) -> None:
    try:
        # The mark at the beginning lets spreadsheets know that it is UTF-8.
        with open(path, "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(head)
            writer.writerows(rows)  # type: ignore[arg-type]
    except OSError as error:
        raise InputError(
            "The file {path} cannot be written.",
            hint="Choose another folder, or free some space.",
            details=str(error),
            path=path,
        ) from error
