"""What a dispatcher does, turned into changes of the centre: always from the row that was seen on the board."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject

from .words import resource_text

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre
    from ...core.emergency import Changes
    from ..session import EcoSession
    from .board import Board, Row
    from .writer import CentreWriter

__all__ = ["IncidentActions"]

# One more than the log takes, so that a file of any size is refused there and not read whole.
_MOST_BYTES = 20 * 1024 * 1024 + 1
_SENDABLE = ("free", "reserved")


class IncidentActions(QObject):
    """Each method writes one thing; what is refused comes as the writer's one sentence."""

    def __init__(self, session: EcoSession, writer: CentreWriter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._writer = session, writer

    def open_incident(self, content: dict[str, Any], done: Callable[[str], None]) -> None:
        """Open an incident from the content of the form; `done` gets its id."""
        now, author, synthetic = datetime.now(UTC), self._writer.author, self._session.centre.synthetic

        def make(centre: DataCentre) -> Changes:
            import shapely

            from ...core.emergency import open_incident

            outline = [shape for shape in centre.features("district")["geometry"] if shape is not None]
            cells = dict(content)
            place = shapely.Point(cells.pop("place"))
            district = shapely.union_all(outline) if outline else None
            title = str(cells.pop("title"))
            return open_incident(
                title,
                place,
                at=now,
                by=author,
                district=district,
                reported_by=author,
                synthetic=int(synthetic),
                **cells,
            )

        self._writer.change(
            self.tr("Opening the incident"), make, lambda changes: done(str(changes["incident"]["incident_id"].iloc[0]))
        )

    def order(
        self, board: Board, resource_id: str, incident_id: str, *, task: str, need: str, target: Any = None
    ) -> None:
        """Order a resource; one that cannot be sent is refused with the reason."""
        incident, resource = board.of(incident_id), board.resource(resource_id)
        if incident is None or resource is None:
            return
        if resource["state"] not in _SENDABLE:
            self._writer.refused.emit(self._why_not(resource))
            return
        now, author = datetime.now(UTC), self._writer.author
        mine = board.incident is not None and board.incident["incident_id"] == incident_id
        eta, method = (resource["eta_s"], resource["method"]) if mine and target is None else (None, "")

        def make(_centre: DataCentre) -> Changes:
            import shapely

            from ...core.emergency import send_order

            return send_order(
                incident,
                resource,
                at=now,
                by=author,
                need=need,
                task=task,
                eta_s=float("nan") if eta is None else eta,
                eta_method=method,
                target=None if target is None else shapely.Point(target),
            )

        self._writer.change(self.tr("Sending the order"), make, about=str(resource["name"] or resource_id))

    def order_plan(self, board: Board, *, task: str) -> None:
        """Order everybody the board proposes, all at once."""
        incident = board.incident
        rows = [(row, board.resource(row["resource_id"])) for row in board.plan if not row["stays"]]
        if incident is None or not rows:
            return
        now, author = datetime.now(UTC), self._writer.author

        def make(_centre: DataCentre) -> Changes:
            import pandas as pd

            from ...core.emergency import send_order

            sent = [
                send_order(
                    incident,
                    resource,
                    at=now,
                    by=author,
                    need=row["need_id"],
                    task=task,
                    eta_s=row["eta_s"],
                    eta_method=row["method"],
                )
                for row, resource in rows
                if resource is not None
            ]
            return {table: pd.concat([one[table] for one in sent], ignore_index=True) for table in sent[0]}

        self._writer.change(self.tr("Sending the orders"), make, about=self.tr("one of the units"))

    def close_road(self, board: Board, places: list[tuple[float, float]]) -> None:
        """Close what a drawn line touches, for everybody."""
        now, author, synthetic = datetime.now(UTC), self._writer.author, self._session.centre.synthetic
        incident_id = str(board.incident["incident_id"]) if board.incident else ""
        clock = now + timedelta(hours=self._session.centre.district.utc_offset_hours)
        name = self.tr("Closed road {time}").format(time=f"{clock:%H:%M:%S}")

        def make(_centre: DataCentre) -> Changes:
            from ...core.emergency import close_roads

            return close_roads(places, at=now, by=author, name=name, incident_id=incident_id, synthetic=synthetic)

        self._writer.change(self.tr("Closing the road"), make)

    def open_road(self, board: Board, geofence_id: str) -> None:
        """Lift a closure."""
        closure = next((row for row in board.closures if row["geofence_id"] == geofence_id), None)
        now, author = datetime.now(UTC), self._writer.author
        if closure is None:
            return

        def make(_centre: DataCentre) -> Changes:
            from ...core.emergency import open_roads

            return open_roads(closure, at=now, by=author)

        self._writer.change(self.tr("Opening the road"), make, about=str(closure["name"] or geofence_id))

    def step(self, board: Board, order_id: str, state: str, when: datetime, correct: bool) -> None:
        """Bring an order to another state by hand."""
        order = next((row for row in board.orders if row["order_id"] == order_id), None)
        resource = board.resource(order["resource_id"]) if order else None
        if order is None or resource is None:
            return
        now, author = datetime.now(UTC), self._writer.author

        def make(_centre: DataCentre) -> Changes:
            from ...core.emergency import step_order

            return step_order(order, resource, state, at=when, recorded=now, by=author, correct=correct)

        self._writer.change(self.tr("Writing the order"), make, about=board.name_of(order["resource_id"]))

    def phase(self, board: Board, phase: str) -> None:
        """Bring the chosen incident to another phase."""
        incident, now, author = board.incident, datetime.now(UTC), self._writer.author
        if incident is None:
            return
        busy = sum(row["state"] != "released" for row in board.orders)

        def make(_centre: DataCentre) -> Changes:
            from ...core.emergency import step_incident

            return step_incident(incident, phase, at=now, by=author, open_orders=busy)

        self._writer.change(self.tr("Writing the incident"), make, about=incident["title"])

    def grade(self, board: Board, level: int) -> None:
        """Raise or lower the chosen incident."""
        incident, now, author = board.incident, datetime.now(UTC), self._writer.author
        if incident is None:
            return

        def make(_centre: DataCentre) -> Changes:
            from ...core.emergency import grade_incident

            return grade_incident(incident, level, at=now, by=author)

        self._writer.change(self.tr("Writing the incident"), make, about=incident["title"])

    def note(self, board: Board, content: dict[str, Any]) -> None:
        """Write into the log; the file of a photo is read and judged in the background."""
        if board.incident is None:
            return
        incident_id, now, author = str(board.incident["incident_id"]), datetime.now(UTC), self._writer.author

        def make(_centre: DataCentre) -> Changes:
            from ...core.emergency import note_entry

            cells = dict(content)
            path = cells.pop("photo_path", "")
            return note_entry(incident_id, at=now, author=author, photo=_photo(path) if path else None, **cells)

        self._writer.change(self.tr("Writing the log"), make)

    def keep_areas(self, board: Board, path: str, done: Callable[[], None]) -> None:
        """Keep computed areas with the incident, where the map, the report and other windows find them."""
        if board.incident is None:
            return
        incident_id, now, author = str(board.incident["incident_id"]), datetime.now(UTC), self._writer.author

        def make(_centre: DataCentre) -> Changes:
            from .area_writing import area_changes

            return area_changes(Path(path), incident_id, at=now, author=author)

        self._writer.change(self.tr("Writing the affected area"), make, lambda _changes: done())

    def set_state(self, board: Board, resource_id: str, state: str) -> None:
        """Set a resource free, reserved or out of service."""
        resource = board.resource(resource_id)
        if resource is None:
            return
        now, author = datetime.now(UTC), self._writer.author
        incident_id = str(board.incident["incident_id"]) if board.incident else ""

        def make(_centre: DataCentre) -> Changes:
            from ...core.emergency import set_resource_state

            return set_resource_state(resource, state, at=now, by=author, incident_id=incident_id)

        self._writer.change(self.tr("Writing the resource"), make, about=str(resource["name"] or resource_id))

    def _why_not(self, resource: Row) -> str:
        name, state = (
            resource["name"] or resource["resource_id"],
            resource_text(resource["state"], self._session.language),
        )
        if resource["incident"]:
            text = self.tr(
                "{name} is {state} for “{incident}” and cannot be ordered. Release it first, or choose another."
            )
        else:
            text = self.tr("{name} is {state} and cannot be ordered. Set it free first, or choose another.")
        return text.format(name=name, state=state, incident=resource["incident"])


def _photo(path: str) -> bytes:
    from ...core.errors import InputError

    try:
        with open(Path(path), "rb") as file:
            return file.read(_MOST_BYTES)
    except OSError as error:
        raise InputError(
            "The photo {name} cannot be read.", hint="Check the file.", details=str(error), name=Path(path).name
        ) from error
