"""JSON objects of a payload: one, a list, or one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ...errors import InputError
from .fixes import FixBuilder

__all__ = ["MAX_MESSAGE_BYTES", "json_records"]

# No tracker's message is larger; a longer one is no position and only costs memory.
MAX_MESSAGE_BYTES = 262_144
_MAX_LIST_BYTES = 64 * 1024 * 1024


def json_records(data: bytes, builder: FixBuilder) -> Iterator[tuple[str, bytes, dict[str, object]]]:
    """Place, raw bytes and content of every JSON object; what is none is rejected with its reason.

    Raises
    ------
    InputError
        The payload is larger than any list of positions.
    """
    if len(data) > _MAX_LIST_BYTES:
        raise InputError(
            "The payload has {size} bytes, too many for positions.",
            hint="Import large files piece by piece.",
            size=len(data),
        )
    text = data.strip()
    if text[:1] == b"[":
        content = _loaded(text, "1", builder)
        for position, record in enumerate(content if isinstance(content, list) else [], start=1):
            if isinstance(record, dict):
                yield str(position), json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"), record
            else:
                builder.log.add(str(position), "no_object", "", repr(record)[:200].encode("utf-8", "replace"))
        return
    if b"\n" in text and (whole := _whole(text)) is not None:
        yield "1", text, whole
        return
    for position, line in enumerate(text.split(b"\n"), start=1):
        line = line.strip()
        if not line:
            continue
        if len(line) > MAX_MESSAGE_BYTES:
            builder.log.add(str(position), "too_long", f"{len(line)} bytes", line)
            continue
        content = _loaded(line, str(position), builder)
        if isinstance(content, dict):
            yield str(position), line, content
        elif content is not None:
            builder.log.add(str(position), "no_object", "", line)


def _whole(text: bytes) -> dict[str, object] | None:
    """The payload as one object written over several lines."""
    if len(text) > MAX_MESSAGE_BYTES:
        return None
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _loaded(text: bytes, place: str, builder: FixBuilder) -> object:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        builder.log.add(place, "bad_json", type(error).__name__, text)
        return None
    return content if content is not None else []
