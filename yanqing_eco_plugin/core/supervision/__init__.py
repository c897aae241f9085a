"""Inspection grids: units, division, checks, codes, duty."""

from __future__ import annotations

from .cell_graph import CellGraph
from .checks import check
from .codes import CODE_LENGTH, code_parts, grid_codes, is_grid_code
from .comparison import PlanComparison, compare_plans
from .division import divide
from .division_report import Division, DivisionReport
from .duty import PatrolRule, duty_minutes, person_minutes
from .duty_load import DEFAULT_SPEED_KMH, grid_loads
from .findings import Finding, findings_table
from .plan import GridPlan
from .plan_building import build_plan, redrawn
from .plan_changes import PlanChanges, plan_changes
from .plan_check import PlanReference, check_plan
from .plan_content import CELL, LEVELS, PlanContent
from .plan_life import PlanHeader, PlanState, copy_as_draft, plan_in_force, publish, require_draft, supersede
from .plan_sources import given_by_hand, homes_by_hand, homes_of, with_loads, with_sources
from .plan_tables import (
    CHECKED_COLUMNS,
    content_of,
    frozen_rows,
    header_of,
    header_row,
    label_of,
    plan_checksum,
    plan_rows,
)
from .plane import square_metres
from .publication import publication_rows
from .remarks import Remark
from .row_changes import changed_rows
from .score import Effect, GridScore, Score
from .topology import Cleaned, clean
from .unit_building import lattice_units, merge_small, units_between_lines
from .unit_rows import grids_per_parent, named_units

__all__ = [
    "CELL",
    "CHECKED_COLUMNS",
    "CODE_LENGTH",
    "DEFAULT_SPEED_KMH",
    "LEVELS",
    "CellGraph",
    "Cleaned",
    "Division",
    "DivisionReport",
    "Effect",
    "Finding",
    "GridPlan",
    "GridScore",
    "PatrolRule",
    "PlanChanges",
    "PlanComparison",
    "PlanContent",
    "PlanHeader",
    "PlanReference",
    "PlanState",
    "Remark",
    "Score",
    "build_plan",
    "changed_rows",
    "check",
    "check_plan",
    "clean",
    "code_parts",
    "compare_plans",
    "content_of",
    "copy_as_draft",
    "divide",
    "duty_minutes",
    "findings_table",
    "frozen_rows",
    "given_by_hand",
    "grid_codes",
    "grid_loads",
    "grids_per_parent",
    "header_of",
    "header_row",
    "homes_by_hand",
    "homes_of",
    "is_grid_code",
    "label_of",
    "lattice_units",
    "merge_small",
    "named_units",
    "person_minutes",
    "plan_changes",
    "plan_checksum",
    "plan_in_force",
    "plan_rows",
    "publication_rows",
    "publish",
    "redrawn",
    "require_draft",
    "square_metres",
    "supersede",
    "units_between_lines",
    "with_loads",
    "with_sources",
]
