"""Inspection grids: units, division, checks, codes, duty."""

from __future__ import annotations

from .cell_graph import CellGraph
from .checks import check
from .codes import CODE_LENGTH, code_parts, grid_codes, is_grid_code
from .comparison import PlanComparison, compare_plans
from .division import divide
from .division_report import Division, DivisionReport
from .duty import PatrolRule, duty_minutes, person_minutes
from .findings import Finding, findings_table
from .plan import GridPlan
from .remarks import Remark
from .score import Effect, GridScore, Score
from .topology import Cleaned, clean
from .unit_building import lattice_units, merge_small, units_between_lines

__all__ = [
    "CODE_LENGTH",
    "CellGraph",
    "Cleaned",
    "Division",
    "DivisionReport",
    "Effect",
    "Finding",
    "GridPlan",
    "GridScore",
    "PatrolRule",
    "PlanComparison",
    "Remark",
    "Score",
    "check",
    "clean",
    "code_parts",
    "compare_plans",
    "divide",
    "duty_minutes",
    "findings_table",
    "grid_codes",
    "is_grid_code",
    "lattice_units",
    "merge_small",
    "person_minutes",
    "units_between_lines",
]
