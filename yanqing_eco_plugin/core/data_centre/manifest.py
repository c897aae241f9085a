"""The file ``centre.toml``: which format a folder centre has and which district it belongs to."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import CentreFormatError, CentreReadOnlyError
from .centre import District
from .durable import replace_text
from .schema import FORMAT_VERSION

__all__ = ["MANIFEST", "Manifest", "migrate", "read_manifest", "write_manifest"]

MANIFEST = "centre.toml"

# Steps that lift a folder from the version named to the next one. Version 1 is the first, so there is none yet.
MIGRATIONS: Mapping[int, Callable[[Path], None]] = {}


@dataclass(frozen=True)
class Manifest:
    """What ``centre.toml`` says.

    Attributes
    ----------
    district
        Whose centre it is; its clock decides the local day.
    synthetic
        Whether the centre holds a made-up district.
    version
        Format version of the folder.
    """

    district: District
    synthetic: bool = False
    version: int = FORMAT_VERSION


def read_manifest(folder: Path) -> Manifest:
    """Read ``centre.toml`` of `folder`.

    Raises
    ------
    CentreFormatError
        No such folder, no centre in it, an unreadable file, or a format newer than this plugin knows.
    """
    if not folder.is_dir():
        raise CentreFormatError(
            "There is no data centre at {place}.",
            hint="Check the path, or make a new data centre there.",
            place=folder,
        )
    path = folder / MANIFEST
    if not path.is_file():
        raise CentreFormatError(
            "The folder {place} is not a data centre.",
            hint="Choose the folder that holds centre.toml, or make a new data centre in an empty folder.",
            place=folder,
        )
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        version = int(said["format"]["version"])
        if version > FORMAT_VERSION:
            raise CentreFormatError(
                "The data centre {place} has format {found}, newer than the format {known} this plugin knows.",
                hint="Update the plugin on this computer.",
                place=folder,
                found=version,
                known=FORMAT_VERSION,
            )
        district = said["district"]
        return Manifest(
            District(
                code=str(district["code"]),
                name=str(district["name"]),
                name_en=str(district.get("name_en", "")),
                utc_offset_hours=float(district.get("utc_offset_hours", 8.0)),
            ),
            synthetic=bool(said["format"].get("synthetic", False)),
            version=version,
        )
    except PermissionError as error:
        raise CentreReadOnlyError(
            "The data centre {place} cannot be read.",
            hint="Ask for read permission on the folder.",
            details=str(error),
            place=folder,
        ) from error
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise CentreFormatError(
            "The file centre.toml of {place} cannot be understood.",
            hint="Restore centre.toml from a backup.",
            details=repr(error),
            place=folder,
        ) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write ``centre.toml`` in one step."""
    # A JSON string is a valid TOML basic string.
    district = manifest.district
    lines = [
        "# A data centre of the Yanqing Eco plugin. features.gpkg: places and forms; observations: a Delta Lake table of the",
        "# time series; rollups/day: its daily sums. Coordinates are WGS-84, instants are UTC.",
        "[format]",
        f"version = {manifest.version}",
        'datum = "wgs84"',
        f"synthetic = {json.dumps(manifest.synthetic)}",
        "",
        "[district]",
        f"code = {json.dumps(district.code, ensure_ascii=False)}",
        f"name = {json.dumps(district.name, ensure_ascii=False)}",
        f"name_en = {json.dumps(district.name_en, ensure_ascii=False)}",
        f"utc_offset_hours = {float(district.utc_offset_hours)}",
        "",
    ]
    replace_text(folder / MANIFEST, "\n".join(lines))


def migrate(
    folder: Path,
    manifest: Manifest,
    *,
    steps: Mapping[int, Callable[[Path], None]] | None = None,
    target: int = FORMAT_VERSION,
) -> Manifest:
    """Lift the folder to format `target`, one version after the other; the caller holds the writer's lock.

    Each step is recorded once it is done, so an interrupted migration goes on where it stopped; steps must bear being run
    twice.

    Raises
    ------
    CentreFormatError
        Where no step leads on from the folder's version.
    """
    known = MIGRATIONS if steps is None else steps
    while manifest.version < target:
        step = known.get(manifest.version)
        if step is None:
            raise CentreFormatError(
                "The data centre {place} has format {found}, which this plugin cannot bring to format {known}.",
                hint="Open it once with the version of the plugin that made it, or restore a newer copy.",
                place=folder,
                found=manifest.version,
                known=target,
            )
        step(folder)
        manifest = replace(manifest, version=manifest.version + 1)
        write_manifest(folder, manifest)
    return manifest
