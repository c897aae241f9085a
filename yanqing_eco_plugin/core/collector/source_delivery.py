"""From what a decoder read to what the intake takes: names become stations, bad fixes become rejects."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import cast

import pandas as pd

from ..datum import DATUMS, Datum
from ..errors import InputError
from ..ingest import REJECT_COLUMNS, Decoded, resolve_stations
from ..ingest.positions import REASONS, DecodedFixes, FixLimits, LiveTracks, Source, accept_fixes
from .limits import RejectQuota
from .section import Section
from .source import Delivery, SourceContext

__all__ = ["FixRules", "RejectSieve", "fix_rules", "joined", "observed", "reject", "told"]

# So many `resolve_stations` writes into one reject.
_ROWS_OF_A_REJECT = 20
# Fixes that say nothing new: counted, but no matter for the quarantine.
_NOTHING_NEW = frozenset({"duplicate", "flood", "static"})


@dataclass(frozen=True)
class FixRules:
    """How the fixes of a source are read and judged.

    Attributes
    ----------
    datum, utc_offset_hours
        As `ingest.positions.Source` takes them.
    limits
        What a fix has to satisfy.
    tracks
        What came before, for fixes that are news.
    """

    datum: Datum
    utc_offset_hours: float
    limits: FixLimits
    tracks: LiveTracks = field(default_factory=LiveTracks, compare=False, repr=False)

    def source(self, name: str, unit_id: str = "", received: datetime | None = None) -> Source:
        """What the decoders need to know."""
        return Source(name, self.datum, unit_id, received, self.utc_offset_hours)

    def judge(self, decoded: DecodedFixes, source: str, *, live: bool = True) -> tuple[Delivery, dict[str, int]]:
        """The delivery of what was decoded, and the number of fixes by the reason for which they were refused.

        Fixes are judged alone, beside those of the same payload and, where they are news, beside those that came before.

        Parameters
        ----------
        live
            Whether the fixes are news, to be tested against the clock; not so for files of old tracks.
        """
        if live:
            accepted, refused = self.tracks.judge(decoded.fixes, limits=self.limits, now=datetime.now(UTC))
        else:
            accepted, refused = accept_fixes(decoded.fixes, limits=self.limits)
        worth = refused[~refused["reason"].isin(_NOTHING_NEW)]
        rows = [
            (
                source,
                f"{fix['unit_id']} {fix['time'].isoformat()}",
                fix["reason"],
                REASONS[fix["reason"]],
                pd.Series(fix).to_json(date_format="iso", force_ascii=False).encode("utf-8"),
            )
            for fix in worth.to_dict("records")
        ]
        rejects = pd.DataFrame(rows, columns=list(REJECT_COLUMNS), dtype=object)
        reasons = {str(reason): int(number) for reason, number in refused["reason"].value_counts().items()}
        return _delivery(source, fixes=accepted, rejects=joined([decoded.rejects, rejects])), reasons


class RejectSieve:
    """Keeps a sender that sends nothing but rubbish from filling the quarantine: beyond a number a minute it is summed up.

    Parameters
    ----------
    name
        Of the source.
    per_minute
        Rejects of one sender (a topic, an address, a unit) that are kept one by one.
    """

    def __init__(self, name: str, per_minute: int) -> None:
        self._name = name
        self._quota = RejectQuota(per_minute)

    def sift(self, delivery: Delivery) -> Delivery:
        """The delivery with the rejects that are kept, and the sums of minutes that are over."""
        now = time.monotonic()
        sums = self._sums(now)
        rejects = delivery.rejects
        if rejects is not None:
            kept = [
                self._quota.admits(f"{source} {str(place).partition(' ')[0]}", str(reason), bytes(raw), now)
                for source, place, reason, raw in zip(
                    rejects["source"], rejects["place"], rejects["reason"], rejects["raw"], strict=True
                )
            ]
            rejects = rejects[kept]
        table = joined([*([] if rejects is None else [rejects]), *sums])
        return replace(delivery, rejects=table if len(table) else None)

    def rest(self) -> Delivery:
        """The sums of everything that was not told yet, for the end of the collector."""
        sums = self._sums(time.monotonic(), every=True)
        return Delivery(self._name, rejects=joined(sums) if sums else None)

    def _sums(self, now: float, *, every: bool = False) -> list[pd.DataFrame]:
        return [
            reject(
                self._name,
                sender,
                "flood",
                f"{summed.count} more rejects: " + ", ".join(f"{what} {n}" for what, n in summed.reasons.items()),
                summed.last,
            )
            for sender, summed in self._quota.due(now, every=every)
        ]


def fix_rules(section: Section) -> FixRules:
    """Rules of a source of positions: ``datum``, ``utc_offset_hours`` and a table ``limits``."""
    datum = cast("Datum", section.text("datum", "wgs84", choices=DATUMS))
    offset = section.number("utc_offset_hours", 8.0, low=-14, high=14)
    limits = section.section("limits")
    standard = FixLimits()
    ranges = {
        "max_future_s": (0, 86_400),
        "max_age_s": (1, 366 * 86_400),
        "max_accuracy_m": (1, 100_000),
        "max_speed_ms": (1, 1_000),
        "jitter_m": (0, 10_000),
        "min_interval_s": (0, 3_600),
        "static_radius_m": (0, 10_000),
        "static_keep_s": (1, 86_400),
    }
    numbers = {
        name: limits.number(name, getattr(standard, name), low=low, high=high) for name, (low, high) in ranges.items()
    }
    bounds = _bounds(limits)
    limits.finish()
    return FixRules(datum, offset, FixLimits(bounds, **numbers))


async def observed(context: SourceContext, decoded: Decoded, source: str) -> Delivery:
    """The delivery of what was decoded: stations found by id or name, strangers among the rejects."""
    observations, rejects = decoded.observations, decoded.rejects
    if context.stations is not None and len(observations):
        stations = await context.stations()
        observations, strangers = await asyncio.to_thread(_resolved, observations, stations, source)
        rejects = joined([rejects, *strangers])
    return _delivery(source, observations=observations, rejects=rejects)


def reject(source: str, place: str, reason: str, detail: str, raw: bytes) -> pd.DataFrame:
    """One record for the quarantine."""
    return pd.DataFrame(
        [(source, place, reason, detail[:300], raw[:2_000])], columns=list(REJECT_COLUMNS), dtype=object
    )


def joined(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Rejects of several origins in one table."""
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(REJECT_COLUMNS), dtype=object)


def told(delivery: Delivery) -> bool:
    """Whether there is anything in a delivery at all."""
    return any(frame is not None for frame in (delivery.observations, delivery.fixes, delivery.rejects))


def _delivery(
    source: str,
    *,
    observations: pd.DataFrame | None = None,
    fixes: pd.DataFrame | None = None,
    rejects: pd.DataFrame | None = None,
) -> Delivery:
    def filled(frame: pd.DataFrame | None) -> pd.DataFrame | None:
        return frame if frame is not None and len(frame) else None

    return Delivery(source, filled(observations), filled(fixes), filled(rejects))


def _bounds(limits: Section) -> tuple[float, float, float, float] | None:
    sides = ("west", "south", "east", "north")
    present = [side for side in sides if side in limits]
    if not present:
        return None
    for side in sides:
        if side not in limits:
            limits.missing(side, "all four sides, in degrees")
    west, east = (limits.number(side, 0.0, low=-180, high=180) for side in ("west", "east"))
    south, north = (limits.number(side, 0.0, low=-90, high=90) for side in ("south", "north"))
    if west > east or south > north:
        limits.mistakes.append(
            InputError(
                "The area {key} is empty.",
                hint="Give west below east and south below north.",
                key=limits.path,
            )
        )
    return west, south, east, north


def _resolved(
    observations: pd.DataFrame, stations: pd.DataFrame, source: str
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """The observations of known stations, and rejects that together hold every observation of the others."""
    resolved, strangers = resolve_stations(observations, stations, source=source)
    if strangers.empty:
        return resolved, []
    # A reject holds the first rows of a file that can be brought in again; a message cannot, so each keeps its own rows.
    names = observations.drop_duplicates("station_id")
    numbered = names.assign(value=range(len(names)), station_id=names["station_id"])
    known = names["station_id"].iloc[resolve_stations(numbered, stations)[0]["value"].astype(int)]
    lost = observations[~observations["station_id"].isin(known)]
    pieces = lost.groupby("station_id").cumcount() // _ROWS_OF_A_REJECT
    return resolved, [resolve_stations(piece, stations, source=source)[1] for _, piece in lost.groupby(pieces)]
