"""Tries a shared centre in the background and says in one sentence how it went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import EcoError
from ..credentials import fetch_credentials
from ..messages import translated
from ..tasks import EcoTask, run_in_background
from .shared_centre_opening import open_for_reading

__all__ = ["Found", "probe"]


@dataclass(frozen=True)
class Found:
    """What a centre says of itself."""

    district: str
    stations: int
    roles: tuple[str, ...]

    def sentence(self) -> str:
        """It in words."""
        translate = QCoreApplication.translate
        if "editor" in self.roles and "collector" in self.roles:
            told = translate("SharedCentre", "{district}, {stations} stations; you may change everything.")
        elif "editor" in self.roles:
            told = translate("SharedCentre", "{district}, {stations} stations; you may change plans and incidents.")
        elif "collector" in self.roles:
            told = translate("SharedCentre", "{district}, {stations} stations; you may store observations.")
        else:
            told = translate("SharedCentre", "{district}, {stations} stations; you may look, not change.")
        return told.format(district=self.district, stations=self.stations)


def probe(address: str, found: Callable[[Found], None], failed: Callable[[str], None]) -> EcoTask | None:
    """Connect to `address` and tell `found` or `failed`, in the GUI thread; what is known at once is told at once."""

    def work(_progress: object) -> Found:
        opened = open_for_reading(address)
        with opened.centre as centre:
            district = centre.district
            return Found(district.name or district.name_en, len(centre.stations()), opened.roles or ())

    try:
        fetch_credentials(address)
    except EcoError as error:
        failed(translated(error))
        return None
    title = QCoreApplication.translate("SharedCentre", "Trying the shared data centre")
    return run_in_background(EcoTask(title, work, done=found, failed=failed, silent=True))
