"""Checks a frame of fixes before it is stored."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ..errors import InputError

__all__ = ["FIX_FRAME_COLUMNS", "POSITION_SCHEMA", "check_fixes", "fix_frame"]

_MEASURES = ("accuracy_m", "speed_ms", "course_deg", "altitude_m")
_ORIGINAL = ("source_lon", "source_lat")
_TEXTS = ("source", "datum")
FIX_FRAME_COLUMNS = ("resource_id", "time", "lon", "lat", *_MEASURES, "source", "received", "datum", *_ORIGINAL)
_EARLIEST = pd.Timestamp("1980-01-01", tz="UTC")
_LATEST = pd.Timestamp("2200-01-01", tz="UTC")

POSITION_SCHEMA = pa.schema(
    [
        ("resource_id", pa.string()),
        ("time", pa.timestamp("us", "UTC")),
        ("lon", pa.float64()),
        ("lat", pa.float64()),
        *((name, pa.float32()) for name in _MEASURES),
        ("source", pa.string()),
        ("received", pa.timestamp("us", "UTC")),
        ("datum", pa.string()),
        # As sent, where that is not WGS-84.
        *((name, pa.float64()) for name in _ORIGINAL),
    ]
)


def check_fixes(frame: pd.DataFrame, received: pd.Timestamp) -> pa.Table:
    """Fixes as the lake keeps them, sorted by resource and time, the first of each key; what is missing is null.

    Raises
    ------
    InputError
        A column is missing, a time is naive or impossible, a place is not on earth, a fix has no resource.
    """
    missing = [name for name in ("resource_id", "time", "lon", "lat") if name not in frame.columns]
    if missing:
        raise InputError(
            "The fixes lack the columns {names}.", hint="Give resource_id, time, lon and lat.", names=", ".join(missing)
        )
    if not isinstance(frame["time"].dtype, pd.DatetimeTZDtype):
        raise InputError("The times of the fixes have no zone.", hint="Give instants with a time zone, e.g. in UTC.")
    time, lon, lat = frame["time"], frame["lon"].astype(float), frame["lat"].astype(float)
    names = frame["resource_id"]
    if names.isna().any() or (names == "").any():
        raise InputError("A fix does not say whose it is.", hint="Fill the column resource_id.")
    if not time.between(_EARLIEST, _LATEST).all():
        raise InputError("A fix has an impossible time.", hint="Reject such fixes first.")
    if not (lon.abs().le(180) & lat.abs().le(90)).all():
        raise InputError("A fix is not on earth.", hint="Reject such fixes first.")
    codes, distinct = pd.factorize(names.astype(str).to_numpy(dtype=object), sort=True)
    instants = time.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy().astype("datetime64[us]").astype(np.int64)
    order = np.lexsort((instants, codes))
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(codes[order]) != 0) | (np.diff(instants[order]) != 0)
    kept = order[first]
    datum = _column(frame, "datum", "wgs84").fillna("wgs84")
    shifted = (datum != "wgs84").to_numpy()
    columns: dict[str, pa.Array] = {
        "resource_id": pa.DictionaryArray.from_arrays(
            pa.array(codes[kept], pa.int32()), pa.array(distinct, pa.string())
        ),
        "time": pa.array(instants[kept], pa.int64()).cast(pa.timestamp("us", "UTC")),
        "lon": pa.array(lon.to_numpy()[kept]),
        "lat": pa.array(lat.to_numpy()[kept]),
    }
    for name in _MEASURES:
        values = _column(frame, name, np.nan).to_numpy(dtype=np.float64, na_value=np.nan)[kept]
        columns[name] = pa.array(values.astype(np.float32), pa.float32(), from_pandas=True)
    for name in _ORIGINAL:
        values = _column(frame, name, np.nan).to_numpy(dtype=np.float64, na_value=np.nan)
        columns[name] = pa.array(np.where(shifted, values, np.nan)[kept], pa.float64(), from_pandas=True)
    for name, column in (("source", _column(frame, "source", "")), ("datum", datum)):
        columns[name] = pa.array(column.to_numpy(dtype=object)[kept], pa.string(), from_pandas=True).dictionary_encode()
    arrived = pd.to_datetime(_column(frame, "received", received), utc=True).fillna(received)
    moments = arrived.dt.tz_localize(None).to_numpy().astype("datetime64[us]")[kept]
    columns["received"] = pa.array(moments.astype(np.int64), pa.int64()).cast(pa.timestamp("us", "UTC"))
    return pa.table({name: columns[name] for name in POSITION_SCHEMA.names})


def fix_frame(table: pa.Table) -> pd.DataFrame:
    """Fixes as `DataCentre.fixes` gives them.

    Arrow converts without Python's lock: the window draws meanwhile.
    """
    for at, field in enumerate(table.schema):
        column = table.column(at)
        if pa.types.is_timestamp(field.type):
            column = column.cast(pa.timestamp("ns", "UTC"))
        elif field.type == pa.float32():
            column = column.cast(pa.float64())
        elif not column.null_count:
            column = pc.dictionary_encode(column) if pa.types.is_string(field.type) else column
        table = table.set_column(at, field.name, column)
    frame = table.to_pandas()
    texts = [field.name for field in table.schema if not pa.types.is_primitive(field.type)]
    return frame.assign(**{name: frame[name].astype(object) for name in texts})


def _column(frame: pd.DataFrame, name: str, missing: object) -> pd.Series:
    return frame[name] if name in frame.columns else pd.Series([missing] * len(frame), index=frame.index)
