"""One HJ 212 frame: what its header says and what each factor carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ...errors import InputError

__all__ = ["Frame", "FrameError", "Header"]


class FrameError(InputError):
    """A frame that cannot be used.

    Attributes
    ----------
    reason
        ``start``, ``length``, ``truncated``, ``crc``, ``delimiter``, ``encoding``, ``header``, ``mn``, ``command``,
        ``data_time``, ``factor``, ``duplicate`` or ``encrypted``.
    offset
        Byte in the frame at which it goes wrong.
    header
        Who sent it, where length and check sum are right and only the content cannot be used; such a frame can be answered.
    """

    def __init__(self, reason: str, offset: int, found: str = "") -> None:
        super().__init__(
            "This is no valid HJ 212 frame ({reason} at byte {offset}).",
            hint="Check the device's protocol settings; the frame is kept in quarantine.",
            details=found[:200],
            reason=reason,
            offset=offset,
        )
        self.reason = reason
        self.offset = offset
        self.header: Header | None = None


@dataclass(frozen=True)
class Header:
    """What stands before ``CP``; None where the device left a field out.

    Attributes
    ----------
    qn
        Request number: 17 digits, the device's local time to the millisecond.
    st, cn
        System type (21 water, 22 air, 23 noise …) and command (2011 real-time, 2031 day, 2051 minute, 2061 hour …).
    pw, mn
        Access password and the device's unique number.
    flag
        ``version << 2 | packet << 1 | acknowledge``.
    pnum, pno
        Number of packets and number of this packet, where the message was split.
    """

    qn: str | None
    st: str | None
    cn: str
    pw: str | None
    mn: str
    flag: int | None
    pnum: int | None = None
    pno: int | None = None

    @property
    def wants_acknowledgement(self) -> bool:
        """Whether the device waits for an answer (bit A of Flag)."""
        return bool((self.flag or 0) & 1)


@dataclass(frozen=True)
class Frame:
    """A checked frame.

    Attributes
    ----------
    header
        See `Header`.
    factors
        Factor code → field (``Rtd``, ``Avg``, ``Min``, ``Max``, ``Cou``, ``Flag``, ``EFlag``, ``SampleTime`` …) → text as sent.
    fields
        What ``CP`` says beside the factors (``DataTime``, ``QnRtn`` …).
    dialects
        Every deviation that was tolerated, e.g. ``modbus_crc``, ``no_qn``, ``version_2005``, ``overlong``.
    data_time
        ``DataTime`` as the device's local time, naive: the instant of 2011 and 2021, the start of the period of 2031–2061.
        None where the frame carries none.
    """

    header: Header
    factors: Mapping[str, Mapping[str, str]]
    fields: Mapping[str, str]
    dialects: frozenset[str]
    data_time: datetime | None = None
