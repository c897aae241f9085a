"""Messages of the Vaisala CT25K ceilometer: 256 gates of 30 m, 16 to a line."""

from __future__ import annotations

import re

import numpy as np

from ..scan import LidarChannel, LidarScan
from .angles import directions
from .reader import Reader
from .source import Source
from .stamps import checked_times, stamp_of

__all__ = ["READER"]

_TITLE = "Vaisala CT25K"
_START = re.compile(r"^\x01?CT(\w)(\w{2})(\d)(\d)\x02?\s*$")
_LINE = re.compile(r"^(\d{3})([0-9A-F]{64})\s*$")
_GATES, _PER_LINE, _WIDTH_M = 256, 16, 30.0
_UNIT = 1e-7  # (10 000 sr km)⁻¹ in m⁻¹ sr⁻¹


def _sniff(source: Source) -> bool:
    head = source.head.decode("latin-1").replace("\r\n", "\n")
    return any(_START.match(line) for line in head.split("\n"))


def _profile(source: Source, lines: list[str]) -> np.ndarray:
    digits = []
    for expected, line in enumerate(lines):
        found = _LINE.match(line)
        if found is None or int(found[1]) != expected * _PER_LINE:
            raise source.damaged(_TITLE, f"profile line {expected + 1} of 16 is missing or wrong: {line[:20]!r}")
        digits.append(found[2])
    if len(digits) != _GATES // _PER_LINE:
        raise source.damaged(_TITLE, f"{len(digits)} of 16 profile lines")
    return np.frombuffer(bytes.fromhex("".join(digits)), ">i2").astype(np.float64) * _UNIT


def _read(source: Source) -> LidarScan:
    lines = source.text.split("\n")
    profiles, times, tilts = [], [], []
    time = np.datetime64("NaT", "ns")
    for number, line in enumerate(lines):
        stamp = stamp_of(line)
        if stamp is not None:
            time = stamp
        if _START.match(line) is None:
            continue
        settings = lines[number + 2].split() if number + 2 < len(lines) else []
        tilt = settings[6] if len(settings) > 6 else ""
        tilts.append(float(tilt) if re.fullmatch(r"[+-]?\d{1,3}", tilt) else 0.0)
        profiles.append(_profile(source, lines[number + 3 : number + 3 + _GATES // _PER_LINE]))
        times.append(time)
        time = np.datetime64("NaT", "ns")
    if not profiles:
        raise source.damaged(_TITLE, "no complete message")
    azimuth, elevation = directions(len(profiles), 0.0, 90.0 - np.abs(tilts))
    return LidarScan(
        time=checked_times(source, times),
        azimuth=azimuth,
        elevation=elevation,
        range_m=(np.arange(_GATES) + 0.5) * _WIDTH_M,
        channels={
            "attenuated_backscatter": LidarChannel(
                signal=np.stack(profiles),
                wavelength_nm=905.0,
                polarization="total",
                detection="product",
                unit="m-1 sr-1",
                bin_width_m=_WIDTH_M,
                quantity="attenuated_backscatter",
            )
        },
        attributes={"instrument": _TITLE},
    )


READER = Reader("ct25k", _TITLE, _sniff, _read)
