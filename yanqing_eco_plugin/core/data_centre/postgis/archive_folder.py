"""The folder outside the database that holds the closed months of a shared centre: a lake of observations, and a mark."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa

from ...errors import CentreError, CentreFormatError, InputError
from ..centre import District
from ..copying_access import Month
from ..delta_log import DataFile
from ..durable import replace_text
from ..engine import Engine
from ..failures import clear_errors
from ..frames import OBSERVATION_SCHEMA, Batch
from ..housekeeping import vacuum
from ..lake_months import LakeMonths
from ..observations import ObservationStore

__all__ = ["ArchiveFolder", "local_folder"]

_MARK = "archive.toml"
_LARGEST_MARK = 65_536
# The table comes from a share that others may write; nothing it names may lie outside.
_INSIDE = re.compile(r"year=\d{1,4}/month=\d{1,2}/[A-Za-z0-9_.-]+\.parquet")


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
        CentreError
            This computer cannot reach it.
        CentreFormatError
            It is the archive of another centre, or its table names files outside of it.
        """
        local_folder(self._text)
        try:
            said = self._mark()["token"]
        except OSError as error:
            raise CentreError(
                "Closed months of the data centre lie in {folder}, which this computer cannot reach.",
                hint="Mount the folder there, or add archive=… to the address of the data centre with the place where this "
                "computer sees it. Later months can be asked for without it.",
                details=str(error),
                folder=self.folder,
            ) from error
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
        snapshot = self._observations.lake.snapshot()
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
        files = self.files(after=after, until=until, properties=[prop])
        files = [file for file in files if file.partition in months]
        return self._observations.sums_in(files, prop, after, until, extremes=extremes)

    def paths(self, files: list[DataFile]) -> list[Path]:
        """Where the files lie."""
        return self._observations.paths(files)

    def held(self, rows: Batch) -> object:
        """Which of the rows' keys it holds; see `ObservationStore.held`."""
        self.check()
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
        self._observations.lake.reload()
