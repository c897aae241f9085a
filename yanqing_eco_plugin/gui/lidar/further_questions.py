"""Opens the algorithms behind “Where from?”, filled in with what the page knows, where one look is not enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QDateTime, Qt
from qgis.PyQt.QtWidgets import QMenu, QPushButton, QWidget

from ..latest_read import LatestRead
from ..open_dialogs import OpenDialogs

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre
    from ..session import EcoSession

__all__ = ["FurtherQuestions"]

Parameters = Mapping[str, Any]


class FurtherQuestions(QPushButton):
    """A menu; each entry shows the dialog of an algorithm of the toolbox.

    Parameters
    ----------
    asked
        What the page has in its fields, on the district's clock: ``wind`` (parameters), ``place``, ``arrival, start, end``,
        ``hours``, ``heights``, ``property``, ``limit`` and ``trajectories`` (id of the layer, or empty).
    """

    def __init__(self, session: EcoSession, asked: Callable[[], Parameters], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._asked = session, asked
        self.dialogs = OpenDialogs(session, self)
        self._read = LatestRead(session)
        self.setText(self.tr("Look deeper"))
        self.setObjectName("yanqing_eco_origin_deeper")
        menu = QMenu(self)
        for name, text, filled in (
            ("backtrajectories", self.tr("Trajectories of all hours …"), self._trajectories),
            ("sourceregions", self.tr("Source regions of these trajectories …"), self._regions),
            ("transportflux", self.tr("Flux through the district's edge …"), self._flux),
            ("episodephases", self.tr("Phases of the episode …"), self._phases),
        ):
            action = menu.addAction(text, lambda name=name, filled=filled: self._ask(name, filled))
            action.setObjectName(f"yanqing_eco_origin_{name}")
        self.setMenu(menu)

    def shut_down(self) -> None:
        """Close what is open, and let nothing open any more."""
        self._read.drop()
        self.dialogs.shut_down()

    def _ask(self, name: str, filled: Callable[[Parameters], dict[str, Any]]) -> None:
        asked = self._asked()
        if not self._session.is_open or asked["place"] is None:
            return
        place = asked["place"]
        self._read.ask(
            self.tr("Looking for the nearest station"),
            lambda centre, _progress: _nearest_air_station(centre, place),
            lambda station: self.dialogs.open_algorithm(
                f"yanqing_eco:{name}", filled({**asked, "station": station} if station else asked)
            ),
            self._session.complain,
        )

    def _utc(self, moment: QDateTime) -> QDateTime:
        """A plain clock reading of UTC: the fields of these dialogs keep no zone."""
        offset = self._session.centre.district.utc_offset_hours
        return _plain(moment.addSecs(-round(3600 * offset)))

    def _trajectories(self, asked: Parameters) -> dict[str, Any]:
        lon, lat = asked["place"]
        return {
            **asked["wind"],
            "POINT": f"{lon},{lat} [EPSG:4326]",
            "START": self._utc(asked["start"]),
            "LAST": self._utc(asked["end"]),
            "HOURS": asked["hours"],
            "HEIGHTS": asked["heights"],
        }

    def _regions(self, asked: Parameters) -> dict[str, Any]:
        known = {"CENTRE": self._session.address, "PROPERTY": asked["property"], **_station(asked)}
        return known | ({"INPUT": asked["trajectories"]} if asked["trajectories"] else {})

    def _flux(self, asked: Parameters) -> dict[str, Any]:
        known = {**asked["wind"], "TIME": self._utc(asked["arrival"])}
        edge = self._edge()
        return known | ({"INPUT": edge} if edge else {})

    def _phases(self, asked: Parameters) -> dict[str, Any]:
        return {
            **asked["wind"],
            **_station(asked),
            "CENTRE": self._session.address,
            "START": _plain(asked["start"]),
            "END": _plain(asked["end"]),
            "PROPERTY": asked["property"],
            "LIMIT": asked["limit"],
        }

    def _edge(self) -> str:
        """Id of the layer with the outline of the open centre's district; empty where it is not on the map."""
        from ...layers.sources import centre_address, layer_role

        for layer in QgsProject.instance().mapLayers().values():
            if layer_role(layer) == "district" and centre_address(layer) == self._session.address:
                return layer.id()
        return ""


def _station(asked: Parameters) -> dict[str, Any]:
    return {"STATION": asked["station"]} if "station" in asked else {}


def _nearest_air_station(centre: DataCentre, place: tuple[float, float]) -> str:
    """Identifier of the air station next to a place (longitude, latitude); empty where there is none."""
    import numpy as np

    stations = centre.stations(kind="air")
    if stations.empty:
        return ""
    east = (stations.geometry.x - place[0]) * np.cos(np.radians(place[1]))
    away = np.hypot(east, stations.geometry.y - place[1]).to_numpy()
    return str(stations["station_id"].iloc[int(np.nanargmin(away))]) if np.isfinite(away).any() else ""


def _plain(moment: QDateTime) -> QDateTime:
    return QDateTime(moment.date(), moment.time(), Qt.TimeSpec.LocalTime)
