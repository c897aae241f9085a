"""Takes observations and positions from an MQTT broker."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import Cancelled
from .mqtt_payloads import PAYLOADS, BatchDecoded, PayloadRules, decode_batch
from .mqtt_session import Message, MqttSession, SessionSettings
from .section import Section
from .source import Delivery, Source, SourceContext
from .source_delivery import RejectSieve, fix_rules, joined, observed, told
from .source_secrets import client_tls, credentials, warn_without_tls
from .source_state import Backoff, SourceState, checked, pause

__all__ = ["MqttSource", "make_source"]

_TOPICS = {"eco/observations/#": "observations", "owntracks/+/+": "owntracks"}


def make_source(section: Mapping[str, object], name: str, base: Path | None = None) -> Source:
    """The source a table of the configuration describes; raises `InputError` naming the key that is wrong."""
    table = Section(section, name, base=base)
    return checked(table, MqttSource(name, table))


class MqttSource:
    """Reads topics of one broker; see `docs/collector-sources.md` for its keys.

    A message is acknowledged once it is durable. Until then the broker keeps it, whichever of the two is restarted.
    """

    def __init__(self, name: str, section: Section) -> None:
        self.name = name
        self.state = SourceState(name)
        fixes = fix_rules(section)
        topics = _topics(section)
        offset = fixes.utc_offset_hours if "utc_offset_hours" in section else None
        self._rules = PayloadRules(name, topics, fixes, offset)
        self._session = _session_settings(section, tuple(topics))
        self._sieve = RejectSieve(name, section.whole("rejects_per_minute", 60, low=1, high=1_000_000))

    def health(self) -> Mapping[str, object]:
        """See `Source.health`."""
        return self.state.health()

    async def run(self, context: SourceContext) -> None:
        """See `Source.run`."""
        self.state.join(context)
        session = MqttSession(self._session, self.state, asyncio.get_running_loop())
        session.start()
        try:
            while True:
                messages = await session.take(context.stop)
                if await self._store(context, messages):
                    session.done(messages)
        except Cancelled:
            self.state.set(state="stopping")
            rest = self._sieve.rest()
            if told(rest):
                await context.intake.put(rest)
        finally:
            await asyncio.to_thread(session.close)

    async def _store(self, context: SourceContext, messages: Sequence[Message]) -> bool:
        """Make messages durable; false where the collector ends before that could be done."""
        self.state.count("messages", len(messages))
        delivery: Delivery | None = None
        backoff = Backoff(0.2, 30.0)
        pieces = await asyncio.to_thread(decode_batch, messages, self._rules)
        for piece in pieces:
            delivery = None
            while True:
                try:
                    delivery = delivery or await self._delivery(context, piece)
                    if told(delivery):
                        await context.intake.put(delivery)
                        self.state.stored(delivery)
                    break
                except Exception as error:  # noqa: BLE001 - whatever it is, the broker keeps what is not stored
                    self.state.failed(error, "storing")
                    if await pause(context.stop, backoff.next()):
                        return False
        return True

    async def _delivery(self, context: SourceContext, piece: BatchDecoded) -> Delivery:
        rejects = [piece.rejects]
        observations = fixes = None
        if piece.observations is not None:
            found = await observed(context, piece.observations, self.name)
            observations = found.observations
            rejects += [found.rejects] if found.rejects is not None else []
        if piece.fixes is not None:
            judged, refused = await asyncio.to_thread(self._rules.fixes.judge, piece.fixes, self.name)
            fixes = judged.fixes
            rejects += [judged.rejects] if judged.rejects is not None else []
            for reason, count in refused.items():
                self.state.count(f"refused_{reason}", count)
        table = joined(rejects)
        return self._sieve.sift(Delivery(self.name, observations, fixes, table if len(table) else None))


def _topics(section: Section) -> dict[str, str]:
    topics = section.texts("topics") or dict(_TOPICS)
    for topic, payload in topics.items():
        levels = topic.split("/")
        wild = [level for level in levels if "+" in level or "#" in level]
        if payload not in PAYLOADS:
            section.wrong(f"topics.{topic}", " / ".join(PAYLOADS), payload)
        elif not topic or any(len(level) > 1 for level in wild) or "#" in levels[:-1] or len(topic) > 1_000:
            section.wrong(f"topics.{topic}", "a topic filter like eco/observations/#", topic)
    return topics


def _session_settings(section: Section, topics: tuple[str, ...]) -> SessionSettings:
    tls = client_tls(section) if section.yes("tls", False) else None
    if tls is None:
        for key in ("ca_file", "cert_file", "key_file"):
            if section.file(key) is not None:
                section.missing("tls", "tls = true, or no certificates")
    user, password = credentials(section)
    host = section.text("host", "127.0.0.1")
    warn_without_tls(section.path, host, tls, password)
    return SessionSettings(
        host=host,
        port=section.whole("port", 1883 if tls is None else 8883, low=1, high=65_535),
        client_id=section.text("client_id", "eco-collector"),
        protocol=section.text("protocol", "5", choices=("5", "3.1.1")),
        topics=topics,
        user=user,
        password=password,
        tls=tls,
        keepalive_s=section.whole("keepalive_s", 60, low=5, high=3_600),
        session_s=round(section.number("session_days", 7.0, low=0.01, high=3_650) * 86_400),
        most_waiting=section.whole("most_waiting", 200, low=1, high=65_535),
        most_bytes=section.whole("most_bytes", 262_144, low=1_024, high=16 << 20),
        retry_first_s=section.number("retry_first_s", 1.0, low=0.05, high=60),
        retry_limit_s=section.number("retry_limit_s", 60.0, low=0.1, high=3_600),
    )
