"""The check sum against the loop of the standard's annex and against Modbus' published check value."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yanqing_eco_plugin.core.ingest import hj212
from yanqing_eco_plugin.core.ingest.hj212.crc import modbus_crc


def by_the_book(data: bytes) -> int:
    """HJ 212-2017, annex A, step by step."""
    register = 0xFFFF
    for byte in data:
        register = (register >> 8) ^ byte
        for _ in range(8):
            carry = register & 1
            register >>= 1
            if carry:
                register ^= 0xA001
    return register


@given(st.binary(max_size=2000))
def test_equals_the_standards_loop(data: bytes) -> None:
    assert hj212.crc(data) == by_the_book(data)


def test_the_standards_own_example() -> None:
    # HJ 212-2017 annex A: "##0101QN=20160801085857223;ST=32;…&&1C80".
    segment = b"QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&"
    assert len(segment) == 101
    assert hj212.crc(segment) == 0x1C80


def test_modbus_check_value() -> None:
    # The check value of CRC-16/MODBUS over "123456789" in the catalogue of parametrised CRC algorithms.
    assert modbus_crc(b"123456789") == 0x4B37
