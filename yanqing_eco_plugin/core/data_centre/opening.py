"""Opens and makes data centres, whatever their address."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..errors import CentreError, CentreFormatError, CentreReadOnlyError, InputError
from .centre import DataCentre, District
from .durable import flush_file, flush_folder
from .engine import Engine, QueryEngine
from .failures import clear_errors
from .folder import FolderCentre
from .geopackage import FEATURES, create_features
from .locking import LOCK_FILE, writer_lock
from .manifest import MANIFEST, Manifest, migrate, read_manifest, write_manifest
from .observations import ObservationStore
from .rollups import DayRollup
from .schema import FORMAT_VERSION

__all__ = ["create_centre", "is_shared", "open_centre"]

WAIT_S = 10.0


def open_centre(
    address: str | os.PathLike[str], *, writable: bool = True, wait_s: float = WAIT_S, engine: str = "centre"
) -> DataCentre:
    """Open a data centre.

    Parameters
    ----------
    address
        Path of a folder centre, or ``postgresql://host:port/database?schema=eco&authcfg=…`` of a shared one.
    writable
        Whether it may be written. An older format is brought up to date on the way; what an interrupted writer left
        undone is made up for.
    wait_s
        How long a write waits for another process to finish, seconds.
    engine
        What evaluates statistics: ``centre``, or the address of a Spark master (``spark://host:port``) that reads the
        same folder. The live map and series of single stations stay with the centre's own engine.

    Raises
    ------
    CentreFormatError
        Missing, no centre, or of a format this version cannot read.
    CentreReadOnlyError
        Opened for writing without permission.
    CentreError
        An address of a kind this version does not know.
    """
    if is_shared(address):
        if engine != "centre":
            raise InputError(
                "A shared data centre answers with its own engine.",
                hint="Leave {engine} out, or copy the centre into a folder first.",
                engine=engine,
            )
        from .postgis import open_postgis_centre

        return open_postgis_centre(os.fspath(address), writable=writable, wait_s=wait_s)
    if writable and engine != "centre":
        raise InputError(
            "A data centre that is open for writing answers with its own engine.",
            hint="Open it for reading to use {engine}.",
            engine=engine,
        )
    folder = _folder(address)
    with clear_errors(folder):
        manifest = read_manifest(folder)
        if writable:
            _check_permission(folder)
        if manifest.version < FORMAT_VERSION:
            manifest = _migrated(folder, manifest, writable, wait_s)
        return FolderCentre(folder, manifest, writable=writable, wait_s=wait_s, analyst=_analyst(engine))


def create_centre(
    address: str | os.PathLike[str],
    *,
    district: District,
    boundary: gpd.GeoDataFrame | None = None,
    townships: gpd.GeoDataFrame | None = None,
    synthetic: bool = False,
) -> DataCentre:
    """Make an empty data centre and open it for writing.

    Parameters
    ----------
    address
        Path of a folder that does not exist yet or is empty, or address of a schema that does not exist yet.
    district
        Whose centre it is.
    boundary
        Its outline in any CRS; several polygons are joined.
    townships
        Rows of the table ``township`` with their polygons.
    synthetic
        Whether what goes in is made up.

    Raises
    ------
    InputError
        The folder holds something already; the boundary or the townships cannot be used.
    CentreReadOnlyError
        It cannot be written.
    """
    if is_shared(address):
        return _create_shared(os.fspath(address), district, boundary, townships, synthetic)
    folder = _folder(address)
    with clear_errors(folder):
        if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
            raise InputError(
                "{place} is not empty; no data centre was made.",
                hint="Choose a new or an empty folder, or open the centre that is there.",
                place=folder,
            )
        folder.mkdir(parents=True, exist_ok=True)
        manifest = Manifest(district, synthetic=synthetic)
        try:
            _create_parts(folder, manifest)
            # Last, so that a half-made folder is never taken for a centre.
            write_manifest(folder, manifest)
        except BaseException:
            _clear(folder)
            raise
    centre = open_centre(folder)
    try:
        _fill(centre, boundary, townships)
    except BaseException:
        centre.close()
        _clear(folder)
        raise
    return centre


def _analyst(engine: str) -> QueryEngine | None:
    if engine == "centre":
        return None
    from .spark import SparkEngine

    return SparkEngine(engine)


def is_shared(address: str | os.PathLike[str]) -> bool:
    """Whether an address names a database; needs no database driver."""
    return os.fspath(address).partition("://")[0].lower() in ("postgresql", "postgres")


def _create_shared(
    address: str,
    district: District,
    boundary: gpd.GeoDataFrame | None,
    townships: gpd.GeoDataFrame | None,
    synthetic: bool,
) -> DataCentre:
    # Whoever uses folders alone needs no database driver.
    from .postgis import create_postgis_centre, drop_postgis_centre

    create_postgis_centre(address, district=district, synthetic=synthetic)
    try:
        centre = open_centre(address)
        try:
            _fill(centre, boundary, townships)
        except BaseException:
            centre.close()
            raise
    except BaseException:
        drop_postgis_centre(address)
        raise
    return centre


def _fill(centre: DataCentre, boundary: gpd.GeoDataFrame | None, townships: gpd.GeoDataFrame | None) -> None:
    _write_district(centre, boundary)
    if townships is not None and len(townships):
        centre.write_features("township", townships)


def _folder(address: str | os.PathLike[str]) -> Path:
    text = os.fspath(address)
    if "://" in text:
        raise CentreError(
            "Data centres at addresses that begin with {scheme}:// cannot be opened by this version.",
            hint="Give the path of a folder, or an address that begins with postgresql://.",
            scheme=text.partition("://")[0],
        )
    if not text.strip():
        raise InputError("No data centre was named.", hint="Give the path of its folder.")
    return Path(text).expanduser().absolute()


def _check_permission(folder: Path) -> None:
    for path in (folder, folder / FEATURES, folder / "observations", folder / "positions", folder / "rollups" / "day"):
        if path.exists() and not os.access(path, os.W_OK):
            raise CentreReadOnlyError(
                "The data centre cannot be written: {place}.",
                hint="Ask for write permission on the folder, or open the centre for reading only.",
                details=str(path),
                place=folder,
            )


def _migrated(folder: Path, manifest: Manifest, writable: bool, wait_s: float) -> Manifest:
    if not writable:
        raise CentreFormatError(
            "The data centre {place} has the older format {found}.",
            hint="Open it once for writing, which brings it up to date.",
            place=folder,
            found=manifest.version,
        )
    with writer_lock(folder, wait_s):
        # Another process may have done it while we waited.
        return migrate(folder, read_manifest(folder))


def _create_parts(folder: Path, manifest: Manifest) -> None:
    engine = Engine()
    observations = ObservationStore(folder, engine)
    observations.lake.create()
    DayRollup(folder, engine, manifest.district.utc_offset_hours).lake.create()
    create_features(folder / FEATURES)
    flush_file(folder / FEATURES)
    flush_folder(folder)


def _clear(folder: Path) -> None:
    for part in ("observations", "positions", "rollups"):
        shutil.rmtree(folder / part, ignore_errors=True)
    for path in folder.glob(f"{FEATURES}*"):
        path.unlink(missing_ok=True)
    for name in (MANIFEST, LOCK_FILE):
        (folder / name).unlink(missing_ok=True)


def _write_district(centre: DataCentre, boundary: gpd.GeoDataFrame | None) -> None:
    district = centre.district
    values = {"code": [district.code], "name": [district.name], "name_en": [district.name_en]}
    if boundary is None or boundary.empty:
        centre.write_features("district", pd.DataFrame(values))
        return
    if boundary.crs is None:
        raise InputError(
            "The boundary does not say its coordinate reference system.",
            hint="Set the CRS of the layer first.",
        )
    parts = shapely.get_parts(shapely.make_valid(np.array(boundary.geometry.to_crs(4326).values, dtype=object)))
    outline = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
    if outline.is_empty:
        raise InputError("The boundary has no area.", hint="Choose a layer with the polygon of the district.")
    centre.write_features("district", gpd.GeoDataFrame(values, geometry=[outline], crs=4326))
