"""A made-up district with the whole network: for trying the plugin out, for tests and benchmarks. Nothing in it is measured."""

from .centre import DISTRICT, SEED, create_demo, extend_demo
from .history import observations
from .outline import district_outline
from .placement import stations
from .township_areas import township_areas

__all__ = [
    "DISTRICT",
    "SEED",
    "create_demo",
    "district_outline",
    "extend_demo",
    "observations",
    "stations",
    "township_areas",
]
