"""Reads one HJ 212 frame, of the 2005, 2017 and 2025 editions and of the dialects met in the field."""

from __future__ import annotations

import re
from datetime import datetime

from .crc import crc, modbus_crc
from .frame import Frame, FrameError, Header

__all__ = ["MAX_SEGMENT", "SEGMENT_START", "parse_frame"]

SEGMENT_START = 6  # two signs and four digits
MAX_SEGMENT = 9999  # what four decimal digits can say
_BOOK_SEGMENT = 1024  # what the standard allows
_EDITIONS = {0: "version_2005", 1: "version_2017", 2: "version_2025"}
_NEED_TIME = frozenset({"2011", "2031", "2051", "2061"})
_ENCRYPTED = re.compile(r"[0-9A-Za-z+/]{16,}={0,2}")  # SM4, in hexadecimal or base 64
_BEGINNING = re.compile(rb"##[0-9]{4}")
_OLD_CODE_LENGTH = 3  # B01, 011, 060: the factor codes of 2005


def parse_frame(raw: bytes) -> Frame:
    """Read one frame; a closing CR LF may be there or not.

    Length, check sum, delimiters, MN and the time of data are all checked, because the check sum alone has only 256 values.

    Raises
    ------
    FrameError
        With the reason and the offset; nothing is guessed.
    """
    raw = raw.rstrip(b"\r\n")
    dialects: set[str] = set()
    segment = _checked_segment(raw, dialects)
    try:
        text = segment.decode("ascii")
    except UnicodeDecodeError as error:
        try:
            text = segment.decode("gb18030")
        except UnicodeDecodeError:
            raise FrameError("encoding", SEGMENT_START + error.start) from None
        dialects.add("not_ascii")
    head, mark, rest = text.partition("CP=&&")
    if not mark or not rest.endswith("&&"):
        raise FrameError("delimiter", SEGMENT_START + len(head), text[-20:])
    header = _header(head, dialects)
    try:
        factors, fields = _content(rest[:-2], header, len(head) + SEGMENT_START + 5, dialects)
        # Without factors it is the centre's request for history, which names a span instead; of a message in several
        # packets, the first may carry the time for all.
        needed = header.cn in _NEED_TIME and factors and (header.pno or 1) <= 1
        data_time = None
        if needed or "DataTime" in fields:
            data_time = _time(fields.get("DataTime", ""), raw.find(b"DataTime"), dialects)
    except FrameError as error:
        error.header = header
        raise
    return Frame(header, factors, fields, frozenset(dialects), data_time)


def _checked_segment(raw: bytes, dialects: set[str]) -> bytes:
    if not raw.startswith(b"##"):
        raise FrameError("start", 0, repr(raw[:8]))
    digits = raw[2:SEGMENT_START]
    if len(digits) < 4 or not digits.isdigit():
        raise FrameError("length", 2, repr(digits))
    length = int(digits)
    if len(raw) < SEGMENT_START + length + 4:
        raise FrameError("truncated", len(raw), f"{length} bytes were announced")
    if len(raw) > SEGMENT_START + length + 4:
        raise FrameError("length", 2, f"{len(raw) - SEGMENT_START - length - 4} bytes are left over")
    if length > _BOOK_SEGMENT:
        dialects.add("overlong")
    segment = raw[SEGMENT_START : SEGMENT_START + length]
    _check_sum(segment, raw[SEGMENT_START + length :], dialects)
    return segment


def _check_sum(segment: bytes, sent: bytes, dialects: set[str]) -> None:
    place = SEGMENT_START + len(segment)
    try:
        value = int(sent.decode("ascii"), 16) if sent.isalnum() else -1
    except ValueError:
        value = -1
    if value < 0:
        raise FrameError("crc", place, repr(sent))
    right = crc(segment)
    if value == right:
        return
    swapped = value >> 8 | (value & 0xFF) << 8
    # Modbus' sum takes a step for each byte, which noise full of beginnings would make us take again for each of them. Where
    # another frame begins inside, this one's length is wrong.
    other = -1 if _BEGINNING.search(segment) else modbus_crc(segment)
    # The book's own sum with swapped bytes has 256 values out of 65,536 too, and is as safe as the book's.
    for expected, dialect in ((right, "swapped_crc"), (other, "swapped_modbus_crc")):
        if swapped == expected:
            dialects.add(dialect)
            return
    if value != other:
        raise FrameError("crc", place, f"{value:04X} was sent, {right:04X} computed")
    dialects.add("modbus_crc")


def _header(head: str, dialects: set[str]) -> Header:
    known: dict[str, str] = {}
    for part in head.split(";"):
        if not part:
            continue
        name, mark, value = part.partition("=")
        if not mark or name in known:
            raise FrameError("header" if not mark else "duplicate", SEGMENT_START + head.find(part), part)
        known[name] = value
    if not known.get("MN"):
        raise FrameError("mn", SEGMENT_START, head)
    command = known.get("CN", "")
    if len(command) != 4 or not command.isdigit():
        raise FrameError("command", SEGMENT_START + max(head.find("CN="), 0), command)
    if "QN" not in known:
        dialects.add("no_qn")
    if len(known.get("ST", "")) == 3:
        dialects.add("long_st")
    if len(known.get("PW", "")) not in (6, 9):
        dialects.add("odd_pw")
    flag = _number(known.get("Flag"), "Flag", head)
    dialects.add("no_flag" if flag is None else _EDITIONS.get(flag >> 2, "version_unknown"))
    return Header(
        known.get("QN"),
        known.get("ST"),
        command,
        known.get("PW"),
        known["MN"],
        flag,
        _number(known.get("PNUM"), "PNUM", head),
        _number(known.get("PNO"), "PNO", head),
    )


def _number(text: str | None, name: str, head: str) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise FrameError("header", SEGMENT_START + head.find(f"{name}="), text)
    return int(text)


def _content(
    content: str, header: Header, offset: int, dialects: set[str]
) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    factors: dict[str, dict[str, str]] = {}
    fields: dict[str, str] = {}
    last: dict[str, str] | None = None
    if (header.flag or 0) >> 2 == 2 and _ENCRYPTED.fullmatch(content):
        raise FrameError("encrypted", offset)
    for group in content.split(";"):
        if not group:
            continue
        for part in group.split(","):
            name, mark, value = part.partition("=")
            if not mark:
                raise FrameError("factor", offset + content.find(part), part)
            code, dash, field = name.partition("-")
            if dash:
                last = factors.setdefault(code, {})
                target = last
                if len(code) == _OLD_CODE_LENGTH:
                    dialects.add("factor_codes_2005")
            elif name == "Flag" and last is not None:
                # "a34001-Rtd=92;Flag=N": the flag of the factor before it.
                dialects.add("detached_flag")
                target, field = last, "Flag"
            else:
                target, field = fields, name
            if target.get(field, value) != value:
                raise FrameError("duplicate", offset + content.find(part), part)
            target[field] = value
    return factors, fields


def _time(text: str, place: int, dialects: set[str]) -> datetime:
    if len(text) == 17 and text.isdigit():
        dialects.add("data_time_milliseconds")
    elif len(text) != 14 or not text.isdigit():
        raise FrameError("data_time", max(place, 0), text)
    try:
        return datetime(
            int(text[:4]), int(text[4:6]), int(text[6:8]), int(text[8:10]), int(text[10:12]), int(text[12:14])
        )
    except ValueError:
        raise FrameError("data_time", max(place, 0), text) from None
