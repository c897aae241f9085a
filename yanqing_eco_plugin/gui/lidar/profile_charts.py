"""What the profile page draws: profiles over time, and sections; how they are read, cut and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ...core.lidar import TimeHeight
    from ...core.lidar.curtain import Section
    from ...core.lidar.line_section import LineSection
    from ...core.progress import Progress
    from .catalogue import ScanRow

__all__ = [
    "LINE_TOP_M",
    "NEAR_S",
    "Corrections",
    "ProfileChart",
    "SectionChart",
    "TimeHeightChart",
    "read_line_section",
    "read_profiles",
    "read_section",
]

_TOP_M = 5000.0
LINE_TOP_M = 3000.0
NEAR_S = 3600.0
"""A section along a line takes scans of an hour before and after its moment."""

_NS_OF_DAY = 8.64e13


@dataclass(frozen=True)
class Corrections:
    """How a scan is read and corrected: what the dock's settings say."""

    lidar_ratio: float
    blind_zone_m: float
    overlap: str
    clock_hours: float

    def keywords(self) -> dict[str, Any]:
        """For `scan_field` and `time_height`."""
        from ...core.lidar import read_overlap

        return {
            "lidar_ratio": self.lidar_ratio,
            "blind_m": self.blind_zone_m or None,
            "overlap": read_overlap(self.overlap) if self.overlap else None,
        }


def read_profiles(paths: Sequence[str], corrections: Corrections, progress: Progress) -> TimeHeight:
    """Profiles of one file, or of the files of a day; runs away from the GUI thread."""
    from ...core.lidar import join_scans, read_scan, time_height
    from ...core.progress import checkpoint, portion

    scans = []
    for number, path in enumerate(paths):
        checkpoint(progress, 0.4 * number / len(paths))
        scans.append(read_scan(path, utc_offset_hours=corrections.clock_hours))
    scan = scans[0] if len(scans) == 1 else join_scans(scans)
    return time_height(scan, progress=portion(progress, 0.4, 1.0), **corrections.keywords())


def read_section(path: str, quantity: str, corrections: Corrections, progress: Progress) -> Section:
    """Section of a scan of elevations; runs away from the GUI thread."""
    from ...core.lidar import read_scan, scan_field
    from ...core.lidar.curtain import rhi_section
    from ...core.progress import checkpoint

    checkpoint(progress, 0.1)
    scan = read_scan(path, utc_offset_hours=corrections.clock_hours)
    checkpoint(progress, 0.4)
    shown = scan_field(scan, quantity, **corrections.keywords())
    checkpoint(progress, 0.8)
    return rhi_section(scan, shown, top_m=_TOP_M)


def read_line_section(
    scans: Sequence[ScanRow],
    line: Sequence[tuple[float, float]],
    moment: datetime,
    quantity: str,
    corrections: Corrections,
    progress: Progress,
) -> tuple[LineSection, list[str]]:
    """Section along a line through the scans near a moment, and their files; runs away from the GUI thread."""
    from ...core.lidar import read_scan
    from ...core.lidar.line_section import section_along
    from ...core.lidar.moment import scans_at
    from ...core.progress import checkpoint, portion

    at = _instant(moment)
    known = [scan for scan in scans if scan.time is not None and scan.status == "ok"]
    paths = [known[number].path for number in scans_at([_moment_scan(scan) for scan in known], at, NEAR_S)]
    read = []
    for number, path in enumerate(paths):
        checkpoint(progress, 0.4 * number / len(paths))
        read.append(read_scan(path, utc_offset_hours=corrections.clock_hours))
    section = section_along(
        read,
        line,
        quantity,
        moment=at,
        within_s=NEAR_S,
        top_m=LINE_TOP_M,
        progress=portion(progress, 0.4, 1.0),
        **corrections.keywords(),
    )
    return section, paths


def _moment_scan(scan: ScanRow) -> Any:
    from ...core.lidar.moment import MomentScan

    angle = scan.azimuth[0] if scan.kind == "rhi" else scan.elevation[0]
    start = _instant(scan.time)
    end = start if scan.time_to is None else _instant(scan.time_to)
    return MomentScan(scan.kind, float("nan") if angle is None else angle, start, end)


def _instant(when: datetime) -> Any:
    import numpy as np

    return np.datetime64(when.astimezone(UTC).replace(tzinfo=None), "ns")


@dataclass(frozen=True)
class ProfileChart:
    """A chart that can be read and cut."""

    language: str
    utc_offset_hours: float

    def draw(self, width: int, height: int, ratio: float) -> Figure:
        """The figure at a size in logical pixels."""
        raise NotImplementedError

    def reading(self, x: float, y: float) -> list[str]:
        """What is there, line by line; empty beside the data."""
        raise NotImplementedError

    def cut(self, x: tuple[float, float], y: tuple[float, float]) -> ProfileChart:
        """The part between these data coordinates; itself where nothing would be left."""
        raise NotImplementedError


@dataclass(frozen=True)
class TimeHeightChart(ProfileChart):
    """Profiles over time with boundary layer."""

    profiles: TimeHeight
    quantity: str
    top_m: float = _TOP_M

    @property
    def shown(self) -> str:
        """The quantity, or the signal where no extinction or depolarisation could be told."""
        return self.quantity if self.quantity in self.profiles.fields else "rcs"

    def draw(self, width: int, height: int, ratio: float) -> Figure:
        from ...core.reports.lidar_time_height import time_height_picture

        # More columns than pixels cost time and show nothing.
        step = max(1, len(self.profiles.time) // max(200, round(width * ratio)))
        return time_height_picture(
            _part(self.profiles, slice(None, None, step)),
            self.shown,
            self.language,
            width=width,
            height=height,
            top_m=self.top_m,
            utc_offset_hours=self.utc_offset_hours,
            ratio=ratio,
        )

    def reading(self, x: float, y: float) -> list[str]:
        import numpy as np

        from ...core.reports.lidar_panels import local_stamp

        profiles = self.profiles
        at = self._days()
        if not at.size or not at[0] <= x <= at[-1] + 1.0 / 24.0 or y > min(self.top_m, float(profiles.height_m[-1])):
            return []
        row, column = int(np.argmin(np.abs(at - x))), int(np.argmin(np.abs(profiles.height_m - y)))
        unit = str(profiles.attributes.get("rcs_unit", "")) if self.shown == "rcs" else ""
        value = _value(self.shown, float(profiles.fields[self.shown][row, column]), self.language, unit)
        lines = [local_stamp(profiles.time[row], self.utc_offset_hours), f"{profiles.height_m[column]:.0f} m", value]
        layer, spread = profiles.layer.height_m[row], profiles.layer.uncertainty_m[row]
        if np.isfinite(layer):
            text = QCoreApplication.translate("ProfileChart", "Boundary layer {height:.0f} ± {spread:.0f} m")
            lines.append(text.format(height=layer, spread=spread))
        else:
            lines.append(QCoreApplication.translate("ProfileChart", "No boundary layer found"))
        return lines

    def cut(self, x: tuple[float, float], y: tuple[float, float]) -> TimeHeightChart:
        import numpy as np

        at = self._days()
        kept = np.flatnonzero((at >= min(x)) & (at <= max(x)))
        if kept.size < 2 or max(y) <= 50.0:
            return self
        part = _part(self.profiles, slice(int(kept[0]), int(kept[-1]) + 1))
        return replace(self, profiles=part, top_m=min(max(y), self.top_m))

    def _days(self) -> Any:
        import numpy as np

        shift = np.timedelta64(round(self.utc_offset_hours * 3600), "s")
        return (self.profiles.time + shift).astype("datetime64[ns]").astype(np.int64) / _NS_OF_DAY


@dataclass(frozen=True)
class SectionChart(ProfileChart):
    """A section over distance (km) and height (m)."""

    section: Section

    def draw(self, width: int, height: int, ratio: float) -> Figure:
        from ...core.reports.lidar_section import section_picture

        return section_picture(
            self.section,
            self.language,
            width=width,
            height=height,
            utc_offset_hours=self.utc_offset_hours,
            ratio=ratio,
        )

    def reading(self, x: float, y: float) -> list[str]:
        import numpy as np

        section = self.section
        column = int(np.searchsorted(section.distance_m, 1000.0 * x)) - 1
        row = int(np.searchsorted(section.height_m, y)) - 1
        if not (0 <= row < section.values.shape[0] and 0 <= column < section.values.shape[1]):
            return []
        value = _value(section.quantity, float(section.values[row, column]), self.language, section.unit)
        return [f"{x:.2f} km", f"{y:.0f} m", value, *self._source(row, column)]

    def cut(self, x: tuple[float, float], y: tuple[float, float]) -> SectionChart:
        import numpy as np

        section = self.section
        columns = np.flatnonzero((section.distance_m >= 1000.0 * min(x)) & (section.distance_m <= 1000.0 * max(x)))
        rows = np.flatnonzero((section.height_m >= min(y)) & (section.height_m <= max(y)))
        if columns.size < 3 or rows.size < 3:
            return self
        across, up = slice(columns[0], columns[-1] + 1), slice(rows[0], rows[-1] + 1)
        inside = section.values[rows[0] : rows[-1], columns[0] : columns[-1]]
        part = replace(section, distance_m=section.distance_m[across], height_m=section.height_m[up], values=inside)
        if self._is_along_line:
            part = replace(part, source=section.source[rows[0] : rows[-1], columns[0] : columns[-1]])
        return replace(self, section=part)

    @property
    def _is_along_line(self) -> bool:
        from ...core.lidar.line_section import LineSection

        return isinstance(self.section, LineSection)

    def _source(self, row: int, column: int) -> list[str]:
        """The scan that gave a cell of a section along a line."""
        if not self._is_along_line or self.section.source[row, column] < 0:
            return []
        from ...core.reports.lidar_panels import lidar_word, local_stamp

        one = self.section.sources[self.section.source[row, column]]
        stamp = local_stamp(one.start, self.utc_offset_hours)[11:]
        return [f"{lidar_word(one.kind, self.language).format(angle=one.angle)} {stamp}"]


def _part(profiles: TimeHeight, rays: slice) -> TimeHeight:
    layer = type(profiles.layer)(*(getattr(profiles.layer, one.name)[rays] for one in fields(profiles.layer)))
    return replace(
        profiles,
        time=profiles.time[rays],
        fields={name: values[rays] for name, values in profiles.fields.items()},
        layer=layer,
        cloud_base_m=profiles.cloud_base_m[rays],
        night=profiles.night[rays],
    )


def _value(quantity: str, value: float, language: str, unit: str) -> str:
    from ...core.lidar import QUANTITIES

    known = QUANTITIES[quantity]
    told = (known.unit or unit).replace("km-1", "km⁻¹")
    if value != value:
        return QCoreApplication.translate("ProfileChart", "{quantity}: masked").format(quantity=known.label(language))
    text = f"{value:.3g}" if known.name == "rcs" else f"{value:.{known.decimals + 1}f}"
    return f"{known.label(language)} {text} {'' if told == '1' else told}".strip()
