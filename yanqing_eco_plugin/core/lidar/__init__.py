"""Lidar: from the maker's file to extinction, mass, depolarisation, boundary layer and what the map shows."""

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
from .mass import GAMMA_BEIJING, MassRelation, choose_relation, fit_growth, fit_mass, humidity_growth
from .measurement import read_measurement, scan_files
from .molecular import molecular, molecular_depolarization
from .overlap import OverlapTable, read_overlap
from .quantities import QUANTITIES, Quantity, ramp_stops
from .readers import READERS, TextChannel, TextMapping, read_scan
from .retrieval import LIDAR_RATIOS_532, Retrieval, retrieve
from .scan import LidarChannel, LidarScan, Location, join_scans
from .scan_field import Mask, ScanField, mass_field, scan_field
from .scan_file import write_scan
from .scan_signal import ScanSignal, scan_signal
from .simulate import counted, elastic_signal
from .sun import sun_elevation
from .sweeps import ScanExtent, part_of_scan, scan_extent, split_sweeps
from .time_height import TimeHeight, time_height

__all__ = [
    "DUST_DEPOLARIZATION",
    "GAMMA_BEIJING",
    "LIDAR_RATIOS_532",
    "QUANTITIES",
    "READERS",
    "BoundaryLayer",
    "Clouds",
    "Glued",
    "HorizontalRetrieval",
    "LidarChannel",
    "LidarScan",
    "Location",
    "Mask",
    "MassRelation",
    "OverlapTable",
    "Quantity",
    "Retrieval",
    "ScanExtent",
    "ScanField",
    "ScanSignal",
    "Slope",
    "Split",
    "TextChannel",
    "TextMapping",
    "TimeHeight",
    "WindProfile",
    "apply_overlap",
    "average_bins",
    "average_rays",
    "background",
    "boundary_layer_height",
    "choose_relation",
    "correct_dead_time",
    "counted",
    "dust_split",
    "elastic_signal",
    "fernald",
    "find_clouds",
    "fit_growth",
    "fit_mass",
    "glue",
    "horizontal_extinction",
    "humidity_growth",
    "join_scans",
    "layer_mask",
    "mass_field",
    "molecular",
    "molecular_depolarization",
    "noise_of_counts",
    "part_of_scan",
    "particle_depolarization",
    "profile_at",
    "ramp_stops",
    "range_corrected",
    "read_measurement",
    "read_overlap",
    "read_scan",
    "reference_region",
    "retrieve",
    "saturated",
    "scan_extent",
    "scan_field",
    "scan_files",
    "scan_signal",
    "slope_extinction",
    "snr_mask",
    "split_sweeps",
    "standard_atmosphere",
    "subtract_dark_current",
    "sun_elevation",
    "time_height",
    "volume_depolarization",
    "wavelet_covariance",
    "wind_profile",
    "write_scan",
]
