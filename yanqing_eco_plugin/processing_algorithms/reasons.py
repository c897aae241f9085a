"""Why records go to quarantine, in words."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

__all__ = ["reason_label"]


def reason_label(code: str) -> str:
    """What the user reads for a reason of the quarantine table; the code itself where it is new."""
    labels = {
        "ambiguous_station": QCoreApplication.translate("EcoReasons", "name that fits several stations"),
        "bad_coordinates": QCoreApplication.translate("EcoReasons", "impossible coordinates"),
        "bad_datastream": QCoreApplication.translate("EcoReasons", "datastream of a service that cannot be used"),
        "bad_device": QCoreApplication.translate("EcoReasons", "device of a service that cannot be used"),
        "bad_flag": QCoreApplication.translate("EcoReasons", "unknown data flag"),
        "bad_interval": QCoreApplication.translate("EcoReasons", "impossible length of the interval"),
        "bad_json": QCoreApplication.translate("EcoReasons", "no JSON text"),
        "bad_number": QCoreApplication.translate("EcoReasons", "value that is no number"),
        "bad_page": QCoreApplication.translate("EcoReasons", "page of a service that cannot be used"),
        "bad_row": QCoreApplication.translate("EcoReasons", "row with another number of cells than the header"),
        "bad_time": QCoreApplication.translate("EcoReasons", "unreadable time"),
        "command": QCoreApplication.translate("EcoReasons", "unknown command of a frame"),
        "crc": QCoreApplication.translate("EcoReasons", "wrong check sum"),
        "data_time": QCoreApplication.translate("EcoReasons", "unreadable time in a frame"),
        "delimiter": QCoreApplication.translate("EcoReasons", "wrong delimiter in a frame"),
        "duplicate": QCoreApplication.translate("EcoReasons", "value replaced by a later row"),
        "encoding": QCoreApplication.translate("EcoReasons", "damaged characters"),
        "encrypted": QCoreApplication.translate("EcoReasons", "encrypted frame"),
        "factor": QCoreApplication.translate("EcoReasons", "unreadable factor in a frame"),
        "flood": QCoreApplication.translate("EcoReasons", "sum of further rejects of one sender"),
        "future_time": QCoreApplication.translate("EcoReasons", "time in the future"),
        "header": QCoreApplication.translate("EcoReasons", "unreadable head of a frame"),
        "length": QCoreApplication.translate("EcoReasons", "wrong length of a frame"),
        "mn": QCoreApplication.translate("EcoReasons", "missing or impossible device number (MN)"),
        "negative": QCoreApplication.translate("EcoReasons", "negative value"),
        "no_object": QCoreApplication.translate("EcoReasons", "something else than a record"),
        "no_position": QCoreApplication.translate("EcoReasons", "no position in the message"),
        "no_station": QCoreApplication.translate("EcoReasons", "no station named"),
        "no_unit": QCoreApplication.translate("EcoReasons", "no unit named"),
        "no_value": QCoreApplication.translate("EcoReasons", "record without a value"),
        "no_zone": QCoreApplication.translate("EcoReasons", "time without a time zone"),
        "out_of_range": QCoreApplication.translate("EcoReasons", "physically impossible value"),
        "refused": QCoreApplication.translate("EcoReasons", "record the data centre refused"),
        "start": QCoreApplication.translate("EcoReasons", "bytes outside any frame"),
        "too_deep": QCoreApplication.translate("EcoReasons", "nested too deeply"),
        "too_long": QCoreApplication.translate("EcoReasons", "message too long"),
        "too_many": QCoreApplication.translate("EcoReasons", "too many records in one message"),
        "truncated": QCoreApplication.translate("EcoReasons", "incomplete last line"),
        "undecodable": QCoreApplication.translate("EcoReasons", "message that cannot be decoded"),
        "unknown_factor": QCoreApplication.translate("EcoReasons", "unknown factor of a device"),
        "unknown_kind": QCoreApplication.translate("EcoReasons", "unknown kind of station"),
        "unknown_property": QCoreApplication.translate("EcoReasons", "unknown property"),
        "unknown_station": QCoreApplication.translate("EcoReasons", "unknown station"),
        "unknown_unit": QCoreApplication.translate("EcoReasons", "unit that does not fit the property"),
        "unreadable_file": QCoreApplication.translate("EcoReasons", "unreadable file"),
    }
    return labels.get(code, code)
