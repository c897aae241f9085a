"""From wind files of any known format to one set of arrays in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..netcdf import CLASSIC_MAGIC, HDF5_MAGIC
from .grib_wind import GRIB_MAGIC, read_grib_wind
from .netcdf_wind import read_netcdf_wind
from .table_wind import read_table_wind
from .wind_part import WindPart, in_order

__all__ = ["join_parts", "read_wind_files"]


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(8192)
    except OSError as error:
        raise InputError(
            "{file} cannot be read.", hint="Check the path and the permissions.", details=repr(error), file=path.name
        ) from error


def _is_text(start: bytes) -> bool:
    return b"," in start and b"\x00" not in start and b"\n" in start


def read_wind_files(paths: Sequence[Path], *, crs: str | None = None, speed_unit: str | None = None) -> list[WindPart]:
    """The wind of every file, told apart by what the files start with.

    A table that names only identifiers takes its longitudes and latitudes from another table among `paths`.

    Raises
    ------
    InputError
        When a file is of no known format or cannot be used.
    """
    parts: list[WindPart] = []
    tables: list[Path] = []
    places: list[Path] = []
    for path in paths:
        start = _start(path)
        if start.startswith(HDF5_MAGIC) or start[:4] in CLASSIC_MAGIC:
            parts.append(read_netcdf_wind(path, crs=crs))
        elif GRIB_MAGIC in start[:512]:
            parts.append(read_grib_wind(path))
        elif _is_text(start):
            heading = start.split(b"\n", 1)[0].lower()
            (tables if b"wind" in heading or b"time" in heading else places).append(path)
        else:
            raise InputError(
                "{file} is no wind file of a known format.",
                hint="NetCDF, GRIB and tables of comma-separated values are read.",
                file=path.name,
            )
    parts.extend(
        read_table_wind(table, speed_unit=speed_unit, places=places[0] if places else None) for table in tables
    )
    if not parts:
        raise InputError("There is no wind file among those given.", hint="Choose NetCDF, GRIB or CSV files of wind.")
    return parts


def _with_times(part: WindPart, times: Sequence[object] | None) -> WindPart:
    """The part with instants; told ones where the file has none, steady where it holds one field for several."""
    if part.time is not None and times is None:
        return part
    if times is None:
        raise InputError(
            "The wind in {file} has no time axis that tells instants.",
            hint="Tell the times of its fields; two times for a single field make it steady between them.",
            file=part.name,
        )
    told: NDArray[np.datetime64] = np.array([np.datetime64(str(time), "ns") for time in times])
    count = part.u.shape[0]
    if count not in (1, told.size):
        raise InputError(
            "{count} times were told for the {fields} fields of {file}.", count=told.size, fields=count, file=part.name
        )

    def repeated(values: NDArray[np.floating]) -> NDArray[np.floating]:
        return np.repeat(values, told.size, axis=0) if count == 1 and told.size > 1 else values

    return replace(
        part,
        time=told,
        u=repeated(part.u),
        v=repeated(part.v),
        w=None if part.w is None else repeated(part.w),
        height=None if part.height is None else repeated(part.height),
    )


def _joined(parts: list[WindPart], name: str) -> NDArray[np.floating] | None:
    blocks = [getattr(part, name) for part in parts]
    return None if any(block is None for block in blocks) else np.concatenate(blocks, axis=0)


def join_parts(parts: Sequence[WindPart], times: Sequence[object] | None = None) -> WindPart:
    """One wind from the parts of several files with the same grid, in order of time.

    Raises
    ------
    InputError
        When grids differ, a time comes twice or no times are known.
    """
    ordered = [in_order(_with_times(part, times)) for part in parts]
    first = ordered[0]
    for part in ordered[1:]:
        same = part.crs == first.crs and part.level_kind == first.level_kind
        same = same and (part.level is None) == (first.level is None)
        for one, other in ((part.x, first.x), (part.y, first.y), (part.level, first.level)):
            if one is not None and other is not None:
                same = same and one.shape == other.shape and np.allclose(one, other)
        if not same:
            raise InputError("{file} and {other} are on different grids.", file=first.name, other=part.name)
    time = np.concatenate([part.time for part in ordered if part.time is not None])
    order = np.argsort(time, kind="stable")
    time = time[order]
    if np.isnat(time).any() or (np.diff(time) <= np.timedelta64(0, "ns")).any():
        raise InputError(
            "The wind files tell the same time twice, or no time.",
            hint="Take each time from one file only.",
            details=", ".join(part.name for part in ordered),
        )
    joined = {name: _joined(ordered, name) for name in ("u", "v", "w", "height")}
    whole = {name: None if block is None else block[order] for name, block in joined.items()}
    u, v = whole["u"], whole["v"]
    if u is None or v is None:
        raise InputError("The wind file {file} holds no wind.", file=first.name)
    return replace(first, time=time, u=u, v=v, w=whole["w"], height=whole["height"])
