"""The log of an incident: what happened, in the order in which it was written down; nothing is ever changed."""

from __future__ import annotations

import io
import itertools
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..errors import InputError

__all__ = ["ENTRY_KINDS", "LARGEST_PHOTO", "Changes", "Row", "check_photo", "log_entry", "new_id", "note_entry", "utc"]

# Rows to write by table of the centre, all in one step; rows of edited tables carry the version they were made from.
Changes = dict[str, pd.DataFrame]
Row = Mapping[Any, Any]

ENTRY_KINDS = ("text", "photo", "measurement", "decision", "order", "incident", "resource", "fence")
LARGEST_PHOTO = 20 * 1024 * 1024
_MOST_PIXELS = 200_000_000
_LONGEST_TEXT = 20_000
_PHOTO_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_count = itertools.count()


def utc(moment: datetime | pd.Timestamp) -> pd.Timestamp:
    """An instant as the centre keeps it: UTC, whole seconds.

    Raises
    ------
    InputError
        It has no time zone.
    """
    stamp = pd.Timestamp(moment)
    if stamp.tzinfo is None:
        raise InputError("The time {moment} does not say its time zone.", hint="Give an instant.", moment=moment)
    return stamp.tz_convert("UTC").floor("s")


def new_id(prefix: str, at: datetime | pd.Timestamp) -> str:
    """A key that nobody else makes: what it is, when, and chance."""
    return f"{prefix}-{utc(at):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"


def log_entry(
    incident_id: str,
    kind: str,
    *,
    at: datetime | pd.Timestamp,
    recorded: datetime | pd.Timestamp | None = None,
    place: shapely.Point | None = None,
    **cells: object,
) -> gpd.GeoDataFrame:
    """One row of the centre's table ``log_entry``.

    Parameters
    ----------
    at, recorded
        When it happened and when it was written down (default: the same); aware.
    cells
        Its other columns: ``event``, ``text``, ``author``, ``order_id`` …

    Raises
    ------
    InputError
        An unknown kind, or a time without zone.
    """
    if kind not in ENTRY_KINDS:
        raise InputError(
            "There is no log entry of kind “{kind}”.",
            hint="Use one of: {known}.",
            kind=kind,
            known=", ".join(ENTRY_KINDS),
        )
    written = pd.Timestamp(at if recorded is None else recorded)
    row = {
        # Entries of one second keep their order: the id grows with each.
        "entry_id": f"{utc(written):%Y%m%dT%H%M%S}-{written.microsecond:06d}-{next(_count):08d}-{secrets.token_hex(3)}",
        "incident_id": incident_id,
        "time": utc(at),
        "recorded": utc(written),
        "kind": kind,
        **cells,
    }
    return gpd.GeoDataFrame([row], geometry=[place], crs=4326)


def note_entry(
    incident_id: str,
    *,
    at: datetime | pd.Timestamp | None = None,
    author: str = "",
    text: str = "",
    decision: bool = False,
    photo: bytes | None = None,
    prop: str = "",
    value: float | None = None,
    unit: str = "",
    place: shapely.Point | None = None,
    resource_id: str | None = None,
) -> Changes:
    """What somebody writes into the log: a note, a decision, a photo or a measurement.

    Raises
    ------
    InputError
        There is nothing in it, the text is endless, the value is no number, or the photo is none.
    """
    moment = datetime.now(UTC) if at is None else at
    if len(text) > _LONGEST_TEXT:
        raise InputError("The note is too long.", hint="Write at most {most} characters.", most=_LONGEST_TEXT)
    if value is not None and not np.isfinite(value):
        raise InputError("The measured value is no number.", hint="Give a number.")
    if value is not None and not prop:
        raise InputError("The measurement does not say what was measured.", hint="Name the property.")
    if not text.strip() and photo is None and value is None:
        raise InputError("The entry is empty.", hint="Write a text, or add a photo or a measurement.")
    cells: dict[str, Any] = {"text": text.strip(), "author": author}
    if resource_id:
        cells["resource_id"] = resource_id
    kind = "decision" if decision else "text"
    if value is not None:
        kind = "measurement"
        cells |= {"property": prop, "value": float(value), "unit": unit}
    if photo is not None:
        kind = "photo" if kind == "text" else kind
        cells |= {"photo_type": check_photo(photo), "photo": photo}
    return {"log_entry": log_entry(incident_id, kind, at=moment, place=place, **cells)}


def check_photo(data: bytes) -> str:
    """Media type of a photo (JPEG, PNG, WebP).

    Raises
    ------
    InputError
        It is no photo, damaged, or too large to keep.
    """
    from PIL import Image, UnidentifiedImageError

    if len(data) > LARGEST_PHOTO:
        raise InputError(
            "The photo has {size} MB, too many.", hint="Send it smaller than 20 MB.", size=round(len(data) / 2**20)
        )
    try:
        with Image.open(io.BytesIO(data), formats=tuple(_PHOTO_TYPES)) as picture:
            width, height = picture.size
            kind = str(picture.format)
            if width * height > _MOST_PIXELS:
                raise InputError("The photo has too many pixels.", hint="Send it smaller.", details=f"{width}×{height}")
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise InputError(
            "This is no photo.", hint="Choose a complete JPEG, PNG or WebP file.", details=str(error)[:200]
        ) from error
    return _PHOTO_TYPES[kind]
