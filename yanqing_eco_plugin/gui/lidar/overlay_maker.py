"""Makes overlays of scans, one algorithm run after another, and keeps those of this session."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingUtils
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..algorithm_run import AlgorithmRun

__all__ = ["MadeOverlay", "OverlayMaker", "OverlayWish"]


@dataclass(frozen=True)
class OverlayWish:
    """What shall be shown of one scan; `centre` is the address that mass needs, `every_sweep` for playing, `sweep` as the
    algorithm counts."""

    path: str
    quantity: str
    lidar_ratio: float
    blind_zone_m: float
    overlap: str
    dem: str
    clock_hours: float
    centre: str
    every_sweep: bool = False
    sweep: int = -1

    def parameters(self, output: str) -> dict[str, Any]:
        """Of the algorithm ``lidaroverlay``."""
        told: dict[str, Any] = {
            "INPUT": self.path,
            "QUANTITY": self.quantity,
            "LIDAR_RATIO": self.lidar_ratio,
            "CLOCK": self.clock_hours,
            "SWEEP": self.sweep,
            "OUTPUT": output,
        }
        if self.quantity.startswith("pm"):
            told["CENTRE"] = self.centre
        if self.blind_zone_m > 0:
            told["BLIND_ZONE"] = self.blind_zone_m
        if self.overlap:
            told["OVERLAP"] = self.overlap
        if self.dem:
            told["DEM"] = self.dem
        if self.every_sweep:
            told["SERIES"] = str(Path(output).with_suffix(""))
        return told


@dataclass(frozen=True)
class MadeOverlay:
    """Rasters of one scan, and what its mass rests on."""

    paths: tuple[str, ...]
    basis: str


class OverlayMaker(QObject):
    """Works through a list of wishes; ends with one of `made`, `failed`, `cancelled`."""

    progressed = pyqtSignal(float)  # 0–100 of the whole list
    made = pyqtSignal(list)  # of MadeOverlay, in the order of the wishes
    failed = pyqtSignal(str)
    cancelled = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = AlgorithmRun(self)
        self._run.progressed.connect(self._on_progress)
        self._run.succeeded.connect(self._on_made)
        self._run.failed.connect(self._on_failed)
        self._run.cancelled.connect(self._on_cancelled)
        self._wishes: list[OverlayWish] = []
        self._waiting: list[OverlayWish] | None = None
        self._found: list[MadeOverlay] = []
        self._kept: dict[OverlayWish, MadeOverlay] = {}

    @property
    def is_running(self) -> bool:
        """Whether it is at work."""
        return self._run.is_running

    def make(self, wishes: list[OverlayWish]) -> None:
        """Begin; what was made before is at hand. What is under way gives way to it, without a word."""
        if self.is_running:
            self._waiting = wishes
            self._run.cancel()
            return
        self._wishes, self._found = wishes, []
        self._next()

    def cancel(self) -> None:
        """Stop."""
        self._waiting = None
        self._run.cancel()

    def shut_down(self) -> None:
        """Stop and wait."""
        self.blockSignals(True)
        self._run.shut_down()

    def _next(self) -> None:
        while len(self._found) < len(self._wishes):
            wish = self._wishes[len(self._found)]
            known = self._kept.get(wish)
            if known is None or not all(Path(path).exists() for path in known.paths):
                output = QgsProcessingUtils.generateTempFilename(f"{wish.quantity}.tif")
                self._run.start("yanqing_eco:lidaroverlay", wish.parameters(output))
                return
            self._found.append(known)
        self.made.emit(list(self._found))

    def _on_progress(self, percent: float) -> None:
        self.progressed.emit((100.0 * len(self._found) + percent) / max(1, len(self._wishes)))

    def _gave_way(self) -> bool:
        wishes, self._waiting = self._waiting, None
        if wishes is None:
            return False
        self.make(wishes)
        return True

    def _on_failed(self, sentence: str) -> None:
        if not self._gave_way():
            self.failed.emit(sentence)

    def _on_cancelled(self) -> None:
        if not self._gave_way():
            self.cancelled.emit()

    def _on_made(self, results: dict[str, Any]) -> None:
        if self._gave_way():
            return
        wish = self._wishes[len(self._found)]
        output = Path(results["OUTPUT"])
        series = sorted(str(path) for path in output.with_suffix("").glob("*.tif")) if wish.every_sweep else []
        made = MadeOverlay(tuple(series or [str(output)]), str(results.get("BASIS", "")))
        # Mass changes with what the stations report meanwhile.
        if not wish.quantity.startswith("pm"):
            self._kept[wish] = made
        self._found.append(made)
        self._next()
