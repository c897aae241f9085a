"""Records that did not pass, as rows of the table ``quarantine``."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import numpy as np
import pandas as pd

from ..errors import InputError

__all__ = ["MOST_RAW_BYTES", "QUARANTINE_COLUMNS", "quarantine_rows"]

MOST_RAW_BYTES = 65_536
QUARANTINE_COLUMNS = ["record_id", "received", "source", "place", "reason", "detail", "raw"]


def quarantine_rows(records: pd.DataFrame, received: datetime) -> list[tuple[object, ...]]:
    """Rows of `QUARANTINE_COLUMNS`; raw bytes beyond 64 KiB are cut, and ``detail`` says so.

    A record that brings a ``record_id`` of its own keeps it, so that one that is sent again is kept once; so does ``received``.
    Raises `InputError` where source or reason are missing.
    """
    missing = [name for name in ("source", "reason") if name not in records.columns]
    if missing:
        raise InputError(
            "Quarantined records lack {columns}.", hint="Give source and reason.", columns=", ".join(missing)
        )
    rows: list[tuple[object, ...]] = []
    text = received.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for record in records.to_dict("records"):
        raw, detail = _raw_bytes(record.get("raw")), _text(record.get("detail"))
        if raw is not None and len(raw) > MOST_RAW_BYTES:
            detail = f"{detail} [{len(raw)} bytes, first {MOST_RAW_BYTES} kept]".strip()
            raw = raw[:MOST_RAW_BYTES]
        said = [_text(record.get(name)) for name in ("source", "place", "reason")]
        arrived = record.get("received")
        moment = f"{arrived.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(arrived, datetime) else text
        rows.append((_text(record.get("record_id")) or uuid.uuid4().hex, moment, *said, detail, raw))
    return rows


def _raw_bytes(raw: object) -> bytes | None:
    if raw is None or (isinstance(raw, float) and np.isnan(raw)) or raw is pd.NA:
        return None
    return raw.encode("utf-8") if isinstance(raw, str) else bytes(raw)  # type: ignore[call-overload]


def _text(value: object) -> str:
    return "" if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)) else str(value)
