"""Looks after a folder centre: checks it, repairs it, merges and clears its files, beside readers and a writer."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import partial

import duckdb
import pandas as pd

from ..errors import CentreError, CentreFormatError, EcoError, InputError
from ..progress import Progress, checkpoint, portion
from .centre import DataCentre
from .delta_log import DataFile, Partition, Snapshot
from .folder import FolderCentre, FolderParts
from .geopackage import FEATURES, reading
from .housekeeping import RETENTION_S, compact, vacuum
from .tending_files import check_files, check_keys
from .tending_findings import Finding, TendReport
from .tending_repairs import mend_file, mend_keys
from .tending_sums import check_newest, check_status, check_sums, newest_of, tables_at

__all__ = ["STEPS", "tend"]

_LOG = logging.getLogger(__name__)

STEPS = ("check", "repair", "rollups", "compact", "vacuum")

_TRIES = 50
_WEIGHTS = {"check": 6.0, "repair": 2.0, "rollups": 2.0, "compact": 4.0, "vacuum": 0.5}


def tend(
    centre: DataCentre,
    *,
    steps: Collection[str] = ("check", "compact", "vacuum"),
    progress: Progress | None = None,
    retention_s: float = RETENTION_S,
) -> TendReport:
    """Look after a folder centre; readers and other writers may go on meanwhile.

    The writer's lock is held only while something is replaced, never while files are read or merged.

    Parameters
    ----------
    centre
        A folder centre; open for writing for every step but ``check``.
    steps
        Any of `STEPS`, done in that order: ``check`` compares files, keys, daily sums, newest values, status and feature
        database; ``repair`` checks and puts right what can be; ``rollups`` computes all daily sums anew; ``compact`` merges
        small files; ``vacuum`` removes files that left the tables.
    progress
        Told how far it is; may cancel between two files or months.
    retention_s
        How long files that left a table are kept for those who may still be reading them, seconds.

    Raises
    ------
    InputError
        A step that does not exist.
    CentreError
        Another kind of centre, whose server looks after itself.
    CentreReadOnlyError
        Opened for reading only, for any step but ``check``.
    CentreLockedError
        Another process wrote for longer than we wait.
    """
    unknown = sorted(set(steps) - set(STEPS))
    if unknown:
        raise InputError(
            "There is no step {names} in looking after a data centre.",
            hint="The steps are: check, repair, rollups, compact, vacuum.",
            names=", ".join(unknown),
        )
    if not isinstance(centre, FolderCentre):
        raise CentreError(
            "Only a folder centre is looked after in this way: {place}.",
            hint="Look after a shared centre with “Tend data centre” or the command tend.",
            place=centre.address,
        )
    chosen = [step for step in STEPS if step in steps]
    if "repair" in chosen and "check" not in chosen:
        chosen.insert(0, "check")
    parts = centre.parts()
    if set(chosen) - {"check"}:
        parts.required_writer()
    tending = _Tending(parts, retention_s)
    whole = sum(_WEIGHTS[step] for step in chosen)
    done = 0.0
    for step in chosen:
        share = portion(progress, done / whole, (done + _WEIGHTS[step]) / whole)
        checkpoint(share, 0.0)
        getattr(tending, f"do_{step}")(share)
        done += _WEIGHTS[step]
    checkpoint(progress, 1.0)
    return TendReport(tuple(tending.findings), tending.figures)


@dataclass(frozen=True)
class _State:
    """All parts of the centre at one moment; the files it names stay until the next vacuum."""

    observations: Snapshot
    rollups: Snapshot | None
    tables: dict[str, pd.DataFrame] | None


class _Tending:
    def __init__(self, parts: FolderParts, retention_s: float) -> None:
        self._parts = parts
        self._retention_s = retention_s
        self.findings: list[Finding] = []
        self.figures: dict[str, int] = {}

    def _count(self, name: str, number: int = 1) -> None:
        self.figures[name] = self.figures.get(name, 0) + number

    # -- checking ------------------------------------------------------------------------------------------------------

    def do_check(self, progress: Progress) -> None:
        self._check_database()
        try:
            state = self._state()
        except CentreFormatError as error:
            self.findings.append(Finding("observations", "observations", "table_unreadable", error.details))
            return
        sound = self._check_files(state, portion(progress, 0.0, 0.4))
        self._check_months(state, sound, portion(progress, 0.4, 1.0))
        if state.tables is not None:
            self._add(check_status(state.tables, self._parts.utc_offset_hours))

    def _add(self, finding: Finding | None) -> None:
        if finding is not None:
            self.findings.append(finding)

    def _check_database(self) -> None:
        try:
            with reading(self._parts.folder / FEATURES) as connection:
                said = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
        except (sqlite3.Error, EcoError) as error:
            said = [str(error)]
        if said != ["ok"]:
            self.findings.append(Finding("features", FEATURES, "database_damaged", "; ".join(said)[:500]))

    def _state(self) -> _State:
        parts = self._parts
        if parts.writer is not None:
            try:
                with parts.writer.session() as connection:
                    observations, rollups = parts.observations.lake.snapshot(), parts.rollups.lake.snapshot()
                    return _State(observations, rollups, tables_at(connection))
            except CentreFormatError:
                # The damage that we are here to find.
                _LOG.warning("the centre cannot be put in order by opening it", exc_info=True)
                return _State(parts.observations.lake.snapshot(), None, None)
        for _ in range(_TRIES):
            parts.observations.lake.reload()
            parts.rollups.lake.reload()
            try:
                rolled, rollups = parts.rollups.counted(), parts.rollups.lake.snapshot()
                with reading(parts.folder / FEATURES) as connection:
                    settled = connection.execute(
                        "SELECT value FROM centre_state WHERE name = 'observations'"
                    ).fetchone()[0]
                    tables = tables_at(connection)
            except (sqlite3.Error, CentreFormatError) as error:
                self.findings.append(Finding("rollups", "rollups/day", "table_unreadable", str(error)))
                return _State(parts.observations.lake.snapshot(), None, None)
            observations = parts.observations.lake.snapshot()
            since = parts.observations.lake.commits_after(min(rolled, settled))
            if not any(commit.data_change for commit in since):
                return _State(observations, rollups, tables)
            time.sleep(0.1)
        self.findings.append(Finding("rollups", "rollups/day", "busy"))
        return _State(parts.observations.lake.snapshot(), None, None)

    def _check_files(self, state: _State, progress: Progress) -> dict[str, list[DataFile]]:
        """Sound files of each part."""
        tables = [("observations", self._parts.observations.lake, state.observations)]
        if state.rollups is not None:
            tables.append(("rollups/day", self._parts.rollups.lake, state.rollups))
        whole = max(sum(len(snapshot.files) for _, _, snapshot in tables), 1)
        sound: dict[str, list[DataFile]] = {}
        done = 0
        for part, lake, snapshot in tables:
            sound[part] = []
            for found in check_files(part, lake, snapshot):
                done += 1
                checkpoint(progress, done / whole)
                self._count("files_checked")
                if isinstance(found, Finding):
                    self.findings.append(found)
                else:
                    sound[part].append(found)
                    self._count("rows_checked", found.rows)
        return sound

    def _check_months(self, state: _State, sound: dict[str, list[DataFile]], progress: Progress) -> None:
        parts = self._parts
        damaged = {one.month for one in self.findings if one.part == "observations"}
        damaged_days = {one.month for one in self.findings if one.part == "rollups/day"}
        records = _by_month(sound["observations"])
        days = _by_month(sound.get("rollups/day", []))
        local = sorted({_shifted(month, step) for month in records for step in (0, 1)} | set(days))
        steps = max(len(records) + len(local), 1)
        newest: list[pd.DataFrame] = []
        for number, (month, files) in enumerate(sorted(records.items())):
            checkpoint(progress, number / steps)
            self._add(check_keys(parts.observations.lake, files, month, parts.engine))
            newest.append(newest_of(parts.observations.lake, files, parts.engine))
        if state.tables is not None and not damaged:
            self._add(check_newest(newest, state.tables["series_newest"]))
        if state.rollups is None:
            return
        for number, month in enumerate(local):
            checkpoint(progress, (len(records) + number) / steps)
            if month in damaged_days or {month, _shifted(month, -1)} & damaged:
                continue
            files = [file for near in (_shifted(month, -1), month) for file in records.get(near, [])]
            found = check_sums(
                parts.observations.lake,
                parts.rollups.lake,
                files,
                days.get(month, []),
                month,
                parts.rollups.month_span(month),
                parts.engine,
                parts.utc_offset_hours,
            )
            self._add(found)

    # -- putting right -------------------------------------------------------------------------------------------------

    def do_repair(self, progress: Progress) -> None:
        writer = self._parts.required_writer()
        derived = False
        for number, finding in enumerate(self.findings):
            checkpoint(progress, number / len(self.findings))
            try:
                if finding.part == "observations" and finding.month is not None:
                    writer.mend(partial(self._mend_records, finding))
                elif finding.part in ("rollups", "rollups/day") and finding.month is not None:
                    writer.recount([finding.month])
                    self._count("months_recounted")
                elif finding.problem in ("newest_differ", "status_differs"):
                    if not derived:
                        writer.refresh()
                    derived = True
                else:
                    continue
            except (EcoError, OSError, duckdb.Error) as error:
                _LOG.warning("%s could not be repaired", finding.place, exc_info=True)
                self.findings[number] = replace(finding, detail=f"{finding.detail}; {error}")
                continue
            self.findings[number] = replace(finding, repaired=True)

    def _mend_records(self, finding: Finding) -> set[Partition]:
        lake = self._parts.observations.lake
        if finding.problem == "duplicate_keys" and finding.month is not None:
            return mend_keys(lake, finding.month, self._parts.engine)
        months, lost = mend_file(self._parts.folder, lake, finding)
        self._count("rows_lost", lost)
        return months

    def do_rollups(self, progress: Progress) -> None:
        writer = self._parts.required_writer()
        held = self._parts.rollups.lake.snapshot().files.values()
        records = {file.partition for file in self._parts.observations.lake.snapshot().files.values()}
        months = sorted(
            {_shifted(month, step) for month in records for step in (0, 1)} | {one.partition for one in held}
        )
        for number, month in enumerate(months):
            checkpoint(progress, number / len(months))
            writer.recount([month])
            self._count("months_recounted")

    # -- housekeeping --------------------------------------------------------------------------------------------------

    def do_compact(self, progress: Progress) -> None:
        parts = self._parts
        for merged, made in compact(
            parts.observations, parts.rollups, parts.engine, parts.required_writer().session, progress
        ):
            self._count("files_merged", merged)
            self._count("files_made", made)

    def do_vacuum(self, progress: Progress) -> None:
        for lake in (self._parts.observations.lake, self._parts.rollups.lake):
            self._count("files_removed", vacuum(lake, retention_s=self._retention_s))


def _by_month(files: Iterable[DataFile]) -> dict[Partition, list[DataFile]]:
    months: dict[Partition, list[DataFile]] = {}
    for file in files:
        months.setdefault(file.partition, []).append(file)
    return months


def _shifted(month: Partition, step: int) -> Partition:
    number = month[0] * 12 + month[1] - 1 + step
    return number // 12, number % 12 + 1
