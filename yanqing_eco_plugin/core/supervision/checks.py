"""Checks a plan of inspection grids: zero findings mean every place has one grid and every grid all it needs."""

from __future__ import annotations

from ..progress import Progress, checkpoint
from .duty_checks import code_findings, parent_findings, person_findings, source_findings
from .findings import Finding
from .plan import GridPlan
from .shape_checks import shape_findings

__all__ = ["check"]


def check(plan: GridPlan, *, tolerance: float = 0.5, progress: Progress | None = None) -> list[Finding]:
    """Find every fault of a plan.

    Parameters
    ----------
    plan
        Grids with what belongs to them; what is not given is not checked.
    tolerance
        Metres: gaps and overlaps that are nowhere wider pass.

    Returns
    -------
    list of Finding
        Errors first, each kind together.

    Raises
    ------
    InputError
        If the plan has no grids or is one of another district.
    """
    checkpoint(progress, 0.0)
    plan = plan.in_one_crs()
    found = list(shape_findings(plan, tolerance))
    checkpoint(progress, 0.6)
    for step, rule in enumerate((code_findings, person_findings, source_findings, parent_findings)):
        found += rule(plan)
        checkpoint(progress, 0.7 + 0.1 * step)
    return sorted(found, key=lambda one: (one.severity != "error", one.code))
