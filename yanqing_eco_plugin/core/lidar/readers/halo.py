"""Halo Photonics Doppler lidar text files (`.hpl`): stares, velocity-azimuth displays and other scans."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from ..scan import LidarChannel, LidarScan
from .angles import azimuth_of, elevation_of
from .reader import Reader
from .source import Source

__all__ = ["READER"]

_TITLE = "Halo Photonics"
_MAX_GATES = 100_000
_WAVELENGTH = 1_500.0
_COLUMNS = (("radial_velocity", "m s-1", 1), ("intensity", "1", 2), ("attenuated_backscatter", "m-1 sr-1", 3))
_QUANTITIES = {
    "radial_velocity": "radial_velocity",
    "intensity": "snr",
    "attenuated_backscatter": "attenuated_backscatter",
}


def _sniff(source: Source) -> bool:
    return source.head.startswith(b"Filename:") and b"System ID:" in source.head and b"Number of gates:" in source.head


def _header(source: Source) -> tuple[dict[str, str], list[str]]:
    head, _, body = source.text.partition("\n****")
    if not body:
        raise source.damaged(_TITLE, "the header does not end")
    settings = {}
    for line in head.split("\n"):
        key, colon, value = line.partition(":\t")
        if colon:
            settings[key.strip()] = value.strip()
    lines = body.split("\n")[1:]
    while lines and not lines[-1].strip():
        lines.pop()
    return settings, lines


def _table(lines: list[str], columns: int) -> NDArray[np.float64]:
    """The first `columns` numbers of each line; the width of later ones differs between versions."""
    return np.array([line.split(None, columns)[:columns] for line in lines], dtype=np.float64)


def _times(settings: dict[str, str], hours: NDArray[np.float64]) -> NDArray[np.datetime64]:
    found = re.match(r"(\d{4})(\d\d)(\d\d)\s+(\d\d):(\d\d):(\d\d(?:\.\d+)?)", settings["Start time"])
    if found is None:
        raise ValueError("no start time")
    day = np.datetime64(f"{found[1]}-{found[2]}-{found[3]}", "ns")
    if not ((hours >= 0) & (hours <= 48)).all():
        raise ValueError("hours of the day outside 0–24")
    # A file that passes midnight goes on counting from zero.
    turns = np.concatenate([[0.0], np.cumsum(np.diff(hours) < -12.0)]) * 24.0
    return day + np.rint((hours + turns) * 3.6e12).astype(np.int64).astype("timedelta64[ns]")


def _read(source: Source) -> LidarScan:
    settings, lines = _header(source)
    gates = int(settings["Number of gates"])
    length = float(settings["Range gate length (m)"])
    points = float(settings.get("Gate length (pts)", "1") or 1)
    if not 0 < gates <= _MAX_GATES or not 0.1 <= length <= 10_000 or not 1 <= points <= 100_000:
        raise source.damaged(_TITLE, f"{gates} gates of {length} m")
    rays, rest = divmod(len(lines), gates + 1)
    if rays == 0 or rest:
        raise source.damaged(_TITLE, f"{len(lines)} lines are no whole number of rays of {gates} gates")
    heads = _table(lines[:: gates + 1], 3)
    values = _table([line for number, line in enumerate(lines) if number % (gates + 1)], 4).reshape(rays, gates, 4)
    if not (values[:, :, 0] == np.arange(gates)).all():
        raise source.damaged(_TITLE, "the range gates are not numbered in order")
    # Overlapping gates are as long as said, but follow each other by the distance of one sample.
    step = length / points if "overlap" in settings.get("Scan type", "").lower() else length
    return LidarScan(
        time=_times(settings, heads[:, 0]),
        azimuth=azimuth_of(heads[:, 1]),
        elevation=elevation_of(heads[:, 2]),
        range_m=np.arange(gates) * step + length / 2.0,
        channels={
            name: LidarChannel(
                signal=np.ascontiguousarray(values[:, :, column]),
                wavelength_nm=_WAVELENGTH,
                polarization="total",
                detection="product",
                unit=unit,
                bin_width_m=length,
                quantity=_QUANTITIES[name],
            )
            for name, unit, column in _COLUMNS
        },
        attributes={
            "system": settings.get("System ID", ""),
            "scan_type": settings.get("Scan type", ""),
            "pulses_per_ray": settings.get("Pulses/ray", ""),
            "focus_range": settings.get("Focus range", ""),
            "intensity_is": "signal-to-noise ratio + 1",
        },
    )


READER = Reader("halo", "Halo Photonics (.hpl)", _sniff, _read)
