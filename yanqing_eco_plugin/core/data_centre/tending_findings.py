"""What looking after a folder centre found and did."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from .delta_log import Partition

__all__ = ["FINDING_COLUMNS", "PROBLEMS", "Finding", "TendReport"]

FINDING_COLUMNS = ("part", "place", "problem", "detail", "repaired")

# What may be wrong, as code and in words.
PROBLEMS = {
    "file_missing": "a file that the log names is not there",
    "file_unreadable": "a file cannot be read",
    "file_differs": "a file holds something else than the log says",
    "wrong_month": "a file holds records of another month",
    "duplicate_keys": "a key occurs more than once",
    "sums_differ": "daily sums do not equal the records",
    "newest_differ": "the newest values do not equal the records",
    "status_differs": "the status does not equal the newest values",
    "database_damaged": "the feature database is damaged",
    "table_unreadable": "the log of a table cannot be read",
    "archive_differs": "an exported month is not what it was when it was exported",
    "busy": "the centre changed all the time and was not compared",
}


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    Attributes
    ----------
    part
        ``observations``, ``rollups`` or ``features``.
    place
        File, month or table, as the folder names it.
    problem
        One of `PROBLEMS`.
    detail
        Technical particulars, never translated.
    repaired
        Whether it was put right.
    month
        UTC month of the records (local month of the sums) concerned, where it concerns one.
    path
        File in its table, where it concerns one.
    """

    part: str
    place: str
    problem: str
    detail: str = ""
    repaired: bool = False
    month: Partition | None = None
    path: str = ""


@dataclass(frozen=True)
class TendReport:
    """What `tend` found and did.

    Attributes
    ----------
    findings
        What is or was wrong; empty for a sound centre.
    figures
        Counters: ``files_checked``, ``rows_checked``, ``files_merged``, ``files_made``, ``files_removed``,
        ``months_recounted``, ``rows_lost``.
    """

    findings: tuple[Finding, ...] = ()
    figures: dict[str, int] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong any more."""
        return all(finding.repaired for finding in self.findings)

    def table(self) -> pd.DataFrame:
        """The findings as rows of `FINDING_COLUMNS`."""
        rows = [[getattr(finding, name) for name in FINDING_COLUMNS] for finding in self.findings]
        return pd.DataFrame(rows, columns=list(FINDING_COLUMNS)).astype({"repaired": bool})
