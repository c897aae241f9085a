"""How a delivery is written down in the spool, and how many of them become one write to the data centre."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pandas as pd

from ..data_centre.schema import OBSERVATION_COLUMNS
from ..errors import InputError
from ..ingest import REJECT_COLUMNS
from ..ingest.positions import FIX_COLUMNS
from .source import Delivery

__all__ = ["Batch", "Entry", "ObservationRow", "RejectRow", "assemble", "entries_of", "load"]

# station, property, end of the interval in microseconds since 1970 UTC, interval in seconds, value, flag.
ObservationRow = tuple[str, str, int, int, float | None, str]
# source, place, reason, detail, raw bytes.
RejectRow = tuple[str, str, str, str, bytes]

# A large file is written down in pieces, so that no record of the spool needs much memory.
_MOST_ROWS = 5_000


@dataclass(frozen=True)
class Entry:
    """One record of the spool.

    Attributes
    ----------
    received
        When it arrived, seconds since 1970 by the computer's clock.
    rows
        Observations.
    rejects
        What did not pass.
    fixes
        Values in the order of `FIX_COLUMNS`, the time in microseconds since 1970 UTC.
    """

    received: float
    rows: Sequence[ObservationRow] = ()
    rejects: Sequence[RejectRow] = ()
    fixes: Sequence[Sequence[object]] = ()

    def dump(self) -> bytes:
        """The record as JSON in UTF-8."""
        said: dict[str, object] = {"t": round(self.received, 3)}
        if self.rows:
            said["o"] = self.rows
        if self.rejects:
            said["q"] = [(*row[:4], base64.b64encode(row[4]).decode("ascii")) for row in self.rejects]
        if self.fixes:
            said["p"] = self.fixes
        # What a device sent may hold half a character; as an escape it survives.
        return json.dumps(said, separators=(",", ":")).encode("ascii")


@dataclass(frozen=True)
class Batch:
    """What goes to the data centre in one step; None where there is nothing of the kind.

    `rejects` has the columns ``record_id`` and ``received`` beside those every decoder gives, so that a record that is sent
    again after a crash is kept once.
    """

    received: datetime
    observations: pd.DataFrame | None
    fixes: pd.DataFrame | None
    rejects: pd.DataFrame | None


def load(record: bytes) -> Entry:
    """Read what `Entry.dump` wrote.

    Raises
    ------
    InputError
        Where it is no such record.
    """
    try:
        said = json.loads(record)
        rejects = [(*row[:4], base64.b64decode(row[4])) for row in said.get("q", ())]
        return Entry(float(said["t"]), said.get("o", ()), rejects, said.get("p", ()))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise InputError(
            "A record of the spool cannot be read.", hint="It is kept in quarantine.", details=str(error)
        ) from error


def entries_of(delivery: Delivery, received: float) -> Iterator[Entry]:
    """The records of a delivery; a large one is split."""
    if delivery.observations is not None:
        for part in _parts(delivery.observations):
            yield Entry(received, rows=_rows(part))
    if delivery.fixes is not None:
        for part in _parts(delivery.fixes):
            yield Entry(received, fixes=_fixes(part))
    if delivery.rejects is not None:
        for part in _parts(delivery.rejects):
            yield Entry(received, rejects=_rejects(part, delivery.source))


def assemble(entries: Iterable[tuple[str, Entry]]) -> Batch:
    """Put records together; each comes with its identity in the spool, in the order in which they arrived."""
    rows: list[ObservationRow] = []
    fixes: list[Sequence[object]] = []
    rejects: list[tuple[object, ...]] = []
    received = 0.0
    for identity, entry in entries:
        received = max(received, entry.received)
        rows.extend(entry.rows)
        fixes.extend(entry.fixes)
        if entry.rejects:
            moment = pd.Timestamp(entry.received, unit="s", tz="UTC")
            rejects += [(f"{identity}-{at}", moment, *row) for at, row in enumerate(entry.rejects)]
    return Batch(
        datetime.fromtimestamp(received, UTC),
        _observation_frame(rows) if rows else None,
        _fix_frame(fixes) if fixes else None,
        pd.DataFrame(rejects, columns=["record_id", "received", *REJECT_COLUMNS]) if rejects else None,
    )


def _parts(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for at in range(0, len(frame), _MOST_ROWS):
        yield frame.iloc[at : at + _MOST_ROWS]


def _microseconds(column: pd.Series) -> list[int]:
    if not isinstance(column.dtype, pd.DatetimeTZDtype):
        raise InputError("The times of a delivery do not say their time zone.", details=str(column.dtype))
    naive = column.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy()
    found: list[int] = naive.astype("datetime64[us]").astype(np.int64).tolist()
    return found


def _numbers(column: pd.Series) -> list[float | None]:
    values = pd.to_numeric(column).to_numpy(dtype=np.float64, na_value=np.nan).tolist()
    return [None if value != value else value for value in values]


def _rows(frame: pd.DataFrame) -> list[ObservationRow]:
    missing = [name for name in OBSERVATION_COLUMNS if name not in frame.columns]
    if missing:
        raise InputError("A delivery lacks the columns {columns}.", columns=", ".join(missing))
    columns = (
        frame["station_id"].astype(str),
        frame["property"].astype(str),
        _microseconds(frame["time"]),
        frame["interval"].astype("int64").tolist(),
        _numbers(frame["value"]),
        frame["flag"].astype(str),
    )
    return list(zip(*columns, strict=True))


def _fixes(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    columns: list[Iterable[object]] = []
    for name in FIX_COLUMNS:
        if name == "time":
            columns.append(_microseconds(frame[name]))
        elif pd.api.types.is_float_dtype(frame[name].dtype):
            columns.append(_numbers(frame[name]))
        else:
            columns.append(frame[name].tolist())
    return list(zip(*columns, strict=True))


def _rejects(frame: pd.DataFrame, source: str) -> list[RejectRow]:
    texts = [[_text(cell) for cell in frame[name]] if name in frame else [""] * len(frame) for name in REJECT_COLUMNS]
    raws = [_bytes(cell) for cell in frame["raw"]] if "raw" in frame else [b""] * len(frame)
    sources = [text or source for text in texts[0]]
    return list(zip(sources, *texts[1:4], raws, strict=True))


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else "" if cell is None or cell is pd.NA or cell != cell else str(cell)


def _bytes(cell: object) -> bytes:
    return bytes(cell) if isinstance(cell, (bytes, bytearray)) else _text(cell).encode("utf-8", "replace")


def _instants(values: Sequence[object]) -> pd.DatetimeIndex:
    moments = np.array(values, dtype=np.int64).astype("datetime64[us]").astype("datetime64[ns]")
    return pd.DatetimeIndex(moments).tz_localize("UTC")


def _observation_frame(rows: list[ObservationRow]) -> pd.DataFrame:
    station, prop, time, interval, value, flag = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "station_id": np.array(station, dtype=object),
            "property": np.array(prop, dtype=object),
            "time": _instants(time),
            "interval": np.array(interval, dtype=np.int64),
            "value": np.array(value, dtype=np.float64),
            "flag": np.array(flag, dtype=object),
        }
    )


def _fix_frame(fixes: list[Sequence[object]]) -> pd.DataFrame:
    frame = pd.DataFrame(fixes, columns=list(FIX_COLUMNS))
    numbers = [name for name in ("lon", "lat", "accuracy_m", "speed_ms", "course_deg", "altitude_m") if name in frame]
    numbers += [name for name in ("source_lon", "source_lat") if name in frame]
    frame = frame.astype(dict.fromkeys(numbers, np.float64))
    return frame.assign(time=_instants(frame["time"].tolist()))
