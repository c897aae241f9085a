"""Positions out of many small requests, decoded and stored together, each answered by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ..errors import InputError
from ..ingest.positions import DecodedFixes, decode_fixes
from .source import Delivery, SourceContext
from .source_delivery import FixRules, RejectSieve, told
from .source_state import SourceState

__all__ = ["PositionDesk", "Verdict"]

_MOST_LINES = 2_000


@dataclass(frozen=True)
class Verdict:
    """What became of one request: numbers of records kept and refused, and the reasons."""

    accepted: int
    refused: int
    reasons: tuple[str, ...] = ()


class PositionDesk:
    """Gathers requests that come while others are being stored.

    Parameters
    ----------
    name
        Of the source.
    """

    def __init__(
        self, name: str, rules: FixRules, sieve: RejectSieve, state: SourceState, context: SourceContext
    ) -> None:
        self._name, self._rules, self._sieve, self._state, self._context = name, rules, sieve, state, context
        self._waiting: list[tuple[bytes, asyncio.Future[Verdict]]] = []
        self._arrived = asyncio.Event()

    async def take(self, body: bytes) -> Verdict:
        """What became of a request's body or query, once that is durable; raises what the intake raises."""
        if b"\n" in body or body[:1] in (b"{", b"["):
            found = await self._store(body)
            return Verdict(len(found.fixes), len(found.rejects), tuple(dict.fromkeys(found.rejects["reason"])))
        answer: asyncio.Future[Verdict] = asyncio.get_running_loop().create_future()
        self._waiting.append((body, answer))
        self._arrived.set()
        return await answer

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            while self._waiting:
                batch, self._waiting = self._waiting[:_MOST_LINES], self._waiting[_MOST_LINES:]
                await self._answer(batch)

    async def _answer(self, batch: Sequence[tuple[bytes, asyncio.Future[Verdict]]]) -> None:
        try:
            found = await self._store(b"\n".join(line for line, _ in batch))
        except Exception as error:  # noqa: BLE001 - each sender hears of it and sends again
            for _, answer in batch:
                if not answer.done():
                    answer.set_exception(error)
            return
        bad = dict(zip(found.rejects["place"], found.rejects["reason"], strict=True))
        for number, (_, answer) in enumerate(batch, start=1):
            reason = bad.get(str(number))
            if not answer.done():
                answer.set_result(Verdict(0, 1, (reason,)) if reason else Verdict(1, 0))

    async def _store(self, body: bytes) -> DecodedFixes:
        decoded, delivery, refused = await asyncio.to_thread(self._decoded, body)
        delivery = self._sieve.sift(delivery)
        if told(delivery):
            await self._context.intake.put(delivery)
            self._state.stored(delivery)
        for reason, count in refused.items():
            self._state.count(f"refused_{reason}", count)
        return decoded

    def _decoded(self, body: bytes) -> tuple[DecodedFixes, Delivery, dict[str, int]]:
        source = self._rules.source(self._name, received=datetime.now(UTC))
        decoded = decode_fixes(body, "osmand", source)
        if decoded.fixes.empty and decoded.rejects.empty:
            raise InputError("The request holds no position.", hint="Send id, lat, lon and timestamp.")
        return decoded, *self._rules.judge(decoded, self._name)
