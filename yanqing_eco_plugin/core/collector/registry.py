"""Which station a device's number (MN) belongs to."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from ..data_centre import DataCentre
from ..data_centre.durable import replace_text

__all__ = ["Registry", "StationRegister", "read_stations"]

_LOG = logging.getLogger(__name__)
_CACHE = "stations.json"
_COLUMNS = ("station_id", "name", "name_en", "mn")


@dataclass(frozen=True)
class StationRegister:
    """What the collector knows of the stations.

    Attributes
    ----------
    stations
        Id, name, English name and MN of each; empty where it has none.
    utc_offset_hours
        The clock of the district, which the devices show.
    """

    stations: tuple[tuple[str, str, str, str], ...]
    utc_offset_hours: float

    @cached_property
    def by_mn(self) -> Mapping[str, str | None]:
        """MN → station; None where several stations claim the same MN."""
        found: dict[str, str | None] = {}
        for station, _, _, mn in self.stations:
            if mn:
                found[mn] = None if mn in found else station
        return found

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The stations as `ingest.resolve_stations` takes them."""
        return pd.DataFrame([row[:3] for row in self.stations], columns=["station_id", "name", "name_en"], dtype=object)


def read_stations(centre: DataCentre) -> StationRegister:
    """Read the register from the data centre."""
    rows = centre.features("station")
    columns = [["" if cell is None or cell != cell else str(cell).strip() for cell in rows[name]] for name in _COLUMNS]
    return StationRegister(tuple(zip(*columns, strict=True)), centre.district.utc_offset_hours)


class Registry:
    """The register in force, kept in the spool too, so that a start does not depend on the data centre.

    Parameters
    ----------
    folder
        Of the spool.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _CACHE
        self.current: StationRegister | None = self._cached()
        self._watchers: list[Callable[[], None]] = []

    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever another register is in force."""
        self._watchers.append(changed)

    async def stations(self) -> pd.DataFrame:
        """The stations, as `SourceContext.stations` gives them."""
        return self.current.frame if self.current is not None else StationRegister((), 0.0).frame

    def update(self, register: StationRegister) -> None:
        """Put a register in force."""
        if register == self.current:
            return
        self.current = register
        twice = sorted(mn for mn, station in register.by_mn.items() if station is None)
        if twice:
            _LOG.warning("several stations have the same MN; their records go to quarantine: %s", ", ".join(twice[:20]))
        _LOG.info("the register has %d stations, %d of them with an MN", len(register.stations), len(register.by_mn))
        for changed in self._watchers:
            changed()

    def keep(self, register: StationRegister) -> None:
        """Write it beside the spool (blocking).

        Raises
        ------
        OSError
            It cannot be written.
        """
        said = {"utc_offset_hours": register.utc_offset_hours, "stations": register.stations}
        replace_text(self._path, json.dumps(said, ensure_ascii=False))

    def _cached(self) -> StationRegister | None:
        try:
            said = json.loads(self._path.read_text(encoding="utf-8"))
            rows = tuple((str(row[0]), str(row[1]), str(row[2]), str(row[3])) for row in said["stations"])
            return StationRegister(rows, float(said["utc_offset_hours"]))
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, IndexError):
            _LOG.warning("%s cannot be read and is made anew", self._path)
            return None
