"""Looks after a shared centre: checks it, puts right what can be computed anew, moves closed months out of the database."""

from __future__ import annotations

from collections.abc import Collection

from ...errors import InputError
from ...progress import NO_PROGRESS, Progress, portion
from ..tending_findings import Finding, TendReport
from .checking import check_shared
from .exporting import export_months

__all__ = ["SHARED_STEPS", "tend_shared"]

SHARED_STEPS = ("check", "repair", "export")


def tend_shared(
    address: str, *, steps: Collection[str], folder: str = "", progress: Progress | None = None
) -> TendReport:
    """Look after a shared centre; readers and writers may go on meanwhile.

    Parameters
    ----------
    address
        Of the centre.
    steps
        Any of `SHARED_STEPS`, done in that order: ``check`` compares sums, states and exported months with the records;
        ``repair`` checks and computes anew what is wrong; ``export`` moves closed months, see `export_months`.
    folder
        Where closed months go; empty for the folder that the centre knows.

    Raises
    ------
    InputError
        A step that a shared centre does not have; what `export_months` raises.
    """
    unknown = sorted(set(steps) - set(SHARED_STEPS))
    if unknown:
        raise InputError(
            "A shared data centre has no step {names}.",
            hint="Its server merges and clears by itself. The steps are: check, repair, export.",
            names=", ".join(unknown),
        )
    told = NO_PROGRESS if progress is None else progress
    checks = bool({"check", "repair"} & set(steps))
    found: tuple[Finding, ...] = ()
    figures: dict[str, int] = {}
    middle = 1.0 if "export" not in steps else 0.5 if checks else 0.0
    if checks:
        found = check_shared(address, repair="repair" in steps, progress=portion(told, 0.0, middle))
    if "export" in steps:
        months = export_months(address, folder, progress=portion(told, middle, 1.0))
        figures = {"months_exported": len(months), "rows_exported": sum(month.rows for month in months)}
    return TendReport(found, figures)
