"""What the algorithms on a plan of the data centre have in common."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterString
from qgis.PyQt.QtCore import QCoreApplication

from ..centre_algorithm import CentreAlgorithm

__all__ = ["PlanAlgorithm"]


class PlanAlgorithm(CentreAlgorithm):
    """An algorithm with the parameters CENTRE and PLAN."""

    GROUP = "grids"
    PLAN = "PLAN"

    def add_plan(self, *, optional: bool = True) -> None:
        """Declare CENTRE and PLAN; where it is optional, nothing given means the plan in force today."""
        self.add_centre()
        description = QCoreApplication.translate("PlanAlgorithm", "Plan")
        hint = (
            QCoreApplication.translate("PlanAlgorithm", "Id of the plan; empty for the one in force today.")
            if optional
            else QCoreApplication.translate("PlanAlgorithm", "Id of the plan.")
        )
        self.add(QgsProcessingParameterString(self.PLAN, description, "", optional=optional), hint)
