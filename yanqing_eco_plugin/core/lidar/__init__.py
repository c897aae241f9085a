"""Lidar: from the maker's file to extinction, depolarisation and boundary layer."""

from __future__ import annotations

from .atmosphere import profile_at, standard_atmosphere
from .averaging import Glued, average_bins, average_rays, glue, noise_of_counts, snr_mask
from .boundary_layer import BoundaryLayer, boundary_layer_height, wavelet_covariance
from .clouds import Clouds, find_clouds, layer_mask
from .corrections import apply_overlap, background, correct_dead_time, range_corrected, saturated, subtract_dark_current
from .depolarization import DUST_DEPOLARIZATION, Split, dust_split, particle_depolarization, volume_depolarization
from .doppler_wind import WindProfile, wind_profile
from .fernald import fernald, reference_region
from .horizontal import HorizontalRetrieval, Slope, horizontal_extinction, slope_extinction
from .molecular import molecular, molecular_depolarization
from .overlap import OverlapTable, read_overlap
from .readers import READERS, TextChannel, TextMapping, read_scan
from .retrieval import LIDAR_RATIOS_532, Retrieval, retrieve
from .scan import LidarChannel, LidarScan, Location, join_scans
from .simulate import counted, elastic_signal

__all__ = [
    "DUST_DEPOLARIZATION",
    "LIDAR_RATIOS_532",
    "READERS",
    "BoundaryLayer",
    "Clouds",
    "Glued",
    "HorizontalRetrieval",
    "LidarChannel",
    "LidarScan",
    "Location",
    "OverlapTable",
    "Retrieval",
    "Slope",
    "Split",
    "TextChannel",
    "TextMapping",
    "WindProfile",
    "apply_overlap",
    "average_bins",
    "average_rays",
    "background",
    "boundary_layer_height",
    "correct_dead_time",
    "counted",
    "dust_split",
    "elastic_signal",
    "fernald",
    "find_clouds",
    "glue",
    "horizontal_extinction",
    "join_scans",
    "layer_mask",
    "molecular",
    "molecular_depolarization",
    "noise_of_counts",
    "particle_depolarization",
    "profile_at",
    "range_corrected",
    "read_overlap",
    "read_scan",
    "reference_region",
    "retrieve",
    "saturated",
    "slope_extinction",
    "snr_mask",
    "standard_atmosphere",
    "subtract_dark_current",
    "volume_depolarization",
    "wavelet_covariance",
    "wind_profile",
]
