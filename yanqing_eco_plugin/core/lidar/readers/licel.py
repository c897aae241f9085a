"""Licel transient recorder files, one ray each: vertical, and scanning as Raymetrics writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..scan import LidarChannel, LidarScan, Location
from .angles import directions
from .licel_header import LicelDataset, LicelHeader, parse_header
from .reader import Reader
from .source import Source

__all__ = ["READER"]

_LIGHT = 299_792_458.0
_KINDS = {
    0: ("an", "analog"),
    1: ("ph", "photon_counting"),
    2: ("an_square", "analog"),
    3: ("ph_square", "photon_counting"),
}
_POLARIZATIONS = {"o": "total", "p": "parallel", "s": "cross", "r": "right", "l": "left"}
_START = re.compile(
    rb"[^\r\n]{0,120}\r?\n[^\r\n]{0,120}\d\d/\d\d/\d{4}\s+\d\d:\d\d:\d\d\s+\d\d/\d\d/\d{4}\s+\d\d:\d\d:\d\d"
)
_HEADER_LIMIT = 65_536


def _sniff(source: Source) -> bool:
    return _START.match(source.head) is not None


def _scale(dataset: LicelDataset) -> float:
    """Factor from the recorder's sum to mV (analogue) or MHz (photon counting)."""
    if dataset.shots == 0:
        return np.nan
    if dataset.kind in (0, 2):
        return dataset.range_or_discriminator * 1000.0 / (dataset.shots * 2.0**dataset.adc_bits)
    return _LIGHT / (2.0 * dataset.bin_width_m) * 1e-6 / dataset.shots


def _positions(header: LicelHeader, start: int, source: Source) -> list[int]:
    """Where each block starts; every one ends in CR LF, and all of them are within the file."""
    positions = []
    for dataset in header.datasets:
        positions.append(start)
        end = start + 4 * dataset.points
        if source.data[end : end + 2] != b"\r\n":
            raise source.damaged("Licel", f"block {dataset.identifier} does not end at byte {end}")
        start = end + 2
    return positions


def _grid(datasets: Sequence[LicelDataset]) -> tuple[float, int]:
    """Width and number of the bins that all channels are shown on: the finest width, the farthest range."""
    width = min(dataset.bin_width_m for dataset in datasets)
    farthest = max(dataset.points * dataset.bin_width_m for dataset in datasets)
    return width, max(1, round(farthest / width))


def _signals(header: LicelHeader, positions: list[int], data: bytes, width: float, bins: int) -> NDArray[np.float64]:
    signals = np.empty((len(header.datasets), 1, bins))
    for row, dataset, position in zip(signals, header.datasets, positions):
        counts = np.frombuffer(data, "<i4", dataset.points, position)
        if dataset.bin_width_m == width and dataset.points == bins:
            np.multiply(counts, _scale(dataset), out=row[0])
            continue
        # Mixed widths: both units are rates, so that a wide bin counts for each narrow bin it covers.
        native = ((np.arange(bins) + 0.5) * width / dataset.bin_width_m).astype(np.int64)
        inside = native < dataset.points
        row[0, inside] = counts[native[inside]] * _scale(dataset)
        row[0, ~inside] = np.nan
    return signals


def _direction(header: LicelHeader) -> tuple[float, float]:
    # Raymetrics counts the zenith from the horizon down: −90 is vertical.
    elevation = 90.0 - header.zenith if header.zenith >= 0 else -header.zenith
    azimuth = header.azimuth + header.azimuth_offset
    if np.isnan(azimuth) and elevation == 90.0:
        azimuth = 0.0
    return azimuth, elevation


def _read(source: Source) -> LidarScan:
    # Some recorders end the channel lines by LF alone; the empty line is CR LF everywhere.
    end = source.data.find(b"\n\r\n", 0, _HEADER_LIMIT)
    if end < 0:
        raise source.damaged("Licel", "the header does not end")
    header = parse_header(source.data[:end].decode("latin-1").replace("\r", ""))
    positions = _positions(header, end + 3, source)
    width, bins = _grid(header.datasets)
    if len(positions) * bins * 8 > 64 * source.size + 16_000_000:
        raise source.damaged("Licel", f"{bins} bins of {width} m do not fit the file")
    signals = _signals(header, positions, source.data, width, bins)
    if not any(dataset.shots for dataset in header.datasets):
        raise source.damaged("Licel", "no laser shot was fired")
    channels: dict[str, LidarChannel] = {}
    for signal, dataset in zip(signals, header.datasets):
        short, detection = _KINDS.get(dataset.kind, (f"kind{dataset.kind}", "analog"))
        if dataset.identifier.startswith("PD"):
            detection = "photodiode"
        name = f"{dataset.wavelength_nm:.0f}{dataset.polarization}_{short}_{dataset.identifier}"
        while name in channels:
            name += "_2"
        channels[name] = LidarChannel(
            signal=signal,
            wavelength_nm=dataset.wavelength_nm,
            polarization=_POLARIZATIONS.get(dataset.polarization, "unknown"),
            detection=detection,
            unit="mV" if dataset.kind in (0, 2) else "MHz",
            bin_width_m=dataset.bin_width_m,
            shots=np.array([float(dataset.shots)]),
            attributes={
                "adc_bits": dataset.adc_bits,
                "adc_range_mv" if dataset.kind in (0, 2) else "discriminator": dataset.range_or_discriminator
                * (1000.0 if dataset.kind in (0, 2) else 1.0),
                "high_voltage": dataset.high_voltage,
                "identifier": dataset.identifier,
            },
        )
    azimuth, elevation = directions(1, *_direction(header))
    return LidarScan(
        time=np.array([header.start], dtype="datetime64[ns]"),
        azimuth=azimuth,
        elevation=elevation,
        range_m=(np.arange(bins) + 0.5) * width,
        channels=channels,
        location=Location(header.longitude, header.latitude, header.altitude_m),
        attributes={
            "site": header.site,
            "stop": str(header.stop),
            "duration_s": float((header.stop - header.start) / np.timedelta64(1, "s")),
            "zenith_in_file": header.zenith,
            "scanning": header.scanning,
            "temperature_c": header.temperature_c,
            "pressure_hpa": header.pressure_hpa,
            "repetition_hz": header.repetition_hz,
        },
    )


READER = Reader("licel", "Licel", _sniff, _read)
