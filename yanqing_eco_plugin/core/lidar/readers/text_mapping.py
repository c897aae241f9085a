"""How the columns of a maker's text file are to be read; kept as JSON beside the data or in the settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from math import nan
from pathlib import Path
from typing import Any

from ...errors import InputError

__all__ = ["TextChannel", "TextMapping"]

_LAYOUTS = ("rows_are_bins", "rows_are_rays")


@dataclass(frozen=True)
class TextChannel:
    """Where a channel stands, and what it is.

    Attributes
    ----------
    column
        Number (from 0) or heading of the column. In a file whose rows are rays: of the first bin of the channel.
    bins
        How many columns belong to the channel where rows are rays; 0 = all that follow.
    scale
        What the numbers are multiplied with to be in `unit`.
    """

    column: int | str
    wavelength_nm: float = nan
    polarization: str = "total"
    detection: str = "photon_counting"
    unit: str = "1"
    quantity: str = "signal"
    bins: int = 0
    scale: float = 1.0


@dataclass(frozen=True)
class TextMapping:
    """Column mapping of a text file of lidar signals.

    Attributes
    ----------
    layout
        ``rows_are_bins``: a profile per file (or several, one after another), one range bin to a line.
        ``rows_are_rays``: one ray to a line.
    delimiter
        Character between columns; empty = any white space.
    skip_lines
        Lines before the headings or the data.
    heading
        Whether the first line after them names the columns.
    range_column, range_scale
        Column of the range and its factor to metres (``rows_are_bins``); without it, bins of `bin_width_m` are counted.
    first_bin_m, bin_width_m
        Centre of the first bin and width of the bins, metres, where no column gives the range; a `first_bin_m` of NaN is
        half a bin.
    time_column, time_format, utc_offset_hours
        Column of the time (``rows_are_rays``), its `strptime` format (empty = ISO 8601) and the clock's offset from UTC.
    time
        The time of the profile where no column has it.
    azimuth_column, elevation_column, azimuth, elevation
        Columns of the angles (``rows_are_rays``), or the angles of all rays.
    longitude, latitude, altitude_m
        Where the instrument stands.
    channels
        Name → channel.
    encoding
        Of the text.
    """

    channels: Mapping[str, TextChannel]
    layout: str = "rows_are_bins"
    delimiter: str = ""
    skip_lines: int = 0
    heading: bool = False
    range_column: int | str | None = None
    range_scale: float = 1.0
    first_bin_m: float = nan
    bin_width_m: float = 0.0
    time_column: int | str | None = None
    time_format: str = ""
    utc_offset_hours: float = 0.0
    time: str = ""
    azimuth_column: int | str | None = None
    elevation_column: int | str | None = None
    azimuth: float = 0.0
    elevation: float = 90.0
    longitude: float = nan
    latitude: float = nan
    altitude_m: float = nan
    encoding: str = "utf-8"
    attributes: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.layout not in _LAYOUTS:
            raise InputError("The layout {layout} of the column mapping is unknown.", layout=self.layout)
        if not self.channels:
            raise InputError(
                "The column mapping names no channel.", hint="Say which column holds the signal of which channel."
            )
        if self.range_column is None and not self.bin_width_m > 0:
            raise InputError(
                "The column mapping gives neither a column of ranges nor the width of the bins.",
                hint="Choose the column of the range, or enter the bin width in metres.",
            )

    def save(self, path: Path) -> None:
        """Write the mapping as JSON."""
        # NaN is no JSON: what is unknown is left out and comes back as the default.
        kept = {name: value for name, value in asdict(self).items() if not _unknown(value)}
        kept["channels"] = {
            name: {key: value for key, value in channel.items() if not _unknown(value)}
            for name, channel in kept["channels"].items()
        }
        path.write_text(json.dumps(kept, ensure_ascii=False, indent=2, allow_nan=False) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> TextMapping:
        """Read a mapping written by `save`."""
        try:
            return cls.from_dict(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise InputError(
                "{file} holds no column mapping.",
                hint="Choose a mapping saved by the import dialog.",
                details=str(error),
                file=path.name,
            ) from error

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> TextMapping:
        """A mapping from plain values; names it does not know are refused."""
        try:
            values = dict(told)
            channels = {str(name): TextChannel(**channel) for name, channel in dict(values.pop("channels")).items()}
            known = {one.name for one in fields(cls)}
            if not set(values) <= known:
                raise TypeError(f"unknown: {sorted(set(values) - known)}")
            return cls(channels=channels, **values)
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(
                "The column mapping cannot be understood.",
                hint="Make it anew in the import dialog.",
                details=repr(error),
            ) from error


def _unknown(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value)
