"""Writes classic NetCDF files (64-bit offsets), which every tool reads and no second HDF5 is needed for."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.io import netcdf_file

from .errors import InputError

__all__ = ["EPOCH_UNITS", "Variable", "epoch_seconds", "write_netcdf"]

EPOCH_UNITS = "seconds since 1970-01-01 00:00:00"
_MOST_BYTES = 2_000_000_000  # of one variable, which the classic format ends at


@dataclass(frozen=True)
class Variable:
    """Axes, values and attributes of a variable to be written."""

    axes: tuple[str, ...]
    values: NDArray[Any] | np.generic
    attributes: Mapping[str, object] = field(default_factory=dict)


def epoch_seconds(time: NDArray[np.datetime64]) -> NDArray[np.float64]:
    """Seconds since 1970 of instants; NaT becomes NaN."""
    whole = time.astype("datetime64[ns]").astype(np.int64) / 1e9
    return np.where(np.isnat(time), np.nan, whole)


def _stored(values: NDArray[Any]) -> NDArray[Any]:
    """The values in a type that the classic format has."""
    kind = values.dtype.kind
    if kind == "f":
        return values if values.dtype.itemsize in (4, 8) else values.astype(np.float32)
    if kind == "b" or (kind in "iu" and values.dtype.itemsize == 1):
        return values.astype(np.int8)
    return values.astype(np.int32)


def _plain(value: object) -> Any:
    if isinstance(value, bool | np.bool_):
        return np.int32(value)
    if isinstance(value, int | np.integer):
        return np.int32(value) if abs(int(value)) < 2**31 else float(value)
    if isinstance(value, float | np.floating):
        return float(value)
    return str(value).encode("utf-8")


def write_netcdf(path: str | Path, variables: Mapping[str, Variable], attributes: Mapping[str, object]) -> None:
    """Write a file at once: it appears when it is complete; one of that name is replaced.

    Parameters
    ----------
    path
        The file.
    variables
        Name → variable; the lengths of the axes follow from the values.
    attributes
        Of the file: numbers and texts; what is neither is written as its text, NaN and None are left out.

    Raises
    ------
    InputError
        When the file cannot be written, or when axes contradict each other.
    """
    target = Path(path)
    lengths: dict[str, int] = {}
    for name, variable in variables.items():
        values = np.asarray(variable.values)
        clash = [
            axis for axis, length in zip(variable.axes, values.shape) if lengths.setdefault(axis, length) != length
        ]
        if values.ndim != len(variable.axes) or clash or values.size * 8 > _MOST_BYTES:
            raise InputError(
                "The variable {variable} does not fit into a NetCDF file.",
                hint="Write a shorter span of time or fewer heights.",
                variable=name,
            )
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with netcdf_file(str(part), "w", version=2) as file:
            for axis, length in lengths.items():
                file.createDimension(axis, length)
            for name, variable in variables.items():
                values = _stored(np.asarray(variable.values))
                made = file.createVariable(name, values.dtype, variable.axes)
                made[...] = values
                _describe(made, variable.attributes)
            _describe(file, attributes)
        part.replace(target)
    except OSError as error:
        raise InputError(
            "The file {path} cannot be written.",
            hint="Choose another folder, or free some space.",
            details=str(error),
            path=target,
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _describe(thing: Any, attributes: Mapping[str, object]) -> None:
    for key, value in attributes.items():
        unknown = value is None or (isinstance(value, float) and math.isnan(value))
        if not unknown:
            setattr(thing, str(key), _plain(value))
