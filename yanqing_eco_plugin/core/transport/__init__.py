"""Transport: wind fields, trajectories, source regions, flux, local or external."""

from __future__ import annotations

from .attribution import VERDICTS, Attribution, attribute
from .attribution_data import EpisodeData
from .clusters import Clusters, cluster_trajectories
from .ensembles import ensemble, ensemble_spread
from .evidence import WEIGHTS, Evidence, Pool, pooled
from .flux import boundary_segments, transport_flux
from .ground_wind import ground_wind
from .path_runs import PathRun, path_vertices, run_ensembles, run_paths
from .paths import as_matrix, path_summary
from .polar import conditional_probability
from .source_regions import WEIGHT_RULES, SourceRegions, source_regions
from .sphere import distance_m
from .tdump import read_tdump
from .trajectories import trajectories
from .ventilation import POOR_VENTILATION, episode_phases, ventilation_coefficient
from .wind import WindField
from .wind_writing import write_wind

__all__ = [
    "POOR_VENTILATION",
    "VERDICTS",
    "WEIGHTS",
    "WEIGHT_RULES",
    "Attribution",
    "Clusters",
    "EpisodeData",
    "Evidence",
    "PathRun",
    "Pool",
    "SourceRegions",
    "WindField",
    "as_matrix",
    "attribute",
    "boundary_segments",
    "cluster_trajectories",
    "conditional_probability",
    "distance_m",
    "ensemble",
    "ensemble_spread",
    "episode_phases",
    "ground_wind",
    "path_summary",
    "path_vertices",
    "pooled",
    "read_tdump",
    "run_ensembles",
    "run_paths",
    "source_regions",
    "trajectories",
    "transport_flux",
    "ventilation_coefficient",
    "write_wind",
]
