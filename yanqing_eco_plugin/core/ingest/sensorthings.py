"""Pages of an OGC SensorThings service (18-088, version 1.1): datastreams and their observations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from ..errors import InputError
from ..standards import PROPERTIES
from .decoded import Decoded
from .json_input import read_json
from .names import property_of_name
from .record_table import RecordReader, clean_text, raw_of
from .times import BAD_TIME, parse_times
from .units import conversion

__all__ = ["Datastream", "DatastreamPage", "ObservationPage", "StreamMeaning", "read_datastreams", "read_page"]

_FORM = "sensorthings"


@dataclass(frozen=True)
class Datastream:
    """A series a service offers, in the service's own names.

    Attributes
    ----------
    key
        Its ``@iot.id`` as it is written in a URL: ``12`` or ``'a''b'``.
    name, thing, observed_property
        Names of the datastream, of the Thing it belongs to and of what it measures.
    thing_key
        The Thing's ``@iot.id`` as text.
    units
        Symbol and name of its unit, those that are not empty.
    """

    key: str
    name: str
    thing: str
    thing_key: str
    observed_property: str
    units: tuple[str, ...]

    def meaning(
        self, stations: Mapping[str, str], properties: Mapping[str, str], units: Mapping[str, str]
    ) -> StreamMeaning | str:
        """What it is to us, or the reason why it is nothing: ``other_station``, ``unknown_property``, ``unknown_unit``.

        Parameters
        ----------
        stations
            Name or id of a Thing → station; an empty table takes every Thing under its own name.
        properties
            Name of an ObservedProperty (or of a datastream) → property, where its usual spelling does not tell.
        units
            The same name → unit, where the service states none or a wrong one.
        """
        station = stations.get(self.thing) or stations.get(self.thing_key) if stations else self.thing
        if not station:
            return "other_station"
        names = [name for name in (self.name, self.observed_property) if name]
        prop = next((properties[name] for name in names if name in properties), None)
        if prop is None:
            prop = next((found for name in reversed(names) if (found := property_of_name(name)[0])), None)
        if prop is None or prop not in PROPERTIES:
            return "unknown_property"
        forced = [units[name] for name in names if name in units]
        unit = next((text for text in (*forced[:1], *self.units) if conversion(prop, text) is not None), None)
        if forced and unit != forced[0]:
            unit = None
        if unit is None and not self.units and conversion(prop, "") is not None:
            unit = ""
        return "unknown_unit" if unit is None else StreamMeaning(station, prop, unit)


@dataclass(frozen=True)
class StreamMeaning:
    """What a datastream's observations are to the data centre."""

    station: str
    prop: str
    unit: str


@dataclass(frozen=True)
class DatastreamPage:
    """A page of datastreams: those that can be used, what is wrong with the others, and the link to the next page."""

    streams: tuple[Datastream, ...]
    faults: tuple[str, ...]
    next_link: str


@dataclass(frozen=True)
class ObservationPage:
    """A page of observations.

    Attributes
    ----------
    decoded
        Observations and rejects.
    count
        Number of entries on the page.
    earliest, latest
        Of the times at which the entries' phenomena begin, the first and the last that is not in the future; None for none.
    ascending
        Whether these times never go back.
    next_link
        As the service gives it; empty on the last page.
    """

    decoded: Decoded
    count: int
    earliest: datetime | None
    latest: datetime | None
    ascending: bool
    next_link: str


def read_datastreams(data: bytes) -> DatastreamPage:
    """The datastreams of a page asked for with ``$expand=Thing,ObservedProperty``; raises `InputError` for no page."""
    entries, link = _page(data)
    streams, faults = [], []
    for position, entry in enumerate(entries, start=1):
        stream = _datastream(entry)
        if stream is None:
            faults.append(f"entry {position} is no datastream with @iot.id, Thing and ObservedProperty")
        else:
            streams.append(stream)
    return DatastreamPage(tuple(streams), tuple(faults), link)


def read_page(
    data: bytes,
    stream: Datastream,
    meaning: StreamMeaning,
    source: str,
    *,
    interval: int = 0,
    now: datetime | None = None,
) -> ObservationPage:
    """The observations of a page.

    A ``phenomenonTime`` that is an interval ``begin/end`` gives the observation's interval; an instant gets `interval`, whose
    end it is. An entry that is wrong becomes a reject and spoils no other.

    Raises
    ------
    InputError
        It is no page at all.
    """
    entries, link = _page(data)
    now = now or datetime.now(UTC)
    reader = RecordReader(source, _FORM, utc_offset_hours=0.0, now=now)
    begins, ends = _times(entries)
    for position, entry in enumerate(entries):
        place = f"Datastream {stream.key} entry {position + 1}"
        if not isinstance(entry, dict):
            reader.log.add(place, "no_object", type(entry).__name__, raw_of(entry)())
            continue
        number = clean_text(entry.get("@iot.id"))
        begin, end = int(begins[position]), int(ends[position])
        known = begin != BAD_TIME and end != BAD_TIME
        reader.add(
            f"Datastream {stream.key} Observation {number}" if number else place,
            raw_of(entry),
            station=meaning.station,
            prop=meaning.prop,
            time=datetime.fromtimestamp(end, UTC) if known else "",
            value=entry.get("result"),
            unit=meaning.unit,
            interval=end - begin if known and end != begin else interval,
        )
    past = begins[(begins != BAD_TIME) & (begins <= now.timestamp())]
    earliest, latest = (_aware(int(past.min())), _aware(int(past.max()))) if len(past) else (None, None)
    ascending = bool(np.all(np.diff(past) >= 0))
    return ObservationPage(reader.result(), len(entries), earliest, latest, ascending, link)


def _page(data: bytes) -> tuple[list[object], str]:
    content = read_json(data)
    entries = content.get("value") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(entries, list):
        raise InputError("This is no page of a SensorThings service.", hint="Check the address of the service.")
    link = content.get("@iot.nextLink")
    return entries, link if isinstance(link, str) else ""


def _datastream(entry: object) -> Datastream | None:
    if not isinstance(entry, dict):
        return None
    thing, observed, unit = (entry.get(name) for name in ("Thing", "ObservedProperty", "unitOfMeasurement"))
    number = entry.get("@iot.id")
    label = clean_text(number)
    if not isinstance(thing, dict) or not isinstance(observed, dict) or not label:
        return None
    units = [clean_text(unit.get(name)) for name in ("symbol", "name")] if isinstance(unit, dict) else []
    return Datastream(
        label if isinstance(number, int) else "'" + label.replace("'", "''") + "'",
        clean_text(entry.get("name")),
        clean_text(thing.get("name")),
        clean_text(thing.get("@iot.id")),
        clean_text(observed.get("name")),
        tuple(text for text in units if text),
    )


def _times(entries: list[object]) -> tuple[np.ndarray, np.ndarray]:
    """UTC seconds at which each entry's phenomenon begins and ends."""
    begins, ends = np.empty(len(entries), dtype=object), np.empty(len(entries), dtype=object)
    for position, entry in enumerate(entries):
        written = entry.get("phenomenonTime") if isinstance(entry, dict) else None
        begin, _, end = (written if isinstance(written, str) else "").partition("/")
        begins[position], ends[position] = begin, end or begin
    return parse_times(begins, utc_offset_hours=0.0), parse_times(ends, utc_offset_hours=0.0)


def _aware(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
