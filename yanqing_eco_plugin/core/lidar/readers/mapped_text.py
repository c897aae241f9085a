"""Text files of any maker, read by a column mapping."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError
from ..scan import LidarChannel, LidarScan, Location
from .angles import azimuth_of, elevation_of
from .source import Source
from .text_mapping import TextMapping

__all__ = ["read_mapped_text"]

_TITLE = "column-mapped text"


class _Table:
    """The cells of the file, column by column."""

    def __init__(self, source: Source, mapping: TextMapping) -> None:
        self._source = source
        try:
            text = source.data.decode(mapping.encoding)
        except (LookupError, ValueError) as error:
            raise source.damaged(_TITLE, str(error)) from error
        lines = [line for line in text.splitlines()[mapping.skip_lines :] if line.strip()]
        rows = [line.split(mapping.delimiter or None) for line in lines]
        self.headings = [cell.strip() for cell in rows.pop(0)] if mapping.heading and rows else []
        if not rows:
            raise source.damaged(_TITLE, "no line of data")
        self.rows = rows

    def position(self, column: int | str) -> int:
        if isinstance(column, int):
            return column
        if column not in self.headings:
            raise InputError(
                "{file} has no column {column}.",
                hint="Check the column mapping; the file may be of another version.",
                file=self._source.name,
                column=column,
            )
        return self.headings.index(column)

    def words(self, column: int | str) -> list[str]:
        position = self.position(column)
        try:
            return [row[position].strip() for row in self.rows]
        except IndexError as error:
            raise self._source.damaged(_TITLE, f"a line has fewer than {position + 1} columns") from error

    def numbers(self, column: int | str) -> NDArray[np.float64]:
        try:
            return np.array([float(word) if word else np.nan for word in self.words(column)])
        except ValueError as error:
            raise self._source.damaged(_TITLE, f"column {column}: {error}") from error

    def block(self, column: int | str, bins: int) -> NDArray[np.float64]:
        first = self.position(column)
        last = first + bins if bins else min(len(row) for row in self.rows)
        if last <= first or any(len(row) < last for row in self.rows):
            raise self._source.damaged(_TITLE, f"a line has fewer than {last} columns")
        try:
            return np.array([row[first:last] for row in self.rows], dtype=np.float64)
        except ValueError as error:
            raise self._source.damaged(_TITLE, str(error)) from error


def _instant(word: str, mapping: TextMapping) -> np.datetime64:
    if not word:
        return np.datetime64("NaT", "ns")
    try:
        moment = datetime.strptime(word, mapping.time_format) if mapping.time_format else datetime.fromisoformat(word)
    except ValueError as error:
        raise InputError(
            "“{text}” is no time in the format of the column mapping.",
            hint="Correct the time format of the mapping.",
            text=word[:40],
            details=str(error),
        ) from error
    offset = moment.utcoffset()
    seconds = offset.total_seconds() if offset is not None else mapping.utc_offset_hours * 3600.0
    return np.datetime64(moment.replace(tzinfo=None), "ns") - np.timedelta64(round(seconds * 1e9), "ns")


def _channel(signal: NDArray[np.float64], name: str, mapping: TextMapping, width: float) -> LidarChannel:
    told = mapping.channels[name]
    return LidarChannel(
        signal=signal * told.scale,
        wavelength_nm=told.wavelength_nm,
        polarization=told.polarization,
        detection=told.detection,
        unit=told.unit,
        bin_width_m=width,
        quantity=told.quantity,
    )


def _bins(mapping: TextMapping, count: int) -> NDArray[np.float64]:
    first = mapping.bin_width_m / 2.0 if np.isnan(mapping.first_bin_m) else mapping.first_bin_m
    return first + np.arange(count) * mapping.bin_width_m


def _profiles(source: Source, table: _Table, mapping: TextMapping) -> LidarScan:
    """Rows are bins: where the range starts anew, the next profile begins."""
    if mapping.range_column is None:
        ranges = _bins(mapping, len(table.rows))
    else:
        ranges = table.numbers(mapping.range_column) * mapping.range_scale
    starts = np.flatnonzero(np.diff(ranges) <= 0) + 1
    rays = starts.size + 1
    bins = len(ranges) // rays
    if bins * rays != len(ranges) or not (ranges.reshape(rays, bins) == ranges[:bins]).all():
        raise source.damaged(_TITLE, "the profiles have different ranges")
    range_m = ranges[:bins]
    width = float(np.median(np.diff(range_m))) if bins > 1 else mapping.bin_width_m
    channels = {
        name: _channel(table.numbers(told.column).reshape(rays, bins), name, mapping, width)
        for name, told in mapping.channels.items()
    }
    time = np.full(rays, _instant(mapping.time, mapping))
    return _scan(time, np.full(rays, mapping.azimuth), np.full(rays, mapping.elevation), range_m, channels, mapping)


def _rays(table: _Table, mapping: TextMapping) -> LidarScan:
    blocks = {name: table.block(told.column, told.bins) for name, told in mapping.channels.items()}
    count = max(block.shape[1] for block in blocks.values())
    range_m, rays = _bins(mapping, count), len(table.rows)
    channels = {}
    for name, block in blocks.items():
        signal = np.full((rays, count), np.nan)
        signal[:, : block.shape[1]] = block
        channels[name] = _channel(signal, name, mapping, mapping.bin_width_m)
    words = [mapping.time] * rays if mapping.time_column is None else table.words(mapping.time_column)
    azimuth, elevation = np.full(rays, mapping.azimuth), np.full(rays, mapping.elevation)
    if mapping.azimuth_column is not None:
        azimuth = table.numbers(mapping.azimuth_column)
    if mapping.elevation_column is not None:
        elevation = table.numbers(mapping.elevation_column)
    time = np.array([_instant(word, mapping) for word in words], dtype="datetime64[ns]")
    return _scan(time, azimuth, elevation, range_m, channels, mapping)


def _scan(
    time: NDArray[np.datetime64],
    azimuth: NDArray[np.float64],
    elevation: NDArray[np.float64],
    range_m: NDArray[np.float64],
    channels: dict[str, LidarChannel],
    mapping: TextMapping,
) -> LidarScan:
    return LidarScan(
        time=time.astype("datetime64[ns]"),
        azimuth=azimuth_of(azimuth),
        elevation=elevation_of(elevation),
        range_m=range_m,
        channels=channels,
        location=Location(mapping.longitude, mapping.latitude, mapping.altitude_m),
        attributes=dict(mapping.attributes),
    )


def read_mapped_text(source: Source, mapping: TextMapping) -> LidarScan:
    """Read a text file as the mapping says.

    Raises
    ------
    InputError
        When a column is missing, a cell is no number, or a time has another format.
    """
    table = _Table(source, mapping)
    if mapping.layout == "rows_are_rays":
        return _rays(table, mapping)
    return _profiles(source, table, mapping)
