"""Orders from the board, from the map and for several needs at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QPoint

from ..place_tool import lon_lat_at

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas

    from .board import Board
    from .incident_actions import IncidentActions

__all__ = ["Ordering"]

_NEAR_PIXELS = 24


class Ordering:
    """Sends who was chosen to the incident in hand, to another one, or to a place.

    Parameters
    ----------
    board
        Gives the board as it is now; None while there is none.
    need
        Gives the capability that the board is ranked for.
    """

    def __init__(
        self,
        actions: IncidentActions,
        canvas: QgsMapCanvas,
        board: Callable[[], Board | None],
        need: Callable[[], str],
    ) -> None:
        self._actions, self._canvas, self._board, self._need = actions, canvas, board, need

    def order(self, resource_id: str, task: str = "", incident_id: str = "", target: Any = None) -> None:
        """Order one resource; without `incident_id` to the incident in hand."""
        board = self._board()
        chosen = board.incident["incident_id"] if board is not None and board.incident is not None else ""
        if board is not None:
            self._actions.order(board, resource_id, incident_id or chosen, task=task, need=self._need(), target=target)

    def order_plan(self, task: str = "") -> None:
        """Order everybody who is proposed; all of them or, where somebody else was faster with one, nobody."""
        board = self._board()
        if board is not None:
            self._actions.order_plan(board, task=task)

    def drop(self, resource_id: str, pixel: QPoint) -> None:
        """A resource dropped on an incident goes there; anywhere else it goes to that place for the incident in hand."""
        board, place = self._board(), lon_lat_at(self._canvas, pixel)
        if board is None or place is None:
            return
        one = lon_lat_at(self._canvas, pixel + QPoint(_NEAR_PIXELS, 0)) or place
        reach = abs(one[0] - place[0]) + abs(one[1] - place[1])
        for incident in board.incidents:
            there = incident["place"]
            if incident["closed_at"] is not None or there is None:
                continue
            if abs(there[0] - place[0]) <= reach and abs(there[1] - place[1]) <= reach:
                self.order(resource_id, incident_id=incident["incident_id"])
                return
        if board.incident is not None:
            self.order(resource_id, target=place)
