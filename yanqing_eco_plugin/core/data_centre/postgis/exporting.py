"""Moves closed months of a shared centre into a lake outside the database: copied, verified, and only then emptied."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from psycopg import sql

from ...errors import CentreError, ClosedMonthsError, InputError
from ...progress import NO_PROGRESS, Progress, checkpoint, portion
from ..copying_access import Month, Span
from ..copying_sums import MonthSum, month_sum
from ..engine import Engine
from .address import PostgisAddress
from .archive import Archives, note_move
from .archive_folder import ArchiveFolder
from .archive_place import archive_to_fill, lone_mover
from .bulk import SharedBulk
from .connections import Connect, Connections, connect
from .failures import clear_database_errors
from .making import open_postgis_centre
from .months import figures_of_month, holds_rows, months_there, partition_name
from .writing import SharedWriter

__all__ = ["KEPT_MONTHS", "ExportedMonth", "export_months", "last_closed"]


KEPT_MONTHS = 3
_WAIT_S = 60.0
_TRIES = 3


@dataclass(frozen=True)
class ExportedMonth:
    """What became of one month.

    Attributes
    ----------
    month
        Year and month, UTC.
    rows, checksum
        Its observations and their checksum, see `copying_sums`.
    how
        ``copied``; ``present`` where an interrupted export had brought it into the folder already.
    """

    month: Month
    rows: int
    checksum: str
    how: Literal["copied", "present"]


def last_closed(now: datetime, kept: int = KEPT_MONTHS) -> Month:
    """The newest month that is exported where nothing else is said: the current one and `kept` before it stay."""
    number = now.year * 12 + now.month - 1 - max(kept, 0) - 1
    return number // 12, number % 12 + 1


def export_months(
    address: str,
    folder: str = "",
    *,
    until: Month | None = None,
    progress: Progress = NO_PROGRESS,
    connect: Connect = connect,
) -> tuple[ExportedMonth, ...]:
    """Move closed months into a folder; every question goes on finding them there.

    A month is copied in one commit, read back and compared with the database by counts and checksums while nobody writes,
    and in the same transaction entered into the list of exported months and emptied. An export that was interrupted goes on
    where it stopped. Daily sums, newest rows and status stay in the database. Something that comes late for an exported
    month brings the month back.

    Parameters
    ----------
    address
        Of the centre; the account owns it.
    folder
        Whole path of a new or empty folder that everybody reaches who asks for these months. The centre remembers it; empty
        for the one it knows.
    until
        The newest month to be moved; None: `last_closed`.
    progress
        Told after each month; may cancel between two.

    Raises
    ------
    InputError
        No folder is known, it holds something else, or the month is not over.
    CentreReadOnlyError
        The account does not own the centre, or the folder cannot be written.
    CentreLockedError
        Another export is at work.
    CentreError
        What arrived is not what was sent, or a server or folder cannot be reached.
    """
    now = datetime.now(UTC)
    newest = last_closed(now) if until is None else until
    if newest >= (now.year, now.month):
        raise InputError(
            "The month {month} is not over; it cannot be exported.",
            hint="Export months before the current one.",
            month=f"{newest[0]}-{newest[1]:02}",
        )
    place = PostgisAddress.parse(address)
    connections, engine = Connections(place, connect), Engine()
    with (
        closing(open_postgis_centre(address, connect=connect)) as centre,
        closing(connections),
        closing(engine),
        closing(SharedBulk(centre, connect=connect)) as bulk,
        clear_database_errors(place),
        lone_mover(connections, place) as connection,
    ):
        target = archive_to_fill(connection, place, folder, engine, centre.district, synthetic=centre.synthetic)
        offset = centre.district.utc_offset_hours
        writer = SharedWriter(place, connections, offset, _WAIT_S, Archives(place, engine))
        months = [month for month in sorted(months_there(connection)) if month <= newest]
        months = [month for month in months if holds_rows(connection, month)]
        done: list[ExportedMonth] = []
        for at, month in enumerate(months):
            step = portion(progress, at / len(months), (at + 1) / len(months))
            done.append(_export(bulk, writer, target, month, step))
        target.clear()
        checkpoint(progress, 1.0)
    return tuple(done)


def _export(
    bulk: SharedBulk, writer: SharedWriter, target: ArchiveFolder, month: Month, progress: Progress
) -> ExportedMonth:
    for _ in range(_TRIES):
        sent = bulk.month_sum(month, Span())
        how: Literal["copied", "present"] = "present"
        if _in_folder(target, month) != sent:
            checkpoint(progress, 0.3)
            with bulk.read_month(month, Span()) as parts:
                target.replace_month(month, parts)
            how = "copied"
        checkpoint(progress, 0.7)
        target.reload()
        held = target.month_sum(month, Span())
        if _emptied(writer, month, held):
            checkpoint(progress, 1.0)
            return ExportedMonth(month, held.rows, held.checksum, how)
    raise CentreError(
        "The export of {month} differs from the database: {sent} rows were sent, {held} arrived.",
        hint="Check the disk of the folder and export again; the month is still whole in the database.",
        details=f"{sent.checksum} / {held.checksum}",
        month=f"{month[0]}-{month[1]:02}",
        sent=sent.rows,
        held=held.rows,
    )


def _in_folder(target: ArchiveFolder, month: Month) -> MonthSum | None:
    """What the folder has of a month that came back from it; None where that is damaged, which no longer matters."""
    try:
        return target.month_sum(month, Span())
    except ClosedMonthsError:
        return None


def _emptied(writer: SharedWriter, month: Month, held: MonthSum) -> bool:
    """Empty a month whose rows are all in the folder; False where somebody has written into it meanwhile."""
    with writer.series_transaction() as (connection, _):
        if month_sum(figures_of_month(connection, month, Span())) != held:
            return False
        connection.execute(
            "INSERT INTO archived_month (year, month, rows, checksum) VALUES (%s, %s, %s, %s)",
            (*month, held.rows, held.checksum),
        )
        note_move(connection)
        # The empty partition stays for what comes late: to take it out would lock everybody out of the whole table.
        connection.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(partition_name(month))))
    return True
