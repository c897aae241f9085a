"""Read wind from NetCDF files on latitude and longitude or on a simple projected grid."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from ..errors import InputError
from ..netcdf import NetcdfFile
from .wind_part import Floats, WindPart

__all__ = ["read_netcdf_wind"]

_EAST = ("eastward_wind", "x_wind", "grid_eastward_wind")
_NORTH = ("northward_wind", "y_wind", "grid_northward_wind")
_GRID_RELATIVE = ("x_wind", "grid_eastward_wind")
_EAST_NAMES = ("u", "uwnd", "ugrd", "ua", "u_component_of_wind", "u10", "10u", "uwind")
_NORTH_NAMES = ("v", "vwnd", "vgrd", "va", "v_component_of_wind", "v10", "10v", "vwind")
_PRESSURE_UNITS = {"pa": 0.01, "hpa": 1.0, "mbar": 1.0, "mb": 1.0, "millibar": 1.0, "millibars": 1.0}
_SPEED_UNITS = ("m s**-1", "m s-1", "m/s", "m s^-1", "meters/second", "metre/second", "m.s-1", "")
_GRAVITY = 9.80665
_AXIS_NAMES = {
    "x": ("lon", "longitude", "x"),
    "y": ("lat", "latitude", "y"),
    "level": ("level", "lev", "plev", "pressure", "pressure_level", "isobaricinhpa", "isobaric", "height", "altitude"),
    "time": ("time", "valid_time"),
}


def _find(file: NetcdfFile, standard: tuple[str, ...], names: tuple[str, ...]) -> str | None:
    """Variable of one of these standard names, or else of one of these names."""
    spatial = [name for name in file.names if len(file.dimensions(name)) >= 2]
    for name in spatial:
        # A field on levels says more than its 10 m companion of the same standard name.
        if file.attributes(name).get("standard_name") in standard and len(file.dimensions(name)) >= 3:
            return name
    by_name = {name.lower(): name for name in spatial}
    for wanted in names:
        if wanted in by_name:
            return by_name[wanted]
    return next((n for n in spatial if file.attributes(n).get("standard_name") in standard), None)


def _role(file: NetcdfFile, dimension: str) -> str:
    """Which axis a dimension is: x, y, level, time, or empty."""
    attributes = file.attributes(dimension) if dimension in file else {}
    units = str(attributes.get("units", "")).lower()
    if " since " in units:
        return "time"
    if units in _PRESSURE_UNITS:
        return "level"
    if units.startswith(("degrees_e", "degree_e")):
        return "x"
    if units.startswith(("degrees_n", "degree_n")):
        return "y"
    if str(attributes.get("axis", "")) in ("X", "Y", "Z"):
        return {"X": "x", "Y": "y", "Z": "level"}[str(attributes["axis"])]
    return next((role for role, names in _AXIS_NAMES.items() if dimension.lower() in names), "")


def _level(file: NetcdfFile, dimension: str) -> tuple[Floats, str]:
    units = str(file.attributes(dimension).get("units", "")).lower()
    values = np.atleast_1d(file.read(dimension))
    if units in _PRESSURE_UNITS:
        return values * _PRESSURE_UNITS[units], "pressure"
    if units in ("m", "metre", "meter", "metres", "meters"):
        return values, "height"
    raise InputError(
        "The levels “{level}” of the wind file {file} are neither pressures nor heights (unit “{unit}”).",
        hint="Wind on model levels must be brought to pressure levels first.",
        level=dimension,
        unit=units,
        file=file.path.name,
    )


def _grid_crs(file: NetcdfFile, variable: str, told: str | None) -> str:
    """Coordinate reference system of a projected file."""
    mapping = str(file.attributes(variable).get("grid_mapping", ""))
    attributes: dict[str, Any] = file.attributes(mapping) if mapping in file else {}
    utm = re.fullmatch(r"utm_?(\d{1,2})(n?)", str(attributes.get("grid_mapping_name", "")).lower())
    try:
        if told is not None:
            return CRS.from_user_input(told).to_string()
        if utm and 1 <= int(utm[1]) <= 60:
            return f"EPSG:{32600 + int(utm[1])}"
        return CRS.from_cf(attributes).to_wkt()
    except (CRSError, KeyError, ValueError, TypeError) as error:
        raise InputError(
            "The projection of the wind file {file} is not understood.",
            hint="Name the coordinate reference system of the file.",
            details=repr(error),
            file=file.path.name,
        ) from error


def _turned_north(u: Floats, v: Floats, x: Floats, y: Floats, crs: str) -> tuple[Floats, Floats]:
    """Wind along the axes of a projected grid as wind towards true east and north."""
    to_degrees = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    columns, rows = np.meshgrid(x, y)
    lon, lat = to_degrees.transform(columns, rows)
    north_lon, north_lat = to_degrees.transform(columns, rows + 100.0)
    east = np.mod(north_lon - lon + 180.0, 360.0) - 180.0
    angle = np.arctan2(east * np.cos(np.radians(lat)), north_lat - lat)
    return u * np.cos(angle) + v * np.sin(angle), v * np.cos(angle) - u * np.sin(angle)


def _arranged(file: NetcdfFile, name: str, roles: dict[str, str]) -> Floats:
    """Values of a variable as (time, level, y, x); an axis the variable lacks has length 1."""
    values, dimensions = file.read(name), list(file.dimensions(name))
    for index in reversed(range(len(dimensions))):
        if dimensions[index] not in roles.values():
            if values.shape[index] != 1:
                raise InputError(
                    "The wind file {file} has an axis “{axis}” that is not time, level, latitude or longitude.",
                    hint="Take one member or one part of the file.",
                    file=file.path.name,
                    axis=dimensions[index],
                )
            values = np.take(values, 0, axis=index)
            del dimensions[index]
    order = [role for role in ("time", "level", "y", "x") if roles.get(role) in dimensions]
    values = values.transpose([dimensions.index(roles[role]) for role in order])
    for place, role in enumerate(("time", "level", "y", "x")):
        if role not in order:
            values = np.expand_dims(values, place)
    return values


def _optional(file: NetcdfFile, name: str | None, roles: dict[str, str], like: Floats) -> Floats | None:
    if name is None or set(file.dimensions(name)) - set(roles.values()):
        return None
    values = _arranged(file, name, roles)
    return values if values.shape == like.shape else None


def read_netcdf_wind(path: Path, *, crs: str | None = None, data: bytes | None = None) -> WindPart:
    """Wind of a NetCDF file with time, level, latitude and longitude (or x and y) as its axes.

    Parameters
    ----------
    path, data
        The file, and its bytes where they are at hand.
    crs
        Coordinate reference system of a projected grid, where the file does not tell it.

    Raises
    ------
    InputError
        When the file is damaged, has no wind, axes that are not understood, another unit or another calendar.
    """
    file = NetcdfFile(path, data)
    u_name, v_name = _find(file, _EAST, _EAST_NAMES), _find(file, _NORTH, _NORTH_NAMES)
    if u_name is None or v_name is None:
        raise InputError(
            "{file} holds no eastward and northward wind.",
            hint="Both components must be in one file, with the standard names eastward_wind and northward_wind.",
            file=path.name,
        )
    roles: dict[str, str] = {}
    dimensions = file.dimensions(u_name)
    for dimension in dimensions:
        roles.setdefault(_role(file, dimension), dimension)
    unknown = roles.pop("", None)
    if unknown is not None and "time" not in roles and dimensions[0] == unknown:
        roles["time"] = unknown  # months or plain counts: the caller must tell the instants
    if not {"x", "y"} <= roles.keys() or any(roles[axis] not in file for axis in ("x", "y")):
        raise InputError(
            "{file} is not on a regular grid of latitude and longitude.",
            hint="Bring the wind to a regular grid first.",
            file=path.name,
        )
    for name in (u_name, v_name):
        unit = str(file.attributes(name).get("units", ""))
        if unit.strip() not in _SPEED_UNITS:
            raise InputError(
                "The wind in {file} is in “{unit}”, not in m/s.", hint="Convert it first.", file=path.name, unit=unit
            )
    u, v = _arranged(file, u_name, roles), _arranged(file, v_name, roles)
    if u.shape != v.shape:
        raise InputError("The two components of the wind in {file} are on different grids.", file=path.name)
    level, kind = (None, "") if "level" not in roles else _level(file, roles["level"])
    x, y = np.atleast_1d(file.read(roles["x"])), np.atleast_1d(file.read(roles["y"]))
    projected = str(file.attributes(roles["x"]).get("units", "")).lower() in ("m", "km", "metre", "meter")
    system = "EPSG:4326"
    if projected:
        if str(file.attributes(roles["x"])["units"]).lower() == "km":
            x, y = x * 1000.0, y * 1000.0
        system = _grid_crs(file, u_name, crs)
        if file.attributes(u_name).get("standard_name") in _GRID_RELATIVE:
            u, v = _turned_north(u, v, x, y, system)
    told = "time" in roles and " since " in str(
        file.attributes(roles["time"]).get("units", "") if roles["time"] in file else ""
    )
    w = height = None
    if kind == "pressure":
        w = _optional(file, _find(file, ("lagrangian_tendency_of_air_pressure",), ("w", "omega")), roles, u)
        z = _find_height(file)
        height = _optional(file, z, roles, u)
        if height is not None and z is not None and file.attributes(z).get("standard_name") == "geopotential":
            height = height / _GRAVITY
    elif kind == "height":
        w = _optional(file, _find(file, ("upward_air_velocity",), ("w",)), roles, u)
    time = file.time(roles["time"]) if told else None
    return WindPart(path.name, time, level, kind, y, x, system, u, v, w, height)


def _find_height(file: NetcdfFile) -> str | None:
    standard = ("geopotential", "geopotential_height")
    for name in file.names:
        if file.attributes(name).get("standard_name") in standard and len(file.dimensions(name)) >= 3:
            return name
    return None
