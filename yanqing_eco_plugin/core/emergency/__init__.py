"""Emergency: who goes, by which road, and what area is affected."""

from __future__ import annotations

from .affected_area import SCREENING_NOTE, plume_areas, puff_areas
from .cap import CapAlert, CapArea, CapCircle, CapInfo
from .cap_export import cap_area, write_cap
from .cap_import import read_cap
from .dense_gas import DenseGasError, check_neutral, release_kind, richardson_number
from .dispatch import AVAILABILITY, Need, Weights, assign, rank
from .dispersion_parameters import STABILITY_CLASSES, plume_sigmas, puff_sigmas
from .plume import gaussian_plume
from .puffs import Puffs, WindStep, puff_concentration, release_puffs
from .road_network import RoadNetwork
from .road_speeds import ROAD_SPEEDS_KMH
from .service_areas import service_areas
from .travel import Route, fastest_route, travel_times

__all__ = [
    "AVAILABILITY",
    "ROAD_SPEEDS_KMH",
    "SCREENING_NOTE",
    "STABILITY_CLASSES",
    "CapAlert",
    "CapArea",
    "CapCircle",
    "CapInfo",
    "DenseGasError",
    "Need",
    "Puffs",
    "RoadNetwork",
    "Route",
    "Weights",
    "WindStep",
    "assign",
    "cap_area",
    "check_neutral",
    "fastest_route",
    "gaussian_plume",
    "plume_areas",
    "plume_sigmas",
    "puff_areas",
    "puff_concentration",
    "puff_sigmas",
    "rank",
    "read_cap",
    "release_kind",
    "release_puffs",
    "richardson_number",
    "service_areas",
    "travel_times",
    "write_cap",
]
