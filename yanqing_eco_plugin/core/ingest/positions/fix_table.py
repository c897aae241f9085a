"""Fixes in a CSV table with English or Chinese headings."""

from __future__ import annotations

import csv
import io

from ...errors import InputError
from .fixes import KMH, KNOT, DecodedFixes, FixBuilder, Source, number
from .moments import seconds_of

__all__ = ["decode_csv"]

_NAMES = {
    "unit_id": (
        "unit_id",
        "unit",
        "id",
        "device",
        "device_id",
        "deviceid",
        "imei",
        "终端号",
        "设备编号",
        "车牌号",
        "车牌",
    ),
    "time": ("time", "timestamp", "fix_time", "datetime", "utc", "定位时间", "时间", "gps时间"),
    "lon": ("lon", "lng", "longitude", "x", "经度"),
    "lat": ("lat", "latitude", "y", "纬度"),
    "accuracy": ("accuracy", "accuracy_m", "acc", "精度"),
    "speed": ("speed", "speed_ms", "speed_kmh", "speed_kn", "速度"),
    "course": ("course", "course_deg", "bearing", "heading", "direction", "方向"),
    "altitude": ("altitude", "altitude_m", "alt", "ele", "elevation", "高程", "海拔"),
    "valid": ("valid", "有效"),
}
_SPEEDS = {"km/h": KMH, "m/s": 1.0, "kn": KNOT}
_ENDINGS = {"speed_ms": "m/s", "speed_kmh": "km/h", "speed_kn": "kn"}
_INVALID = frozenset({"0", "false", "no", "n", "f", "否"})


def decode_csv(data: bytes, source: Source) -> DecodedFixes:
    """Fixes of a comma-, semicolon- or tab-separated table with a heading.

    The text is UTF-8 or GB 18030. Times without zone are local (`Source.utc_offset_hours`), the unit of speed is in the
    heading (``speed_ms``, ``speed_kmh``, ``speed_kn``) or `Source.speed_unit`.

    Raises
    ------
    InputError
        There is no heading with a longitude, a latitude and a time, or the unit of speed is unknown.
    """
    if source.speed_unit not in _SPEEDS:
        raise InputError("There is no unit of speed “{unit}”.", hint="Choose km/h, m/s or kn.", unit=source.speed_unit)
    builder = FixBuilder(source)
    text = _text(data)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    lines = csv.reader(io.StringIO(text.replace("\0", "\ufffd"), newline=""), delimiter=delimiter)
    try:
        heading = [cell.strip().lower() for cell in next(lines, [])]
    except csv.Error as error:
        raise InputError("This is no table.", hint="Give a CSV file.", details=str(error)) from error
    places = {
        field: next((heading.index(name) for name in names if name in heading), -1) for field, names in _NAMES.items()
    }
    if min(places["lon"], places["lat"], places["time"]) < 0:
        raise InputError(
            "The table has no longitude, latitude or time.",
            hint="Name the columns unit_id, time, lon and lat.",
            details=", ".join(heading)[:200],
        )
    speed_name = heading[places["speed"]] if places["speed"] >= 0 else ""
    factor = _SPEEDS[_ENDINGS.get(speed_name, source.speed_unit)]
    while True:
        try:
            row = next(lines)
        except StopIteration:
            break
        except csv.Error as error:
            builder.log.add("end", "bad_row", str(error))
            continue
        if row:
            _row(builder, f"line {lines.line_num}", row, places, factor)
    return builder.result()


def _row(builder: FixBuilder, place: str, row: list[str], places: dict[str, int], factor: float) -> None:
    def cell(field: str) -> str:
        at = places[field]
        return row[at].strip() if 0 <= at < len(row) else ""

    raw = ",".join(row)[:2_000].encode("utf-8", "replace")
    seconds = seconds_of(cell("time"), builder.source.utc_offset_hours)
    if seconds is None:
        builder.log.add(place, "bad_time", cell("time")[:40], raw)
        return
    builder.add(
        place,
        raw,
        unit_id=cell("unit_id"),
        seconds=seconds,
        lon=cell("lon"),
        lat=cell("lat"),
        accuracy_m=cell("accuracy"),
        speed_ms=number(cell("speed")) * factor,
        course_deg=cell("course"),
        altitude_m=cell("altitude"),
        valid=cell("valid").lower() not in _INVALID,
    )


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
