"""The check sum of HJ 212 (annex A of HJ 212-2017), which is not Modbus'."""

from __future__ import annotations

__all__ = ["crc", "modbus_crc"]


def _shifted(value: int) -> int:
    for _ in range(8):
        value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
    return value


_TABLE = [_shifted(value) for value in range(256)]
_POLYNOMIAL_STEPS = 8


def _powers() -> list[list[int]]:
    """Tables of the high byte's step, applied 0 … 7 times; it is linear and its eighth power is the identity."""
    tables = [list(range(256))]
    for _ in range(_POLYNOMIAL_STEPS - 1):
        tables.append([_TABLE[value] >> 8 for value in tables[-1]])
    return tables


_POWERS = _powers()


def crc(data: bytes) -> int:
    """Check sum of a data segment.

    The standard's loop is ``r = (r >> 8) ^ byte`` and then eight shifts with 0xA001, from 0xFFFF. Only the high byte of `r`
    survives each step, and the step is linear over GF(2) with order 8: so the bytes can be folded to eight first, and the
    result takes one of only 256 values. Whoever checks a frame checks its length and form as well.

    Parameters
    ----------
    data
        The data segment, from ``QN=`` to the closing ``&&``.

    Returns
    -------
    int
        0 … 65535; sent as four hexadecimal digits, high byte first.
    """
    if not data:
        return 0xFFFF
    folded = int.from_bytes(bytes((data[0] ^ 0xFF,)) + data[1:], "big")
    width = 64
    while width < len(data) * 8:
        width *= 2
    while width > 64:
        width //= 2
        folded = folded >> width ^ folded & ((1 << width) - 1)
    last = 0
    for power in _POWERS:
        last ^= power[folded & 0xFF]
        folded >>= 8
    return _TABLE[last]


def modbus_crc(data: bytes) -> int:
    """The CRC-16 of Modbus, which some devices send by mistake."""
    register = 0xFFFF
    for byte in data:
        register = register >> 8 ^ _TABLE[(register ^ byte) & 0xFF]
    return register
