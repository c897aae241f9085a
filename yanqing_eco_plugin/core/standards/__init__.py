"""The rules: observed properties, units, limits, indices and classes, as dated tables."""

from importlib import import_module
from typing import TYPE_CHECKING

from .alarms import alarm_label
from .kinds import KINDS, StationKind
from .levels import LEVELS, Level, level_colour, level_label
from .properties import PROPERTIES, ObservedProperty, property_of_factor

if TYPE_CHECKING:
    from .air_index import air_quality_index
    from .assessment import assess
    from .evaluation import composite_index, evaluation_percentile
    from .heavy_pollution import pollution_warning
    from .limit_lines import Limit, limits
    from .means import daily_max_8h_ozone, daily_means, running_8h_ozone
    from .noise import energy_mean, noise_assessment
    from .validity import required_count
    from .water import water_class

__all__ = [
    "KINDS",
    "LEVELS",
    "PROPERTIES",
    "Level",
    "Limit",
    "ObservedProperty",
    "StationKind",
    "air_quality_index",
    "alarm_label",
    "assess",
    "composite_index",
    "daily_max_8h_ozone",
    "daily_means",
    "energy_mean",
    "evaluation_percentile",
    "level_colour",
    "level_label",
    "limits",
    "noise_assessment",
    "pollution_warning",
    "property_of_factor",
    "required_count",
    "running_8h_ozone",
    "water_class",
]

# pandas takes longer to load than the whole plugin may add to the start of QGIS: what needs it is loaded at first use.
_LATER = {
    "Limit": "limit_lines",
    "air_quality_index": "air_index",
    "assess": "assessment",
    "composite_index": "evaluation",
    "daily_max_8h_ozone": "means",
    "daily_means": "means",
    "energy_mean": "noise",
    "evaluation_percentile": "evaluation",
    "limits": "limit_lines",
    "noise_assessment": "noise",
    "pollution_warning": "heavy_pollution",
    "required_count": "validity",
    "running_8h_ozone": "means",
    "water_class": "water",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_LATER[name]}", __name__), name)
