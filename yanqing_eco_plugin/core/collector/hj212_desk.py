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

from ..ingest.hj212 import Frame, Header, Rubbish, build_frame
from .entries import Entry, RejectRow
from .hj212_connection import Hj212Connection
from .hj212_records import Reading, RecordReader
from .hj212_settings import Hj212Settings
from .limits import RateLimiter, RejectQuota
from .source import Intake

__all__ = ["Hj212Desk"]

_LOG = logging.getLogger(__name__)
_MOST_RAW = 10_100  # the longest frame
_MOST_DETAIL = 400  # characters
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
        self._quiet_until: dict[str, float] = {}
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
            if self._may_log("refusal"):
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
        try:
            reading = self._reader.read(frame, received, self._began(connection, frame))
        except Exception as error:  # noqa: BLE001 - it costs this frame, which is kept, not the connection
            reading = Reading(rejects=[("undecodable", repr(error)[:_MOST_DETAIL])])
            self._log_fault(connection, error)
        rejects, withheld = self._rejects(connection, raw, frame, reading, now)
        self.counts["observations"] += len(reading.rows)
        self.counts["rejects"] += len(reading.rejects)
        # What is not kept is not acknowledged: the device has it still.
        answer = b"" if withheld else _acknowledgement(frame.header)
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
            # One record for each reason, however many factors: each holds the whole frame.
            details: dict[str, list[str]] = {}
            for reason, detail in reading.rejects:
                details.setdefault(reason, []).append(detail)
            for reason, said in details.items():
                # A registered device has a quota of its own; strangers share their address's, they can invent numbers.
                sender = mn if reason != "unknown_station" else connection.peer
                if self._sound_quota.admits(sender, reason, raw, now):
                    kept.append(("hj212", place, reason, _joined(said), raw[:_MOST_RAW]))
                else:
                    withheld = True
            fresh = [code for code in reading.strangers if (mn, code) not in self._told_factors]
            if fresh and len(self._told_factors) < 100_000:
                self._told_factors.update((mn, code) for code in fresh)
                kept.append(("hj212", place, "unknown_factor", _joined(fresh), raw[:_MOST_RAW]))
        return kept, withheld

    def refuse(self, connection: Hj212Connection, rubbish: Rubbish, now: float) -> None:
        """Bytes that are no frame, or a whole frame whose content cannot be used: that one is kept and then acknowledged."""
        if self._ending:
            return  # we hung up in the middle of a frame, which will come again
        self.counts["bad_frames"] += 1
        header = rubbish.header
        quota, mn = (self._quota, connection.last_mn) if header is None else (self._sound_quota, header.mn)
        if rubbish.fault is not None:
            self._log_fault(connection, rubbish.fault)
        if quota.admits(connection.peer, rubbish.reason, rubbish.raw, now):
            place = f"byte {rubbish.offset} from {connection.peer}"
            row = ("hj212", place, rubbish.reason, f"MN={mn[:40]}" if mn else "", rubbish.raw[:_MOST_RAW])
            ticket = self._intake.give(Entry(time.time(), rejects=[row]))
            answer = b"" if header is None else _acknowledgement(header)
            if answer:
                self._answer_after(ticket, connection, answer)
        self._slow_down(connection, connection.peer, now)

    def _began(self, connection: Hj212Connection, frame: Frame) -> datetime | None:
        """``DataTime`` of the first packet of a message that comes in several (HJ 212-2017, PNUM and PNO)."""
        header = frame.header
        if (header.pnum or 1) <= 1 or header.qn is None:
            return None
        key, times = (header.mn, header.qn), connection.split_times
        if frame.data_time is not None:
            times[key] = frame.data_time
            while len(times) > _MOST_SPLIT:
                del times[next(iter(times))]
            return None
        return times.get(key)

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
            if connection.deaf_since is not None and now - connection.deaf_since > settings.idle_s:
                self._count("deaf_connections")
                connection.hang_up()
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

    def _log_fault(self, connection: Hj212Connection, fault: Exception) -> None:
        if self._may_log("fault"):
            _LOG.error("a frame from %s could not be read and is kept", connection.peer, exc_info=fault)

    def _may_log(self, news: str) -> bool:
        """Once a second for each kind of news, however fast it is sent to us."""
        now = self._loop.time()
        if now < self._quiet_until.get(news, now):
            return False
        self._quiet_until[news] = now + 1.0
        return True

    def _count(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1


def _joined(said: list[str]) -> str:
    text = ", ".join(said)
    return text if len(text) <= _MOST_DETAIL else f"{text[:_MOST_DETAIL]} … ({len(said)} in all)"


def _acknowledgement(header: Header) -> bytes:
    """The answer 9014 to a notice of data; empty where none is wanted or the header holds signs that cannot be sent back."""
    if not header.wants_acknowledgement:
        return b""
    version = (header.flag or 0) >> 2
    try:
        return build_frame(mn=header.mn, cn="9014", st="91", pw=header.pw or "123456", qn=header.qn, flag=version << 2)
    except ValueError:
        return b""
