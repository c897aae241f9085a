"""Keeps the graph of a file of roads, so that the second use costs a second."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import numpy as np

from ..errors import InputError
from .road_network import RoadNetwork
from .road_reading import read_roads
from .road_speeds import ROAD_SPEEDS_KMH

__all__ = ["load_network"]

_LOG = logging.getLogger(__name__)
# Counts up whenever the arrays or the way they are made change.
_FORMAT = "1"
_CHUNK = 1 << 22


def load_network(
    path: Path | str, cache: Path, *, layer: str | None = None, speeds_kmh: Mapping[str, float] = ROAD_SPEEDS_KMH
) -> RoadNetwork:
    """The graph of a file of roads, from the cache where the same file with the same speeds was read before.

    Parameters
    ----------
    path, layer
        As `read_roads`.
    cache
        Folder for the graphs; made where it is missing. What cannot be kept there is built anew each time.
    speeds_kmh
        Speed of each class of road.

    Raises
    ------
    InputError
        The file is missing or has no roads.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError("There is no file “{name}”.", hint="Check the path.", name=path.name, details=str(path))
    kept = cache / f"roads-{_content_key(path, layer, speeds_kmh)}.npz"
    held = _read(kept)
    if held is not None:
        return held
    network = RoadNetwork.build(read_roads(path, layer), speeds_kmh=speeds_kmh)
    _keep(network, kept)
    return network


def _content_key(path: Path, layer: str | None, speeds_kmh: Mapping[str, float]) -> str:
    digest = hashlib.sha256(f"{_FORMAT}|{layer}|{sorted(speeds_kmh.items())}|{path.suffix}".encode())
    with open(path, "rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()[:32]


def _read(kept: Path) -> RoadNetwork | None:
    if not kept.is_file():
        return None
    try:
        with np.load(kept, allow_pickle=False) as arrays:
            return RoadNetwork(**{field.name: arrays[field.name] for field in fields(RoadNetwork)})
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        _LOG.warning("the kept graph %s is damaged and is built anew", kept, exc_info=True)
        return None


def _keep(network: RoadNetwork, kept: Path) -> None:
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=kept.parent, suffix=".npz")
        try:
            with os.fdopen(handle, "wb") as stream:
                np.savez(stream, **{field.name: getattr(network, field.name) for field in fields(RoadNetwork)})
            Path(name).replace(kept)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError:
        _LOG.warning("the graph of the roads cannot be kept in %s", kept.parent, exc_info=True)
