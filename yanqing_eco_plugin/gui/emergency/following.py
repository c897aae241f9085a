"""Keeps orders up to what the tracks show while the dock is open."""

from __future__ import annotations

import logging

from ...core.data_centre import DataCentre, open_centre
from ...core.errors import CentreError
from ...layers.incident_tracking import advance_orders
from .board import open_orders

__all__ = ["advance_open_orders"]

_log = logging.getLogger(__name__)

# Somebody else's long import must not hold up the board; the tracks are looked at again soon.
_WAIT_S = 1.0


def advance_open_orders(centre: DataCentre) -> int:
    """Write what the tracks show of all incidents with units at work; returns how many log entries that made.

    Who may not write, or not now, leaves it to another window or a later look.
    """
    incidents = open_orders(centre)["incident_id"].unique().tolist()
    if not incidents:
        return 0
    try:
        with open_centre(centre.address, wait_s=_WAIT_S) as writable:
            return sum(advance_orders(writable, str(incident_id)) for incident_id in incidents)
    except CentreError as error:
        _log.info("the orders are not brought up to the tracks now: %s", error)
        return 0
