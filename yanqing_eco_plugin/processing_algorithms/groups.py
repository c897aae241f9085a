"""The groups of the toolbox, in the language of the application."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

__all__ = ["group_title"]


def group_title(group_id: str) -> str:
    """Title of the group with the stable id `group_id`."""
    titles = {
        "data_centre": QCoreApplication.translate("EcoGroups", "Data centre"),
        "grids": QCoreApplication.translate("EcoGroups", "Inspection grids"),
        "network": QCoreApplication.translate("EcoGroups", "Monitoring network"),
        "standards": QCoreApplication.translate("EcoGroups", "Standards"),
        "lidar": QCoreApplication.translate("EcoGroups", "Lidar"),
        "transport": QCoreApplication.translate("EcoGroups", "Transport of air"),
        "emergency": QCoreApplication.translate("EcoGroups", "Emergency"),
        "statistics": QCoreApplication.translate("EcoGroups", "Statistics"),
    }
    return titles[group_id]
