"""Read wind from GRIB files on latitude and longitude, through the GDAL that QGIS itself uses."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.errors import RasterioError

from ..damage import DAMAGE
from ..errors import InputError
from .wind_part import Floats, WindPart

__all__ = ["GRIB_MAGIC", "check_messages", "read_grib_wind"]

GRIB_MAGIC = b"GRIB"
_ELEMENTS = {
    "U": "u",
    "UGRD": "u",
    "10U": "u",
    "V": "v",
    "VGRD": "v",
    "10V": "v",
    "W": "w",
    "VVEL": "w",
    "Z": "geopotential",
    "GP": "geopotential",
    "HGT": "height",
}
_MAX_CELLS = 300_000_000
_GRAVITY = 9.80665
_LEVEL = re.compile(r"\s*([\d.eE+-]+)\[(\w+)\]")


def check_messages(data: bytes, name: str) -> int:
    """Number of messages of a GRIB file whose frame is whole, from “GRIB” over the told length to “7777”.

    GDAL's reader is C and trusts these lengths, so that they are looked at first.

    Raises
    ------
    InputError
        When a message is cut off or its lengths lead elsewhere.
    """
    place, count = 0, 0
    while (place := data.find(GRIB_MAGIC, place)) >= 0:
        edition = data[place + 7] if place + 8 <= len(data) else 0
        if edition == 1:
            length = int.from_bytes(data[place + 4 : place + 7], "big")
            if length & 0x800000:  # ECMWF's way to tell lengths above 8 MB: in units of 120 bytes, about
                length = max(8, (length & 0x7FFFFF) * 120 - 120)
                end = data.find(b"7777", place + length - 4)
                length = end + 4 - place
        else:
            length = int.from_bytes(data[place + 8 : place + 16], "big") if edition == 2 else 0
        end = place + length
        if length < 16 or end > len(data) or data[end - 4 : end] != b"7777":
            raise InputError(
                "{file} is no complete GRIB file.",
                hint="Copy the file again or fetch it anew.",
                details=f"message {count + 1} at byte {place}",
                file=name,
            )
        place, count = end, count + 1
    return count


def _bands(source: Any) -> dict[str, dict[tuple[int, float], int]]:
    """Element → (valid time in s, pressure in hPa or height in m as a negative number) → number of the band."""
    found: dict[str, dict[tuple[int, float], int]] = defaultdict(dict)
    for number in range(1, source.count + 1):
        tags = source.tags(number)
        element = _ELEMENTS.get(str(tags.get("GRIB_ELEMENT", "")))
        layer = _LEVEL.match(source.descriptions[number - 1] or "")
        short = str(tags.get("GRIB_SHORT_NAME", ""))
        if element is None or layer is None or not short.endswith(("-ISBL", "-HTGL", "-SFC")):
            continue
        value, unit = float(layer[1]), layer[2].lower()
        pressure = value * (0.01 if unit == "pa" else 1.0)
        level = pressure if short.endswith("-ISBL") else -value
        key = (int(float(tags.get("GRIB_VALID_TIME", "nan"))), level)
        if key in found[element]:
            raise InputError(
                "The GRIB file holds several fields for the same time and level.",
                hint="Take one member of the ensemble.",
                details=f"band {number}: {dict(tags)}",
            )
        found[element][key] = number
    return found


def _stack(source: Any, bands: dict[tuple[int, float], int], times: list[int], levels: list[float]) -> Floats:
    block = np.empty((len(times), len(levels), source.height, source.width))
    for i, time in enumerate(times):
        for k, level in enumerate(levels):
            layer = source.read(bands[time, level], masked=True)
            block[i, k] = np.ma.filled(layer.astype(np.float64), np.nan)
    return block


def _complete(bands: dict[tuple[int, float], int], times: list[int], levels: list[float]) -> bool:
    return all((time, level) in bands for time in times for level in levels)


def _read(source: Any, name: str) -> WindPart:
    transform = source.transform
    if source.crs is None or not source.crs.is_geographic or transform.b or transform.d:
        raise InputError(
            "{file} is on a projected grid, and whether its wind follows the grid or true north cannot be told.",
            hint="Bring the wind to a grid of latitude and longitude first.",
            file=name,
        )
    bands = _bands(source)
    if not bands["u"] or not bands["v"]:
        raise InputError("{file} holds no eastward and northward wind.", hint="Fetch u and v into one file.", file=name)
    common = bands["u"].keys() & bands["v"].keys()
    pressures = {level for _, level in common if level > 0}
    usable = pressures or {level for _, level in common}
    times = sorted({time for time, level in common if level in usable})
    levels = sorted(level for level in usable if _complete(dict.fromkeys(common, 0), times, [level]))
    if not levels or len(times) * len(levels) * source.width * source.height > _MAX_CELLS:
        raise InputError(
            "{file} has no level with both components of the wind at every time.",
            hint="Fetch u and v for the same levels and times, in parts that fit into memory.",
            file=name,
        )
    if not pressures and len(levels) > 1:
        levels = levels[-1:]  # several heights above ground: the lowest stands for the ground
    blocks: dict[str, Floats] = {
        element: _stack(source, bands[element], times, levels)
        for element in ("u", "v", "w", "geopotential", "height")
        if element in bands and _complete(bands[element], times, levels)
    }
    height = blocks.get("height")
    if height is None and "geopotential" in blocks:
        height = blocks["geopotential"] / _GRAVITY
    x = transform.c + (np.arange(source.width) + 0.5) * transform.a
    y = transform.f + (np.arange(source.height) + 0.5) * transform.e
    instants: NDArray[np.datetime64] = np.array(times, dtype="datetime64[s]").astype("datetime64[ns]")
    return WindPart(
        name,
        instants,
        np.array(levels) if pressures else None,
        "pressure" if pressures else "",
        y,
        x,
        "EPSG:4326",
        blocks["u"],
        blocks["v"],
        blocks.get("w") if pressures else None,
        height if pressures else None,
    )


def read_grib_wind(path: Path, data: bytes | None = None) -> WindPart:
    """Wind of a GRIB 1 or 2 file on a grid of latitude and longitude: pressure levels, else near the ground.

    Raises
    ------
    InputError
        When the file is damaged, is projected, holds several members or no wind.
    """
    check_messages(path.read_bytes() if data is None else data, path.name)
    try:
        with rasterio.open(path, driver="GRIB") as source:
            return _read(source, path.name)
    except (*DAMAGE, RasterioError) as error:
        raise InputError(
            "{file} is no complete GRIB file.",
            hint="Copy the file again or fetch it anew.",
            details=repr(error),
            file=path.name,
        ) from error
