"""Read NetCDF files inside the QGIS process, without bringing a second HDF5 library into it.

Wheels of netCDF4 and h5py carry an HDF5 of their own. In the QGIS program GDAL's HDF5 is loaded first and its symbols win,
so that the wheels abort the program at import; both were tried there. Classic files are therefore read by SciPy and NetCDF-4
files by pyfive, which are plain Python: a damaged file raises an exception and cannot take QGIS down.
"""

from __future__ import annotations

import io
import logging
import re
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.io import netcdf_file

from .damage import DAMAGE
from .errors import InputError, MissingDependencyError

try:
    import pyfive
except ImportError:  # the plugin works without NetCDF-4 until a file needs it
    pyfive = None

__all__ = ["CLASSIC_MAGIC", "HDF5_MAGIC", "NetcdfFile", "cf_time"]

_DAMAGE = DAMAGE if pyfive is None else (*DAMAGE, pyfive.core.InvalidHDF5File)

CLASSIC_MAGIC = (b"CDF\x01", b"CDF\x02")
_log = logging.getLogger(__name__)

HDF5_MAGIC = b"\x89HDF\r\n\x1a\n"

_MAX_VALUES = 300_000_000
# A small file may hold this many values whatever it says; beyond it, measured data never pack better than the ratio.
_ALWAYS_ALLOWED = 8_000_000
_MAX_VALUES_PER_BYTE = 100
_SECONDS = {
    "second": 1.0,
    "sec": 1.0,
    "s": 1.0,
    "minute": 60.0,
    "min": 60.0,
    "hour": 3600.0,
    "h": 3600.0,
    "day": 86400.0,
}
_CALENDARS = ("", "standard", "gregorian", "proleptic_gregorian")


class _Budgeted(io.BytesIO):
    """Bytes of a file that may be read only so often: a damaged file can point in circles."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._left = 64 * len(data) + 50_000_000
        self._calls = 2_000_000

    def read(self, size: int | None = -1, /) -> bytes:
        part = super().read(size)
        self._left -= len(part)
        self._calls -= 1
        if self._left < 0 or self._calls < 0:
            raise ValueError("the file points in circles")
        return part


class NetcdfFile:
    """A NetCDF file of any edition, read into arrays by name.

    Parameters
    ----------
    path
        The file.
    data
        Its bytes, where they are at hand already.

    Raises
    ------
    InputError
        When it is no NetCDF file or is damaged.
    MissingDependencyError
        When it is NetCDF-4 and `pyfive` is not installed.
    """

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        self.path = path
        content = path.read_bytes() if data is None else data
        self._size = len(content)
        try:
            if content.startswith(HDF5_MAGIC):
                if pyfive is None:
                    raise MissingDependencyError(
                        "Reading {file} needs the Python package pyfive.",
                        hint="Install what requirements.txt of the plugin names.",
                        file=path.name,
                    )
                self._file: Any = pyfive.File(_Budgeted(content))
                self.classic = False
                names = [name for name in self._file if isinstance(self._file[name], pyfive.Dataset)]
            elif content[:4] in CLASSIC_MAGIC:
                self._file = netcdf_file(_Budgeted(content), mmap=False, maskandscale=False)
                self.classic = True
                names = list(self._file.variables)
            else:
                raise self._damaged("neither a classic nor an HDF5 signature")
        except _DAMAGE as error:
            raise self._damaged(repr(error)) from error
        self.names: tuple[str, ...] = tuple(names)

    def _damaged(self, details: str) -> InputError:
        return InputError(
            "{file} is no complete NetCDF file.",
            hint="Copy the file again or ask the maker for a new one.",
            details=details,
            file=self.path.name,
        )

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def has(self, *names: str) -> bool:
        """Whether all of `names` are variables of the file."""
        return all(name in self.names for name in names)

    @cached_property
    def global_attributes(self) -> dict[str, Any]:
        """Attributes of the file; none where they cannot be read, for they only describe."""
        try:
            return self._plain(self._file._attributes if self.classic else self._file.attrs)
        except _DAMAGE as error:
            # pyfive 1.0 does not follow densely stored attributes without an order of creation.
            _log.info("The attributes of %s cannot be read: %r", self.path.name, error)
            return {}

    def attributes(self, name: str) -> dict[str, Any]:
        """Attributes of a variable."""
        variable = self._variable(name)
        try:
            return self._plain(variable._attributes if self.classic else variable.attrs)
        except _DAMAGE as error:
            raise self._damaged(f"{name}: {error!r}") from error

    def _variable(self, name: str) -> Any:
        if name not in self.names:
            raise InputError(
                "{file} has no variable {variable}.",
                hint="Choose another reader, or check how the file was made.",
                file=self.path.name,
                variable=name,
            )
        try:
            return self._file.variables[name] if self.classic else self._file[name]
        except _DAMAGE as error:
            raise self._damaged(repr(error)) from error

    @staticmethod
    def _plain(attributes: Any) -> dict[str, Any]:
        plain = {}
        for key, value in dict(attributes).items():
            if isinstance(value, np.ndarray) and value.size == 1:
                value = value.reshape(-1)[0]
            plain[str(key)] = value.decode("utf-8", "replace").rstrip("\x00") if isinstance(value, bytes) else value
        return plain

    def dimensions(self, name: str) -> tuple[str, ...]:
        """Names of the axes of a variable, in order; none where a NetCDF-4 file does not say them."""
        variable = self._variable(name)
        try:
            if self.classic:
                return tuple(str(dimension) for dimension in variable.dimensions)
            if "DIMENSION_LIST" not in variable.attrs:
                return (name,) if len(variable.shape) == 1 else ()
            scales = [self._file[np.ravel(reference)[0]] for reference in variable.attrs["DIMENSION_LIST"]]
            return tuple(str(scale.name).rsplit("/", 1)[-1] for scale in scales)
        except _DAMAGE as error:
            raise self._damaged(f"{name}: {error!r}") from error

    def raw(self, name: str) -> NDArray[Any]:
        """Values of a variable as they are stored."""
        variable = self._variable(name)
        try:
            shape = tuple(int(length) for length in variable.shape)
            values = int(np.prod([float(length) for length in shape])) if shape else 1
            if min(shape, default=0) < 0 or values > min(
                _MAX_VALUES, max(_ALWAYS_ALLOWED, _MAX_VALUES_PER_BYTE * self._size)
            ):
                raise self._damaged(f"{name} is said to have {values} values")
            array = np.asarray(variable.data if self.classic else variable[()])
        except _DAMAGE as error:
            raise self._damaged(f"{name}: {error!r}") from error
        if array.shape != shape:
            raise self._damaged(f"{name} has shape {array.shape}, not {shape}")
        return array.astype(array.dtype.newbyteorder("="), copy=False)

    def read(self, name: str) -> NDArray[np.float64]:
        """Values of a variable as float64, unpacked (scale_factor, add_offset), missing values as NaN."""
        raw, attributes = self.raw(name), self.attributes(name)
        if raw.dtype.kind not in "iufb":
            raise self._damaged(f"{name} holds {raw.dtype}, not numbers")
        values = raw.astype(np.float64)
        missing = np.zeros(values.shape, dtype=bool)
        for key in ("_FillValue", "missing_value"):
            if isinstance(attributes.get(key), int | float | np.number):
                missing |= _equal(raw, attributes[key])
        scale, offset = attributes.get("scale_factor", 1.0), attributes.get("add_offset", 0.0)
        if isinstance(scale, int | float | np.number) and isinstance(offset, int | float | np.number):
            values = values * float(scale) + float(offset)
        return np.where(missing, np.nan, values)

    def number(self, name: str, default: float = np.nan) -> float:
        """First finite value of a variable, or `default`."""
        if name not in self.names:
            return default
        values = self.read(name).reshape(-1)
        finite = values[np.isfinite(values)]
        return float(finite[0]) if finite.size else default

    def time(self, name: str = "time", calendar: str | None = None) -> NDArray[np.datetime64]:
        """A time variable as ``datetime64[ns]``, UTC; `calendar` overrules what the file says."""
        attributes = self.attributes(name)
        units = str(attributes.get("units", attributes.get("unit", "seconds since 1970-01-01")))
        told = str(attributes.get("calendar", "")) if calendar is None else calendar
        return cf_time(np.atleast_1d(self.read(name)), units, told)


def _equal(raw: NDArray[Any], value: Any) -> NDArray[np.bool_]:
    """Where stored values are `value`, also where one of both was stored with fewer digits than the other."""
    if raw.dtype.kind != "f":
        return np.asarray(raw == value)
    told = np.asarray(value)
    if told.dtype.kind == "f" and told.dtype.itemsize < raw.dtype.itemsize:
        with np.errstate(over="ignore"):
            return np.asarray(raw.astype(told.dtype) == told)
    return np.asarray(raw == raw.dtype.type(value))


def cf_time(values: NDArray[np.float64], units: str, calendar: str = "") -> NDArray[np.datetime64]:
    """Instants of a CF time axis (CF conventions 1.8, §4.4).

    Parameters
    ----------
    values
        Any shape; NaN becomes NaT.
    units
        For example ``seconds since 1970-01-01 00:00:00``.
    calendar
        CF calendar; only the Gregorian ones have instants.

    Raises
    ------
    InputError
        When the unit or the calendar is not understood.
    """
    found = re.match(
        r"\s*(\w+?)s?\s+since\s+(\d{1,4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?", units
    )
    if calendar.lower() not in _CALENDARS or found is None or found[1].lower() not in _SECONDS:
        raise InputError(
            "The time axis “{units}” (calendar “{calendar}”) is not understood.",
            hint="Times must count from a date of the Gregorian calendar.",
            units=units,
            calendar=calendar,
        )
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[1:])
    try:
        origin = np.datetime64(f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}", "s")
    except ValueError as error:
        raise InputError("The time axis starts at no valid date: {units}", units=units, details=str(error)) from error
    seconds = np.asarray(values, dtype=np.float64) * _SECONDS[found[1].lower()]
    since_1970 = seconds + float(origin.astype(np.int64))
    usable = np.isfinite(seconds) & (np.abs(since_1970) < 9.0e9)
    whole = np.floor(np.where(usable, seconds, 0.0))
    part = np.where(usable, seconds - whole, 0.0)
    instants = (
        origin.astype("datetime64[ns]")
        + whole.astype(np.int64).astype("timedelta64[s]")
        + np.rint(part * 1e9).astype(np.int64).astype("timedelta64[ns]")
    )
    return np.where(usable, instants, np.datetime64("NaT", "ns"))
