"""What the user chose in the Lidar dock: one dataclass, one group of QgsSettings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..settings import StoredSettings

__all__ = ["LidarSettings"]


@dataclass
class LidarSettings(StoredSettings):
    """What the dock remembers.

    Attributes
    ----------
    quantity
        Shown last: ``extinction``, ``pm2_5`` …
    lidar_ratio
        Of the aerosol, sr.
    blind_zone_m
        Nothing nearer is shown; 0 = what the scan's file says.
    overlap
        File of the instrument's overlap function; empty = none.
    dem
        Elevation model that masks ground in the beam; empty = none.
    opacity
        Of overlays, per cent.
    follow
        Whether the newest scan is shown by itself.
    folder, watch
        Where the instrument's computer puts new files, and whether they are imported by themselves.
    clock_hours
        How far the instrument's clock is ahead of UTC, for formats that do not say it.
    wind
        Wind files chosen last, one a line.
    wind_unit
        Of speeds in wind tables, which do not tell it.
    hours_back
        Length of trajectories.
    heights
        Where they start, metres.
    """

    GROUP = "yanqing_eco/lidar"

    quantity: str = "extinction"
    lidar_ratio: float = 50.0
    blind_zone_m: float = 0.0
    overlap: str = ""
    dem: str = ""
    opacity: int = 80
    follow: bool = False
    folder: str = ""
    watch: bool = False
    clock_hours: float = 0.0
    wind: str = ""
    wind_unit: str = "m/s"
    hours_back: float = 24.0
    heights: str = "100, 500, 1000"

    def change(self, **values: Any) -> None:
        """Set and store some of them."""
        for name, value in values.items():
            setattr(self, name, value)
        self.save()
