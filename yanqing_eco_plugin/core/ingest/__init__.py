"""Decoders: bytes and files become tidy frames."""

from __future__ import annotations

from .decoded import REJECT_COLUMNS, Decoded, DecodedStations
from .folder import read_folder
from .mapping import ColumnMapping, load_mappings, mapping_for, save_mappings
from .observations import FORMAT_NAMES, iter_observations, read_observations, sniff, suggest_mapping
from .resolve import resolve_stations
from .stations import merge_stations, read_stations

__all__ = [
    "FORMAT_NAMES",
    "REJECT_COLUMNS",
    "ColumnMapping",
    "Decoded",
    "DecodedStations",
    "iter_observations",
    "load_mappings",
    "mapping_for",
    "merge_stations",
    "read_folder",
    "read_observations",
    "read_stations",
    "resolve_stations",
    "save_mappings",
    "sniff",
    "suggest_mapping",
]
