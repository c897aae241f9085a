"""Observations as JSON: our own form, for gateways that speak MQTT or HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from ..errors import InputError
from .decoded import Decoded
from .json_input import TooDeepError, read_json
from .record_table import RecordReader, clean_text, raw_of

__all__ = ["FORM", "MAX_RECORDS", "JsonObservations", "decode_json_observations"]

FORM = "json_observations"
# One message is one station's or one gateway's news, not an archive.
MAX_RECORDS = 10_000


class JsonObservations:
    """Gathers messages, so that many small ones are checked at the price of one.

    A message is a record or a list of records. A record names ``station``, ``time`` and either ``values`` (a table of
    property → number, or → ``{"value", "unit", "flag"}``) or one ``property`` with ``value`` and, where needed, ``unit`` and
    ``flag``; ``interval`` (s) is 0 unless given. ``time`` is the end of the interval, ISO 8601 with a zone, or seconds or
    milliseconds since 1970.

    Parameters
    ----------
    source
        Kept with every reject.
    kind, utc_offset_hours, now
        As `RecordReader` takes them.
    """

    def __init__(
        self,
        source: str,
        *,
        kind: str | None = None,
        utc_offset_hours: float | None = None,
        now: datetime | None = None,
    ) -> None:
        self._reader = RecordReader(source, FORM, kind=kind, utc_offset_hours=utc_offset_hours, now=now)

    def take(self, data: bytes, place: str = "", station: str = "") -> None:
        """Read one message; `station` is that of records which name none."""
        try:
            content = read_json(data)
        except InputError as error:
            reason = "too_deep" if isinstance(error, TooDeepError) else "bad_json"
            self._reader.log.add(place, reason, error.details, data)
            return
        records = content if isinstance(content, list) else [content]
        if len(records) > MAX_RECORDS:
            self._reader.log.add(place, "too_many", f"{len(records)} records", data)
            return
        several = isinstance(content, list)
        for position, record in enumerate(records, start=1):
            where = f"{place} record {position}".strip() if several else place
            raw = raw_of(record) if several else lambda: data
            if isinstance(record, dict):
                self._record(where, raw, record, station)
            else:
                self._reader.log.add(where, "no_object", type(record).__name__, raw())

    def result(self) -> Decoded:
        """What passed and what did not."""
        return self._reader.result()

    def _record(self, place: str, raw: Callable[[], bytes], record: Mapping[str, object], station: str) -> None:
        named = record.get("station", record.get("station_id"))
        values = record.get("values")
        if values is None and "property" in record:
            values = {clean_text(record["property"]): record}
        if not isinstance(values, dict) or not values:
            self._reader.log.add(place, "no_value", "", raw())
            return
        if len(values) > MAX_RECORDS:
            self._reader.log.add(place, "too_many", f"{len(values)} values", raw())
            return
        for prop, entry in values.items():
            told = entry if isinstance(entry, dict) else {"value": entry}
            self._reader.add(
                place,
                raw,
                station=station if named is None else named,
                prop=prop,
                time=record.get("time"),
                value=told.get("value"),
                unit=told.get("unit"),
                interval=record.get("interval", 0),
                flag=told.get("flag"),
            )


def decode_json_observations(
    data: bytes,
    source: str,
    *,
    station: str = "",
    kind: str | None = None,
    utc_offset_hours: float | None = None,
    now: datetime | None = None,
) -> Decoded:
    """Observations and rejects of one message; whatever the bytes are, nothing is raised. See `JsonObservations`."""
    gathered = JsonObservations(source, kind=kind, utc_offset_hours=utc_offset_hours, now=now)
    gathered.take(data, station=station)
    return gathered.result()
