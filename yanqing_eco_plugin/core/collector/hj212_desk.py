"""What happens to each HJ 212 frame: read, made durable, acknowledged; or refused and kept in quarantine."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import time
from collections import Counter
from collections.abc import MutableMapping
from datetime import datetime
from functools import partial

from ..ingest.hj212 import Frame, Rubbish, build_frame
from .entries import Entry, RejectRow
from .hj212_connection import Hj212Connection
from .hj212_records import Reading, RecordReader
from .hj212_settings import Hj212Settings
from .limits import RateLimiter, RejectQuota
from .source import Intake

__all__ = ["Hj212Desk"]

_LOG = logging.getLogger(__name__)
_MOST_RAW = 10_100  # the longest frame
_MOST_SPLIT = 16  # messages in several packets that one connection may have under way
_HEARTBEAT = "9015"
# Sound frames of devices not registered yet are worth more than rubbish: so many times as many are kept.
_SOUND_SHARE = 30


class Hj212Desk:
    """Serves every connection of the listener.

    Parameters
    ----------
    intake
        Where records become durable; nothing is acknowledged before.
    counts
        Counters of the metrics page.
    """

    def __init__(
        self, settings: Hj212Settings, reader: RecordReader, intake: Intake, counts: MutableMapping[str, float]
    ) -> None:
        self._settings, self._reader, self._intake, self.counts = settings, reader, intake, counts
        self.connections: set[Hj212Connection] = set()
        self._per_address: Counter[str] = Counter()
        self._rates = RateLimiter(settings.frames_per_s, settings.burst)
        self._quota = RejectQuota(settings.rejects_per_minute)
        self._sound_quota = RejectQuota(settings.rejects_per_minute * _SOUND_SHARE)
        self._told_factors: set[tuple[str, str]] = set()
        self._ticket: asyncio.Future[None] | None = None
        self._answers: list[tuple[Hj212Connection, bytes]] = []
        self._loop = asyncio.get_running_loop()
        self._ending = False
        self._tell_refusals_from = 0.0
        self.last_frame: float | None = None  # wall clock
        for name in ("frames", "bad_frames", "heartbeats", "observations", "rejects", "acks", "refused_connections"):
            counts.setdefault(name, 0)

    # -- connections ---------------------------------------------------------------------------------------------------

    def admit(self, connection: Hj212Connection) -> bool:
        """Whether a device may connect: its network is allowed, and there is room for it."""
        settings = self._settings
        reason = ""
        if self._ending or len(self.connections) >= settings.most_connections:
            reason = "too many connections"
        elif self._per_address[connection.peer] >= settings.most_per_address:
            reason = "too many connections from this address"
        elif settings.allow and not self._allowed(connection.peer):
            reason = "its network is not allowed"
        if reason:
            self.counts["refused_connections"] += 1
            if self._loop.time() >= self._tell_refusals_from:
                self._tell_refusals_from = self._loop.time() + 1.0
                _LOG.warning("a connection from %s was refused: %s", connection.peer, reason)
            return False
        self.connections.add(connection)
        self._per_address[connection.peer] += 1
        if not self._intake.has_room:
            connection.pause("room")
        return True

    def leave(self, connection: Hj212Connection) -> None:
        """A device is gone."""
        self.connections.discard(connection)
        self._per_address[connection.peer] -= 1
        if self._per_address[connection.peer] <= 0:
            del self._per_address[connection.peer]

    def _allowed(self, peer: str) -> bool:
        try:
            address = ipaddress.ip_address(peer.partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)
        return any((mapped or address) in network for network in self._settings.allow)

    # -- frames --------------------------------------------------------------------------------------------------------

    def take(self, connection: Hj212Connection, raw: bytes, frame: Frame, now: float) -> None:
        """One sound frame."""
        received = self.last_frame = time.time()
        self.counts["frames"] += 1
        for dialect in frame.dialects:
            name = f"dialect_{dialect}"
            self.counts[name] = self.counts.get(name, 0) + 1
        mn = connection.last_mn = frame.header.mn
        if frame.header.cn == _HEARTBEAT:
            self.counts["heartbeats"] += 1
        reading = self._reader.read(frame, received, self._began(connection, frame))
        rejects, withheld = self._rejects(connection, raw, frame, reading, now)
        self.counts["observations"] += len(reading.rows)
        self.counts["rejects"] += len(reading.rejects)
        # What is not kept is not acknowledged: the device has it still.
        answer = _acknowledgement(frame) if frame.header.wants_acknowledgement and not withheld else b""
        if reading.rows or rejects:
            ticket = self._intake.give(Entry(received, reading.rows, rejects))
            if answer:
                self._answer_after(ticket, connection, answer)
        elif answer:
            connection.send(answer)
            self.counts["acks"] += 1
        self._slow_down(connection, mn if not reading.rejects else connection.peer, now)

    def _rejects(
        self, connection: Hj212Connection, raw: bytes, frame: Frame, reading: Reading, now: float
    ) -> tuple[list[RejectRow], bool]:
        """What of a sound frame goes to quarantine, and whether its sender is beyond what is kept one by one."""
        kept: list[RejectRow] = []
        withheld = False
        if reading.rejects or reading.strangers:
            mn = frame.header.mn
            place = f"MN={mn[:40]} CN={frame.header.cn} from {connection.peer}"
            for reason, detail in reading.rejects:
                # A registered device has a quota of its own; strangers share their address's, they can invent numbers.
                sender = mn if reason != "unknown_station" else connection.peer
                if self._sound_quota.admits(sender, reason, raw, now):
                    kept.append(("hj212", place, reason, detail, raw[:_MOST_RAW]))
                else:
                    withheld = True
            for code in reading.strangers:
                if (mn, code) not in self._told_factors and len(self._told_factors) < 100_000:
                    self._told_factors.add((mn, code))
                    kept.append(("hj212", place, "unknown_factor", code, raw[:_MOST_RAW]))
        return kept, withheld

    def refuse(self, connection: Hj212Connection, rubbish: Rubbish, now: float) -> None:
        """Bytes that are no frame."""
        if self._ending:
            return  # we hung up in the middle of a frame, which will come again
        self.counts["bad_frames"] += 1
        if self._quota.admits(connection.peer, rubbish.reason, rubbish.raw, now):
            place = f"byte {rubbish.offset} from {connection.peer}"
            detail = f"MN={connection.last_mn}" if connection.last_mn else ""
            row = ("hj212", place, rubbish.reason, detail, rubbish.raw[:_MOST_RAW])
            self._intake.give(Entry(time.time(), rejects=[row]))
        self._slow_down(connection, connection.peer, now)

    def _began(self, connection: Hj212Connection, frame: Frame) -> datetime | None:
        """``DataTime`` of the first packet of a message that comes in several (HJ 212-2017, PNUM and PNO)."""
        header = frame.header
        if (header.pnum or 1) <= 1 or header.qn is None:
            return None
        key, times = (header.mn, header.qn), connection.split_times
        if "DataTime" in frame.fields:
            times[key] = frame.fields["DataTime"]
            while len(times) > _MOST_SPLIT:
                del times[next(iter(times))]
            return None
        text = times.get(key)
        return datetime.strptime(text[:14], "%Y%m%d%H%M%S") if text else None

    def _slow_down(self, connection: Hj212Connection, sender: str, now: float) -> None:
        wait = self._rates.take(sender, now)
        if wait > 0 and not connection.paused:
            self.counts["slowed"] = self.counts.get("slowed", 0) + 1
            connection.pause("rate")
            self._loop.call_later(min(wait, 60.0), connection.resume, "rate")
        if not self._intake.has_room:
            connection.pause("room")

    def _answer_after(self, ticket: asyncio.Future[None], connection: Hj212Connection, answer: bytes) -> None:
        if ticket is not self._ticket:
            self._ticket, self._answers = ticket, []
            ticket.add_done_callback(partial(self._answer, self._answers))
        self._answers.append((connection, answer))

    def _answer(self, answers: list[tuple[Hj212Connection, bytes]], ticket: asyncio.Future[None]) -> None:
        if ticket.cancelled() or ticket.exception() is not None:
            return
        for connection, answer in answers:
            connection.send(answer)
        self.counts["acks"] += len(answers)

    # -- every second --------------------------------------------------------------------------------------------------

    def sweep(self) -> None:
        """Hang up on the silent and on those that never finish a frame; write the summaries that are due."""
        now = self._loop.time()
        settings = self._settings
        for connection in list(self.connections):
            if connection.paused:
                continue
            if connection.partial_since is not None and now - connection.partial_since > settings.frame_s:
                self._count("slow_connections")
                connection.hang_up()
            elif now - connection.heard > settings.idle_s:
                self._count("idle_connections")
                connection.hang_up()
        self.summarise()

    def summarise(self, *, every: bool = False) -> None:
        """Keep in quarantine how many rejects there were beyond those kept one by one."""
        now = self._loop.time()
        for sender, summary in [*self._quota.due(now, every=every), *self._sound_quota.due(now, every=every)]:
            told = ", ".join(f"{reason}: {count}" for reason, count in sorted(summary.reasons.items()))
            row = ("hj212", sender, "flood", f"{summary.count} more within a minute ({told})", summary.last)
            self._intake.give(Entry(time.time(), rejects=[row]))

    def resume_all(self) -> None:
        """The intake has room again."""
        for connection in list(self.connections):
            connection.resume("room")

    def end(self) -> None:
        """Read nothing more; what was read is still acknowledged."""
        self._ending = True
        for connection in list(self.connections):
            connection.pause("end")

    def forget_factors(self) -> None:
        """Tell unknown factors once more, after the register or a day has changed."""
        self._told_factors.clear()

    def _count(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1


def _acknowledgement(frame: Frame) -> bytes:
    """The answer 9014 to a notice of data; empty where the header holds signs that cannot be sent back."""
    header = frame.header
    version = (header.flag or 0) >> 2
    try:
        return build_frame(mn=header.mn, cn="9014", st="91", pw=header.pw or "123456", qn=header.qn, flag=version << 2)
    except ValueError:
        return b""
