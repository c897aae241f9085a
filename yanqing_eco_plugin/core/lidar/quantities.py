"""What can be shown of a scan: names, units, and the one ramp of colours that map and pictures share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np

from ..standards import level_colour
from ..standards.air_tables import index_editions, index_starts
from ..standards.editions import positions_at

__all__ = ["QUANTITIES", "Quantity", "ramp_stops"]

# Told apart by colour-blind readers and in print. Pollution goes from pale to dark, so that the map shows through clean air.
_VIRIDIS = ("#440154", "#46327e", "#365c8d", "#277f8e", "#1fa187", "#4ac16d", "#a0da39", "#fde725")
_HEAT = ("#fffbe0", "#fed976", "#fd9a43", "#f03b20", "#b10026", "#4a0012")
_DUST = ("#f7fcf0", "#ccebc5", "#7bccc4", "#2b8cbe", "#fdae61", "#d7301f")


@dataclass(frozen=True)
class Quantity:
    """A quantity of a scan.

    Attributes
    ----------
    zh, en
        What users read.
    unit
        Of the values; empty where the instrument decides.
    low, high
        Ends of the ramp; None = chosen by the values.
    logarithmic
        Whether the ramp goes by equal ratios.
    colours
        From low to high.
    decimals
        Digits shown.
    """

    name: str
    zh: str
    en: str
    unit: str
    low: float | None
    high: float | None
    logarithmic: bool
    colours: tuple[str, ...]
    decimals: int

    def label(self, language: str = "zh") -> str:
        """Name in `language` (``zh`` or ``en``)."""
        return self.zh if language.startswith("zh") else self.en

    def title(self, language: str = "zh") -> str:
        """Name with unit, as a legend is headed."""
        unit = self.unit.replace("km-1", "km⁻¹")
        return f"{self.label(language)} ({unit})" if unit not in ("", "1") else self.label(language)


QUANTITIES = MappingProxyType(
    {
        one.name: one
        for one in (
            Quantity("rcs", "距离修正信号", "Range-corrected signal", "", None, None, True, _VIRIDIS, 2),
            Quantity("extinction", "气溶胶消光系数", "Aerosol extinction", "km-1", 0.0, 1.0, False, _HEAT, 2),
            Quantity("depolarisation", "体退偏振比", "Volume depolarisation", "1", 0.0, 0.4, False, _DUST, 2),
            Quantity("pm2_5", "PM2.5质量浓度", "PM2.5", "µg/m³", 0.0, 250.0, False, (), 0),
            Quantity("pm10", "PM10质量浓度", "PM10", "µg/m³", 0.0, 420.0, False, (), 0),
        )
    }
)

_MASSES = ("pm2_5", "pm10")


def _mass_stops(quantity: str, on: date) -> list[tuple[float, str]]:
    """Colours of the air-quality levels at the concentrations where each begins, by the edition in force on a day."""
    edition = list(index_editions().values())[int(positions_at(index_starts(), np.asarray(on, dtype="datetime64[D]")))]
    scale = edition.scales["hour"][quantity]
    levels = edition.level_of[scale.index[:-2]]
    starts = np.searchsorted(levels, np.arange(1, int(edition.level_of.max()) + 1))
    return [(float(at / scale.steps_per_unit), level_colour("aqi", level)) for level, at in enumerate(starts, 1)]


def ramp_stops(
    quantity: str, low: float | None = None, high: float | None = None, *, on: date | None = None
) -> list[tuple[float, str]]:
    """Values and colours of a quantity's ramp, in order.

    Parameters
    ----------
    low, high
        Ends, where the quantity has no fixed ones or others are wanted.
    on
        Local day of the data: mass takes the colours of the air-quality levels (HJ 633) in force then; None = today.
    """
    one = QUANTITIES[quantity]
    if quantity in _MASSES and low is None and high is None:
        return _mass_stops(quantity, on or date.today())
    colours = one.colours or tuple(level_colour("aqi", level) for level in range(1, 7))
    start = one.low if low is None else low
    end = one.high if high is None else high
    start, end = 0.0 if start is None else start, 1.0 if end is None else end
    if not end > start:
        end = start + max(abs(start), 1.0) * 1e-3
    if one.logarithmic and end > 0:
        start = start if start > 0 else end / 1e3
        return [(start * (end / start) ** (place / (len(colours) - 1)), c) for place, c in enumerate(colours)]
    return [(start + (end - start) * place / (len(colours) - 1), c) for place, c in enumerate(colours)]
