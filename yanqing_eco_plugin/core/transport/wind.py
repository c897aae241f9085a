"""A wind field in space and time, and the wind at any point inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Transformer

from ..errors import InputError
from .axis import Axis
from .sampler import GridSampler
from .wind_files import join_parts, read_wind_files
from .wind_part import WindPart

__all__ = ["EARTH_RADIUS_M", "WindField"]

Floats = NDArray[np.float64]
EARTH_RADIUS_M = 6_371_000.0
_EPOCH = np.datetime64("1970-01-01", "ns")


def _seconds(time: ArrayLike) -> Floats:
    instants = np.asarray(time, dtype="datetime64[ns]")
    return np.where(np.isnat(instants), np.nan, (instants - _EPOCH).astype(np.int64) / 1e9)


def _said(value: float, quantity: str) -> str:
    """A place on an axis as the user reads it."""
    if quantity == "time" and np.isfinite(value):
        return str((_EPOCH + np.timedelta64(round(value * 1e9), "ns")).astype("datetime64[s]"))
    return f"{value:.7g}"


@dataclass(eq=False)
class WindField:
    """Wind on a grid, linear between grid points, levels and times; nothing outside.

    Made by `open` from files or by `from_arrays`. The wind blows towards true east (`u`) and north (`v`), in m/s; the
    vertical motion `w` is in `vertical_unit`: Pa/s (positive downward) on pressure levels, m/s (positive upward) on
    heights, and missing (NaN) where the files have none.
    """

    part: WindPart

    def __post_init__(self) -> None:
        part = self.part
        if part.time is None:
            raise InputError("The wind in {file} has no time axis that tells instants.", file=part.name)
        geographic = part.crs == "EPSG:4326"
        self._t = Axis(_seconds(part.time), "time", "UTC")
        self._x = Axis(part.x, "longitude" if geographic else "x", "°" if geographic else "m", 360.0 * geographic)
        self._y = Axis(part.y, "latitude" if geographic else "y", "°" if geographic else "m")
        pressure = part.level_kind == "pressure"
        level = np.zeros(1) if part.level is None else part.level
        self._z = Axis(level, "pressure" if pressure else "height", "hPa" if pressure else "m")
        self._sampler = GridSampler((self._t, self._z, self._y, self._x), (part.u, part.v, part.w))

    @classmethod
    def open(
        cls,
        path_or_paths: str | Path | Sequence[str | Path],
        *,
        crs: str | None = None,
        speed_unit: str | None = None,
        times: Sequence[object] | None = None,
    ) -> WindField:
        """Open the wind of one or several NetCDF, GRIB or CSV files on one grid.

        Parameters
        ----------
        path_or_paths
            The files; several are put in order of time. A CSV table without longitudes needs the table of its places.
        crs
            Coordinate reference system of a projected file that does not tell it.
        speed_unit
            ``m/s``, ``km/h`` or ``kn``: unit of a CSV table.
        times
            Instants (UTC) of a file without a time axis; two for one field make it steady between them.

        Raises
        ------
        InputError
            When a file is damaged, of no known format, calendar, grid or unit, or the files do not fit together.
        """
        paths = [path_or_paths] if isinstance(path_or_paths, str | Path) else list(path_or_paths)
        parts = read_wind_files([Path(path) for path in paths], crs=crs, speed_unit=speed_unit)
        return cls(join_parts(parts, times))

    @classmethod
    def from_arrays(
        cls,
        time: ArrayLike,
        lon: ArrayLike,
        lat: ArrayLike,
        u: ArrayLike,
        v: ArrayLike,
        *,
        w: ArrayLike | None = None,
        pressure_hpa: ArrayLike | None = None,
        height_m: ArrayLike | None = None,
    ) -> WindField:
        """A wind field from arrays (n_times, n_levels, n_lat, n_lon); units as the class tells.

        Raises
        ------
        InputError
            When the shapes do not fit or an axis is not monotonic.
        """
        level = pressure_hpa if pressure_hpa is not None else height_m
        kind = "" if level is None else "pressure" if pressure_hpa is not None else "height"
        axes = [np.atleast_1d(np.asarray(time, dtype="datetime64[ns]"))]
        axes += [np.zeros(1) if level is None else np.asarray(level, dtype=np.float64)]
        axes += [np.atleast_1d(np.asarray(axis, dtype=np.float64)) for axis in (lat, lon)]
        shape = tuple(axis.size for axis in axes)
        fields = [None if field is None else np.asarray(field, dtype=np.float64) for field in (u, v, w)]
        if any(field is not None and field.shape != shape for field in fields):
            raise InputError("The wind has another shape than its axes {shape}.", shape=shape)
        east, north, vertical = fields
        if east is None or north is None:
            raise InputError("A wind field needs both components.")
        levels = None if level is None else axes[1]
        part = WindPart("", axes[0], levels, kind, axes[2], axes[3], "EPSG:4326", east, north, vertical)
        return cls(join_parts([part]))

    @property
    def vertical_unit(self) -> str:
        """Unit of the vertical motion; empty where the field has none."""
        if self.part.w is None:
            return ""
        return "Pa/s" if self.part.level_kind == "pressure" else "m/s"

    @property
    def level_unit(self) -> str:
        """``hPa``, ``m``, or empty for a field without levels."""
        return {"pressure": "hPa", "height": "m"}.get(self.part.level_kind, "")

    @property
    def period(self) -> tuple[np.datetime64, np.datetime64]:
        """First and last instant, UTC."""
        time = self.part.time
        if time is None:
            raise InputError("The wind in {file} has no time axis that tells instants.", file=self.part.name)
        return time[0], time[-1]

    @cached_property
    def _to_grid(self) -> Transformer | None:
        geographic = self.part.crs == "EPSG:4326"
        return None if geographic else Transformer.from_crs("EPSG:4326", self.part.crs, always_xy=True)

    def grid_place(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Longitude and latitude in degrees as coordinates of the grid."""
        if self._to_grid is None:
            return lon, lat
        x, y = self._to_grid.transform(lon, lat)
        return np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)

    def cell_m(self, lat: Floats) -> Floats:
        """Shorter side of a grid cell at a latitude, in metres."""
        if self._to_grid is not None:
            return np.full(np.shape(lat), min(self._x.spacing, self._y.spacing))
        metres = np.radians(1.0) * EARTH_RADIUS_M
        east = self._x.spacing * metres * np.maximum(np.cos(np.radians(lat)), 0.01)
        return np.minimum(east, self._y.spacing * metres)

    def sample(self, seconds: Floats, lon: Floats, lat: Floats, level: Floats) -> Floats:
        """Wind (n, 3) at times in seconds since 1970; NaN outside the field and where values are missing.

        `seconds` has shape () when all points share one time, else (n,); `level` is in `level_unit`, any number for a
        field without levels.
        """
        x, y = self.grid_place(lon, lat)
        return self._sampler.sample(seconds, np.zeros_like(x) if self.part.level is None else level, y, x)

    def refuse_outside(self, seconds: Floats, lon: Floats, lat: Floats, level: Floats) -> None:
        """Raise the error that names the first bound a point lies beyond."""
        x, y = self.grid_place(lon, lat)
        checks = [(self._t, seconds), (self._x, x), (self._y, y)]
        if self.part.level is not None:
            checks.append((self._z, level))
        for axis, values in checks:
            beyond = np.asarray(values)[~axis.inside(values)]
            if beyond.size:
                low, high, asked = axis.points[0], axis.points[-1], beyond.reshape(-1)[0]
                names = [_said(float(value), axis.quantity) for value in (low, high, asked)]
                raise InputError(
                    "The wind field covers {quantity} {low} to {high} {unit}; {asked} was asked for.",
                    hint="Choose a point and time inside, or a larger wind field.",
                    quantity=axis.quantity,
                    low=names[0],
                    high=names[1],
                    unit=axis.unit,
                    asked=names[2],
                )

    def covers(
        self,
        time: ArrayLike,
        lon: Floats,
        lat: Floats,
        pressure_hpa: Floats | None = None,
        height_m: Floats | None = None,
        *,
        hours: float = 0.0,
    ) -> NDArray[np.bool_]:
        """Which points (n,) have wind, and lie in the period at `time` (UTC) and `hours` later.

        Parameters
        ----------
        time, lon, lat, pressure_hpa, height_m
            As of `at`, (n,) each.
        hours
            Negative: earlier.
        """
        seconds = np.broadcast_to(_seconds(time), np.shape(lon))
        x, y = self.grid_place(lon, lat)
        usable = self._t.inside(seconds) & self._t.inside(seconds + 3600.0 * hours) & self._x.inside(x)
        usable &= self._y.inside(y)
        if not usable.any():
            return usable
        given = [None if values is None else np.asarray(values)[usable] for values in (pressure_hpa, height_m)]
        places = seconds[usable], lon[usable], lat[usable]
        try:
            level = self.level_for(*places, *given)
        except InputError:
            # Heights on pressure levels are looked up point by point, and one outside refuses them all.
            if usable.sum() == 1:
                return np.zeros(usable.shape, dtype=bool)
            each = np.flatnonzero(usable)
            for place in each:
                one = [None if values is None else np.asarray(values)[[place]] for values in (pressure_hpa, height_m)]
                instants = np.array([_EPOCH + np.timedelta64(round(seconds[place] * 1e9), "ns")])
                usable[place] = self.covers(instants, lon[[place]], lat[[place]], *one, hours=hours)[0]
            return usable
        usable[usable] = np.isfinite(self.sample(*places, level)[:, :2]).all(axis=1)
        return usable

    def level_for(
        self, seconds: Floats, lon: Floats, lat: Floats, pressure_hpa: Floats | None, height_m: Floats | None
    ) -> Floats:
        """Level coordinate of the field for what was asked; heights on pressure levels are above sea level.

        Raises
        ------
        InputError
            When the level is given in a way the field does not know, is missing, or lies outside.
        """
        part = self.part
        if part.level is None:
            if pressure_hpa is not None or height_m is not None:
                raise InputError("The wind field has no levels.", hint="Leave pressure and height out.")
            return np.zeros(np.shape(lon))
        given = pressure_hpa if part.level_kind == "pressure" else height_m
        if given is not None:
            return np.broadcast_to(np.asarray(given, dtype=np.float64), np.shape(lon))
        if part.level_kind == "pressure" and height_m is not None and part.height is not None:
            return self._pressure_at(seconds, lon, lat, np.broadcast_to(height_m, np.shape(lon)))
        if part.level.size == 1 and pressure_hpa is None and height_m is None:
            return np.full(np.shape(lon), part.level[0])
        raise InputError(
            "The wind field is on levels of {quantity}, and none was given.",
            hint="Give it in {unit}.",
            quantity=self._z.quantity,
            unit=self._z.unit,
        )

    def _pressure_at(self, seconds: Floats, lon: Floats, lat: Floats, height_m: Floats) -> Floats:
        """Pressure at a height above sea level, linear in its logarithm between levels."""
        levels = self._z.points
        self.refuse_outside(seconds, lon, lat, np.full(np.shape(lon), levels[0]))
        columns = np.stack([self.height_of(seconds, lon, lat, np.full(lon.size, p)) for p in levels])
        found = np.empty(lon.size)
        for i, (column, asked) in enumerate(zip(columns.T, height_m, strict=True)):
            low, high = column[-1], column[0]
            if not low <= asked <= high:
                raise InputError(
                    "The wind field covers {quantity} {low} to {high} {unit}; {asked} was asked for.",
                    hint="Choose a point and time inside, or a larger wind field.",
                    quantity="height",
                    low=f"{low:.0f}",
                    high=f"{high:.0f}",
                    unit="m",
                    asked=f"{asked:.0f}",
                )
            found[i] = np.exp(np.interp(asked, column[::-1], np.log(levels[::-1])))
        return found

    @cached_property
    def _heights(self) -> GridSampler:
        return GridSampler((self._t, self._z, self._y, self._x), (self.part.height, None, None))

    def height_of(self, seconds: Floats, lon: Floats, lat: Floats, level: Floats) -> Floats:
        """Height in m above sea level of levels (n,); NaN where the field does not tell it (see `sample`)."""
        if self.part.level_kind == "height":
            return np.array(level, dtype=np.float64)
        if self.part.height is None:
            return np.full(np.shape(lon), np.nan)
        x, y = self.grid_place(lon, lat)
        return self._heights.sample(seconds, level, y, x)[:, 0]

    def at(
        self,
        time: ArrayLike,
        lon: ArrayLike,
        lat: ArrayLike,
        pressure_hpa: ArrayLike | None = None,
        height_m: ArrayLike | None = None,
    ) -> tuple[Floats, Floats, Floats]:
        """Wind at points inside the field.

        Parameters
        ----------
        time
            UTC instants; broadcast with the others.
        lon, lat
            Degrees; longitudes of any turn.
        pressure_hpa, height_m
            Level, in the coordinate of the field; a height in m above sea level also where pressure levels come with
            their geopotential. Heights of a field on heights are as its file means them.

        Returns
        -------
        u, v, w
            m/s towards east and north, and vertical motion in `vertical_unit` (NaN where the field has none), of the
            broadcast shape.

        Raises
        ------
        InputError
            Outside the field, naming the bound; or where the wind is missing.
        """
        levels = [given for given in (pressure_hpa, height_m) if given is not None]
        shape = np.broadcast_shapes(*(np.shape(given) for given in (time, lon, lat, *levels)))

        def flat(values: ArrayLike | None) -> Floats | None:
            if values is None:
                return None
            return np.broadcast_to(np.asarray(values, dtype=np.float64), shape).reshape(-1)

        seconds = np.broadcast_to(_seconds(time), shape).reshape(-1)
        x, y = flat(lon), flat(lat)
        if x is None or y is None:
            raise InputError("A point needs longitude and latitude.")
        level = self.level_for(seconds, x, y, flat(pressure_hpa), flat(height_m))
        self.refuse_outside(seconds, x, y, level)
        wind = self.sample(seconds, x, y, level)
        if np.isnan(wind[:, :2]).any():
            raise InputError("The wind is missing at a point that was asked for.", hint="Choose another point or time.")
        return wind[:, 0].reshape(shape), wind[:, 1].reshape(shape), wind[:, 2].reshape(shape)
