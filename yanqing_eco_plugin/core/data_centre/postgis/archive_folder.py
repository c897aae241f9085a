"""The folder outside the database that holds the closed months of a shared centre: a lake of observations, and a mark."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake.exceptions import DeltaError

from ...errors import CentreError, CentreFormatError, ClosedMonthsError, EcoError, InputError
from ..centre import District
from ..copying_access import Month
from ..copying_sums import MonthSum
from ..delta_log import DataFile, Snapshot
from ..durable import replace_text
from ..engine import Engine
from ..failures import clear_errors
from ..frames import OBSERVATION_SCHEMA, Batch, months_in
from ..housekeeping import vacuum
from ..lake_months import LakeMonths
from ..observations import ObservationStore

__all__ = ["ArchiveFolder", "concerning", "local_folder", "month_name"]

_MARK = "archive.toml"
_LARGEST_MARK = 65_536
# The table comes from a share that others may write; nothing it names may lie outside.
_INSIDE = re.compile(r"year=\d{1,4}/month=\d{1,2}/[A-Za-z0-9_.-]+\.parquet")
_NO_FAULT_OF_FILES = (duckdb.OutOfMemoryException, duckdb.InterruptException)
_TROUBLE = (OSError, duckdb.Error, pa.ArrowException, DeltaError)


def local_folder(text: str) -> Path:
    """The folder of an archive as this computer sees it.

    Raises
    ------
    InputError
        It is no absolute path of this computer, or leads upwards.
    """
    folder = Path(text)
    if not folder.is_absolute() or ".." in folder.parts or "\x00" in text:
        raise InputError(
            "{folder} cannot be the folder of closed months on this computer.",
            hint="Give a whole path, e.g. /srv/eco-archive; where this computer sees the folder elsewhere, add archive=… to "
            "the address of the data centre.",
            folder=text,
        )
    return folder


def month_name(month: Month) -> str:
    """A month as it is said in sentences: ``2025-06``."""
    return f"{month[0]}-{month[1]:02}"


@contextmanager
def concerning(months: Collection[Month]) -> Iterator[None]:
    """A block that stores records of some months, each of which waits for the archive where that cannot be used.

    Raises
    ------
    ClosedMonthsError
        In the place of every clear error; names those of the months whose records cannot be stored.
    """
    try:
        yield
    except EcoError as error:
        named = set(error.months) & set(months) if isinstance(error, ClosedMonthsError) else set()
        values = {**error.values, "months": tuple(sorted(named or months))}
        raise ClosedMonthsError(error.template, hint=error.hint_template, details=error.details, **values) from error


class ArchiveFolder(LakeMonths):
    """Closed months in a folder; whoever asks for them has to reach it.

    Parameters
    ----------
    text
        Its path as the centre or the address says it; whether it is one on this computer tells `check`.
    token
        What its mark says, so that nobody takes the archive of another centre for this one's.
    engine
        Reads its files.
    """

    def __init__(self, text: str, token: str, engine: Engine) -> None:
        self.folder = Path(text)
        super().__init__(self.folder, ObservationStore(self.folder, engine), engine)
        self._text = text
        self._token = token
        self._checked = -1

    def make(self, district: District, *, synthetic: bool) -> None:
        """Make it in a new or empty folder; one that this centre has already is left as it is.

        Raises
        ------
        InputError
            Something else is in the folder.
        CentreReadOnlyError
            It cannot be written.
        """
        local_folder(self._text)
        with clear_errors(self.folder):
            if (self.folder / _MARK).is_file():
                self.check()
                return
            # What an interrupted attempt left is a table without a mark.
            if self.folder.is_dir() and any(path.name != "observations" for path in self.folder.iterdir()):
                raise InputError(
                    "{place} is not empty; no months were exported.",
                    hint="Choose a new or an empty folder for the closed months.",
                    place=self.folder,
                )
            self.folder.mkdir(parents=True, exist_ok=True)
            if not (self._observations.lake.root / "_delta_log").is_dir():
                self._observations.lake.create()
            self._write_mark({"token": self._token, "district": district.code, "synthetic": synthetic})

    def owner(self) -> str:
        """Which database exports into it; empty where that was never said. To be asked after `check`."""
        return str(self._mark().get("database", ""))

    def claim(self, database: str) -> None:
        """Note in the mark which database exports into it from now on."""
        with clear_errors(self.folder):
            self._write_mark({**self._mark(), "database": database})

    def _mark(self) -> dict[str, object]:
        with open(self.folder / _MARK, "rb") as mark:
            return dict(tomllib.loads(mark.read(_LARGEST_MARK).decode("utf-8"))["archive"])

    def _write_mark(self, said: Mapping[str, object]) -> None:
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]
        replace_text(
            self.folder / _MARK,
            "# Closed months of a shared data centre of the Yanqing Eco plugin. observations: a Delta Lake table of the\n"
            "# time series, instants in UTC. The database says which months count.\n"
            "[archive]\n" + "\n".join([*lines, ""]),
        )

    def check(self) -> None:
        """See whether it is there and belongs to the centre.

        Raises
        ------
        InputError
            Its path is none on this computer.
        ClosedMonthsError
            This computer cannot reach it, or the log of its table is damaged.
        CentreFormatError
            It is the archive of another centre, or its table names files outside of it.
        """
        local_folder(self._text)
        try:
            said = self._mark()["token"]
        except OSError as error:
            raise self._away(error) from error
        except (ValueError, KeyError, TypeError) as error:
            raise CentreFormatError(
                "The file {mark} in {folder} cannot be understood.",
                hint="Restore it from a backup.",
                details=repr(error),
                mark=_MARK,
                folder=self.folder,
            ) from error
        if said != self._token:
            raise CentreFormatError(
                "{folder} holds the closed months of another data centre.",
                hint="Correct the place of the folder: archive=… in the address, or the one the centre was told at its export.",
                folder=self.folder,
            )
        snapshot = self._snapshot()
        if snapshot.version != self._checked:
            strange = [path for path in snapshot.files if not _INSIDE.fullmatch(path)]
            if strange:
                raise CentreFormatError(
                    "The table in {folder} names files outside of it.",
                    hint="Somebody changed it past this plugin; restore it from a backup.",
                    details=strange[0][:200],
                    folder=self.folder,
                )
            self._checked = snapshot.version

    def _away(self, error: Exception) -> ClosedMonthsError:
        return ClosedMonthsError(
            "Closed months of the data centre lie in {folder}, which this computer cannot reach.",
            hint="Mount the folder there, or add archive=… to the address of the data centre with the place where this "
            "computer sees it. Later months can be asked for without it.",
            details=error.details if isinstance(error, EcoError) else str(error),
            folder=self.folder,
        )

    def _snapshot(self) -> Snapshot:
        try:
            return self._observations.lake.snapshot()
        except CentreFormatError as error:
            raise ClosedMonthsError(
                "The log of the closed months in {folder} cannot be read.",
                hint="Restore observations/_delta_log in this folder from its backup, then let the data centre be checked.",
                details=error.details,
                folder=self.folder,
            ) from error
        except (CentreError, OSError) as error:
            raise self._away(error) from error

    def require(self, sums: Mapping[Month, MonthSum]) -> None:
        """See whether it is there and has as many rows of some months as were exported; raises what `check` raises."""
        self.check()
        rows: Counter[Month] = Counter()
        for file in self._snapshot().files.values():
            rows[file.partition] += file.rows
        for month, exported in sums.items():
            if rows[month] != exported.rows:
                raise ClosedMonthsError(
                    "{folder} holds {found} observations of {month}, and {held} were exported.",
                    hint="Restore the folder from the backup that was made after the last export.",
                    folder=self.folder,
                    month=month_name(month),
                    found=rows[month],
                    held=exported.rows,
                    months=(month,),
                )

    # -- damage --------------------------------------------------------------------------------------------------------

    @contextmanager
    def reading(self, months: Collection[Month]) -> Iterator[None]:
        """A block that reads some months; where it fails, the next one looks at the table afresh.

        Raises
        ------
        ClosedMonthsError
            A file is damaged or gone, and is named with its month; or they cannot be read for another reason.
        """
        try:
            yield
        except EcoError:
            raise
        except _TROUBLE as error:
            self.reload()
            self.check()
            damage = None if isinstance(error, _NO_FAULT_OF_FILES) else next(self._damage(months, str(error)), None)
            if damage is None:
                raise ClosedMonthsError(
                    "The closed months in {folder} cannot be read.",
                    hint="Try again; where it persists, see the details and check the disk or share that the folder lies on.",
                    details=str(error),
                    folder=self.folder,
                ) from error
            file, detail = damage
            raise ClosedMonthsError(
                "The file {file} of the closed month {month} in {folder} is damaged or gone.",
                hint="Put this one file back from the backup of the folder, then let the data centre be checked. "
                "Other months can be used meanwhile.",
                details=detail,
                file=f"{self._observations.lake.root.name}/{file.path}",
                month=month_name(file.partition),
                folder=self.folder,
                months=(file.partition,),
            ) from error

    def damaged(self, month: Month) -> list[tuple[DataFile, str]]:
        """Files of a month that cannot be read, each with what its reader says; all of their columns are read."""
        files = self._snapshot().in_partitions([month])
        return [(file, fault) for file in files if (fault := self._footer_fault(file) or self._content_fault(file))]

    def _damage(self, months: Collection[Month], said: str) -> Iterator[tuple[DataFile, str]]:
        """Damaged files of some months, the likeliest first, each with what its reader says."""
        files = self._snapshot().in_partitions(months)
        named = [file for file in self._snapshot().files.values() if Path(file.path).name in said]
        # Most faults name their file or show at its end; to read everything is the last resort.
        for fault_of, some in ((self._content_fault, named), (self._footer_fault, files), (self._content_fault, files)):
            for file in some:
                if fault := fault_of(file):
                    yield file, fault

    def _footer_fault(self, file: DataFile) -> str:
        path = self._observations.lake.root / file.path
        try:
            pq.read_metadata(path)
        except (OSError, pa.ArrowException) as error:
            return f"{path}: {error}"
        return ""

    def _content_fault(self, file: DataFile) -> str:
        path = self._observations.lake.root / file.path
        names = ", ".join(f'"{name}"' for name in OBSERVATION_SCHEMA.names)
        sql = f"SELECT bit_xor(hash({names})) FROM read_parquet(?, hive_partitioning = false)"  # noqa: S608  # nosec B608
        try:
            self._engine.raw().cursor().execute(sql, [[str(path)]]).fetchall()
        except (OSError, duckdb.Error) as error:
            return "" if isinstance(error, _NO_FAULT_OF_FILES) else f"{path}: {error}"
        return ""

    def _clear(self, month: Month) -> AbstractContextManager[None]:
        return self.reading([month])

    # -- rows ----------------------------------------------------------------------------------------------------------

    def files(
        self,
        *,
        after: int | None,
        until: int | None,
        properties: Iterable[str] | None = None,
        stations: Iterable[str] | None = None,
    ) -> list[DataFile]:
        """Files that may hold such rows; see `ObservationStore.files`."""
        self.check()
        return self._observations.files(
            after=after,
            until=until,
            properties=None if properties is None else set(properties),
            stations=None if stations is None else set(stations),
        )

    def sums(
        self, months: Collection[Month], prop: str, after: int, until: int, *, extremes: bool = False
    ) -> pd.DataFrame:
        """Sums of the records of some months; see `ObservationStore.sums`."""
        with self.reading(months):
            files = self.files(after=after, until=until, properties=[prop])
            files = [file for file in files if file.partition in months]
            return self._observations.sums_in(files, prop, after, until, extremes=extremes)

    def paths(self, files: list[DataFile]) -> list[Path]:
        """Where the files lie."""
        return self._observations.paths(files)

    def held(self, rows: Batch) -> object:
        """Which of the rows' keys it holds; see `ObservationStore.held`."""
        with self.reading(months_in(rows.time)):
            return self._observations.held(rows)

    def replace_month(self, month: Month, parts: Iterable[pa.Table]) -> None:
        """Put sorted observations in the place of what it holds of a month, in one commit."""
        with clear_errors(self.folder):
            before = self._observations.lake.snapshot().in_partitions([month])
            self._observations.load(month, (part.cast(OBSERVATION_SCHEMA) for part in parts), replaced=before)

    def clear(self) -> int:
        """Delete files that nobody reads any more; returns how many."""
        with clear_errors(self.folder):
            return vacuum(self._observations.lake)

    def reload(self) -> None:
        """Look at the table afresh."""
        self._checked = -1
        self._observations.lake.reload()
