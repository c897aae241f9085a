"""Adds one network of a data centre to the project, styled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import EcoError
from ..credentials import fetch_credentials, show_certificates
from ..messages import translated
from ..tasks import EcoTask, run_in_background
from .shared_centre_opening import open_for_reading

if TYPE_CHECKING:
    from ..core.data_centre import DataCentre
    from .session import EcoSession

__all__ = ["open_network"]


def open_network(session: EcoSession, address: str, kind: str) -> None:
    """Open the centre in the background and add its network of `kind` to the project with the colours of its levels."""

    def work(_progress: object) -> DataCentre:
        return open_for_reading(address).centre

    def publish(centre: DataCentre) -> None:
        from ..layers.colouring import INDEX, apply_colouring
        from ..layers.sources import network_layer
        from ..layers.tips import apply_tips

        with centre:
            try:
                layer = network_layer(centre, kind, language=session.language)
            except EcoError as error:
                session.complain(translated(error))
                return
        apply_colouring(layer, INDEX, session.language)
        apply_tips(layer, session.language)
        QgsProject.instance().addMapLayer(layer)

    try:
        fetch_credentials(address)
        show_certificates(address)
    except EcoError as error:
        session.complain(translated(error))
        return
    title = QCoreApplication.translate("CentreItemProvider", "Opening a network")
    run_in_background(EcoTask(title, work, done=publish, failed=session.complain, silent=True))
