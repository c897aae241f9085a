"""Takes files that people and programs put into a folder."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..errors import EcoError, InputError
from ..ingest import FORMAT_NAMES, ColumnMapping, Decoded, load_mappings
from ..ingest.positions import DecodedFixes
from ..standards import KINDS
from .drop_folder_content import CONTENTS, FileRules, pieces
from .drop_folder_tray import Tray
from .rejects import unreadable
from .section import Section
from .source import Delivery, Source, SourceContext
from .source_delivery import fix_rules, observed, reject, told
from .source_state import Backoff, SourceState, checked, pause

__all__ = ["DropFolder", "make_source"]

_log = logging.getLogger(__name__)


def make_source(section: Mapping[str, object], name: str, base: Path | None = None) -> Source:
    """The watched folder a table of the configuration describes; raises `InputError` naming the key that is wrong."""
    table = Section(section, name, base=base)
    return checked(table, DropFolder(name, table))


class DropFolder:
    """Watches one folder; see `docs/collector-sources.md` for its keys.

    It looks again and again rather than being told by the system, which network shares do not do.
    """

    def __init__(self, name: str, section: Section) -> None:
        self.name = name
        self.state = SourceState(name)
        self._tray = Tray(section.place("folder") or section.base, section.number("steady_s", 5.0, low=0, high=86_400))
        self._every_s = section.number("every_s", 2.0, low=0.02, high=86_400)
        self._most_bytes = section.whole("most_bytes", 1 << 30, low=1_024, high=1 << 40)
        self._rules = FileRules(
            content=section.text("content", "auto", choices=CONTENTS),
            form=section.text("format", "auto", choices=FORMAT_NAMES),
            kind=section.text("station_kind", "", choices=tuple(KINDS)) or None,
            fixes=fix_rules(section),
            mappings=_mappings(section),
        )

    def health(self) -> Mapping[str, object]:
        """See `Source.health`."""
        return self.state.health()

    async def run(self, context: SourceContext) -> None:
        """See `Source.run`."""
        self.state.join(context)
        backoff = Backoff(min(1.0, self._every_s), 60.0)
        while not context.stop.is_set():
            wait = self._every_s
            try:
                await self._round(context)
                self.state.recovered()
                backoff.reset()
            except Exception as error:  # noqa: BLE001 - a share that was away comes back, a full disk gets room
                if not isinstance(error, (EcoError, OSError)):
                    _log.exception("%s: unexpected", self.name)
                self.state.set(state="failing")
                self.state.failed(error, "looking into the folder")
                wait = backoff.next()
            await pause(context.stop, wait)
        self.state.set(state="stopped")

    async def _round(self, context: SourceContext) -> None:
        await asyncio.to_thread(self._tray.prepare)
        trouble: Exception | None = None
        for path in await asyncio.to_thread(self._tray.left):
            trouble = await self._tried(context, path) or trouble
        for name in await asyncio.to_thread(self._tray.steady):
            if context.stop.is_set():
                return
            taken = await asyncio.to_thread(self._tray.take, name)
            if taken is not None:
                trouble = await self._tried(context, taken) or trouble
        if trouble is not None:
            raise trouble

    async def _tried(self, context: SourceContext, path: Path) -> Exception | None:
        """Read a file; what stands in the way of this one keeps no other waiting."""
        try:
            await self._read(context, path)
        except (EcoError, OSError) as error:
            return error
        return None

    async def _read(self, context: SourceContext, path: Path) -> None:
        """Store a file and put it away; one that was stored but not put away yet is stored again, which changes nothing."""
        tally = _Tally()
        error = await asyncio.to_thread(self._tray.fault, path, self._most_bytes)
        if error is not None:
            # It was not opened, so there are no bytes to keep.
            row = reject(str(path), "", "unreadable_file", error.message, b"")
            await self._deliver(context, Delivery(self.name, rejects=row), tally)
        else:
            try:
                await self._store(context, path, tally)
            except InputError as found:
                error = found
                await self._deliver(context, Delivery(self.name, rejects=unreadable(path, found)), tally)
        if context.stop.is_set() and not tally.whole and error is None:
            return
        failed = error is not None or (tally.kept == 0 and tally.reasons.total() > 0)
        target = await asyncio.to_thread(self._tray.finish, path, tally.report(path.name, error), failed=failed)
        self.state.count("files_failed" if failed else "files_done")
        self.state.set(last_file=target.name)
        _log.info("%s: %s: %d kept, %d refused", self.name, target.name, tally.kept, tally.reasons.total())

    async def _store(self, context: SourceContext, path: Path, tally: _Tally) -> None:
        blocks = pieces(path, self._rules)
        while not context.stop.is_set():
            block = await asyncio.to_thread(self._next, path, blocks)
            if block is None:
                tally.whole = True
                return
            tally.skipped.update(block.skipped)
            await self._deliver(context, await self._delivery(context, path, block, tally), tally)

    @staticmethod
    def _next(path: Path, blocks: Iterator[Decoded | DecodedFixes]) -> Decoded | DecodedFixes | None:
        """The next block; whatever goes wrong while it is decoded is the file's fault."""
        try:
            return next(blocks, None)
        except (EcoError, OSError):
            raise
        except Exception as error:
            _log.exception("%s cannot be decoded", path)
            raise InputError(
                "“{name}” cannot be read.",
                hint="Send the file to those who look after the plugin.",
                details=f"{type(error).__name__}: {error}",
                name=path.name,
            ) from error

    async def _delivery(
        self, context: SourceContext, path: Path, block: Decoded | DecodedFixes, tally: _Tally
    ) -> Delivery:
        if isinstance(block, DecodedFixes):
            delivery, refused = await asyncio.to_thread(self._rules.fixes.judge, block, path.name, live=False)
            tally.form = "track"
            tally.again.update(
                {reason: n for reason, n in refused.items() if reason in ("duplicate", "flood", "static")}
            )
            return delivery
        tally.form = block.format
        return await observed(context, block, str(path))

    async def _deliver(self, context: SourceContext, delivery: Delivery, tally: _Tally) -> None:
        if not told(delivery):
            return
        await context.intake.put(delivery)
        self.state.stored(delivery)
        tally.add(delivery)


class _Tally:
    """What became of the records of one file."""

    def __init__(self) -> None:
        self.kept = 0
        self.form = ""
        self.whole = False
        self.reasons: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.again: Counter[str] = Counter()

    def add(self, delivery: Delivery) -> None:
        for frame in (delivery.observations, delivery.fixes):
            self.kept += 0 if frame is None else len(frame)
        if delivery.rejects is not None:
            self.reasons.update(delivery.rejects["reason"])

    def report(self, name: str, error: InputError | None) -> str:
        """The text that is laid beside the file."""
        lines = [name]
        if error is not None:
            lines += [f"not read: {error}"] + ([f"details: {error.details}"] if error.details else [])
        lines += [f"format: {self.form or 'none'}", f"records kept: {self.kept}"]
        lines.append(f"records in quarantine: {self.reasons.total()}")
        lines += [f"  {reason}: {number}" for reason, number in self.reasons.most_common()]
        for title, counted in (("no observations", self.skipped), ("fixes that say nothing new", self.again)):
            if counted:
                lines += [f"{title}: {counted.total()}"]
                lines += [f"  {what}: {number}" for what, number in counted.most_common(50)]
        return "\n".join(lines) + "\n"


def _mappings(section: Section) -> dict[str, ColumnMapping]:
    file = section.file("mappings_file")
    if file is None:
        return {}
    try:
        return load_mappings(file)
    except InputError as error:
        section.wrong("mappings_file", "a file of column mappings the plugin has saved", f"{file} ({error.details})")
        return {}
