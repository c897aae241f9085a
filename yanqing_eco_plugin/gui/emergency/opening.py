"""A new incident: a click on the map, what surrounds the place, the form."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..latest_read import LatestRead

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre
    from ..session import EcoSession
    from .incident_actions import IncidentActions
    from .incident_form import IncidentForm
    from .surroundings import Surroundings

__all__ = ["Opening"]


class Opening(QObject):
    """Fills the form for a place and opens the incident it describes."""

    asked = pyqtSignal()  # the form is to be shown
    opened = pyqtSignal(str)  # incident

    def __init__(self, session: EcoSession, actions: IncidentActions, form: IncidentForm, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._form = session, form
        self._around = LatestRead(session)
        form.accepted.connect(lambda content: actions.open_incident(content, self.opened.emit))

    def drop(self) -> None:
        """Forget the place that is being looked around."""
        self._around.drop()

    def begin(self, lon: float, lat: float) -> None:
        """Somebody clicked a place, WGS-84 degrees."""
        from .surroundings import project_layers

        session = self._session
        if not session.is_open:
            return
        self._form.begin((lon, lat), session.language, exercise=session.centre.synthetic)
        self.asked.emit()
        layers = project_layers(QgsProject.instance())

        def work(centre: DataCentre, _progress: Any) -> Surroundings:
            from .surroundings import read_surroundings

            return read_surroundings(centre, lon, lat, layers, now=datetime.now(UTC))

        offset = session.centre.district.utc_offset_hours
        self._around.ask(
            self.tr("Looking around the place"),
            work,
            lambda found: self._form.show_surroundings(found, offset),
            self._form.show_failure,
        )
