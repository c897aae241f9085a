"""The catalogue's scans as the dock lists them: newest first, by local day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...core.data_centre import DataCentre

__all__ = ["AROUND", "ScanRow", "local_day", "read_scans"]

AROUND = ("ppi", "sector")
"""Kinds that are shown as an overlay."""


@dataclass(frozen=True)
class ScanRow:
    """A scan of the catalogue.

    Attributes
    ----------
    time, time_to
        UTC of the first and last ray; None where the file does not say.
    kind
        ``ppi``, ``sector``, ``rhi``, ``vertical`` or ``other``.
    path
        Its file; empty where the entry points out of the centre.
    azimuth, elevation
        From and to, degrees; None where unknown.
    status
        ``ok``, ``no_place`` or ``no_file``.
    place
        Longitude and latitude of the instrument; None where unknown.
    """

    scan_id: str
    time: datetime | None
    time_to: datetime | None
    kind: str
    path: str
    instrument: str
    azimuth: tuple[float | None, float | None]
    elevation: tuple[float | None, float | None]
    range_max_m: float | None
    rays: int
    status: str
    synthetic: bool
    place: tuple[float, float] | None

    @property
    def is_volume(self) -> bool:
        """Whether it is several turns at different elevations."""
        low, high = self.elevation
        start, end = self.azimuth
        turns = None not in (low, high, start, end) and start != end
        return self.kind == "other" and turns and high - low > 1.0


def read_scans(centre: DataCentre) -> tuple[ScanRow, ...]:
    """All scans of the catalogue, the newest first; runs away from the GUI thread."""
    import pandas as pd

    frame = pd.DataFrame(centre.features("lidar_scan")).sort_values("time", ascending=False, na_position="last")
    return tuple(_row(centre, values) for values in frame.to_dict("records"))


def local_day(when: datetime | None, utc_offset_hours: float) -> str:
    """Day of an instant on the district's clock, ISO; empty where it is not known."""
    if when is None:
        return ""
    return f"{when.astimezone(timezone(timedelta(hours=utc_offset_hours))):%Y-%m-%d}"


def _row(centre: DataCentre, told: dict[str, Any]) -> ScanRow:
    from ...core.collector.lidar_import import scan_path
    from ...core.errors import InputError

    try:
        path, status = str(scan_path(centre, str(told["file"]))), str(told["status"] or "ok")
    except InputError:
        path, status = "", "no_file"
    point = told.get("geometry")
    return ScanRow(
        scan_id=str(told["scan_id"]),
        time=_instant(told["time"]),
        time_to=_instant(told["time_to"]),
        kind=str(told["kind"]),
        path=path,
        instrument=str(told["instrument"] or ""),
        azimuth=(_number(told["azimuth_from"]), _number(told["azimuth_to"])),
        elevation=(_number(told["elevation_from"]), _number(told["elevation_to"])),
        range_max_m=_number(told["range_max_m"]),
        rays=int(_number(told["rays"]) or 0),
        status=status,
        synthetic=bool(_number(told["synthetic"])),
        place=(float(point.x), float(point.y)) if point is not None and not point.is_empty else None,
    )


def _instant(value: Any) -> datetime | None:
    import pandas as pd

    return None if pd.isna(value) else value.to_pydatetime()


def _number(value: Any) -> float | None:
    return None if value is None or value != value else float(value)
