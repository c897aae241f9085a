"""Joins what decoders read with the data centre that keeps it."""

from __future__ import annotations

from .importing import FileFailure, ImportSummary, StationSummary, import_observations, import_stations

__all__ = ["FileFailure", "ImportSummary", "StationSummary", "import_observations", "import_stations"]
