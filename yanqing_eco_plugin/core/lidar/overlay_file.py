"""Overlays as GeoTIFF: with time, unit and where they come from in their tags."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.errors import RasterioError
from rasterio.transform import Affine

from ..errors import InputError
from .overlay import Overlay
from .quantities import QUANTITIES

__all__ = ["OverlayTags", "overlay_of", "read_overlay_tags", "write_overlay"]

_TAG = "LIDAR_"
# The tag TIFF has for it, and what GDAL's own drivers call the instant of an acquisition.
_STAMP = "%Y:%m:%d %H:%M:%S"


@dataclass(frozen=True)
class OverlayTags:
    """What the file of an overlay says about itself.

    Attributes
    ----------
    quantity, unit
        Of band 1; band 2 is the `Mask`.
    start, end
        Instants of the first and the last ray; None where they are not known.
    synthetic
        Whether the scan is made up.
    told
        Everything else, as text.
    """

    quantity: str
    unit: str
    start: datetime | None
    end: datetime | None
    synthetic: bool
    told: Mapping[str, str]


def _instant(moment: np.datetime64) -> str:
    return "" if np.isnat(moment) else f"{np.datetime_as_string(moment, unit='ms')}Z"


def write_overlay(path: str | Path, overlay: Overlay, *, cloud_optimised: bool = False) -> None:
    """Write an overlay as GeoTIFF: band 1 the values, band 2 why a cell shows none; it appears when it is complete.

    Parameters
    ----------
    cloud_optimised
        With overviews, laid out to be read over a network (COG); takes longer.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    target = Path(path)
    part = target.with_name(f".{target.name}.{os.getpid()}.part.tif")
    rows, columns = overlay.values.shape
    layout: dict[str, Any] = {"driver": "COG"} if cloud_optimised else {"driver": "GTiff", "tiled": True, "zlevel": 1}
    tags = {
        f"{_TAG}QUANTITY": overlay.quantity,
        f"{_TAG}UNIT": overlay.unit,
        f"{_TAG}START": _instant(overlay.start),
        f"{_TAG}END": _instant(overlay.end),
        **{f"{_TAG}{key.upper()}": str(value) for key, value in overlay.attributes.items() if value is not None},
    }
    if not np.isnat(overlay.start):
        tags["TIFFTAG_DATETIME"] = overlay.start.astype("datetime64[s]").item().strftime(_STAMP)
    try:
        with rasterio.open(
            part,
            "w",
            height=rows,
            width=columns,
            count=2,
            dtype="float32",
            crs=overlay.crs,
            nodata=float("nan"),
            transform=Affine(overlay.cell_x, 0.0, overlay.west, 0.0, -overlay.cell_y, overlay.north),
            compress="deflate",
            **layout,
        ) as file:
            file.write(overlay.values, 1)
            file.write(overlay.mask.astype(np.float32), 2)
            file.set_band_description(1, f"{QUANTITIES[overlay.quantity].en} ({overlay.unit})")
            file.set_band_description(
                2, "0 shown, 1 outside the scan, 2 blind zone, 3 terrain, 4 noise, 5 not retrieved"
            )
            file.update_tags(**tags)
        part.replace(target)
    except (OSError, RasterioError) as error:
        raise InputError(
            "The file {path} cannot be written.",
            hint="Choose another folder, or free some space.",
            details=str(error),
            path=target,
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _open(path: str | Path) -> Any:
    try:
        return rasterio.open(path)
    except (OSError, RasterioError) as error:
        raise InputError(
            "The raster {path} cannot be read.",
            hint="Choose a GeoTIFF that the lidar overlay wrote.",
            details=str(error),
            path=path,
        ) from error


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _tags(file: Any, path: str | Path) -> OverlayTags:
    told = {key[len(_TAG) :].lower(): value for key, value in file.tags().items() if key.startswith(_TAG)}
    quantity = told.pop("quantity", "")
    if quantity not in QUANTITIES:
        raise InputError(
            "The raster {path} is no lidar overlay.",
            hint="Choose a GeoTIFF that the lidar overlay wrote.",
            path=path,
        )
    unit, start, end = told.pop("unit", ""), _moment(told.pop("start", "")), _moment(told.pop("end", ""))
    synthetic = told.get("synthetic", "").lower() in ("1", "true", "yes")
    return OverlayTags(quantity, unit, start, end, synthetic, told)


def read_overlay_tags(path: str | Path) -> OverlayTags:
    """Quantity, unit, times and provenance of an overlay's file.

    Raises
    ------
    InputError
        When it cannot be read or is no overlay.
    """
    with _open(path) as file:
        return _tags(file, path)


def overlay_of(path: str | Path) -> Overlay:
    """The overlay that `write_overlay` wrote.

    Raises
    ------
    InputError
        When it cannot be read or is no overlay.
    """
    with _open(path) as file:
        tags = _tags(file, path)
        move = file.transform
        values, mask = file.read(1), np.nan_to_num(file.read(2), nan=1.0).astype(np.uint8)
        crs = file.crs.to_string() if file.crs else ""
    start, end = (
        np.datetime64("NaT", "ns") if one is None else np.datetime64(one.replace(tzinfo=None), "ns")
        for one in (tags.start, tags.end)
    )
    return Overlay(
        values, mask, crs, move.c, move.f, move.a, -move.e, tags.quantity, tags.unit, start, end, dict(tags.told)
    )
