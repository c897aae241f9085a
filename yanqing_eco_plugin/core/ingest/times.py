"""Reads the many ways in which files write a time."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .table import Column

__all__ = ["BAD_TIME", "EARLIEST", "parse_times"]

BAD_TIME = np.iinfo(np.int64).min
# No automatic station is older; a clock that lost its battery says 1970-01-01.
EARLIEST = int(datetime(1971, 1, 1, tzinfo=UTC).timestamp())
_LATEST = int(datetime(2200, 1, 1, tzinfo=UTC).timestamp())
_MANY = 1_000
_EXCEL_EPOCH = datetime(1899, 12, 30)

_CHINESE = str.maketrans({"年": "-", "月": "-", "日": " ", "号": " ", "时": ":", "点": ":", "分": ":", "秒": " "})
_CLOCK = r"(?P<hour>\d{1,2})(?::(?P<minute>\d{1,2})?(?::(?P<second>\d{1,2})?(?:\.\d*)?)?)?"
_ZONE = r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?"
_FULL = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:(?:\s*T\s*|\s+)" + _CLOCK + _ZONE + r")?\s*"
)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:[\sT]?(?P<hour>\d{2})(?::?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?)?" + _ZONE + r")?\s*"
)
_SPACED = re.compile(
    r"(?P<year>\d{4})\s+(?P<month>\d{1,2})\s+(?P<day>\d{1,2})"
    r"(?:\s+(?P<hour>\d{1,2})(?:[\s:]+(?P<minute>\d{1,2})(?:[\s:]+(?P<second>\d{1,2}))?)?)?\s*"
)
_COMPACT_HOUR = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})\s+" + _CLOCK + _ZONE + r"\s*")
_YEARLESS = re.compile(r"(?P<month>\d{1,2})[-/](?P<day>\d{1,2})\s+" + _CLOCK + r"\s*")


def parse_times(
    cells: Column | list[Column],
    *,
    utc_offset_hours: float = 8.0,
    reference: datetime | None = None,
    time_format: str = "",
) -> NDArray[np.int64]:
    """UTC seconds of the times written in one column, or in several that are read together.

    Understood are ISO 8601, ``2018/5/1 8:00``, ``2018年5月1日8时``, ``2018050108``, a date and an hour apart, year, month,
    day and hour apart, hour 24, Excel's dates and serial numbers in typed cells, and ``02-04 11:00`` without a year. A zone
    written out (``Z``, ``+08:00``) is obeyed, otherwise the time is local with `utc_offset_hours`.

    A time without a year gets the latest year in which it is not after `reference` plus one day.

    Parameters
    ----------
    cells
        Text or typed cells, shape (n,); or several such columns, joined by a blank row by row.
    reference
        When the file was made, aware; needed for times without a year.
    time_format
        ``strptime`` format for times that would be read wrongly, such as day before month.

    Returns
    -------
    ndarray of int64, shape (n,)
        Seconds since 1970-01-01 UTC; `BAD_TIME` where a cell is no time between 1971 and 2200.
    """
    columns = cells if isinstance(cells, list) else [cells]
    codes, uniques = pd.factorize(_joined(columns), use_na_sentinel=False)
    seconds = _plain(uniques, utc_offset_hours) if len(uniques) > _MANY and not time_format else None
    if seconds is None:
        seconds = np.full(len(uniques), BAD_TIME, dtype=np.int64)
    for position in np.flatnonzero(seconds == BAD_TIME):
        seconds[position] = _seconds(uniques[position], utc_offset_hours, reference, time_format)
    return seconds[codes] if len(uniques) else np.empty(0, dtype=np.int64)


def _plain(uniques: Column, offset_hours: float) -> NDArray[np.int64] | None:
    """The commonest spelling all at once; `BAD_TIME` for other spellings, None where there is something but text."""
    if not all(isinstance(value, str) for value in uniques):
        return None
    moments = pd.to_datetime(pd.Series(uniques, dtype=object), format="%Y-%m-%d %H:%M:%S", errors="coerce")
    local = moments.to_numpy().astype("datetime64[s]").astype(np.int64)
    seconds = local - round(offset_hours * 3600)
    fine = moments.notna().to_numpy() & (seconds >= EARLIEST) & (seconds < _LATEST)
    return np.where(fine, seconds, BAD_TIME)


def _joined(columns: list[Column]) -> Column:
    if len(columns) == 1:
        return columns[0]
    # A few thousand distinct parts at most: join their codes, not a million strings.
    parts = [pd.factorize(column, use_na_sentinel=False) for column in columns]
    key = np.zeros(len(columns[0]), dtype=np.int64)
    for codes, uniques in parts:
        key = key * max(len(uniques), 1) + codes
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    texts = [" ".join(_part(column[row]) for column in columns) for row in first]
    return np.array(texts, dtype=object)[inverse]


def _part(cell: Any) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == datetime.min.time() else f"{cell:%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _seconds(value: Any, offset_hours: float, reference: datetime | None, time_format: str) -> int:
    """UTC seconds of one distinct cell."""
    try:
        moment = _moment(value, reference, offset_hours, time_format)
        if moment is None:
            return BAD_TIME
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=timezone(timedelta(hours=offset_hours)))
        seconds = int(moment.timestamp())
    except (ValueError, OverflowError):
        return BAD_TIME
    return seconds if EARLIEST <= seconds < _LATEST else BAD_TIME


def _moment(value: Any, reference: datetime | None, offset_hours: float, time_format: str) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, np.datetime64):
        return None if np.isnat(value) else pd.Timestamp(value).to_pydatetime()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if 20_000 <= value < 110_000:
            return _EXCEL_EPOCH + timedelta(seconds=round(value * 86_400))
        value = str(int(value)) if float(value).is_integer() else ""
    if not isinstance(value, str) or len(value) > 64:
        return None
    text = unicodedata.normalize("NFKC", value).strip().strip("'\"")
    if time_format:
        return datetime.strptime(text, time_format)
    text = text.translate(_CHINESE).strip()
    for pattern in (_FULL, _COMPACT, _SPACED, _COMPACT_HOUR):
        found = pattern.fullmatch(text)
        if found:
            return _build(found.groupdict(), int(found["year"]))
    found = _YEARLESS.fullmatch(text)
    if found and reference is not None:
        return _without_year(found.groupdict(), reference.astimezone(timezone(timedelta(hours=offset_hours))))
    return None


def _build(parts: dict[str, str | None], year: int) -> datetime:
    hour = int(parts.get("hour") or 0)
    minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
    midnight = hour == 24 and not minute and not second
    moment = datetime(year, int(parts["month"] or 0), int(parts["day"] or 0), 0 if midnight else hour, minute, second)
    if midnight:
        moment += timedelta(days=1)
    zone = parts.get("zone")
    if zone:
        sign = -1 if zone[0] == "-" else 1
        shift = timedelta() if zone == "Z" else sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        moment = moment.replace(tzinfo=timezone(shift))
    return moment


def _without_year(parts: dict[str, str | None], reference: datetime) -> datetime:
    latest = reference.replace(tzinfo=None) + timedelta(days=1)
    # 29 February may have to go back to the last leap year, at most eight years away.
    for year in range(latest.year, latest.year - 9, -1):
        try:
            moment = _build(parts, year)
        except ValueError:
            continue
        if moment <= latest:
            return moment
    raise ValueError("no such day in the last eight years")
