"""Why records go to quarantine, in words."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

__all__ = ["reason_label"]


def reason_label(code: str) -> str:
    """What the user reads for a reason of the quarantine table; the code itself where it is new."""
    labels = {
        "ambiguous_station": QCoreApplication.translate("EcoReasons", "name that fits several stations"),
        "bad_coordinates": QCoreApplication.translate("EcoReasons", "impossible coordinates"),
        "bad_flag": QCoreApplication.translate("EcoReasons", "unknown data flag"),
        "bad_number": QCoreApplication.translate("EcoReasons", "value that is no number"),
        "bad_row": QCoreApplication.translate("EcoReasons", "row with another number of cells than the header"),
        "bad_time": QCoreApplication.translate("EcoReasons", "unreadable time"),
        "duplicate": QCoreApplication.translate("EcoReasons", "value replaced by a later row"),
        "encoding": QCoreApplication.translate("EcoReasons", "damaged characters"),
        "future_time": QCoreApplication.translate("EcoReasons", "time in the future"),
        "negative": QCoreApplication.translate("EcoReasons", "negative value"),
        "no_station": QCoreApplication.translate("EcoReasons", "no station named"),
        "out_of_range": QCoreApplication.translate("EcoReasons", "physically impossible value"),
        "truncated": QCoreApplication.translate("EcoReasons", "incomplete last line"),
        "unknown_kind": QCoreApplication.translate("EcoReasons", "unknown kind of station"),
        "unknown_property": QCoreApplication.translate("EcoReasons", "unknown property"),
        "unknown_station": QCoreApplication.translate("EcoReasons", "unknown station"),
        "unknown_unit": QCoreApplication.translate("EcoReasons", "unit that does not fit the property"),
        "unreadable_file": QCoreApplication.translate("EcoReasons", "unreadable file"),
    }
    return labels.get(code, code)
