"""Writes source regions as a raster that says how it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.errors import InputError

if TYPE_CHECKING:
    from ...core.transport import SourceRegions

__all__ = ["write_regions"]


def write_regions(path: str, found: SourceRegions, method: str) -> None:
    """Write band 1 (``pscf`` or ``cwt``) and band 2 (points) in EPSG:4326; the weight rule goes into the metadata.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    import numpy as np
    import rasterio
    from rasterio.errors import RasterioError
    from rasterio.transform import from_origin

    band = found.pscf if method == "pscf" else found.cwt
    width = float(found.lon[1] - found.lon[0])
    profile = {
        "driver": "GTiff",
        "width": band.shape[1],
        "height": band.shape[0],
        "count": 2,
        "dtype": "float32",
        "crs": "EPSG:4326",
        "nodata": float("nan"),
        "transform": from_origin(float(found.lon[0]), float(found.lat[-1]), width, width),
        "compress": "deflate",
    }
    points = np.where(found.points > 0, found.points, np.nan)
    try:
        with rasterio.open(path, "w", **profile) as target:
            # North is up in a raster, and south comes first in the result.
            target.write(band[::-1].astype(np.float32), 1)
            target.write(points[::-1].astype(np.float32), 2)
            target.set_band_description(1, method.upper())
            target.set_band_description(2, "points")
            target.update_tags(METHOD=method, WEIGHT_RULE=found.rule, THRESHOLD=f"{found.threshold:.6g}")
    except (RasterioError, OSError) as error:
        raise InputError(
            "{file} cannot be written.", hint="Choose a folder you may write to.", details=repr(error), file=path
        ) from error
