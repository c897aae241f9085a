"""What the report of an incident says, part by part; writers turn it into Word or a page of HTML."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from .incident_chart import timeline_chart
from .incident_record import IncidentRecord
from .incident_words import incident_word

__all__ = ["Heading", "Paragraph", "Part", "Picture", "Rows", "incident_report"]

_LEVELS = {1: "I", 2: "II", 3: "III", 4: "IV"}
_FACTS = ("incident_id", "name", "kind", "level", "phase", "opened_at", "contained_at", "closed_at", "place")
_MORE_FACTS = ("substance", "termination", "description", "note")
_STATES = ("ordered", "acknowledged", "moving", "on_scene", "done", "released")
_MOST_PHOTOS = 40


@dataclass(frozen=True)
class Heading:
    """A heading; level 0 is the title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; `warning` is set off."""

    text: str
    warning: bool = False


@dataclass(frozen=True)
class Rows:
    """A table with a heading row, which may be empty; `widths` are shares of the page."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Picture:
    """A PNG, JPEG or WebP with what stands below it; `width` is a share of the page."""

    data: bytes
    caption: str
    width: float = 1.0


Part = Heading | Paragraph | Rows | Picture


def incident_report(record: IncidentRecord, *, made: pd.Timestamp, language: str = "zh") -> list[Part]:
    """The parts of the report in order; `made` is the moment of writing."""

    def say(key: str) -> str:
        return incident_word(key, language)

    parts: list[Part] = [Heading(say("title"), 0), Paragraph(str(record.incident["title"]))]
    if record.synthetic:
        parts.append(Paragraph(say("synthetic"), warning=True))
    if record.incident.get("exercise") == 1:
        parts.append(Paragraph(say("exercise"), warning=True))
    parts.append(Paragraph(f"{say('made')}: {record.clock(made)}"))
    parts += [Heading(say("facts")), Rows((), tuple(_facts(record, language)), (0.25, 0.75))]
    parts += [Heading(say("orders")), _orders(record, language)]
    if len(record.orders):
        picture = io.BytesIO()
        timeline_chart(record, language=language).savefig(picture, format="png")
        parts += [Heading(say("timeline")), Picture(picture.getvalue(), "")]
    parts += [Heading(say("measures")), _measures(record, language)]
    parts += [Heading(say("areas")), _areas(record, language) if len(record.areas) else Paragraph(say("nothing"))]
    parts += [Heading(say("log")), _log(record, language), *_photos(record)]
    return parts


def _facts(record: IncidentRecord, language: str) -> Iterator[tuple[str, str]]:
    incident = record.incident
    point = incident.get("geometry")
    told = {
        "name": str(incident["title"]),
        "kind": incident_word(str(incident["kind"]), language),
        "level": _LEVELS.get(incident["level"], "–"),
        "phase": incident_word(str(incident["phase"]), language),
        "place": f"{point.x:.5f}, {point.y:.5f}" if point is not None and not point.is_empty else "–",
        **{name: record.clock(incident[name]) for name in ("opened_at", "contained_at", "closed_at")},
    }
    for name in _FACTS:
        yield incident_word(name, language), told.get(name) or str(incident.get(name) or "–")
    for name in _MORE_FACTS:
        if isinstance(incident.get(name), str) and incident[name]:
            yield incident_word(name, language), incident[name]


def _orders(record: IncidentRecord, language: str) -> Part:
    if record.orders.empty:
        return Paragraph(incident_word("nothing", language))
    heading = ("resource", "state", *_STATES)
    rows = []
    for order in record.orders.to_dict("records"):
        times = (record.clock(order[f"{state}_at"])[11:] or "–" for state in _STATES)
        rows.append((record.name_of(order["resource_id"]), incident_word(order["state"], language), *times))
    widths = (0.2, 0.14, *(0.11 for _ in _STATES))
    return Rows(tuple(incident_word(name, language) for name in heading), tuple(rows), widths)


def _measures(record: IncidentRecord, language: str) -> Rows:
    names = dict(zip(record.orders["order_id"], map(record.name_of, record.orders["resource_id"])))
    rows = []
    for row in record.measures.to_dict("records"):
        if pd.isna(row["value"]):
            continue
        met = "–" if pd.isna(row["met"]) else incident_word("yes" if row["met"] else "no", language)
        target = "–" if pd.isna(row["target"]) else _figure(row["target"], row["unit"])
        subject = str(names.get(row["subject"], row["subject"]) or "–")
        rows.append((incident_word(row["measure"], language), subject, _figure(row["value"], row["unit"]), target, met))
    heading = tuple(incident_word(name, language) for name in ("measure", "subject", "value", "target", "met"))
    return Rows(heading, tuple(rows), (0.28, 0.32, 0.14, 0.14, 0.12))


def _figure(value: float, unit: str) -> str:
    if unit != "s":
        return f"{value:g}"
    sign = "-" if value < 0 else ""
    minutes, seconds = divmod(round(abs(value)), 60)
    return f"{sign}{minutes}:{seconds:02d} min"


def _areas(record: IncidentRecord, language: str) -> Rows:
    heading = tuple(incident_word(name, language) for name in ("endpoint", "concentration", "reach", "model", "note"))
    rows = tuple(
        (str(row.endpoint), f"{row.concentration_g_m3 * 1e3:g}", f"{row.reach_m:.0f}", str(row.model), str(row.note))
        for row in record.areas.itertuples()
    )
    return Rows(heading, rows, (0.16, 0.16, 0.14, 0.3, 0.24))


def _log(record: IncidentRecord, language: str) -> Rows:
    rows = []
    for entry in record.log.to_dict("records"):
        about, _, what = str(entry["event"] or "").partition(".")
        said = (
            [] if not what else [incident_word(str(entry["event"]) if about in ("fence", "roads") else what, language)]
        )
        if entry["resource_id"]:
            said.insert(0, record.name_of(entry["resource_id"]))
        if entry["kind"] == "measurement":
            said.append(f"{entry['property']} = {entry['value']:g} {entry['unit'] or ''}".strip())
        if entry["text"]:
            said.append(str(entry["text"]))
        kind = incident_word(str(entry["kind"]), language)
        rows.append((record.clock(entry["time"]), kind, " ".join(said), _author(entry["author"], language)))
    heading = tuple(incident_word(name, language) for name in ("time", "kind", "entry", "author"))
    return Rows(heading, tuple(rows), (0.25, 0.12, 0.47, 0.16))


def _author(name: object, language: str) -> str:
    """Who wrote an entry; what follows from tracks says so in the report's language."""
    return incident_word("track", language) if name == "track" else str(name or "–")


def _photos(record: IncidentRecord) -> Iterator[Picture]:
    for entry in record.log[record.log["photo"].notna()].head(_MOST_PHOTOS).to_dict("records"):
        yield Picture(bytes(entry["photo"]), f"{record.clock(entry['time'])} {entry['text'] or ''}".strip(), 0.6)
