"""Adds one network of a data centre to the project, styled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication

from ..tasks import EcoTask, run_in_background

if TYPE_CHECKING:
    from ..core.data_centre import DataCentre
    from .session import EcoSession

__all__ = ["open_network"]


def open_network(session: EcoSession, address: str, kind: str) -> None:
    """Open the centre in the background and add its network of `kind` to the project with the colours of its levels."""

    def work(_progress: object) -> DataCentre:
        from ..core.data_centre import open_centre

        return open_centre(address, writable=False)

    def publish(centre: DataCentre) -> None:
        from ..core.errors import EcoError
        from ..layers.colouring import INDEX, apply_colouring
        from ..layers.sources import network_layer
        from ..layers.tips import apply_tips
        from ..messages import translated

        with centre:
            try:
                layer = network_layer(centre, kind, language=session.language)
            except EcoError as error:
                session.complain(translated(error))
                return
        apply_colouring(layer, INDEX, session.language)
        apply_tips(layer, session.language)
        QgsProject.instance().addMapLayer(layer)

    title = QCoreApplication.translate("CentreItemProvider", "Opening a network")
    run_in_background(EcoTask(title, work, done=publish, failed=session.complain, silent=True))
