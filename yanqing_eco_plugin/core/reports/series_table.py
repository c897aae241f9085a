"""Writes what one station measured as a table that Excel opens with its Chinese readable."""

from __future__ import annotations

import contextlib
import csv
import io
import os
from pathlib import Path

import numpy as np
import pandas as pd

from ..errors import EcoError
from ..standards import PROPERTIES
from .traces import VALID_FLAGS
from .words import offset_text, property_text, unit_text, word

__all__ = ["series_rows", "write_bytes", "write_series_csv"]

# A cell that begins so would be run as a formula by spreadsheet programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def series_rows(
    frame: pd.DataFrame,
    *,
    station_id: str,
    station: str,
    synthetic: bool = False,
    language: str = "zh",
    utc_offset_hours: float = 8.0,
) -> pd.DataFrame:
    """The table of an observation frame of one station: heads in `language`, one row a record in the frame's order.

    Columns: station id, station, local time, UTC, property in Chinese and in English, value (the property's decimals),
    unit, flag and a note that says so when the data are made up. Times are the ends of the measuring intervals.
    """
    times = pd.DatetimeIndex(frame["time"]).tz_convert("UTC").tz_localize(None)
    local = times + pd.Timedelta(hours=utc_offset_hours)
    names = frame["property"].astype(str)
    values = frame["value"].to_numpy(dtype=np.float64, na_value=np.nan)
    decimals = names.map({name: one.decimals for name, one in PROPERTIES.items()}).fillna(3).to_numpy(dtype=int)
    texts = ["" if np.isnan(value) else f"{value:.{digits}f}" for value, digits in zip(values, decimals)]
    columns = {
        word("station_id", language): [_plain(station_id)] * len(frame),
        word("station", language): [_plain(station)] * len(frame),
        word("local_time", language).format(offset=offset_text(utc_offset_hours)): local.strftime("%Y-%m-%d %H:%M:%S"),
        word("utc_time", language): times.strftime("%Y-%m-%dT%H:%M:%SZ"),
        word("property_zh", language): names.map({name: property_text(name, "zh") for name in PROPERTIES}).to_numpy(),
        word("property_en", language): names.map({name: property_text(name, "en") for name in PROPERTIES}).to_numpy(),
        word("value", language): texts,
        word("unit", language): names.map({name: unit_text(name, language) for name in PROPERTIES}).to_numpy(),
        word("flag", language): frame["flag"].fillna(VALID_FLAGS[0]).to_numpy(),
        word("note", language): [word("synthetic", language) if synthetic else ""] * len(frame),
    }
    return pd.DataFrame(columns)


def write_series_csv(
    path: str | os.PathLike[str],
    frame: pd.DataFrame,
    *,
    station_id: str,
    station: str,
    synthetic: bool = False,
    language: str = "zh",
    utc_offset_hours: float = 8.0,
) -> int:
    """Write the table of `series_rows` as UTF-8 with a byte-order mark; returns the number of records.

    Raises
    ------
    EcoError
        The file cannot be written; what stood there before is untouched.
    """
    table = series_rows(
        frame, station_id=station_id, station=station, synthetic=synthetic, language=language,
        utc_offset_hours=utc_offset_hours,
    )  # fmt: skip
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows(table.itertuples(index=False))
    write_bytes(path, text.getvalue().encode("utf-8-sig"))
    return len(table)


def write_bytes(path: str | os.PathLike[str], content: bytes) -> None:
    """Put a whole file in place at once, so that a full disk never leaves half of it. Raises `EcoError`."""
    target = Path(path)
    half = target.with_name(f".{target.name}.part")
    try:
        half.write_bytes(content)
        half.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
        raise EcoError(
            "The file “{name}” could not be written.",
            hint="Choose another folder, close the program that has the file open, or make room on the disk.",
            details=str(error),
            name=target.name,
        ) from error


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
