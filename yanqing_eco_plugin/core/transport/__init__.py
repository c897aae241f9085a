"""Transport: wind fields, trajectories, source regions."""

from __future__ import annotations

from .clusters import Clusters, cluster_trajectories
from .polar import conditional_probability
from .source_regions import WEIGHT_RULES, SourceRegions, source_regions
from .sphere import distance_m
from .tdump import read_tdump
from .trajectories import trajectories
from .wind import WindField

__all__ = [
    "WEIGHT_RULES",
    "Clusters",
    "SourceRegions",
    "WindField",
    "cluster_trajectories",
    "conditional_probability",
    "distance_m",
    "read_tdump",
    "source_regions",
    "trajectories",
]
