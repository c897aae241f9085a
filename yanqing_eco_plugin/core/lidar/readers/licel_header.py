"""The text header of a Licel file, vertical or scanning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import nan

import numpy as np

__all__ = ["LicelDataset", "LicelHeader", "parse_header"]

_MOMENT = r"(\d{2})/(\d{2})/(\d{4})\s+(\d{2}):(\d{2}):(\d{2})"
_SITE_LINE = re.compile(r"(.*?)\s*" + _MOMENT + r"\s+" + _MOMENT + r"\s*(.*)")
_MAX_DATASETS = 256


@dataclass(frozen=True)
class LicelDataset:
    """One channel line: what a block of the file holds."""

    kind: int
    points: int
    bin_width_m: float
    wavelength_nm: float
    polarization: str
    adc_bits: int
    shots: int
    range_or_discriminator: float
    identifier: str
    high_voltage: float


@dataclass(frozen=True)
class LicelHeader:
    """What stands before the blocks; angles as the file gives them, NaN where it does not."""

    site: str
    start: np.datetime64
    stop: np.datetime64
    altitude_m: float
    longitude: float
    latitude: float
    zenith: float
    azimuth: float
    temperature_c: float
    pressure_hpa: float
    azimuth_offset: float
    scanning: bool
    repetition_hz: float
    datasets: tuple[LicelDataset, ...]


def _moment(parts: tuple[str, ...]) -> np.datetime64:
    day, month, year, hour, minute, second = parts
    return np.datetime64(f"{year}-{month}-{day}T{hour}:{minute}:{second}", "ns")


@lru_cache(maxsize=1024)  # the files of a day repeat their channel lines
def _dataset(line: str) -> LicelDataset:
    words = line.split()
    if len(words) < 16:
        raise ValueError(f"channel line of {len(words)} words")
    wavelength, _, polarization = words[7].partition(".")
    points, width, shots = int(words[3]), float(words[6]), int(words[13])
    if points <= 0 or not 0.01 <= width <= 10_000 or shots < 0:
        raise ValueError(f"impossible channel line: {line.strip()}")
    bits = int(words[12])
    if not 0 <= bits <= 32:
        raise ValueError(f"a converter of {bits} bits")
    return LicelDataset(
        kind=int(words[1]),
        points=points,
        bin_width_m=width,
        wavelength_nm=float(wavelength),
        polarization=polarization,
        adc_bits=bits,
        shots=shots,
        range_or_discriminator=float(words[14]),
        identifier=words[15],
        high_voltage=float(words[5]),
    )


def parse_header(text: str) -> LicelHeader:
    """Read the lines before the empty one.

    Raymetrics' scanning files have a line about the scan before the line about the lasers; whether it is there follows from
    the number of channel lines that the laser line announces.

    Raises
    ------
    ValueError
        When the header contradicts itself.
    """
    lines = text.split("\n")
    found = _SITE_LINE.match(lines[1])
    if found is None:
        raise ValueError("no site and time in line 2")
    groups = found.groups()
    numbers = []
    for word in groups[13].split():
        try:
            numbers.append(float(word))
        except ValueError:
            break  # a free remark may follow the numbers
    if len(numbers) < 3:
        raise ValueError("no position in line 2")
    numbers += [nan] * (7 - len(numbers))
    for position in (2, 3):
        laser = lines[position].split()
        if len(laser) < 5 or not laser[4].lstrip("+").isdigit():
            continue
        count = int(laser[4])
        if 0 < count <= _MAX_DATASETS and len(lines) == position + 1 + count:
            break
    else:
        raise ValueError("the number of channels does not match the header")
    offset = float(lines[2].split()[6]) if position == 3 and len(lines[2].split()) >= 7 else 0.0
    return LicelHeader(
        site=groups[0].strip(),
        start=_moment(groups[1:7]),
        stop=_moment(groups[7:13]),
        altitude_m=numbers[0],
        longitude=numbers[1],
        latitude=numbers[2],
        zenith=numbers[3],
        azimuth=numbers[4],
        temperature_c=numbers[5],
        pressure_hpa=numbers[6],
        azimuth_offset=offset,
        scanning=position == 3,
        repetition_hz=float(laser[1]),
        datasets=tuple(_dataset(line) for line in lines[position + 1 :]),
    )
