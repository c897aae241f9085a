"""Messages of the Vaisala CL31 and CL51 ceilometers and of devices that speak alike: hexadecimal backscatter profiles."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..scan import LidarChannel, LidarScan
from .angles import directions
from .reader import Reader
from .source import Source
from .stamps import checked_times, stamp_of

__all__ = ["READER"]

_TITLE = "Vaisala CL31/CL51"
_START = re.compile(r"(?:^|,|\x01)CL(\w)(\w{3})(\d)(\d)\x02?\s*$")
_PARAMETERS = re.compile(
    r"^(\d{5})\s+(\d{2})\s+(\d{4})\s+(\d{3})\s+([+-]\d{2,3})\s+(\d{3})\s+(-?\d{2,3})\s+(\d{4})\s+(\w+)\s+(-?\d{3})\s*$"
)
_HEX = re.compile(r"[0-9a-fA-F]+")
_CHECKSUM = re.compile(rb"\x01(C[LT][^\x01\x03]{0,200000}\x03)\s{0,4}([0-9a-fA-F]{4})\s{0,2}\x04")
_UNIT = 1e-8  # (100 000 sr km)⁻¹ in m⁻¹ sr⁻¹
_SIGN, _RANGE = 0x80000, 0x100000
_MAX_GATES = 10_000
_LONGEST_START = 200
_PLACES = 16 ** np.arange(4, -1, -1)
_NIBBLE = np.zeros(256, dtype=np.int64)
_NIBBLE[np.frombuffer(b"0123456789abcdef", np.uint8)] = np.arange(16)
_NIBBLE[np.frombuffer(b"ABCDEF", np.uint8)] = np.arange(10, 16)


@dataclass(frozen=True)
class _Message:
    """One profile and what came with it."""

    time: np.datetime64
    resolution_m: int
    tilt: int
    software: str
    counts: NDArray[np.int64]
    scale_percent: int


def _sniff(source: Source) -> bool:
    head = source.head.decode("latin-1").replace("\r\n", "\n")
    return any(_START.search(line) for line in head.split("\n"))


def _counts(digits: str) -> NDArray[np.int64]:
    """Five hexadecimal digits per gate, 20 bits in two's complement."""
    nibbles = _NIBBLE[np.frombuffer(digits.encode("ascii"), np.uint8)].reshape(-1, 5)
    counts = nibbles @ _PLACES
    return np.where(counts & _SIGN, counts - _RANGE, counts)


def _checksum(body: bytes) -> int:
    """CRC-16 (CCITT, inverted) of a message between SOH and ETX (Vaisala CL31 User's Guide)."""
    return binascii.crc_hqx(body, 0xFFFF) ^ 0xFFFF


def _check(source: Source) -> None:
    for body, stated in _CHECKSUM.findall(source.data):
        if _checksum(body) == int(stated, 16):
            continue
        # The instrument counts its CR LF; a file may have lost the CR on its way.
        if _checksum(body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")) != int(stated, 16):
            raise source.damaged(_TITLE, f"a message does not match its checksum {stated.decode()}")


def _messages(source: Source) -> tuple[list[_Message], int]:
    """Complete messages of the file, and how many were cut short by a restart of the instrument."""
    messages: list[_Message] = []
    cut = 0
    lines = source.text.split("\n")
    time, started, number = np.datetime64("NaT", "ns"), None, 0
    while number < len(lines):
        line = lines[number]
        stamp = stamp_of(line)
        if stamp is not None:
            time = stamp
        start = _START.search(line) if len(line) < _LONGEST_START else None
        if start is not None:
            started = start
        parameters = _PARAMETERS.match(line.strip())
        number += 1
        if parameters is None or started is None or number >= len(lines):
            continue
        resolution, gates = int(parameters[2]), int(parameters[3])
        digits = lines[number].strip("\x01\x02\x03\x04 \t")
        if not 0 < gates <= _MAX_GATES or resolution <= 0:
            raise source.damaged(_TITLE, f"{gates} gates of {resolution} m")
        if len(digits) == 5 * gates and _HEX.fullmatch(digits):
            messages.append(
                _Message(time, resolution, int(parameters[7]), started[2], _counts(digits), int(parameters[1]))
            )
        elif len(digits) < 5 * gates and any(_START.search(later) for later in lines[number + 1 : number + 4]):
            cut += 1
        else:
            raise source.damaged(_TITLE, f"line {number + 1} is no profile of {gates} gates")
        started, time = None, np.datetime64("NaT", "ns")
        number += 1
    return messages, cut


def _read(source: Source) -> LidarScan:
    _check(source)
    messages, cut = _messages(source)
    if not messages:
        raise source.damaged(_TITLE, "no complete message")
    first = messages[0]
    gates, resolution = first.counts.size, first.resolution_m
    if any(message.counts.size != gates or message.resolution_m != resolution for message in messages):
        raise source.damaged(_TITLE, "the range gates change within the file")
    scale = np.array([message.scale_percent for message in messages]) / 100.0 * _UNIT
    signal = np.stack([message.counts for message in messages]) * scale[:, np.newaxis]
    times = checked_times(source, [message.time for message in messages])
    azimuth, elevation = directions(len(messages), 0.0, [90.0 - message.tilt for message in messages])
    return LidarScan(
        time=times,
        azimuth=azimuth,
        elevation=elevation,
        range_m=(np.arange(gates) + 0.5) * resolution,
        channels={
            "attenuated_backscatter": LidarChannel(
                signal=signal,
                wavelength_nm=910.0,
                polarization="total",
                detection="product",
                unit="m-1 sr-1",
                bin_width_m=float(resolution),
                quantity="attenuated_backscatter",
            )
        },
        attributes={"instrument": _TITLE, "software": first.software, "messages_cut_short": cut},
    )


READER = Reader("vaisala_cl", _TITLE, _sniff, _read)
