"""The formats that are recognised by themselves, most particular first."""

from __future__ import annotations

from .cnemc import CNEMC
from .format import Format, recognise
from .kdd import KDD
from .kdd_weather import KDD_WEATHER
from .mapped import MAPPED
from .quotsoft import QUOTSOFT
from .surface_water import SURFACE_WATER
from .uci import UCI

__all__ = ["FORMATS", "Format", "recognise"]

FORMATS: dict[str, Format] = {
    entry.name: entry for entry in (QUOTSOFT, KDD, KDD_WEATHER, UCI, CNEMC, SURFACE_WATER, MAPPED)
}
