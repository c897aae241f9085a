"""The life of a plan: drafted, published, superseded; a published plan never changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ..errors import InputError
from .findings import Finding

__all__ = ["PlanHeader", "PlanState", "copy_as_draft", "plan_in_force", "publish", "require_draft", "supersede"]

PlanState = Literal["draft", "in_force", "superseded"]
_ID = re.compile(r"[^\s/\\'\"]{1,60}")


@dataclass(frozen=True)
class PlanHeader:
    """What a plan says about itself.

    Attributes
    ----------
    plan_id
        Up to 60 characters without blanks, slashes and quotes; stable, part of the ids of its grids.
    based_on
        Plan it was copied from; empty for a plan made anew.
    unit_set
        The set of units it is made of.
    effective_from, effective_to
        First local day on which it is in force, and the first on which it no longer is; None while that is open.
    """

    plan_id: str
    title: str = ""
    state: PlanState = "draft"
    based_on: str = ""
    unit_set: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    note: str = ""
    synthetic: bool = False

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.plan_id):
            raise InputError(
                "“{plan}” cannot be the id of a plan.",
                hint="Give up to 60 characters without blanks, slashes and quotes, e.g. 2026-03.",
                plan=self.plan_id,
            )


def require_draft(plan: PlanHeader) -> None:
    """Refuse to change what was published.

    Raises
    ------
    InputError
        If the plan is no draft.
    """
    if plan.state != "draft":
        raise InputError(
            "The plan {plan} has been published and never changes.",
            hint="Copy it as a draft and change the copy.",
            plan=plan.plan_id,
        )


def copy_as_draft(plan: PlanHeader, plan_id: str, *, title: str = "", note: str = "") -> PlanHeader:
    """The header of a new draft made from any plan.

    Raises
    ------
    InputError
        If the id is none, or that of the plan itself.
    """
    if plan_id == plan.plan_id:
        raise InputError("There is a plan {plan} already.", hint="Give the copy another id.", plan=plan_id)
    return PlanHeader(
        plan_id, title or plan.title, "draft", plan.plan_id, plan.unit_set, note=note, synthetic=plan.synthetic
    )


def supersede(plan: PlanHeader, on: date) -> PlanHeader:
    """The plan in force, ended by the day another takes its place.

    Raises
    ------
    InputError
        If it is not in force, or came into force on that day or later.
    """
    if plan.state != "in_force":
        raise InputError(
            "The plan {plan} is not in force and cannot be superseded.", hint="Choose another.", plan=plan.plan_id
        )
    if plan.effective_from is not None and on <= plan.effective_from:
        raise InputError(
            "The plan {plan} came into force on {since}; it cannot be replaced on {day}.",
            hint="Choose a later effective date.",
            plan=plan.plan_id,
            since=plan.effective_from.isoformat(),
            day=on.isoformat(),
        )
    return replace(plan, state="superseded", effective_to=on)


def publish(
    draft: PlanHeader,
    findings: Sequence[Finding],
    *,
    effective_from: date,
    in_force: PlanHeader | None,
    replaces: str = "",
) -> tuple[PlanHeader, PlanHeader | None]:
    """Put a checked draft into force.

    Parameters
    ----------
    findings
        What `check` found in the draft as it is.
    effective_from
        First local day on which it is in force.
    in_force
        The plan it takes the place of; None for the first.
    replaces
        Confirms which plan is replaced where the draft was copied from another one.

    Returns
    -------
    tuple
        The published plan, and the superseded one or None.

    Raises
    ------
    InputError
        If it is no draft, a finding is an error, another plan came into force since the draft was copied, or the date is not
        after that of the plan in force.
    """
    require_draft(draft)
    errors = [one for one in findings if one.severity == "error"]
    if errors:
        raise InputError(
            "The plan {plan} has {count} errors and cannot be published.",
            hint="Check the plan and mend what is wrong.",
            details="\n".join(one.remark.message for one in errors[:50]),
            plan=draft.plan_id,
            count=len(errors),
        )
    if in_force is not None and in_force.plan_id not in (draft.based_on, replaces):
        raise InputError(
            "The draft {plan} was made from “{base}”, but {current} is in force.",
            hint="Compare the two; then confirm by naming the plan in force as the one that is replaced.",
            plan=draft.plan_id,
            base=draft.based_on,
            current=in_force.plan_id,
        )
    old = None if in_force is None else supersede(in_force, effective_from)
    return replace(draft, state="in_force", effective_from=effective_from, effective_to=None), old


def plan_in_force(plans: Iterable[PlanHeader], day: date) -> PlanHeader | None:
    """The plan that is in force on a local day; None where there is none."""
    for plan in plans:
        begun = plan.state != "draft" and plan.effective_from is not None and plan.effective_from <= day
        if begun and (plan.effective_to is None or day < plan.effective_to):
            return plan
    return None
