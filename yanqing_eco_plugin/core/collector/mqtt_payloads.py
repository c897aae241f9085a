"""Decodes what came from a broker, many messages at the price of one."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pandas as pd
from paho.mqtt.client import topic_matches_sub

from ..errors import InputError
from ..ingest import Decoded
from ..ingest.json_input import read_json
from ..ingest.json_observations import JsonObservations
from ..ingest.positions import DecodedFixes, decode_fixes
from .mqtt_session import Message
from .source_delivery import FixRules, joined, reject

__all__ = ["PAYLOADS", "BatchDecoded", "PayloadRules", "decode_batch"]

PAYLOADS = ("observations", "owntracks")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PayloadRules:
    """How messages are read.

    Attributes
    ----------
    topics
        Topic filter → one of `PAYLOADS`; the first that fits counts.
    utc_offset_hours
        Zone of observations that name none; None rejects them.
    """

    source: str
    topics: Mapping[str, str]
    fixes: FixRules
    utc_offset_hours: float | None = None


@dataclass(frozen=True)
class BatchDecoded:
    """What a batch of messages holds; `rejects` are those of whole messages."""

    observations: Decoded | None
    fixes: DecodedFixes | None
    rejects: pd.DataFrame


def decode_batch(messages: Sequence[Message], rules: PayloadRules) -> list[BatchDecoded]:
    """Decode messages together; should that fail for a reason nobody thought of, one by one, so that none is lost."""
    try:
        return [_decoded(messages, rules)]
    except Exception as error:  # noqa: BLE001 - a message that cannot be decoded would come back from the broker for ever
        if len(messages) > 1:
            return [piece for message in messages for piece in decode_batch([message], rules)]
        _log.exception("a message of %s cannot be decoded", messages[0].topic)
        row = reject(rules.source, messages[0].topic, "undecodable", type(error).__name__, messages[0].payload)
        return [BatchDecoded(None, None, row)]


def _decoded(messages: Sequence[Message], rules: PayloadRules) -> BatchDecoded:
    now = datetime.now(UTC)
    observations = JsonObservations(rules.source, utc_offset_hours=rules.utc_offset_hours, now=now)
    positions: list[bytes] = []
    topics: list[str] = []
    rejects: list[pd.DataFrame] = []
    for message in messages:
        topic, payload = message.topic, message.payload
        fitting = next((name for name in rules.topics if topic_matches_sub(name, topic)), "")
        if message.size > len(payload):
            rejects.append(reject(rules.source, topic, "too_long", f"{message.size} bytes", payload))
        elif not payload:
            # An empty retained message only tells the broker to forget the one before.
            continue
        elif rules.topics.get(fitting) == "owntracks":
            _with_topic(topic, payload, rules.source, positions, rejects)
            topics += [topic] * (len(positions) - len(topics))
        else:
            observations.take(payload, place=topic, station=_last_level(topic, fitting))
    fixes = None
    if positions:
        fixes = decode_fixes(b"\n".join(positions), "owntracks", rules.fixes.source(rules.source, received=now))
        lines = fixes.rejects["place"].astype(int)
        fixes = replace(fixes, rejects=fixes.rejects.assign(place=[topics[line - 1] for line in lines]))
    return BatchDecoded(observations.result(), fixes, joined(rejects))


def _with_topic(topic: str, payload: bytes, source: str, positions: list[bytes], rejects: list[pd.DataFrame]) -> None:
    """A position as one line that says which device sent it; the topic wins over what the payload claims."""
    try:
        content = read_json(payload)
        record = {**content, "topic": topic} if isinstance(content, dict) else None
        if record is None:
            rejects.append(reject(source, topic, "no_object", "", payload))
        else:
            positions.append(json.dumps(record).encode("ascii"))
    except (InputError, RecursionError) as error:
        rejects.append(reject(source, topic, "bad_json", str(error), payload))


def _last_level(topic: str, fitting: str) -> str:
    """The station a topic names in the place of a wildcard at its end; empty where there is none."""
    return topic.rpartition("/")[2] if fitting.endswith(("+", "#")) else ""
